/* Writing: whole entries of the journal with the records they change; and the journal read again. */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "base/hash.h"
#include "record/record.h"

struct store;

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

#endif
