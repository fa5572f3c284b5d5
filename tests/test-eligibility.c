#include <config.h>

#include "rules/eligibility.h"

#include <criterion/criterion.h>
#include <string.h>

#include "record/stages.h"
#include "scene.h"

static struct verdict
verdict_of(struct scene *scene, const char *id)
{
	struct verdicts verdicts = eligibility_check(&scene->input, &scene->arena);
	const struct verdict *verdict = verdicts_get(&verdicts, id);
	cr_assert(verdict, "no condition %s", id);
	return *verdict;
}

static void
cr_verdict(struct scene *scene, const char *id, const char *clause, enum verdict_result result)
{
	struct verdict verdict = verdict_of(scene, id);
	cr_assert_str_eq(verdict.clause, clause);
	cr_assert_eq(verdict.result, result, "%s: %s (%s)", id, verdict_word(verdict.result), verdict.because.en);
	cr_assert(*verdict.because.zh && *verdict.because.en, "%s says nothing", id);
	cr_assert_not(strchr(verdict.because.zh, '{') || strchr(verdict.because.en, '{'));
	cr_assert_not(strchr(verdict.cure.zh, '{') || strchr(verdict.cure.en, '{'));
}

static void
cr_says(struct scene *scene, const char *id, const char *zh, const char *en)
{
	struct verdict verdict = verdict_of(scene, id);
	cr_assert_str_eq(verdict.because.zh, zh);
	cr_assert_str_eq(verdict.because.en, en);
}

static const char *
fact(struct scene *scene, const char *id, const char *name)
{
	struct verdict verdict = verdict_of(scene, id);
	for (size_t i = 0; i < verdict.fact_count; i++)
		if (strcmp(verdict.facts[i].name, name) == 0)
			return verdict.facts[i].value;
	return NULL;
}

/* Its condition is open until somebody attests it, then passes or fails; the newest answer counts. */
static void
cr_attested(const char *track, const char *id, const char *clause)
{
	SCENE(scene);
	scene_start_good(&scene, track);
	cr_assert(verdict_of(&scene, id).attested);
	cr_verdict(&scene, id, clause, VERDICT_OPEN);
	scene_attest(&scene, id, "missing", "");
	cr_verdict(&scene, id, clause, VERDICT_OPEN);
	scene_attest(&scene, id, "not_met", "查无制度文件");
	cr_verdict(&scene, id, clause, VERDICT_FAIL);
	cr_says(&scene, id, "经核验不符合：查无制度文件", "found not met: 查无制度文件");
	scene_attest(&scene, id, "met", "已见文件");
	cr_verdict(&scene, id, clause, VERDICT_PASS);
}

/* ---- the clauses */

Test(eligibility, clause_1_district_unit_is_attested_with_the_region_as_a_hint)
{
	cr_attested("new", "district_unit", "一");
	SCENE(scene);
	scene_start_good(&scene, "new");
	cr_says(&scene, "district_unit", "待核验", "nobody has looked at it yet");
	scene_set(&scene, "unit.uscc", "91350100M000100Y43");
	cr_says(&scene, "district_unit", "待核验；统一社会信用代码的区划为 350100，不是 310118",
	        "nobody has looked at it yet; the region of the USCC is 350100, not 310118");
	cr_assert_str_eq(fact(&scene, "district_unit", "region"), "350100");
}

Test(eligibility, clause_3_1_1_front_line_post_is_attested)
{
	cr_attested("new", "front_line_post", "三(一)1");
}

Test(eligibility, clause_3_1_1_any_one_of_three_is_enough)
{
	static const char *const ways[] = {"key_technology", "spreads_techniques", "passes_on_skills"};
	for (int i = 0; i < 3; i++) {
		SCENE(scene);
		scene_start_good(&scene, "new");
		cr_verdict(&scene, "leader_merit", "三(一)1", VERDICT_OPEN);
		scene_attest(&scene, ways[(i + 1) % 3], "not_met", "无");
		cr_verdict(&scene, "leader_merit", "三(一)1", VERDICT_OPEN);
		scene_attest(&scene, ways[i], "met", "攻关记录");
		cr_verdict(&scene, "leader_merit", "三(一)1", VERDICT_PASS);
		cr_assert(verdict_of(&scene, ways[i]).part);
		cr_assert_not(verdict_of(&scene, "leader_merit").attested);
		cr_assert_str_eq(fact(&scene, "leader_merit", ways[i]), "pass");
	}
}

Test(eligibility, clause_3_1_1_fails_when_none_of_three_is_met)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_attest(&scene, "key_technology", "not_met", "无");
	scene_attest(&scene, "spreads_techniques", "not_met", "无");
	scene_attest(&scene, "passes_on_skills", "not_met", "无");
	cr_verdict(&scene, "leader_merit", "三(一)1", VERDICT_FAIL);
}

Test(eligibility, clause_3_1_2_technician_or_above)
{
	static const char *const enough[] = {"技师", "高级技师", "特级技师", "首席技师", "二级/技师", "一级"};
	static const char *const below[] = {"高级工", "三级/高级工", "学徒工", ""};
	SCENE(scene);
	scene_start_good(&scene, "new");
	for (int i = 0; i < 6; i++) {
		scene_set(&scene, "leader.level", enough[i]);
		cr_verdict(&scene, "technician_level", "三(一)2", VERDICT_PASS);
	}
	for (int i = 0; i < 4; i++) {
		scene_set(&scene, "leader.level", below[i]);
		cr_verdict(&scene, "technician_level", "三(一)2", VERDICT_FAIL);
	}
}

Test(eligibility, clause_3_1_2_no_standard_and_trade_recognition_is_as_valid)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "leader.level", "");
	scene_set(&scene, "leader.no_national_standard", "是");
	cr_verdict(&scene, "technician_level", "三(一)2", VERDICT_FAIL);
	scene_set(&scene, "leader.trade_recognised", "上海市工艺美术行业协会认定");
	cr_verdict(&scene, "technician_level", "三(一)2", VERDICT_PASS);
	cr_says(&scene, "technician_level", "职业尚无国家职业标准：是；已填写行业内水平认定",
	        "no national standard for the occupation: yes; recognition within the trade: given");
	scene_set(&scene, "leader.no_national_standard", "否");
	cr_verdict(&scene, "technician_level", "三(一)2", VERDICT_FAIL);
}

Test(eligibility, clause_3_2_publicity_in_the_unit_is_over_before_submission)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	cr_verdict(&scene, "internal_publicity", "三(二)", VERDICT_PASS);
	scene_set(&scene, "publicity_to", "2021-03-30");
	cr_verdict(&scene, "internal_publicity", "三(二)", VERDICT_PASS);
	scene_set(&scene, "publicity_to", "2021-03-31");
	cr_verdict(&scene, "internal_publicity", "三(二)", VERDICT_FAIL);
	scene_set(&scene, "publicity_to", "2021-01-31");
	cr_verdict(&scene, "internal_publicity", "三(二)", VERDICT_FAIL);
	scene_set(&scene, "publicity_to", "");
	cr_verdict(&scene, "internal_publicity", "三(二)", VERDICT_FAIL);
	cr_says(&scene, "internal_publicity", "内部公示的起止日期未填全", "publicity in the unit: first and last day are not both given");
}

Test(eligibility, clause_3_2_acceptance_is_attested)
{
	cr_attested("new", "accepted_by_workers", "三(二)");
}

Test(eligibility, clause_5_1_end_matching_exactly_at_the_standard_passes)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	cr_verdict(&scene, "matching_committed", "五(一)末", VERDICT_PASS);
	scene_set(&scene, "matching_committed", "99999.99");
	cr_verdict(&scene, "matching_committed", "五(一)末", VERDICT_FAIL);
	cr_assert_str_eq(fact(&scene, "matching_committed", "short"), "0.01");
	scene_set(&scene, "matching_committed", "");
	cr_verdict(&scene, "matching_committed", "五(一)末", VERDICT_FAIL);
}

Test(eligibility, clause_5_1_end_tells_the_figures_and_the_cure)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "matching_committed", "50000");
	cr_says(&scene, "matching_committed", "配套经费 50,000.00 元，低于 100,000.00 元，差 50,000.00 元",
	        "matching funds 50,000.00 are below 100,000.00, short by 50,000.00");
	cr_assert_str_eq(verdict_of(&scene, "matching_committed").cure.zh, "再增加 50,000.00 元");
	cr_assert_str_eq(verdict_of(&scene, "matching_committed").cure.en, "add 50,000.00");
	cr_assert_str_eq(fact(&scene, "matching_committed", "matching_committed"), "50,000.00");
	cr_assert_str_eq(fact(&scene, "matching_committed", "limit"), "100,000.00");
}

Test(eligibility, clause_5_1_3_a_follow_on_of_a_follow_on_fails)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	cr_verdict(&scene, "follow_on_once", "五(一)3", VERDICT_PASS);
	struct project *predecessor = record_new(&type_project, &scene.arena);
	predecessor->track = "new";
	scene.input.predecessor = predecessor;
	cr_verdict(&scene, "follow_on_once", "五(一)3", VERDICT_PASS);
	predecessor->track = "follow_on";
	cr_verdict(&scene, "follow_on_once", "五(一)3", VERDICT_FAIL);
}

Test(eligibility, clause_6_1_nature_of_the_unit)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "unit.nature", "职业院校");
	cr_verdict(&scene, "unit_nature", "六(一)", VERDICT_PASS);
	scene_set(&scene, "unit.nature", "社会培训机构");
	cr_verdict(&scene, "unit_nature", "六(一)", VERDICT_PASS);
	scene_set(&scene, "unit.nature", "机关");
	cr_verdict(&scene, "unit_nature", "六(一)", VERDICT_FAIL);
	cr_says(&scene, "unit_nature", "单位性质为机关，不属于：企业、职业院校、社会培训机构",
	        "nature of the unit: government body, none of: enterprise, vocational college, training institution");
	scene_set(&scene, "unit.nature", "");
	cr_verdict(&scene, "unit_nature", "六(一)", VERDICT_FAIL);
}

Test(eligibility, clause_6_1_1_system_is_attested)
{
	cr_attested("new", "unit_system", "六(一)1");
}

Test(eligibility, clause_6_1_2_studio_or_team_is_attested)
{
	cr_attested("follow_on", "studio_or_team", "六(一)2");
}

Test(eligibility, clause_6_1_2_awards_are_a_preference_and_never_decide)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	cr_verdict(&scene, "awards_or_benefit", "六(一)2", VERDICT_OPEN);
	scene_attest(&scene, "awards_or_benefit", "not_met", "无");
	cr_verdict(&scene, "awards_or_benefit", "六(一)2", VERDICT_FAIL);
	struct verdicts verdicts = eligibility_check(&scene.input, &scene.arena);
	cr_assert_eq(verdicts_whole(&verdicts), VERDICT_OPEN);
	scene_set(&scene, "award", "上海市五一劳动奖章");
	cr_verdict(&scene, "awards_or_benefit", "六(一)2", VERDICT_PASS);
	cr_assert(verdict_of(&scene, "awards_or_benefit").preference);
}

Test(eligibility, clause_6_1_3_treatment_is_attested)
{
	cr_attested("new", "treatment", "六(一)3");
}

Test(eligibility, clause_6_1_3_term_of_appointment_to_the_day)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "leader.appointed_to", "2021-03-31");
	cr_verdict(&scene, "in_term", "六(一)3", VERDICT_PASS);
	cr_assert_str_eq(fact(&scene, "in_term", "warning_ends_before"), "2023-12-31");
	scene_set(&scene, "leader.appointed_to", "2021-03-30");
	cr_verdict(&scene, "in_term", "六(一)3", VERDICT_FAIL);
	cr_says(&scene, "in_term", "聘期已于 2021-03-30 届满，2021-03-31 时不在聘期内", "the term of appointment ended on 2021-03-30, before 2021-03-31");
	scene_set(&scene, "leader.appointed_to", "2023-12-31");
	cr_verdict(&scene, "in_term", "六(一)3", VERDICT_PASS);
	cr_assert_null(fact(&scene, "in_term", "warning_ends_before"));
	scene_set(&scene, "leader.appointed_from", "2021-04-01");
	cr_verdict(&scene, "in_term", "六(一)3", VERDICT_FAIL);
}

Test(eligibility, clause_6_1_3_the_day_of_submission_counts_not_today)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "leader.appointed_to", "2021-03-31");
	scene.project->submitted_on = date_make(2021, 3, 20);
	scene.input.today = date_make(2021, 5, 1);
	cr_verdict(&scene, "in_term", "六(一)3", VERDICT_PASS);
}

Test(eligibility, clause_6_1_4_workforce_is_attested)
{
	cr_attested("new", "skilled_workforce", "六(一)4");
}

Test(eligibility, clause_6_2_1_cycles_by_cohort_and_programme_year)
{
	static const struct {
		int began, call;
		enum verdict_result result;
	} cases[] = {
		{2015, 2021, VERDICT_PASS}, {2016, 2021, VERDICT_PASS}, {2017, 2021, VERDICT_FAIL}, {2018, 2021, VERDICT_FAIL},
		{2017, 2022, VERDICT_PASS}, {2019, 2023, VERDICT_FAIL}, {2019, 2024, VERDICT_PASS}, {2020, 2022, VERDICT_FAIL},
		{2020, 2023, VERDICT_PASS}, {2021, 2023, VERDICT_FAIL}, {2021, 2024, VERDICT_PASS},
	};
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scene.project->predecessor_year = cases[i].began;
		scene.project->year = cases[i].call;
		cr_verdict(&scene, "previous_cycle", "六(二)1", cases[i].result);
	}
	scene.project->predecessor_year = INT64_MIN;
	cr_verdict(&scene, "previous_cycle", "六(二)1", VERDICT_FAIL);
}

Test(eligibility, clause_6_2_1_says_from_when)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	scene_set(&scene, "predecessor_year", "2018");
	cr_says(&scene, "previous_cycle", "原项目 2018 年度，周期 5 年，至 2022 年度届满，2021 年度申报时尚未完整运行",
	        "the predecessor of 2018 runs 5 years to the end of 2022: not complete for a call of 2021");
	cr_assert_str_eq(verdict_of(&scene, "previous_cycle").cure.en, "apply in 2023 or later");
}

Test(eligibility, clause_6_2_1_a_predecessor_in_the_records_counts_before_what_is_written)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	struct project *predecessor = record_new(&type_project, &scene.arena);
	predecessor->year = 2018;
	scene.input.predecessor = predecessor;
	cr_verdict(&scene, "previous_cycle", "六(二)1", VERDICT_FAIL);
}

Test(eligibility, clause_6_2_2_physical_studio_is_attested)
{
	cr_attested("follow_on", "physical_studio", "六(二)2");
}

Test(eligibility, clause_6_2_3_excellent_or_good)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_PASS);
	scene_set(&scene, "predecessor_grade", "良好");
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_PASS);
	scene_set(&scene, "predecessor_grade", "合格");
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_FAIL);
	scene_set(&scene, "predecessor_grade", "");
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_FAIL);
}

Test(eligibility, clause_6_2_3_a_missing_document_is_only_noted)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	scene_set(&scene, "predecessor_document", "");
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_PASS);
	cr_says(&scene, "previous_grade", "原项目期满考核优秀；未填写考核文件号",
	        "the predecessor's final grade is excellent; the document of that assessment is not given");
	scene.input.predecessor_grade = "pass";
	cr_verdict(&scene, "previous_grade", "六(二)3", VERDICT_FAIL);
}

Test(eligibility, clause_6_2_4_next_stage_is_attested)
{
	cr_attested("follow_on", "next_stage", "六(二)4");
}

Test(eligibility, clause_6_2_5_training_thirty_six_months_to_the_day)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	cr_verdict(&scene, "continuing_training", "六(二)5", VERDICT_FAIL);
	scene_set(&scene, "continuing_training", "2018-03-31");
	cr_verdict(&scene, "continuing_training", "六(二)5", VERDICT_PASS);
	scene_set(&scene, "continuing_training", "2018-03-30");
	cr_verdict(&scene, "continuing_training", "六(二)5", VERDICT_FAIL);
	scene_set(&scene, "continuing_training", "2021-04-01");
	cr_verdict(&scene, "continuing_training", "六(二)5", VERDICT_FAIL);
	cr_assert(verdict_of(&scene, "continuing_training").preference);
}

/* ---- the whole */

Test(eligibility, follow_on_has_the_conditions_of_new_and_its_own)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	cr_assert_eq(eligibility_check(&scene.input, &scene.arena).count, 17);
	scene_start_good(&scene, "follow_on");
	cr_assert_eq(eligibility_check(&scene.input, &scene.arena).count, 23);
}

Test(eligibility, open_until_every_counting_question_is_answered)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	struct verdicts verdicts = eligibility_check(&scene.input, &scene.arena);
	cr_assert_eq(verdicts_whole(&verdicts), VERDICT_OPEN);
	cr_assert_eq(verdicts_computed(&verdicts), VERDICT_PASS);
	cr_assert_eq(verdicts_unanswered(&verdicts), 8);
	for (size_t i = 0; i < verdicts.count; i++)
		if (verdicts.items[i].attested && !verdicts.items[i].preference && strcmp(verdicts.items[i].id, "passes_on_skills") != 0)
			scene_attest(&scene, verdicts.items[i].id, "met", "已核");
	verdicts = eligibility_check(&scene.input, &scene.arena);
	cr_assert_eq(verdicts_unanswered(&verdicts), 0);
	cr_assert_eq(verdicts_whole(&verdicts), VERDICT_PASS);
}

Test(eligibility, an_unknown_track_is_one_failed_verdict)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene.project->track = "";
	struct verdicts verdicts = eligibility_check(&scene.input, &scene.arena);
	cr_assert_eq(verdicts.count, 1);
	cr_assert_eq(verdicts_whole(&verdicts), VERDICT_FAIL);
}

Test(eligibility, clause_9_2_the_office_overrides_with_its_reason)
{
	SCENE(scene);
	scene_start_good(&scene, "new");
	scene_set(&scene, "matching_committed", "50000");
	struct override *override = record_new(&type_override, &scene.arena);
	override->condition = "matching_committed";
	override->result = "pass";
	override->reason = "区管企业另有文件";
	scene.overrides[scene.input.override_count++] = override;
	cr_verdict(&scene, "matching_committed", "五(一)末", VERDICT_PASS);
	cr_assert(verdict_of(&scene, "matching_committed").overridden);
	cr_assert_str_eq(fact(&scene, "matching_committed", "computed"), "fail");
	cr_assert_str_eq(fact(&scene, "matching_committed", "reason"), "区管企业另有文件");
}

Test(eligibility, no_verdict_tells_an_identity_number_or_a_phone)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	scene_set(&scene, "leader.resident_id", "11010519491231002X");
	scene_set(&scene, "leader.phone", "13800001234");
	struct verdicts verdicts = eligibility_check(&scene.input, &scene.arena);
	for (size_t i = 0; i < verdicts.count; i++) {
		cr_assert_not(strstr(verdicts.items[i].because.zh, "11010519"));
		for (size_t j = 0; j < verdicts.items[i].fact_count; j++)
			cr_assert_not(strstr(verdicts.items[i].facts[j].value, "11010519") || strstr(verdicts.items[i].facts[j].value, "13800001234"));
	}
}

Test(eligibility, a_field_knows_its_conditions)
{
	SCENE(scene);
	const struct condition *const *found;
	scene_start_good(&scene, "follow_on");
	const struct track *track = rules_track(scene.rules, "follow_on");
	cr_assert_eq(conditions_of_field(track, "leader.trade_recognised", &found, &scene.arena), 1);
	cr_assert_str_eq(condition_id(found[0]), "technician_level");
	cr_assert_eq(conditions_of_field(track, "predecessor_year", &found, &scene.arena), 1);
	cr_assert_str_eq(condition_clause(found[0]), "六(二)1");
	cr_assert_eq(conditions_of_field(track, "unit.address", &found, &scene.arena), 0);
	conditions_of_field(track, "matching_committed", &found, &scene.arena);
	cr_assert_eq(eligibility_one(&scene.input, found[0], &scene.arena).result, VERDICT_PASS);
	cr_assert_not(condition_attested(found[0]));
	cr_assert_str_eq(condition_label(found[0]).zh, "配套经费不低于标准");
}

Test(eligibility, another_programme_runs_by_its_rules_alone)
{
	SCENE(scene);
	scene_start(&scene, "tests/data/rules-other.yaml", "工作室");
	scene.input.today = date_make(2023, 5, 4);
	scene.project->year = 2023;
	cr_assert_str_eq(rules_track(scene.rules, "studio")->id_prefix, "NBW");
	cr_assert_not(rules_track(scene.rules, "studio")->stages & STAGE_SET(submitted));
	cr_assert_not(rules_track(scene.rules, "studio")->leader_paid);
	scene_set(&scene, "unit.staff_count", "50");
	scene_set(&scene, "studio_area", "201");
	scene_set(&scene, "unit.nature", "企业");
	scene_set(&scene, "unit.industry", "制造业");
	scene_set(&scene, "leader.resident_id", "11010519491231002X");
	extra_set(scene.project, "titles", "2", &scene.arena);
	cr_verdict(&scene, "enough_staff", "第五条", VERDICT_PASS);
	cr_verdict(&scene, "small_studio", "第五条", VERDICT_FAIL);
	cr_says(&scene, "small_studio", "工作室面积 201，超过 200，多 1", "studio area 201 are above 200, over by 1");
	cr_verdict(&scene, "of_working_age", "第六条", VERDICT_FAIL);
	cr_says(&scene, "of_working_age", "2023-05-04 时年龄 73 岁，超过 60 岁", "aged 73 on 2023-05-04, over 60");
	cr_verdict(&scene, "not_a_school", "第五条", VERDICT_PASS);
	cr_verdict(&scene, "district_talent", "office", VERDICT_PASS);
	cr_verdict(&scene, "industry_named", "第五条", VERDICT_PASS);
	cr_verdict(&scene, "looked_at", "第七条", VERDICT_OPEN);
	cr_assert_str_eq(verdict_of(&scene, "looked_at").cure.zh, "预约现场查看");
	scene_set(&scene, "unit.nature", "学校");
	cr_verdict(&scene, "not_a_school", "第五条", VERDICT_FAIL);
}
