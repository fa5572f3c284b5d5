/* Rules of the tree with a piece of their text replaced, and what is said of them. */
#ifndef TESTS_RULESTEXT_H
#define TESTS_RULESTEXT_H

#include "rules/rules.h"

/* A text with one piece replaced, which must be there; malloc'ed. */
char *rulestext_with(const char *text, const char *old, const char *new);
/* The same of a file of the tree, "rules.yaml"; `old` NULL: as it is. */
char *rulestext_of(const char *name, const char *old, const char *new);
/* Loads them, which must go without a word. */
struct rules *rulestext_load(const char *text);
struct rules *rulestext_load_of(const char *name, const char *old, const char *new);
/* Every fault of a text on a line of its own; lives until the next call. */
const char *rulestext_faults(const char *text);
/* The file with the piece replaced has one fault, so many lines behind the one on which the new piece begins, told as "column: message". */
void rulestext_refused(const char *name, const char *old, const char *new, int lines_after, const char *wanted);

#endif
