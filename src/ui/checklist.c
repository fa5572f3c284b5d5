#include <config.h>

#include "ui/checklist.h"

#include <string.h>

#define CLAUSE_COLS 12
#define LABEL_AT 2

static const struct {
	enum glyph sign;
	enum tone tone;
} signs[] = {
	[CHECK_DONE] = {GLYPH_DONE, TONE_DONE},
	[CHECK_REFUSED] = {GLYPH_REFUSED, TONE_REFUSED},
	[CHECK_WAITING] = {GLYPH_WAITING, TONE_WAITING},
	[CHECK_NONE] = {GLYPH_DOT, TONE_DIM},
};

static size_t
step(const struct checklist *list, size_t from, bool forward)
{
	size_t at = from;
	for (;;) {
		if (forward ? at + 1 >= list->count : at == 0)
			return from;
		at = forward ? at + 1 : at - 1;
		if (!list->items[at].heading)
			return at;
	}
}

void
checklist_set(struct checklist *list, const struct check_item *items, size_t count)
{
	list->items = items;
	list->count = count;
	if (list->cursor >= count)
		list->cursor = count ? count - 1 : 0;
	if (count && items[list->cursor].heading) {
		size_t at = step(list, list->cursor, true);
		list->cursor = items[at].heading ? step(list, list->cursor, false) : at;
	}
}

static bool
filled(const char *text)
{
	return text && *text;
}

static int
height(const struct check_item *item, int cols)
{
	return 1 + (filled(item->because) ? paint_height(item->because, cols - LABEL_AT - CLAUSE_COLS - 3) : 0);
}

static void
draw_item(const struct area *area, int y, const struct check_item *item)
{
	int at = LABEL_AT + 2, note = filled(item->note) ? shown_width(item->note) : 0;
	if (item->heading) {
		paint(area, y, 0, TONE_TITLE, item->label);
		return;
	}
	paint_glyph(area, y, LABEL_AT, signs[item->sign].tone, signs[item->sign].sign, 1);
	if (filled(item->clause))
		paint_fit(area, y, at, CLAUSE_COLS, TONE_DIM, item->clause, false);
	paint_fit(area, y, at + CLAUSE_COLS + 1, area->cols - at - CLAUSE_COLS - 2 - (note ? note + 2 : 0), TONE_PLAIN, item->label, false);
	if (note)
		paint(area, y, area->cols - note - 1, TONE_DIM, item->note);
	if (filled(item->because))
		paint_wrapped(area, y + 1, at + CLAUSE_COLS + 1, area->cols - LABEL_AT - CLAUSE_COLS - 3, area->rows - y - 1,
			item->sign == CHECK_REFUSED ? TONE_REFUSED : TONE_DIM, item->because);
}

/* The first item shown, moved so that the cursor's item is seen whole. */
static void
scroll(struct checklist *list, const struct area *area)
{
	if (list->top > list->cursor)
		list->top = list->cursor;
	/* A heading just above is shown with its first item. */
	if (list->top == list->cursor && list->top > 0 && list->items[list->top - 1].heading)
		list->top--;
	int rows = 0;
	for (size_t i = list->top; i <= list->cursor; i++)
		rows += height(&list->items[i], area->cols);
	while (rows > area->rows && list->top < list->cursor)
		rows -= height(&list->items[list->top++], area->cols);
}

void
checklist_draw(struct checklist *list, const struct area *area, bool focus)
{
	paint_clear(area);
	if (list->count == 0)
		return;
	scroll(list, area);
	int y = 0;
	for (size_t i = list->top; i < list->count && y < area->rows; i++) {
		draw_item(area, y, &list->items[i]);
		if (focus && i == list->cursor) {
			paint_glyph(area, y, 0, TONE_MINE, GLYPH_MARK, 1);
			paint_cursor(area, y, 0);
		}
		y += height(&list->items[i], area->cols);
	}
}

bool
checklist_key(struct checklist *list, const struct key *key)
{
	if (list->count == 0)
		return false;
	switch (key->code) {
	case K_DOWN:
	case K_UP:
		list->cursor = step(list, list->cursor, key->code == K_DOWN);
		return true;
	case K_PGDN:
	case K_PGUP:
		for (int i = 0; i < 5; i++)
			list->cursor = step(list, list->cursor, key->code == K_PGDN);
		return true;
	case K_HOME:
		list->cursor = 0;
		if (list->items[0].heading)
			list->cursor = step(list, 0, true);
		return true;
	case K_END:
		list->cursor = list->count - 1;
		if (list->items[list->cursor].heading)
			list->cursor = step(list, list->cursor, false);
		return true;
	default:
		return false;
	}
}

const struct check_item *
checklist_current(const struct checklist *list)
{
	return list->cursor < list->count && !list->items[list->cursor].heading ? &list->items[list->cursor] : NULL;
}

size_t
checklist_done(const struct checklist *list, size_t *all)
{
	size_t done = 0, items = 0;
	for (size_t i = 0; i < list->count; i++) {
		items += !list->items[i].heading;
		done += !list->items[i].heading && list->items[i].sign == CHECK_DONE;
	}
	if (all)
		*all = items;
	return done;
}
