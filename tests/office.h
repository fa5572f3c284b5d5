/* An office for one test: a fresh folder for its records, and the real program
 * run in it as a user would, with what it said and how it ended.  Also where
 * the tests find the source tree and the programs that were built. */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include <stdbool.h>
#include <stddef.h>

#include "pty.h"
#include "testfiles.h"

#define OFFICE_OPTIONS 16

/* Change the options between two runs as the test needs; NULL or "" leaves one out. */
struct office {
	char dir[256];     /* a fresh folder, for the test's own files as well */
	char records[280]; /* --env; not made yet, `init` does it */
	const char *as;    /* --as */
	const char *today; /* --today */
	const char *lang;  /* --lang; "en" at first */
	const char *rules; /* --rules */
	const char *forms; /* --forms */
	const char *options[OFFICE_OPTIONS];     /* further ones before the verb, ended by NULL */
	const char *environment[OFFICE_OPTIONS]; /* NAME=VALUE over what the test itself has */
};

void office_open(struct office *office);
void office_close(struct office *office);
/* A file in the office's folder; lives until the next call. */
const char *office_file(const struct office *office, const char *name);

struct run {
	int status;    /* exit status, or 128 + signal */
	char *out;     /* NUL-terminated, owned */
	size_t out_len;
	char *err;
	size_t err_len;
};

/* Runs `shouxi OPTIONS ARGS…`, ended by NULL, without a shell and without standard input; one that takes over two minutes is killed. */
struct run office_run(const struct office *office, ...) __attribute__((sentinel));
/* The same with `input` on standard input, and with the arguments as an array. */
struct run office_run_with(const struct office *office, const char *input, size_t len, const char *const args[]);
/* Runs any program. */
struct run run_program(const char *const argv[], const char *const env[], const char *input, size_t len);
void run_free(struct run *run);

/* Starts the screens in a terminal. */
struct pty *office_screens(const struct office *office, int rows, int cols);
/* Starts a verb in a terminal. */
struct pty *office_pty(const struct office *office, int rows, int cols, const char *const args[]);

/* Runs a verb that must end with `status`, with what it said in the message. */
#define office_must(office, wanted, ...)                                                                 \
	do {                                                                                             \
		struct run run_ = office_run(office, __VA_ARGS__, NULL);                                 \
		cr_assert_eq(run_.status, wanted, "ended with %d, not %d\n%s%s", run_.status, wanted,    \
			     run_.out, run_.err);                                                        \
		run_free(&run_);                                                                         \
	} while (0)

#endif
