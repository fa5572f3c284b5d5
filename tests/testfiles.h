/* Files of the tree and of a test. */
#ifndef TESTS_TESTFILES_H
#define TESTS_TESTFILES_H

#include <stdbool.h>
#include <stddef.h>

/* A file of the source tree, "tests/data/applications-2021.xlsx", and one of the build tree, "shouxi"; live until the program ends. */
const char *test_source(const char *name);
const char *test_built(const char *name);
/* `ms` times $SHOUXI_PATIENCE. */
int test_patience(int ms);
/* Whether $SHOUXI_SKIP names `what`: a checker leaves out tests that would take it too long. */
bool test_skips(const char *what);
/* A file's bytes with a NUL behind them, malloc'ed; the test fails when it cannot be read.  `len` may be NULL. */
char *test_read(const char *path, size_t *len);
void test_write(const char *path, const void *bytes, size_t len);
/* Removes a folder with everything in it. */
void test_remove(const char *path);

#endif
