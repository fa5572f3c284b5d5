/* Another programme by rules and forms alone: a person is paid yearly, nobody assesses, the bureau alone reviews. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/ledger.h"
#include "deskwork.h"
#include "fundedwork.h"

#define SAY(...) arena_printf(&work->arena, __VA_ARGS__)

static const char alone[] = "单机办理";

/* The forms of the tree, with those of the programme in their place. */
static const char *
forms_of_programme(struct work *work)
{
	const char *folder = work_forms(work);
	size_t len;
	char *text = test_read(test_source("tests/data/programme-person/forms/intake.yaml"), &len);

	test_write(SAY("%s/intake.yaml", folder), text, len);
	free(text);
	return folder;
}

static void
open_office(struct work *work)
{
	struct desk_options options = {.dir = work_file(work, "person"), .rules = test_source("tests/data/programme-person/rules.yaml"),
		.forms = forms_of_programme(work), .today = work_date("2022-03-01"), .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work->err), 0, "%s", work->err.message);
	desk_close(work->desk);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work_do(work, "open_call", NULL, NULL, "year=2022", "quota=2", NULL);
}

/* The bureau's own review, the list, its approval: nothing else stands between the application and the first year. */
static const char *
awarded(struct work *work)
{
	const char *list, *id = work_do(work, "intake", NULL, NULL, "track=craftsman", "reviewer=bureau", "unit.name=江东木作坊",
		"unit.uscc=91350100M000100Y43", "unit.nature=workshop", "unit.contact=王强", "unit.phone=13800138000", "leader.name=李丽",
		"leader.resident_id=110105197912310023", "leader.occupation=木工", "leader.level=senior_technician", "leader.appointed_from=2021-01-01",
		"leader.appointed_to=2026-12-31", "leader_payee.bank=江东农商银行", "leader_payee.account_name=李丽",
		"leader_payee.account=6217001234567890123", "apprentices=3", NULL);

	work_receive_all(work, id);
	work_do(work, "submit", id, NULL, NULL);
	work_attest_all(work, id);
	work_do(work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意推荐", "recommended=1", NULL);
	cr_assert_str_eq(work->result.stage, "eligible");
	list = work_do(work, "propose", "2022", NULL, NULL);
	work_do(work, "approve", list, alone, NULL);
	return id;
}

static struct due_line *
dues_of(struct work *work, const char *id, size_t *count)
{
	struct due_line *lines;

	cr_assert_eq(desk_dues(work->desk, id, &work->arena, &lines, count, &work->err), 0, "%s", work->err.message);
	return lines;
}

Test(programme_person, the_award_is_the_first_day_of_the_funded_years)
{
	WORK(work);
	open_office(&work);
	const struct project *project = work_project(&work, awarded(&work));

	cr_assert_str_eq(project->id, "GJ2022-0001");
	cr_assert_str_eq(project->stage, "running", "no publicity, no announcement, no agreement");
	cr_assert_eq(project->awarded_on, work_date("2022-03-01"));
	cr_assert_eq(project->cycle_to, work_date("2023-12-31"));
	cr_assert_eq(project->deadline, DATE_NONE, "no assessment is waited for");
	cr_assert_eq(project->retires_on, work_date("2032-06-30"), "born 1979-12-31, a woman: 50, and 30 months");
}

Test(programme_person, every_year_is_due_at_its_end_to_the_person_alone)
{
	WORK(work);
	size_t count;
	open_office(&work);
	const char *id = awarded(&work);
	struct due_line *lines = dues_of(&work, id, &count);

	cr_assert_eq(count, 2);
	cr_assert_eq(lines[0].due->state, DUE_LATER);
	work_day(&work, "2022-12-31");
	lines = dues_of(&work, id, &count);
	cr_assert(lines[0].due->state == DUE_PAYABLE && lines[0].due->amount == 1200000 && lines[0].due->rule->to_leader);
	cr_assert_str_eq(lines[0].due->verdict.clause, "第六条");
	cr_assert_eq(lines[1].due->state, DUE_LATER);
}

Test(programme_person, a_year_that_ended_is_paid_without_any_assessment)
{
	WORK(work);
	open_office(&work);
	const char *id = awarded(&work), *batch;
	const struct obligation *obligation;

	work_day(&work, "2022-12-30");
	cr_assert_eq(work_try(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL), -1, "the year is not over");
	cr_assert_null(work_part(&work, id, &type_obligation));
	work_day(&work, "2022-12-31");
	batch = work_do(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL);
	obligation = work_part(&work, id, &type_obligation);
	cr_assert(obligation->amount == 1200000 && obligation->year == 2022 && obligation->in_hand == 1200000);
	cr_assert_str_eq(obligation->payee, "leader");
	work_do(&work, "approve_payment", batch, alone, NULL);
	work_day(&work, "2023-01-05");
	work_do(&work, "record_payment", batch, NULL, "payment.voucher=2023-001", NULL);
	cr_assert_eq(work_project(&work, id)->leader_paid, 1200000);
	cr_assert_eq(work_try(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL), -1, "never twice for one year");
}

Test(programme_person, who_leaves_ends_the_project_by_these_rules)
{
	WORK(work);
	open_office(&work);
	const char *id = awarded(&work);

	work_day(&work, "2023-05-10");
	work_do(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL);
	work_do(&work, "change", id, NULL, "alteration.kind=leader_left", "alteration.happened_on=2023-05-01", "alteration.document=离职证明", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "terminated");
	cr_assert_eq(work_project(&work, id)->leader_due, 1200000, "2022 stays, 2023 is never due");
}

/* ---- orders, a clawback and the end of the cycle, by the same acts */

/* Both years are over and paid. */
static const char *
paid_twice(struct work *work)
{
	const char *id = awarded(work);

	for (int year = 2022; year <= 2023; year++) {
		work_day(work, SAY("%d-12-31", year));
		const char *batch = work_do(work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL);
		work_do(work, "approve_payment", batch, alone, NULL);
		work_do(work, "record_payment", batch, NULL, SAY("payment.voucher=%d-001", year), NULL);
	}
	cr_assert_eq(work_project(work, id)->leader_paid, 2400000, "1,000 for each of 24 months");
	return id;
}

Test(programme_person, a_cycle_without_assessments_is_complete_the_day_after_its_end)
{
	WORK(work);
	open_office(&work);
	const char *id = paid_twice(&work);

	work_refused(&work, ERR_STAGE, arena_printf(&work.arena, "the cycle of '%s' runs until 2023-12-31: it is complete the day after (七)", id), "complete", id,
		NULL, NULL);
	work_day(&work, "2024-01-02");
	work_do(&work, "complete", id, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "completed");
	cr_assert_eq(work_try(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL), -1, "there is no third year");
}

Test(programme_person, what_an_inspection_found_serious_is_clawed_back_from_the_person_and_not_more_than_was_paid)
{
	WORK(work);
	open_office(&work);
	const char *id = paid_twice(&work), *order;

	work_do(&work, "inspect", id, NULL, "inspection.inspected_on=2023-12-31", "inspection.findings=未带徒", "inspection.outcome=serious", NULL);
	cr_assert_eq(work_try(&work, "order_clawback", id, NULL, "order.rests_on=IN1", "order.findings=未带徒", "order.basis=第九条", "order.payee=leader",
		"order.amount=24000.01", NULL), -1);
	work_do(&work, "order_clawback", id, NULL, "order.rests_on=IN1", "order.findings=未带徒", "order.basis=第九条", "order.payee=leader",
		"order.amount=12000", NULL);
	order = funded_newest(&work, id, &type_order);
	work_do(&work, "approve_order", order, alone, NULL);
	work_do(&work, "resolve_order", order, NULL, NULL);
	work_do(&work, "record_repayment", order, NULL, "repayment.amount=12000", "repayment.repaid_on=2023-12-31", "repayment.voucher=收1", NULL);
	cr_assert_eq(((struct order *)work_part(&work, id, &type_order))->repaid, 1200000);
	cr_assert_str_eq(((struct order *)work_part(&work, id, &type_order))->state, "settled");
	cr_assert_eq(work_try(&work, "record_repayment", order, NULL, "repayment.amount=1", "repayment.repaid_on=2023-12-31", "repayment.voucher=收2", NULL), -1,
		"nothing is left to pay back");
}

Test(programme_person, what_is_not_put_right_is_cancelled_by_the_office_and_the_year_that_was_paid_stays)
{
	WORK(work);
	open_office(&work);
	const char *id = awarded(&work), *order;

	work_day(&work, "2022-12-31");
	work_do(&work, "approve_payment", work_do(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL), alone, NULL);
	work_do(&work, "record_payment", "PB1", NULL, "payment.voucher=2022-001", NULL);
	work_day(&work, "2023-06-01");
	work_do(&work, "inspect", id, NULL, "inspection.inspected_on=2023-06-01", "inspection.findings=带徒协议缺失", "inspection.outcome=rectify", NULL);
	work_do(&work, "order_rectification", id, NULL, "order.findings=补签协议", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "rectifying");
	work_do(&work, "recheck", id, NULL, "order.recheck=failed", "order.cure=仍未补签", NULL);
	work_do(&work, "cancel", id, NULL, "order.findings=整改后仍不合格", NULL);
	order = funded_newest(&work, id, &type_order);
	work_do(&work, "approve_order", order, alone, NULL);
	work_do(&work, "resolve_order", order, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "cancelled");
	cr_assert_eq(work_project(&work, id)->leader_due, 1200000, "what was paid stays");
	work_day(&work, "2023-12-31");
	cr_assert_eq(work_try(&work, "prepare_payment", NULL, NULL, "batch.fund=craft", NULL), -1, "and no more comes");
}
