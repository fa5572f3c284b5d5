/* Sets of records as ascending arrays of their numbers.  Private to desk. */
#ifndef DESK_SET_H
#define DESK_SET_H

#include "store/store.h"

/* Keeps in `set` what `other` has too; adds what it has; takes away what it has. */
void set_and(struct numbers *set, const struct numbers *other);
void set_or(struct numbers *set, const struct numbers *other);
void set_minus(struct numbers *set, const struct numbers *other);
bool set_has(const struct numbers *set, uint32_t number);
/* How many of the set are below `number`. */
size_t set_below(const struct numbers *set, uint32_t number);
/* Makes any numbers up to `most` ascending, each once. */
void set_sort(struct numbers *set, uint32_t most);
void set_copy(struct numbers *out, const struct numbers *from);
/* Gives back room that is not used, where it is much. */
void numbers_fit(struct numbers *numbers);
/* Every number from 1 to `most`. */
void set_all(struct numbers *out, uint32_t most);

/* The same as one bit a record, for asking in any order. */
struct bits {
	unsigned char *bytes;
	uint32_t most;
};
void bits_of(struct bits *bits, const struct numbers *set, uint32_t most);
void bits_free(struct bits *bits);
static inline bool
bits_has(const struct bits *bits, uint32_t number)
{
	return number <= bits->most && bits->bytes[number >> 3] & 1u << (number & 7);
}

enum range_op { RANGE_IS, RANGE_MORE, RANGE_AT_LEAST, RANGE_LESS, RANGE_AT_MOST };
/* The records whose indexed column compares so with the value at `member`, from the index alone.  Empty values are neither more nor less
 * than anything.  Texts are compared as they are sorted: the caller looks at the records where he needs equal texts. */
void set_range(struct store *store, const struct record_type *type, const struct column *column, enum range_op op, const void *member,
	struct numbers *out);
/* The same for a text member: a code, say. */
void set_range_text(struct store *store, const struct record_type *type, const struct column *column, const char *text, struct numbers *out);

#endif
