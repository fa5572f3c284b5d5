/* Random acts by random people in random order on projects from their award to the end of their cycle: whatever is done, no project reaches a stage
 * that the table below does not allow, no more is paid than is due, the sums of every ledger are those of its entries, no year brings two
 * allowances and no project a fourth, nothing is clawed back that was not paid, and the journal alone gives the same records again. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "desk/ledger.h"
#include "desk/types.h"
#include "fundedtries.h"
#include "store/admin.h"

enum { ROUNDS = 100, TRIES = 40, FIRST_YEAR = 2021, LAST_YEAR = 2023 };

/* ---- the programme's table */

/* Which way an act may move a project; what is not here moves none. */
static const struct {
	const char *act;
	uint32_t from, to;
} moves[] = {
	{"sign_agreement", STAGE_SET(awarded), STAGE_SET(running)},
	{"order_rectification", STAGE_SET(running), STAGE_SET(rectifying)},
	{"recheck", STAGE_SET(rectifying), STAGE_SET(running)},
	{"resolve_order", STAGE_SET(rectifying), STAGE_SET(cancelled)},
	{"suspend", STAGE_SET(running), STAGE_SET(suspended)},
	{"resume", STAGE_SET(suspended), STAGE_SET(running)},
	{"terminate", STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(suspended), STAGE_SET(terminated)},
	{"complete", STAGE_SET(running), STAGE_SET(completed)},
};

static bool
table_allows(const char *act, enum stage from, enum stage to)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i].act, act) == 0 && moves[i].from & UINT32_C(1) << from && moves[i].to & UINT32_C(1) << to)
			return true;
	return false;
}

/* ---- what the records say of a project, without its own sums */

enum { UNIT, LEADER, GRANT = 0, MATCHING, FUNDS = 2 };

struct tally {
	money_t due[2], paid[2], claimed[2];   /* of unit and leader */
	money_t in[2], spent[2], refunded;     /* of the grant, of matching funds */
	unsigned allowances, allowance_years;  /* how many, and a bit for each year */
	unsigned rectifications, cancellations, assessed; /* open, on their way; a bit for each kind and year */
};

struct tallies {
	struct tally of[PROJECTS];
	money_t due[FUNDS], paid[FUNDS];
};

static void *
seen(struct model *model, const struct record_type *type, uint32_t number)
{
	void *record;

	cr_assert_eq(store_get(model->work.desk->store, type, number, &model->seen, &record, NULL), 0, "%s%u", type->letters, number);
	return record;
}

#define EACH(model, type, number) (uint32_t number = 1, total_ = store_count((model)->work.desk->store, type); number <= total_; number++)

static money_t
plain(money_t amount)
{
	return amount == MONEY_NONE ? 0 : amount;
}

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static void
tally_allowance(struct tally *tally, const struct obligation *obligation)
{
	unsigned year = 1u << (obligation->year - FIRST_YEAR);

	if (!is(obligation->payment, "leader_allowance") || plain(obligation->amount) == 0)
		return;
	cr_assert(obligation->year >= FIRST_YEAR && obligation->year <= LAST_YEAR, "OB%u is for %d", obligation->head.number, (int)obligation->year);
	cr_assert_not(tally->allowance_years & year, "a second allowance for %d", (int)obligation->year);
	tally->allowance_years |= year;
	cr_assert_leq(++tally->allowances, 3, "a fourth allowance");
}

/* What is due, and what its payments say of it. */
static void
tally_obligations(struct model *model, struct tallies *tallies)
{
	struct { money_t paid, in_hand; } *of = arena_alloc(&model->seen, (store_count(model->work.desk->store, &type_obligation) + 1) * sizeof *of);

	memset(of, 0, (store_count(model->work.desk->store, &type_obligation) + 1) * sizeof *of);
	for EACH(model, &type_payment, number) {
		const struct payment *payment = seen(model, &type_payment, number);
		money_t paid = is(payment->state, "paid") || is(payment->state, "part") ? plain(payment->paid) : 0;
		cr_assert_leq(paid, payment->amount, "PM%u", number);
		of[payment->obligation].paid += paid;
		of[payment->obligation].in_hand += is(payment->state, "prepared") || is(payment->state, "approved") ? payment->amount : 0;
		if (is(payment->payee, "unit"))
			tallies->of[payment->project - 1].in[GRANT] += paid;
	}
	for EACH(model, &type_obligation, number) {
		const struct obligation *obligation = seen(model, &type_obligation, number);
		struct tally *tally = &tallies->of[obligation->project - 1];
		int payee = is(obligation->payee, "leader"), fund = is(obligation->fund, leader_fund);
		cr_assert_leq(plain(obligation->paid) , plain(obligation->amount), "OB%u: more paid than due", number);
		cr_assert_eq(plain(obligation->paid), of[number].paid, "OB%u: not what its payments brought", number);
		cr_assert_eq(plain(obligation->in_hand), of[number].in_hand, "OB%u: not what is on its way", number);
		tally->due[payee] += plain(obligation->amount);
		tally->paid[payee] += plain(obligation->paid);
		tallies->due[fund] += plain(obligation->amount);
		tallies->paid[fund] += plain(obligation->paid);
		tally_allowance(tally, obligation);
	}
}

static void
tally_books(struct model *model, struct tallies *tallies)
{
	for EACH(model, &type_expense, number) {
		const struct expense *expense = seen(model, &type_expense, number);
		tallies->of[expense->project - 1].spent[is(expense->source, "matching")] += expense->amount;
	}
	for EACH(model, &type_matching, number) {
		const struct matching *matching = seen(model, &type_matching, number);
		tallies->of[matching->project - 1].in[MATCHING] += matching->amount;
	}
	for EACH(model, &type_refund, number) {
		const struct refund *refund = seen(model, &type_refund, number);
		tallies->of[refund->project - 1].refunded += refund->amount;
	}
}

static void
tally_orders(struct model *model, struct tallies *tallies)
{
	money_t *repaid = arena_alloc(&model->seen, (store_count(model->work.desk->store, &type_order) + 1) * sizeof *repaid);

	memset(repaid, 0, (store_count(model->work.desk->store, &type_order) + 1) * sizeof *repaid);
	for EACH(model, &type_repayment, number) {
		const struct repayment *repayment = seen(model, &type_repayment, number);
		repaid[repayment->order] += repayment->amount;
	}
	for EACH(model, &type_order, number) {
		const struct order *order = seen(model, &type_order, number);
		struct tally *tally = &tallies->of[order->project - 1];
		bool waits = is(order->state, "drafted") || is(order->state, "approved");
		cr_assert_eq(plain(order->repaid), repaid[number], "OR%u", number);
		cr_assert_leq(repaid[number], plain(order->amount), "OR%u: more paid back than was ordered", number);
		cr_assert_eq(is(order->state, "settled"), repaid[number] && repaid[number] == plain(order->amount), "OR%u", number);
		tally->rectifications += is(order->kind, "rectification") && (is(order->state, "open") || is(order->state, "failed"));
		tally->cancellations += is(order->kind, "cancellation") && waits;
		if (is(order->kind, "clawback") && !is(order->state, "sent_back"))
			tally->claimed[is(order->payee, "leader")] += order->amount;
	}
}

static void
tally_assessments(struct model *model, struct tallies *tallies)
{
	for EACH(model, &type_assessment, number) {
		const struct assessment *assessment = seen(model, &type_assessment, number);
		struct tally *tally = &tallies->of[assessment->project - 1];
		unsigned bit = 1u << (assessment->year - FIRST_YEAR + (is(assessment->kind, "final") ? 8 : 0));
		if (is(assessment->kind, "unit"))
			continue;
		cr_assert_not(tally->assessed & bit, "the %s assessment of %d twice", assessment->kind, (int)assessment->year);
		tally->assessed |= bit;
	}
}

/* ---- what must hold after each act */

static void
check_sums(const struct project *project, const struct tally *tally)
{
	money_t left = tally->in[GRANT] - tally->spent[GRANT] - tally->refunded;

	cr_assert_eq(plain(project->unit_due), tally->due[UNIT], "%s", project->id);
	cr_assert_eq(plain(project->unit_paid), tally->paid[UNIT], "%s", project->id);
	cr_assert_eq(plain(project->leader_due), tally->due[LEADER], "%s", project->id);
	cr_assert_eq(plain(project->leader_paid), tally->paid[LEADER], "%s", project->id);
	cr_assert_eq(plain(project->grant_spent), tally->spent[GRANT], "%s", project->id);
	cr_assert_eq(plain(project->grant_left), left, "%s", project->id);
	cr_assert_eq(plain(project->matching_received), tally->in[MATCHING], "%s", project->id);
	cr_assert_eq(plain(project->matching_spent), tally->spent[MATCHING], "%s", project->id);
	for (int payee = UNIT; payee <= LEADER; payee++) {
		cr_assert_leq(tally->paid[payee], tally->due[payee], "%s: more paid than due", project->id);
		cr_assert_leq(tally->claimed[payee] + (payee == UNIT ? tally->refunded : 0), tally->paid[payee], "%s: more clawed back than was paid", project->id);
	}
}

static void
check_orders(const struct project *project, const struct tally *tally)
{
	bool rectifying = is(project->stage, "rectifying");

	if (rectifying)
		cr_assert_eq(tally->rectifications, 1, "%s: %u rectifications at '%s'", project->id, tally->rectifications, project->stage);
	cr_assert_leq(tally->cancellations, rectifying, "%s", project->id);
	if (is(project->stage, "running"))
		cr_assert_eq(tally->rectifications, 0, "%s runs, and is to be rectified", project->id);
}

static struct tallies
check_records(struct model *model)
{
	struct tallies tallies = {.due = {0}};

	cr_assert_eq(store_begin(model->work.desk->store, NULL), 0);
	tally_obligations(model, &tallies);
	tally_books(model, &tallies);
	tally_orders(model, &tallies);
	tally_assessments(model, &tallies);
	for (uint32_t i = 0; i < PROJECTS; i++) {
		const struct project *project = seen(model, &type_project, i + 1);
		check_sums(project, &tallies.of[i]);
		check_orders(project, &tallies.of[i]);
	}
	for (int fund = 0; fund < FUNDS; fund++)
		cr_assert_leq(tallies.paid[fund], tallies.due[fund], "more was paid than is due out of a fund");
	store_end(model->work.desk->store);
	return tallies;
}

/* The ledger as it is shown. */
static void
check_ledger(struct model *model, uint32_t which, const struct tally *tally)
{
	const char *id = ((struct project *)work_record(&model->work, &type_project, which + 1))->id;
	struct ledger ledger;

	work_sit(&model->work, "limin");
	cr_assert_eq(desk_ledger(model->work.desk, id, &model->seen, &ledger, &model->work.err), 0, "%s", model->work.err.message);
	for (int source = GRANT; source <= MATCHING; source++) {
		const struct ledger_sums *sums = &ledger.sums[source];
		size_t count = ledger.counts[source];
		money_t by_use = 0;
		cr_assert_eq(plain(sums->in), tally->in[source], "%s", id);
		cr_assert_eq(plain(sums->spent), tally->spent[source], "%s", id);
		cr_assert_eq(plain(sums->left), tally->in[source] - tally->spent[source] - (source == GRANT ? tally->refunded : 0), "%s", id);
		cr_assert_eq(count ? ledger.lines[source][count - 1].left : 0, plain(sums->left), "%s: what is left after the last entry is what is left", id);
		for (size_t i = 0; i < ledger.use_counts[source]; i++)
			by_use += ledger.uses[source][i].amount;
		cr_assert_eq(by_use, tally->spent[source], "%s: by use", id);
	}
}

static void
check_money(struct model *model)
{
	struct tallies tallies = check_records(model);
	uint32_t which = model_chance(model, PROJECTS);

	check_ledger(model, which, &tallies.of[which]);
	arena_reset(&model->seen);
}

/* ---- one try, and what may have come of it */

static void
stages_now(struct model *model, enum stage now[PROJECTS])
{
	cr_assert_eq(store_begin(model->work.desk->store, NULL), 0);
	cr_assert_eq(store_count(model->work.desk->store, &type_project), PROJECTS);
	for (uint32_t i = 0; i < PROJECTS; i++) {
		now[i] = stage_of(((struct project *)seen(model, &type_project, i + 1))->stage);
		model->reached |= UINT32_C(1) << now[i];
	}
	store_end(model->work.desk->store);
}

/* One project at most moved, the one that the act was on, and by the table. */
static void
check_moves(struct model *model, size_t row, const char *target)
{
	const struct act *act = act_named(tried[row].act);
	enum stage after[PROJECTS];
	unsigned moved = 0;

	stages_now(model, after);
	for (uint32_t i = 0; i < PROJECTS; i++) {
		bool meant = target && is(((struct project *)seen(model, &type_project, i + 1))->id, target);
		if (meant && act->stages)
			cr_assert(act->stages & UINT32_C(1) << model->now[i], "%s was done at %s", act->name, stage_code(model->now[i]));
		if (after[i] == model->now[i])
			continue;
		cr_assert(table_allows(act->name, model->now[i], after[i]), "%s led from %s to %s", act->name, stage_code(model->now[i]), stage_code(after[i]));
		cr_assert(meant || tried[row].aim != ON_PROJECT, "%s on %s moved another", act->name, target);
		moved++;
	}
	cr_assert_leq(moved, 1, "%s moved %u projects", act->name, moved);
	memcpy(model->now, after, sizeof after);
}

static void
random_act(struct model *model)
{
	struct work *work = &model->work;
	size_t row = model_pick(model);
	const char *act = tried[row].act, *target = model_target(model, row);
	uint64_t entries = desk_pulse(work->desk);
	int status;

	if (model_chance(model, 25) == 0)
		work->ask.date = work->desk->today - (date_t)model_chance(model, 6);
	if (model_chance(model, 12) == 0)
		work->ask.op = arena_printf(&work->arena, "op-%u", model_chance(model, 90));
	status = model_attempt(model, row, target);
	cr_assert(status == 0 || work->err.code < ERR_SPACE, "%s on %s: %d %s", act, target ? target : "", (int)work->err.code, work->err.message);
	if (status == 0 && work->result.already)
		status = -1; /* the same operation once more: nothing happened */
	cr_assert_eq(desk_pulse(work->desk), entries + (status == 0), "%s on %s", act, target ? target : "");
	if (status < 0)
		return;
	model->done[row]++;
	check_moves(model, row, target);
	check_money(model);
}

static void
random_round(struct model *model)
{
	struct work *work = &model->work;
	bool batch = model_chance(model, 8) != 0, keep = model_chance(model, 8) != 0;
	enum stage before[PROJECTS];

	work->desk->today += 1 + (date_t)model_chance(model, 18);
	work->desk->context_ready = false;
	memcpy(before, model->now, sizeof before);
	if (batch)
		cr_assert_eq(desk_batch(work->desk, model_chance(model, 3) == 0, &work->err), 0, "%s", work->err.message);
	for (unsigned i = 0; i < TRIES; i++)
		random_act(model);
	if (batch && keep)
		cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0, "%s", work->err.message);
	if (batch && !keep) {
		desk_batch_abort(work->desk);
		stages_now(model, model->now);
		arena_reset(&model->seen);
		cr_assert_eq(memcmp(model->now, before, sizeof before), 0, "an aborted batch left something");
	}
}

/* ---- at the end */

static void
verify(const char *dir, struct verify_report *report, struct err *err)
{
	cr_assert_eq(store_verify(dir, report, NULL, NULL, err), 0, "%s", err->message);
	cr_assert_eq(report->faults.errors, 0, "%s: %s", dir, report->faults.errors ? report->faults.items[0].message : "");
	faults_free(&report->faults);
}

/* The journal alone gives the same records and the same chain. */
static void
check_rebuild(struct model *model)
{
	struct work *work = &model->work;
	struct verify_report report = {0}, again_report = {0};
	struct buf was = {0}, again = {0};
	const char *into = work_file(work, "again");
	uint64_t entries, all = desk_pulse(work->desk);
	struct store *store;

	work_dump(work->desk->store, &was);
	desk_close(work->desk);
	work->desk = NULL;
	cr_assert_eq(store_rebuild(work->records, into, DATE_NONE, &entries, NULL, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(entries, all);
	cr_assert_eq(store_open(&store, into, STORE_READ_ONLY, &work->err), 0, "%s", work->err.message);
	work_dump(store, &again);
	store_close(store);
	cr_assert(was.len == again.len && memcmp(was.data, again.data, was.len) == 0);
	verify(work->records, &report, &work->err);
	verify(into, &again_report, &work->err);
	cr_assert_eq(report.entries, all);
	cr_assert_eq(memcmp(&report.head, &again_report.head, sizeof report.head), 0);
	buf_free(&was);
	buf_free(&again);
}

static void
run_seed(struct model *total, uint64_t seed)
{
	struct model model = {.work = {.dir = ""}};

	work_open(&model.work, NULL, NULL);
	for (int i = 0; i < PROJECTS; i++) {
		const char *id = funded_bring(&model.work, STAGE_awarded, "2021-11-15");
		if (i == 0)
			continue; /* without accounts */
		work_day(&model.work, "2021-11-20");
		pay_account(&model.work, id, "unit", "310066661018150001234");
		pay_account(&model.work, id, "leader", "6222021001116245702");
		work_sit(&model.work, "limin");
	}
	work_day(&model.work, "2021-11-22");
	model.work.sampler.state = seed;
	stages_now(&model, model.now);
	for (unsigned i = 0; i < ROUNDS; i++)
		random_round(&model);
	check_rebuild(&model);
	total->reached |= model.reached;
	for (size_t i = 0; tried[i].act; i++)
		total->done[i] += model.done[i];
	arena_free(&model.seen);
	work_close(&model.work);
}

Test(random_funded_years, keep_to_the_table_pay_no_more_than_is_due_and_rebuild_to_the_same_records, .timeout = 180)
{
	static const uint64_t seeds[] = {3, 11, 17, 2021, 31118};
	static const uint32_t wanted = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) | STAGE_SET(cancelled) |
		STAGE_SET(terminated);
	struct model total = {.reached = 0};

	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		run_seed(&total, seeds[i]);
	for (size_t i = 0; tried[i].act; i++)
		cr_expect_gt(total.done[i], 0, "%s was never done (%s)", tried[i].act, tried[i].inputs[0] ? tried[i].inputs[0] : "");
	for (enum stage stage = 0; stage < STAGE_COUNT; stage++)
		cr_expect(!(wanted & UINT32_C(1) << stage) || total.reached & UINT32_C(1) << stage, "nothing came to %s", stage_code(stage));
}
