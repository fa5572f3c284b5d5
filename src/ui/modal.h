/* A pop-up that waits for keys, kept in the middle when the terminal's size changes.  Private to the dialogs. */
#ifndef UI_MODAL_H
#define UI_MODAL_H

#include "ui/ui.h"

struct modal {
	struct ui *ui;
	const char *title;
	int rows, cols;         /* wanted inside */
	const char *keys;       /* as ui_keys_shown() takes them */
	struct area area;       /* what can be drawn in */
};

void modal_open(struct modal *modal);
void modal_close(struct modal *modal);
/* The next key; *over when the question is to be left as it was (Esc, F3, the line is gone).  A changed size opens the
 * pop-up anew and comes back as K_RESIZE. */
struct key modal_key(struct modal *modal, bool *over);
/* The columns a wrapped text should have, and the rows it then takes, within what a screen can show. */
int modal_cols(struct ui *ui, const char *text);

#endif
