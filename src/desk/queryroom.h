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
	/* A filter by words that was typed on: behind the rows that are sure, items[rest] up to items[end] passed all terms before `pending` only. */
	size_t rest, end, pending;
	struct numbers text_hits;   /* of the last word: what has it in its text rather than its pinyin; */
	bool text_known;            /* kept where that is little, for the next letter */
	uint64_t pulse;             /* the last entry that was taken in */
	struct row_cells *cells;    /* private to rows.c */
};

void row_cells_free(struct row_cells *row);

/* Whether this person may not see all records of the type; and those that may be seen, ascending. */
bool scope_confines(const struct desk *desk, const struct record_type *type);
void scope_numbers(struct desk *desk, const struct record_type *type, struct numbers *out);

/* Fills query->rows from the records; with `narrows` from that term on only those that are there already are looked at;
 * `longer`: that term is the last word of before, with more letters. */
void query_gather(struct query *query, size_t narrows, bool longer);
/* What of `among` (NULL: all) has the needle in its text, looked for in `in_text` only; typed in Latin letters, in its pinyin too. */
void query_scan(const struct query *query, const char *needle, const struct numbers *among, const struct numbers *in_text, struct numbers *out);
bool query_scans_pinyin(const char *needle);

/* Leaves the terms from `narrows` on for later; false where they cannot be held against a part of the rows alone. */
bool narrow_later(struct query *query, size_t narrows);
/* All rows from before are there again, to be narrowed from the term returned: `narrows`, or one that was pending. */
size_t narrow_again(struct query *query, size_t narrows);
/* Narrows until so many rows are sure, or all that stand up to a number, or all. */
void narrow_count(struct query *query, size_t count);
void narrow_past(struct query *query, uint32_t number);
void narrow_all(struct query *query);

#endif
