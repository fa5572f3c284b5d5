/* Any bytes as a YAML file, as rules and as a form: whole, or refused with faults that say where. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/form.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool true_here)
{
	if (!true_here)
		abort();
}

/* A refusal has words, and each points into the file or at the file as a whole. */
static void
expect_words(const struct faults *faults, bool refused)
{
	expect(!refused || faults->errors > 0);
	for (size_t i = 0; i < faults->count; i++) {
		expect(*faults->items[i].message);
		expect(faults->items[i].pos.line >= 0 && faults->items[i].pos.column >= 0);
	}
}

static void
run_scalars(struct yaml_node *node, struct faults *faults)
{
	yaml_text(node, "", faults);
	yaml_int(node, 0, -10, 1000, faults);
	yaml_bool(node, false, faults);
	yaml_date(node, DATE_NONE, faults);
	yaml_money(node, MONEY_NONE, faults);
	yaml_words(node, faults);
	for (struct yaml_node *child = node ? node->first : NULL; child; child = child->next)
		run_scalars(child, faults);
}

static void
run_tree(const char *text, size_t size)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_parse("fuzz.yaml", text, size, &faults);

	expect_words(&faults, !tree);
	if (tree) {
		struct yaml_node *root = yaml_root(tree);
		yaml_get(root, "sections");
		yaml_need(root, "form", &faults);
		yaml_unknown(root, &faults);
		run_scalars(root, &faults);
		expect_words(&faults, false);
	}
	faults_free(&faults);
	yaml_tree_free(tree);
}

static void
run_form(const char *text, size_t size)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_parse("fuzz.yaml", text, size, &faults);
	struct arena arena = {0};
	struct form *form = tree ? form_load(yaml_root(tree), &arena, &faults) : NULL;

	expect_words(&faults, !form);
	for (size_t i = 0; form && i < form->field_count; i++)
		expect(*form_label(form->fields[i]) && form->fields[i]->path);
	yaml_tree_free(tree);
	faults_free(&faults);
	arena_free(&arena);
}

static void
run_rules(const char *text, size_t size)
{
	struct faults faults = {0};
	struct rules *rules = rules_parse("fuzz.yaml", text, size, &faults);

	expect_words(&faults, !rules);
	rules_free(rules);
	faults_free(&faults);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	run_tree((const char *)data, size);
	run_form((const char *)data, size);
	run_rules((const char *)data, size);
	return 0;
}
