/* Tests of one field's value. */
#include <config.h>

#include <string.h>

#include "base/identity.h"
#include "base/money.h"
#include "rules/sentences.h"

static const struct kind *const amounts[] = {&kind_number, &kind_money, NULL};
static const struct kind *const coded[] = {&kind_code, NULL};
static const struct kind *const flags[] = {&kind_flag, NULL};
static const struct kind *const residents[] = {&kind_resident, NULL};

enum { AGE_MOST = 150 };

/* The last part of "unit.nature": the value's name among the facts. */
static const char *
fact_name(const struct subject *subject)
{
	const char *dot = strrchr(subject->path, '.');
	return dot ? dot + 1 : subject->path;
}

/* The value under the test; NULL, and the sentence said, when there is none. */
static const void *
given(struct judging *judging, const struct test *test, struct finding *finding, union room *room)
{
	finding_put(finding, "name", NULL, test->name);
	const void *value = subject_value(judging, &test->subject, room);
	if (!test->subject.kind->empty(value))
		return value;
	finding_text(finding, "value", fact_name(&test->subject), "");
	finding_say(judging, finding, SAY_NOT_GIVEN);
	return NULL;
}

static int64_t
amount_of(const struct kind *kind, const void *value)
{
	return kind == &kind_money ? *(const money_t *)value : *(const int64_t *)value;
}

static void
put_amount(struct judging *judging, struct finding *finding, const char *place, const char *fact, const struct kind *kind,
	int64_t amount)
{
	char text[32];
	if (kind == &kind_money)
		money_print(text, amount);
	else
		number_print(text, amount);
	finding_text(finding, place, fact, arena_strdup(judging->arena, text));
}

static int64_t
load_amount(struct load *load, struct yaml_node *node, const struct kind *kind)
{
	struct yaml_node *value = yaml_need(node, "value", load->faults);
	if (kind == &kind_money)
		return yaml_money(value, 0, load->faults);
	return yaml_int(value, 0, INT64_MIN + 1, INT64_MAX, load->faults);
}

static void
load_at_least(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", amounts, &test->subject);
	test->least = load_amount(load, node, test->subject.kind);
}

static void
load_at_most(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", amounts, &test->subject);
	test->most = load_amount(load, node, test->subject.kind);
}

/* Both bounds in one: the value, the limit, and by how much it misses. */
static void
judge_amount(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	const struct kind *kind = test->subject.kind;
	const void *value = given(judging, test, finding, &room);
	if (!value)
		return;
	int64_t amount = amount_of(kind, value);
	bool lower = test->least != INT64_MIN;
	int64_t limit = lower ? test->least : test->most;
	finding_put(finding, "unit", NULL, (struct words){.zh = kind == &kind_money ? " 元" : "", .en = ""});
	put_amount(judging, finding, "value", fact_name(&test->subject), kind, amount);
	put_amount(judging, finding, "limit", "limit", kind, limit);
	if (lower && amount < limit)
		put_amount(judging, finding, "short", "short", kind, limit - amount);
	if (!lower && amount > limit)
		put_amount(judging, finding, "over", "over", kind, amount - limit);
	finding_say(judging, finding, lower ? amount < limit ? SAY_AT_LEAST_SHORT : SAY_AT_LEAST_MET
	                                    : amount > limit ? SAY_AT_MOST_OVER : SAY_AT_MOST_MET);
}

const struct operator op_at_least = {.name = "at_least", .named = true, .load = load_at_least, .judge = judge_amount};
const struct operator op_at_most = {.name = "at_most", .named = true, .load = load_at_most, .judge = judge_amount};

static void
load_age(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", residents, &test->subject);
	test->least = yaml_int(yaml_get(node, "least"), INT64_MIN, 0, AGE_MOST, load->faults);
	test->most = yaml_int(yaml_get(node, "most"), INT64_MAX, 0, AGE_MOST, load->faults);
	if (test->least == INT64_MIN && test->most == INT64_MAX)
		load_fault(load, node, _("'%s' needs '%s' or '%s'"), "age", "least", "most");
}

/* Of the identity number only the age is told. */
static void
judge_age(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	const void *value = given(judging, test, finding, &room);
	if (!value) {
		finding->count = 0;
		return;
	}
	int age = age_on(resident_birth(*(const char *const *)value), judging->reference);
	bool young = age < test->least, old = age > test->most;
	finding_number(judging, finding, "age", "age", age);
	finding_date(judging, finding, "date", "date", judging->reference);
	if (young || old)
		finding_number(judging, finding, "limit", "limit", young ? test->least : test->most);
	finding_say(judging, finding, young ? SAY_AGE_YOUNG : old ? SAY_AGE_OLD : SAY_AGE_MET);
}

const struct operator op_age = {.name = "age", .load = load_age, .judge = judge_age};

static void
load_one_of(struct load *load, struct yaml_node *node, struct test *test)
{
	if (!subject_load(load, node, "field", coded, &test->subject))
		return;
	struct yaml_node *codes = yaml_need(node, "codes", load->faults);
	test->codes = load_texts(load, codes, &test->code_count);
	const char *list = subject_list(&test->subject);
	for (struct yaml_node *item = codes ? codes->first : NULL; item && list; item = item->next)
		load_code(load, item, list);
}

static void
judge_one_of(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	const void *value = given(judging, test, finding, &room);
	if (!value)
		return;
	const char *code = *(const char *const *)value, *list = subject_list(&test->subject);
	bool found = false;
	for (size_t i = 0; i < test->code_count; i++)
		found = found || strcmp(test->codes[i], code) == 0;
	finding_code(judging, finding, "value", fact_name(&test->subject), list, code);
	if (!found)
		finding_codes(judging, finding, "limit", "limit", list, test->codes, test->code_count);
	finding_say(judging, finding, found ? SAY_ONE_OF_MET : SAY_ONE_OF_NOT);
}

const struct operator op_one_of = {.name = "one_of", .named = true, .load = load_one_of, .judge = judge_one_of};

static void
load_rank(struct load *load, struct yaml_node *node, struct test *test)
{
	struct yaml_node *code = yaml_need(node, "code", load->faults);
	test->text = yaml_text(code, "", load->faults);
	if (!subject_load(load, node, "field", coded, &test->subject) || !code)
		return;
	const char *list = subject_list(&test->subject);
	const struct code *found = list ? load_code(load, code, list) : NULL;
	if (found && !found->rank)
		load_fault(load, code, _("code '%s' has no rank to compare with"), found->code);
	test->least = found ? found->rank : 0;
}

static void
judge_rank(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	const void *value = given(judging, test, finding, &room);
	if (!value)
		return;
	const char *code = *(const char *const *)value, *list = subject_list(&test->subject);
	const struct code *found = code_get(&judging->input->rules->codes, list, code);
	finding_code(judging, finding, "value", fact_name(&test->subject), list, code);
	finding_code(judging, finding, "limit", "limit", list, test->text);
	finding_say(judging, finding, found && found->rank >= test->least ? SAY_RANK_MET : SAY_RANK_BELOW);
}

const struct operator op_rank_at_least = {.name = "rank_at_least", .named = true, .load = load_rank, .judge = judge_rank};

static void
load_present(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", NULL, &test->subject);
}

static void
put_printed(struct judging *judging, const struct test *test, struct finding *finding, const void *value)
{
	const struct subject *subject = &test->subject;
	static const struct field none;
	struct field_context context = {.codes = &judging->input->rules->codes};
	struct buf text = {0};
	if (subject->column && subject->column->field->flags & FIELD_SENSITIVE)
		return;
	subject->kind->print(value, subject->column ? subject->column->field : &none, &context, PRINT_SCREEN, &text);
	finding_text(finding, "value", fact_name(subject), arena_strdup(judging->arena, buf_text(&text)));
	buf_free(&text);
}

static void
judge_present(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	const void *value = given(judging, test, finding, &room);
	if (!value)
		return;
	put_printed(judging, test, finding, value);
	finding_say(judging, finding, SAY_PRESENT);
}

const struct operator op_present = {.name = "present", .named = true, .load = load_present, .judge = judge_present};

static void
load_flag(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", flags, &test->subject);
	test->flag = yaml_bool(yaml_get(node, "is"), true, load->faults);
}

static const struct words no_yes[] = {{.zh = "否", .en = "no"}, {.zh = "是", .en = "yes"}};

/* A flag that nobody set is a no. */
static void
judge_flag(struct judging *judging, const struct test *test, struct finding *finding)
{
	union room room;
	bool set = *(const int8_t *)subject_value(judging, &test->subject, &room) == 1;
	finding_put(finding, "name", NULL, test->name);
	finding_put(finding, "value", fact_name(&test->subject), no_yes[set]);
	finding_put(finding, "limit", NULL, no_yes[test->flag]);
	finding_say(judging, finding, set == test->flag ? SAY_FLAG_MET : SAY_FLAG_NOT);
}

const struct operator op_flag = {.name = "flag", .named = true, .load = load_flag, .judge = judge_flag};

static void
load_equals(struct load *load, struct yaml_node *node, struct test *test)
{
	subject_load(load, node, "field", NULL, &test->subject);
	test->text = yaml_text(yaml_need(node, "value", load->faults), "", load->faults);
	if (test->subject.column && test->subject.column->field->flags & FIELD_SENSITIVE)
		load_fault(load, node, _("field '%s' is sensitive: '%s' would tell its value"), test->subject.path, "equals");
}

static void
judge_equals(struct judging *judging, const struct test *test, struct finding *finding)
{
	static const struct field none;
	union room room;
	const void *value = given(judging, test, finding, &room);
	if (!value)
		return;
	const struct subject *subject = &test->subject;
	struct buf plain = {0};
	subject->kind->print(value, subject->column ? subject->column->field : &none, &(struct field_context){0}, PRINT_PLAIN, &plain);
	bool same = strcmp(buf_text(&plain), test->text) == 0;
	buf_free(&plain);
	put_printed(judging, test, finding, value);
	finding_text(finding, "limit", "limit", test->text);
	finding_say(judging, finding, same ? SAY_EQUALS_MET : SAY_EQUALS_NOT);
}

const struct operator op_equals = {.name = "equals", .named = true, .load = load_equals, .judge = judge_equals};
