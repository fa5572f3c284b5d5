#include <config.h>

#include "desk/officework.h"

#include <string.h>

#include "desk/look.h"
#include "desk/review.h"

/* ---- the panel */

static struct panel_member *
member_named(const struct panel_board *board, const char *id)
{
	for (size_t i = 0; i < board->member_count; i++)
		if (strcmp(board->members[i].id, id) == 0)
			return &board->members[i];
	return NULL;
}

static void
read_members(struct desk *desk, struct panel_board *board, struct arena *arena)
{
	const char *const *ids = expert_ids(board->panel ? board->panel->experts : "", arena);

	while (ids[board->member_count])
		board->member_count++;
	board->members = arena_alloc(arena, (board->member_count + 1) * sizeof *board->members);
	for (size_t i = 0; i < board->member_count; i++)
		board->members[i] = (struct panel_member){.id = ids[i], .staff = staff_by(desk, "staff.id", ids[i], arena)};
}

/* Experts who left the panel keep their sheets: these count in the sums alone. */
static void
count_assignments(struct desk *desk, const char *call_id, struct panel_board *board, struct arena *arena)
{
	void **records;
	size_t count = call_parts(desk, &type_assignment, call_id, arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		struct panel_member *member = member_named(board, assignment->expert);
		bool done = strcmp(assignment->state, "submitted") == 0;
		if (member && strcmp(assignment->state, "recused") == 0)
			member->aside++;
		if (!done && strcmp(assignment->state, "open") != 0)
			continue;
		board->given++;
		board->done += done;
		if (member) {
			member->given++;
			member->done += done;
		}
	}
}

static void
read_board(struct desk *desk, const char *call_id, struct panel_board *board, struct arena *arena)
{
	struct project **projects;
	void **recusals, **sheets;
	size_t count = call_parts(desk, &type_recusal, call_id, arena, &recusals);
	size_t sheet_count = call_parts(desk, &type_score_sheet, call_id, arena, &sheets);

	board->panel = call_panel(desk, call_id, arena);
	read_members(desk, board, arena);
	count_assignments(desk, call_id, board, arena);
	for (size_t i = 0; i < count; i++)
		board->to_confirm += strcmp(((struct recusal *)recusals[i])->state, "declared") == 0;
	for (size_t i = 0; i < sheet_count; i++)
		board->to_reopen += strcmp(((struct score_sheet *)sheets[i])->state, "reopening") == 0;
	board->waiting = call_projects(desk, call_id, STAGE_SET(eligible), arena, &projects);
	board->in_review = call_projects(desk, call_id, STAGE_SET(in_review), arena, &projects);
}

int
desk_panel(struct desk *desk, const char *call_id, struct arena *arena, struct panel_board *out, struct err *err)
{
	*out = (struct panel_board){0};
	if (!desk_may(desk, ROLE(office) | ROLE(auditor)))
		return err_set(err, ERR_DENIED, _("'%s' may not see this"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	read_board(desk, call_id, out, arena);
	store_end(desk->store);
	return 0;
}

/* ---- sheets that do not count */

static size_t
place_of(const struct ranking *ranking, uint32_t number)
{
	size_t low = 0, high = ranking->project_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ranking->projects[middle]->head.number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct sheet_gap *
desk_sheet_gaps(struct desk *desk, const struct ranking *ranking, struct arena *arena)
{
	struct sheet_gap *gaps = arena_alloc(arena, (ranking->project_count + 1) * sizeof *gaps);
	void **records;
	size_t count;

	if (store_begin(desk->store, NULL) < 0)
		return NULL;
	count = call_parts(desk, &type_assignment, ranking->call->id, arena, &records);
	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		size_t at = place_of(ranking, assignment->project);
		if (at == ranking->project_count || ranking->projects[at]->head.number != assignment->project)
			continue;
		gaps[at].aside += strcmp(assignment->state, "recused") == 0;
		gaps[at].open += strcmp(assignment->state, "open") == 0;
	}
	store_end(desk->store);
	return gaps;
}

/* ---- a drafted list */

static void
read_rows(struct desk *desk, struct drafted_list *list, struct arena *arena)
{
	void *record;

	list->count = proposal_items(desk, list->proposal->head.number, arena, &list->items);
	list->projects = arena_alloc(arena, (list->count + 1) * sizeof *list->projects);
	for (size_t i = 0; i < list->count; i++)
		list->projects[i] = look_number(desk, &type_project, list->items[i]->project, "", arena, &record, NULL) == 0 ? record : NULL;
	proposal_hash((const struct proposal_item *const *)list->items, list->count, list->hash);
	if (list->proposal->meeting && store_get(desk->store, &type_meeting, list->proposal->meeting, arena, &record, NULL) == 0)
		list->meeting = record;
}

int
desk_drafted_list(struct desk *desk, const char *id, struct arena *arena, struct drafted_list *out, struct err *err)
{
	void *record;
	int result;

	*out = (struct drafted_list){0};
	if (!desk_may(desk, ROLE(office) | ROLE(approver) | ROLE(auditor)))
		return err_set(err, ERR_DENIED, _("'%s' may not see this"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = look_id(desk, &type_proposal, id, arena, &record, err);
	if (result == 0) {
		out->proposal = record;
		read_rows(desk, out, arena);
	}
	store_end(desk->store);
	return result;
}
