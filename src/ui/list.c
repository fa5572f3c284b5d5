#include <config.h>

#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

#include "ui/frame.h"
#include "ui/liststate.h"

#define REST_MS 150

struct list *
list_new(const struct list_spec *spec)
{
	struct list *list = xcalloc(1, sizeof *list);
	list->spec = *spec;
	list->widths = xcalloc(spec->column_count ? spec->column_count : 1, sizeof *list->widths);
	list->shown_at = -1;
	list->filter.limit = 200;
	list->lines = ui_body(spec->ui).rows - 1;
	if (list->lines < 1)
		list->lines = 1;
	list->rows = xcalloc((size_t)list->lines, sizeof *list->rows);
	list->shown = xcalloc((size_t)list->lines, sizeof *list->shown);
	return list;
}

static void
rested(void *user)
{
	struct list *list = user;
	list->pane_due = true;
	if (!list_counted(list))
		list_count(list);
	if (ui_top(list->spec.ui))
		screen_changed(ui_top(list->spec.ui));
}

void
list_free(struct list *list)
{
	if (!list)
		return;
	ui_timer(list->spec.ui, -1, rested, list);
	if (list->typing)
		ui_hold_message(list->spec.ui, false);
	arena_free(&list->arena);
	editor_free(&list->filter);
	free(list->rows);
	free(list->shown);
	free(list->widths);
	free(list->marks);
	free(list);
}

void
list_moved(struct list *list)
{
	if (list->spec.source->pane || !list_counted(list))
		ui_timer(list->spec.ui, REST_MS, rested, list);
}

/* ---- loading */

static size_t
walk(struct list *list, const struct list_row *from, bool inclusive, bool forward, int limit, struct list_row *rows)
{
	if (limit <= 0)
		return 0;
	return list->spec.source->walk(list->spec.user, from ? &from->place : NULL, inclusive, forward, (size_t)limit, rows);
}

static void
turn(struct list_row *rows, int count)
{
	for (int i = 0, j = count - 1; i < j; i++, j--) {
		struct list_row row = rows[i];
		rows[i] = rows[j];
		rows[j] = row;
	}
}

static void
load_home(struct list *list)
{
	list->count = (int)walk(list, NULL, true, true, list->lines, list->rows);
	list->at = 0;
	list->scrolled = list->lines;
}

static void
load_end(struct list *list)
{
	list->count = (int)walk(list, NULL, true, false, list->lines, list->rows);
	turn(list->rows, list->count);
	list->at = list->count - 1;
	list->scrolled = list->lines;
}

/* Loads the window again with `row`, or what stands where it would, `above` lines below the top. */
static void
load_around(struct list *list, struct list_row row, int above)
{
	struct list_row *before = xcalloc((size_t)list->lines, sizeof *before);
	int behind = (int)walk(list, &row, true, true, list->lines, list->rows);
	int wanted = behind < list->lines - above ? list->lines - behind : above;
	int ahead = (int)walk(list, &row, false, false, wanted, before);
	turn(before, ahead);
	int keep = list->lines - ahead < behind ? list->lines - ahead : behind;
	memmove(list->rows + ahead, list->rows, (size_t)keep * sizeof *list->rows);
	memcpy(list->rows, before, (size_t)ahead * sizeof *before);
	free(before);
	list->count = ahead + keep;
	list->at = ahead < list->count ? ahead : list->count - 1;
	/* The row may have moved a little when its own order changed. */
	for (int i = 0; i < list->count; i++)
		if (list->rows[i].id == row.id)
			list->at = i;
}

void
list_refill(struct list *list)
{
	int scrolled = list->scrolled;
	if (list->count == 0 || list->at < 0)
		load_home(list);
	else
		load_around(list, list->rows[list->at], list->at);
	if (list->count == 0)
		list->at = 0;
	/* Which rows stand where is seen when they are drawn; shifted rows are not worth a scroll. */
	list->scrolled = scrolled;
	list->afresh = true;
	list_moved(list);
}

void
list_home(struct list *list)
{
	load_home(list);
	list->afresh = true;
	list_moved(list);
}

void
list_set_lines(struct list *list, int lines)
{
	if (lines < 1)
		lines = 1;
	if (lines == list->lines)
		return;
	list->lines = lines;
	list->rows = xrealloc(list->rows, (size_t)lines > (size_t)list->count ? (size_t)lines : (size_t)list->count, sizeof *list->rows);
	list->shown = xrealloc(list->shown, (size_t)lines, sizeof *list->shown);
	memset(list->shown, 0, (size_t)lines * sizeof *list->shown);
	if (list->at >= lines) {
		struct list_row row = list->rows[list->at];
		list->at = lines - 1;
		list->rows[list->at] = row;
	}
	list_refill(list);
}

void
list_go(struct list *list, const struct list_row *row)
{
	load_around(list, *row, list->lines / 2);
	list->scrolled = list->lines;
	list->afresh = true;
	list_moved(list);
}

/* ---- moving */

static void
down(struct list *list)
{
	struct list_row next;
	if (list->at + 1 < list->count) {
		list->at++;
	} else if (list->count && walk(list, &list->rows[list->count - 1], false, true, 1, &next) == 1) {
		memmove(list->rows, list->rows + 1, (size_t)(list->count - 1) * sizeof *list->rows);
		list->rows[list->count - 1] = next;
		list->scrolled++;
	}
}

static void
up(struct list *list)
{
	struct list_row next;
	if (list->at > 0) {
		list->at--;
	} else if (list->count && walk(list, &list->rows[0], false, false, 1, &next) == 1) {
		int keep = list->count < list->lines ? list->count : list->lines - 1;
		memmove(list->rows + 1, list->rows, (size_t)keep * sizeof *list->rows);
		list->rows[0] = next;
		list->count = keep + 1;
		list->scrolled--;
	}
}

static void
page(struct list *list, bool forward)
{
	if (list->count == 0)
		return;
	struct list_row *more = xcalloc((size_t)list->lines, sizeof *more);
	const struct list_row *edge = &list->rows[forward ? list->count - 1 : 0];
	int got = (int)walk(list, edge, false, forward, list->lines, more);
	int keep = list->lines - got < list->count ? list->lines - got : list->count;
	if (got == 0) {
		list->at = forward ? list->count - 1 : 0;
	} else if (forward) {
		memmove(list->rows, list->rows + list->count - keep, (size_t)keep * sizeof *more);
		memcpy(list->rows + keep, more, (size_t)got * sizeof *more);
	} else {
		turn(more, got);
		memmove(list->rows + got, list->rows, (size_t)keep * sizeof *more);
		memcpy(list->rows, more, (size_t)got * sizeof *more);
	}
	list->count = keep + got;
	list->scrolled += forward ? got : -got;
	free(more);
}

bool
list_marked(const struct list *list, uint64_t id)
{
	for (size_t i = 0; i < list->mark_count; i++)
		if (list->marks[i].id == id)
			return true;
	return false;
}

static void
mark(struct list *list)
{
	if (list->count == 0)
		return;
	const struct list_row *row = &list->rows[list->at];
	for (size_t i = 0; i < list->mark_count; i++)
		if (list->marks[i].id == row->id) {
			memmove(list->marks + i, list->marks + i + 1, (--list->mark_count - i) * sizeof *list->marks);
			down(list);
			return;
		}
	if (list->mark_count == list->mark_cap) {
		list->mark_cap = list->mark_cap ? list->mark_cap * 2 : 16;
		list->marks = xrealloc(list->marks, list->mark_cap, sizeof *list->marks);
	}
	list->marks[list->mark_count++] = *row;
	down(list);
}

/* True when the key moves the cursor or marks. */
static bool
move(struct list *list, const struct key *key)
{
	int plain = list->typing ? key->code : key_plain(key);
	switch (plain) {
	case K_DOWN:
		down(list);
		return true;
	case K_UP:
		up(list);
		return true;
	case K_PGDN:
	case K_PGUP:
		page(list, plain == K_PGDN);
		return true;
	case K_HOME:
	case K_FIRST:
		load_home(list);
		return true;
	case K_END:
	case K_LAST:
		load_end(list);
		return true;
	case ' ':
		if (!list->spec.markable)
			return false;
		mark(list);
		return true;
	default:
		return false;
	}
}

bool
list_key(struct list *list, const struct key *key)
{
	if (list_filter_key(list, key))
		return true;
	list_sync(list);
	if (!move(list, key))
		return false;
	list_moved(list);
	return true;
}

/* ---- asking */

const struct list_row *
list_current(struct list *list)
{
	list_sync(list);
	return list->count ? &list->rows[list->at] : NULL;
}

size_t
list_marks(const struct list *list, const struct list_row **rows)
{
	if (rows)
		*rows = list->marks;
	return list->mark_count;
}

void
list_unmark(struct list *list)
{
	list->mark_count = 0;
}

uint64_t
list_count(struct list *list)
{
	list_sync(list);
	return list->spec.source->count ? list->spec.source->count(list->spec.user) : 0;
}

bool
list_counted(struct list *list)
{
	return !list->spec.source->counted || list->spec.source->counted(list->spec.user);
}
