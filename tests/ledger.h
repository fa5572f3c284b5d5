/* Records for the tests of the store: a fresh folder, acts that fill it, and two folders compared. */
#ifndef TESTS_LEDGER_H
#define TESTS_LEDGER_H

#include "record/types.h"
#include "store/admin.h"

/* The office of office.h is not the record of that name. */
#define office test_office
#include "office.h"
#undef office

struct ledger {
	char top[200]; /* a fresh folder for the test's own files */
	char dir[240]; /* the records in it */
	struct store *store;
	struct arena arena;
	unsigned acts;
};

/* A suite of tests with a ledger each, `l`, which may take so many seconds. */
#define LEDGER_SUITE(name, seconds)                                                 \
	static struct ledger l;                                                     \
	static void setup(void) { ledger_open(&l); }                                \
	static void teardown(void) { ledger_close(&l); }                            \
	TestSuite(name, .init = setup, .fini = teardown, .timeout = (seconds))
void ledger_open(struct ledger *ledger);
void ledger_close(struct ledger *ledger);
/* Closes the records, as one process opens a folder once; and opens them again. */
void ledger_shut(struct ledger *ledger);
void ledger_again(struct ledger *ledger);
/* A path in the test's own folder, live until the ledger is closed. */
const char *ledger_file(struct ledger *ledger, const char *name);

/* A column of projects. */
const struct column *ledger_column(const char *path);
/* A project as an office fills it in, different for every n; not stored yet. */
struct project *ledger_project(struct ledger *ledger, unsigned n);
/* The record as it is stored. */
void *ledger_get(struct ledger *ledger, const struct record_type *type, uint32_t number);
/* Puts the record in an entry of its own, within the write that goes on or in one of its own. */
void ledger_put(struct ledger *ledger, void *record);
/* An entry as acts begin it, with an operation id of its own. */
struct entry ledger_entry(struct ledger *ledger, const char *act);
/* The steps of a write, which must go well: begun, an entry in it of that act, and stored. */
void ledger_write(struct ledger *ledger, unsigned flags);
void ledger_entry_begin(struct ledger *ledger, const char *act);
void ledger_entry_end(struct ledger *ledger);
void ledger_commit(struct ledger *ledger);
/* As many new projects as asked for, in one write. */
void ledger_fill(struct ledger *ledger, unsigned from, unsigned count, unsigned flags);
/* Checks all; the test fails with the first faults in the message. */
void ledger_verify(const char *dir);
/* All trees of two folders or files of records are equal, but for what is not journalled; else what differs is in `why`. */
bool ledger_same(const char *left, const char *right, char *why, size_t size);

/* A repeatable sequence. */
uint64_t ledger_random(uint64_t *state);

#endif
