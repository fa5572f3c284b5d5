/* What the tests of bad days share: an office at work, what the program says, all of its records as text, and a disk or clock that fails. */
#ifndef TESTS_HARD_H
#define TESTS_HARD_H

#include <jansson.h>

#include "office.h"

/* An office of 2021 with the call open; with `sheet` its 46 applications are in. */
void hard_begin(struct office *office, bool sheet);
/* A suite of tests with such an office each, `office`, which may take so many seconds. */
#define HARD_SUITE(name, seconds)                                                                        \
	static struct office office;                                                                     \
	static void setup(void) { hard_begin(&office, true); }                                           \
	static void teardown(void) { office_close(&office); }                                            \
	TestSuite(name, .init = setup, .fini = teardown, .timeout = (seconds))
/* All records of every kind as the program exports them, in order; malloc'ed. */
char *hard_everything(const struct office *office);
/* A run's answer in JSON; it must have ended with `status`. */
json_t *hard_json_of(const struct run *run, int status);
/* Runs a verb with --json, which must end with `status`; its answer. */
json_t *hard_json(const struct office *office, int status, ...) __attribute__((sentinel));
const char *hard_text(const json_t *object, const char *key);
/* A project's revision. */
int hard_revision(const struct office *office, const char *id);
int hard_number(const json_t *object, const char *key);

/* Loads the failing disk and the wrong clock into the next runs; the settings are "NAME=VALUE", ended by NULL.  SHIM_DIR is `dir`. */
void hard_shim(struct office *office, const char *dir, ...) __attribute__((sentinel));
void hard_well(struct office *office);

/* Runs a verb that must end with `wanted` and say `text` on standard error. */
#define HARD_SAYS(office, wanted, text, ...)                                                             \
	do {                                                                                             \
		struct run run_ = office_run(office, __VA_ARGS__, NULL);                                 \
		cr_expect_eq(run_.status, wanted, "ended with %d, not %d\n%s%s", run_.status, wanted,    \
			     run_.out, run_.err);                                                        \
		cr_expect(strstr(run_.err, text), "'%s' is not in\n%s", text, run_.err);                 \
		run_free(&run_);                                                                         \
	} while (0)

#endif
