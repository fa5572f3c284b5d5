/* The gate to the records: nothing of the database shows through.  One store per process; not for threads.
 * Reads stand between store_begin and store_end, and everything given out is copied before store_end: no pointer into the
 * map leaves, and no transaction is open while a key is awaited or a terminal is written.
 * Writes stand between store_write and store_commit or store_abort; there the reads see what was written. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "record/codec.h"
#include "store/entry.h"
#include "store/kept.h"
#include "store/order.h"

struct store;

enum {
	STORE_CREATE = 1,    /* make the records when there are none; ERR_FAILED when there are */
	STORE_READ_ONLY = 2, /* store_write is refused */
};

/* Opens the records in `dir` (0700, owned by this user, on a local file system; otherwise refused saying why).  Waits at most 10 s for the
 * lock, then ERR_BUSY naming its holder. */
int store_open(struct store **out, const char *dir, unsigned flags, struct err *err);
/* Opens, read only, what the records were at the end of the day `until` (UTC+8, by time of entry): rebuilt from the journal into a private
 * temporary folder that store_close removes. */
int store_open_past(struct store **out, const char *dir, date_t until, struct err *err);
void store_close(struct store *store);
const char *store_dir(const struct store *store);
/* Who is at work: what others read who wait for the lock in vain. */
void store_sign(struct store *store, const char *who);

int store_begin(struct store *store, struct err *err);
void store_end(struct store *store);

/* The number of the last journal entry: changes when anybody changed anything.  Needs no store_begin; cheap enough for twice a second.
 * Inside a write it counts the entries of the write, so the next entry's number is one more. */
uint64_t store_last_entry(struct store *store);

/* A record in the arena, its checksum checked.  ERR_MISSING, ERR_DAMAGED. */
int store_get(struct store *store, const struct record_type *type, uint32_t number, struct arena *arena, void **record, struct err *err);
/* Only some columns, for list rows. */
int store_get_columns(struct store *store, const struct record_type *type, uint32_t number, const struct column *const *columns, size_t count,
	struct arena *arena, void **record, struct err *err);
/* The record whose FIELD_UNIQUE column has this value (PRINT_PLAIN text); 0: none.  Inside a write it sees what the write put. */
uint32_t store_find(struct store *store, const struct record_type *type, const struct column *column, const char *text);
uint32_t store_count(struct store *store, const struct record_type *type);

#endif
