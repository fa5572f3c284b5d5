/* The elements of an assessment and their items, as the rules name them. */
#include <config.h>

#include "rules/assessing.h"

#include <string.h>

#include "rules/load.h"

enum { NUMBER_MOST = 1000000 };

static const char *const kind_names[] = {
	[ITEM_THRESHOLD] = "threshold",
	[ITEM_JUDGED] = "judged",
	[ITEM_DEDUCTIONS] = "deductions",
	[ITEM_SHORTFALL] = "shortfall",
	[ITEM_ZEROING] = "zeroing",
	[ITEM_PENALTY] = "penalty",
	[ITEM_BONUS] = "bonus",
	NULL,
};

/* The tables of rules-later.c have told every fault before: what is wrong here counts as missing, without a word. */
struct reading {
	struct load *load;
	struct faults told;
};

static int
number_in(struct reading *reading, struct yaml_node *map, const char *key)
{
	return (int)yaml_int(yaml_get(map, key), 0, 0, NUMBER_MOST, &reading->told);
}

static struct yaml_node *
list_in(struct yaml_node *map, const char *key)
{
	struct yaml_node *list = yaml_get(map, key);
	return list && list->kind == YAML_LIST ? list : NULL;
}

static void
read_deductions(struct reading *reading, struct yaml_node *list, struct assessment_item *item)
{
	struct deduction *deductions = arena_alloc(&reading->load->rules->arena, (list ? list->count + 1 : 1) * sizeof *deductions);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		deductions[item->deduction_count++] = (struct deduction){
			.label = yaml_words(yaml_get(node, "label"), &reading->told),
			.points = number_in(reading, node, "points"),
		};
	item->deductions = deductions;
}

static void
read_item(struct reading *reading, struct yaml_node *node, struct origin above, struct assessment_item *item)
{
	item->code = yaml_text(yaml_get(node, "code"), "", &reading->told);
	item->label = yaml_words(yaml_get(node, "label"), &reading->told);
	item->kind = (enum item_kind)yaml_choice(yaml_get(node, "kind"), kind_names, ITEM_JUDGED, &reading->told);
	item->points = number_in(reading, node, "points");
	item->method = yaml_text(yaml_get(node, "evidence"), "", &reading->told);
	item->zero_when = yaml_words(yaml_get(node, "zero_when"), &reading->told);
	item->target = number_in(reading, node, "target");
	item->each_short = number_in(reading, node, "each_short");
	item->origin = origin_of(node, above);
	read_deductions(reading, list_in(node, "deductions"), item);
}

static void
read_element(struct reading *reading, struct yaml_node *node, struct origin above, struct assessment_element *element)
{
	struct yaml_node *list = list_in(node, "items");
	struct assessment_item *items = arena_alloc(&reading->load->rules->arena, (list ? list->count + 1 : 1) * sizeof *items);
	element->code = yaml_text(yaml_get(node, "code"), "", &reading->told);
	element->label = yaml_words(yaml_get(node, "label"), &reading->told);
	element->points = number_in(reading, node, "points");
	element->origin = origin_of(node, above);
	for (struct yaml_node *item = list ? list->first : NULL; item; item = item->next)
		read_item(reading, item, element->origin, &items[element->item_count++]);
	element->items = items;
}

void
load_elements(struct load *load)
{
	struct reading reading = {.load = load};
	struct yaml_node *section = yaml_get(load->root, "assessment"), *list = list_in(section, "elements");
	struct assessment_element *elements = arena_alloc(&load->rules->arena, (list ? list->count + 1 : 1) * sizeof *elements);
	struct origin above = section ? section_origin(load, section) : (struct origin){.clause = "office", .office = true};
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		read_element(&reading, node, above, &elements[load->rules->element_count++]);
	load->rules->elements = elements;
	faults_free(&reading.told);
}

size_t
rules_elements(const struct rules *rules, const struct assessment_element **out)
{
	*out = rules->elements;
	return rules->element_count;
}

const struct assessment_item *
rules_item(const struct rules *rules, const char *code)
{
	for (size_t i = 0; i < rules->element_count; i++)
		for (size_t j = 0; j < rules->elements[i].item_count; j++)
			if (strcmp(rules->elements[i].items[j].code, code) == 0)
				return &rules->elements[i].items[j];
	return NULL;
}
