/* Tests made of other tests, and those that a person answers. */
#include <config.h>

#include <string.h>

#include "base/identity.h"
#include "rules/sentences.h"

enum { PARTS_MOST = 16 };

static void
load_parts(struct load *load, struct yaml_node *node, struct test *test)
{
	if (!yaml_is(node, YAML_LIST, load->faults))
		return;
	if (!node->count || node->count > PARTS_MOST) {
		load_fault(load, node, _("between 1 and %d tests are expected here"), PARTS_MOST);
		return;
	}
	struct test *parts = arena_alloc(&load->rules->arena, node->count * sizeof *parts);
	for (struct yaml_node *item = node->first; item; item = item->next)
		if (test_load(load, item, &parts[test->part_count]))
			test->part_count++;
	test->parts = parts;
}

static void
load_inner(struct load *load, struct yaml_node *node, struct test *test)
{
	struct test *part = arena_alloc(&load->rules->arena, sizeof *part);
	test->part_count = test_load(load, node, part);
	test->parts = part;
}

/* The sentences of those parts that came out so, run together. */
static struct words
run_together(struct judging *judging, const struct finding *parts, size_t count, enum verdict_result result, bool cures)
{
	struct words all = {.zh = "", .en = ""};
	for (size_t i = 0; i < count; i++) {
		struct words words = cures ? parts[i].cure : parts[i].because;
		if (parts[i].result != result || !*words.zh)
			continue;
		all = words_join(judging, all, (struct words){.zh = "；", .en = "; "}, words);
	}
	return all;
}

static bool
any_is(const struct finding *parts, size_t count, enum verdict_result result)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i].result == result)
			return true;
	return false;
}

static struct finding *
judge_parts(struct judging *judging, const struct test *test, struct finding *finding)
{
	struct finding *parts = arena_alloc(judging->arena, (test->part_count + 1) * sizeof *parts);
	for (size_t i = 0; i < test->part_count; i++) {
		test->parts[i].operator->judge(judging, &test->parts[i], &parts[i]);
		finding_join(judging, finding, &parts[i]);
	}
	return parts;
}

/* Tells what decides: those that fail, else those still open, else all. */
static void
judge_all(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct finding *parts = judge_parts(judging, test, finding);
	size_t count = test->part_count;
	finding->result = any_is(parts, count, VERDICT_FAIL) ? VERDICT_FAIL
	                : any_is(parts, count, VERDICT_OPEN) ? VERDICT_OPEN : VERDICT_PASS;
	finding->because = run_together(judging, parts, count, finding->result, false);
	finding->cure = run_together(judging, parts, count, finding->result, true);
}

const struct operator op_all = {.name = "all", .load = load_parts, .judge = judge_all};

/* One way is enough, and then the others need no mention. */
static void
judge_any(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct finding *parts = judge_parts(judging, test, finding);
	size_t count = test->part_count;
	if (any_is(parts, count, VERDICT_PASS)) {
		finding->result = VERDICT_PASS;
		finding->because = run_together(judging, parts, count, VERDICT_PASS, false);
		finding->cure = (struct words){.zh = "", .en = ""};
		return;
	}
	bool open = any_is(parts, count, VERDICT_OPEN);
	enum verdict_result told = open ? VERDICT_OPEN : VERDICT_FAIL;
	finding_put(finding, "parts", NULL, run_together(judging, parts, count, told, false));
	finding_put(finding, "cures", NULL, run_together(judging, parts, count, told, true));
	finding_say(judging, finding, open ? SAY_ONE_OPEN : SAY_NONE_HOLDS);
}

const struct operator op_any = {.name = "any", .load = load_parts, .judge = judge_any};

static void
judge_not(struct judging *judging, const struct test *test, struct finding *finding)
{
	struct finding part = {0};
	test->parts->operator->judge(judging, test->parts, &part);
	finding_join(judging, finding, &part);
	finding->because = part.because;
	finding->cure = (struct words){.zh = "", .en = ""};
	finding->result = part.result == VERDICT_FAIL ? VERDICT_PASS : part.result;
	if (part.result == VERDICT_PASS) {
		finding_put(finding, "parts", NULL, part.because);
		finding_say(judging, finding, SAY_NOT_MET);
	}
}

const struct operator op_not = {.name = "not", .load = load_inner, .judge = judge_not};

static void
load_met(struct load *load, struct yaml_node *node, struct test *test)
{
	const char *id = yaml_text(node, NULL, load->faults);
	if (id && !(test->other = condition_named(load->rules, id)))
		load_fault(load, node, _("no condition '%s' stands before this one"), id);
}

static void
judge_met(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct condition *here = judging->condition;
	struct verdict verdict = condition_judge(judging, test->other);
	judging->condition = here;
	finding->result = verdict.result;
	finding_text(finding, "value", test->other->id, verdict_word(verdict.result));
	struct words label = test->other->label;
	label.en = words_in(label, LANG_EN);
	finding->because = words_join(judging, label, (struct words){.zh = "：", .en = ": "}, verdict.because);
	finding->cure = verdict.cure;
}

const struct operator op_met = {.name = "met", .load = load_met, .judge = judge_met};

static void
load_shows(struct load *load, struct yaml_node *node, struct test *test)
{
	struct yaml_node *list = yaml_get(node, "shows");
	if (!list || !yaml_is(list, YAML_LIST, load->faults))
		return;
	struct subject *shows = arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *shows);
	for (struct yaml_node *item = list->first; item; item = item->next) {
		const char *path = yaml_text(item, NULL, load->faults);
		const struct column *column = path ? record_column(&type_project, path) : NULL;
		if (!path)
			continue;
		if (!column || column->field->flags & (FIELD_SENSITIVE | FIELD_HIDDEN))
			load_fault(load, item,
			           column ? _("field '%s' is sensitive and cannot be shown") : _("a project has no field '%s'"), path);
		else
			shows[test->show_count++] = (struct subject){.path = path, .column = column, .kind = column->field->kind};
	}
	test->shows = shows;
}

static void
load_attested(struct load *load, struct yaml_node *node, struct test *test)
{
	if (!yaml_is(node, YAML_MAP, load->faults))
		return;
	test->text = yaml_text(yaml_get(node, "region"), NULL, load->faults);
	load_shows(load, node, test);
}

static const struct attestation *
newest(const struct eligibility_input *input, const char *condition)
{
	for (size_t i = input->attestation_count; i-- > 0;)
		if (strcmp(input->attestations[i]->condition, condition) == 0)
			return input->attestations[i];
	return NULL;
}

static void
put_shown(struct judging *judging, const struct test *test, struct finding *finding)
{
	struct field_context context = {.codes = &judging->input->rules->codes};
	struct buf text = {0};
	for (size_t i = 0; i < test->show_count; i++) {
		const struct subject *shown = &test->shows[i];
		buf_clear(&text);
		const void *value = column_in(judging->input->project, shown->column);
		shown->kind->print(value, shown->column->field, &context, PRINT_SCREEN, &text);
		finding_text(finding, "shown", shown->column->field->name, arena_strdup(judging->arena, buf_text(&text)));
	}
	buf_free(&text);
}

/* The region of the unit's code is only a hint: firms move into the district. */
static bool
put_region(struct judging *judging, const struct test *test, struct finding *finding)
{
	const char *uscc = judging->input->project->unit.uscc;
	if (!test->text || !*uscc)
		return false;
	const char *region = arena_strndup(judging->arena, uscc_region(uscc), 6);
	finding_text(finding, "region", "region", region);
	finding_text(finding, "limit", NULL, test->text);
	return strcmp(region, test->text) != 0;
}

static const struct {
	const char *result;
	enum sentence_id say;
} answers[] = {{"met", SAY_ATTESTED}, {"not_met", SAY_ATTESTED_NOT}, {"missing", SAY_ATTESTED_MISSING}};

static struct words
evidence_of(const struct attestation *attestation)
{
	if (!*attestation->evidence)
		return (struct words){.zh = "未写明依据", .en = "no evidence written"};
	return (struct words){.zh = attestation->evidence, .en = attestation->evidence};
}

static void
judge_attested(struct judging *judging, const struct test *test, struct finding *finding)
{
	const struct attestation *found = newest(judging->input, judging->condition->id);
	put_shown(judging, test, finding);
	bool elsewhere = put_region(judging, test, finding);
	for (size_t i = 0; found && i < sizeof answers / sizeof *answers; i++) {
		if (strcmp(answers[i].result, found->result) == 0) {
			finding_put(finding, "evidence", NULL, evidence_of(found));
			finding_text(finding, "by", "attested_by", found->attested_by);
			finding_date(judging, finding, "on", "attested_on", found->attested_on);
			finding_say(judging, finding, answers[i].say);
			return;
		}
	}
	finding_say(judging, finding, elsewhere ? SAY_UNATTESTED_REGION : SAY_UNATTESTED);
}

const struct operator op_attested = {.name = "attested", .load = load_attested, .judge = judge_attested};
