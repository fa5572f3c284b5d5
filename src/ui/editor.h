/* One line of text being edited: bytes, a cursor between characters, and the part of it that a narrow field shows.  Everything that comes in is
 * cleaned by text_clean() or refused with its reason. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/ui.h"

struct editor {
	struct buf text;
	size_t cursor;      /* in bytes */
	size_t limit;       /* in characters; 0: 4000 */
	bool lines;         /* newlines are kept: for textbox.h */
	bool halfwidth;     /* full-width forms are folded as they come (codes, numbers, dates) */
	bool untouched;     /* the first character replaces everything */
	bool secret;        /* shown as dots */
	/* private */
	size_t left;        /* first byte shown */
	struct buf before;  /* what Esc restores */
};

void editor_set(struct editor *editor, const char *text);
/* The text so far is what Esc restores, with the cursor at the end; `replace`: the first key replaces it. */
void editor_begin(struct editor *editor, bool replace);
const char *editor_text(const struct editor *editor);
bool editor_changed(const struct editor *editor);
/* 1: used; 0: not a key of the editor; -1: refused, *err says why and nothing changed.  Takes text, paste, Left Right Home End (^A, with Ctrl by words),
 * Backspace, Delete, ^U (all before the cursor away, all when none is), ^W a word, and Esc when something can be restored. */
int editor_key(struct editor *editor, const struct key *key, struct err *err);
int editor_insert(struct editor *editor, const char *text, size_t len, struct err *err);
/* Draws it in `columns`, scrolled so that the cursor and a spare cell behind the text are seen; with `focus` the hardware cursor goes there. */
void editor_draw(struct editor *editor, const struct area *area, int y, int x, int columns, bool focus);
size_t editor_characters(const struct editor *editor);
void editor_free(struct editor *editor);

#endif
