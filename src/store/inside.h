/* What the files of the store share; nobody else includes it. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include <lmdb.h>
#include <signal.h>

#include "record/types.h"
#include "store/admin.h"
#include "store/store.h"

enum {
	KEY_MOST = 64,
	SEAL = 8,          /* checksum before a sealed value */
	BLOCK_SMALL = 16,  /* records in a block of text at the tail */
	BLOCK_BIG = 512,   /* and in one that is complete: about 64 KiB */
};

struct pending;

/* One B-tree.  While a bulk write goes on, changes of trees that are not in order wait in `pending`. */
struct tree {
	MDB_dbi dbi;
	bool looked_up;          /* keys waiting must be found by tree_get */
	struct pending *pending; /* NULL outside of bulk */
};

/* A column that other trees follow. */
struct followed {
	const struct column *column;
	struct tree index, unique; /* dbi 0: none */
};

/* The trees of one record type. */
struct shelf {
	const struct record_type *type;
	const struct column *columns;
	size_t column_count;
	struct followed *followed;
	size_t followed_count;
	const struct column *tally[3];
	bool searched;
	struct tree records, history, text[2];
	struct buf waiting; /* text of a bulk write: number, lengths, both lanes */
};

/* A count that changed and is not written yet. */
struct tally_delta {
	char *joined;
	size_t len;
	unsigned char code;
	int64_t delta;
};

struct counter {
	char *name;
	uint64_t value, now; /* as of the last whole entry, and now */
	bool changed;
};

/* A write that goes on. */
struct writing {
	MDB_txn *txn;
	unsigned flags;
	bool in_entry;
	bool broken; /* something could not be written: only abort is left */
	bool outgrown; /* the map was too small */
	bool checking; /* nothing is written: what should be there is gathered to be compared */
	struct err why;
	uint64_t first; /* the first entry's number */
	uint64_t last;  /* number, hash and time of the last entry written */
	struct sha256 hash;
	int64_t time;
	struct entry entry;
	size_t change_cap;
	struct arena arena; /* of the entry */
	struct arena put;   /* of one put */
	struct buf old, value, diff, key, bytes;
	struct counter *counters;
	size_t counter_count, counter_cap;
	struct tally_delta *tallies;
	size_t tally_count, tally_cap, *tally_slots, tally_mask;
};

struct store {
	char *dir;
	unsigned flags;
	bool made; /* they were opened once */
	bool lone; /* a file that nobody else uses: no locks, nothing is written */
	int lock;
	unsigned lock_depth;
	sigset_t signals; /* as they were before the lock */
	char holder[64];
	MDB_env *env;
	MDB_txn *reading;
	unsigned depth; /* of store_begin */
	bool renewed;   /* `reading` is in use */
	struct writing *writing;
	struct tree meta, entries, ops, tally, kept, cache;
	struct shelf *shelves;
	size_t shelf_count;
	struct shelf *coded[256];
	size_t seen_txn; /* for store_last_entry */
	uint64_t seen_entry;
};

/* ---- place.c: the folder */
int place_check(const char *dir, bool create, struct err *err);
int place_reserve(const char *dir, struct err *err);
bool place_has_records(const char *dir);
/* Makes lock.mdb with all its blocks; only while the lock is held and nothing is open. */
int place_make_table(const char *dir, struct err *err);
char *place_file(const char *dir, const char *name);
int place_sync(const char *dir, struct err *err);
int place_make(const char *dir, struct err *err);
int place_is_free(const char *dir, struct err *err);
void place_remove(const char *dir);

/* ---- lock.c: one at a time, with a limit */
int lock_open(struct store *store, struct err *err);
int lock_take(struct store *store, int wait_ms, struct err *err);
void lock_give(struct store *store);
enum { LOCK_WAIT = 10000 };

/* ---- env.c */
int env_start(struct store *store, struct err *err);
void env_stop(struct store *store);
/* Says what an error number of LMDB or the system means. */
int env_fail(const struct store *store, int rc, struct err *err);
int env_grow(struct store *store, size_t size);
/* Opens a single file, as a backup is one. */
int env_open_file(struct store **out, const char *file, struct err *err);

/* After a write: reads that are open go on with what is stored now. */
void env_renew(struct store *store);

static inline MDB_txn *
txn_now(const struct store *store)
{
	return store->writing ? store->writing->txn : store->reading;
}

/* ---- shelf.c: which trees there are */
void shelves_make(struct store *store);
void shelves_free(struct store *store);
int shelves_open(struct store *store, MDB_txn *txn, bool create);
/* Hash of what trees and keys depend on; a difference means they must be made again. */
uint64_t shelves_schema(const struct store *store);
struct shelf *shelf_of(const struct store *store, const struct record_type *type);
struct followed *shelf_followed(const struct shelf *shelf, const struct column *column);
/* Calls `each` for every tree but the records', the journal's, the counters' and what is kept. */
int shelves_each_derived(struct store *store, int (*each)(struct store *store, struct tree *tree));

/* ---- tree.c: values, and changes now or later */
int tree_get(const struct store *store, const struct tree *tree, const void *key, size_t key_len, MDB_val *value);
int tree_put(struct store *store, struct tree *tree, const void *key, size_t key_len, const void *value, size_t len, unsigned flags);
int tree_del(struct store *store, struct tree *tree, const void *key, size_t key_len);
size_t tree_count(const struct store *store, const struct tree *tree);
/* A value with its checksum before it. */
void seal(struct buf *out, const void *key, size_t key_len, const void *value, size_t len);
bool unseal(const void *key, size_t key_len, const MDB_val *sealed, const unsigned char **value, size_t *len);
/* A key for bytes of any length: themselves, or their hash. Returns its length. */
size_t key_of_text(unsigned char *out, const void *text, size_t len);
static inline void
put_be32(void *at, uint32_t value)
{
	value = __builtin_bswap32(value);
	__builtin_memcpy(at, &value, 4);
}
static inline uint32_t
get_be32(const void *at)
{
	uint32_t value;
	__builtin_memcpy(&value, at, 4);
	return __builtin_bswap32(value);
}
static inline void
put_be64(void *at, uint64_t value)
{
	value = __builtin_bswap64(value);
	__builtin_memcpy(at, &value, 8);
}
static inline uint64_t
get_be64(const void *at)
{
	uint64_t value;
	__builtin_memcpy(&value, at, 8);
	return __builtin_bswap64(value);
}

/* ---- bulk.c, sort.c */
struct sorted {
	uint64_t word; /* eight bytes of the key */
	uint64_t at;   /* where the item begins: key length, value length, put or delete, key, value */
};
enum { ITEM_KEY = 0, ITEM_VALUE = 1, ITEM_PUT = 2, ITEM_HEAD = 3 };
void sort_items(struct sorted *items, size_t count, const char *bytes);
int item_compare(const char *a, const char *b);
struct pending *pending_new(bool looked_up);
void pending_free(struct pending *pending);
size_t pending_count(const struct pending *pending);
void pending_add(struct pending *pending, const void *key, size_t key_len, const void *value, size_t len, bool put);
/* The item waiting last for the key, NULL when none. */
const char *pending_find(const struct pending *pending, const void *key, size_t key_len);
int pending_flush(struct store *store, struct tree *tree);
/* Sorts what waits; the items live with it. */
struct sorted *pending_sort(struct pending *pending, size_t *count);
const char *pending_bytes(const struct pending *pending);
void bulk_begin(struct store *store);
void bulk_shelf_begin(struct store *store, struct shelf *shelf);
void bulk_shelf_end(struct store *store, struct shelf *shelf);
int bulk_flush(struct store *store);
void bulk_end(struct store *store);

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

/* ---- write.c */
int write_start(struct store *store, unsigned flags, bool spare, int wait_ms, struct err *err);
int write_broken(struct store *store, int rc, struct err *err);

/* ---- journal.c */
enum { ENTRY_HEADER = SEAL + SHA256_BYTES };
void entry_encode(const struct entry *entry, struct buf *out);
int entry_decode(struct entry *entry, const void *bytes, size_t len, struct arena *arena, struct err *err);
/* Seals, hashes and adds an entry's bytes as the next one, with what follows from it. */
int entry_add(struct store *store, const struct entry *entry, const struct buf *bytes);
int entry_read(struct store *store, uint64_t number, MDB_val *value, struct err *err);
int entry_follow(struct store *store, const struct entry *entry);
int last_read(struct store *store, struct writing *writing, struct err *err);

/* ---- counter.c */
void counters_store(struct store *store, const struct entry *entry);
struct counter *counter_named(struct store *store, const char *name);
int counters_flush(struct store *store);
size_t counter_key(unsigned char out[KEY_MOST], const char *name);

/* ---- check.c, check-text.c, check-journal.c: what verify's child does */
struct check {
	struct store *store;
	struct verify_report *report; /* its faults stay empty */
	void (*fault)(struct check *check, const char *subject, const char *message);
	void (*progress)(struct check *check);
	uint64_t done, total;
	struct arena arena;
};
void check_all(struct check *check);
void check_texts(struct check *check, struct shelf *shelf);
void check_journal(struct check *check);
void check_replay(struct check *check, struct shelf *shelf);
void check_pages(struct check *check);
/* The tree must be what waits for it. */
void check_tree(struct check *check, struct tree *tree, const char *subject);
void check_fault(struct check *check, const char *subject, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* "project 12", in the check's arena. */
const char *check_name(struct check *check, const struct record_type *type, uint32_t number);
void check_step(struct check *check);
/* Checks a folder, or a file that is all of the records. */
int verify_place(const char *place, bool file, struct verify_report *report, store_progress *progress, void *user, struct err *err);

/* ---- again.c: what follows from records and journal, made again */
int derived_make(struct store *store, struct err *err);

#endif
