/* The folder, the lock, LMDB's environment, and which trees there are in it. */
#ifndef STORE_ENV_H
#define STORE_ENV_H

#include "store/shelf.h"

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

/* ---- past.c: removes what store_open_past made. */
void past_remove(const char *dir);

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

/* The transaction to read in. */
MDB_txn *txn_now(const struct store *store);

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

#endif
