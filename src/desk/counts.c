#include <config.h>

#include "desk/counts.h"

#include <string.h>

#include "desk/queryroom.h"
#include "record/stages.h"

/* Passes on what lies in the stages that are seen. */
struct seen {
	struct desk *desk;
	uint32_t stages;
	void (*each)(void *user, const char *const values[3], uint64_t count);
	void *user;
};

static void
pass_seen(void *user, const char *const values[3], uint64_t count)
{
	const struct seen *seen = user;
	enum stage stage = stage_of(values[1]);

	if (stage >= STAGE_COUNT || !(seen->stages & UINT32_C(1) << stage))
		return;
	if (desk_veiled(seen->desk))
		stage = veil_stage(seen->desk, stage, values[0]);
	seen->each(seen->user, (const char *const[3]){values[0], stage_code(stage), values[2]}, count);
}

/* Windows see what they received, which no counter tells: their own projects are looked at, one column each. */
static void
count_own(struct desk *desk, struct seen *seen)
{
	const struct column *columns[3];
	struct numbers own = {0};
	struct arena arena = {0};
	void *record;

	for (size_t i = 0; i < 3; i++)
		columns[i] = record_column(&type_project, type_project.tally[i]);
	scope_numbers(desk, &type_project, &own);
	for (size_t i = 0; i < own.count; i++) {
		arena_reset(&arena);
		if (store_get_columns(desk->store, &type_project, own.items[i], columns, 3, &arena, &record, NULL) < 0)
			continue;
		const struct project *project = record;
		pass_seen(seen, (const char *const[3]){project->call, project->stage, desk_blind(desk, project) ? "" : project->reviewer}, 1);
	}
	arena_free(&arena);
	numbers_free(&own);
}

void
counts_each(struct desk *desk, void (*each)(void *user, const char *const values[3], uint64_t count), void *user)
{
	const struct scope *scope = &desk->scope;
	struct seen seen = {.desk = desk, .stages = scope->stages, .each = each, .user = user};
	const char *match[3] = {NULL};

	if (!scope->all && !scope->column && !scope->assigned)
		return;
	if (!scope->all && !scope->column)
		seen.stages = UINT32_MAX;
	if (!scope->all && scope->column && scope->column == record_column(&type_project, type_project.tally[2]))
		match[2] = scope->value;
	if (scope->all || match[2])
		store_tally(desk->store, &type_project, match, pass_seen, &seen);
	else
		count_own(desk, &seen);
}
