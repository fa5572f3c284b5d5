#include <config.h>

#include "ui/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/editor.h"
#include "ui/frame.h"
#include "ui/modal.h"

struct line {
	size_t start, len;
	int indent; /* of what continues a line above */
	bool heading;
};

/* Labels that values stand behind are no wider. */
enum { HANG_MOST = 30 };

struct pager {
	struct ui *ui;
	char *text;
	struct line *lines; /* broken at `cols` */
	size_t count, cap, top;
	int cols, rows;
	struct editor search;
	bool typing;
};

struct pager *
pager_new(struct ui *ui, const char *text)
{
	struct pager *pager = xcalloc(1, sizeof *pager);
	pager->ui = ui;
	pager->text = xstrdup(text);
	pager->search.limit = 100;
	return pager;
}

void
pager_free(struct pager *pager)
{
	if (!pager)
		return;
	if (pager->typing)
		ui_hold_message(pager->ui, false);
	free(pager->text);
	free(pager->lines);
	editor_free(&pager->search);
	free(pager);
}

void
pager_set(struct pager *pager, const char *text)
{
	free(pager->text);
	pager->text = xstrdup(text);
	pager->cols = 0;
}

static void
add_line(struct pager *pager, size_t start, size_t len, int indent, bool heading)
{
	if (pager->count == pager->cap) {
		pager->cap = pager->cap ? pager->cap * 2 : 64;
		pager->lines = xrealloc(pager->lines, pager->cap, sizeof *pager->lines);
	}
	pager->lines[pager->count++] = (struct line){start, len, indent, heading};
}

/* Where a line that is too long goes on: below its first word, or below a value that stands behind a label and a gap. */
static int
hang_of(const char *line, int cols)
{
	size_t start = strspn(line, " "), end = strcspn(line, "\n"), at = start;
	int hang;
	while (at + 1 < end && !(line[at] == ' ' && line[at + 1] == ' '))
		at++;
	at += strspn(line + at, " ");
	hang = at < end ? text_width_n(line, at) : HANG_MOST + 1;
	if (hang > HANG_MOST)
		hang = (int)start;
	return hang < cols / 2 ? hang : 0;
}

static void
lay_out(struct pager *pager, int cols)
{
	const char *text = pager->text;
	size_t anchor = pager->count ? pager->lines[pager->top].start : 0;
	pager->count = pager->top = 0;
	pager->cols = cols;
	for (size_t at = 0, hang = 0; text[at];) {
		bool first = at == 0 || text[at - 1] == '\n', heading = first && strncmp(text + at, "# ", 2) == 0;
		int indent = first ? 0 : (int)hang;
		if (heading)
			at += 2;
		if (first)
			hang = (size_t)hang_of(text + at, cols);
		size_t next, len = text_break(text + at, cols - indent, &next);
		add_line(pager, at, len, indent, heading);
		at += next;
	}
	while (pager->top + 1 < pager->count && pager->lines[pager->top + 1].start <= anchor)
		pager->top++;
}

static size_t
last_top(const struct pager *pager)
{
	return pager->count > (size_t)pager->rows ? pager->count - (size_t)pager->rows : 0;
}

/* The sign that a line begins with, in its colour. */
static void
draw_sign(const struct area *area, int y, const char *text)
{
	static const struct {
		enum glyph sign;
		enum tone tone;
	} signs[] = {{GLYPH_DONE, TONE_DONE}, {GLYPH_REFUSED, TONE_REFUSED}, {GLYPH_WAITING, TONE_WAITING}};
	int x = (int)strspn(text, " ");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t len = strlen(glyph(signs[i].sign));
		if (strncmp(text + x, glyph(signs[i].sign), len) == 0 && text[x + (int)len] == ' ')
			paint_glyph(area, y, x, signs[i].tone, signs[i].sign, 1);
	}
}

static void
draw_line(struct pager *pager, const struct area *area, int y, size_t index)
{
	const struct line *line = &pager->lines[index];
	char *text = xstrndup(pager->text + line->start, line->len);
	const char *wanted = editor_text(&pager->search);
	const char *hit = *wanted ? strstr(text, wanted) : NULL;
	paint(area, y, line->indent, line->heading ? TONE_TITLE : TONE_PLAIN, text);
	if (!line->indent)
		draw_sign(area, y, text);
	if (hit)
		paint(area, y, line->indent + text_width_n(text, (size_t)(hit - text)), TONE_CHOSEN, wanted);
	free(text);
}

void
pager_draw(struct pager *pager, const struct area *area, bool whole)
{
	(void)whole;
	pager->rows = area->rows;
	if (pager->cols != area->cols)
		lay_out(pager, area->cols);
	if (pager->top > last_top(pager))
		pager->top = last_top(pager);
	paint_clear(area);
	for (int y = 0; y < area->rows && pager->top + (size_t)y < pager->count; y++)
		draw_line(pager, area, y, pager->top + (size_t)y);
	paint_cursor(area, area->rows - 1, area->cols - 1);
	if (pager->typing) {
		struct area line = ui_message_area(pager->ui);
		paint_clear_row(&line, 0, 0);
		paint(&line, 0, 1, TONE_KEY, "/");
		editor_draw(&pager->search, &line, 0, 2, line.cols / 2, true);
	}
}

static void
find(struct pager *pager, size_t from)
{
	const char *wanted = editor_text(&pager->search);
	if (!*wanted)
		return;
	for (size_t i = 0; i < pager->count; i++) {
		size_t index = (from + i) % pager->count;
		const struct line *line = &pager->lines[index];
		if (memmem(pager->text + line->start, line->len, wanted, strlen(wanted))) {
			pager->top = index;
			return;
		}
	}
	ui_message(pager->ui, TONE_WAITING, _("'%s' is not in this text"), wanted);
}

static bool
typing_key(struct pager *pager, const struct key *key)
{
	struct err err;
	if (key->code == K_ENTER || key->code == K_ESC) {
		pager->typing = false;
		ui_hold_message(pager->ui, false);
		if (key->code == K_ESC)
			editor_set(&pager->search, "");
		else
			find(pager, pager->top);
		return true;
	}
	return editor_key(&pager->search, key, &err) != 0;
}

static void
scroll(struct pager *pager, long by)
{
	long top = (long)pager->top + by;
	pager->top = top < 0 ? 0 : (size_t)top;
	if (pager->top > last_top(pager))
		pager->top = last_top(pager);
}

bool
pager_key(struct pager *pager, const struct key *key)
{
	long page = pager->rows > 2 ? pager->rows - 1 : 1;
	if (pager->typing)
		return typing_key(pager, key);
	switch (key_plain(key)) {
	case K_DOWN:
		scroll(pager, 1);
		return true;
	case K_UP:
		scroll(pager, -1);
		return true;
	case K_PGDN:
	case ' ':
		scroll(pager, page);
		return true;
	case K_PGUP:
		scroll(pager, -page);
		return true;
	case K_HOME:
		pager->top = 0;
		return true;
	case K_END:
		pager->top = last_top(pager);
		return true;
	case '/':
		pager->typing = true;
		ui_hold_message(pager->ui, true);
		editor_begin(&pager->search, true);
		return true;
	case K_ENTER:
	case 'n':
		if (!*editor_text(&pager->search))
			return false;
		find(pager, pager->top + 1);
		return true;
	default:
		return false;
	}
}

void
pager_show(struct ui *ui, const char *title, const char *text)
{
	char keys[128];
	snprintf(keys, sizeof keys, "↑↓|%s|PgDn|%s|/|%s|Esc|%s", _("line"), _("page"), _("search"), _("back"));
	struct area body = ui_body(ui);
	struct modal modal = {.ui = ui, .title = title, .rows = body.rows, .cols = body.cols < 104 ? body.cols - 6 : 98, .keys = keys};
	struct pager *pager = pager_new(ui, text);
	bool over = false;
	modal_open(&modal);
	while (!over) {
		pager_draw(pager, &modal.area, true);
		struct key key = modal_key(&modal, &over);
		if (pager_key(pager, &key))
			over = key.code == K_HANGUP;
		else if (!pager->typing && key.code == K_ENTER)
			over = true;
	}
	modal_close(&modal);
	pager_free(pager);
}
