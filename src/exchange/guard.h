/* Cells that a spreadsheet program would take for formulas, or whose digits it would round away, go out with an apostrophe before them;
 * coming in exactly one is taken off, so that what went out comes back the same. */
#ifndef EXCHANGE_GUARD_H
#define EXCHANGE_GUARD_H

#include "record/record.h"

/* Whether text of this column needs one; a NULL field: by the text alone. */
bool guard_needed(const struct field *field, const char *text);
/* The text behind the apostrophe, if there is one. */
const char *guard_strip(const char *text);

#endif
