#include <config.h>

#include "desk/clocks.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/counts.h"
#include "desk/filter.h"
#include "desk/queryroom.h"

/* Up to so many records are looked at one by one; more are counted by sets, and what came of it is kept until something changes. */
enum { LOOK_MOST = 2048, STEP = 256 };

struct counting {
	struct desk *desk;
	uint64_t stages[STAGE_COUNT];
	uint64_t pulse;
	bool many; /* some set was too large to be looked at */
};

/* ---- one clock */

static union filter_value
value_of(const struct column *column, int64_t number)
{
	union filter_value value;

	column->field->kind->clear(&value);
	if (column->field->kind == &kind_date)
		value.date = (date_t)number;
	else if (column->field->kind == &kind_flag)
		value.flag = (int8_t)number;
	else
		value.number = number;
	return value;
}

static void
key_of(const struct column *column, int64_t number, struct buf *out)
{
	union filter_value value = value_of(column, number);

	column->field->kind->key(&value, column->field, out);
}

/* A span of an index, or one code of it. */
struct reach {
	struct buf low, high;
	struct store_order order;
};

static void
reach_begin(struct reach *reach, const struct clock *clock)
{
	*reach = (struct reach){0};
	reach->order.type = clock->type;
	if (clock->spans[0].path) {
		reach->order.column = record_column(clock->type, clock->spans[0].path);
		if (clock->spans[0].low != INT64_MIN)
			key_of(reach->order.column, clock->spans[0].low, &reach->low);
		if (clock->spans[0].high != INT64_MAX)
			key_of(reach->order.column, clock->spans[0].high, &reach->high);
	} else {
		reach->order.column = record_column(clock->type, clock->codes[0].path);
		reach->order.column->field->kind->key(&clock->codes[0].code, reach->order.column->field, &reach->low);
		buf_add(&reach->high, reach->low.data, reach->low.len);
	}
	reach->order.low = reach->low.len ? reach->low.data : NULL;
	reach->order.low_len = reach->low.len;
	reach->order.high = reach->high.len ? reach->high.data : NULL;
	reach->order.high_len = reach->high.len;
}

static void
reach_end(struct reach *reach)
{
	buf_free(&reach->low);
	buf_free(&reach->high);
}

static bool
holds(const struct clock *clock, const void *record)
{
	for (size_t i = 0; i < CLOCK_TERMS && clock->codes[i].path; i++)
		if (strcmp(*(const char *const *)column_in(record, record_column(clock->type, clock->codes[i].path)), clock->codes[i].code) != 0)
			return false;
	for (size_t i = 0; i < CLOCK_TERMS && clock->spans[i].path; i++) {
		const struct column *column = record_column(clock->type, clock->spans[i].path);
		const void *member = column_in(record, column);
		union filter_value low = value_of(column, clock->spans[i].low), high = value_of(column, clock->spans[i].high);
		if (column->field->kind->empty(member) || (clock->spans[i].low != INT64_MIN && field_compare(column->field, member, &low) < 0) ||
			(clock->spans[i].high != INT64_MAX && field_compare(column->field, member, &high) > 0))
			return false;
	}
	return true;
}

/* The members that decide, and of projects those that tell whose it is. */
static size_t
wanted_columns(const struct clock *clock, const struct column **columns)
{
	static const char *const sight[] = {"project.stage", "project.reviewer", "project.received_at"};
	size_t count = 0;

	for (size_t i = 0; i < CLOCK_TERMS && clock->codes[i].path; i++)
		columns[count++] = record_column(clock->type, clock->codes[i].path);
	for (size_t i = 0; i < CLOCK_TERMS && clock->spans[i].path; i++)
		columns[count++] = record_column(clock->type, clock->spans[i].path);
	if (clock->deadline)
		columns[count++] = record_column(clock->type, clock->deadline);
	for (size_t i = 0; clock->type == &type_project && i < sizeof sight / sizeof *sight; i++)
		columns[count++] = record_column(clock->type, sight[i]);
	return count;
}

static void
look_at_each(struct desk *desk, struct clock *clock, const uint32_t *numbers, size_t count)
{
	const struct column *columns[3 * CLOCK_TERMS + 4];
	size_t column_count = wanted_columns(clock, columns);
	struct arena arena = {0};
	void *record;

	for (size_t i = 0; i < count; i++) {
		arena_reset(&arena);
		if (store_get_columns(desk->store, clock->type, numbers[i], columns, column_count, &arena, &record, NULL) < 0 || !holds(clock, record) ||
			(clock->type == &type_project && !scope_allows(desk, record)))
			continue;
		clock->count++;
		date_t day = clock->deadline ? *(const date_t *)column_in(record, record_column(clock->type, clock->deadline)) : DATE_NONE;
		if (day != DATE_NONE && (clock->first == DATE_NONE || day < clock->first))
			clock->first = day;
	}
	arena_free(&arena);
}

/* ---- many: by sets */

static void
narrow_span(struct desk *desk, const struct clock *clock, size_t i, struct numbers *set)
{
	struct clock alone = {.type = clock->type, .spans = {{clock->spans[i].path, clock->spans[i].low, clock->spans[i].high}}};
	struct numbers some = {0};
	struct reach reach;

	reach_begin(&reach, &alone);
	store_numbers(desk->store, &reach.order, &some);
	set_sort(&some, store_count(desk->store, clock->type));
	set_and(set, &some);
	numbers_free(&some);
	reach_end(&reach);
}

static void
narrow_code(struct desk *desk, const struct clock *clock, size_t i, struct numbers *set)
{
	struct numbers some = {0};

	set_range_text(desk->store, clock->type, record_column(clock->type, clock->codes[i].path), clock->codes[i].code, &some);
	set_and(set, &some);
	numbers_free(&some);
}

/* The earliest deadline of the set: by walking the index, in which it mostly comes soon. */
static date_t
first_of(struct desk *desk, const struct clock *clock, const struct numbers *set)
{
	const struct column *column = record_column(clock->type, clock->deadline);
	const struct column *only[] = {column};
	struct store_order order = {.type = clock->type, .column = column};
	struct store_place places[STEP];
	uint32_t numbers[STEP], found = 0;
	struct arena arena = {0};
	struct buf low = {0};
	date_t first = DATE_NONE;
	void *record;
	size_t got = 0;

	for (size_t i = 0; i < CLOCK_TERMS && clock->spans[i].path; i++)
		if (strcmp(clock->spans[i].path, clock->deadline) == 0 && clock->spans[i].low != INT64_MIN)
			key_of(column, clock->spans[i].low, &low);
	order.low = low.len ? low.data : NULL;
	order.low_len = low.len;
	do {
		struct store_place from = got ? places[got - 1] : (struct store_place){.len = 0};
		got = store_walk(desk->store, &order, from.len ? &from : NULL, false, true, STEP, numbers, places);
		for (size_t i = 0; i < got && !found; i++)
			if (set_has(set, numbers[i]))
				found = numbers[i];
	} while (got == STEP && !found);
	if (found && store_get_columns(desk->store, clock->type, found, only, 1, &arena, &record, NULL) == 0)
		first = *(const date_t *)column_in(record, column);
	arena_free(&arena);
	buf_free(&low);
	return first;
}

static void
count_by_sets(struct desk *desk, struct clock *clock, const struct reach *reach)
{
	struct numbers set = {0}, seen = {0};
	size_t codes = clock->spans[0].path ? 0 : 1;

	store_numbers(desk->store, &reach->order, &set);
	set_sort(&set, store_count(desk->store, clock->type));
	for (size_t i = 1; i < CLOCK_TERMS && clock->spans[i].path && set.count; i++)
		narrow_span(desk, clock, i, &set);
	for (size_t i = codes; i < CLOCK_TERMS && clock->codes[i].path && set.count; i++)
		narrow_code(desk, clock, i, &set);
	if (clock->type == &type_project && scope_confines(desk, clock->type)) {
		scope_numbers(desk, clock->type, &seen);
		set_and(&set, &seen);
	}
	clock->count = set.count;
	if (set.count && clock->deadline)
		clock->first = first_of(desk, clock, &set);
	numbers_free(&seen);
	numbers_free(&set);
}

/* Nothing of a stage that nothing stands at. */
static bool
may_count(const struct counting *counting, const struct clock *clock)
{
	if (clock->type == &type_project && clock->codes[0].path)
		return counting->stages[stage_of(clock->codes[0].code)] > 0;
	return store_count(counting->desk->store, clock->type) > 0;
}

static void
count_clock(struct counting *counting, struct clock *clock)
{
	struct store *store = counting->desk->store;
	uint32_t *numbers;
	struct reach reach;
	size_t count;

	if (!may_count(counting, clock))
		return;
	numbers = xcalloc(LOOK_MOST + 1, sizeof *numbers);
	reach_begin(&reach, clock);
	count = store_walk(store, &reach.order, NULL, false, true, LOOK_MOST + 1, numbers, NULL);
	if (count > LOOK_MOST) {
		counting->many = true;
		count_by_sets(counting->desk, clock, &reach);
	} else {
		look_at_each(counting->desk, clock, numbers, count);
	}
	reach_end(&reach);
	free(numbers);
}

/* ---- kept while nothing changes */

/* What tells one list of clocks from another: other reminders ask for other days. */
static uint64_t
asked_of(const struct clocks *clocks)
{
	uint64_t asked = clocks->count;

	for (size_t i = 0; i < clocks->count; i++)
		for (size_t j = 0; j < CLOCK_TERMS && clocks->items[i].spans[j].path; j++)
			asked = asked * 1000003 + (uint64_t)clocks->items[i].spans[j].low * 31 + (uint64_t)clocks->items[i].spans[j].high;
	return asked;
}

static bool
cache_get(const struct counting *counting, struct clocks *clocks)
{
	struct desk *desk = counting->desk;
	struct arena arena = {0};
	char *name = xasprintf("clocks %s", desk->person.id);
	uint64_t pulse, asked;
	date_t today;
	size_t len;
	const void *data;
	int used = 0;
	bool good = store_cache_get(desk->store, name, &arena, &data, &len);

	if (good) {
		const char *at = arena_strndup(&arena, data, len);
		good = sscanf(at, "%" SCNu64 " %" SCNd32 " %" SCNu64 "%n", &pulse, &today, &asked, &used) == 3 && pulse == counting->pulse &&
			today == desk->today && asked == asked_of(clocks);
		for (size_t i = 0; good && i < clocks->count; i++) {
			at += used;
			good = sscanf(at, " %" SCNu64 " %" SCNd32 "%n", &clocks->items[i].count, &clocks->items[i].first, &used) == 2;
		}
	}
	free(name);
	arena_free(&arena);
	return good;
}

static void
cache_put(const struct counting *counting, const struct clocks *clocks)
{
	struct desk *desk = counting->desk;
	char *name = xasprintf("clocks %s", desk->person.id);
	struct buf text = {0};

	buf_addf(&text, "%" PRIu64 " %" PRId32 " %" PRIu64, counting->pulse, desk->today, asked_of(clocks));
	for (size_t i = 0; i < clocks->count; i++)
		buf_addf(&text, " %" PRIu64 " %" PRId32, clocks->items[i].count, clocks->items[i].first);
	store_cache_put(desk->store, name, text.data, text.len);
	buf_free(&text);
	free(name);
}

static void
count_stage(void *user, const char *const values[3], uint64_t count)
{
	struct counting *counting = user;
	enum stage stage = stage_of(values[1]);

	if (stage < STAGE_COUNT)
		counting->stages[stage] += count;
}

void
clocks_count(struct desk *desk, struct clocks *out)
{
	struct counting counting = {.desk = desk, .pulse = desk_pulse(desk)};

	if (!out->count || store_begin(desk->store, NULL) < 0)
		return;
	if (!cache_get(&counting, out)) {
		for (size_t i = 0; i < out->count; i++) {
			out->items[i].count = 0;
			out->items[i].first = DATE_NONE;
		}
		counts_each(desk, count_stage, &counting);
		for (size_t i = 0; i < out->count; i++)
			count_clock(&counting, &out->items[i]);
	}
	store_end(desk->store);
	if (counting.many && desk->as_of == DATE_NONE)
		cache_put(&counting, out);
}
