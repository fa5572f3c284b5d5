/* The trees of the records, and the gate itself; seen within the store only. */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

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

struct writing;

struct store {
	char *temporary; /* a folder of our own that store_close removes (store_open_past), or NULL */
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

#endif
