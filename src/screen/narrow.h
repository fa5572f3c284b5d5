/* Building a filter field by field (F7). */
#ifndef SCREEN_NARROW_H
#define SCREEN_NARROW_H

#include "ui/ui.h"

/* Asks for a field, then for a code or a value; returns `where` with that comparison added or replaced, malloc'ed, or NULL when left. */
char *narrow_ask(struct ui *ui, const char *where);

#endif
