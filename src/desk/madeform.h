/* Forms that no file holds: made of what the rules of a call name, once for each text of rules.  Private to desk. */
#ifndef DESK_MADEFORM_H
#define DESK_MADEFORM_H

#include "desk/desk.h"

/* The form `name` by these rules: `write` gives its text as a file of forms/ would hold it.  NULL and *err where that is wrong. */
const struct form *made_form(struct desk *desk, const char *name, const struct rules *rules, void (*write)(const struct rules *rules, struct buf *out),
	struct err *err);
/* Adds words in both languages, quoted. */
void made_words(struct buf *out, struct words words);
/* Adds a field of text under a name of the rules, as one more line of a section's fields; an empty help is none. */
void made_field(struct buf *out, const char *name, struct words label, struct words help, int max);

#endif
