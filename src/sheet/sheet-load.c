/* forms/sheets/NAME.yaml → struct sheet_form. */
#include <config.h>

#include <string.h>

#include "sheet/scope.h"

struct loading {
	struct sheet_form *form;
	struct arena *arena;
	struct faults *faults;
	const struct sheet_source *of; /* of the table being read */
};

enum { MOST_LINES = 60, MOST_SPAN = 40, WIDTH_SUM = 1000 };

static void
fault_at(struct loading *loading, const struct yaml_node *node, const char *format, const char *subject)
{
	fault_add(loading->faults, FAULT_ERROR, node->pos, NULL, format, subject);
}

static int
load_int(struct loading *loading, struct yaml_node *node, int missing, int most)
{
	return (int)yaml_int(node, missing, 0, most, loading->faults);
}

/* ---- names */

static void
check_name(struct loading *loading, const struct yaml_node *node, const char *name)
{
	if (!scope_knows(loading->form, loading->of, name))
		fault_at(loading, node, _("there is no '%s' that this sheet could show"), name);
}

/* Every {name} of a text, as {name} or {name|style}. */
static void
check_text(struct loading *loading, const struct yaml_node *node, const char *text)
{
	for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
		size_t len = strcspn(open + 1, "|}"), style = open[1 + len] == '|' ? strcspn(open + 2 + len, "}") : 0;
		const char *name = arena_strndup(loading->arena, open + 1, len);
		if (open[1 + len] == '\0' || !strchr(open, '}')) {
			fault_at(loading, node, _("'%s' opens a brace that nothing closes"), open);
			return;
		}
		check_name(loading, node, name);
		if (open[1 + len] == '|' && !scope_style_known(arena_strndup(loading->arena, open + 2 + len, style)))
			fault_at(loading, node, _("'%s' is no way to write a value: capitals, long or plain"),
				arena_strndup(loading->arena, open + 2 + len, style));
	}
}

static struct words
load_words(struct loading *loading, struct yaml_node *node)
{
	struct words words = yaml_words(node, loading->faults);

	if (node) {
		check_text(loading, node, words.zh);
		if (strcmp(words.en, words.zh) != 0)
			check_text(loading, node, words.en);
	}
	return words;
}

static const char *
load_name(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);

	if (name)
		check_name(loading, node, name);
	return name;
}

static struct sheet_when
load_when(struct loading *loading, struct yaml_node *node)
{
	const char *text = yaml_text(node, NULL, loading->faults), *sign = text ? strchr(text, '=') : NULL;
	struct sheet_when when = {.value = NULL};

	if (!text)
		return when;
	when.negated = sign && sign > text && sign[-1] == '!';
	when.name = sign ? arena_strndup(loading->arena, text, (size_t)(sign - text) - when.negated) : text;
	when.value = sign ? sign + 1 : NULL;
	check_name(loading, node, when.name);
	return when;
}

/* ---- cells and rows */

static enum page_align
load_align(struct loading *loading, struct yaml_node *node, enum page_align missing)
{
	const char *text = yaml_text(node, NULL, loading->faults);

	if (text && align_named(text) == ALIGN_COUNT)
		fault_at(loading, node, _("'%s' is no way to align: left, centre or right"), text);
	return text && align_named(text) < ALIGN_COUNT ? align_named(text) : missing;
}

static enum page_face
load_face(struct loading *loading, struct yaml_node *node, enum page_face missing)
{
	const char *text = yaml_text(node, NULL, loading->faults);

	if (text && face_named(text) == FACE_COUNT)
		fault_at(loading, node, _("'%s' is no face: body, title, heading, subheading, table or small"), text);
	return text && face_named(text) < FACE_COUNT ? face_named(text) : missing;
}

/* A plain text, words in two languages, or a map that says more. */
static struct sheet_cell
load_cell(struct loading *loading, struct yaml_node *node)
{
	struct sheet_cell cell = {.text = {.zh = "", .en = ""}, .foot = {.zh = "", .en = ""}, .face = FACE_table};

	node->used = true;
	if (node->kind != YAML_MAP || yaml_get(node, "zh") || yaml_get(node, "en")) {
		cell.text = load_words(loading, node);
		return cell;
	}
	cell.text = load_words(loading, yaml_get(node, "text"));
	cell.label = load_name(loading, yaml_get(node, "label"));
	cell.foot = load_words(loading, yaml_get(node, "foot"));
	cell.columns = load_int(loading, yaml_get(node, "columns"), 1, MOST_SPAN);
	cell.rows = load_int(loading, yaml_get(node, "rows"), 1, MOST_SPAN);
	cell.lines = load_int(loading, yaml_get(node, "lines"), 0, MOST_LINES);
	cell.align = load_align(loading, yaml_get(node, "align"), cell.label ? ALIGN_centre : ALIGN_left);
	cell.face = load_face(loading, yaml_get(node, "face"), FACE_table);
	return cell;
}

/* A list of cells, or {when:, cells:}. */
static struct sheet_row
load_row(struct loading *loading, struct yaml_node *node)
{
	struct sheet_row row = {.count = 0};
	struct yaml_node *cells = node;

	node->used = true;
	if (node->kind == YAML_MAP) {
		row.when = load_when(loading, yaml_get(node, "when"));
		cells = yaml_need(node, "cells", loading->faults);
	}
	if (!yaml_is(cells, YAML_LIST, loading->faults))
		return row;
	struct sheet_cell *list = arena_alloc(loading->arena, (cells->count + 1) * sizeof *list);
	for (struct yaml_node *cell = cells->first; cell; cell = cell->next)
		list[row.count++] = load_cell(loading, cell);
	row.cells = list;
	return row;
}

/* A row of a table whose columns it must fill. */
static void
check_columns(struct loading *loading, const struct yaml_node *node, const struct sheet_row *row, size_t columns)
{
	size_t sum = 0;

	for (size_t i = 0; i < row->count; i++)
		sum += row->cells[i].columns > 1 ? (size_t)row->cells[i].columns : 1;
	if (sum > columns)
		fault_at(loading, node, _("a row of more columns than '%s' names"), "widths");
}

static void
load_widths(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	int *widths, sum = 0;

	if (!yaml_is(node, YAML_LIST, loading->faults))
		return;
	widths = arena_alloc(loading->arena, (node->count + 1) * sizeof *widths);
	for (struct yaml_node *item = node->first; item; item = item->next) {
		item->used = true;
		widths[block->columns++] = load_int(loading, item, 0, WIDTH_SUM);
		sum += widths[block->columns - 1];
	}
	block->widths = widths;
	if (sum > WIDTH_SUM)
		fault_at(loading, node, _("the columns are wider than the page: '%s' add up to more than 1000"), "widths");
}

/* ---- blocks */

static void
load_text_block(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	struct yaml_node *map = yaml_get(node, "text");

	block->kind = BLOCK_text;
	block->text = load_words(loading, map);
	block->face = load_face(loading, yaml_get(node, "face"), FACE_body);
	block->align = load_align(loading, yaml_get(node, "align"), ALIGN_left);
	block->indent = load_int(loading, yaml_get(node, "indent"), 0, MOST_SPAN);
	block->keeps = yaml_bool(yaml_get(node, "keeps"), false, loading->faults);
}

static void
load_grid(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	struct yaml_node *map = yaml_get(node, "grid"), *rows = yaml_need(map, "rows", loading->faults);
	struct sheet_row *list;

	block->kind = BLOCK_grid;
	load_widths(loading, yaml_need(map, "widths", loading->faults), block);
	block->heads = (size_t)load_int(loading, yaml_get(map, "heads"), 0, MOST_LINES);
	block->unruled = yaml_bool(yaml_get(map, "unruled"), false, loading->faults);
	if (!yaml_is(rows, YAML_LIST, loading->faults))
		return;
	list = arena_alloc(loading->arena, (rows->count + 1) * sizeof *list);
	for (struct yaml_node *row = rows->first; row; row = row->next) {
		list[block->count] = load_row(loading, row);
		check_columns(loading, row, &list[block->count++], block->columns);
	}
	block->rows = list;
	if (block->heads > block->count)
		fault_at(loading, map, _("more heads than rows: '%s'"), "heads");
}

static const struct sheet_source *
load_source(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);
	const struct sheet_source *source = name ? sheet_source_named(name) : NULL;

	if (name && !source)
		fault_at(loading, node, _("there is no table '%s'"), name);
	if (source && source->takes && *source->takes != loading->form->takes && *source->takes != loading->form->each) {
		fault_at(loading, node, _("a sheet of this kind has no table '%s'"), name);
		return NULL;
	}
	return source;
}

static void
load_table(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	struct yaml_node *map = yaml_get(node, "table"), *heads = yaml_get(map, "heads"), *row = yaml_need(map, "row", loading->faults);
	struct sheet_row *list = arena_alloc(loading->arena, ((heads ? heads->count : 0) + 2) * sizeof *list);

	block->kind = BLOCK_grid;
	block->of = load_source(loading, yaml_need(map, "of", loading->faults));
	block->list = yaml_text(yaml_get(map, "list"), NULL, loading->faults);
	block->least = load_int(loading, yaml_get(map, "least"), 0, MOST_LINES);
	load_widths(loading, yaml_need(map, "widths", loading->faults), block);
	loading->of = block->of;
	for (struct yaml_node *head = heads && yaml_is(heads, YAML_LIST, loading->faults) ? heads->first : NULL; head; head = head->next) {
		list[block->count] = load_row(loading, head);
		check_columns(loading, head, &list[block->count++], block->columns);
	}
	block->heads = block->count;
	if (row) {
		list[block->count] = load_row(loading, row);
		check_columns(loading, row, &list[block->count++], block->columns);
	}
	loading->of = NULL;
	block->rows = list;
}

static void
load_bars(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	struct yaml_node *map = yaml_get(node, "bars");

	block->kind = BLOCK_bars;
	block->of = load_source(loading, yaml_need(map, "of", loading->faults));
	block->list = yaml_text(yaml_get(map, "list"), NULL, loading->faults);
	loading->of = block->of;
	block->text = load_words(loading, yaml_need(map, "label", loading->faults));
	block->value = load_words(loading, yaml_need(map, "value", loading->faults));
	block->amount = load_name(loading, yaml_need(map, "amount", loading->faults));
	block->part = load_name(loading, yaml_get(map, "part"));
	loading->of = NULL;
}

static void
load_space(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	block->kind = BLOCK_space;
	block->lines = load_int(loading, yaml_get(node, "space"), 1, MOST_LINES);
}

static const struct {
	const char *key;
	void (*load)(struct loading *loading, struct yaml_node *node, struct sheet_block *block);
} kinds[] = {{"text", load_text_block}, {"grid", load_grid}, {"table", load_table}, {"bars", load_bars}, {"space", load_space}};

static void
load_block(struct loading *loading, struct yaml_node *node, struct sheet_block *block)
{
	*block = (struct sheet_block){.text = {.zh = "", .en = ""}, .value = {.zh = "", .en = ""}};
	node->used = true;
	if (!yaml_is(node, YAML_MAP, loading->faults))
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!yaml_get(node, kinds[i].key))
			continue;
		kinds[i].load(loading, node, block);
		block->when = load_when(loading, yaml_get(node, "when"));
		return;
	}
	fault_at(loading, node, _("a block is one of: %s"), "text, grid, table, bars, space");
}

static void
load_blocks(struct loading *loading, struct yaml_node *list)
{
	struct sheet_block *blocks;

	if (!yaml_is(list, YAML_LIST, loading->faults))
		return;
	blocks = arena_alloc(loading->arena, (list->count + 1) * sizeof *blocks);
	for (struct yaml_node *node = list->first; node; node = node->next)
		load_block(loading, node, &blocks[loading->form->count++]);
	loading->form->blocks = blocks;
}

/* ---- the sheet */

static const struct record_type *
load_type(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);
	const struct record_type *type = name ? record_type_named(name) : NULL;

	if (name && !type)
		fault_at(loading, node, _("there are no records '%s'"), name);
	return type;
}

/* Codes of a list of plain texts, with a blank between. */
static const char *const *
load_texts(struct loading *loading, struct yaml_node *node)
{
	const char **texts;
	size_t count = 0;

	if (!node || !yaml_is(node, YAML_LIST, loading->faults))
		return NULL;
	texts = arena_alloc(loading->arena, (node->count + 1) * sizeof *texts);
	for (struct yaml_node *item = node->first; item; item = item->next) {
		item->used = true;
		texts[count++] = yaml_text(item, "", loading->faults);
	}
	return texts;
}

static unsigned
load_roles(struct loading *loading, struct yaml_node *node)
{
	const char *const *names = load_texts(loading, node);
	unsigned roles = 0;

	for (size_t i = 0; names && names[i]; i++) {
		unsigned role = roles_parse(names[i]);
		if (!role)
			fault_at(loading, node, _("there is no role '%s'"), names[i]);
		roles |= role;
	}
	return roles;
}

struct sheet_form *
sheet_form_load(const char *name, struct yaml_node *root, struct arena *arena, struct faults *faults)
{
	static const char *const witnesses[] = {"office", "own", NULL};
	struct sheet_form *form = arena_alloc(arena, sizeof *form);
	struct loading loading = {.form = form, .arena = arena, .faults = faults};

	form->name = name;
	if (!yaml_is(root, YAML_MAP, faults))
		return form;
	form->label = yaml_words(yaml_need(root, "label", faults), faults);
	form->takes = load_type(&loading, yaml_need(root, "takes", faults));
	form->each = load_type(&loading, yaml_get(root, "each"));
	form->roles = load_roles(&loading, yaml_need(root, "roles", faults));
	form->witnessed = yaml_choice(yaml_need(root, "witness", faults), witnesses, 1, faults) == 0;
	form->landscape = yaml_bool(yaml_get(root, "landscape"), false, faults);
	form->numbered = yaml_bool(yaml_get(root, "numbered"), true, faults);
	form->shows = load_texts(&loading, yaml_get(root, "shows"));
	form->draft = load_when(&loading, yaml_get(root, "draft_when"));
	form->title = load_words(&loading, yaml_need(root, "title", faults));
	load_blocks(&loading, yaml_need(root, "blocks", faults));
	yaml_unknown(root, faults);
	return form;
}
