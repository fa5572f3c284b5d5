/* A list from within.  Private to desk. */
#ifndef DESK_QUERYROOM_H
#define DESK_QUERYROOM_H

#include "desk/filter.h"
#include "desk/query.h"

/* Unfiltered and unconfined, a list is a walk over the store's own index; else an array of numbers in the wanted order. */
struct query {
	struct desk *desk;
	const struct record_type *type;
	const struct column *order; /* NULL: by number */
	bool descending;
	struct filter filter;
	bool dense;
	struct numbers hidden;      /* while not dense: void projects, ascending */
	struct numbers rows;        /* while dense */
	struct numbers text_hits;   /* of the last word: what has it in its text rather than its pinyin; */
	bool text_known;            /* kept where that is little, for the next letter */
	uint64_t pulse;             /* the last entry that was taken in */
};

/* Whether this person may not see all records of the type; and those that may be seen, ascending. */
bool scope_confines(const struct desk *desk, const struct record_type *type);
void scope_numbers(struct desk *desk, const struct record_type *type, struct numbers *out);

/* Fills query->rows from the records; with `narrows` from that term on only those that are there already are looked at;
 * `longer`: that term is the last word of before, with more letters. */
void query_gather(struct query *query, size_t narrows, bool longer);

#endif
