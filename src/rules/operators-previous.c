/* Tests of the project that a follow-on continues. */
#include <config.h>

#include <string.h>

#include "rules/sentences.h"

enum { YEAR_LEAST = 1900 };

static bool
among(const struct test *test, const char *code)
{
	for (size_t i = 0; i < test->code_count; i++)
		if (strcmp(test->codes[i], code) == 0)
			return true;
	return false;
}

static void
load_cycle_test(struct load *load, struct yaml_node *node, struct test *test)
{
	(void)test;
	yaml_is(node, YAML_MAP, load->faults);
	if (!load->rules->cycle.years)
		load_fault(load, node, _("'%s' needs the section '%s'"), "predecessor_cycle", "cycle");
}

static int64_t
year_of_predecessor(const struct eligibility_input *input)
{
	if (input->predecessor && input->predecessor->year != INT64_MIN)
		return input->predecessor->year;
	return input->project->predecessor_year;
}

/* One that was cancelled or terminated before its time. */
static bool
ended_early(const struct project *predecessor)
{
	return predecessor && (strcmp(predecessor->stage, "cancelled") == 0 || strcmp(predecessor->stage, "terminated") == 0);
}

/* Its own cycle where that is on record, else its cohort's. */
static int
years_run(const struct eligibility_input *input, int began)
{
	const struct project *predecessor = input->predecessor;

	if (predecessor && predecessor->cycle_to != DATE_NONE && date_year(predecessor->cycle_to) >= began)
		return date_year(predecessor->cycle_to) - began + 1;
	return cycle_years(input->rules, began);
}

/* Counted by programme years: one of 2016 with five years ends with 2020, so a call of 2021 finds it complete. */
static void
judge_cycle(struct judging *judging, const struct test *test, struct finding *finding)
{
	(void)test;
	const struct eligibility_input *input = judging->input;
	int64_t began = year_of_predecessor(input);
	if (began < YEAR_LEAST || began > 9999) {
		finding_text(finding, "value", "predecessor_year", "");
		finding_say(judging, finding, SAY_CYCLE_MISSING);
		return;
	}
	int64_t year = input->project->year == INT64_MIN ? date_year(judging->reference) : input->project->year;
	int years = years_run(input, (int)began);
	finding_number(judging, finding, "value", "predecessor_year", began);
	if (ended_early(input->predecessor)) {
		finding_date(judging, finding, "date", "predecessor_ended", input->predecessor->ended_on);
		finding_say(judging, finding, SAY_CYCLE_ENDED);
		return;
	}
	finding_number(judging, finding, "years", "cycle_years", years);
	finding_number(judging, finding, "last", "last_year", began + years - 1);
	finding_number(judging, finding, "next", NULL, began + years);
	finding_number(judging, finding, "year", "year", year);
	finding_say(judging, finding, began + years <= year ? SAY_CYCLE_MET : SAY_CYCLE_RUNNING);
}

const struct operator op_predecessor_cycle = {.name = "predecessor_cycle", .load = load_cycle_test, .judge = judge_cycle};

static void
load_listed(struct load *load, struct yaml_node *node, struct test *test, const char *list)
{
	struct yaml_node *codes = yaml_need(node, "codes", load->faults);
	test->text = list;
	test->codes = load_texts(load, codes, &test->code_count);
	for (struct yaml_node *item = codes ? codes->first : NULL; item; item = item->next)
		load_code(load, item, list);
}

static void
load_grade(struct load *load, struct yaml_node *node, struct test *test)
{
	load_listed(load, node, test, "grade");
}

/* The grade on record counts; what was entered, with its document, only where there is none. */
static void
judge_grade(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct project *project = judging->input->project;
	const char *recorded = judging->input->predecessor_grade;
	bool on_record = recorded && *recorded;
	const char *grade = on_record ? recorded : project->predecessor_grade;
	finding_code(judging, finding, "value", "predecessor_grade", "grade", grade);
	if (!*grade) {
		finding_say(judging, finding, SAY_GRADE_MISSING);
		return;
	}
	if (!on_record)
		finding_text(finding, "document", "predecessor_document", project->predecessor_document);
	bool good = among(test, grade);
	if (!good)
		finding_codes(judging, finding, "limit", "limit", "grade", test->codes, test->code_count);
	finding_say(judging, finding, !good ? SAY_GRADE_NOT : on_record ? SAY_GRADE_RECORDED
	                            : *project->predecessor_document ? SAY_GRADE_MET : SAY_GRADE_UNPROVEN);
}

const struct operator op_predecessor_grade = {.name = "predecessor_grade", .load = load_grade, .judge = judge_grade};

static void
load_track_test(struct load *load, struct yaml_node *node, struct test *test)
{
	load_listed(load, node, test, "track");
}

static void
judge_track(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct project *predecessor = judging->input->predecessor;
	if (!predecessor || !*predecessor->track) {
		finding_say(judging, finding, SAY_TRACK_UNKNOWN);
		return;
	}
	if (judging->input->follow_on) { /* whose it is may be nobody's business: only that there is one */
		finding_text(finding, "value", "predecessor", predecessor->id);
		finding_say(judging, finding, SAY_TRACK_TAKEN);
		return;
	}
	bool good = among(test, predecessor->track);
	finding_code(judging, finding, "value", "predecessor_track", "track", predecessor->track);
	if (!good)
		finding_codes(judging, finding, "limit", "limit", "track", test->codes, test->code_count);
	finding_say(judging, finding, good ? SAY_TRACK_MET : SAY_TRACK_NOT);
}

const struct operator op_predecessor_track = {.name = "predecessor_track", .load = load_track_test, .judge = judge_track};

const struct track *
follow_on_track(const struct rules *rules)
{
	for (size_t i = 0; i < rules->track_count; i++)
		for (size_t j = 0; j < rules->tracks[i].condition_count; j++)
			if (rules->tracks[i].conditions[j]->test.operator == &op_predecessor_cycle)
				return &rules->tracks[i];
	return NULL;
}

bool
followable(const struct rules *rules, const struct project *project)
{
	const struct track *track = follow_on_track(rules);

	for (size_t i = 0; track && i < track->condition_count; i++) {
		const struct test *test = &track->conditions[i]->test;
		if (test->operator == &op_predecessor_grade && !among(test, project->final_grade))
			return false;
		if (test->operator == &op_predecessor_track && !among(test, project->track))
			return false;
	}
	return track != NULL;
}
