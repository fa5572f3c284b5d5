/* The gate to the records: nothing of the database shows through.  One store per process; not for threads.
 * Reads stand between store_begin and store_end, and everything given out is copied before store_end: no pointer into the
 * map leaves, and no transaction is open while a key is awaited or a terminal is written.
 * Writes stand between store_write and store_commit or store_abort; there the reads see what was written. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/hash.h"
#include "record/codec.h"

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

/* ---- writing ---- */

enum { STORE_BULK = 1 }; /* a large import: index keys are sorted and appended at commit, text packed once; a walk or a scan within sorts what is there so far */

/* Takes the lock and begins; signals HUP TERM INT TSTP wait until commit or abort.  ERR_BUSY, ERR_SPACE (less free than the reserve), ERR_DENIED (read only). */
int store_write(struct store *store, unsigned flags, struct err *err);
/* Makes everything durable.  On failure nothing was changed, or, when the disk failed at the last moment, the message says to look the operation up. */
int store_commit(struct store *store, struct err *err);
void store_abort(struct store *store);

/* One change of one record, inside an entry. */
struct entry_change {
	const struct record_type *type;
	uint32_t number;
	uint32_t old_revision, new_revision; /* old 0: made by this entry */
	unsigned version;                    /* of the type's schema then */
	const void *diff;                    /* as map_diff makes it */
	size_t diff_len;
};

/* A counter that an entry moved, and its value behind it. */
struct entry_counter {
	const char *name;
	uint64_t value;
};

/* A journal entry.  The caller fills the first block; the store the second. */
struct entry {
	const char *who, *role, *from, *act;
	const struct record_type *type; /* the record the act was on; NULL: none */
	uint32_t record;      /* 0: the first of the type that the entry puts */
	date_t date;              /* business date */
	date_t assumed_today;     /* when --today stood in, else DATE_NONE */
	bool late;                /* business date before the day of entry */
	const char *reason;       /* "" none */
	const char *op;           /* operation id */
	struct sha256 inputs;     /* of the act's inputs, to tell a repeat from a misuse of the id */
	const void *verdicts;     /* CBOR, NULL none */
	size_t verdicts_len;
	const char *detail;       /* what an act that changes nothing did ("leader.resident_id" revealed); "" none */

	uint64_t number;
	int64_t time;             /* seconds since 1970 by the clock of entry */
	bool clock_back;          /* the clock stood before the last entry's */
	struct entry_change *changes;
	size_t change_count;
	struct entry_counter *counters;
	size_t counter_count;
	struct sha256 previous, hash;
};

/* Begins an entry; the puts up to store_entry_end belong to it.  The entry stays the caller's and is read at store_entry_end, so reason, verdicts,
 * detail and the record it is on may be filled in until then. */
int store_entry_begin(struct store *store, const struct entry *entry, struct err *err);
/* Stores a record: a new one when record->number is 0 (gets the next number), else in place of the one stored, whose revision must be record->revision (ERR_CONFLICT).
 * Sets number, revision, entry, last_date.  Updates indexes, counts and text by the flags of its fields.  A FIELD_UNIQUE value that is taken: ERR_CONFLICT naming the field. */
int store_put(struct store *store, void *record, struct err *err);
/* Writes the entry with its chain hash; gives its number. */
int store_entry_end(struct store *store, uint64_t *number, struct err *err);
/* The next value of a counter, from 1; part of the entry, so that a rebuild gives the same. */
uint64_t store_next(struct store *store, const char *counter);

/* What an operation id did before: its entry's number and inputs; false when unknown. */
bool store_op(struct store *store, const char *op, uint64_t *entry, struct sha256 *inputs);

/* ---- the journal ---- */

/* One entry in the arena, its hash checked. */
int store_entry(struct store *store, uint64_t number, struct arena *arena, struct entry **entry, struct err *err);
/* Entry numbers that touched a record, newest first, below `before` (0: from the newest), at most limit.  With type NULL: of the whole journal. */
size_t store_history(struct store *store, const struct record_type *type, uint32_t number, uint64_t before, size_t limit, uint64_t *entries);

/* ---- keystrokes not saved yet, and caches: not journalled ---- */

struct kept {
	const char *form, *target; /* target "" for a new record */
	int64_t time;
	const void *data;
	size_t len;
};
/* Keeps what `who` typed into a form for a target, in place of what was kept before; own short durable transaction. */
int store_keep(struct store *store, const char *who, const struct kept *kept, struct err *err);
/* Drops it (no error when there is none).  Inside a write it belongs to that write. */
int store_kept_drop(struct store *store, const char *who, const char *form, const char *target, struct err *err);
/* All of `who`, newest first, in the arena. */
size_t store_kept_list(struct store *store, const char *who, struct arena *arena, struct kept **list);

/* Something that can be computed again, by name: read it (false: none), or put it; a put that cannot be done is nobody's failure. */
bool store_cache_get(struct store *store, const char *name, struct arena *arena, const void **data, size_t *len);
void store_cache_put(struct store *store, const char *name, const void *data, size_t len);

#endif
