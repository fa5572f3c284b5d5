#include <config.h>

#include "rules/rules.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "record/stages.h"
#include "record/types.h"
#include "rules/eligibility.h"
#include "rulestext.h"

static void
cr_refused_in(const char *name, const char *old, const char *new, int column, const char *message)
{
	char *wanted = xasprintf("%d: %s", column, message);

	rulestext_refused(name, old, new, 0, wanted);
	free(wanted);
}

static void
cr_refused(const char *old, const char *new, int column, const char *message)
{
	cr_refused_in("tests/data/rules-other.yaml", old, new, column, message);
}

static void
cr_refused_here(const char *old, const char *new, int column, const char *message)
{
	cr_refused_in("rules.yaml", old, new, column, message);
}

/* ---- what is loaded */

Test(rules, the_programme_loads_without_a_word)
{
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	cr_assert_eq(rules->track_count, 2);
	cr_assert_str_eq(rules->id_prefix, "QP");
	cr_assert_eq(strlen(rules->hash), 64);
	cr_assert_str_eq(rules->office.document, "青人社〔2020〕54号");
	cr_assert_eq(rules->office.in_force_from, date_make(2021, 1, 1));
	cr_assert_eq(rules->office.in_force_to, DATE_NONE);
	cr_assert_eq(rules->target.projects, 60);
	cr_assert_eq(rules->target.to_year, 2025);
	cr_assert_str_eq(rules->target.origin.clause, "四");
	cr_assert_eq(rules->correction.days, 5);
	cr_assert(rules->correction.lapse);
	cr_assert(rules->first_review.needs_open_attested);
	cr_assert_eq(rules->calendar.year_count, 6);
	rules_free(rules);
}

Test(rules, tracks_have_their_checklists_stages_and_payees)
{
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	const struct track *new = rules_track(rules, "new"), *follow_on = rules_track(rules, "follow_on");
	cr_assert(new->leader_paid);
	cr_assert_not(follow_on->leader_paid, "五(一)3");
	cr_assert_str_eq(new->checklist[0].code, "application_form");
	cr_assert(new->checklist[0].original && new->checklist[0].required);
	cr_assert_str_eq(new->checklist[0].origin.clause, "六(三)2");
	cr_assert_str_eq(follow_on->checklist[0].label.zh, "追加资助申请表");
	cr_assert_not(new->checklist[new->checklist_count - 1].required);
	cr_assert(new->stages & STAGE_SET(in_review));
	cr_assert(new->stages & STAGE_SET(returned));
	cr_assert_null(rules_track(rules, "nothing"));
	rules_free(rules);
}

Test(rules, cycles_of_cohorts)
{
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	cr_assert_eq(cycle_years(rules, 2019), 5);
	cr_assert_eq(cycle_years(rules, 2020), 3);
	cr_assert_eq(cycle_last_day(rules, 2021), date_make(2023, 12, 31));
	rules_free(rules);
}

Test(rules, first_reviewers_as_sheets_write_them)
{
	static const char *const spellings[][2] = {
		{"赵巷镇", "310118105"}, {"310118105", "310118105"}, {"青浦区赵巷镇人民政府", "310118105"}, {"香花桥街道", "310118003"},
		{"区商务委", "commerce"}, {"青浦区商务委员会", "commerce"}, {"区国资委", "state_assets"}, {"区人社局", "human_resources"},
		{"区经委", "economy"}, {"区农业农村委", "agriculture"}, {"区农委", "agriculture"}, {"农村委", "agriculture"},
		{"组织部", "organisation"}, {"总工会", "trade_unions"}, {"科委", "science"}, {"青浦工业园区", "industrial_park"},
	};
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const struct code *code = code_find(&rules->codes, "reviewer", spellings[i][0]);
		cr_assert(code, "%s is unknown", spellings[i][0]);
		cr_assert_str_eq(code->code, spellings[i][1]);
	}
	cr_assert_null(code_find(&rules->codes, "reviewer", "朱家角镇政府综合办"));
	rules_free(rules);
}

Test(rules, a_spelling_of_several_asks_back)
{
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	cr_assert(code_find(&rules->codes, "reviewer", "商业委")->ask);
	cr_assert(code_find(&rules->codes, "grade", "优良")->ask);
	cr_assert_null(code_find(&rules->codes, "grade", "优")->ask);
	rules_free(rules);
}

Test(rules, skill_levels_of_both_systems_are_ranked)
{
	static const char *const up[] = {"学徒工", "五级/初级工", "四级", "三级/高级工", "二级/技师", "一级/高级技师", "特级技师", "首席技师"};
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	for (int i = 0; i < 8; i++)
		cr_assert_eq(code_find(&rules->codes, "level", up[i])->rank, i + 1);
	cr_assert_str_eq(code_find(&rules->codes, "track", "追加")->code, "follow_on");
	rules_free(rules);
}

struct seen {
	size_t count, from_clause;
	bool matching, points;
};

static void
look(void *user, const char *path, const char *value, const char *origin)
{
	struct seen *seen = user;
	seen->count++;
	seen->from_clause += strstr(origin, "office") == NULL;
	cr_assert(*path && *origin, "%s has no origin", path);
	seen->matching |= strcmp(path, "conditions.matching_committed.at_least.value") == 0 && strcmp(value, "100000") == 0 &&
	                  strcmp(origin, "office · 五(一)末") == 0;
	seen->points |= strcmp(path, "assessment.elements.hardware.items.site.points") == 0 && strcmp(value, "10") == 0;
}

Test(rules, every_value_tells_its_origin)
{
	struct seen seen = {0};
	struct rules *rules = rulestext_load_of("rules.yaml", NULL, NULL);
	rules_each_value(rules, look, &seen);
	cr_assert_gt(seen.count, 500);
	cr_assert_gt(seen.from_clause, 100);
	cr_assert(seen.matching && seen.points);
	rules_free(rules);
}

/* ---- what is refused */

Test(rules, all_faults_at_once_in_the_order_of_the_file)
{
	char *one = rulestext_of("tests/data/rules-other.yaml", "id_prefix: NB\n", "id_prefix: nb\n");
	char *two = rulestext_with(one, "field: unit.staff_count", "field: unit.staff_cuont");
	char *three = rulestext_with(two, "conditions: [enough_staff", "conditions: [enough_stuff");
	char *text = rulestext_with(three, "days: 3", "days: three");
	cr_assert_str_eq(rulestext_faults(text),
	                 "rules.yaml:4:14: 'nb' is no prefix: 1 to 8 capital letters A to Z\n"
	                 "rules.yaml:29:23: a project has no field 'unit.staff_cuont'\n"
	                 "rules.yaml:65:18: there is no condition 'enough_stuff' under 'conditions'\n"
	                 "rules.yaml:81:36: 'three' is not a whole number\n");
	free(one);
	free(two);
	free(three);
	free(text);
}

Test(rules, an_unknown_key_with_the_nearest_known)
{
	cr_refused("    at_most: {field: studio_area", "    at_mots: {field: studio_area", 5, "unknown key 'at_mots'; 'at_most' is known");
}

Test(rules, a_value_without_clause_or_origin)
{
	cr_refused("    clause: 第七条\n    label: {zh: 现场", "    label: {zh: 现场", 5, "'label' has neither 'clause' nor 'origin: office'");
}

Test(rules, an_origin_that_is_none)
{
	cr_refused("  origin: office\n  form:", "  origin: mayor\n  form:", 11, "'mayor' is none of: office");
}

Test(rules, a_code_that_the_list_has_not)
{
	cr_refused("codes: [school], ", "codes: [college], ", 48, "the list 'nature' has no code 'college'");
}

Test(rules, a_field_that_the_test_cannot_judge)
{
	cr_refused("at_most: {field: studio_area", "at_most: {field: studio_name", 22,
	           "field 'studio_name' is of kind 'text', which this test cannot judge");
}

Test(rules, a_sensitive_value_cannot_be_told)
{
	cr_refused("equals: {field: unit.industry", "equals: {field: leader.phone", 13, "field 'leader.phone' is sensitive: 'equals' would tell its value");
	cr_refused("    attested: {}\nmaterials:", "    attested: {shows: [leader.resident_id]}\nmaterials:", 24,
	           "field 'leader.resident_id' is sensitive and cannot be shown");
}

Test(rules, two_tests_in_one_condition)
{
	cr_refused("    attested: {}\nmaterials:", "    met: enough_staff\n    attested: {}\nmaterials:", 5,
	           "only one test can stand here: 'met' is another besides 'attested'");
}

Test(rules, a_condition_that_stands_later_or_nowhere)
{
	cr_refused("    attested: {}\nmaterials:", "    met: looked_at\nmaterials:", 10, "no condition 'looked_at' stands before this one");
}

Test(rules, parts_that_a_track_leaves_out)
{
	cr_refused_here("    conditions: [district_unit, front_line_post, key_technology, ", "    conditions: [district_unit, front_line_post, ", 17,
	                "condition 'key_technology' is missing here: another one rests on it");
}

Test(rules, a_spelling_of_two_codes)
{
	cr_refused("  - {code: school, zh: 学校, en: school}", "  - {code: school, zh: 企业, en: school}", 5,
	           "'企业' is a spelling of two codes, first on line 17");
}

Test(rules, a_list_of_the_program_itself)
{
	cr_refused("  grade:\n", "  stage: []\n  grade:\n", 3, "the list 'stage' is the program's own");
}

Test(rules, stages_that_are_none_or_need_a_section)
{
	cr_refused("    stages: [candidate", "    stages: [sitting, candidate", 14, "there is no stage 'sitting'");
	cr_refused("    stages: [candidate", "    stages: [void, candidate", 14, "every track has the stage 'void'");
	cr_refused("    stages: [candidate", "    stages: [in_review, candidate", 13, "these stages need the section 'review'");
}

Test(rules, days_of_the_calendar)
{
	cr_refused("off: [01-01..01-02]", "off: [01-01..02-30]", 16, "'01-01..02-30' is no day of 2023 as in '10-01', nor two as in '10-01..10-07'");
	cr_refused("  2023: {", "  20x3: {", 3, "'20x3' is not a year");
}

Test(rules, payments_have_one_amount_and_a_known_fund)
{
	cr_refused("amounts: [{grade: pass, amount: 35000}], due: final_pass", "due: final_pass", 7, "a payment has either 'amount' or 'amounts'");
	cr_refused("fund: skills}", "fund: talents}", 133, "there is no fund 'talents' under 'funds'");
}

Test(rules, a_payment_needs_the_assessment_that_makes_it_due)
{
	cr_refused("due: final_pass", "due: annual_pass", 105, "a payment due at 'annual_pass' needs 'annual' under 'assessment'");
	cr_refused("times: 1, fund", "times: 2, fund", 124, "what is due at 'final_pass' is paid once");
}

Test(rules, amounts_by_grade_need_grades_that_can_be_given)
{
	cr_refused("amounts: [{grade: pass, amount: 35000}], due: final_pass", "amounts: [{grade: pass, amount: 35000}], due: year_end", 68,
	           "a payment due at 'year_end' has no grade to go by");
	cr_refused_here("amount: 20000, due: annual_pass, times: 3", "amounts: [{grade: excellent_or_good, amount: 20000}], due: final_pass, times: 1",
	                125, "no grade band of 'assessment' gives 'excellent_or_good'");
	cr_refused("{grade: pass, amount: 35000}", "{grade: pass, amount: 1}, {grade: pass, amount: 2}", 103, "'pass' stands twice");
	cr_refused_here("amount: 20000, due: annual_pass", "amounts: [{grade: good, amount: 20000}], due: annual_pass", 116,
	                "a payment due at 'annual_pass' has no grade to go by");
}

Test(rules, months_are_those_of_a_year)
{
	cr_refused("times: 1, fund", "times: 1, months: 13, fund", 135, "'13' is not between 1 and 12");
}

Test(rules, criteria_add_up_to_a_hundred_and_ties_end_with_people)
{
	cr_refused_here("- {code: leader, points: 20", "- {code: leader, points: 25", 3, "the points add up to 105, not to 100");
	cr_refused_here("tie_criterion: innovation", "tie_criterion: inovation", 18, "there is no criterion 'inovation'");
	cr_refused_here("[criterion, preference, people]", "[criterion, people, preference]", 21, "what breaks ties ends with 'people', and only there");
	cr_refused_here("panel: {least: 5,", "panel: {least: 6,", 18, "a panel that must be odd cannot be of 6");
}

Test(rules, points_of_items_and_elements_add_up)
{
	cr_refused_here("- {code: took_part, kind: judged, points: 5", "- {code: took_part, kind: judged, points: 6", 5, "the points add up to 16, not to the 15 of their element");
}

Test(rules, grade_bands_go_down_to_nothing)
{
	cr_refused_here("- {grade: good, from: 80}", "- {grade: good, from: 95}", 27, "grade bands go down: 95 is not below 90");
	cr_refused_here("- {grade: fail, from: 0}", "- {grade: fail, from: 10}", 27, "the last grade band begins at 0, so that every result has a grade");
}

Test(rules, public_lists_name_no_personal_data)
{
	cr_refused_here("  shows: [unit, leader,", "  shows: [unit, leader, resident_id,", 25, "'resident_id' is none of: unit, leader, project, track, amount");
}

Test(rules, cohorts_do_not_overlap)
{
	cr_refused_here("- {from_year: 2020, years: 3}", "- {from_year: 2019, years: 3}", 7, "cohorts must not overlap and stand in the order of their years");
}

Test(rules, later_sections_are_strict_too)
{
	cr_refused_here("at_end: flag,", "at_end: flag, at_start: flag,", 84, "unknown key 'at_start'");
	cr_refused_here("clawback: serious_only", "clawback: always", 96, "'always' is none of: serious_only, never");
	cr_refused_here("least: 0}\n\nchanges", "least: minus}\n\nchanges", 96, "'minus' is not an amount of money");
}

Test(rules, a_shared_quota_with_its_floor_above_its_cap)
{
	cr_refused("cap: 10, floor: 2", "cap: 10, floor: 12", 5, "'floor' is above 'cap'");
}

Test(rules, a_missing_section)
{
	cr_assert_str_eq(rulestext_faults("programme: {origin: office}\n"),
	                 "rules.yaml:1:1: key 'calendar' is missing\n"
	                 "rules.yaml:1:1: key 'codes' is missing\n"
	                 "rules.yaml:1:1: key 'conditions' is missing\n"
	                 "rules.yaml:1:1: key 'correction' is missing\n"
	                 "rules.yaml:1:1: key 'materials' is missing\n"
	                 "rules.yaml:1:1: key 'tracks' is missing\n"
	                 "rules.yaml:1:12: key 'district' is missing\n"
	                 "rules.yaml:1:12: key 'id_prefix' is missing\n"
	                 "rules.yaml:1:12: key 'name' is missing\n"
	                 "rules.yaml:1:12: key 'notice' is missing\n"
	                 "rules.yaml:1:12: key 'office' is missing\n");
}

Test(rules, what_is_no_yaml_at_all)
{
	cr_assert_str_eq(rulestext_faults("- one\n- two\n"), "rules.yaml:1:1: keys with values are expected here\n");
	cr_assert_str_eq(rulestext_faults(""), "rules.yaml:1:1: the file is empty\n");
}
