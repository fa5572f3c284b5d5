/* What waits for a person. */
#include <config.h>

#include "desk/todo.h"

#include <stdlib.h>
#include <string.h>

#include "desk/counts.h"
#include "desk/filter.h"

enum { CLOSING_DAYS = 14 };

/* One row a kind of work: projects in a stage, all or those whose day is over. */
static const struct work {
	const char *kind, *label;
	unsigned roles;
	enum stage stage;
	bool overdue;   /* only what is overdue */
	bool by_town;   /* a line for each first reviewer */
	const char *order;
} works[] = {
	{.kind = "first_review", .label = N_("First reviews to give"), .roles = ROLE(reviewer), .stage = STAGE_submitted,
		.order = "project.deadline"},
	{.kind = "correction_overdue", .label = N_("Corrections overdue"), .roles = ROLE(reviewer) | ROLE(office), .stage = STAGE_returned,
		.overdue = true, .order = "project.deadline"},
	{.kind = "accept", .label = N_("Candidates to check"), .roles = ROLE(office), .stage = STAGE_candidate},
	{.kind = "first_review_overdue", .label = N_("First reviews overdue"), .roles = ROLE(office), .stage = STAGE_submitted,
		.overdue = true, .by_town = true, .order = "project.deadline"},
	{.kind = "correction", .label = N_("Waiting for correction"), .roles = ROLE(window), .stage = STAGE_returned,
		.order = "project.deadline"},
	{.kind = "draft", .label = N_("Drafts not submitted"), .roles = ROLE(window) | ROLE(office), .stage = STAGE_draft},
};
enum { WORKS = sizeof works / sizeof *works };

static void
count_stage(void *user, const char *const values[3], uint64_t count)
{
	struct listing *listing = user;
	enum stage stage = stage_of(values[1]);

	if (stage < STAGE_COUNT)
		listing->stages[stage] += count;
}

/* ---- filters that the queue understands */

const char *
todo_word(struct arena *arena, const char *path, const char *op, const char *value)
{
	return filter_say(&type_project, record_column(&type_project, path), op, value, arena);
}

const char *
todo_stage(struct arena *arena, enum stage stage)
{
	const char *code = stage_code(stage);

	return todo_word(arena, "project.stage", ":", words_lang() == LANG_ZH ? code_label(NULL, "stage", code) : code);
}

static const char *
overdue_word(struct arena *arena, date_t today)
{
	char day[11];

	date_print(day, today);
	return todo_word(arena, "project.deadline", "<", day);
}

/* ---- lines */

void
todo_add(struct listing *listing, const struct todo_item *item)
{
	if (listing->count == listing->cap) {
		struct todo_item *more;
		listing->cap = listing->cap ? listing->cap * 2 : 16;
		more = arena_alloc(listing->arena, listing->cap * sizeof *more);
		if (listing->count)
			memcpy(more, listing->items, listing->count * sizeof *more);
		listing->items = more;
	}
	listing->items[listing->count++] = *item;
}

static void
add_towns(struct listing *listing, const struct work *work)
{
	struct desk *desk = listing->desk;
	struct arena *arena = listing->arena;

	for (size_t i = 0; i < listing->overdues.town_count; i++) {
		const struct overdue *overdue = &listing->overdues.towns[i].overdue;
		const char *reviewer = listing->overdues.towns[i].reviewer;
		const char *label = desk_label(desk, "reviewer", reviewer);
		const char *where = arena_printf(arena, "%s %s %s", todo_stage(arena, work->stage), todo_word(arena, "project.reviewer", "=", label),
			overdue_word(arena, desk->today));
		todo_add(listing, &(struct todo_item){.kind = work->kind, .label = arena_printf(arena, "%s · %s", _(work->label), label),
			.count = overdue->count, .deadline = overdue->first, .overdue = true, .part = reviewer, .where = where, .order = work->order});
	}
}

static void
add_overdue(struct listing *listing, const struct work *work)
{
	const struct overdue *overdue = &listing->overdues.stages[work->stage];
	struct arena *arena = listing->arena;

	if (work->by_town && listing->overdues.town_count) {
		add_towns(listing, work);
		return;
	}
	if (!overdue->count)
		return;
	todo_add(listing, &(struct todo_item){.kind = work->kind, .label = _(work->label), .count = overdue->count,
		.deadline = overdue->first, .overdue = true, .order = work->order,
		.where = arena_printf(arena, "%s %s", todo_stage(arena, work->stage), overdue_word(arena, listing->desk->today))});
}

static void
add_work(struct listing *listing, const struct work *work)
{
	struct todo_item item = {.kind = work->kind, .label = _(work->label), .count = listing->stages[work->stage], .deadline = DATE_NONE,
		.order = work->order};

	if (!item.count)
		return;
	if (work->order)
		item.deadline = deadline_first(listing->desk, work->stage);
	item.overdue = item.deadline != DATE_NONE && item.deadline < listing->desk->today;
	item.where = todo_stage(listing->arena, work->stage);
	todo_add(listing, &item);
}

/* ---- calls whose last day is near, or over though they are still open */

struct drafts {
	const char *call;
	uint64_t count;
};

static void
count_drafts(void *user, const char *const values[3], uint64_t count)
{
	struct drafts *drafts = user;

	if (strcmp(values[0], drafts->call) == 0 && stage_of(values[1]) == STAGE_draft)
		drafts->count += count;
}

static void
add_call(struct listing *listing, const struct call *call)
{
	struct desk *desk = listing->desk;
	struct arena *arena = listing->arena;
	struct drafts drafts = {.call = call->id};
	bool over = call->closes < desk->today;

	if (strcmp(call->state, "open") != 0 || call->closes == DATE_NONE || call->closes > desk->today + CLOSING_DAYS)
		return;
	counts_each(desk, count_drafts, &drafts);
	if (!drafts.count && !desk_may(desk, ROLE(office)))
		return;
	todo_add(listing, &(struct todo_item){.kind = "call_closing",
		.label = arena_printf(arena, over ? _("Call to be closed · %s") : _("Call closing · %s"), words_lang() == LANG_ZH && *call->title ? call->title : call->id),
		.count = drafts.count, .deadline = call->closes, .overdue = over,
		.where = arena_printf(arena, "%s %s", todo_word(arena, "project.call", ":", call->id), todo_stage(arena, STAGE_draft))});
}

static void
add_calls(struct listing *listing)
{
	uint32_t total = store_count(listing->desk->store, &type_call);
	void *record;

	for (uint32_t number = 1; number <= total; number++)
		if (store_get(listing->desk->store, &type_call, number, listing->arena, &record, NULL) == 0)
			add_call(listing, record);
}

/* ---- the list */

/* By deadline, those without one last; else in the order of the table. */
static int
by_deadline(const void *a, const void *b)
{
	const struct todo_item *x = a, *y = b;
	int64_t left = x->deadline == DATE_NONE ? INT64_MAX : x->deadline, right = y->deadline == DATE_NONE ? INT64_MAX : y->deadline;

	return (left > right) - (left < right);
}

/* Few lines, and equal ones must keep their order. */
static void
sort_items(struct todo_item *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct todo_item item = items[i];
		size_t at = i;
		for (; at > 0 && by_deadline(&items[at - 1], &item) > 0; at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
}

size_t
desk_todo(struct desk *desk, struct arena *arena, struct todo_item **items)
{
	struct listing listing = {.desk = desk, .arena = arena, .clocks = arena_alloc(arena, sizeof *listing.clocks)};

	*items = NULL;
	if (!desk_may(desk, ROLE(window) | ROLE(reviewer) | ROLE(office) | ROLE(approver) | ROLE(expert) | ROLE(finance)))
		return 0;
	desk_title(desk); /* labels are at hand before the records are opened */
	overdue_count(desk, arena, &listing.overdues);
	clocks_list(desk, listing.clocks);
	clocks_count(desk, listing.clocks);
	if (store_begin(desk->store, NULL) < 0)
		return 0;
	counts_each(desk, count_stage, &listing);
	for (size_t i = 0; i < WORKS; i++)
		if (desk_may(desk, works[i].roles))
			(works[i].overdue ? add_overdue : add_work)(&listing, &works[i]);
	if (desk_may(desk, ROLE(window) | ROLE(reviewer) | ROLE(office)))
		add_calls(&listing);
	if (desk_may(desk, ROLE(office) | ROLE(approver)))
		todo_reviews(&listing);
	if (desk_may(desk, ROLE(expert)))
		todo_sheets(&listing);
	todo_funded(&listing);
	store_end(desk->store);
	sort_items(listing.items, listing.count);
	*items = listing.items;
	return listing.count;
}
