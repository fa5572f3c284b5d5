/* A write that goes on. */
#ifndef STORE_WRITING_H
#define STORE_WRITING_H

#include "store/shelf.h"

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
	const struct entry *caller; /* what the entry will say, read at its end */
	size_t change_cap;
	struct arena arena; /* of the entry */
	struct arena put;   /* of one put */
	struct buf old, value, diff, key, bytes;
	struct counter *counters;
	size_t counter_count, counter_cap;
	struct tally_delta *tallies;
	size_t tally_count, tally_cap, *tally_slots, tally_mask;
};

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

/* ---- again.c: what follows from records and journal, made again */
int derived_make(struct store *store, struct err *err);

#endif
