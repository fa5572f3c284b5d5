#include <config.h>

#include "ui/editor.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"

#define LIMIT 4000

/* ---- characters: a base with the marks behind it moves and goes as one */

static size_t
decode_at(const struct editor *editor, size_t at, uint32_t *c)
{
	const char *data = buf_text(&editor->text);
	return (size_t)utf8_decode(data + at, data + editor->text.len, c, NULL);
}

static size_t
after(const struct editor *editor, size_t at)
{
	uint32_t c;
	if (at >= editor->text.len)
		return editor->text.len;
	at += decode_at(editor, at, &c);
	while (at < editor->text.len) {
		size_t len = decode_at(editor, at, &c);
		if (c == '\n' || char_width(c) != 0)
			break;
		at += len;
	}
	return at;
}

static size_t
before(const struct editor *editor, size_t at)
{
	const char *data = buf_text(&editor->text);
	while (at > 0) {
		uint32_t c;
		do
			at--;
		while (at > 0 && ((unsigned char)data[at] & 0xc0) == 0x80);
		decode_at(editor, at, &c);
		if (c == '\n' || char_width(c) != 0)
			break;
	}
	return at;
}

static bool
blank_at(const struct editor *editor, size_t at)
{
	uint32_t c;
	decode_at(editor, at, &c);
	return c == ' ' || c == '\n' || c == 0x3000;
}

static size_t
word_left(const struct editor *editor, size_t at)
{
	while (at > 0 && blank_at(editor, before(editor, at)))
		at = before(editor, at);
	while (at > 0 && !blank_at(editor, before(editor, at)))
		at = before(editor, at);
	return at;
}

static size_t
word_right(const struct editor *editor, size_t at)
{
	while (at < editor->text.len && !blank_at(editor, at))
		at = after(editor, at);
	while (at < editor->text.len && blank_at(editor, at))
		at = after(editor, at);
	return at;
}

/* ---- changing */

static void
cut(struct editor *editor, size_t from, size_t to)
{
	struct buf *text = &editor->text;
	editor->untouched = false;
	if (to <= from)
		return;
	memmove(text->data + from, text->data + to, text->len - to + 1);
	text->len -= to - from;
	editor->cursor = from;
}

static void
put(struct editor *editor, const char *bytes, size_t len)
{
	struct buf *text = &editor->text;
	buf_reserve(text, len + 1);
	memmove(text->data + editor->cursor + len, text->data + editor->cursor, text->len - editor->cursor);
	memcpy(text->data + editor->cursor, bytes, len);
	text->len += len;
	text->data[text->len] = '\0';
	editor->cursor += len;
}

static size_t
characters(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

size_t
editor_characters(const struct editor *editor)
{
	return characters(buf_text(&editor->text), editor->text.len);
}

/* text_clean() drops blanks at both ends, and here they matter: "A" and then " ". */
static int
clean(struct buf *out, const char *text, size_t len, unsigned flags, struct err *err)
{
	size_t head = 0, tail = len;
	while (head < len && (text[head] == ' ' || text[head] == '\n'))
		head++;
	while (tail > head && (text[tail - 1] == ' ' || text[tail - 1] == '\n'))
		tail--;
	buf_add(out, text, head);
	if (text_clean(out, text + head, tail - head, flags, err) < 0)
		return -1;
	buf_add(out, text + tail, len - tail);
	return 0;
}

/* A pasted newline at the end belongs to the copying, one within is refused where there is one line only. */
static int
prepare(const struct editor *editor, struct buf *out, const char *text, size_t len, struct err *err)
{
	struct buf plain = {0};
	int result = 0;
	while (!editor->lines && len && (text[len - 1] == '\n' || text[len - 1] == '\r' || text[len - 1] == '\t'))
		len--;
	if (clean(&plain, text, len, editor->lines ? TEXT_LINES : 0, err) < 0)
		result = -1;
	else if (editor->halfwidth)
		text_halfwidth(out, buf_text(&plain));
	else
		buf_add(out, plain.data, plain.len);
	buf_free(&plain);
	return result;
}

int
editor_insert(struct editor *editor, const char *text, size_t len, struct err *err)
{
	struct buf ready = {0};
	if (prepare(editor, &ready, text, len, err) < 0) {
		buf_free(&ready);
		return -1;
	}
	size_t limit = editor->limit ? editor->limit : LIMIT;
	size_t there = editor->untouched ? 0 : editor_characters(editor);
	int result = 1;
	if (there + characters(ready.data, ready.len) > limit) {
		result = err_set(err, ERR_INPUT, _("at most %zu characters fit here"), limit);
	} else if (ready.len) {
		if (editor->untouched)
			cut(editor, 0, editor->text.len);
		editor->untouched = false;
		put(editor, ready.data, ready.len);
	}
	buf_free(&ready);
	return result;
}

static int
type(struct editor *editor, uint32_t c, struct err *err)
{
	char bytes[4];
	/* What a key decodes to that is no character. */
	if (c == 0xfffd)
		return err_set(err, ERR_INPUT, _("this is not UTF-8: set the terminal to UTF-8"));
	return editor_insert(editor, bytes, (size_t)utf8_put(bytes, c), err);
}

/* ---- keys */

void
editor_set(struct editor *editor, const char *text)
{
	buf_clear(&editor->text);
	buf_adds(&editor->text, text ? text : "");
	editor->cursor = editor->text.len;
	editor->left = 0;
}

void
editor_begin(struct editor *editor, bool replace)
{
	buf_clear(&editor->before);
	buf_add(&editor->before, buf_text(&editor->text), editor->text.len);
	editor->cursor = editor->text.len;
	editor->left = 0;
	editor->untouched = replace;
}

const char *
editor_text(const struct editor *editor)
{
	return buf_text(&editor->text);
}

bool
editor_changed(const struct editor *editor)
{
	return strcmp(buf_text(&editor->text), buf_text(&editor->before)) != 0;
}

static int
restore(struct editor *editor)
{
	if (!editor_changed(editor))
		return 0;
	editor_set(editor, buf_text(&editor->before));
	return 1;
}

static void
move(struct editor *editor, size_t to)
{
	editor->cursor = to;
	editor->untouched = false;
}

/* ^U: what is before the cursor; where nothing is, everything. */
static void
clear_line(struct editor *editor)
{
	if (editor->cursor > 0)
		cut(editor, 0, editor->cursor);
	else
		cut(editor, 0, editor->text.len);
}

int
editor_key(struct editor *editor, const struct key *key, struct err *err)
{
	switch (key->code) {
	case K_TEXT:
		return type(editor, key->character, err);
	case K_PASTE:
		return editor_insert(editor, key->text, key->len, err);
	case K_LEFT:
		move(editor, before(editor, editor->cursor));
		return 1;
	case K_RIGHT:
		move(editor, after(editor, editor->cursor));
		return 1;
	case K_WORD_LEFT:
		move(editor, word_left(editor, editor->cursor));
		return 1;
	case K_WORD_RIGHT:
		move(editor, word_right(editor, editor->cursor));
		return 1;
	case K_HOME:
	case K_CTRL('A'):
		move(editor, 0);
		return 1;
	case K_END:
		move(editor, editor->text.len);
		return 1;
	case K_BACKSPACE:
		cut(editor, before(editor, editor->cursor), editor->cursor);
		return 1;
	case K_DELETE:
		cut(editor, editor->cursor, after(editor, editor->cursor));
		return 1;
	case K_CTRL('U'):
		clear_line(editor);
		return 1;
	case K_CTRL('W'):
		cut(editor, word_left(editor, editor->cursor), editor->cursor);
		return 1;
	case K_ESC:
		return restore(editor);
	default:
		return 0;
	}
}

/* ---- drawing */

static int
columns_between(const struct editor *editor, size_t from, size_t to)
{
	return text_width_n(buf_text(&editor->text) + from, to - from);
}

static void
scroll(struct editor *editor, int columns)
{
	if (editor->left > editor->text.len || editor->left > editor->cursor)
		editor->left = editor->cursor;
	/* A spare cell stays for the cursor behind the text. */
	while (columns_between(editor, editor->left, editor->cursor) > columns - 1)
		editor->left = after(editor, editor->left);
	/* No room is left empty while text is hidden on the left. */
	while (editor->left > 0 && columns_between(editor, before(editor, editor->left), editor->text.len) <= columns - 1)
		editor->left = before(editor, editor->left);
}

void
editor_draw(struct editor *editor, const struct area *area, int y, int x, int columns, bool focus)
{
	struct area cell = area_part(area, y, x, 1, columns);
	if (!focus)
		editor->left = 0;
	else
		scroll(editor, cell.cols);
	const char *text = buf_text(&editor->text) + editor->left;
	struct buf shown = {0};
	if (editor->secret) {
		for (size_t i = characters(text, strlen(text)); i > 0; i--)
			buf_adds(&shown, "*");
		text = buf_text(&shown);
	}
	int used = focus ? paint(&cell, 0, 0, TONE_FIELD, text) : 0;
	if (focus)
		paint_blank(&cell, 0, used, cell.cols - used);
	else
		paint_fit(&cell, 0, 0, cell.cols, TONE_PLAIN, text, false);
	if (focus)
		paint_cursor(&cell, 0, columns_between(editor, editor->left, editor->cursor));
	buf_free(&shown);
}

void
editor_free(struct editor *editor)
{
	buf_free(&editor->text);
	buf_free(&editor->before);
	*editor = (struct editor){0};
}
