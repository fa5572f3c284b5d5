/* What waits in the funded years, from the clocks and from the states of orders, batches and accounts. */
#include <config.h>

#include "desk/todo.h"

#include <string.h>

#include "desk/filter.h"
#include "desk/orderwork.h"
#include "desk/set.h"

/* What a number or a day is compared with. */
enum bound { OPEN, LAST_YEAR, YESTERDAY, TODAY, ANNUAL, FINAL, FAR, BEYOND, CYCLE, TERM, RETIREMENT, YEAR_END, LEFTOVER, YEAR, ONE, BOUNDS };

enum { FUNDS_MOST = 16 };

#define OFFICE ROLE(office)
#define TOWNS (ROLE(window) | ROLE(reviewer))
#define STAGE_IS(code) {"project.stage", #code}

/* One row a line.  Two that are told apart by a day never count the same case.  What is left after a cycle's last day is one line, since no index
 * tells whether its last assessment or its closing is missing; who was over the age for more than a year is known. */
static const struct row {
	const char *kind, *label, *deadline;
	unsigned roles;
	const struct record_type *type;
	bool by_fund;
	struct {
		const char *path, *code;
	} codes[CLOCK_TERMS];
	struct {
		const char *path;
		enum bound low, high;
	} spans[CLOCK_TERMS];
} rows[] = {
	{.kind = "agreement", .label = N_("Agreements to be signed"), .roles = OFFICE | TOWNS, .type = &type_project, .deadline = "project.deadline",
		.codes = {STAGE_IS(awarded)}},
	{.kind = "assess_overdue", .label = N_("Assessments overdue"), .roles = OFFICE, .type = &type_project, .deadline = "project.deadline",
		.codes = {STAGE_IS(running)}, .spans = {{"project.deadline", OPEN, YESTERDAY}, {"project.cycle_to", TODAY, OPEN}}},
	{.kind = "assess_annual", .label = N_("Annual assessments due"), .roles = OFFICE | TOWNS, .type = &type_project, .deadline = "project.deadline",
		.codes = {STAGE_IS(running)}, .spans = {{"project.deadline", TODAY, ANNUAL}, {"project.cycle_to", BEYOND, OPEN}}},
	{.kind = "assess_final", .label = N_("Final assessments due"), .roles = OFFICE | TOWNS, .type = &type_project,
		.deadline = "project.deadline", .codes = {STAGE_IS(running)},
		.spans = {{"project.deadline", TODAY, FINAL}, {"project.cycle_to", TODAY, FAR}}},
	{.kind = "complete", .label = N_("Cycles over"), .roles = OFFICE, .type = &type_project, .deadline = "project.cycle_to",
		.codes = {STAGE_IS(running)}, .spans = {{"project.cycle_to", OPEN, YESTERDAY}}},
	{.kind = "cycle_ending", .label = N_("Cycles ending soon"), .roles = OFFICE, .type = &type_project, .deadline = "project.cycle_to",
		.codes = {STAGE_IS(running)}, .spans = {{"project.cycle_to", TODAY, CYCLE}}},
	{.kind = "rectification_overdue", .label = N_("Rectifications overdue"), .roles = OFFICE | TOWNS, .type = &type_project,
		.deadline = "project.deadline", .codes = {STAGE_IS(rectifying)}, .spans = {{"project.deadline", OPEN, YESTERDAY}}},
	{.kind = "rectification", .label = N_("Rectifications running"), .roles = OFFICE | TOWNS, .type = &type_project,
		.deadline = "project.deadline", .codes = {STAGE_IS(rectifying)}, .spans = {{"project.deadline", TODAY, OPEN}}},
	{.kind = "term_ending", .label = N_("Appointments ending"), .roles = OFFICE, .type = &type_project, .deadline = "project.term_to",
		.codes = {STAGE_IS(running)}, .spans = {{"project.term_to", OPEN, TERM}}},
	{.kind = "retirement", .label = N_("Leaders to retire"), .roles = OFFICE, .type = &type_project, .deadline = "project.retires_on",
		.codes = {STAGE_IS(running)}, .spans = {{"project.retires_on", LAST_YEAR, RETIREMENT}, {"project.cycle_to", RETIREMENT, OPEN}}},
	{.kind = "retirement_last_year", .label = N_("Leaders retiring in cycle"), .roles = OFFICE, .type = &type_project,
		.deadline = "project.retires_on", .codes = {STAGE_IS(running)},
		.spans = {{"project.retires_on", LAST_YEAR, YEAR_END}, {"project.cycle_to", YEAR_END, YEAR_END}}},
	{.kind = "leftover", .label = N_("Grant unspent"), .roles = OFFICE | ROLE(finance), .type = &type_project,
		.deadline = "project.cycle_to", .codes = {STAGE_IS(running)},
		.spans = {{"project.cycle_to", OPEN, LEFTOVER}, {"project.grant_left", ONE, OPEN}}},
	{.kind = "follow_on", .label = N_("Follow-ons possible"), .roles = OFFICE | ROLE(window), .type = &type_project,
		.codes = {STAGE_IS(completed)}, .spans = {{"project.followable", ONE, ONE}}},
	{.kind = "payable", .label = N_("Money to be paid"), .roles = ROLE(finance), .type = &type_obligation, .by_fund = true,
		.codes = {{"obligation.state", "due"}, {"obligation.fund", NULL}}, .spans = {{"obligation.budget_year", OPEN, YEAR}}},
	{.kind = "payable_rest", .label = N_("Rests to be paid"), .roles = ROLE(finance), .type = &type_obligation,
		.codes = {{"obligation.state", "part"}}},
	{.kind = "request", .label = N_("Requests for funds"), .roles = ROLE(finance), .type = &type_funds_request,
		.codes = {{"funds_request.state", "open"}}},
	{.kind = "batch_pay", .label = N_("Batches to be paid"), .roles = ROLE(finance), .type = &type_batch,
		.codes = {{"batch.state", "approved"}}},
	{.kind = "order_resolve", .label = N_("Orders to be resolved"), .roles = OFFICE, .type = &type_order,
		.codes = {{"order.state", "approved"}}},
	{.kind = "repayment", .label = N_("Repayments open"), .roles = OFFICE | ROLE(finance), .type = &type_order, .deadline = "order.deadline",
		.codes = {{"order.kind", "clawback"}, {"order.state", "in_force"}}},
};

/* ---- the clocks of a person on a day */

static void
set_bounds(struct desk *desk, int64_t bounds[BOUNDS])
{
	const struct reminders reminders = labels_reminders(desk);
	int far = reminders.annual > reminders.final ? reminders.annual : reminders.final;
	date_t today = desk->today, year_end = date_make(date_year(today), 12, 31);

	bounds[LAST_YEAR] = date_add_months(today, -12);
	bounds[YESTERDAY] = today - 1;
	bounds[TODAY] = today;
	bounds[ANNUAL] = today + reminders.annual;
	bounds[FINAL] = today + reminders.final;
	bounds[FAR] = today + far;
	bounds[BEYOND] = today + far + 1;
	bounds[CYCLE] = today + reminders.cycle;
	bounds[TERM] = today + reminders.term;
	bounds[RETIREMENT] = today + reminders.retirement;
	bounds[YEAR_END] = year_end < today + reminders.retirement ? year_end : INT64_MIN;
	bounds[LEFTOVER] = reminders.leftover_months ? date_add_months(today, reminders.leftover_months) : INT64_MIN;
	bounds[YEAR] = date_year(today);
	bounds[ONE] = 1;
}

/* False for one that nothing can lie in today. */
static bool
fill_clock(struct clock *clock, const struct row *row, const int64_t bounds[BOUNDS], const char *fund)
{
	*clock = (struct clock){.kind = row->kind, .label = row->label, .type = row->type, .deadline = row->deadline, .first = DATE_NONE};
	for (size_t i = 0; i < CLOCK_TERMS && row->codes[i].path; i++) {
		clock->codes[i].path = row->codes[i].path;
		clock->codes[i].code = row->codes[i].code ? row->codes[i].code : fund;
	}
	for (size_t i = 0; i < CLOCK_TERMS && row->spans[i].path; i++) {
		clock->spans[i].path = row->spans[i].path;
		clock->spans[i].low = row->spans[i].low == OPEN ? INT64_MIN : bounds[row->spans[i].low];
		clock->spans[i].high = row->spans[i].high == OPEN ? INT64_MAX : bounds[row->spans[i].high];
		if (clock->spans[i].high == INT64_MIN)
			return false;
	}
	clock->fund = row->by_fund ? fund : "";
	return true;
}

void
clocks_list(struct desk *desk, struct clocks *out)
{
	const char *funds[FUNDS_MOST];
	size_t fund_count = labels_codes(desk, "fund", funds, FUNDS_MOST);
	int64_t bounds[BOUNDS];

	out->count = 0;
	set_bounds(desk, bounds);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!desk_may(desk, rows[i].roles) || (rows[i].type != &type_project && veil_hides_type(desk, rows[i].type)))
			continue;
		for (size_t j = 0; j < (rows[i].by_fund ? fund_count : 1) && out->count < CLOCKS_MOST; j++)
			out->count += fill_clock(&out->items[out->count], &rows[i], bounds, rows[i].by_fund ? funds[j] : "");
	}
}

/* ---- filters */

static const char *
bound_text(const struct column *column, int64_t value, struct arena *arena)
{
	char day[11], money[32];

	if (column->field->kind == &kind_date) {
		date_print(day, (date_t)value);
		return arena_strdup(arena, day);
	}
	if (column->field->kind == &kind_flag)
		return words_lang() == LANG_ZH ? "是" : "yes";
	if (column->field->kind == &kind_money) {
		money_print(money, value);
		return arena_strdup(arena, money);
	}
	return arena_printf(arena, "%lld", (long long)value);
}

static const char *
span_words(const struct clock *clock, size_t i, struct arena *arena)
{
	const struct column *column = record_column(clock->type, clock->spans[i].path);
	int64_t low = clock->spans[i].low, high = clock->spans[i].high;
	const char *words = "";

	if (low == high)
		return filter_say(clock->type, column, "=", bound_text(column, low, arena), arena);
	if (low != INT64_MIN)
		words = filter_say(clock->type, column, ">=", bound_text(column, low, arena), arena);
	if (high != INT64_MAX)
		words = arena_printf(arena, "%s%s%s", words, *words ? " " : "",
			filter_say(clock->type, column, "<=", bound_text(column, high, arena), arena));
	return words;
}

static const char *
clock_where(struct desk *desk, const struct clock *clock, struct arena *arena)
{
	const char *where = "";

	for (size_t i = 0; i < CLOCK_TERMS && clock->codes[i].path; i++) {
		const struct column *column = record_column(clock->type, clock->codes[i].path);
		const char *label = words_lang() == LANG_ZH ? desk_label(desk, column->field->list, clock->codes[i].code) : clock->codes[i].code;
		where = arena_printf(arena, "%s%s%s", where, *where ? " " : "", filter_say(clock->type, column, "=", label, arena));
	}
	for (size_t i = 0; i < CLOCK_TERMS && clock->spans[i].path; i++)
		where = arena_printf(arena, "%s %s", where, span_words(clock, i, arena));
	return where;
}

static void
add_clock(struct listing *listing, const struct clock *clock)
{
	struct arena *arena = listing->arena;
	const char *label = _(clock->label);

	if (*clock->fund)
		label = arena_printf(arena, "%s · %s", label, desk_label(listing->desk, "fund", clock->fund));
	todo_add(listing, &(struct todo_item){.kind = clock->kind, .label = label, .count = clock->count, .deadline = clock->first,
		.overdue = clock->first != DATE_NONE && clock->first < listing->desk->today, .where = clock_where(listing->desk, clock, arena),
		.order = clock->type == &type_project ? clock->deadline : NULL, .type = clock->type, .part = clock->fund});
}

/* ---- what another person than its maker approves */

static const struct approval {
	const char *kind, *label;
	const struct record_type *type;
	const char *state, *code, *maker;
} approvals[] = {
	{"batch_approve", N_("Batches to be approved"), &type_batch, "batch.state", "prepared", "batch.made_by"},
	{"order_approve", N_("Orders to be approved"), &type_order, "order.state", "drafted", "order.made_by"},
	{"account_approve", N_("Accounts to be approved"), &type_account_change, "account_change.state", "asked", "account_change.asked_by"},
};

static const char *
state_where(struct desk *desk, const struct record_type *type, const char *path, const char *code, struct arena *arena)
{
	const struct clock clock = {.type = type, .codes = {{path, code}}};

	return clock_where(desk, &clock, arena);
}

static void
add_approval(struct listing *listing, const struct approval *approval)
{
	struct desk *desk = listing->desk;
	const struct column *maker = record_column(approval->type, approval->maker);
	struct numbers found = {0};
	uint64_t count = 0;
	void *record;

	set_range_text(desk->store, approval->type, record_column(approval->type, approval->state), approval->code, &found);
	for (size_t i = 0; i < found.count; i++)
		if (desk->person.alone || (store_get_columns(desk->store, approval->type, found.items[i], &maker, 1, listing->arena, &record, NULL) == 0 &&
			strcmp(*(const char *const *)column_in(record, maker), desk->person.id) != 0))
			count++;
	numbers_free(&found);
	if (count)
		todo_add(listing, &(struct todo_item){.kind = approval->kind, .label = _(approval->label), .count = count, .deadline = DATE_NONE,
			.type = approval->type, .where = state_where(desk, approval->type, approval->state, approval->code, listing->arena)});
}

/* ---- payments that did not arrive, while their money is still due */

static bool
still_due(struct desk *desk, uint32_t number, struct arena *arena)
{
	const struct column *wanted[] = {record_column(&type_payment, "payment.obligation")};
	const struct column *states[] = {record_column(&type_obligation, "obligation.state"), record_column(&type_obligation, "obligation.in_hand")};
	void *payment, *record;
	const struct obligation *obligation;

	if (store_get_columns(desk->store, &type_payment, number, wanted, 1, arena, &payment, NULL) < 0 ||
		store_get_columns(desk->store, &type_obligation, ((struct payment *)payment)->obligation, states, 2, arena, &record, NULL) < 0)
		return false;
	obligation = record;
	return (strcmp(obligation->state, "due") == 0 || strcmp(obligation->state, "part") == 0) &&
		(obligation->in_hand == MONEY_NONE || obligation->in_hand == 0);
}

static void
add_bounced(struct listing *listing, const char *state, const char *label)
{
	struct desk *desk = listing->desk;
	struct numbers found = {0};
	uint64_t count = 0;

	set_range_text(desk->store, &type_payment, record_column(&type_payment, "payment.state"), state, &found);
	for (size_t i = 0; i < found.count; i++)
		count += still_due(desk, found.items[i], listing->arena);
	numbers_free(&found);
	if (count)
		todo_add(listing, &(struct todo_item){.kind = arena_printf(listing->arena, "payment_%s", state), .label = label, .count = count,
			.deadline = DATE_NONE, .type = &type_payment, .where = state_where(desk, &type_payment, "payment.state", state, listing->arena)});
}

void
todo_funded(struct listing *listing)
{
	struct desk *desk = listing->desk;

	for (size_t i = 0; i < listing->clocks->count; i++)
		if (listing->clocks->items[i].count)
			add_clock(listing, &listing->clocks->items[i]);
	if (desk_may(desk, ROLE(approver)))
		for (size_t i = 0; i < sizeof approvals / sizeof *approvals; i++)
			add_approval(listing, &approvals[i]);
	if (desk_may(desk, ROLE(finance))) {
		add_bounced(listing, "failed", _("Payments that failed, to be paid again"));
		add_bounced(listing, "returned", _("Payments that came back, to be paid again"));
	}
}
