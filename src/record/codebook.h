/* Code lists: what a coded field may hold, with labels in both languages and other spellings. */
#ifndef RECORD_CODEBOOK_H
#define RECORD_CODEBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/words.h"

struct code {
	const char *code;
	struct words label;
	const char *const *aliases; /* other spellings, ended by NULL; may be NULL */
	const char *ask;            /* this spelling could mean several: the question to ask back, else NULL */
	int rank;                   /* for conditions that compare (skill levels, grades); 0 none */
	bool retired;               /* shown, no longer chosen */
};

struct code_list {
	const char *name;
	const struct code *codes; /* in the order in which they are shown and sorted */
	size_t count;
};

struct codebook {
	const struct code_list *lists; /* from the rules; the program's own lists are always there */
	size_t count;
	const struct codebook *base;   /* further lists, or NULL */
};

/* The list called `name` in the book (may be NULL), else the program's own list of that name, else NULL. */
const struct code_list *codebook_list(const struct codebook *book, const char *name);
/* By exact code. */
const struct code *code_get(const struct codebook *book, const char *list, const char *code);
/* By code, label in either language, or alias, folded (half-width, case, blanks); NULL when there is none.  Never guesses. */
const struct code *code_find(const struct codebook *book, const char *list, const char *text);
/* The label in the current language; the code itself where the list does not know it. */
const char *code_label(const struct codebook *book, const char *list, const char *code);
/* Position in the list for sorting; the count for an unknown code. */
size_t code_order(const struct codebook *book, const char *list, const char *code);

#endif
