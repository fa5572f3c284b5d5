/* Care of the records as a whole: for the administrative verbs only. */
#ifndef STORE_ADMIN_H
#define STORE_ADMIN_H

#include "store/store.h"

/* Shows how far a long work is; returns false to stop it cleanly.  total 0: unknown. */
typedef bool store_progress(void *user, uint64_t done, uint64_t total);

struct verify_report {
	uint64_t records, entries, index_keys;
	struct sha256 head;  /* hash of the last entry */
	struct faults faults; /* each damaged or missing thing by its public name and number */
};
/* Checks every checksum, the chain, that indexes, counts and text are what the records say, and that replaying the journal gives the records.
 * Runs in a child process: a crash over damaged pages becomes a fault. */
int store_verify(const char *dir, struct verify_report *report, store_progress *progress, void *user, struct err *err);
/* Makes identical records in `into` (must not exist) from the journal alone, up to the first entry made after the day `until`
 * (DATE_NONE: all); a day that stood in for today counts as the day of entry. */
int store_rebuild(const char *dir, const char *into, date_t until, uint64_t *entries, store_progress *progress, void *user, struct err *err);
/* Copies the records while others work into one file: a temporary name, verified, synced, renamed.  Mode 0600. */
int store_backup(const char *dir, const char *file, store_progress *progress, void *user, struct err *err);
/* Unpacks and verifies a backup into `into` (must not exist). */
int store_restore(const char *file, const char *into, store_progress *progress, void *user, struct err *err);

#endif
