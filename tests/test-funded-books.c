/* The books of a funded project: agreement, tasks, expenses and matching funds kept apart, reversals, refunds, inspections (五, 七, 八(一)). */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bookwork.h"
#include "desk/casework.h"
#include "desk/ledger.h"
#include "desk/query.h"

static struct ledger
ledger_now(struct work *work, const char *id)
{
	struct ledger ledger;

	cr_assert_eq(desk_ledger(work->desk, id, &work->arena, &ledger, &work->err), 0, "%s", work->err.message);
	return ledger;
}

static const char *
spend(struct work *work, const char *id, const char *source, const char *use, const char *amount, const char *voucher)
{
	return work_do(work, "record_expense", id, NULL, arena_printf(&work->arena, "source=%s", source), arena_printf(&work->arena, "use=%s", use),
		"spent_on=2021-07-01", arena_printf(&work->arena, "amount=%s", amount), arena_printf(&work->arena, "voucher=%s", voucher), NULL);
}

/* ---- agreement (八(一)) */

Test(books, signing_the_agreement_begins_the_funded_years)
{
	WORK(work);
	const char *id = books_award(&work);

	work_day(&work, "2021-06-10");
	work_do(&work, "sign_agreement", id, NULL, "signed_on=2021-06-08", "unit_signer=陆文", "leader_signer=何国庆", "document=协议2021-3",
		"targets=三年培养高技能人才 9 名", NULL);
	const struct project *project = work_project(&work, id);
	const struct agreement *agreement = work_part(&work, id, &type_agreement);
	cr_expect_str_eq(work.result.stage, "running");
	cr_expect_str_eq(project->stage, "running");
	cr_expect_str_eq(agreement->unit_name, project->unit.name);
	cr_expect_str_eq(agreement->leader_name, project->leader.name);
	cr_expect_str_eq(project->deadline_of, "annual", "the year's assessment comes next");
	cr_expect_eq(project->deadline, work_date("2021-12-31"));
	cr_expect_eq(project->unit_due, 10000000, "and what is due was worked out: 五(一)1");
	const struct entry *entry = work_entry(&work);
	cr_expect_str_eq(entry->act, "sign_agreement");
}

Test(books, an_agreement_is_not_signed_before_the_award_nor_after_today)
{
	WORK(work);
	const char *id = books_award(&work);

	work_refused(&work, ERR_INPUT, "2021-05-31 lies before the award of 2021-06-01 (五(三)1)", "sign_agreement", id, NULL, "signed_on=2021-05-31",
		"unit_signer=陆文", "leader_signer=何国庆", "targets=九名", NULL);
	work_refused(&work, ERR_INPUT, "2021-06-02 lies after the day of the record, 2021-06-01", "sign_agreement", id, NULL, "signed_on=2021-06-02",
		"unit_signer=陆文", "leader_signer=何国庆", "targets=九名", NULL);
	work_refused(&work, ERR_INPUT, "'Targets' is missing", "sign_agreement", id, NULL, "signed_on=2021-06-01", "unit_signer=陆文",
		"leader_signer=何国庆", NULL);
}

/* ---- tasks (七) */

Test(books, a_task_has_a_target_for_a_year_of_the_cycle)
{
	WORK(work);
	const char *id = books_running(&work);
	const char *task = work_do(&work, "set_task", id, NULL, "year=2021", "task=apprentices", "target=带徒 10 名", "planned=10", NULL);

	cr_expect_str_eq(((struct task *)work_part(&work, id, &type_task))->state, "set");
	work_refused(&work, ERR_INPUT, "2024 is no year of the cycle, 2021 to 2023 (七)", "set_task", id, NULL, "year=2024", "task=apprentices",
		"target=带徒", NULL);
	work_refused(&work, ERR_INPUT, arena_printf(&work.arena, "this target stands there already, as '%s'", task), "set_task", id, NULL, "year=2021",
		"task=apprentices", "target=带徒 10 名", NULL);
	work_do(&work, "set_task", id, NULL, "year=2022", "task=apprentices", "target=带徒 10 名", NULL);
}

Test(books, a_task_is_reported_with_what_came_of_it)
{
	WORK(work);
	const char *id = books_running(&work);
	const char *task = work_do(&work, "set_task", id, NULL, "year=2021", "task=apprentices", "target=带徒 10 名", "planned=10", NULL);
	const char *later = work_do(&work, "set_task", id, NULL, "year=2023", "task=innovation", "target=攻关 2 项", NULL);

	work_day(&work, "2021-12-20");
	work_refused(&work, ERR_INPUT, "'Result' is missing", "report_task", task, NULL, "reached=8", NULL);
	work_do(&work, "report_task", task, NULL, "result=带徒 8 名，2 名晋级", "reached=8", NULL);
	const struct task *reported = work_record(&work, &type_task, 1);
	cr_expect_str_eq(reported->state, "reported");
	cr_expect_eq(reported->reached, 8);
	cr_expect_eq(reported->planned, 10);
	cr_expect_eq(reported->reported_on, work_date("2021-12-20"));
	work_do(&work, "report_task", task, NULL, "result=带徒 9 名", "reached=9", NULL);
	cr_expect_eq(((struct task *)work_record(&work, &type_task, 1))->reached, 9, "a later report takes its place");
	work_refused(&work, ERR_STAGE, "the task is for 2023, which has not begun (七)", "report_task", later, NULL, "result=无", NULL);
}

/* ---- expenses (五(二), 五(三)) */

Test(books, the_grant_and_the_matching_funds_are_kept_apart)
{
	WORK(work);
	const char *id = books_running(&work);

	work_do(&work, "record_matching", id, NULL, "received_on=2021-06-15", "amount=120000", "voucher=转-9", NULL);
	spend(&work, id, "grant", "training", "30000", "记-1");
	spend(&work, id, "matching", "daily_work", "5000.50", "记-2");
	const struct ledger ledger = ledger_now(&work, id);
	const struct ledger_sums *grant = &ledger.sums[LEDGER_GRANT], *matching = &ledger.sums[LEDGER_MATCHING];
	cr_expect_eq(grant->due, 10000000);
	cr_expect_eq(grant->in, 10000000);
	cr_expect_eq(grant->spent, 3000000);
	cr_expect_eq(grant->left, 7000000);
	cr_expect_eq(matching->due, 12000000, "committed");
	cr_expect_eq(matching->in, 12000000);
	cr_expect_eq(matching->left, 11499950);
	cr_assert_eq(ledger.counts[LEDGER_GRANT], 2);
	cr_expect_str_eq(ledger.lines[LEDGER_GRANT][0].what, "payment", "of a day money comes before it goes");
	cr_expect_str_eq(ledger.lines[LEDGER_GRANT][1].what, "training");
	cr_expect_eq(ledger.lines[LEDGER_GRANT][1].left, 7000000);
	cr_expect_eq(work_project(&work, id)->grant_left, 7000000);
	cr_expect_eq(work_project(&work, id)->matching_spent, 500050);
}

Test(books, an_expense_larger_than_what_is_left_is_refused_with_the_figures)
{
	WORK(work);
	const char *id = books_running(&work);

	spend(&work, id, "grant", "training", "99999.99", "记-1");
	work_refused(&work, ERR_INPUT,
		"0.02 is more than what is left of the grant, 0.01 (paid 100,000.00, spent 99,999.99, refunded 0.00) (五(三)2)", "record_expense", id, NULL,
		"source=grant", "use=training", "spent_on=2021-07-01", "amount=0.02", "voucher=记-2", NULL);
	work_refused(&work, ERR_INPUT, "1.00 is more than what is left of the matching funds, 0.00 (received 0.00, spent 0.00) (五(三)2)",
		"record_expense", id, NULL, "source=matching", "use=daily_work", "spent_on=2021-07-01", "amount=1", "voucher=记-2", NULL);
	spend(&work, id, "grant", "training", "0.01", "记-2");
	work_refused(&work, ERR_INPUT, "an amount above nothing is wanted: what was entered wrongly is reversed", "record_expense", id, NULL,
		"source=grant", "use=training", "spent_on=2021-07-01", "amount=0", "voucher=记-3", NULL);
}

Test(books, an_expense_lies_between_the_award_and_the_end)
{
	WORK(work);
	const char *id = books_running(&work);

	work_refused(&work, ERR_INPUT, "2021-05-31 lies before the award of 2021-06-01 (五(三)1)", "record_expense", id, NULL, "source=grant",
		"use=training", "spent_on=2021-05-31", "amount=1", "voucher=记-1", NULL);
	work_day(&work, "2024-01-10");
	work_refused(&work, ERR_INPUT, "2024-01-01 lies after the last day of the cycle, 2023-12-31 (七)", "record_expense", id, NULL, "source=grant",
		"use=training", "spent_on=2024-01-01", "amount=1", "voucher=记-1", NULL);
	work_do(&work, "record_expense", id, NULL, "source=grant", "use=training", "spent_on=2023-12-31", "amount=1", "voucher=记-1", NULL);
}

Test(books, a_use_is_of_the_list_of_its_source_or_has_a_reason)
{
	WORK(work);
	const char *id = books_running(&work);

	work_do(&work, "record_matching", id, NULL, "received_on=2021-06-15", "amount=1000", "voucher=转-9", NULL);
	work_refused(&work, ERR_INPUT, "'training' is no use of the matching funds (五(一)末): apprentice allowances, problem-solving subsidies, daily work",
		"record_expense", id, NULL, "source=matching", "use=training", "spent_on=2021-07-01", "amount=1", "voucher=记-1", NULL);
	work_refused(&work, ERR_INPUT,
		"an expense outside of the listed uses needs a reason (五(一)末); listed are: apprentice allowances, problem-solving subsidies, daily work",
		"record_expense", id, NULL, "source=matching", "spent_on=2021-07-01", "amount=1", "voucher=记-1", NULL);
	work_do(&work, "record_expense", id, NULL, "source=grant", "spent_on=2021-07-01", "amount=200", "voucher=记-1",
		"outside_reason=公证费，签订带徒协议所需", NULL);
	const struct ledger ledger = ledger_now(&work, id);
	const struct use_sum *last = &ledger.uses[LEDGER_GRANT][ledger.use_counts[LEDGER_GRANT] - 1];
	cr_expect_str_eq(last->code, "");
	cr_expect_str_eq(last->label.zh, "清单以外");
	cr_expect_eq(last->amount, 20000);
	cr_expect_eq(ledger.use_counts[LEDGER_GRANT], 9);
	cr_expect_eq(ledger.use_counts[LEDGER_MATCHING], 3, "nothing is outside there");
}

Test(books, the_rules_may_refuse_what_is_outside_of_the_list)
{
	WORK(work);
	const char *rules = work_rules(&work, "outside: reason", "outside: refused");
	const char *id;

	work_again(&work, rules);
	work_day(&work, "2021-02-25");
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	work_sit(&work, "zhaolei");
	work_do(&work, "readopt", "2021", "用途从严", NULL);
	work_sit(&work, "limin");
	work_day(&work, "2021-03-31");
	id = books_running(&work);
	work_refused(&work, ERR_INPUT,
		"an expense outside of the listed uses is refused (五(二)): training, exchange, publishing, apprenticeship, research, problem solving, "
		"system, studio and team, other related benefits",
		"record_expense", id, NULL, "source=grant", "spent_on=2021-07-01", "amount=200", "voucher=记-1", "outside_reason=公证费", NULL);
}

Test(books, the_same_row_of_a_voucher_is_not_booked_twice)
{
	WORK(work);
	const char *id = books_running(&work), *first = spend(&work, id, "grant", "training", "300", "记-1");

	work_refused(&work, ERR_INPUT, arena_printf(&work.arena, "voucher '记-1' of that day and amount is recorded already, as '%s'", first),
		"record_expense", id, NULL, "source=grant", "use=training", "spent_on=2021-07-01", "amount=300", "voucher=记-1", NULL);
	spend(&work, id, "grant", "exchange", "300", "记-1");
	work_do(&work, "reverse_entry", first, "录入重复", NULL);
	spend(&work, id, "grant", "training", "300", "记-1");
}

/* ---- reversals */

Test(books, an_entry_is_taken_back_by_another_and_both_stay)
{
	WORK(work);
	const char *id = books_running(&work), *expense = spend(&work, id, "grant", "training", "300", "记-1");

	work_day(&work, "2021-08-02");
	const char *reversal = work_do(&work, "reverse_entry", expense, "金额录错", NULL);
	const struct expense *old = work_record(&work, &type_expense, 1), *new = work_record(&work, &type_expense, 2);
	cr_expect_str_eq(reversal, "EX2");
	cr_expect_eq(old->amount, 30000, "what was entered stays");
	cr_expect_eq(old->reversed_by, 2);
	cr_expect_eq(new->reverses, 1);
	cr_expect_eq(new->amount, -30000);
	cr_expect_eq(new->spent_on, work_date("2021-08-02"));
	cr_expect_str_eq(new->what, "金额录错");
	const struct ledger ledger = ledger_now(&work, id);
	cr_expect_eq(ledger.counts[LEDGER_GRANT], 3);
	cr_expect_eq(ledger.sums[LEDGER_GRANT].left, 10000000);
	cr_expect(ledger.lines[LEDGER_GRANT][1].reversed && !ledger.lines[LEDGER_GRANT][1].reversible);
	cr_expect_eq(ledger.uses[LEDGER_GRANT][0].amount, 0);
	work_refused(&work, ERR_STAGE, "'EX1' is reversed already, by 'EX2'", "reverse_entry", expense, "再冲一次", NULL);
	work_refused(&work, ERR_STAGE, "'EX2' reverses 'EX1' and cannot be reversed itself: record the entry anew", "reverse_entry", reversal, "冲销冲销",
		NULL);
	work_refused(&work, ERR_INPUT, "'Reverse an entry' needs a reason", "reverse_entry", expense, NULL, NULL);
}

Test(books, matching_funds_are_reversed_by_the_same_act_while_they_are_not_spent)
{
	WORK(work);
	const char *id = books_running(&work);
	const char *matching = work_do(&work, "record_matching", id, NULL, "received_on=2021-06-15", "amount=1000", "voucher=转-9", NULL);
	const char *expense = spend(&work, id, "matching", "daily_work", "400", "记-1");

	work_refused(&work, ERR_INPUT,
		"1,000.00 is more than what is left of the matching funds, 600.00 (received 1,000.00, spent 400.00) (五(三)2)", "reverse_entry", matching,
		"未到账", NULL);
	work_do(&work, "reverse_entry", expense, "未到账", NULL);
	cr_expect_str_eq(work_do(&work, "reverse_entry", matching, "未到账", NULL), "MF2");
	cr_expect_eq(work_project(&work, id)->matching_received, 0);
	work_refused(&work, ERR_STAGE, "'MF1' is reversed already, by 'MF2'", "reverse_entry", matching, "再冲", NULL);
	work_refused(&work, ERR_MISSING, "there is no 'MF9' here", "reverse_entry", "MF9", "无", NULL);
	work_refused(&work, ERR_MISSING, "there is no 'EX9' here", "reverse_entry", "EX9", "无", NULL);
}

/* ---- refunds and inspections */

Test(books, a_refund_rests_on_an_order_and_is_not_more_than_what_is_left)
{
	WORK(work);
	const char *id = books_running(&work);

	spend(&work, id, "grant", "training", "90000", "记-1");
	work_refused(&work, ERR_INPUT, "a refund rests on an order of the office (五(三)3): name its document", "record_refund", id, NULL,
		"refunded_on=2021-07-01", "amount=100", "voucher=退-1", NULL);
	work_refused(&work, ERR_INPUT,
		"10,000.01 is more than what is left of the grant, 10,000.00 (paid 100,000.00, spent 90,000.00, refunded 0.00) (五(三)2)", "record_refund", id,
		NULL, "refunded_on=2021-07-01", "amount=10000.01", "voucher=退-1", "document=退回2021-1", NULL);
	work_do(&work, "record_refund", id, NULL, "refunded_on=2021-07-01", "amount=4000", "voucher=退-1", "document=退回2021-1", NULL);
	const struct ledger ledger = ledger_now(&work, id);
	cr_expect_eq(ledger.sums[LEDGER_GRANT].refunded, 400000);
	cr_expect_eq(ledger.sums[LEDGER_GRANT].left, 600000);
	cr_expect_eq(work_project(&work, id)->grant_left, 600000);
}

Test(books, an_inspection_is_recorded_and_nothing_follows_by_itself)
{
	WORK(work);
	const char *id = books_running(&work);

	work_do(&work, "inspect", id, NULL, "inspected_on=2021-07-01", "findings=挪用 5000 元", "outcome=serious", "misused=5000", NULL);
	const struct inspection *inspection = work_part(&work, id, &type_inspection);
	cr_expect_str_eq(inspection->inspected_by, "青浦区首席技师培养选拔工作小组", "by the working group");
	cr_expect_str_eq(work_project(&work, id)->stage, "running");
	cr_expect_null(work_part(&work, id, &type_order), "neither a cancellation nor a clawback is implied");
	work_refused(&work, ERR_INPUT, "where all is in order nothing was misused (五(三)4)", "inspect", id, NULL, "inspected_on=2021-07-01",
		"findings=无", "outcome=in_order", "misused=1", NULL);
	work_refused(&work, ERR_INPUT, "100,000.01 is more than the project ever had, 100,000.00 (五(三)4)", "inspect", id, NULL,
		"inspected_on=2021-07-01", "findings=多", "outcome=serious", "misused=100000.01", NULL);
	work_refused(&work, ERR_INPUT, "the unit does not inspect itself: the working group does (五(三)4)", "inspect", id, NULL,
		"inspected_on=2021-07-01", arena_printf(&work.arena, "inspected_by=%s", work_project(&work, id)->unit.name), "findings=无", "outcome=in_order",
		NULL);
}

/* ---- what the ledger says */

Test(books, matching_funds_are_held_against_what_was_committed)
{
	WORK(work);
	const char *id = books_running(&work);

	work_do(&work, "record_matching", id, NULL, "received_on=2021-06-15", "amount=70000", "voucher=转-9", NULL);
	struct verdict verdict = ledger_now(&work, id).matching;
	cr_expect_eq(verdict.result, VERDICT_OPEN);
	cr_expect_str_eq(verdict.clause, "五(一)末");
	cr_expect_str_eq(verdict.because.en, "70,000.00 of matching funds came of 120,000.00: 50,000.00 are still to come");
	cr_expect_str_eq(verdict.because.zh, "配套经费到账 70,000.00 元，应到 120,000.00 元，还差 50,000.00 元");
	cr_expect_str_eq(verdict.cure.zh, "2023-12-31 前到账 50,000.00 元");
	work_day(&work, "2024-01-01");
	verdict = ledger_now(&work, id).matching;
	cr_expect_eq(verdict.result, VERDICT_FAIL);
	cr_expect_str_eq(verdict.because.zh, "配套经费到账 70,000.00 元，应到 120,000.00 元，至 2023-12-31 仍差 50,000.00 元");
	work_do(&work, "record_matching", id, NULL, "received_on=2023-12-31", "amount=50000", "voucher=转-10", NULL);
	cr_expect_eq(ledger_now(&work, id).matching.result, VERDICT_PASS);
}

Test(books, money_unspent_is_warned_of_as_the_cycle_nears_its_end)
{
	WORK(work);
	const char *id = books_running(&work);

	cr_expect_eq(ledger_now(&work, id).leftover.result, VERDICT_PASS);
	work_day(&work, "2023-06-29");
	cr_expect_eq(ledger_now(&work, id).leftover.result, VERDICT_PASS);
	work_day(&work, "2023-06-30");
	struct verdict verdict = ledger_now(&work, id).leftover;
	cr_expect_eq(verdict.result, VERDICT_OPEN, "six months before the end");
	cr_expect_str_eq(verdict.clause, "五(三)3");
	cr_expect_str_eq(verdict.because.en, "the cycle ends on 2023-12-31 and 100,000.00 of the grant are unspent");
	cr_expect_str_eq(verdict.cure.zh, "在 2023-12-31 前按规定用途使用完毕");
	work_day(&work, "2024-01-01");
	verdict = ledger_now(&work, id).leftover;
	cr_expect_eq(verdict.result, VERDICT_FAIL);
	cr_expect_str_eq(verdict.because.zh, "资助周期已于 2023-12-31 结束，尚有 100,000.00 元未使用");
	work_do(&work, "record_refund", id, NULL, "refunded_on=2024-01-01", "amount=100000", "voucher=退-1", "document=退回2024-1", NULL);
	cr_expect_eq(ledger_now(&work, id).leftover.result, VERDICT_PASS);
}

Test(books, there_is_no_ledger_before_the_award_and_none_for_who_sees_no_money)
{
	WORK(work);
	const char *draft = work_bring(&work, STAGE_submitted), *id = books_running(&work);
	struct ledger ledger;

	cr_expect_eq(desk_ledger(work.desk, draft, &work.arena, &ledger, &work.err), -1);
	cr_expect_eq(work.err.code, ERR_STAGE);
	for (size_t i = 0; i < 3; i++) {
		work_sit(&work, (const char *const[]){"ck-zjj", "cs-zjj", "zeng"}[i]);
		cr_expect_eq(desk_ledger(work.desk, id, &work.arena, &ledger, &work.err), -1);
		cr_expect_eq(work.err.code, ERR_DENIED);
	}
	for (size_t i = 0; i < 3; i++) {
		work_sit(&work, (const char *const[]){"qianhong", "shenyi", "gujun"}[i]);
		cr_expect_eq(desk_ledger(work.desk, id, &work.arena, &ledger, &work.err), 0, "%s", work.err.message);
	}
}

Test(books, neither_windows_nor_reviewers_nor_experts_learn_of_money_from_the_project)
{
	static const char *const hidden[] = {"unit_due", "unit_paid", "leader_due", "leader_paid", "grant_spent", "grant_left", "matching_received",
		"matching_spent"};
	WORK(work);
	const char *id = books_running(&work);
	struct query_spec spec = {.type = &type_project, .where = "grant_left>0"};
	struct history_item *items;
	struct query *query;
	void *record;
	size_t count;

	spend(&work, id, "grant", "training", "10", "记-1");
	cr_assert_eq(query_open(work.desk, &spec, &query, &work.err), 0, "%s", work.err.message);
	cr_expect_eq(query_count(query), 1);
	query_close(query);
	for (size_t i = 0; i < 2; i++) {
		work_sit(&work, (const char *const[]){"ck-zjj", "cs-zjj"}[i]);
		cr_assert_eq(desk_get(work.desk, &type_project, id, &work.arena, &record, &work.err), 0, "%s", work.err.message);
		for (size_t j = 0; j < sizeof hidden / sizeof *hidden; j++) {
			const struct column *column = record_column(&type_project, hidden[j]);
			cr_expect(column->field->kind->empty(column_in(record, column)), "%s", hidden[j]);
		}
		cr_expect_eq(query_open(work.desk, &spec, &query, &work.err), -1, "nor by asking which has how much");
		count = desk_history(work.desk, &type_project, id, 0, 50, &work.arena, &items, NULL);
		cr_expect_gt(count, 0);
		for (size_t j = 0; j < count; j++)
			cr_expect_str_neq(items[j].act, "record_expense");
	}
}

/* ---- who may, and when */

Test(books, the_books_are_kept_by_finance_and_the_office)
{
	WORK(work);
	const char *id = books_running(&work), *expense = spend(&work, id, "grant", "training", "10", "记-0");
	unsigned money = ROLE(finance) | ROLE(office);

	work_roles(&work, "record_expense", money, id, NULL, "source=grant", "use=training", "spent_on=2021-07-01", "amount=1", "voucher=记-1", NULL);
	work_roles(&work, "record_matching", money, id, NULL, "received_on=2021-07-01", "amount=1", "voucher=转-1", NULL);
	work_roles(&work, "record_refund", money, id, NULL, "refunded_on=2021-07-01", "amount=1", "voucher=退-1", "document=退1", NULL);
	work_roles(&work, "reverse_entry", money, expense, "金额录错", NULL);
	work_roles(&work, "inspect", ROLE(office), id, NULL, "inspected_on=2021-07-01", "findings=无", "outcome=in_order", NULL);
	work_roles(&work, "set_task", ROLE(office), id, NULL, "year=2021", "task=innovation", "target=攻关", NULL);
}

Test(books, an_agreement_is_signed_once)
{
	WORK(work);

	work_stages(&work, "sign_agreement", STAGE_SET(awarded), NULL, "signed_on=2021-03-31", "unit_signer=陆文", "leader_signer=何国庆", "targets=九名", NULL);
}

Test(books, nothing_is_booked_before_the_award)
{
	WORK(work);

	work_stages(&work, "record_expense", STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated), NULL, "source=grant", "use=training", "spent_on=2021-03-31", "amount=1", "voucher=记-1", NULL);
}
