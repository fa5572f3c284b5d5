/* The conditions of rules.yaml, and the tests that they may name. */
#include <config.h>

#include <string.h>

#include "base/buf.h"
#include "rules/conditions.h"

const struct operator *const operators[] = {
	&op_at_least,
	&op_at_most,
	&op_age,
	&op_one_of,
	&op_rank_at_least,
	&op_present,
	&op_flag,
	&op_equals,
	&op_within_months,
	&op_span_given,
	&op_date_in_span,
	&op_predecessor_cycle,
	&op_predecessor_grade,
	&op_predecessor_track,
	&op_attested,
	&op_all,
	&op_any,
	&op_not,
	&op_met,
	NULL,
};

#define EXTRA "extra."

/* A misspelt test is told as an unknown key, which is enough. */
static void
refuse_none(struct load *load, const struct yaml_node *map)
{
	struct buf all = {0};
	for (const struct yaml_node *child = map->first; child; child = child->next)
		if (!child->used)
			return;
	for (const struct operator *const *at = operators; *at; at++)
		buf_addf(&all, "%s%s", at == operators ? "" : ", ", (*at)->name);
	load_fault(load, map, _("no test stands here; one of: %s"), buf_text(&all));
	buf_free(&all);
}

bool
test_load(struct load *load, struct yaml_node *map, struct test *test)
{
	struct yaml_node *found = NULL;
	if (!yaml_is(map, YAML_MAP, load->faults))
		return false;
	*test = (struct test){.least = INT64_MIN, .most = INT64_MAX};
	for (const struct operator *const *at = operators; *at; at++) {
		struct yaml_node *node = yaml_get(map, (*at)->name);
		if (node && found) {
			fault_add(load->faults, FAULT_ERROR, node->key_pos, NULL,
			          _("only one test can stand here: '%s' is another besides '%s'"), node->key, found->key);
		} else if (node) {
			found = node;
			test->operator = *at;
		}
	}
	if (!found) {
		refuse_none(load, map);
		return false;
	}
	if (test->operator->named) {
		struct yaml_node *name = yaml_get(found, "name");
		test->name = name ? yaml_words(name, load->faults) : load->name;
	}
	test->operator->load(load, found, test);
	return true;
}

static bool
kind_fits(const struct kind *kind, const struct kind *const *kinds)
{
	for (; kinds && *kinds; kinds++)
		if (*kinds == kind)
			return true;
	return !kinds;
}

/* An extra's kind is known to the office's forms only, so the rules say it again. */
static void
find_subject(struct load *load, struct yaml_node *map, struct subject *subject)
{
	subject->column = record_column(&type_project, subject->path);
	if (subject->column)
		subject->kind = subject->column->field->kind;
	if (strncmp(subject->path, EXTRA, strlen(EXTRA)) != 0)
		return;
	struct yaml_node *kind = yaml_get(map, "kind");
	const char *name = yaml_text(kind, "text", load->faults);
	subject->extra = subject->path + strlen(EXTRA);
	subject->kind = kind_named(name);
	if (!subject->kind)
		load_fault(load, kind, _("there is no kind of field '%s'"), name);
}

bool
subject_load(struct load *load, struct yaml_node *map, const char *key, const struct kind *const *kinds, struct subject *subject)
{
	struct yaml_node *node = yaml_need(map, key, load->faults);
	const char *path = yaml_text(node, NULL, load->faults);
	*subject = (struct subject){.path = "", .kind = kinds ? *kinds : &kind_text};
	if (!path)
		return false;
	struct subject found = {.path = path};
	find_subject(load, map, &found);
	if (!found.column && !found.extra) {
		load_fault(load, node, _("a project has no field '%s'"), path);
		return false;
	}
	if (found.kind && !kind_fits(found.kind, kinds)) {
		load_fault(load, node, _("field '%s' is of kind '%s', which this test cannot judge"), path, found.kind->name);
		return false;
	}
	if (found.kind)
		*subject = found;
	return found.kind != NULL;
}

const char *
subject_list(const struct subject *subject)
{
	return subject->column ? subject->column->field->list : NULL;
}

const struct condition *
condition_named(const struct rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->condition_count; i++)
		if (strcmp(rules->conditions[i].id, id) == 0)
			return &rules->conditions[i];
	return NULL;
}

static bool
test_uses(const struct test *test, const struct operator *operator)
{
	if (test->operator == operator)
		return true;
	for (size_t i = 0; i < test->part_count; i++)
		if (test_uses(&test->parts[i], operator))
			return true;
	return false;
}

/* What another condition names under `met` counts only through it. */
static void
mark_parts(struct condition *conditions, const struct test *test)
{
	if (test->other)
		conditions[test->other - conditions].part = true;
	for (size_t i = 0; i < test->part_count; i++)
		mark_parts(conditions, &test->parts[i]);
}

static void
load_condition(struct load *load, struct yaml_node *node, struct condition *condition, struct origin above)
{
	condition->id = node->key;
	condition->origin = origin_of(node, above);
	load_name_fits(load, node->key, node->key_pos);
	if (!yaml_is(node, YAML_MAP, load->faults))
		return;
	condition->label = yaml_words(yaml_need(node, "label", load->faults), load->faults);
	condition->help = yaml_words(yaml_get(node, "help"), load->faults);
	condition->cure = yaml_words(yaml_get(node, "cure"), load->faults);
	condition->preference = yaml_bool(yaml_get(node, "preference"), false, load->faults);
	load->name = condition->label;
	if (!test_load(load, node, &condition->test))
		return;
	condition->attested = test_uses(&condition->test, &op_attested);
	condition->derived = !condition->attested && test_uses(&condition->test, &op_met);
}

void
load_conditions(struct load *load)
{
	struct yaml_node *section = load_section(load, "conditions");
	if (!section)
		return;
	struct rules *rules = load->rules;
	struct origin above = origin_of(section, (struct origin){0});
	struct condition *conditions = arena_alloc(&rules->arena, (section->count + 1) * sizeof *conditions);
	rules->conditions = conditions;
	for (struct yaml_node *node = section->first; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR) /* clause or origin */
			continue;
		node->used = true;
		load_condition(load, node, &conditions[rules->condition_count], above);
		if (conditions[rules->condition_count].test.operator)
			mark_parts(conditions, &conditions[rules->condition_count].test);
		rules->condition_count++;
	}
}
