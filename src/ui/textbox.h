/* A long text over several rows: wraps, scrolls, Enter is a new line. */
#ifndef UI_TEXTBOX_H
#define UI_TEXTBOX_H

#include "ui/editor.h"

struct textbox {
	struct editor editor; /* begins and is asked like any editor */
	int columns;          /* as drawn last */
	/* private */
	int top, rows, wanted;
};

void textbox_init(struct textbox *box, const char *text, size_t limit);
/* Like editor_key, and Up Down PgUp PgDn within the text (0 at its first and last row) and Enter. */
int textbox_key(struct textbox *box, const struct key *key, struct err *err);
void textbox_draw(struct textbox *box, const struct area *area, bool focus);
/* Rows the text takes at a width. */
int textbox_height(const struct textbox *box, int columns);
void textbox_free(struct textbox *box);

#endif
