/* A checklist on the screen: elements with their sums, the items of one of them, methods and assessors, and what earns the points. */
#include <config.h>

#include "screen/answering.h"

#include <string.h>

#include "base/text.h"

enum {
	NUMBER_COLUMNS = 5, FULL_COLUMNS = 4, CELL_COLUMNS = 10, POINT_COLUMNS = 6, METHOD_COLUMNS = 10,
	LABEL_LEAST = 20, EVIDENCE_LEAST = 26, TITLE_COLUMNS = 8,
	STANDARD_ROWS = 2, BEHIND_ROWS = 3, /* methods, who assesses, the remark */
};

struct drawing {
	struct answering *answering;
	const struct area *body;
	struct arena arena;
	bool wide;          /* evidence stands beside its item */
	int label;          /* columns of the items' names */
	int first, last;    /* rows for items; last is not among them */
};

/* ---- the elements */

static const char *
tab_text(const struct drawing *drawing, size_t element)
{
	struct answering *answering = drawing->answering;
	const struct element_sum *sum = element < answering->sum.element_count ? &answering->sum.elements[element] : NULL;
	struct arena *arena = (struct arena *)&drawing->arena;
	const char *points = !sum || !sum->answered ? "–" : points_text(sum->points, arena);

	return arena_printf(arena, "%zu %s %s/%d%s", element + 1, words_in(answering->elements[element].label, words_lang()), points,
		answering->elements[element].points, sum && sum->faulty ? "?" : "");
}

/* All in one row where there is room, else in as many as it takes; gives the row behind. */
static int
draw_tabs(struct drawing *drawing, int y)
{
	struct answering *answering = drawing->answering;
	int widest = 0, each;

	for (size_t i = 0; i < answering->element_count; i++) {
		int width = shown_width(tab_text(drawing, i)) + 4;
		widest = width > widest ? width : widest;
	}
	each = drawing->body->cols / (widest ? widest : 1);
	each = each < 1 ? 1 : each > (int)answering->element_count ? (int)answering->element_count : each;
	if (each < (int)answering->element_count && each > ((int)answering->element_count + 1) / 2)
		each = ((int)answering->element_count + 1) / 2;
	for (size_t i = 0; i < answering->element_count; i++) {
		const struct element_sum *sum = i < answering->sum.element_count ? &answering->sum.elements[i] : NULL;
		int row = y + (int)i / each, x = 1 + (int)i % each * (drawing->body->cols / each);
		bool here = i == answering->element;
		enum tone tone = here ? TONE_MINE : sum && sum->faulty ? TONE_REFUSED : sum && sum->answered == sum->items ? TONE_DONE : TONE_PLAIN;
		if (here)
			paint_glyph(drawing->body, row, x, TONE_PLAIN, GLYPH_MARK, 1);
		paint_fit(drawing->body, row, x + 1, drawing->body->cols / each - 2, tone, tab_text(drawing, i), false);
	}
	return y + ((int)answering->element_count + each - 1) / each;
}

/* ---- the items */

static int
label_columns(const struct drawing *drawing)
{
	int fixed = 3 + NUMBER_COLUMNS + FULL_COLUMNS + 1 + CELL_COLUMNS + POINT_COLUMNS + 2 + METHOD_COLUMNS + 1;
	int room = drawing->body->cols - fixed - (drawing->wide ? EVIDENCE_LEAST : 0), widest = LABEL_LEAST;

	for (size_t i = 0; i < drawing->answering->items; i++) {
		int width = shown_width(words_in(answering_rule(drawing->answering, i)->label, words_lang())) + 1;
		widest = width > widest ? width : widest;
	}
	return widest < room ? widest : room;
}

/* Points that an item can take or give: behind a sign where they are beside those of its element. */
static const char *
full_text(const struct assessment_item *item, struct arena *arena)
{
	return arena_printf(arena, "%s%d", item->kind == ITEM_PENALTY ? "-" : item->kind == ITEM_BONUS ? "+" : "", item->points);
}

/* Rows of an item: where evidence does not stand beside it, or something is wrong, two. */
static int
item_rows(const struct drawing *drawing, size_t item)
{
	return drawing->wide && !drawing->answering->sheet.items[item].fault ? 1 : 2;
}

static void
draw_evidence(struct drawing *drawing, int y, int x, size_t item)
{
	struct sheet_cells *sheet = &drawing->answering->sheet;
	size_t cell = answering_evidence(drawing->answering, item);
	int columns = drawing->body->cols - x - 1;
	bool here = sheet->at == cell && !sheet->closed;

	if (!here && !cells_given(sheet, cell))
		return;
	paint(drawing->body, y, x, TONE_DIM, _("att."));
	x += shown_width(_("att.")) + 1;
	columns -= shown_width(_("att.")) + 1;
	cells_draw(sheet, drawing->body, y, x, columns, cell, false);
}

static void
draw_item(struct drawing *drawing, int y, size_t item)
{
	struct answering *answering = drawing->answering;
	const struct assessment_item *rule = answering_rule(answering, item);
	const struct sheet_cell *cell = &answering->sheet.items[item];
	bool here = answering_item(answering, answering->sheet.at) == item;
	int x = 3;

	cells_draw_mark(drawing->body, y, here);
	paint_fit(drawing->body, y, x, NUMBER_COLUMNS, TONE_PLAIN,
		arena_printf(&drawing->arena, "%zu.%zu", answering->element + 1, item - answering_first(answering, answering->element) + 1), false);
	x += NUMBER_COLUMNS;
	paint_fit(drawing->body, y, x, drawing->label, here ? TONE_MINE : TONE_PLAIN, words_in(rule->label, words_lang()), false);
	x += drawing->label;
	paint_fit(drawing->body, y, x, FULL_COLUMNS, TONE_PLAIN, full_text(rule, &drawing->arena), true);
	x += FULL_COLUMNS + 1;
	cells_draw_boxed(&answering->sheet, drawing->body, y, x, CELL_COLUMNS, item, true);
	x += CELL_COLUMNS;
	paint_fit(drawing->body, y, x, POINT_COLUMNS, TONE_DONE, cell->points != -1 ? points_text(cell->points, &drawing->arena) : "", true);
	x += POINT_COLUMNS + 2;
	paint_fit(drawing->body, y, x, METHOD_COLUMNS, TONE_DIM, code_label(NULL, "assessment_method", rule->method), false);
	x += METHOD_COLUMNS + 1;
	if (drawing->wide)
		draw_evidence(drawing, y, x, item);
	else if (!cell->fault || answering->sheet.at == answering_evidence(answering, item))
		draw_evidence(drawing, y + 1, 3 + NUMBER_COLUMNS, item);
	if (cell->fault && (drawing->wide || answering->sheet.at != answering_evidence(answering, item)))
		cells_draw_fault(&answering->sheet, drawing->body, y + 1, 3 + NUMBER_COLUMNS, item);
}

/* The window over the items follows the cursor. */
static void
scroll(struct drawing *drawing, size_t first, size_t count)
{
	struct answering *answering = drawing->answering;
	size_t item = answering_item(answering, answering->sheet.at), at = item < first || item >= first + count ? 0 : item - first;
	int rows = 0;

	if (answering->top > at || answering->top >= count)
		answering->top = at;
	for (size_t i = answering->top; i <= at; i++)
		rows += item_rows(drawing, first + i);
	while (answering->top < at && rows > drawing->last - drawing->first)
		rows -= item_rows(drawing, first + answering->top++);
}

static void
draw_items(struct drawing *drawing)
{
	struct answering *answering = drawing->answering;
	size_t first = answering_first(answering, answering->element), count = answering->elements[answering->element].item_count, focus = SIZE_MAX;
	int y = drawing->first, focus_y = 0;

	scroll(drawing, first, count);
	for (size_t i = answering->top; i < count && y + item_rows(drawing, first + i) <= drawing->last; i++) {
		if (answering_item(answering, answering->sheet.at) == first + i) {
			focus = first + i;
			focus_y = y;
		}
		draw_item(drawing, y, first + i);
		y += item_rows(drawing, first + i);
	}
	if (focus != SIZE_MAX) /* the cursor stays in its cell, whatever was drawn after it */
		draw_item(drawing, focus_y, focus);
}

/* ---- behind the items */

static int
draw_option(struct drawing *drawing, int y, int x, enum answering_cell cell, size_t option)
{
	struct answering *answering = drawing->answering;
	bool methods = cell == CELL_METHODS, here = answering_at(answering, cell);
	const struct options *options = methods ? &answering->methods : &answering->by;
	const char *code = options->codes[option], *label = code_label(NULL, methods ? "assessment_method" : "assessor_kind", code);
	bool ticked = answering_ticked(answering, cell, code);
	const char *text = arena_printf(&drawing->arena, "%c%s%c%s", methods ? '[' : '(', !ticked ? " " : methods ? "x" : "*", methods ? ']' : ')', label);

	paint(drawing->body, y, x, here && option == options->at ? TONE_CHOSEN : ticked ? TONE_MINE : TONE_PLAIN, text);
	if (here && option == options->at && !answering->sheet.closed)
		paint_cursor(drawing->body, y, x + 1);
	return x + shown_width(text) + 2;
}

static int
draw_options(struct drawing *drawing, int y, enum answering_cell cell, const char *title)
{
	const struct options *options = cell == CELL_METHODS ? &drawing->answering->methods : &drawing->answering->by;
	int x = 3 + TITLE_COLUMNS;

	cells_draw_mark(drawing->body, y, answering_at(drawing->answering, cell));
	paint(drawing->body, y, 3, TONE_DIM, title);
	for (size_t i = 0; i < options->count; i++)
		x = draw_option(drawing, y, x, cell, i);
	return x;
}

static void
draw_named(struct drawing *drawing, int y, int x, int columns, enum answering_cell cell, const char *title)
{
	struct answering *answering = drawing->answering;

	paint(drawing->body, y, x, TONE_DIM, title);
	x += shown_width(title) + 1;
	cells_draw_boxed(&answering->sheet, drawing->body, y, x, columns - shown_width(title) - 1, answering_behind(answering, cell), false);
}

static void
draw_behind(struct drawing *drawing, int y)
{
	struct answering *answering = drawing->answering;
	int x, room;

	draw_options(drawing, y, CELL_METHODS, _("How"));
	x = draw_options(drawing, y + 1, CELL_BY, _("By"));
	room = drawing->body->cols - x - 2;
	if (answering_at(answering, CELL_NAME) || answering_at(answering, CELL_QUALIFICATION))
		cells_draw_mark(drawing->body, y + 1, true);
	if (answering_ticked(answering, CELL_BY, "third_party")) {
		draw_named(drawing, y + 1, x, room / 2, CELL_NAME, _("name"));
		draw_named(drawing, y + 1, x + room / 2 + 1, room - room / 2 - 1, CELL_QUALIFICATION, _("qualified by"));
	}
	cells_draw_mark(drawing->body, y + 2, answering_at(answering, CELL_REMARK));
	paint(drawing->body, y + 2, 3, TONE_DIM, _("Remark"));
	cells_draw(&answering->sheet, drawing->body, y + 2, 3 + TITLE_COLUMNS, drawing->body->cols - 3 - TITLE_COLUMNS - 1,
		answering_behind(answering, CELL_REMARK), false);
}

/* What earns the points of the item under the cursor. */
static void
draw_standard(struct drawing *drawing, int y)
{
	struct answering *answering = drawing->answering;
	size_t item = answering_item(answering, answering->sheet.at);
	const struct assessment_item *rule;

	if (item >= answering->items)
		return;
	rule = answering_rule(answering, item);
	paint_wrapped(drawing->body, y, 3, drawing->body->cols - 5, STANDARD_ROWS, TONE_DIM,
		arena_printf(&drawing->arena, "%s  %s: %s", strcmp(rule->origin.clause, "office") == 0 ? _("office") : rule->origin.clause,
			words_in(rule->label, words_lang()), words_in(item_standard(rule, &drawing->arena), words_lang())));
}

/* Where the cursor rests is drawn last. */
static void
draw_focus(struct drawing *drawing, int y)
{
	if (answering_item(drawing->answering, drawing->answering->sheet.at) >= drawing->answering->items)
		draw_behind(drawing, y);
}

const char *
answering_sums(const struct answering *answering, struct arena *arena)
{
	const char *sums = arena_printf(arena, _("points %s/%s"), points_text(answering->sum.total, arena), points_text(answering->sum.possible, arena));

	if (answering->sum.whole)
		return sums;
	return arena_printf(arena, _("%s · %s not assessed"), sums, points_text(100 * 100 - answering->sum.possible, arena));
}

static void
draw_head(struct drawing *drawing)
{
	const struct answering *answering = drawing->answering;
	const char *sums = drawing->wide ? "" : answering_sums(answering, &drawing->arena);
	int columns = drawing->body->cols - 2, beside = shown_width(sums);

	paint_fit(drawing->body, 0, 1, columns - beside - 1, TONE_TITLE,
		arena_printf(&drawing->arena, _("%s %d · assessor %s%s%s · %s"), code_label(NULL, "assessment_kind", answering->kind), answering->year,
			answering->assessor, *answering->concluded ? _(" · concluded ") : "", answering->concluded, answering->subject), false);
	paint(drawing->body, 0, 1 + columns - beside, TONE_MINE, sums);
}

void
answering_draw(struct answering *answering, const struct area *body)
{
	struct drawing drawing = {.answering = answering, .body = body, .wide = body->cols >= ANSWERING_WIDE};
	int behind = body->rows - BEHIND_ROWS, y;

	draw_head(&drawing);
	y = draw_tabs(&drawing, 1);
	paint_rule(body, y);
	drawing.first = y + 1;
	drawing.last = behind - 1 - STANDARD_ROWS;
	drawing.label = label_columns(&drawing);
	draw_standard(&drawing, drawing.last);
	struct area rule = area_part(body, behind - 1, 0, 1, body->cols);
	paint_rule(&rule, 0);
	draw_behind(&drawing, behind);
	draw_items(&drawing);
	draw_focus(&drawing, behind);
	arena_free(&drawing.arena);
}
