#include <config.h>

#include "ui/textbox.h"

#include <string.h>

#include "base/text.h"

#define MAX_ROWS 4096

/* Calls `each` for every row the text takes: its first byte and length.  The last row may be empty. */
static int
rows_of(const char *text, int columns, size_t *starts, int limit)
{
	size_t at = 0, len = strlen(text);
	int rows = 0;
	if (columns < 2)
		columns = 2;
	while (rows < limit) {
		starts[rows++] = at;
		if (at >= len)
			break;
		size_t next, used = text_break(text + at, columns, &next);
		at += next;
		/* A newline at the very end opens one more row, the end of a text does not. */
		if (at >= len && !(next > used && text[len - 1] == '\n'))
			break;
	}
	return rows;
}

static int
row_of(const size_t *starts, int rows, size_t cursor)
{
	int row = 0;
	while (row + 1 < rows && starts[row + 1] <= cursor)
		row++;
	return row;
}

void
textbox_init(struct textbox *box, const char *text, size_t limit)
{
	*box = (struct textbox){.editor = {.lines = true, .limit = limit}, .columns = 60, .wanted = -1};
	editor_set(&box->editor, text);
	editor_begin(&box->editor, false);
}

static int
column_in(const struct textbox *box, size_t start)
{
	return text_width_n(editor_text(&box->editor) + start, box->editor.cursor - start);
}

static int
move_rows(struct textbox *box, int by)
{
	size_t starts[MAX_ROWS];
	const char *text = editor_text(&box->editor);
	int rows = rows_of(text, box->columns, starts, MAX_ROWS);
	int row = row_of(starts, rows, box->editor.cursor);
	int to = row + by;
	if ((by < 0 && row == 0) || (by > 0 && row == rows - 1))
		return 0;
	to = to < 0 ? 0 : to >= rows ? rows - 1 : to;
	if (box->wanted < 0)
		box->wanted = column_in(box, starts[row]);
	size_t end = to + 1 < rows ? starts[to + 1] : strlen(text);
	size_t len = text_fit(text + starts[to], box->wanted, NULL);
	if (starts[to] + len >= end && to + 1 < rows)
		len = end - starts[to] - 1; /* stays in its row: a newline or blank ends it */
	while (len > 0 && ((unsigned char)text[starts[to] + len] & 0xc0) == 0x80)
		len--;
	const char *newline = memchr(text + starts[to], '\n', len);
	box->editor.cursor = newline ? (size_t)(newline - text) : starts[to] + len;
	return 1;
}

static int
row_edge(struct textbox *box, bool end)
{
	size_t starts[MAX_ROWS];
	const char *text = editor_text(&box->editor);
	int rows = rows_of(text, box->columns, starts, MAX_ROWS);
	int row = row_of(starts, rows, box->editor.cursor);
	if (!end)
		box->editor.cursor = starts[row];
	else if (row + 1 == rows)
		box->editor.cursor = strlen(text);
	else
		box->editor.cursor = starts[row + 1] - (text[starts[row + 1] - 1] == '\n');
	return 1;
}

int
textbox_key(struct textbox *box, const struct key *key, struct err *err)
{
	int page = box->rows > 1 ? box->rows - 1 : 1;
	switch (key->code) {
	case K_UP:
		return move_rows(box, -1);
	case K_DOWN:
		return move_rows(box, 1);
	case K_PGUP:
		return move_rows(box, -page);
	case K_PGDN:
		return move_rows(box, page);
	default:
		break;
	}
	box->wanted = -1;
	if (key->code == K_ENTER)
		return editor_insert(&box->editor, "\n", 1, err);
	if (key->code == K_HOME || key->code == K_END)
		return row_edge(box, key->code == K_END);
	return editor_key(&box->editor, key, err);
}

int
textbox_height(const struct textbox *box, int columns)
{
	size_t starts[MAX_ROWS];
	return rows_of(editor_text(&box->editor), columns, starts, MAX_ROWS);
}

void
textbox_draw(struct textbox *box, const struct area *area, bool focus)
{
	size_t starts[MAX_ROWS];
	const char *text = editor_text(&box->editor);
	/* One column stays for the cursor behind a full row. */
	box->columns = area->cols - 1;
	box->rows = area->rows;
	int rows = rows_of(text, box->columns, starts, MAX_ROWS);
	int row = row_of(starts, rows, box->editor.cursor);
	if (!focus)
		box->top = 0;
	else if (row < box->top)
		box->top = row;
	else if (row >= box->top + area->rows)
		box->top = row - area->rows + 1;
	struct buf line = {0};
	for (int y = 0; y < area->rows; y++) {
		buf_clear(&line);
		if (box->top + y < rows) {
			size_t start = starts[box->top + y], next;
			buf_add(&line, text + start, text[start] ? text_break(text + start, box->columns, &next) : 0);
		}
		int used = paint(area, y, 0, focus ? TONE_FIELD : TONE_PLAIN, buf_text(&line));
		paint_clear_row(area, y, used);
	}
	buf_free(&line);
	if (focus)
		paint_cursor(area, row - box->top, column_in(box, starts[row]));
}

void
textbox_free(struct textbox *box)
{
	editor_free(&box->editor);
}
