#include <config.h>

#include "rules/shape.h"

#include <string.h>

typedef void shape_checker(struct load *load, struct yaml_node *node, const struct shape *shape);

static void
check_text(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	const char *text = yaml_text(node, NULL, load->faults);
	(void)shape;
	if (text && !*text)
		load_fault(load, node, _("a text is expected here"));
}

static void
check_name(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	const char *text = yaml_text(node, NULL, load->faults);
	(void)shape;
	if (text)
		load_name_fits(load, text, node->pos);
}

static void
check_words(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	(void)shape;
	yaml_words(node, load->faults);
}

static void
check_int(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	yaml_int(node, 0, shape->min, shape->max, load->faults);
}

static void
check_money(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	(void)shape;
	yaml_money(node, 0, load->faults);
}

static void
check_date(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	(void)shape;
	yaml_date(node, DATE_NONE, load->faults);
}

static void
check_bool(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	(void)shape;
	yaml_bool(node, false, load->faults);
}

static void
check_choice(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	yaml_choice(node, shape->choices, 0, load->faults);
}

static void
check_code(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	if (yaml_is(node, YAML_SCALAR, load->faults))
		load_code(load, node, shape->list);
}

static void
check_each(struct load *load, struct yaml_node *list, const struct shape *shape, shape_checker *checker)
{
	if (yaml_is(list, YAML_LIST, load->faults))
		for (struct yaml_node *node = list->first; node; node = node->next)
			checker(load, node, shape);
}

static void
check_choices(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	check_each(load, node, shape, check_choice);
}

static void
check_codes(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	check_each(load, node, shape, check_code);
}

static void
check_map(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	if (yaml_is(node, YAML_MAP, load->faults))
		shape_check(load, node, shape->inner);
}

static void
refuse_same_codes(struct load *load, const struct yaml_node *list)
{
	for (struct yaml_node *node = list->first; node; node = node->next) {
		struct yaml_node *code = yaml_get(node, "code");
		for (struct yaml_node *before = list->first; code && before != node; before = before->next) {
			struct yaml_node *other = yaml_get(before, "code");
			if (other && other->text && code->text && strcmp(other->text, code->text) == 0)
				load_fault(load, code, _("'%s' stands twice"), code->text);
		}
	}
}

static void
check_items(struct load *load, struct yaml_node *node, const struct shape *shape)
{
	check_each(load, node, shape, check_map);
	if (node->kind == YAML_LIST)
		refuse_same_codes(load, node);
}

static void
check_named(struct load *load, struct yaml_node *map, const struct shape *shape)
{
	if (!yaml_is(map, YAML_MAP, load->faults))
		return;
	for (struct yaml_node *node = map->first; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR) /* clause or origin */
			continue;
		node->used = true;
		load_name_fits(load, node->key, node->key_pos);
		check_map(load, node, shape);
	}
}

static shape_checker *const checkers[] = {
	[SHAPE_TEXT] = check_text,
	[SHAPE_NAME] = check_name,
	[SHAPE_WORDS] = check_words,
	[SHAPE_INT] = check_int,
	[SHAPE_MONEY] = check_money,
	[SHAPE_DATE] = check_date,
	[SHAPE_BOOL] = check_bool,
	[SHAPE_CHOICE] = check_choice,
	[SHAPE_CHOICES] = check_choices,
	[SHAPE_CODE] = check_code,
	[SHAPE_CODES] = check_codes,
	[SHAPE_MAP] = check_map,
	[SHAPE_ITEMS] = check_items,
	[SHAPE_NAMED] = check_named,
};

static const enum yaml_kind node_kinds[] = {
	[SHAPE_CHOICES] = YAML_LIST,
	[SHAPE_CODES] = YAML_LIST,
	[SHAPE_ITEMS] = YAML_LIST,
	[SHAPE_MAP] = YAML_MAP,
	[SHAPE_NAMED] = YAML_MAP,
};

void
shape_check(struct load *load, struct yaml_node *map, const struct shape *rows)
{
	for (const struct shape *row = rows; row->key; row++) {
		struct yaml_node *node = row->needed ? yaml_need(map, row->key, load->faults) : yaml_get(map, row->key);
		if (!node)
			continue;
		checkers[row->kind](load, node, row);
		if (row->check && node->kind == node_kinds[row->kind])
			row->check(load, node);
	}
}
