#include <config.h>

#include "rules/review.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "rulestext.h"
#include "testfiles.h"

static struct rules *
load_with(const char *old, const char *new)
{
	return rulestext_load_of("rules.yaml", old, new);
}

static void
cr_refused(const char *old, const char *new, int lines_after, const char *wanted)
{
	rulestext_refused("rules.yaml", old, new, lines_after, wanted);
}

/* ---- what is read */

Test(review_rules, the_programme_as_it_stands)
{
	struct rules *rules = load_with(NULL, NULL);
	const struct review_rules *review = rules_review(rules);
	cr_assert_eq(review->criterion_count, 6);
	cr_assert_eq(review->full_marks, 100);
	cr_assert_eq(review->step, 100);
	cr_assert_eq(review->panel_least, 5);
	cr_assert(review->panel_odd);
	cr_assert_eq(review->sheets, 5);
	cr_assert_eq(review->load_cap, 0);
	cr_assert_eq(review->recusal_years, 3);
	cr_assert(review->hide_unit && review->hide_leader);
	cr_assert(review->trim_highest == 1 && review->trim_lowest == 1 && review->trim_from == 5);
	cr_assert_eq(review->decimals, 2);
	cr_assert(review->more_candidates && !review->shrink);
	cr_assert_eq(review->ratio_base, RATIO_PLACES);
	cr_assert_eq(review->least_ratio, 0);
	cr_assert_eq(review->tie_count, 3);
	cr_assert(review->ties[0] == TIE_CRITERION && review->ties[1] == TIE_PREFERENCE && review->ties[2] == TIE_PEOPLE);
	cr_assert_str_eq(review->tie_criterion, "innovation");
	cr_assert_eq(review->far_from_mean, 15);
	cr_assert(review->reserve_list && review->reserve_publicity && review->reserve_length == 0);
	cr_assert_not(review->close_unfinished);
	cr_assert(review->origin.office);
	rules_free(rules);
}

Test(review_rules, every_criterion_says_what_earns_its_points)
{
	struct rules *rules = load_with(NULL, NULL);
	const struct review_rules *review = rules_review(rules);
	for (size_t i = 0; i < review->criterion_count; i++) {
		cr_assert(*review->criteria[i].standard.zh && *review->criteria[i].standard.en);
		cr_assert_eq(review->criteria[i].weight, 100);
	}
	cr_assert_eq(review_criterion(review, "innovation")->points, 20);
	cr_assert_str_eq(review_criterion(review, "innovation")->label.zh, "创新攻关成果");
	cr_assert_null(review_criterion(review, "nothing"));
	rules_free(rules);
}

Test(review_rules, what_may_be_left_out)
{
	struct rules *rules = load_with("  step: whole\n  panel: {least: 5, odd: true, recusal_years: 3, sheets: 5, load_cap: 0}\n  blind: {unit: true, leader: true}\n",
	                                "  panel: {least: 7, odd: true, recusal_years: 3}\n");
	const struct review_rules *review = rules_review(rules);
	cr_assert_eq(review->step, 100, "whole points");
	cr_assert_eq(review->sheets, 7, "as many as the least panel");
	cr_assert_eq(review->load_cap, 0);
	cr_assert_not(review->hide_unit || review->hide_leader);
	rules_free(rules);
}

Test(review_rules, what_an_office_may_choose)
{
	struct rules *rules = load_with("step: whole", "step: half");
	cr_assert_eq(rules_review(rules)->step, 50);
	rules_free(rules);
	rules = load_with("ratio_base: places, least_ratio: 0, shrink: false", "ratio_base: candidates, least_ratio: 20, shrink: true");
	cr_assert(rules_review(rules)->shrink && rules_review(rules)->least_ratio == 20 && rules_review(rules)->ratio_base == RATIO_CANDIDATES);
	rules_free(rules);
	rules = load_with("length: 0}\n  close_unfinished: false", "length: 3}\n  close_unfinished: true");
	cr_assert(rules_review(rules)->reserve_length == 3 && rules_review(rules)->close_unfinished);
	rules_free(rules);
}

Test(review_rules, weights_make_a_hundred_of_other_points)
{
	struct rules *rules = load_with("{code: plan, points: 15,", "{code: plan, points: 10, weight: 150,");
	cr_assert_eq(rules_review(rules)->full_marks, 100);
	cr_assert_eq(review_criterion(rules_review(rules), "plan")->weight, 150);
	rules_free(rules);
}

Test(review_rules, the_heaviest_criterion_breaks_ties_where_none_is_named)
{
	char *text = rulestext_of("rules.yaml", "  tie_criterion: innovation\n", "");
	char *at = strstr(text, "leader, points: 20"), *other = strstr(text, "plan, points: 15");
	memcpy(at + 16, "15", 2);
	memcpy(other + 14, "20", 2);
	at = strstr(text, "innovation, points: 20");
	other = strstr(text, "studio, points: 15");
	memcpy(at + 20, "15", 2);
	struct rules *rules = NULL;
	memcpy(other + 16, "20", 2);
	struct faults faults = {0};
	cr_assert_null(rules_parse("rules.yaml", text, strlen(text), &faults));
	cr_assert_eq(faults.count, 1, "two of 20");
	faults_free(&faults);
	memcpy(other + 16, "10", 2);
	memcpy(strstr(text, "plan, points: 20") + 14, "30", 2);
	rules = rulestext_load(text);
	cr_assert_str_eq(rules_review(rules)->tie_criterion, "plan");
	rules_free(rules);
	free(text);
}

Test(review_rules, a_programme_without_experts_has_none)
{
	struct faults faults = {0};
	struct rules *rules = rules_load(test_source("tests/data/rules-other.yaml"), &faults);
	size_t count;
	cr_assert_null(rules_review(rules));
	const struct shared_quota *quotas = rules_quotas(rules, &count);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(quotas[0].code, "small");
	cr_assert_str_eq(quotas[0].label.zh, "small");
	cr_assert(quotas[0].cap == 10 && quotas[0].floor == 2);
	cr_assert_eq(rules_quota_of(rules, "studio"), &quotas[0]);
	cr_assert_null(rules_quota_of(rules, "new"));
	rules_free(rules);
}

Test(review_rules, quotas_that_tracks_share)
{
	struct rules *rules = load_with("shared: []", "shared: [{code: old, label: {zh: 追加, en: follow-on}, tracks: [follow_on], cap: 4}, {code: young, tracks: [new], floor: 2}]");
	const struct shared_quota *old = rules_quota_of(rules, "follow_on"), *young = rules_quota_of(rules, "new");
	cr_assert(old->cap == 4 && old->floor == 0);
	cr_assert_str_eq(old->label.zh, "追加");
	cr_assert(young->cap == -1 && young->floor == 2);
	rules_free(rules);
}

/* ---- what is refused */

Test(review_rules, criteria)
{
	cr_refused("{code: plan, points: 15,", "{code: plan, points: 10, weight: 155,", -10, "3: the points add up to 100.50 by their weights, not to 100");
	cr_refused("{code: plan, points: 15,", "{code: plan, points: 15, weight: all,", 0, "38: 'all' is not a whole number");
	cr_refused("  step: whole", "  step: quarter", 0, "9: 'quarter' is none of: whole, half");
	cr_refused("{code: plan, points: 15,", "{code: plan, points: 15, help: 5,", 0, "30: unknown key 'help'");
	cr_refused("  tie_criterion: innovation", "  tie_criterion: invention", 0, "18: there is no criterion 'invention'");
	cr_refused("  ties: [criterion, preference, people]\n  tie_criterion: innovation\n", "  ties: [criterion, preference, people]\n", 0,
	           "9: several criteria weigh the most: 'tie_criterion' must name one");
	cr_refused("{code: system, points: 15,", "{code: leader_remark, points: 15,", 0, "12: the remark on another criterion is called 'leader_remark'");
}

Test(review_rules, panel_and_blindness)
{
	cr_refused("sheets: 5, load_cap", "sheets: 0, load_cap", 0, "58: '0' is not between 1 and 99");
	cr_refused("load_cap: 0}", "load_cap: -1}", 0, "71: '-1' is not between 0 and 99999");
	cr_refused("  blind: {unit: true, leader: true}", "  blind: {unit: maybe, leader: true}", 0, "17: 'maybe' is neither true nor false");
	cr_refused("  blind: {unit: true, leader: true}", "  blind: [unit]", 0, "10: keys with values are expected here");
	cr_refused("  blind: {unit: true, leader: true}", "  blind: {unit: true, lader: true}", 0, "23: unknown key 'lader'; 'leader' is known");
}

Test(review_rules, trimming_that_leaves_nothing)
{
	cr_refused("trimming: {highest: 1, lowest: 1, from_sheets: 5}", "trimming: {highest: 2, lowest: 1, from_sheets: 3}", 0,
	           "13: dropping 3 of 3 sheets leaves none");
}

Test(review_rules, places_and_reserve)
{
	cr_refused("ratio_base: places, least_ratio: 0", "ratio_base: candidates, least_ratio: 100", 0,
	           "84: the ratio to the candidates always is below 100 percent");
	cr_refused("shrink: false", "shrink: 2", 0, "91: '2' is neither true nor false");
	cr_refused("length: 0}", "length: all}", 0, "54: 'all' is not a whole number");
	cr_refused("  close_unfinished: false", "  close_unfinished: late", 0, "21: 'late' is neither true nor false");
}

Test(review_rules, shared_quotas)
{
	cr_refused("shared: []", "shared: [{code: a, tracks: [new], cap: 1}, {code: b, tracks: [follow_on, new], cap: 1}]", 0,
	           "99: track 'new' is in two shared quotas");
	cr_refused("shared: []", "shared: [{code: a, tracks: [new]}]", 0, "35: 'a' needs 'cap' or 'floor'");
	cr_refused("shared: []", "shared: [{code: a, tracks: [new], cap: 1, floor: 2}]", 0, "35: 'floor' is above 'cap'");
	cr_refused("shared: []", "shared: [{code: a, tracks: [old], cap: 1}]", 0, "54: the list 'track' has no code 'old'");
}
