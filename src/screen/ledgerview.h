/* A project's ledger on the screen: two lists, side by side or one below the other.  Private to its files. */
#ifndef SCREEN_LEDGERVIEW_H
#define SCREEN_LEDGERVIEW_H

#include "desk/ledger.h"
#include "ui/frame.h"
#include "ui/list.h"

struct ledger_view {
	struct ui *ui;
	char *id;                    /* of the project */
	int side;                    /* LEDGER_GRANT, LEDGER_MATCHING: where the cursor is */
	struct list *lists[2];
	struct list_table tables[2];
	enum { LAYOUT_NONE, LAYOUT_STACKED, LAYOUT_TIGHT, LAYOUT_ROOMY } layout;
	struct arena columns;        /* of the lists as laid out */
	/* In the screen's arena, read again with every refill: */
	struct arena *arena;
	struct ledger ledger;
};

/* Takes over what the ledger says now. */
void ledger_view_fill(struct ledger_view *view);
void ledger_view_draw(struct ledger_view *view, const struct area *body);
/* The entry under the cursor, or NULL. */
const struct ledger_line *ledger_view_current(struct ledger_view *view);
/* The sums in words, by use, with the verdicts. */
void ledger_view_explain(const struct ledger_view *view, struct arena *arena, struct buf *out);

#endif
