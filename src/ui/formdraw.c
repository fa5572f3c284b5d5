#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/formstate.h"

#define LABEL_MOST 26
#define VALUE_LEAST 20
#define VALUE_MOST 60
#define LONG_ROWS 5
#define HELP_FROM 96 /* columns from which help is shown beside */
#define HELP_COLS 34

/* Where things stand on the page. */
struct layout {
	struct area area; /* of the fields */
	int label, value; /* widths */
};

static int
label_width(const struct formview *view, const struct form_page *page)
{
	int most = 8;
	for (size_t i = 0; i < page->columns; i++)
		if (slot_asked(view, &page->slots[i])) {
			int width = shown_width(slot_label(&page->slots[i]));
			most = width > most ? width : most;
		}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

static struct layout
lay_out(const struct formview *view, const struct area *area)
{
	struct layout layout = {.area = *area};
	if (area->cols >= HELP_FROM && !page_group(&view->pages[view->page])) /* a table needs the whole width */
		layout.area.cols -= HELP_COLS + (area->cols - HELP_FROM) / 3;
	layout.label = label_width(view, &view->pages[view->page]);
	layout.value = layout.area.cols - layout.label - 8;
	layout.value = layout.value > VALUE_MOST ? VALUE_MOST : layout.value < VALUE_LEAST ? VALUE_LEAST : layout.value;
	return layout;
}

/* ---- one field */

static int
slot_rows(const struct formview *view, const struct slot *slot, const struct layout *layout)
{
	if (!slot_long(slot))
		return 1;
	int rows = paint_height(slot->text, layout->value - 1);
	if (view->entered && form_slot(view) == slot)
		rows = textbox_height(&view->box, layout->value - 1);
	return rows < 2 ? 2 : rows < LONG_ROWS ? rows : LONG_ROWS;
}

static const char *
below_text(const struct slot *slot)
{
	if (slot->fault)
		return slot->fault;
	if (slot->note)
		return slot->note;
	return slot->masked ? _("unchanged until retyped") : "";
}

static int
below_cols(const struct layout *layout)
{
	return layout->area.cols - layout->label - 7;
}

static int
slot_height(const struct formview *view, const struct slot *slot, const struct layout *layout)
{
	return slot_rows(view, slot, layout) + paint_height(below_text(slot), below_cols(layout));
}

static void
draw_below(const struct layout *layout, int y, const struct slot *slot)
{
	static const enum glyph signs[TONES] = {
		[TONE_DONE] = GLYPH_DONE, [TONE_WAITING] = GLYPH_WAITING, [TONE_REFUSED] = GLYPH_REFUSED,
	};
	const char *text = below_text(slot);
	enum tone tone = slot->fault ? TONE_REFUSED : slot->note ? slot->note_tone : TONE_DIM;
	int x = layout->label + 5;
	if (!*text)
		return;
	if (tone == TONE_DONE || tone == TONE_WAITING || tone == TONE_REFUSED)
		paint_glyph(&layout->area, y, x, tone, signs[tone], 1);
	paint_wrapped(&layout->area, y, x + 2, below_cols(layout), layout->area.rows - y, tone, text);
}

/* What a code field's text will be taken for. */
static void
draw_meant(struct formview *view, const struct slot *slot, const struct area *area, int y, int x, int columns)
{
	const char *typed = editor_text(&view->box.editor);
	const struct code *meant = editor_changed(&view->box.editor) ? form_code_meant(view, slot, typed) : NULL;
	int used = shown_width(typed) + 1;
	if (!meant || used + 6 > columns)
		return;
	struct area rest = area_part(area, y, x + used, 1, columns - used);
	paintf(&rest, 0, 0, TONE_DIM, "→ %s", words_in(meant->label, words_lang()));
}

static bool
has_list(const struct slot *slot)
{
	const struct kind *kind = slot->field->field.kind;
	return slot->field->field.list || kind == &kind_flag || kind == &kind_ref;
}

/* What stands at the right end of a field: that it has a list, or what its numbers are in. */
static const char *
tail_of(const struct slot *slot, int columns)
{
	const char *unit = slot->field->field.unit;
	if (has_list(slot))
		return columns > 12 ? "F4" : NULL;
	return unit && columns > 24 ? _(unit) : NULL;
}

/* A line in its brackets; with focus the editor's. */
static void
draw_line(struct formview *view, const struct slot *slot, const struct area *area, int y, int x, int columns, bool focus)
{
	const char *tail = tail_of(slot, columns);
	int used = tail ? shown_width(tail) + 1 : 0;
	paint(area, y, x, TONE_DIM, "[");
	if (focus) {
		editor_draw(&view->box.editor, area, y, x + 1, columns - 2 - used, true);
		draw_meant(view, slot, area, y, x + 1, columns - 2 - used);
	} else {
		/* The cell where the cursor would stand stays free. */
		paint_fit(area, y, x + 1, columns - 3 - used, TONE_PLAIN, slot->text, slot->field->field.kind->right);
		paint(area, y, x + columns - 2 - used, TONE_PLAIN, " ");
	}
	if (tail)
		paintf(area, y, x + columns - 1 - used, TONE_DIM, " %s", tail);
	paint(area, y, x + columns - 1, TONE_DIM, "]");
}

static void
draw_box(struct formview *view, const struct slot *slot, const struct area *area, int y, int x, int columns, int rows, bool focus)
{
	struct area inside = area_part(area, y, x + 1, rows, columns - 2);
	if (focus)
		textbox_draw(&view->box, &inside, true);
	else
		paint_wrapped(&inside, 0, 0, inside.cols - 1, rows, TONE_PLAIN, slot->text);
	for (int i = 0; i < rows; i++) {
		paint(area, y + i, x, TONE_DIM, i == 0 ? "[" : "|");
		paint(area, y + i, x + columns - 1, TONE_DIM, i == rows - 1 ? "]" : "|");
	}
}

static void
draw_slot(struct formview *view, struct slot *slot, const struct layout *layout, int y)
{
	const struct area *area = &layout->area;
	bool focus = view->entered && form_slot(view) == slot;
	int rows = slot_rows(view, slot, layout), x = layout->label + 5;
	if (focus)
		paint_glyph(area, y, 0, TONE_PLAIN, GLYPH_MARK, 1);
	paint_fit(area, y, 2, layout->label, slot->fault ? TONE_REFUSED : TONE_PLAIN, slot_label(slot), false);
	if (slot->field->required)
		paint(area, y, layout->label + 3, TONE_DIM, "*");
	if (slot_long(slot))
		draw_box(view, slot, area, y, x, layout->value + 2, rows, focus);
	else
		draw_line(view, slot, area, y, x, layout->value + 2, focus);
	draw_below(layout, y + rows, slot);
}

/* ---- a page of fields */

/* The page's first row shown, so that the cursor's field is seen whole. */
static void
scroll(struct formview *view, const struct layout *layout, int from, int height, int total)
{
	int rows = layout->area.rows;
	if (view->shown_page != (int)view->page)
		view->top = 0;
	view->shown_page = (int)view->page;
	if (total <= rows)
		view->top = 0;
	else if (from < view->top)
		view->top = from;
	else if (from + height > view->top + rows)
		view->top = from + height - rows;
}

static void
draw_button(struct formview *view, const struct layout *layout, int y)
{
	if (y < 0 || y >= layout->area.rows)
		return;
	bool focus = form_on_button(view);
	if (focus)
		paint_glyph(&layout->area, y, 0, TONE_PLAIN, GLYPH_MARK, 1);
	paintf(&layout->area, y, 2, focus ? TONE_CHOSEN : TONE_KEY, "[ F2 %s ]", view->spec.button ? view->spec.button : _("save"));
	if (focus)
		paint_cursor(&layout->area, y, 2);
}

static void
draw_fields(struct formview *view, const struct layout *layout)
{
	struct form_page *page = &view->pages[view->page];
	bool last = view->page == form_last_page(view);
	int total = 0, from = 0, height = 1;
	for (size_t i = 0; i < page->columns; i++) {
		if (!slot_asked(view, &page->slots[i]))
			continue;
		int rows = slot_height(view, &page->slots[i], layout);
		if (view->at == i) {
			from = total;
			height = rows;
		}
		total += rows;
	}
	if (form_on_button(view))
		from = total + 1;
	scroll(view, layout, from, height, total + (last ? 2 : 0));
	int y = -view->top;
	for (size_t i = 0; i < page->columns; i++) {
		if (!slot_asked(view, &page->slots[i]))
			continue;
		int rows = slot_height(view, &page->slots[i], layout);
		if (y >= 0 && y < layout->area.rows)
			draw_slot(view, &page->slots[i], layout, y);
		y += rows;
	}
	if (last)
		draw_button(view, layout, y + 1);
}

/* ---- a page that is a table */

static size_t
widest(const int *widths, size_t count)
{
	size_t at = 0;
	for (size_t i = 1; i < count; i++)
		at = widths[i] > widths[at] ? i : at;
	return at;
}

/* What the kinds and labels want; the widest gives way where room is short, and takes what is left over. */
static void
cell_widths(const struct form_page *page, int cols, int *widths)
{
	enum { LEAST = 8 };
	int room = cols - 4;
	for (size_t i = 0; i < page->columns; i++) {
		int label = shown_width(form_label(&page->section->fields[i])), kind = page->section->fields[i].field.kind->width;
		widths[i] = (label > kind ? label : kind) + 2;
		room -= widths[i] + 1;
	}
	for (; room < 0 && widths[widest(widths, page->columns)] > LEAST; room++)
		widths[widest(widths, page->columns)]--;
	if (room > 0)
		widths[widest(widths, page->columns)] += room;
}

static void
draw_table_row(struct formview *view, const struct layout *layout, int y, size_t row, const int *widths)
{
	struct form_page *page = &view->pages[view->page];
	int x = 3;
	for (size_t i = 0; i < page->columns; i++) {
		struct slot *slot = &page->slots[row * page->columns + i];
		bool focus = view->entered && form_slot(view) == slot;
		if (focus)
			paint_glyph(&layout->area, y, 0, TONE_PLAIN, GLYPH_MARK, 1);
		if (slot->fault)
			paint_glyph(&layout->area, y, x - 1, TONE_REFUSED, GLYPH_REFUSED, 1);
		draw_line(view, slot, &layout->area, y, x, widths[i], focus);
		x += widths[i] + 1;
	}
}

static void
draw_table(struct formview *view, const struct layout *layout)
{
	struct form_page *page = &view->pages[view->page];
	const struct slot *slot = form_slot(view);
	int *widths = xcalloc(page->columns, sizeof *widths);
	int x = 3, rows = layout->area.rows - 5, at = slot ? (int)(view->at / page->columns) : (int)page->rows;
	cell_widths(page, layout->area.cols, widths);
	for (size_t i = 0; i < page->columns; x += widths[i++] + 1)
		paint_fit(&layout->area, 0, x + 1, widths[i] - 1, TONE_DIM, form_label(&page->section->fields[i]), false);
	if (view->shown_page != (int)view->page || at < view->top)
		view->top = at < rows ? 0 : at - rows + 1;
	if (at >= view->top + rows)
		view->top = at - rows + 1;
	view->shown_page = (int)view->page;
	for (int y = 0; y < rows && (size_t)(view->top + y) < page->rows; y++)
		draw_table_row(view, layout, y + 1, (size_t)(view->top + y), widths);
	if (slot && slot->fault)
		paint_wrapped(&layout->area, layout->area.rows - 4, 3, layout->area.cols - 4, 2, TONE_REFUSED, slot->fault);
	paint(&layout->area, layout->area.rows - 2, 2, TONE_DIM, _("Ins adds a row, Ctrl-X takes one away; Enter in an empty row goes on"));
	if (view->page == form_last_page(view))
		draw_button(view, layout, layout->area.rows - 1);
	free(widths);
}

/* ---- beside */

static void
draw_help(struct formview *view, const struct area *area)
{
	const struct slot *slot = form_slot(view);
	int y = 0;
	if (!slot)
		return;
	y += paint_wrapped(area, y, 0, area->cols, 2, TONE_TITLE, slot_label(slot));
	const char *help = form_help(slot->field);
	if (help && *help)
		y += paint_wrapped(area, y, 0, area->cols, area->rows - y - 2, TONE_PLAIN, help);
	if (slot->field->clause && y + 1 < area->rows) {
		struct buf text = {0};
		buf_addf(&text, _("By clause %s"), slot->field->clause);
		paint_wrapped(area, y + 1, 0, area->cols, 2, TONE_DIM, buf_text(&text));
		buf_free(&text);
	}
}

void
formview_draw(struct formview *view, const struct area *area, bool whole)
{
	struct layout layout = lay_out(view, area);
	if (!whole)
		paint_clear(area);
	if (page_group(&view->pages[view->page]))
		draw_table(view, &layout);
	else
		draw_fields(view, &layout);
	if (layout.area.cols < area->cols) {
		struct area help = area_part(area, 0, layout.area.cols + 2, area->rows, area->cols - layout.area.cols - 3);
		draw_help(view, &help);
	}
}
