/* Lists: walking an index without reading records, kept counts, and filtering as one types. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "record/record.h"

struct store;

/* ---- orders: walking an index without reading records ---- */

/* An order of a type's records: by number (column NULL) or by a FIELD_INDEXED column, ties by number; narrowed to keys from `low` to `high`
 * (bytes as kind->key makes them; both inclusive, high also matching whatever begins with it; NULL: open). */
struct store_order {
	const struct record_type *type;
	const struct column *column;
	const void *low, *high;
	size_t low_len, high_len;
};
/* Where a row stands in an order; stays good while others write. */
struct store_place {
	unsigned char key[64];
	unsigned char len;
};
/* Up to `limit` rows behind `from` (forward) or before it (not forward, nearest first); `from` NULL starts at the end it walks from;
 * with `inclusive` the row at `from`, or where it would stand, is the first.  numbers/places may be NULL.  Returns how many. */
size_t store_walk(struct store *store, const struct store_order *order, const struct store_place *from, bool inclusive, bool forward,
	size_t limit, uint32_t *numbers, struct store_place *places);

/* A growing array of record numbers; zeroed is empty. */
struct numbers {
	uint32_t *items;
	size_t count, cap;
};
void numbers_add(struct numbers *numbers, uint32_t number);
void numbers_free(struct numbers *numbers);
/* All numbers of an order, in that order. */
void store_numbers(struct store *store, const struct store_order *order, struct numbers *out);

/* Kept counts: calls `each` for every combination of the type's tally values that matches (NULL in `match` = any). */
void store_tally(struct store *store, const struct record_type *type, const char *const match[3],
	void (*each)(void *user, const char *const values[3], uint64_t count), void *user);

/* ---- text: filtering as one types ---- */

enum store_lane { LANE_TEXT, LANE_PINYIN };
/* Numbers (ascending) of the records whose search text has `needle` (folded) in the lane.  With `among` (ascending, may be NULL) only those are looked at,
 * at a cost of what is in among rather than of all.  At most `limit` (0: all). */
void store_scan(struct store *store, const struct record_type *type, enum store_lane lane, const char *needle, const struct numbers *among,
	size_t limit, struct numbers *out);

#endif
