/* How far the aim of 四 has been reached: recognised projects of its years by track and stage, units, and cancelled ones apart. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk/filter.h"
#include "desk/look.h"

/* Stages of a recognised project; the last one counts only where the rules say so. */
static const enum stage counted[] = {
	STAGE_awarded, STAGE_running, STAGE_rectifying, STAGE_suspended, STAGE_completed, STAGE_terminated, STAGE_cancelled};

struct tallying {
	struct desk *desk;
	struct arena *arena;
	struct target target;
	struct target_progress *out;
	const char **units;
	size_t unit_count;
};

static bool
track_counts(const struct target *target, const char *track)
{
	size_t len = strlen(track);

	if (!*target->tracks)
		return true;
	for (const char *at = target->tracks; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strcspn(at, " ") == len && strncmp(at, track, len) == 0)
			return true;
	return false;
}

static struct stat_row *
row_of(struct target_progress *out, const char *code)
{
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(out->rows[i].code, code) == 0)
			return &out->rows[i];
	if (out->count == TARGET_ROWS)
		return NULL;
	out->rows[out->count] = (struct stat_row){.code = code, .matching = MONEY_NONE};
	return &out->rows[out->count++];
}

static const char *
say(struct tallying *tallying, const char *path, const char *op, const char *value)
{
	return filter_say(&type_project, record_column(&type_project, path), op, value, tallying->arena);
}

static void
fill_row(struct tallying *tallying, struct stat_row *row, const struct project *project)
{
	struct arena *arena = tallying->arena;
	const char *track = desk_label(tallying->desk, "track", project->track), *stage = desk_label(tallying->desk, "stage", project->stage);
	const char *from = arena_printf(arena, "%d", tallying->target.from_year), *to = arena_printf(arena, "%d", tallying->target.to_year);

	row->label = arena_printf(arena, "%s · %s", track, stage);
	row->where = arena_printf(arena, "%s %s %s %s", say(tallying, "project.track", "=", track), say(tallying, "project.stage", "=", stage),
		say(tallying, "project.year", ">=", from), say(tallying, "project.year", "<=", to));
}

static void
tally_one(struct tallying *tallying, const struct project *project)
{
	struct target_progress *out = tallying->out;
	bool cancelled = stage_of(project->stage) == STAGE_cancelled;
	struct stat_row *row;

	if (project->year < tallying->target.from_year || project->year > tallying->target.to_year || !track_counts(&tallying->target, project->track))
		return;
	row = row_of(out, arena_printf(tallying->arena, "%s %s", project->track, project->stage));
	if (!row)
		return;
	if (!row->count++)
		fill_row(tallying, row, project);
	if (cancelled)
		out->cancelled++;
	if (cancelled && !tallying->target.cancelled_too)
		return;
	out->awarded++;
	if (*project->unit.uscc)
		tallying->units[tallying->unit_count++] = arena_strdup(tallying->arena, project->unit.uscc);
}

static void
tally_stage(struct tallying *tallying, enum stage stage)
{
	const struct column *columns[] = {record_column(&type_project, "project.stage"), record_column(&type_project, "project.track"),
		record_column(&type_project, "project.year"), record_column(&type_project, "unit.uscc"), record_column(&type_project, "project.reviewer"),
		record_column(&type_project, "project.received_at")};
	struct store *store = tallying->desk->store;
	struct numbers found = {0};
	struct arena arena = {0};
	void *record;

	set_range_text(store, &type_project, record_column(&type_project, "project.stage"), stage_code(stage), &found);
	tallying->units = xrealloc(tallying->units, tallying->unit_count + found.count + 1, sizeof *tallying->units);
	for (size_t i = 0; i < found.count; i++) {
		arena_reset(&arena);
		if (store_get_columns(store, &type_project, found.items[i], columns, sizeof columns / sizeof *columns, &arena, &record, NULL) == 0 &&
			scope_allows(tallying->desk, record))
			tally_one(tallying, record);
	}
	arena_free(&arena);
	numbers_free(&found);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
count_units(struct tallying *tallying)
{
	if (tallying->unit_count)
		qsort(tallying->units, tallying->unit_count, sizeof *tallying->units, by_text);
	for (size_t i = 0; i < tallying->unit_count; i++)
		tallying->out->units += i == 0 || strcmp(tallying->units[i - 1], tallying->units[i]) != 0;
}

int
desk_target(struct desk *desk, struct arena *arena, struct target_progress *out, struct err *err)
{
	struct tallying tallying = {.desk = desk, .arena = arena, .target = labels_target(desk), .out = out};

	*out = (struct target_progress){
		.wanted = tallying.target.projects, .from_year = tallying.target.from_year, .to_year = tallying.target.to_year};
	if (!out->wanted)
		return err_set(err, ERR_MISSING, _("the rules name no number of projects to be reached"));
	if (!desk->scope.all)
		return err_set(err, ERR_DENIED, _("'%s' sees a part of the projects only"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
		tally_stage(&tallying, counted[i]);
	store_end(desk->store);
	count_units(&tallying);
	free(tallying.units);
	return 0;
}
