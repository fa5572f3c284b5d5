#include <config.h>

#include "paywork.h"

#include <criterion/criterion.h>
#include <string.h>

const char unit_fund[] = "education_surcharge", leader_fund[] = "talent";

void
pay_account(struct work *work, const char *id, const char *payee, const char *account)
{
	const struct project *project = work_project(work, id);
	const char *name = strcmp(payee, "leader") == 0 ? project->leader.name : project->unit.name, *change;

	work_sit(work, "qianhong");
	change = work_do(work, "change_account", id, NULL, arena_printf(&work->arena, "payee=%s", payee), "bank=上海银行青浦支行",
		arena_printf(&work->arena, "account_name=%s", name), arena_printf(&work->arena, "account=%s", account), NULL);
	work_sit(work, "gujun");
	work_do(work, "approve_account", change, NULL, NULL);
	work_sit(work, "qianhong");
}

const char *
pay_project(struct work *work)
{
	const char *id;

	work_sit(work, "limin");
	id = funded_bring(work, STAGE_running, "2021-11-15");
	work_day(work, "2021-12-01");
	pay_account(work, id, "unit", "310066661018150001234");
	pay_account(work, id, "leader", "6222021001116245702");
	return id;
}

void
pay_passed(struct work *work, const char *id, int year)
{
	const char *day = arena_printf(&work->arena, "%d-12-20", year);

	funded_assess(work, id, "annual", year, "passed", "pass", day);
	work_day(work, day);
}

const char *
pay_prepared(struct work *work, const char *fund)
{
	work_sit(work, "qianhong");
	return work_do(work, "prepare_payment", NULL, NULL, arena_printf(&work->arena, "fund=%s", fund), NULL);
}

const char *
pay_approved(struct work *work, const char *fund)
{
	const char *batch = pay_prepared(work, fund);

	work_sit(work, "gujun");
	work_do(work, "approve_payment", batch, NULL, NULL);
	work_sit(work, "qianhong");
	return batch;
}

const char *
pay_recorded(struct work *work, const char *fund, const char *voucher)
{
	const char *batch = pay_approved(work, fund);

	work_do(work, "record_payment", batch, NULL, arena_printf(&work->arena, "voucher=%s", voucher), NULL);
	return batch;
}

struct payment *
pay_newest(struct work *work, const char *id)
{
	struct payment *payment = work_part(work, id, &type_payment);

	cr_assert(payment, "%s has no payment", id);
	return payment;
}

money_t
pay_paid(struct work *work, const char *id, const char *payment, int turn)
{
	const struct obligation *obligation = funded_obligation(work, id, payment, turn);

	return obligation ? obligation->paid : MONEY_NONE;
}

/* ---- what holds whatever was done */

enum { FUNDS = 2 };

struct sums {
	money_t due[2], paid[2]; /* of a project, to unit and leader */
};

static void
add_payments(struct work *work, const struct obligation *obligation, money_t *paid, money_t *in_hand)
{
	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_payment); i++) {
		const struct payment *payment = work_record(work, &type_payment, i);
		if (payment->obligation != obligation->head.number)
			continue;
		if (strcmp(payment->state, "paid") == 0 || strcmp(payment->state, "part") == 0)
			*paid += payment->paid;
		if (strcmp(payment->state, "prepared") == 0 || strcmp(payment->state, "approved") == 0)
			*in_hand += payment->amount;
	}
}

static void
sound_project(struct work *work, const struct project *project, struct sums funds[FUNDS])
{
	struct sums sums = {.due = {0}};

	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_obligation); i++) {
		const struct obligation *obligation = work_record(work, &type_obligation, i);
		money_t paid = 0, in_hand = 0;
		bool leader = strcmp(obligation->payee, "leader") == 0;
		if (obligation->project != project->head.number)
			continue;
		add_payments(work, obligation, &paid, &in_hand);
		cr_assert_leq(obligation->paid, obligation->amount, "OB%u: more paid than due", i);
		cr_assert_eq(obligation->paid, paid, "OB%u: not what its payments brought", i);
		cr_assert_eq(obligation->in_hand, in_hand, "OB%u: in hand %lld, not %lld", i, (long long)obligation->in_hand, (long long)in_hand);
		sums.due[leader] += obligation->amount;
		sums.paid[leader] += obligation->paid;
		funds[strcmp(obligation->fund, leader_fund) == 0].due[0] += obligation->amount;
		funds[strcmp(obligation->fund, leader_fund) == 0].paid[0] += obligation->paid;
	}
	cr_assert_eq(project->unit_due, sums.due[0], "%s", project->id);
	cr_assert_eq(project->unit_paid, sums.paid[0], "%s", project->id);
	cr_assert_eq(project->leader_due, sums.due[1], "%s", project->id);
	cr_assert_eq(project->leader_paid, sums.paid[1], "%s", project->id);
	cr_assert(project->unit_paid <= project->unit_due && project->leader_paid <= project->leader_due);
}

void
pay_sound(struct work *work)
{
	struct sums funds[FUNDS] = {0};

	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_project); i++) {
		const struct project *project = work_record(work, &type_project, i);
		if (project->awarded_on != DATE_NONE)
			sound_project(work, project, funds);
	}
	for (size_t i = 0; i < FUNDS; i++)
		cr_assert_leq(funds[i].paid[0], funds[i].due[0]);
}
