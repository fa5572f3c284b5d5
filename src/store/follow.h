/* What follows from a record: keys, counts, text. */
#ifndef STORE_FOLLOW_H
#define STORE_FOLLOW_H

#include "store/shelf.h"

/* ---- text.c */
/* What waits of a record's text; false at the end.  `at` goes from 0. */
struct text_waiting {
	uint32_t number;
	const char *text[2];
	uint32_t len[2];
};
bool text_waiting(const struct shelf *shelf, size_t *at, struct text_waiting *waiting);
struct text_update {
	uint32_t number;
	size_t at[2], len[2]; /* of each lane in some bytes */
};
int text_put(struct store *store, struct shelf *shelf, const void *record);
int text_flush(struct store *store, struct shelf *shelf);
void text_of(const void *record, struct buf *text, struct buf *pinyin);
struct block {
	uint32_t first;
	size_t count;
	const unsigned char *offsets;
	const char *text;
	size_t len;
};
bool block_read(struct block *block, const MDB_val *key, const MDB_val *value);
static inline size_t
block_at(const struct block *block, size_t i)
{
	uint32_t at;
	__builtin_memcpy(&at, block->offsets + i * 4, 4);
	return i < block->count && at < block->len ? at : block->len;
}
/* First and last number of the block that `number` lies in when there are `total` records. */
void block_range(uint32_t number, uint32_t total, uint32_t *first, uint32_t *last);

/* ---- tally.c */
void tally_add(struct store *store, const struct shelf *shelf, const void *record, int delta);
int tally_flush(struct store *store);
void tally_forget(struct writing *writing);
struct tally_row {
	const char *values[3];
	uint64_t count;
	const char *joined;
	size_t len;
};
bool tally_row(const MDB_val *key, const MDB_val *value, struct tally_row *row);

/* ---- put.c */
/* Which columns differ, by place in shelf->columns; index COLUMNS_MOST says the extras. */
enum { COLUMNS_MOST = 255 };
struct changed {
	bool all;
	bool column[COLUMNS_MOST + 1];
};
/* Writes a record's value and all that follows from it.  `old` has at least the followed and tally columns that changed, NULL: there was none. */
int record_store(struct store *store, struct shelf *shelf, uint32_t number, const void *old, const void *record, const void *value, size_t len,
	const struct changed *changed);
void changed_read(struct changed *changed, const struct shelf *shelf, const void *diff, size_t len);
/* What of an old value must be known to change what follows from it. */
int old_read(const struct shelf *shelf, uint32_t number, const MDB_val *value, const struct changed *changed, struct arena *arena, void **record,
	struct err *err);
void index_key(struct buf *out, const struct column *column, const void *record, uint32_t number);
/* false: empty, so not kept unique. */
bool unique_key(struct buf *out, const struct column *column, const void *record);
size_t unique_value(unsigned char out[SEAL + 4], const struct buf *key, uint32_t number);
uint32_t value_revision(const void *value, size_t len);

#endif
