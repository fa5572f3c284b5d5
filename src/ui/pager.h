/* A long text to read: paged, searched, shown until it is left. */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include "ui/ui.h"

/* A line beginning with "# " is a heading.  Lines break at the width. */
struct pager;
struct pager *pager_new(struct ui *ui, const char *text);
void pager_free(struct pager *pager);
void pager_draw(struct pager *pager, const struct area *area, bool whole);
/* Arrows, PgUp PgDn, Home End, Space, `/` searches, `n` (Enter) the next match; true when used. */
bool pager_key(struct pager *pager, const struct key *key);
void pager_set(struct pager *pager, const char *text);

/* In a pop-up as large as the screen allows, until Esc. */
void pager_show(struct ui *ui, const char *title, const char *text);

#endif
