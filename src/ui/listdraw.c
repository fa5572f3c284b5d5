#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/liststate.h"

#define PANE_FROM 96 /* columns of the whole from which a pane is shown beside, unless a list has a bound of its own */
#define FLEX_LEAST 8

/* ---- columns */

static int
total_width(const struct list *list)
{
	int total = LIST_GUTTER;
	for (size_t i = 0; i < list->spec.column_count; i++)
		if (list->widths[i])
			total += list->widths[i] + LIST_GAP;
	return total - LIST_GAP;
}

/* The column that gives way and takes what is left over. */
static size_t
flexing(const struct list *list)
{
	size_t best = 0;
	for (size_t i = 0; i < list->spec.column_count; i++) {
		if (list->spec.columns[i].flex)
			return i;
		if (list->widths[i] > list->widths[best])
			best = i;
	}
	return best;
}

static size_t
first_to_drop(const struct list *list)
{
	size_t found = list->spec.column_count;
	for (size_t i = 0; i < list->spec.column_count; i++)
		if (list->widths[i] && list->spec.columns[i].drop
			&& (found == list->spec.column_count || list->spec.columns[i].drop >= list->spec.columns[found].drop))
			found = i;
	return found;
}

static void
size_columns(struct list *list)
{
	for (size_t i = 0; i < list->spec.column_count; i++)
		list->widths[i] = list->spec.columns[i].width;
	if (list->spec.column_count == 0)
		return;
	size_t flex = flexing(list);
	int room = list->list_cols - (list->pane_shown ? 1 : 0); /* a blank before the pane's line */
	for (;;) {
		int over = total_width(list) - room;
		size_t drop = first_to_drop(list);
		/* A flexing column gives way by a quarter before another goes. */
		if (over <= 0 || over <= list->spec.columns[flex].width / 4 || drop == list->spec.column_count)
			break;
		list->widths[drop] = 0;
	}
	list->widths[flex] += room - total_width(list);
	if (list->widths[flex] < FLEX_LEAST)
		list->widths[flex] = FLEX_LEAST;
}

/* ---- rows */

static void
draw_header(const struct list *list, const struct area *area)
{
	int x = LIST_GUTTER;
	for (size_t i = 0; i < list->spec.column_count; i++) {
		if (!list->widths[i])
			continue;
		paint_fit(area, 0, x, list->widths[i], TONE_DIM, list->spec.columns[i].title, list->spec.columns[i].right);
		x += list->widths[i] + LIST_GAP;
	}
	paint_clear_row(area, 0, x);
}

/* Neighbouring cells of one tone are drawn together. */
static void
draw_cells(const struct list *list, const struct area *area, int y, const struct list_cell *cells)
{
	struct buf run = {0};
	int x = LIST_GUTTER, begun = LIST_GUTTER;
	enum tone tone = TONE_PLAIN;
	for (size_t i = 0; i < list->spec.column_count; i++) {
		if (!list->widths[i])
			continue;
		const char *text = cells[i].text ? cells[i].text : "";
		if (cells[i].tone != tone && run.len) {
			paint(area, y, begun, tone, buf_text(&run));
			buf_clear(&run);
			begun = x;
		}
		tone = cells[i].tone;
		text_pad(&run, text, list->widths[i], list->spec.columns[i].right);
		x += list->widths[i] + LIST_GAP;
		buf_add(&run, "  ", LIST_GAP);
	}
	paint(area, y, begun, tone, buf_text(&run));
	paint_clear_row(area, y, x);
	buf_free(&run);
}

static void
draw_cut(const struct list *list, const struct area *area, int y, const struct list_cell *cell)
{
	int room = list->list_cols - LIST_GUTTER - 1, width = shown_width(cell->text);
	int before = room > width ? (room - width) / 2 : 0;
	paint_clear_row(area, y, 0);
	paint_glyph(area, y, LIST_GUTTER, cell->tone, GLYPH_CUT, before);
	paint(area, y, LIST_GUTTER + before, cell->tone, cell->text);
	paint_glyph(area, y, LIST_GUTTER + before + width, cell->tone, GLYPH_CUT, room - before - width);
}

static void
draw_row(struct list *list, const struct area *area, int line)
{
	const struct list_row *row = &list->rows[line];
	struct list_cell *cells = arena_alloc(&list->arena, (list->spec.column_count + 1) * sizeof *cells);
	for (size_t i = 0; i < list->spec.column_count; i++)
		cells[i] = (struct list_cell){.unseen = !list->widths[i]};
	list->spec.source->cells(list->spec.user, row, cells, &list->arena);
	if (cells[0].across)
		draw_cut(list, area, line + 1, &cells[0]);
	else
		draw_cells(list, area, line + 1, cells);
	arena_reset(&list->arena);
}

static void
draw_line(struct list *list, const struct area *area, int line)
{
	struct list_line *shown = &list->shown[line];
	struct list_line now = {0};
	if (line < list->count)
		now = (struct list_line){list->rows[line].id, list->mark_count && list_marked(list, list->rows[line].id)};
	bool other = shown->id != now.id || list->afresh;
	if (other && now.id)
		draw_row(list, area, line);
	else if (other)
		paint_clear_row(area, line + 1, 0);
	if (other || shown->marked != now.marked)
		paint(area, line + 1, 1, now.marked ? TONE_MINE : TONE_PLAIN, now.marked ? "*" : " ");
	*shown = now;
}

static void
draw_sign(struct list *list, const struct area *area)
{
	int at = list->count ? list->at : -1;
	if (list->shown_at >= 0 && list->shown_at != at && list->shown_at < list->lines)
		paint(area, list->shown_at + 1, 0, TONE_PLAIN, " ");
	if (at >= 0)
		paint_glyph(area, at + 1, 0, TONE_PLAIN, GLYPH_MARK, 1);
	list->shown_at = at;
}

/* ---- the pane */

static struct area
pane_area(const struct list *list, const struct area *area)
{
	return area_part(area, 0, list->list_cols + 2, area->rows, area->cols - list->list_cols - 2);
}

static void
blank_pane(struct list *list, const struct area *area)
{
	struct area pane = pane_area(list, area);
	if (!list->pane_blank)
		paint_clear(&pane);
	list->pane_blank = true;
	list->pane_id = 0;
}

static void
draw_pane(struct list *list, const struct area *area)
{
	struct area pane = pane_area(list, area);
	const struct list_row *row = list->count ? &list->rows[list->at] : NULL;
	list->pane_due = false;
	if (!list->pane_blank)
		paint_clear(&pane);
	list->spec.source->pane(list->spec.user, row, &pane);
	list->pane_blank = false;
	list->pane_id = row ? row->id : 0;
}

/* ---- all of it */

static void
forget_shown(struct list *list)
{
	memset(list->shown, 0, (size_t)list->lines * sizeof *list->shown);
	list->shown_at = -1;
	list->scrolled = 0;
	list->pane_blank = true;
	list->pane_id = 0;
}

/* Moves what is shown with the window, so that only new rows need drawing. */
static void
scroll(struct list *list, const struct area *area)
{
	int by = list->scrolled, size = by < 0 ? -by : by;
	list->scrolled = 0;
	if (by == 0 || size > list->lines / 2)
		return;
	if (list->pane_shown)
		blank_pane(list, area);
	/* The sign goes while the cursor still rests on it. */
	if (list->shown_at >= 0) {
		paint(area, list->shown_at + 1, 0, TONE_PLAIN, " ");
		paint_cursor(area, list->shown_at + 1, 1);
		paint_settle(area);
		list->shown_at = -1;
	}
	paint_scroll(area, 1, list->lines, by);
	size_t keep = (size_t)(list->lines - size) * sizeof *list->shown;
	if (by > 0)
		memmove(list->shown, list->shown + size, keep);
	else
		memmove(list->shown + size, list->shown, keep);
	memset(by > 0 ? list->shown + list->lines - size : list->shown, 0, (size_t)size * sizeof *list->shown);
	if (list->pane_shown)
		for (int i = 0; i < size; i++)
			paint_glyph(area, by > 0 ? list->lines - i : 1 + i, list->list_cols, TONE_DIM, GLYPH_PILLAR, 1);
}

static void
lay_out(struct list *list, const struct area *area)
{
	int from = list->spec.pane_from ? list->spec.pane_from : PANE_FROM;
	bool pane = list->spec.pane_cols && list->spec.source->pane && area->cols >= from;
	int pane_cols = list->spec.pane_cols + (area->cols - from) / 3;
	/* The last column stays free: from there a cursor goes home in one byte, from the edge it does not. */
	list->list_cols = pane ? area->cols - pane_cols - 2 : area->cols - 1;
	list->pane_shown = pane;
	size_columns(list);
	list_set_lines(list, area->rows - 1);
	forget_shown(list);
	list->afresh = true;
	struct area left = area_part(area, 0, 0, area->rows, list->list_cols);
	draw_header(list, &left);
	if (pane)
		paint_pillar(area, list->list_cols);
	list_moved(list);
}

void
list_draw(struct list *list, const struct area *area, bool whole)
{
	list_sync(list);
	if (whole || area->rows - 1 != list->lines)
		lay_out(list, area);
	struct area left = area_part(area, 0, 0, area->rows, list->list_cols);
	scroll(list, area);
	for (int line = 0; line < list->lines; line++)
		draw_line(list, &left, line);
	if (list->count == 0 && list->spec.empty)
		paint_wrapped(&left, 2, LIST_GUTTER, left.cols - LIST_GUTTER - 1, list->lines - 1, TONE_DIM, list->spec.empty);
	draw_sign(list, &left);
	list->afresh = false;
	if (list->pane_shown && list->pane_due)
		draw_pane(list, area);
	paint_cursor(&left, 1 + (list->count ? list->at : 0), 0);
	list_filter_draw(list);
}

/* ---- a source over a table */

static void
put_place(struct list_row *row, size_t number)
{
	*row = (struct list_row){.id = number};
	memcpy(row->place.bytes, &number, sizeof number);
}

static size_t
table_walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	const struct list_table *table = user;
	size_t number = forward ? 1 : table->rows, count = 0;
	if (from) {
		memcpy(&number, from->bytes, sizeof number);
		if (!inclusive)
			number = forward ? number + 1 : number - 1;
	}
	while (count < limit && number >= 1 && number <= table->rows) {
		put_place(&rows[count++], number);
		number = forward ? number + 1 : number - 1;
	}
	return count;
}

static void
table_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	const struct list_table *table = user;
	(void)arena;
	if (row->id <= table->rows)
		memcpy(cells, table->cells + (row->id - 1) * table->columns, table->columns * sizeof *cells);
}

static uint64_t
table_count(void *user)
{
	const struct list_table *table = user;
	return table->rows;
}

const struct list_source list_table_source = {
	.walk = table_walk,
	.cells = table_cells,
	.count = table_count,
};
