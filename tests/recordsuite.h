/* What tests of what a record is share: a suite in English whose tests have an arena, a buffer and an error each. */
#ifndef TESTS_RECORDSUITE_H
#define TESTS_RECORDSUITE_H

#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/words.h"

static struct arena arena;
static struct buf out;
static struct err err;

static void
record_suite_begin(void)
{
	words_use(LANG_EN, "/nonexistent");
}

static void
record_suite_end(void)
{
	arena_free(&arena);
	buf_free(&out);
}

#define RECORD_SUITE(name) TestSuite(name, .init = record_suite_begin, .fini = record_suite_end)

#endif
