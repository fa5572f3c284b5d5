/* What was printed, on record: paper is the outside witness of the records. */
#ifndef DESK_PRINTING_H
#define DESK_PRINTING_H

#include "desk/act.h"

/* Does the act `print` over what `asked` says (sheet, target, of, each, project, hash, code, way, printer, state); within a batch too.  The record comes
 * back with its code: the given one, else "PR12-1a2b3c4d" of its number and its hash. */
int desk_print(struct desk *desk, const struct printing *asked, struct arena *arena, struct printing **out, struct err *err);
/* The newest printing with that code; ERR_MISSING. */
int desk_printed(struct desk *desk, const char *code, struct arena *arena, struct printing **out, struct err *err);

#endif
