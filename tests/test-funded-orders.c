/* Orders (八(二), 五(三)4): rectification and its re-check, cancellation, clawback and its repayments. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/orderwork.h"
#include "desk/query.h"
#include "paywork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)

static const money_t yuan = 100;

static struct order *
newest_order(struct work *work, const char *id)
{
	return work_part(work, id, &type_order);
}

/* A running project of 2021 whose year 2022 failed, on the day after. */
static const char *
failed(struct work *work)
{
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_assess(work, id, "annual", 2021, "passed", "pass", "2021-12-20");
	funded_pay(work, id, "2021-12-25");
	funded_assess(work, id, "annual", 2022, "failed", "fail", "2022-12-20");
	work_day(work, "2022-12-21");
	return id;
}

static const char *
rectifying(struct work *work)
{
	const char *id = failed(work);

	work_do(work, "order_rectification", id, NULL, "findings=台账缺失，未开展带徒", NULL);
	return id;
}

/* ---- order_rectification */

Test(rectification, gives_thirty_working_days_and_holds_the_project)
{
	WORK(work);
	const char *id = failed(&work);
	const struct order *order;

	work_do(&work, "order_rectification", id, NULL, "findings=台账缺失", NULL);
	order = newest_order(&work, id);
	cr_assert_str_eq(work.result.stage, "rectifying");
	cr_assert_str_eq(order->kind, "rectification");
	cr_assert_str_eq(order->state, "open");
	cr_assert_str_eq(order->rests_on, funded_newest(&work, id, &type_assessment), "the newest failed assessment, where none was named");
	cr_assert_str_eq(order->basis, "八(二)");
	cr_assert_eq(order->deadline, work_date("2023-02-07"), "30 working days over new year and the spring festival");
	cr_assert_eq(work_project(&work, id)->deadline, order->deadline);
	cr_assert_str_eq(work_project(&work, id)->deadline_of, "rectification");
	cr_assert_str_eq(work_entry(&work)->act, "order_rectification");
}

Test(rectification, rests_on_a_failed_assessment_or_an_inspection)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_running, "2021-11-15"), *passed, *orderly, *bad;

	work_day(&work, "2022-03-01");
	work_refused(&work, ERR_INPUT, "a rectification rests on a failed assessment (八(二)) or an inspection (五(三)4) of this project: name one",
		"order_rectification", id, NULL, "findings=账目不清", NULL);
	passed = funded_assess(&work, id, "annual", 2021, "passed", "good", "2021-12-20");
	orderly = funded_inspect(&work, id, "in_order", "2022-02-20");
	work_refused(&work, ERR_INPUT, SAY("assessment '%s' was passed or is cured: nothing is to be rectified (八(二))", passed), "order_rectification",
		id, NULL, "findings=账目不清", SAY("rests_on=%s", passed), NULL);
	work_refused(&work, ERR_INPUT, SAY("inspection '%s' found everything in order (五(三)4)", orderly), "order_rectification", id, NULL,
		"findings=账目不清", SAY("rests_on=%s", orderly), NULL);
	bad = funded_inspect(&work, id, "rectify", "2022-02-25");
	work_do(&work, "order_rectification", id, NULL, "findings=账目不清", NULL);
	cr_assert_str_eq(newest_order(&work, id)->rests_on, bad);
	cr_assert_str_eq(newest_order(&work, id)->basis, "五(三)4", "misuse has its own clause, and never implies the other");
}

Test(rectification, never_guesses_a_deadline)
{
	WORK(work);
	const char *id = failed(&work);

	work_day(&work, "2030-03-01");
	cr_assert_eq(work_try(&work, "order_rectification", id, NULL, "findings=台账缺失", NULL), -1);
	cr_assert(strstr(work.err.message, "2030"), "%s", work.err.message);
}

Test(rectification, is_the_offices_and_of_running_projects)
{
	WORK(work);
	const char *id = failed(&work);

	work_roles(&work, "order_rectification", ROLE(office), id, NULL, "findings=台账缺失", NULL);
}

/* ---- extend_order */

Test(extension, reaches_a_later_day_with_a_reason)
{
	WORK(work);
	const char *id = rectifying(&work);

	work_refused(&work, ERR_INPUT, "'Extend the deadline' needs a reason", "extend_order", id, NULL, "extended_to=2023-03-31", NULL);
	work_refused(&work, ERR_INPUT, "an extension reaches a later day than 2023-02-07 (八(二))", "extend_order", id, "设备到货延迟",
		"extended_to=2023-02-07", NULL);
	work_do(&work, "extend_order", id, "设备到货延迟", "extended_to=2023-03-31", NULL);
	cr_assert_eq(newest_order(&work, id)->extended, 1);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2023-03-31"));
	work_do(&work, "extend_order", id, "疫情", "extended_to=2023-04-28", NULL);
	cr_assert_eq(newest_order(&work, id)->extended, 2);
	cr_assert_str_eq(work_entry(&work)->reason, "疫情");
}

/* ---- recheck */

Test(recheck, cured_brings_the_year_and_the_project_runs_on)
{
	WORK(work);
	const char *id = rectifying(&work);

	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan, "2021 alone");
	work_day(&work, "2023-02-01");
	work_do(&work, "recheck", id, NULL, "recheck=cured", "cure=台账补齐，已带徒 12 人", NULL);
	cr_assert_str_eq(work.result.stage, "running");
	cr_assert_str_eq(newest_order(&work, id)->state, "cured");
	cr_assert_eq(newest_order(&work, id)->closed_on, work_date("2023-02-01"));
	cr_assert_eq(((struct assessment *)work_part(&work, id, &type_assessment))->cured, 1);
	cr_assert_eq(work_project(&work, id)->leader_due, 40000 * yuan, "paid by the rules once cured");
	cr_assert_str_eq(work_project(&work, id)->deadline_of, "final", "2023 has its final assessment next");
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2023-12-31"));
}

Test(recheck, cured_forfeits_the_year_where_the_rules_say_so)
{
	struct work work __attribute__((cleanup(work_close))) = {0};
	const char *id;

	work_open(&work, NULL, NULL);
	work_again(&work, work_rules(&work, "after_cured_rectification: paid", "after_cured_rectification: none"));
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	work_sit(&work, "zhaolei");
	work_do(&work, "readopt", "2021", "采用新规则", NULL);
	work_sit(&work, "limin");
	id = rectifying(&work);
	work_do(&work, "recheck", id, NULL, "recheck=cured", "cure=台账补齐", NULL);
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan);
}

Test(recheck, not_cured_stays_and_may_be_cancelled_extended_or_cured_yet)
{
	WORK(work);
	const char *id = rectifying(&work);

	work_do(&work, "recheck", id, NULL, "recheck=failed", "cure=台账仍不全", NULL);
	cr_assert_str_eq(work.result.stage, "rectifying");
	cr_assert_str_eq(newest_order(&work, id)->state, "failed");
	work_do(&work, "extend_order", id, "再给一个月", "extended_to=2023-03-31", NULL);
	cr_assert_str_eq(newest_order(&work, id)->state, "open");
	work_do(&work, "recheck", id, NULL, "recheck=cured", "cure=台账补齐", NULL);
	cr_assert_str_eq(work.result.stage, "running");
}

/* ---- cancel */

Test(cancellation, follows_only_what_stayed_uncured)
{
	WORK(work);
	const char *id = rectifying(&work);

	work_refused(&work, ERR_STAGE, "the rectification runs until 2023-02-07: re-check it first (八(二))", "cancel", id, NULL, "findings=未整改", NULL);
	work_day(&work, "2023-02-10");
	work_do(&work, "cancel", id, NULL, "findings=逾期未整改", NULL);
	cr_assert_str_eq(newest_order(&work, id)->state, "drafted");
	cr_assert_str_eq(work_project(&work, id)->stage, "rectifying", "drafted is not decided");
	work_refused(&work, ERR_STAGE, SAY("'%s' is on its way already: decide it or send it back first", funded_newest(&work, id, &type_order)), "cancel",
		id, NULL, "findings=逾期未整改", NULL);
	work_refused(&work, ERR_STAGE, SAY("the cancellation '%s' is on its way: send it back before the re-check", funded_newest(&work, id, &type_order)),
		"recheck", id, NULL, "recheck=cured", "cure=补齐", NULL);
}

/* A cancellation that was drafted; gives its number. */
static const char *
drafted(struct work *work, const char *id)
{
	work_do(work, "recheck", id, NULL, "recheck=failed", "cure=台账仍不全", NULL);
	work_do(work, "cancel", id, NULL, "findings=整改后仍不合格", NULL);
	return funded_newest(work, id, &type_order);
}

Test(cancellation, is_approved_by_another_on_what_was_shown_and_resolved_by_a_meeting)
{
	WORK(work);
	const char *id = rectifying(&work), *order = drafted(&work, id), *meeting = funded_meeting(&work, "2022-12-21");

	work_refused(&work, ERR_DENIED, "'Approve an order' needs another person than the one who made or last edited it", "approve_order", order, NULL,
		NULL);
	work_refused(&work, ERR_STAGE, "an order is resolved after another person approved it", "resolve_order", order, NULL, SAY("meeting=%s", meeting),
		NULL);
	work_sit(&work, "gujun");
	work.ask.hash = "0000000000000000";
	work_refused(&work, ERR_CONFLICT, "what was shown is not what stands there now: look at it again", "approve_order", order, NULL, NULL);
	work.ask.hash = newest_order(&work, id)->hash;
	work_do(&work, "approve_order", order, NULL, NULL);
	cr_assert_str_eq(newest_order(&work, id)->approved_by, "gujun");
	work_sit(&work, "limin");
	work_refused(&work, ERR_INPUT, "a resolution rests on a meeting: name its record", "resolve_order", order, NULL, NULL);
	work_do(&work, "resolve_order", order, NULL, SAY("meeting=%s", meeting), "document=青人社〔2023〕2号", NULL);
	cr_assert_str_eq(newest_order(&work, id)->state, "in_force");
	cr_assert_str_eq(work_project(&work, id)->stage, "cancelled");
	cr_assert_eq(work_project(&work, id)->ended_on, work_date("2022-12-21"));
	cr_assert_str_eq(work_project(&work, id)->end_reason, "整改后仍不合格");
	cr_assert_eq(work_project(&work, id)->deadline, DATE_NONE);
}

Test(cancellation, stops_future_money_and_leaves_the_past)
{
	WORK(work);
	const char *id = rectifying(&work), *order = drafted(&work, id), *meeting = funded_meeting(&work, "2022-12-21");
	const struct project *project;

	work_sit(&work, "zhaolei");
	work_do(&work, "approve_order", order, NULL, NULL);
	work_do(&work, "resolve_order", order, NULL, SAY("meeting=%s", meeting), NULL);
	project = work_project(&work, id);
	cr_assert_eq(project->unit_due, 100000 * yuan);
	cr_assert_eq(project->unit_paid, 100000 * yuan, "what was paid stays");
	cr_assert_eq(project->leader_paid, 20000 * yuan);
	cr_assert_eq(project->leader_due, 20000 * yuan, "nothing more is due");
	work_refused(&work, ERR_STAGE, SAY("'Order rectification' cannot be done on '%s' at stage 'cancelled'", id), "order_rectification", id, NULL,
		"findings=x", NULL);
}

Test(cancellation, can_be_sent_back_and_the_project_cured_after_all)
{
	WORK(work);
	const char *id = rectifying(&work), *order = drafted(&work, id);

	work_sit(&work, "gujun");
	work_refused(&work, ERR_INPUT, "'Send an order back' needs a reason", "send_back_order", order, NULL, NULL);
	work_do(&work, "send_back_order", order, "单位已补交材料", NULL);
	work_refused(&work, ERR_STAGE, "only an order that is not in force yet is sent back", "send_back_order", order, "再退", NULL);
	work_refused(&work, ERR_STAGE, "this order is not waiting for approval", "approve_order", order, NULL, NULL);
	work_sit(&work, "limin");
	work_do(&work, "recheck", id, NULL, "recheck=cured", "cure=材料补齐", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "running");
}

Test(cancellation, minutes_are_neither_later_nor_older_than_what_they_resolve)
{
	WORK(work);
	const char *id = rectifying(&work), *order = drafted(&work, id), *old = funded_meeting(&work, "2022-11-30");

	work_sit(&work, "zhaolei");
	work_do(&work, "approve_order", order, NULL, NULL);
	work_refused(&work, ERR_INPUT, "the minutes '青首技会〔2023〕3号' are older than the order", "resolve_order", order, NULL, SAY("meeting=%s", old), NULL);
}

/* ---- order_clawback, record_repayment */

static const char *
misused(struct work *work, const char **inspection)
{
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_pay(work, id, "2021-12-01");
	*inspection = funded_inspect(work, id, "serious", "2022-05-10");
	work_day(work, "2022-05-16");
	return id;
}

Test(clawback, rests_on_a_serious_inspection_and_never_follows_by_itself)
{
	WORK(work);
	const char *inspection, *id = misused(&work, &inspection), *mild = funded_inspect(&work, id, "rectify", "2022-05-12");

	cr_assert_null(newest_order(&work, id), "an inspection implies nothing");
	work_refused(&work, ERR_INPUT, "a clawback rests on an inspection of this project that found misuse serious: name it (五(三)4)", "order_clawback",
		id, NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=30000", NULL);
	work_refused(&work, ERR_INPUT, SAY("inspection '%s' did not find it serious: rectify, claw nothing back (五(三)4)", mild), "order_clawback", id,
		NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=30000", SAY("rests_on=%s", mild), NULL);
	work_roles(&work, "order_clawback", ROLE(office), id, NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=30000",
		SAY("rests_on=%s", inspection), NULL);
}

Test(clawback, never_exceeds_what_was_paid_and_not_claimed_yet)
{
	WORK(work);
	const char *inspection, *id = misused(&work, &inspection), *rests = SAY("rests_on=%s", inspection);

	work_refused(&work, ERR_INPUT, "100,000.01 is more than was paid and not claimed back yet: 100,000.00 (五(三)4)", "order_clawback", id, NULL,
		"findings=挪用", "basis=五(三)4", "payee=unit", "amount=100000.01", rests, NULL);
	work_refused(&work, ERR_INPUT, "1.00 is more than was paid and not claimed back yet: 0.00 (五(三)4)", "order_clawback", id, NULL, "findings=挪用",
		"basis=五(三)4", "payee=leader", "amount=1", rests, NULL);
	work_do(&work, "order_clawback", id, NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=60000", rests, NULL);
	work_sit(&work, "gujun");
	work_do(&work, "approve_order", funded_newest(&work, id, &type_order), NULL, NULL);
	work_sit(&work, "limin");
	work_do(&work, "resolve_order", funded_newest(&work, id, &type_order), NULL, SAY("meeting=%s", funded_meeting(&work, "2022-05-16")), NULL);
	work_refused(&work, ERR_INPUT, "40,000.01 is more than was paid and not claimed back yet: 40,000.00 (五(三)4)", "order_clawback", id, NULL,
		"findings=又挪用", "basis=五(三)4", "payee=unit", "amount=40000.01", rests, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "running", "a clawback is a decision of its own: the project runs on");
}

/* A clawback of 30,000 yuan in force; gives its number. */
static const char *
in_force(struct work *work, const char *id, const char *inspection)
{
	const char *order;

	work_do(work, "order_clawback", id, NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=30000",
		arena_printf(&work->arena, "rests_on=%s", inspection), NULL);
	order = funded_newest(work, id, &type_order);
	work_sit(work, "gujun");
	work_do(work, "approve_order", order, NULL, NULL);
	work_sit(work, "limin");
	work_do(work, "resolve_order", order, NULL, arena_printf(&work->arena, "meeting=%s", funded_meeting(work, "2022-05-16")), NULL);
	return order;
}

Test(clawback, claims_money_that_then_comes_back_neither_as_a_refund_nor_from_the_bank)
{
	WORK(work);
	const char *id = pay_project(&work), *payment, *inspection;

	pay_recorded(&work, unit_fund, "J-1");
	payment = record_id(pay_newest(&work, id), &work.arena);
	inspection = funded_inspect(&work, id, "serious", "2021-12-05");
	work_day(&work, "2021-12-06");
	work_sit(&work, "limin");
	work_do(&work, "order_clawback", id, NULL, "findings=挪用", "basis=五(三)4", "payee=unit", "amount=60000", SAY("rests_on=%s", inspection), NULL);
	work_refused(&work, ERR_INPUT, "40,000.01 is more than was paid and not claimed back yet: 40,000.00 (五(三)4)", "record_refund", id, NULL,
		"refunded_on=2021-12-06", "amount=40000.01", "voucher=退-1", "document=退回1号", NULL);
	work_sit(&work, "qianhong");
	work_refused(&work, ERR_STAGE,
		"only 40,000.00 can still come back from the bank: the rest was refunded, or is a repayment of the order that claims it (五(三)4)",
		"return_payment", payment, NULL, "failure=账号有误", NULL);
	work_sit(&work, "gujun");
	work_do(&work, "send_back_order", funded_newest(&work, id, &type_order), "款项已由银行退回", NULL);
	work_sit(&work, "qianhong");
	work_do(&work, "return_payment", payment, NULL, "failure=账号有误", NULL);
	cr_assert_eq(work_project(&work, id)->unit_paid, 0);
}

Test(repayment, goes_down_to_zero_and_settles_the_order)
{
	WORK(work);
	const char *inspection, *id = misused(&work, &inspection), *order = in_force(&work, id, inspection);

	work_day(&work, "2022-07-01");
	work_sit(&work, "qianhong");
	work_refused(&work, ERR_INPUT, "30,000.01 is more than remains to be paid back: 30,000.00 (五(三)4)", "record_repayment", order, NULL,
		"amount=30000.01", "repaid_on=2022-06-20", "voucher=H1", NULL);
	work_refused(&work, ERR_INPUT, "a repayment is made between the order and today", "record_repayment", order, NULL, "amount=10000",
		"repaid_on=2022-07-02", "voucher=H1", NULL);
	work_do(&work, "record_repayment", order, NULL, "amount=10000", "repaid_on=2022-06-20", "voucher=H1", NULL);
	work_refused(&work, ERR_INPUT, SAY("the repayment with voucher 'H1' is on record already, as '%s'", funded_newest(&work, id, &type_repayment)),
		"record_repayment", order, NULL, "amount=10000", "repaid_on=2022-06-20", "voucher=H1", NULL);
	work_refused(&work, ERR_INPUT, "25,000.00 is more than remains to be paid back: 20,000.00 (五(三)4)", "record_repayment", order, NULL,
		"amount=25000", "repaid_on=2022-06-30", "voucher=H2", NULL);
	work_do(&work, "record_repayment", order, NULL, "amount=20000", "repaid_on=2022-06-30", "voucher=H2", NULL);
	cr_assert_str_eq(newest_order(&work, id)->state, "settled");
	cr_assert_eq(newest_order(&work, id)->repaid, 30000 * yuan);
	cr_assert_eq(newest_order(&work, id)->closed_on, work_date("2022-07-01"));
	work_refused(&work, ERR_INPUT, "1.00 is more than remains to be paid back: 0.00 (五(三)4)", "record_repayment", order, NULL, "amount=1",
		"repaid_on=2022-06-30", "voucher=H3", NULL);
	cr_assert_eq(work_project(&work, id)->unit_paid, 100000 * yuan, "what was paid stays on record");
}

Test(repayment, is_of_a_clawback_in_force)
{
	WORK(work);
	const char *id = rectifying(&work);

	work_refused(&work, ERR_STAGE, "nothing is to be paid back on this order", "record_repayment", funded_newest(&work, id, &type_order), NULL,
		"amount=1", "repaid_on=2022-12-21", "voucher=H1", NULL);
}

/* ---- what screens show */

Test(order, says_what_comes_next)
{
	WORK(work);
	const char *inspection, *id = misused(&work, &inspection), *order;
	struct order_case shown;
	bool late;

	order = in_force(&work, id, inspection);
	work_day(&work, "2022-07-01");
	work_do(&work, "record_repayment", order, NULL, "amount=10000", "repaid_on=2022-06-20", "voucher=H1", NULL);
	cr_assert_eq(desk_order(work.desk, order, &work.arena, &shown, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(shown.remainder, 20000 * yuan);
	cr_assert_eq(shown.repayment_count, 1);
	cr_assert_str_eq(shown.hash, shown.order->hash);
	cr_assert_str_eq(desk_order_next(shown.order, work_date("2022-07-01"), &late), "record repayments");
	cr_assert_not(late);
	work_sit(&work, "cs-zjj");
	cr_assert_eq(desk_order(work.desk, order, &work.arena, &shown, &work.err), -1, "first reviewers see nothing of money");
	cr_assert_eq(work.err.code, ERR_MISSING);
}

Test(order, tells_first_reviewers_and_windows_nothing_of_money)
{
	WORK(work);
	const char *inspection, *id = misused(&work, &inspection);
	static const char *const seats[] = {"cs-zjj", "ck-zjj"};
	struct history_item *items;
	void *record;

	in_force(&work, id, inspection);
	for (size_t i = 0; i < 2; i++) {
		work_sit(&work, seats[i]);
		cr_assert_eq(desk_get(work.desk, &type_project, id, &work.arena, &record, &work.err), 0, "%s", work.err.message);
		cr_assert_eq(((struct project *)record)->unit_paid, MONEY_NONE);
		cr_assert_eq(((struct project *)record)->leader_due, MONEY_NONE);
		size_t count = desk_history(work.desk, &type_project, id, 0, 100, &work.arena, &items, &work.err);
		for (size_t j = 0; j < count; j++) {
			cr_assert_str_neq(items[j].act, "order_clawback");
			cr_assert_str_neq(items[j].act, "resolve_order");
			for (size_t k = 0; k < items[j].change_count; k++)
				cr_assert_neq(items[j].changes[k].column, record_column(&type_project, "project.unit_paid"));
		}
	}
	work_sit(&work, "qianhong");
	cr_assert_eq(desk_get(work.desk, &type_project, id, &work.arena, &record, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(((struct project *)record)->unit_paid, 100000 * yuan, "finance does");
}
