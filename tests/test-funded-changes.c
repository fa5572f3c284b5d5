/* Changes of unit and leader, the ends of a project, recommendation, follow-on (六(二)) and bans. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/funded.h"
#include "desk/orderwork.h"
#include "fundedwork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)

static const money_t yuan = 100;
static const char jia[] = "alteration.new_resident_id=11010519491231002X", proof[] = "document=市监登记〔2022〕8号";

static const char *
running(struct work *work)
{
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_assess(work, id, "annual", 2021, "passed", "pass", "2021-12-20");
	funded_pay(work, id, "2021-12-25");
	work_day(work, "2022-06-01");
	return id;
}

static struct alteration *
newest(struct work *work, const char *id)
{
	return work_part(work, id, &type_alteration);
}

/* ---- change */

Test(change, renames_the_unit_and_papers_keep_the_name_of_their_time)
{
	WORK(work);
	const char *id = running(&work), *before = work_project(&work, id)->unit.name;
	const struct project *project;

	work_do(&work, "change", id, NULL, "kind=unit_renamed", "happened_on=2022-05-10", "new_name=上海青瀚智能装备有限公司", proof, NULL);
	project = work_project(&work, id);
	cr_assert_str_eq(project->unit.name, "上海青瀚智能装备有限公司");
	cr_assert_str_eq(newest(&work, id)->old_name, before);
	cr_assert_eq(store_begin(work.desk->store, NULL), 0);
	cr_assert_str_eq(unit_name_on(work.desk, project, work_date("2022-05-09"), &work.arena), before);
	cr_assert_str_eq(unit_name_on(work.desk, project, work_date("2022-05-10"), &work.arena), "上海青瀚智能装备有限公司");
	store_end(work.desk->store);
	cr_assert_eq(project->leader_due, 20000 * yuan, "money stays as it was");
	cr_assert(strstr(newest(&work, id)->effect_en, "due to the unit: 100,000.00, unchanged"), "%s", newest(&work, id)->effect_en);
	cr_assert(strstr(newest(&work, id)->effect_zh, "单位应拨合计：100,000.00，不变"), "%s", newest(&work, id)->effect_zh);
}

Test(change, of_a_name_twice_keeps_each_time_its_name)
{
	WORK(work);
	const char *id = running(&work), *first = work_project(&work, id)->unit.name;
	const struct project *project;

	work_do(&work, "change", id, NULL, "kind=unit_renamed", "happened_on=2022-02-10", "new_name=二号公司", proof, NULL);
	work_do(&work, "change", id, NULL, "kind=unit_renamed", "happened_on=2022-05-10", "new_name=三号公司", proof, NULL);
	project = work_project(&work, id);
	cr_assert_eq(store_begin(work.desk->store, NULL), 0);
	cr_assert_str_eq(unit_name_on(work.desk, project, work_date("2022-01-31"), &work.arena), first);
	cr_assert_str_eq(unit_name_on(work.desk, project, work_date("2022-03-01"), &work.arena), "二号公司");
	cr_assert_str_eq(unit_name_on(work.desk, project, work_date("2022-06-01"), &work.arena), "三号公司");
	store_end(work.desk->store);
}

Test(change, needs_proof_and_what_its_kind_says)
{
	WORK(work);
	const char *id = running(&work);

	cr_assert_eq(work_try(&work, "change", id, NULL, "kind=unit_renamed", "happened_on=2022-05-10", "new_name=新公司", NULL), -1);
	cr_assert_str_eq(work.err.field, "alteration.document");
	work_refused(&work, ERR_INPUT, "this change gives a new name", "change", id, NULL, "kind=unit_renamed", "happened_on=2022-05-10", proof, NULL);
	work_refused(&work, ERR_INPUT, "a merger gives the USCC of the successor", "change", id, NULL, "kind=unit_merged", "happened_on=2022-05-10",
		"new_name=承继公司", proof, NULL);
	work_refused(&work, ERR_INPUT, "a studio that moved has a new address", "change", id, NULL, "kind=studio_moved", "happened_on=2022-05-10", proof,
		NULL);
	work_refused(&work, ERR_INPUT, "a new leader has an identity number", "change", id, NULL, "kind=leader_replaced", "happened_on=2022-05-10",
		"new_name=贾一", proof, NULL);
	work_refused(&work, ERR_INPUT, "'New leader appointed to' 2022-05-09 is before 'New leader appointed from' 2022-05-10", "change", id, NULL, "kind=leader_replaced",
		"happened_on=2022-05-10", "new_name=贾一", jia, "new_occupation=数控车工", "new_from=2022-05-10", "new_to=2022-05-09", proof, NULL);
	work_refused(&work, ERR_INPUT, "the change lies before the award: amend the application", "change", id, NULL, "kind=studio_moved",
		"happened_on=2021-11-14", "new_address=公园路100号", proof, NULL);
	work_refused(&work, ERR_INPUT, "the change lies after today", "change", id, NULL, "kind=studio_moved", "happened_on=2022-06-02",
		"new_address=公园路100号", proof, NULL);
	work_do(&work, "change", id, NULL, "kind=studio_moved", "happened_on=2022-05-10", "new_address=公园路100号", proof, NULL);
	cr_assert_str_eq(work_project(&work, id)->studio_address, "公园路100号");
	work_roles(&work, "change", ROLE(office), id, NULL, "kind=studio_moved", "happened_on=2022-05-10", "new_address=公园路100号", proof, NULL);
}

Test(change, stops_the_allowance_of_a_leader_who_left_and_keeps_passed_years)
{
	WORK(work);
	const char *id = running(&work);
	const struct project *project;

	work_do(&work, "change", id, NULL, "kind=leader_left", "happened_on=2022-05-31", proof, NULL);
	project = work_project(&work, id);
	cr_assert_eq(project->leader_left_on, work_date("2022-05-31"));
	cr_assert_str_eq(project->stage, "running");
	cr_assert_eq(project->leader_due, 20000 * yuan, "2021 was passed before");
	cr_assert(strstr(newest(&work, id)->effect_en, "leader's allowance 2022: not decided yet → stopped"), "%s", newest(&work, id)->effect_en);
	cr_assert(strstr(newest(&work, id)->effect_zh, "带头人技能津贴 2022 年度：待考核 → 停拨"), "%s", newest(&work, id)->effect_zh);
	funded_assess(&work, id, "annual", 2022, "passed", "good", "2022-12-20");
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan, "no allowance for a leader who has left, though the year was passed");
	work_day(&work, "2022-12-21");
	work_refused(&work, ERR_STAGE, SAY("the leader of '%s' is gone already: record who came after", id), "change", id, NULL, "kind=leader_retired",
		"happened_on=2022-12-01", proof, NULL);
}

Test(change, replaces_the_leader_and_the_earlier_name_stays_on_earlier_papers)
{
	WORK(work);
	const char *id = running(&work), *before = work_project(&work, id)->leader.name;
	const struct project *project;

	work_do(&work, "change", id, NULL, "kind=leader_died", "happened_on=2022-03-01", proof, NULL);
	work_do(&work, "change", id, NULL, "kind=leader_replaced", "happened_on=2022-05-10", "new_name=贾一", jia, "new_occupation=数控车工",
		"new_level=technician", "new_from=2022-05-10", "new_to=2025-05-09", proof, NULL);
	project = work_project(&work, id);
	cr_assert_str_eq(project->leader.name, "贾一");
	cr_assert_str_eq(project->leader.sex, "female");
	cr_assert_eq(project->leader.appointed_to, work_date("2025-05-09"));
	cr_assert_neq(project->retires_on, DATE_NONE);
	cr_assert_eq(project->leader_left_on, work_date("2022-03-01"), "the allowance was the earlier leader's");
	cr_assert_eq(store_begin(work.desk->store, NULL), 0);
	cr_assert_str_eq(leader_name_on(work.desk, project, work_date("2022-04-01"), &work.arena), before);
	store_end(work.desk->store);
	work_do(&work, "change", id, NULL, "kind=leader_left", "happened_on=2022-05-20", proof, NULL);
}

Test(change, tells_its_effect_before_anything_is_stored)
{
	WORK(work);
	const char *id = running(&work);
	struct alteration *keyed = record_new(&type_alteration, &work.arena);
	uint64_t before = desk_pulse(work.desk);
	struct words effect;

	cr_assert_eq(desk_change_effect(work.desk, id, keyed, &work.arena, &effect, &work.err), -1);
	keyed->kind = "leader_retired";
	keyed->happened_on = work_date("2022-05-31");
	cr_assert_eq(desk_change_effect(work.desk, id, keyed, &work.arena, &effect, &work.err), 0, "%s", work.err.message);
	cr_assert(strstr(effect.en, "stopped") && strstr(effect.zh, "停拨"), "%s", effect.en);
	cr_assert_eq(desk_pulse(work.desk), before);
	cr_assert_eq(work_project(&work, id)->leader_left_on, DATE_NONE);
}

Test(change, ends_the_project_where_the_rules_say_so)
{
	struct work work __attribute__((cleanup(work_close))) = {0};
	const char *id;

	work_open(&work, NULL, NULL);
	work_again(&work, work_rules(&work, "leader_left: stop_leader_payments", "leader_left: terminate"));
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	work_sit(&work, "zhaolei");
	work_do(&work, "readopt", "2021", "采用新规则", NULL);
	work_sit(&work, "limin");
	id = running(&work);
	work_do(&work, "change", id, NULL, "kind=leader_left", "happened_on=2022-05-31", proof, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "terminated");
	cr_assert_eq(work_project(&work, id)->ended_on, work_date("2022-05-31"));
}

/* ---- suspend, resume, terminate, complete */

Test(suspend, waits_and_resumes_with_a_reason)
{
	WORK(work);
	const char *id = running(&work);

	work_refused(&work, ERR_INPUT, "'Suspend' needs a reason", "suspend", id, NULL, NULL);
	work_do(&work, "suspend", id, "厂区搬迁", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "suspended");
	cr_assert_eq(work_project(&work, id)->deadline, DATE_NONE);
	work_do(&work, "resume", id, "搬迁完成", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "running");
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2022-12-31"), "the next assessment");
	cr_assert_str_eq(work_project(&work, id)->deadline_of, "annual");
	work_stages(&work, "suspend", STAGE_SET(running), "停产", NULL);
	work_stages(&work, "resume", STAGE_SET(suspended), "恢复", NULL);
}

Test(terminate, is_nobodys_fault_and_earned_years_stay)
{
	WORK(work);
	const char *id = running(&work);

	funded_assess(&work, id, "annual", 2022, "passed", "good", "2022-12-20");
	work_day(&work, "2023-02-01");
	work_do(&work, "terminate", id, "单位转产", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "terminated");
	cr_assert_str_eq(work_project(&work, id)->end_reason, "单位转产");
	cr_assert_eq(work_project(&work, id)->leader_due, 40000 * yuan, "2022 was earned before the end");
	cr_assert_eq(work_project(&work, id)->leader_paid, 20000 * yuan);
}

Test(complete, comes_after_the_last_day_and_a_final_assessment)
{
	WORK(work);
	const char *id = running(&work);

	work_day(&work, "2023-12-31");
	work_refused(&work, ERR_STAGE, SAY("the cycle of '%s' runs until 2023-12-31: it is complete the day after (七)", id), "complete", id, NULL, NULL);
	work_day(&work, "2024-01-04");
	work_refused(&work, ERR_STAGE, SAY("'%s' has no final assessment: assess it first (八(二))", id), "complete", id, NULL, NULL);
	funded_assess(&work, id, "final", 2023, "failed", "fail", "2023-12-28");
	work_refused(&work, ERR_STAGE, SAY("the final assessment of '%s' failed: order its rectification first (八(二))", id), "complete", id, NULL, NULL);
}

Test(complete, is_of_no_cycle_that_ends_before_it_starts)
{
	WORK(work);
	const char *id = running(&work);

	funded_cycle(&work, id, "2021-12-25", "2021-12-24");
	work_refused(&work, ERR_INPUT, SAY("the cycle of '%s' would end on 2021-12-24, before it starts", id), "complete", id, NULL, NULL);
}

Test(complete, flags_money_that_is_left)
{
	WORK(work);
	const char *id = running(&work);

	funded_assess(&work, id, "final", 2023, "passed", "good", "2023-12-28");
	work_day(&work, "2024-01-04");
	work_do(&work, "complete", id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "completed");
	cr_assert_eq(work.result.verdicts.count, 1);
	cr_assert_str_eq(work.result.verdicts.items[0].clause, "五(三)3");
	cr_assert_str_eq(work.result.verdicts.items[0].because.en, "100,000.00 yuan of the grant are unspent at the end of the cycle");
	cr_assert_eq(work_project(&work, id)->deadline, DATE_NONE);
}

/* ---- recommend_to_city */

Test(recommendation, has_a_rank_and_later_its_result)
{
	WORK(work);
	const char *id = running(&work), *other = running(&work);
	const struct recommendation *there;

	work_do(&work, "recommend_to_city", id, NULL, "city_call=2022年上海市首席技师", "rank=1", NULL);
	there = work_part(&work, id, &type_recommendation);
	cr_assert_str_eq(there->result, "waiting");
	work_refused(&work, ERR_INPUT, SAY("rank 1 of '2022年上海市首席技师' is that of '%s' already", id), "recommend_to_city", other, NULL,
		"city_call=2022年上海市首席技师", "rank=1", NULL);
	work_refused(&work, ERR_INPUT, "the city's choice rests on a document: give its number (四)", "recommend_to_city", id, NULL,
		"city_call=2022年上海市首席技师", "rank=1", "result=chosen", "amount=100000", NULL);
	work_refused(&work, ERR_INPUT, "only a project that the city chose has an amount of the city (四)", "recommend_to_city", id, NULL,
		"city_call=2022年上海市首席技师", "rank=1", "result=not_chosen", "amount=100000", NULL);
	work_do(&work, "recommend_to_city", id, NULL, "city_call=2022年上海市首席技师", "rank=1", "result=chosen", "amount=100000",
		"document=沪人社〔2022〕30号", NULL);
	there = work_part(&work, id, &type_recommendation);
	cr_assert_str_eq(there->result, "chosen");
	cr_assert_eq(there->amount, 100000 * yuan);
	cr_assert_eq(store_count(work.desk->store, &type_recommendation), 1, "the same call is the same recommendation");
}

/* ---- record_predecessor */

Test(predecessor, older_than_these_records_is_entered_with_its_document)
{
	WORK(work);
	const char *id = work_intake(&work, "project.track=follow_on", NULL);
	const struct verdict *cycle;

	work_refused(&work, ERR_INPUT,
		"a predecessor of 2021 is not older than this application of 2021: its cycle would end before it starts (六(二)1)", "record_predecessor", id,
		NULL, "predecessor_year=2021", "predecessor_grade=good", "predecessor_document=青人社〔2021〕1号", NULL);
	work_do(&work, "record_predecessor", id, NULL, "predecessor_year=2016", "predecessor_grade=good", "predecessor_document=青人社〔2020〕80号", NULL);
	cycle = verdicts_get(&work.result.verdicts, "previous_cycle");
	cr_assert_eq(cycle->result, VERDICT_PASS, "%s", cycle->because.en);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "previous_grade")->result, VERDICT_PASS);
	work_stages(&work, "record_predecessor", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), NULL,
		"predecessor_year=2016", "predecessor_grade=good", "predecessor_document=青人社〔2020〕80号", NULL);
}

/* ---- follow-on */

/* The verdict on a condition of an application as it stands. */
static struct verdict
judged(struct work *work, const char *id, const char *condition)
{
	struct verdicts verdicts;

	cr_assert_eq(desk_check(work->desk, id, &work->arena, &verdicts, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert(verdicts_get(&verdicts, condition), "no %s", condition);
	return *verdicts_get(&verdicts, condition);
}

static void
assert_judged(struct work *work, const char *id, const char *condition, enum verdict_result result, const char *because)
{
	struct verdict verdict = judged(work, id, condition);

	cr_assert_eq(verdict.result, result, "%s", verdict.because.en);
	cr_assert_str_eq(verdict.because.en, because);
}

/* A follow-on application of the call for the year by unit and leader of a predecessor. */
static const char *
follow_on(struct work *work, const char *call, const struct project *predecessor)
{
	struct arena *arena = &work->arena;

	return work_intake(work, arena_printf(arena, "project.call=%s", call), "project.track=follow_on",
		arena_printf(arena, "project.predecessor=%s", predecessor->id), arena_printf(arena, "unit.name=%s", predecessor->unit.name),
		arena_printf(arena, "unit.uscc=%s", predecessor->unit.uscc), arena_printf(arena, "leader.name=%s", predecessor->leader.name),
		arena_printf(arena, "leader.resident_id=%s", predecessor->leader.resident_id), NULL);
}

static void
open_call(struct work *work, int year)
{
	struct arena *arena = &work->arena;

	work_day(work, arena_printf(arena, "%d-02-20", year));
	work_do(work, "open_call", NULL, NULL, arena_printf(arena, "year=%d", year), "quota=12", arena_printf(arena, "opens=%d-03-01", year),
		arena_printf(arena, "closes=%d-04-30", year), arena_printf(arena, "first_review_by=%d-05-31", year), NULL);
	work_day(work, arena_printf(arena, "%d-03-31", year));
}

Test(follow_on, of_2017_is_refused_in_2021_and_allowed_in_2022)
{
	WORK(work);
	const char *id = work_intake(&work, "project.track=follow_on", "project.predecessor_year=2017", "project.predecessor_grade=good",
		"project.predecessor_document=青人社〔2021〕3号", NULL);

	assert_judged(&work, id, "previous_cycle", VERDICT_FAIL, "the predecessor of 2017 runs 5 years to the end of 2021: not complete for a call of 2021");
	cr_assert_str_eq(judged(&work, id, "previous_cycle").cure.en, "apply in 2022 or later");
	cr_assert_str_eq(judged(&work, id, "previous_cycle").clause, "六(二)1");
	open_call(&work, 2022);
	id = work_intake(&work, "project.call=2022", "project.track=follow_on", "project.predecessor_year=2017", "project.predecessor_grade=good",
		"project.predecessor_document=青人社〔2021〕3号", "project.publicity_from=2022-02-07", "project.publicity_to=2022-02-14", NULL);
	assert_judged(&work, id, "previous_cycle", VERDICT_PASS, "the predecessor of 2017 ran its 5 years to the end of 2021");
}

Test(follow_on, uses_the_predecessors_own_grade_whatever_was_typed)
{
	WORK(work);
	const char *old = running(&work), *id;

	funded_assess(&work, old, "final", 2023, "passed", "pass", "2023-12-28");
	work_day(&work, "2024-01-04");
	work_do(&work, "complete", old, NULL, NULL);
	open_call(&work, 2024);
	id = follow_on(&work, "2024", work_project(&work, old));
	work_do(&work, "amend", id, NULL, "project.predecessor_grade=excellent", "project.predecessor_document=自述", NULL);
	cr_assert_eq(judged(&work, id, "previous_grade").result, VERDICT_FAIL, "合格 is not 优良");
	cr_assert_eq(judged(&work, id, "previous_cycle").result, VERDICT_PASS, "2021 to 2023");
}

Test(follow_on, comes_once_for_a_predecessor)
{
	WORK(work);
	const char *old = running(&work), *first, *second, *third;

	funded_assess(&work, old, "final", 2023, "passed", "good", "2023-12-28");
	work_day(&work, "2024-01-04");
	work_do(&work, "complete", old, NULL, NULL);
	open_call(&work, 2024);
	first = follow_on(&work, "2024", work_project(&work, old));
	cr_assert_eq(judged(&work, first, "follow_on_once").result, VERDICT_PASS);
	cr_assert_eq(judged(&work, first, "previous_grade").result, VERDICT_PASS, "good is 优良");
	funded_award(&work, first, STAGE_running, "2024-11-15");
	cr_assert_eq(work_project(&work, first)->unit_due, 100000 * yuan);
	cr_assert_eq(work_project(&work, first)->leader_due, 0, "the leader gets nothing more (五(一)3)");
	open_call(&work, 2025);
	second = follow_on(&work, "2025", work_project(&work, old));
	assert_judged(&work, second, "follow_on_once", VERDICT_FAIL, SAY("'%s' has a follow-on already", old));
	open_call(&work, 2026);
	third = follow_on(&work, "2026", work_project(&work, first));
	cr_assert_eq(judged(&work, third, "follow_on_once").result, VERDICT_FAIL, "nor does a follow-on follow on a follow-on");
}

Test(follow_on, of_a_project_that_ended_early_never_ran_its_cycle)
{
	WORK(work);
	const char *old = running(&work), *id;

	work_do(&work, "terminate", old, "单位转产", NULL);
	open_call(&work, 2024);
	id = follow_on(&work, "2024", work_project(&work, old));
	assert_judged(&work, id, "previous_cycle", VERDICT_FAIL,
		"the predecessor of 2021 was cancelled or terminated on 2022-06-01: it never ran its whole cycle");
}

/* ---- bans */

Test(bans, bar_unit_and_leader_for_the_years_of_the_rules)
{
	struct work work __attribute__((cleanup(work_close))) = {0};
	const char *old, *id;

	work_open(&work, NULL, NULL);
	work_again(&work, work_rules(&work, "years_after: {cancelled: 0, terminated: 0", "years_after: {cancelled: 3, terminated: 2"));
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	old = running(&work);
	work_do(&work, "terminate", old, "单位转产", NULL);
	open_call(&work, 2024);
	id = follow_on(&work, "2024", work_project(&work, old));
	work_sit(&work, "ck-zjj");
	work_refused(&work, ERR_STAGE, "the unit is barred until the end of 2024: a project was terminated in 2022 (office)", "submit", id, NULL, NULL);
	work_sit(&work, "limin");
	open_call(&work, 2025);
	id = follow_on(&work, "2025", work_project(&work, old));
	work_sit(&work, "ck-zjj");
	work_do(&work, "submit", id, NULL, NULL);
}

Test(bans, are_nobodys_by_this_notice)
{
	WORK(work);
	const char *old = running(&work), *id;

	work_do(&work, "terminate", old, "单位转产", NULL);
	open_call(&work, 2023);
	id = follow_on(&work, "2023", work_project(&work, old));
	work_sit(&work, "ck-zjj");
	work_do(&work, "submit", id, NULL, NULL);
}
