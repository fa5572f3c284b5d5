/* Counts for the home screen. */
#include <config.h>

#include "desk/casework.h"

#include <string.h>

#include "desk/counts.h"
#include "desk/ledger.h"

/* Up to so many obligations are summed whenever the desk is shown. */
enum { SUMMED_MOST = 2048 };

/* Stages that do not yet, or no longer, count as an application. */
static const uint32_t not_applied = STAGE_SET(draft) | STAGE_SET(void);
/* Stages of a project that was awarded (四); cancelled ones are told apart. */
static const uint32_t counts_awarded = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) |
	STAGE_SET(completed) | STAGE_SET(terminated);

struct counting {
	struct overview *out;
	const struct call **calls; /* in order of making */
	size_t call_count;
	struct target target;
};

static bool
in_stages(const char *code, uint32_t stages)
{
	enum stage stage = stage_of(code);

	return stage < STAGE_COUNT && stages & UINT32_C(1) << stage;
}

/* Whether the call's year is one of those that the aim is for. */
static bool
aimed_at(const struct counting *counting, const char *call_id)
{
	const struct target *target = &counting->target;

	for (size_t i = 0; i < counting->call_count; i++) {
		const struct call *call = counting->calls[i];
		if (strcmp(call->id, call_id) == 0)
			return !target->to_year || (call->year >= target->from_year && call->year <= target->to_year);
	}
	return false;
}

static void
count(void *user, const char *const values[3], uint64_t count)
{
	const struct counting *counting = user;
	struct overview *out = counting->out;

	if (in_stages(values[1], counts_awarded | (counting->target.cancelled_too ? STAGE_SET(cancelled) : 0)) && aimed_at(counting, values[0]))
		out->awarded += (int64_t)count;
	if (strcmp(values[0], out->call) != 0)
		return;
	if (!in_stages(values[1], not_applied))
		out->applied += count;
	for (size_t i = 0; i < out->stage_count; i++)
		if (strcmp(out->stages[i].stage, values[1]) == 0)
			out->stages[i].count += count;
}

static void
sum_funds(struct desk *desk, struct arena *arena, struct overview *out)
{
	struct money_row *rows;
	size_t count;

	if (desk_money(desk, "fund", arena, &rows, &count, NULL) < 0)
		return;
	for (size_t i = 0; i < count && out->fund_count < sizeof out->funds / sizeof *out->funds; i++) {
		out->funds[out->fund_count].label = rows[i].label;
		out->funds[out->fund_count].due = rows[i].due;
		out->funds[out->fund_count++].paid = rows[i].paid;
	}
}

static void
list_stages(struct overview *out, struct arena *arena)
{
	out->stages = arena_alloc(arena, STAGE_COUNT * sizeof *out->stages);
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		if (stage != STAGE_void)
			out->stages[out->stage_count++] =
				(struct stage_count){.stage = stage_code(stage), .label = code_label(NULL, "stage", stage_code(stage))};
}

static void
read_calls(struct desk *desk, struct counting *counting, struct arena *arena)
{
	uint32_t total = store_count(desk->store, &type_call);
	void *record;

	counting->calls = arena_alloc(arena, (total + 1) * sizeof *counting->calls);
	for (uint32_t number = 1; number <= total; number++)
		if (store_get(desk->store, &type_call, number, arena, &record, NULL) == 0)
			counting->calls[counting->call_count++] = record;
}

/* Of the latest year, and there the last one opened: an earlier year's call may be entered after it. */
static const struct call *
newest_call(const struct counting *counting)
{
	const struct call *newest = counting->calls[0];

	for (size_t i = 1; i < counting->call_count; i++)
		if (counting->calls[i]->year >= newest->year)
			newest = counting->calls[i];
	return newest;
}

void
desk_overview(struct desk *desk, struct arena *arena, struct overview *out)
{
	struct counting counting = {.out = out, .target = labels_target(desk)};
	uint32_t obligations;

	*out = (struct overview){.call = "", .call_title = ""};
	if (desk->scope.all && desk->scope.stages == UINT32_MAX) /* of their own projects alone it would say nothing */
		out->target_projects = counting.target.projects;
	out->target_from = counting.target.from_year;
	out->target_to = counting.target.to_year;
	list_stages(out, arena);
	if (store_begin(desk->store, NULL) < 0)
		return;
	read_calls(desk, &counting, arena);
	if (counting.call_count) {
		const struct call *newest = newest_call(&counting);
		out->call = newest->id;
		out->call_title = newest->title;
		out->quota = newest->quota == INT64_MIN ? 0 : newest->quota;
	}
	counts_each(desk, count, &counting);
	obligations = store_count(desk->store, &type_obligation);
	store_end(desk->store);
	if (obligations && obligations <= SUMMED_MOST && desk_sees_money(desk))
		sum_funds(desk, arena, out);
}
