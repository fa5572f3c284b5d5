/* Tests of dates against the day of submission. */
#include <config.h>

#include <string.h>

#include "rules/sentences.h"

static const struct kind *const dates[] = {&kind_date, NULL};

enum { MONTHS_MOST = 1200, DAYS_MOST = 400 };

static date_t
date_of(struct judging *judging, const struct subject *subject)
{
	union room room;
	return *(const date_t *)subject_value(judging, subject, &room);
}

static const char *
fact_name(const struct subject *subject)
{
	const char *dot = strrchr(subject->path, '.');
	return dot ? dot + 1 : subject->path;
}

static void
load_within(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", dates, &test->subject);
	test->least = yaml_int(yaml_need(node, "months", load->faults), 0, 1, MONTHS_MOST, load->faults);
}

static void
judge_within(struct judging *judging, const struct test *test, struct finding *finding)
{
	date_t date = date_of(judging, &test->subject);
	date_t since = date_add_months(judging->reference, -(int)test->least);
	finding_put(finding, "name", NULL, test->name);
	finding_date(judging, finding, "value", fact_name(&test->subject), date);
	if (date == DATE_NONE) {
		finding_say(judging, finding, SAY_NOT_GIVEN);
		return;
	}
	finding_date(judging, finding, "since", "since", since);
	finding_date(judging, finding, "date", "date", judging->reference);
	finding_number(judging, finding, "months", NULL, test->least);
	finding_say(judging, finding, date < since ? SAY_WITHIN_OLD : date > judging->reference ? SAY_WITHIN_LATER : SAY_WITHIN_MET);
}

const struct operator op_within_months = {.name = "within_months", .named = true, .load = load_within, .judge = judge_within};

static void
load_ends(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "from", dates, &test->subject);
	subject_load(load, node, "to", dates, &test->until);
}

static void
load_span(struct load *load, struct yaml_node *node, struct test *test)
{
	load_ends(load, node, test);
	struct yaml_node *days = yaml_get(node, "days");
	if (days && yaml_is(days, YAML_MAP, load->faults))
		test->least = yaml_int(yaml_need(days, "least", load->faults), 0, 0, DAYS_MOST, load->faults);
	else
		test->least = 0;
}

/* Both days given, told and in order; says what is wrong otherwise. */
static bool
ends_given(struct judging *judging, const struct test *test, struct finding *finding, date_t *from, date_t *to,
	enum sentence_id out_of_order)
{
	*from = date_of(judging, &test->subject);
	*to = date_of(judging, &test->until);
	finding_put(finding, "name", NULL, test->name);
	finding_date(judging, finding, "from", fact_name(&test->subject), *from);
	finding_date(judging, finding, "to", fact_name(&test->until), *to);
	if (*from == DATE_NONE || *to == DATE_NONE)
		finding_say(judging, finding, SAY_SPAN_MISSING);
	else if (*to < *from)
		finding_say(judging, finding, out_of_order);
	else
		return true;
	return false;
}

/* Working days from the first to the last, both counted. */
static int
days_in(const struct calendar *calendar, date_t from, date_t to, int *days)
{
	int first = calendar_works(calendar, from, NULL);
	if (first < 0 || calendar_between(calendar, from, to, days, NULL) < 0)
		return -1;
	*days += first;
	return 0;
}

static void
judge_span(struct judging *judging, const struct test *test, struct finding *finding)
{
	date_t from, to;
	int days = 0;
	if (!ends_given(judging, test, finding, &from, &to, SAY_SPAN_ORDER))
		return;
	finding_date(judging, finding, "date", "date", judging->reference);
	if (test->least && days_in(&judging->input->rules->calendar, from, to, &days) < 0) {
		finding_say(judging, finding, SAY_SPAN_UNKNOWN);
		return;
	}
	if (test->least) {
		finding_number(judging, finding, "days", "working_days", days);
		finding_number(judging, finding, "limit", "limit", test->least);
	}
	finding_say(judging, finding, to >= judging->reference ? SAY_SPAN_RUNNING
	                            : days < test->least ? SAY_SPAN_SHORT : SAY_SPAN_MET);
}

const struct operator op_span_given = {.name = "span_given", .named = true, .load = load_span, .judge = judge_span};

static void
load_in_span(struct load *load, struct yaml_node *node, struct test *test)
{
	load_ends(load, node, test);
	test->flag = yaml_bool(yaml_get(node, "warn_in_cycle"), false, load->faults);
}

static int
year_of_call(const struct judging *judging)
{
	int64_t year = judging->input->project->year;
	return year == INT64_MIN ? date_year(judging->reference) : (int)year;
}

static void
judge_in_span(struct judging *judging, const struct test *test, struct finding *finding)
{
	date_t from, to, day = judging->reference;
	if (!ends_given(judging, test, finding, &from, &to, SAY_IN_SPAN_ORDER))
		return;
	finding_date(judging, finding, "date", "date", day);
	if (day < from || day > to) {
		finding_say(judging, finding, day < from ? SAY_IN_SPAN_EARLY : SAY_IN_SPAN_OVER);
		return;
	}
	const struct rules *rules = judging->input->rules;
	date_t last = rules->cycle.years ? cycle_last_day(rules, year_of_call(judging)) : DATE_NONE;
	bool warn = test->flag && last != DATE_NONE && to < last;
	if (warn)
		finding_date(judging, finding, "cycle_end", "warning_ends_before", last);
	finding_say(judging, finding, warn ? SAY_IN_SPAN_WARN : SAY_IN_SPAN_MET);
}

const struct operator op_date_in_span = {.name = "date_in_span", .named = true, .load = load_in_span, .judge = judge_in_span};
