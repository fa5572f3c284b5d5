/* Assessments (八(二), 八(一)): checklists of assessors, annual and final assessments, and the unit's own. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/casework.h"
#include "fundedwork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)
#define FULL "site=0", "equipment=5", "duties=yes", "papers=10", "matching=0", "accounts=no", "irregular_spending=0", "took_part=5", "benefit=10", \
	"apprentices=10", "highly_skilled=3", "exchange=5", "responsibility=5", "cooperation=5"

static const money_t yuan = 100;

/* A running project of 2021 with its cycle to the end of 2023, on 2021-12-20. */
static const char *
running(struct work *work)
{
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	work_day(work, "2021-12-20");
	return id;
}

/* The same on 2023-12-11, when its final assessment is due. */
static const char *
at_its_end(struct work *work)
{
	const char *id = running(work);

	work_day(work, "2023-12-11");
	return id;
}

/* The call takes up rules.yaml with one text in place of another. */
static void
by_other_rules(struct work *work, const char *from, const char *to)
{
	work_again(work, work_rules(work, from, to));
	work_do(work, "adopt_rules", NULL, NULL, NULL);
	work_sit(work, "zhaolei");
	work_do(work, "readopt", "2021", "考核办法调整", NULL);
	work_sit(work, "limin");
}

static struct assessment *
newest(struct work *work, const char *id)
{
	return work_part(work, id, &type_assessment);
}

static struct answer *
checklist(struct work *work, const char *id)
{
	return work_part(work, id, &type_answer);
}

static void
pass_year(struct work *work, const char *id, const char *year)
{
	work_do(work, "assess", id, NULL, "kind=annual", year, "result=passed", "assessor_kind=office", "signed_by=李敏", NULL);
}

/* ---- annual, by the short form */

Test(annual, a_passed_year_makes_its_allowance_due)
{
	WORK(work);
	const char *id = running(&work);
	const struct assessment *assessment;
	const struct obligation *allowance;
	const struct project *project;

	work_do(&work, "assess", id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=office", "signed_by=李敏", "opinion=按期完成任务", NULL);
	assessment = newest(&work, id);
	cr_assert_str_eq(assessment->result, "passed");
	cr_assert_eq(assessment->assessed_on, work_date("2021-12-20"));
	cr_assert_str_eq(assessment->grade, "", "the short form has no grade");
	cr_assert_str_eq(assessment->points, "");
	allowance = funded_obligation(&work, id, "leader_allowance", 1);
	cr_assert(allowance);
	cr_assert_eq(allowance->amount, 20000 * yuan);
	cr_assert_eq(allowance->year, 2021);
	cr_assert_str_eq(allowance->trigger, record_id(assessment, &work.arena));
	project = work_project(&work, id);
	cr_assert_eq(project->assessed_year, 2021);
	cr_assert_eq(project->leader_due, 20000 * yuan);
	cr_assert_str_eq(project->deadline_of, "annual");
	cr_assert_eq(project->deadline, work_date("2022-12-31"), "the next one is due at the end of the next year");
	cr_assert_str_eq(work_entry(&work)->act, "assess");
	cr_assert_eq(work.result.verdicts.count, 1);
	cr_assert_str_eq(work.result.verdicts.items[0].because.zh, "2021 年度考核通过，李敏签");
	cr_assert_str_eq(work.result.verdicts.items[0].clause, "八(二)");
}

Test(annual, a_failed_year_orders_nothing_by_itself)
{
	WORK(work);
	const char *id = running(&work);

	work_do(&work, "assess", id, NULL, "kind=annual", "year=2021", "result=不合格", "assessor_kind=experts", "signed_by=李敏", "problems=台账缺失", NULL);
	cr_assert_str_eq(newest(&work, id)->result, "failed");
	cr_assert_str_eq(work.result.stage, "running");
	cr_assert_null(work_part(&work, id, &type_order), "rectification is an order of its own");
	cr_assert_eq(work.result.verdicts.items[0].result, VERDICT_FAIL);
	cr_assert_str_eq(work.result.verdicts.items[0].cure.zh, "责令整改");
	cr_assert_eq(work_project(&work, id)->leader_due, 0);
	cr_assert_eq(work_project(&work, id)->assessed_year, 2021);
}

Test(annual, a_year_that_was_never_assessed_brings_nothing)
{
	WORK(work);
	const char *id = running(&work);

	work_day(&work, "2022-12-20");
	pass_year(&work, id, "year=2022");
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan);
	work_day(&work, "2023-01-10");
	pass_year(&work, id, "year=2021");
	cr_assert_eq(work_project(&work, id)->leader_due, 40000 * yuan, "late is not never");
	cr_assert_eq(work_project(&work, id)->assessed_year, 2022, "the last year assessed stays the last");
}

Test(annual, is_made_once_for_a_year_of_the_cycle_at_its_end)
{
	WORK(work);
	const char *id = running(&work);
	static const char *const rest[] = {"result=passed", "assessor_kind=office", "signed_by=李敏"};

	work_refused(&work, ERR_INPUT, SAY("2020 lies outside the cycle of '%s', 2021 to 2023 (七)", id), "assess", id, NULL, "kind=annual", "year=2020",
		rest[0], rest[1], rest[2], NULL);
	work_refused(&work, ERR_INPUT, SAY("2024 lies outside the cycle of '%s', 2021 to 2023 (七)", id), "assess", id, NULL, "kind=annual", "year=2024",
		rest[0], rest[1], rest[2], NULL);
	work_refused(&work, ERR_INPUT, "the annual assessment of 2022 is made at the end of the year, from 2022-12-01 on (八(二))", "assess", id, NULL,
		"kind=annual", "year=2022", rest[0], rest[1], rest[2], NULL);
	pass_year(&work, id, "year=2021");
	work_refused(&work, ERR_STAGE, SAY("'%s' has its annual assessment of 2021 already: '%s' (八(二))", id, record_id(newest(&work, id), &work.arena)),
		"assess", id, NULL, "kind=annual", "year=2021", rest[0], rest[1], rest[2], NULL);
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan, "and no second allowance");
}

Test(annual, says_its_result_and_who_made_it)
{
	WORK(work);
	const char *id = running(&work);
	const char *unit = work_project(&work, id)->unit.name, *uscc = work_project(&work, id)->unit.uscc;
	static const char itself[] = "the unit does not assess itself (八(二)): name experts, a third party or the office";

	work_refused(&work, ERR_INPUT, "say whether the year passed or failed", "assess", id, NULL, "kind=annual", "year=2021", "assessor_kind=office",
		"signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, itself, "assess", id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=unit", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, itself, "assess", id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=third_party",
		SAY("assessor= %s", unit), "qualification=资质", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, itself, "assess", id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=third_party",
		SAY("assessor=%s", uscc), "qualification=资质", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, "a third party is named, with the qualification that makes it one (八(二))", "assess", id, NULL, "kind=annual", "year=2021",
		"result=passed", "assessor_kind=third_party", "assessor=上海评估事务所", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, "the unit's own assessment (八(一)) is recorded by itself and decides nothing: 'The unit's own assessment'", "assess", id,
		NULL, "kind=unit", "year=2021", "result=passed", "assessor_kind=office", "signed_by=李敏", NULL);
	work_do(&work, "assess", id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=third_party", "assessor=上海评估事务所",
		"qualification=沪评 2021-17", "signed_by=李敏", NULL);
}

Test(annual, has_no_checklist_by_the_short_form)
{
	WORK(work);
	const char *id = running(&work);

	work_refused(&work, ERR_STAGE, SAY("by its rules '%s' is assessed each year by the short form, without a checklist: 'Assess'", id), "answer", id, NULL,
		"kind=annual", "year=2021", "assessor=王工", "equipment=5", NULL);
}

/* ---- checklists */

Test(checklist, unfinished_is_unfinished_and_goes_on_where_it_stopped)
{
	WORK(work);
	const char *id = at_its_end(&work);

	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", "site=1", "equipment=4", "duties=是", "papers=8",
		"equipment_evidence=设备清单 12 台", NULL);
	cr_assert_str_eq(checklist(&work, id)->state, "unfinished");
	cr_assert_str_eq(checklist(&work, id)->total_shown, "25.00/30");
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor= 王工", "matching=0", "accounts=no", "irregular_spending=3", "took_part=4",
		"benefit=8", "apprentices=9", "highly_skilled=2", "exchange=4", "responsibility=5", NULL);
	cr_assert_str_eq(checklist(&work, id)->total_shown, "79.00/95", "25 and 20 and 12 and 16 and 9, less 3 of penalty");
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", "cooperation=3", "irregular_spending=0", NULL);
	cr_assert_str_eq(checklist(&work, id)->state, "done");
	cr_assert_eq(checklist(&work, id)->total, 8500);
	cr_assert_str_eq(checklist(&work, id)->total_shown, "85.00");
	cr_assert_str_eq(extra_get(checklist(&work, id), "equipment_evidence"), "设备清单 12 台", "what nobody spoke of stays");
	cr_assert_eq(checklist(&work, id)->head.number, 1, "one assessor has one checklist");
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", "cooperation=", NULL);
	cr_assert_str_eq(checklist(&work, id)->state, "unfinished", "what is taken back is not answered");
}

Test(checklist, points_above_the_full_marks_are_refused_by_item_clause_and_figure)
{
	WORK(work);
	const char *id = at_its_end(&work);
	const struct assessment *final;

	work_refused(&work, ERR_INPUT, "八(二)4 'spread results, solved problems, benefit': 11 is over 10: not more than the full marks", "answer", id, NULL,
		"kind=final", "year=2023", "assessor=王工", "benefit=11", NULL);
	cr_assert_eq(work.result.faults.count, 1);
	cr_assert_str_eq(work.result.faults.items[0].field, "benefit");
	work_refused(&work, ERR_INPUT, "the unit does not assess itself (八(二)): name experts, a third party or the office", "answer", id, NULL, "kind=final",
		"year=2023", SAY("assessor=%s", work_project(&work, id)->unit.name), "benefit=9", NULL);
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, NULL);
	work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=site_visit documents", "signed_by=李敏", NULL);
	final = newest(&work, id);
	work_refused(&work, ERR_STAGE, SAY("the final assessment of 2023 of '%s' is concluded: '%s'", id, record_id(final, &work.arena)), "answer", id, NULL,
		"kind=final", "year=2023", "assessor=王工", "benefit=1", NULL);
}

/* ---- final */

Test(final, averages_its_finished_checklists_and_gives_the_grade)
{
	WORK(work);
	const char *id = at_its_end(&work);
	const struct assessment *final;

	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, NULL);
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=赵工", FULL, "irregular_spending=9", NULL);
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=钱工", FULL, "site=zero", "apprentices=2/1", NULL);
	work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=third_party", "assessor=上海评估事务所", "qualification=沪评 2021-17",
		"methods=site_visit documents meeting", "signed_by=李敏", NULL);
	final = newest(&work, id);
	cr_assert_eq(final->answers, 3);
	cr_assert_str_eq(final->points, "90.33", "of 100, 91 and 80");
	cr_assert_str_eq(final->grade, "excellent");
	cr_assert_str_eq(final->result, "passed");
	cr_assert_str_eq(work_project(&work, id)->final_grade, "excellent");
	cr_assert_eq(work_project(&work, id)->assessed_year, 2023);
	cr_assert_str_eq(work.result.verdicts.items[0].because.en, "90.33 points: excellent from 90 on");
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan, "it counts as the last year's");
	cr_assert_str_eq(work_project(&work, id)->deadline_of, "");
	cr_assert_str_eq(work.result.stage, "running");
}

Test(final, a_failed_one_orders_nothing_by_itself)
{
	WORK(work);
	const char *id = at_its_end(&work);

	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, "site=zero", "papers=0", "accounts=zero", "benefit=0", "apprentices=0",
		NULL);
	work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	cr_assert_str_eq(newest(&work, id)->points, "50.00");
	cr_assert_str_eq(newest(&work, id)->grade, "fail");
	cr_assert_str_eq(newest(&work, id)->result, "failed");
	cr_assert_str_eq(work.result.verdicts.items[0].cure.en, "order rectification");
	cr_assert_null(work_part(&work, id, &type_order));
	cr_assert_eq(work_project(&work, id)->leader_due, 0);
}

Test(final, waits_for_the_last_year_for_a_checklist_and_for_its_methods)
{
	WORK(work);
	const char *id = at_its_end(&work);

	work_refused(&work, ERR_INPUT, SAY("the final assessment of '%s' is of 2023, the last year of its cycle, or later (八(二))", id), "assess", id, NULL,
		"kind=final", "year=2022", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, "2024 has not begun", "assess", id, NULL, "kind=final", "year=2024", "assessor_kind=experts", "methods=documents",
		"signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, "by its rules a final assessment is not made by 'office' (八(二))", "assess", id, NULL, "kind=final", "year=2023",
		"assessor_kind=office", "methods=documents", "signed_by=李敏", NULL);
	work_refused(&work, ERR_INPUT, "a final assessment says how it was made: site visit, documents, questionnaire, meeting (八(二))", "assess", id, NULL,
		"kind=final", "year=2023", "assessor_kind=experts", "signed_by=李敏", NULL);
	work_refused(&work, ERR_STAGE, "no checklist of the final assessment of 2023 is finished: fill one in first (八(二)1–6)", "assess", id, NULL, "kind=final",
		"year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, NULL);
	work_refused(&work, ERR_INPUT, "the result follows from the points of the checklists: leave it empty", "assess", id, NULL, "kind=final", "year=2023",
		"result=failed", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=赵工", "site=0", NULL);
	work_refused(&work, ERR_STAGE, "the checklist of '赵工' is unfinished, which is never 0: finish it, or say why it is left out", "assess", id,
		NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "left_out=赵工因病未完成", "signed_by=李敏",
		NULL);
	cr_assert_str_eq(newest(&work, id)->points, "100.00", "the unfinished one is left out, and no 0");
	work_refused(&work, ERR_STAGE, SAY("'%s' has its final assessment of 2023 already: '%s' (八(二))", id, record_id(newest(&work, id), &work.arena)), "assess",
		id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
}

Test(final, the_share_of_the_best_grade_is_of_the_years_projects)
{
	WORK(work);
	const char *first, *second;

	by_other_rules(&work, "top_share: 100", "top_share: 50");
	first = funded_bring(&work, STAGE_running, "2021-11-15");
	second = funded_bring(&work, STAGE_running, "2021-11-15");
	work_day(&work, "2023-12-11");
	for (int i = 0; i < 2; i++) {
		const char *id = i ? second : first;
		work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, NULL);
		work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	}
	cr_assert_str_eq(newest(&work, first)->grade, "excellent", "one of two is 50 percent");
	cr_assert_str_eq(newest(&work, second)->grade, "good");
	cr_assert_str_eq(work.result.verdicts.items[0].because.en,
		"100.00 points reach excellent (from 90 on), but 1 of the year's 2 projects have it and one more would go over 50 percent: good");
	cr_assert_str_eq(newest(&work, second)->result, "passed");
}

/* ---- by elements each year, or not at all: rules only */

Test(annual, may_be_scored_by_elements)
{
	WORK(work);
	const char *id;

	by_other_rules(&work, "annual: {origin: office, form: short,", "annual: {origin: office, form: elements,");
	id = running(&work);
	work_do(&work, "answer", id, NULL, "kind=annual", "year=2021", "assessor=王工", FULL, "cooperation=0", NULL);
	work_do(&work, "assess", id, NULL, "kind=annual", "year=2021", "assessor_kind=office", "signed_by=李敏", NULL);
	cr_assert_str_eq(newest(&work, id)->points, "95.00");
	cr_assert_str_eq(newest(&work, id)->result, "passed");
	cr_assert_str_eq(work_project(&work, id)->final_grade, "", "a year's grade is not the final one");
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan);
}

/* ---- the unit's own */

Test(unit_assessment, is_recorded_as_often_as_it_is_made_and_moves_no_money)
{
	WORK(work);
	const char *id = running(&work);
	const struct assessment *own;

	work_sit(&work, "ck-zjj");
	work_do(&work, "unit_assess", id, NULL, "year=2021", "result=passed", "signed_by=仇志强", "opinion=完成全年目标", NULL);
	work_do(&work, "unit_assess", id, NULL, "year=2021", "result=failed", "signed_by=仇志强", NULL);
	own = newest(&work, id);
	cr_assert_str_eq(own->kind, "unit");
	cr_assert_str_eq(own->assessor, work_project(&work, id)->unit.name);
	cr_assert_eq(work_project(&work, id)->leader_due, 0);
	cr_assert_eq(work_project(&work, id)->assessed_year, INT64_MIN);
	work_refused(&work, ERR_INPUT, "2022 has not begun", "unit_assess", id, NULL, "year=2022", "result=passed", "signed_by=仇志强", NULL);
	work_refused(&work, ERR_INPUT, SAY("2020 lies outside the cycle of '%s', 2021 to 2023 (七)", id), "unit_assess", id, NULL, "year=2020", "result=passed",
		"signed_by=仇志强", NULL);
	work_sit(&work, "ck-xj");
	cr_assert_eq(work_try(&work, "unit_assess", id, NULL, "year=2021", "result=passed", "signed_by=仇志强", NULL), -1, "not another town's");
}

/* ---- who and when */

Test(assessments, are_the_offices_and_of_the_funded_years)
{
	WORK(work);
	const char *id = running(&work);
	static const uint32_t funded = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(completed);

	work_roles(&work, "assess", ROLE(office), id, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=office", "signed_by=李敏", NULL);
	work_roles(&work, "answer", ROLE(office), id, NULL, "kind=final", "year=2023", "assessor=王工", NULL);
	work_roles(&work, "unit_assess", ROLE(office) | ROLE(window) | ROLE(reviewer), id, NULL, "year=2021", "result=passed", "signed_by=王", NULL);
	work_sit(&work, "limin");
	work_stages(&work, "assess", funded, NULL, "kind=annual", "year=2021", "result=passed", "assessor_kind=office", "signed_by=李敏", NULL);
	work_stages(&work, "answer", funded, NULL, "kind=final", "year=2023", "assessor=王工", NULL);
	work_stages(&work, "unit_assess", funded | STAGE_SET(suspended), NULL, "year=2021", "result=passed", "signed_by=王", NULL);
}

/* ---- follow-on */

Test(follow_on, takes_the_predecessors_grade_from_its_final_assessment)
{
	WORK(work);
	const char *id = at_its_end(&work), *next;
	const struct project *project = work_project(&work, id);
	struct verdicts verdicts;
	const struct verdict *grade;
	bool stored;

	work_do(&work, "answer", id, NULL, "kind=final", "year=2023", "assessor=王工", FULL, "site=zero", "papers=0", NULL);
	work_do(&work, "assess", id, NULL, "kind=final", "year=2023", "assessor_kind=experts", "methods=documents", "signed_by=李敏", NULL);
	cr_assert_str_eq(newest(&work, id)->grade, "good");
	work_day(&work, "2024-03-01");
	work_do(&work, "open_call", NULL, NULL, "year=2024", "quota=3", "opens=2024-02-01", "closes=2024-04-01", NULL);
	next = work_do(&work, "intake", NULL, NULL, "project.call=2024", "project.track=follow_on", SAY("project.reviewer=%s", project->reviewer),
		SAY("unit.name=%s", project->unit.name), SAY("unit.uscc=%s", project->unit.uscc), SAY("leader.name=%s", project->leader.name),
		SAY("leader.resident_id=%s", project->leader.resident_id), SAY("project.predecessor=%s", id), "project.predecessor_grade=pass", NULL);
	cr_assert_eq(desk_check(work.desk, next, &work.arena, &verdicts, &stored, &work.err), 0, "%s", work.err.message);
	grade = verdicts_get(&verdicts, "previous_grade");
	cr_assert(grade);
	cr_assert_eq(grade->result, VERDICT_PASS, "%s", grade->because.en);
}
