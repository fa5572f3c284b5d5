#include <config.h>

#include "desk/overdue.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/queryroom.h"

/* Up to so many records are looked at one by one; more are counted by sets, and the count is kept until something changes. */
enum { LOOK_MOST = 4096, STEP = 256 };

/* The stages whose deadlines people watch. */
static const enum stage watched[] = {STAGE_submitted, STAGE_returned};

static const struct column *
deadline_column(void)
{
	return record_column(&type_project, "project.deadline");
}

/* Reads what tells whose a row is. */
static const struct project *
read_sight(struct desk *desk, uint32_t number, struct arena *arena)
{
	const struct column *columns[] = {
		deadline_column(),
		record_column(&type_project, "project.stage"),
		record_column(&type_project, "project.reviewer"),
		record_column(&type_project, "project.received_at"),
	};
	void *record;

	if (store_get_columns(desk->store, &type_project, number, columns, sizeof columns / sizeof *columns, arena, &record, NULL) < 0)
		return NULL;
	return scope_allows(desk, record) ? record : NULL;
}

static void
add_one(struct overdue *overdue, date_t deadline)
{
	overdue->count++;
	if (overdue->first == DATE_NONE || deadline < overdue->first)
		overdue->first = deadline;
}

static void
add_town(struct overdues *out, const struct project *project, struct arena *arena)
{
	size_t i = 0;

	while (i < out->town_count && strcmp(out->towns[i].reviewer, project->reviewer) != 0)
		i++;
	if (i == OVERDUE_TOWNS)
		return;
	if (i == out->town_count) {
		out->towns[out->town_count++].reviewer = arena_strdup(arena, project->reviewer);
		out->towns[i].overdue.first = DATE_NONE;
	}
	add_one(&out->towns[i].overdue, project->deadline);
}

static void
count_each(struct desk *desk, const struct numbers *late, struct arena *arena, struct overdues *out)
{
	struct arena row = {0};

	for (size_t i = 0; i < late->count; i++) {
		arena_reset(&row);
		const struct project *project = read_sight(desk, late->items[i], &row);
		enum stage stage = project ? stage_of(project->stage) : STAGE_COUNT;
		if (stage == STAGE_COUNT)
			continue;
		add_one(&out->stages[stage], project->deadline);
		if (stage == STAGE_submitted)
			add_town(out, project, arena);
	}
	arena_free(&row);
}

/* The numbers of the projects in a stage that this person sees. */
static void
stage_seen(struct desk *desk, enum stage stage, struct numbers *out)
{
	struct numbers seen = {0};

	set_range_text(desk->store, &type_project, record_column(&type_project, "project.stage"), stage_code(stage), out);
	if (!scope_confines(desk, &type_project))
		return;
	scope_numbers(desk, &type_project, &seen);
	set_and(out, &seen);
	numbers_free(&seen);
}

/* Walks the deadlines from the earliest on; the first row of the set, or the first of the stage that is seen when `set` is NULL. */
static bool
walk_deadlines(struct desk *desk, const struct numbers *set, enum stage stage, size_t most, date_t *first)
{
	const struct column *column = deadline_column();
	struct buf low = {0};
	date_t least = DATE_NONE + 1;
	struct store_place places[STEP];
	uint32_t numbers[STEP];
	struct arena arena = {0};
	size_t got = 0, looked = 0;
	bool found = false, begun = false;

	column->field->kind->key(&least, column->field, &low);
	struct store_order order = {.type = &type_project, .column = column, .low = low.data, .low_len = low.len};
	do {
		struct store_place from = begun ? places[got - 1] : (struct store_place){.len = 0};
		got = store_walk(desk->store, &order, begun ? &from : NULL, false, true, STEP, numbers, places);
		for (size_t i = 0; i < got && !found && looked < most; i++, looked++) {
			if (set && !set_has(set, numbers[i]))
				continue;
			arena_reset(&arena);
			const struct project *project = read_sight(desk, numbers[i], &arena);
			found = project && stage_of(project->stage) == stage;
			if (found)
				*first = project->deadline;
		}
		begun = true;
	} while (got == STEP && !found && looked < most);
	arena_free(&arena);
	buf_free(&low);
	return found || looked < most;
}

date_t
deadline_first(struct desk *desk, enum stage stage)
{
	struct numbers set = {0};
	date_t first = DATE_NONE;

	if (walk_deadlines(desk, NULL, stage, LOOK_MOST, &first))
		return first;
	stage_seen(desk, stage, &set);
	walk_deadlines(desk, &set, stage, SIZE_MAX, &first);
	numbers_free(&set);
	return first;
}

/* ---- many: by sets, and kept */

static void
count_sets(struct desk *desk, const struct numbers *late, struct overdues *out)
{
	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
		struct numbers set = {0};
		stage_seen(desk, watched[i], &set);
		set_and(&set, late);
		out->stages[watched[i]].count = set.count;
		if (set.count)
			out->stages[watched[i]].first = deadline_first(desk, watched[i]);
		numbers_free(&set);
	}
}

static char *
cache_name(const struct desk *desk)
{
	return xasprintf("overdue %s", desk->person.id);
}

static bool
cache_get(struct desk *desk, struct overdues *out)
{
	struct arena arena = {0};
	char *name = cache_name(desk);
	struct overdue *a = &out->stages[STAGE_submitted], *b = &out->stages[STAGE_returned];
	uint64_t pulse;
	date_t today;
	const void *data;
	size_t len;
	bool good = store_cache_get(desk->store, name, &arena, &data, &len);

	if (good) {
		const char *text = arena_strndup(&arena, data, len);
		struct overdue first, second;
		good = sscanf(text, "%" SCNu64 " %" SCNd32 " %" SCNu64 " %" SCNd32 " %" SCNu64 " %" SCNd32, &pulse, &today, &first.count,
			       &first.first, &second.count, &second.first) == 6 &&
			pulse == desk_pulse(desk) && today == desk->today;
		if (good) {
			*a = first;
			*b = second;
		}
	}
	free(name);
	arena_free(&arena);
	return good;
}

static void
cache_put(struct desk *desk, const struct overdues *out)
{
	const struct overdue *a = &out->stages[STAGE_submitted], *b = &out->stages[STAGE_returned];
	char *name = cache_name(desk), text[160];

	snprintf(text, sizeof text, "%" PRIu64 " %" PRId32 " %" PRIu64 " %" PRId32 " %" PRIu64 " %" PRId32, desk_pulse(desk), desk->today,
		a->count, a->first, b->count, b->first);
	store_cache_put(desk->store, name, text, strlen(text));
	free(name);
}

/* Whether more than LOOK_MOST deadlines lie before today. */
static bool
many_late(struct desk *desk)
{
	const struct column *column = deadline_column();
	struct buf low = {0}, high = {0};
	date_t least = DATE_NONE + 1, last = desk->today - 1;
	size_t count;

	column->field->kind->key(&least, column->field, &low);
	column->field->kind->key(&last, column->field, &high);
	struct store_order order = {.type = &type_project, .column = column, .low = low.data, .low_len = low.len, .high = high.data,
		.high_len = high.len};
	count = store_walk(desk->store, &order, NULL, false, true, LOOK_MOST + 1, NULL, NULL);
	buf_free(&low);
	buf_free(&high);
	return count > LOOK_MOST;
}

void
overdue_count(struct desk *desk, struct arena *arena, struct overdues *out)
{
	struct numbers late = {0};
	bool many, kept = false;

	*out = (struct overdues){0};
	for (size_t i = 0; i < STAGE_COUNT; i++)
		out->stages[i].first = DATE_NONE;
	if (store_begin(desk->store, NULL) < 0)
		return;
	many = many_late(desk);
	if (many)
		kept = cache_get(desk, out);
	if (!kept)
		set_range(desk->store, &type_project, deadline_column(), RANGE_LESS, &desk->today, &late);
	if (!kept && many)
		count_sets(desk, &late, out);
	else if (!kept)
		count_each(desk, &late, arena, out);
	store_end(desk->store);
	if (many && !kept && desk->as_of == DATE_NONE)
		cache_put(desk, out);
	numbers_free(&late);
}
