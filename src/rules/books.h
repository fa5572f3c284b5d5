/* What the rules say to a project's books: whether the matching funds came (五(一)末), whether the grant is used up in time (五(三)3).  Pure. */
#ifndef RULES_BOOKS_H
#define RULES_BOOKS_H

#include "rules/funded.h"
#include "rules/verdict.h"

struct books {
	const struct rules *rules;
	const char *track;
	date_t ends;                          /* last day of the cycle, or the day the project ended before it; DATE_NONE: not known */
	date_t today;
	money_t committed, matched;           /* matching funds; MONEY_NONE: nothing */
	money_t granted, spent, refunded;     /* the grant */
};

/* Passes when what came reaches what was committed and the least of the rules; open while the cycle runs, fails after it. */
struct verdict books_matching(const struct books *books, struct arena *arena);
/* Passes while nothing is left or the end is far; open within the months before it in which the rules warn, fails after it. */
struct verdict books_leftover(const struct books *books, struct arena *arena);

#endif
