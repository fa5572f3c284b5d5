/* What waits in reviews and lists.  From counters and indexes of states: no project is read. */
#include <config.h>

#include "desk/todo.h"

#include <string.h>

#include "desk/counts.h"
#include "desk/expertwork.h"
#include "desk/review.h"
#include "desk/set.h"

enum { EXPERTS_MOST = 512 };

/* A call in work, with how many of its projects stand at each stage. */
struct progress {
	struct listing *listing;
	const char *call;
	uint64_t stages[STAGE_COUNT];
	bool unscored; /* no experts review: what is eligible waits for a list */
};

static void
count_stages(void *user, const char *const values[3], uint64_t count)
{
	struct progress *progress = user;
	enum stage stage = stage_of(values[1]);

	if (stage < STAGE_COUNT && strcmp(values[0], progress->call) == 0)
		progress->stages[stage] += count;
}

static const char *
where_of(const struct progress *progress, enum stage stage)
{
	struct arena *arena = progress->listing->arena;

	return arena_printf(arena, "%s %s", todo_word(arena, "project.call", ":", progress->call), todo_stage(arena, stage));
}

static void
add_line(const struct progress *progress, const char *kind, const char *label, uint64_t count, date_t deadline, enum stage stage)
{
	struct listing *listing = progress->listing;

	if (count)
		todo_add(listing, &(struct todo_item){.kind = kind, .label = label, .count = count, .deadline = deadline,
			.overdue = deadline != DATE_NONE && deadline < listing->desk->today, .where = where_of(progress, stage), .call = progress->call});
}

static void
add_call_line(const struct progress *progress, const char *kind, const char *format, uint64_t count, enum stage stage)
{
	add_line(progress, kind, arena_printf(progress->listing->arena, "%s · %s", format, progress->call), count, DATE_NONE, stage);
}

/* The records of a type that stand in a state and belong to the call. */
static size_t
in_state(const struct progress *progress, const struct record_type *type, const char *state, void ***out)
{
	struct listing *listing = progress->listing;
	const struct column *call = record_column(type, "call");
	struct numbers found = {0};
	size_t count = 0;

	set_range_text(listing->desk->store, type, record_column(type, "state"), state, &found);
	*out = arena_alloc(listing->arena, (found.count + 1) * sizeof **out);
	for (size_t i = 0; i < found.count; i++)
		if (store_get(listing->desk->store, type, found.items[i], listing->arena, &(*out)[count], NULL) == 0 &&
			strcmp(*(const char *const *)column_in((*out)[count], call), progress->call) == 0)
			count++;
	numbers_free(&found);
	return count;
}

/* Rules are read only where something waits and no panel tells that experts review it. */
static bool
is_unscored(const struct progress *progress)
{
	struct listing *listing = progress->listing;

	return progress->stages[STAGE_eligible] && !call_panel(listing->desk, progress->call, listing->arena) &&
		!desk_review(listing->desk, progress->call, NULL);
}

/* ---- sheets */

struct missing {
	struct {
		const char *expert;
		uint64_t count;
	} items[EXPERTS_MOST];
	size_t count;
};

static void
count_missing(struct missing *missing, const char *expert)
{
	size_t i = 0;

	while (i < missing->count && strcmp(missing->items[i].expert, expert) != 0)
		i++;
	if (i == EXPERTS_MOST)
		return;
	if (i == missing->count)
		missing->items[missing->count++].expert = expert;
	missing->items[i].count++;
}

/* Sheets not handed in, a line for each expert; with none of them left the scoring can be closed. */
static void
add_sheets(const struct progress *progress)
{
	struct arena *arena = progress->listing->arena;
	struct missing *missing = arena_alloc(arena, sizeof *missing);
	void **records;
	size_t count = in_state(progress, &type_assignment, "open", &records);

	missing->count = 0;
	for (size_t i = 0; i < count; i++)
		count_missing(missing, ((struct assignment *)records[i])->expert);
	for (size_t i = 0; i < missing->count; i++) {
		const struct staff *expert = staff_by(progress->listing->desk, "staff.id", missing->items[i].expert, arena);
		add_line(progress, "sheets_missing",
			arena_printf(arena, "%s · %s", _("Sheets missing"), expert ? expert->name : missing->items[i].expert),
			missing->items[i].count, DATE_NONE, STAGE_in_review);
	}
	if (!count)
		add_call_line(progress, "close_scoring", _("Scoring can be closed"), progress->stages[STAGE_in_review], STAGE_in_review);
}

/* ---- the office's part */

/* Lists whose public days are over. */
static void
add_publicities(const struct progress *progress)
{
	void **records;
	size_t count = in_state(progress, &type_publicity, "open", &records);

	for (size_t i = 0; i < count; i++) {
		const struct publicity *publicity = records[i];
		if (progress->listing->desk->today > publicity->last_day)
			add_line(progress, "announce",
				arena_printf(progress->listing->arena, "%s · %s", _("Public for its days, to be announced"), progress->call), 1,
				publicity->last_day, STAGE_publicised);
	}
}

static void
add_lists(const struct progress *progress)
{
	const uint64_t *stages = progress->stages;
	void **records;

	if (progress->unscored)
		add_call_line(progress, "propose_unscored", _("List to draft"), stages[STAGE_eligible], STAGE_eligible);
	else if (!stages[STAGE_in_review])
		add_call_line(progress, "propose", _("List to draft"), stages[STAGE_scored], STAGE_scored);
	add_call_line(progress, "resolve", _("List to be resolved"), in_state(progress, &type_proposal, "approved", &records), STAGE_proposed);
	add_call_line(progress, "publicise", _("To be publicised"), stages[STAGE_resolved], STAGE_resolved);
	add_publicities(progress);
}

static void
add_review(const struct progress *progress)
{
	struct listing *listing = progress->listing;
	const uint64_t *stages = progress->stages;
	void **records;

	if (stages[STAGE_eligible] && !progress->unscored) {
		bool panel = call_panel(listing->desk, progress->call, listing->arena) != NULL;
		add_call_line(progress, panel ? "assign" : "form_panel", panel ? _("To be assigned") : _("Panel to be formed"),
			stages[STAGE_eligible], STAGE_eligible);
	}
	add_call_line(progress, "recusal", _("Recusals to decide"), in_state(progress, &type_recusal, "declared", &records), STAGE_in_review);
	if (stages[STAGE_in_review])
		add_sheets(progress);
}

/* The lists that another person than their maker has to look at. */
static void
add_approvals(const struct progress *progress)
{
	struct listing *listing = progress->listing;
	const struct person *person = &listing->desk->person;
	void **records;
	size_t count = in_state(progress, &type_proposal, "drafted", &records);

	for (size_t i = 0; i < count; i++) {
		const struct proposal *proposal = records[i];
		if (strcmp(proposal->made_by, person->id) != 0 || person->alone)
			add_line(progress, "approve",
				arena_printf(listing->arena, "%s · %s", _("List to be approved"), record_id(proposal, listing->arena)),
				(uint64_t)proposal->projects, DATE_NONE, STAGE_proposed);
	}
}

/* Sheets whose reopening somebody else asked for: it is granted or refused. */
static void
add_reopenings(const struct progress *progress)
{
	const struct person *person = &progress->listing->desk->person;
	void **records;
	size_t count = in_state(progress, &type_score_sheet, "reopening", &records), mine = 0;

	for (size_t i = 0; i < count; i++)
		mine += strcmp(((struct score_sheet *)records[i])->reopen_asked_by, person->id) == 0 && !person->alone;
	add_call_line(progress, "reopening", _("Reopenings to answer"), count - mine, STAGE_in_review);
}

static void
add_objections(struct listing *listing)
{
	struct numbers open = {0};

	set_range_text(listing->desk->store, &type_objection, record_column(&type_objection, "state"), "open", &open);
	if (open.count)
		todo_add(listing, &(struct todo_item){.kind = "objection", .label = _("Objections to decide"), .count = open.count, .deadline = DATE_NONE,
			.where = todo_stage(listing->arena, STAGE_publicised)});
	numbers_free(&open);
}

void
todo_reviews(struct listing *listing)
{
	struct desk *desk = listing->desk;
	uint32_t total = store_count(desk->store, &type_call);
	void *record;

	for (uint32_t number = 1; number <= total; number++) {
		struct progress progress = {.listing = listing};
		if (store_get(desk->store, &type_call, number, listing->arena, &record, NULL) < 0)
			continue;
		progress.call = ((struct call *)record)->id;
		counts_each(desk, count_stages, &progress);
		progress.unscored = is_unscored(&progress);
		if (desk_may(desk, ROLE(office))) {
			add_review(&progress);
			add_lists(&progress);
		}
		if (desk_may(desk, ROLE(approver)))
			add_approvals(&progress);
		add_reopenings(&progress);
	}
	if (desk_may(desk, ROLE(office)))
		add_objections(listing);
}

void
todo_sheets(struct listing *listing)
{
	struct my_sheet *sheets;
	size_t count = desk_my_sheets(listing->desk, listing->arena, &sheets), open = 0;

	for (size_t i = 0; i < count; i++)
		open += strcmp(sheets[i].state, "open") == 0;
	if (open)
		todo_add(listing, &(struct todo_item){.kind = "score", .label = _("Sheets to score"), .count = open, .deadline = DATE_NONE,
			.where = todo_stage(listing->arena, STAGE_in_review)});
}
