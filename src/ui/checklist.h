/* Conditions or materials, one below the other: sign, clause, words, and why. */
#ifndef UI_CHECKLIST_H
#define UI_CHECKLIST_H

#include "ui/ui.h"

enum check_sign { CHECK_DONE, CHECK_REFUSED, CHECK_WAITING, CHECK_NONE };

struct check_item {
	enum check_sign sign;
	const char *clause;  /* "六(三)2", "" none */
	const char *label;
	const char *because; /* shown below, dim; "" none */
	const char *note;    /* at the right end, "" none */
	bool heading;        /* a title between items: the cursor passes over it */
};

struct checklist {
	const struct check_item *items; /* the caller's, living until the next checklist_set */
	size_t count;
	size_t cursor;
	/* private */
	size_t top;
};

/* New items, the cursor staying where it was as far as there are items. */
void checklist_set(struct checklist *list, const struct check_item *items, size_t count);
void checklist_draw(struct checklist *list, const struct area *area, bool focus);
/* Moves; true when used. */
bool checklist_key(struct checklist *list, const struct key *key);
/* The item under the cursor; NULL when there is none. */
const struct check_item *checklist_current(const struct checklist *list);
/* How many are done, and how many there are, headings apart. */
size_t checklist_done(const struct checklist *list, size_t *all);

#endif
