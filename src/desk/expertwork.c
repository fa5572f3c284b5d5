#include <config.h>

#include "desk/expertwork.h"

#include <stdlib.h>
#include <string.h>

#include "desk/look.h"

static bool
is_open(const struct my_sheet *sheet)
{
	return strcmp(sheet->state, "open") == 0;
}

/* Unfinished first; the projects came in order of their numbers. */
static void
put_open_first(struct my_sheet *sheets, size_t count, struct arena *arena)
{
	struct my_sheet *sorted = arena_alloc(arena, (count + 1) * sizeof *sorted);
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		if (is_open(&sheets[i]))
			sorted[at++] = sheets[i];
	for (size_t i = 0; i < count; i++)
		if (!is_open(&sheets[i]))
			sorted[at++] = sheets[i];
	if (count)
		memcpy(sheets, sorted, count * sizeof *sheets);
}

static bool
read_mine(struct desk *desk, uint32_t number, struct arena *arena, struct my_sheet *out)
{
	const struct assignment *assignment;
	struct score_sheet *sheet;
	struct project *project;
	void *record;

	if (store_get(desk->store, &type_project, number, arena, &record, NULL) < 0)
		return false;
	project = record;
	assignment = joined_record(desk, &type_assignment, number, desk->person.id, arena);
	if (!assignment || stage_of(project->stage) != STAGE_in_review)
		return false;
	sheet = joined_record(desk, &type_score_sheet, number, desk->person.id, arena);
	if (sheet)
		veil_record(desk, sheet, arena);
	bool hidden = desk_blind(desk, project);
	veil_record(desk, project, arena);
	*out = (struct my_sheet){
		.project = project->id,
		.call = project->call,
		.unit = hidden && desk_hides(desk, project->call, true) ? "" : project->unit.name,
		.leader = hidden && desk_hides(desk, project->call, false) ? "" : project->leader.name,
		.state = assignment->state,
		.total = sheet && strcmp(assignment->state, "submitted") == 0 ? sheet->total_shown : "",
		.refused = sheet ? sheet->reopen_refused : "",
	};
	return true;
}

bool
desk_hides(struct desk *desk, const char *call_id, bool unit)
{
	const struct review_rules *review = desk_review(desk, call_id, NULL);

	return !review || (unit ? review->hide_unit : review->hide_leader);
}

size_t
desk_my_sheets(struct desk *desk, struct arena *arena, struct my_sheet **sheets)
{
	struct numbers given = {0};
	size_t count = 0;

	*sheets = NULL;
	if (!desk_may(desk, ROLE(expert)) || store_begin(desk->store, NULL) < 0)
		return 0;
	assigned_numbers(desk, &given);
	*sheets = arena_alloc(arena, (given.count + 1) * sizeof **sheets);
	for (size_t i = 0; i < given.count; i++)
		count += read_mine(desk, given.items[i], arena, &(*sheets)[count]);
	store_end(desk->store);
	numbers_free(&given);
	put_open_first(*sheets, count, arena);
	return count;
}

int
desk_sheet(struct desk *desk, const char *project_id, const char *expert, struct arena *arena, struct score_sheet **out, struct err *err)
{
	const char *whose = expert && *expert ? expert : desk->person.id;
	void *project;
	int result = store_begin(desk->store, err);

	*out = NULL;
	if (result < 0)
		return -1;
	result = look_id(desk, &type_project, project_id, arena, &project, err);
	if (result == 0) {
		*out = joined_record(desk, &type_score_sheet, ((struct project *)project)->head.number, whose, arena);
		if (*out && desk_sees(desk, *out))
			veil_record(desk, *out, arena);
		else
			result = err_set(err, ERR_MISSING, _("there is no sheet of '%s' by '%s' here"), project_id, whose);
	}
	if (result < 0)
		*out = NULL;
	store_end(desk->store);
	return result;
}
