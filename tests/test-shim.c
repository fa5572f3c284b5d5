/* The failing disk and the wrong clock that the tests of the records rely on. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct office office;

static void
setup(void)
{
	office_open(&office);
}

static void
teardown(void)
{
	office_close(&office);
}

TestSuite(shim, .init = setup, .fini = teardown);

/* Runs a shell script in the office's folder with the shim loaded and these variables set. */
static struct run
run_shimmed(const char *script, const char *first, const char *second, const char *third)
{
	static char preload[512], dir[512];
	snprintf(preload, sizeof preload, "LD_PRELOAD=%s", test_built("tests/shim.so"));
	snprintf(dir, sizeof dir, "SHIM_DIR=%s", office.dir);
	const char *env[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", preload, dir, first, second, third, NULL};
	const char *argv[] = {"/bin/sh", "-c", script, "sh", office.dir, NULL};
	return run_program(argv, env, NULL, 0);
}

static size_t
size_of(const char *name)
{
	size_t len;
	free(test_read(office_file(&office, name), &len));
	return len;
}

Test(shim, writes_fail_after_so_many)
{
	struct run run = run_shimmed("dd if=/dev/zero of=\"$1/x\" bs=10 count=5", "SHIM_CALLS=write", "SHIM_AFTER=3", NULL);
	cr_assert_eq(run.status, 1, "%s", run.err);
	cr_assert(strstr(run.err, "Input/output error"), "%s", run.err);
	cr_assert_eq(size_of("x"), 30);
	run_free(&run);
}

Test(shim, the_disk_is_full_at_so_many_bytes)
{
	struct run run = run_shimmed("dd if=/dev/zero of=\"$1/x\" bs=10 count=5", "SHIM_BYTES=25", "SHIM_ERROR=ENOSPC", NULL);
	cr_assert_eq(run.status, 1);
	cr_assert(strstr(run.err, "No space left on device"), "%s", run.err);
	cr_assert_eq(size_of("x"), 25);
	run_free(&run);
}

Test(shim, syncs_fail_apart_from_writes)
{
	struct run run = run_shimmed("dd if=/dev/zero of=\"$1/x\" bs=10 count=5 conv=fsync", "SHIM_CALLS=fsync", NULL, NULL);
	cr_assert_eq(run.status, 1);
	cr_assert(strstr(run.err, "Input/output error"), "%s", run.err);
	cr_assert_eq(size_of("x"), 50);
	run_free(&run);
}

Test(shim, a_file_elsewhere_is_left_alone)
{
	struct run run = run_shimmed("dd if=/dev/zero of=/dev/null bs=10 count=5 && echo fine", "SHIM_AFTER=0", NULL, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert_str_eq(run.out, "fine\n");
	run_free(&run);
}

Test(shim, all_is_well_while_the_gate_does_not_exist)
{
	char gate[600];
	snprintf(gate, sizeof gate, "SHIM_GATE=%s", office_file(&office, "gate"));
	struct run run = run_shimmed("dd if=/dev/zero of=\"$1/x\" bs=10 count=5", gate, NULL, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	run_free(&run);
	test_write(office_file(&office, "gate"), "", 0);
	run = run_shimmed("dd if=/dev/zero of=\"$1/x\" bs=10 count=5", gate, NULL, NULL);
	cr_assert_eq(run.status, 1);
	run_free(&run);
}

Test(shim, a_program_is_killed_at_a_write)
{
	struct run run = run_shimmed("exec dd if=/dev/zero of=\"$1/x\" bs=10 count=5", "SHIM_AFTER=2", "SHIM_ERROR=KILL", "SHIM_CALLS=write");
	cr_assert_eq(run.status, 128 + SIGKILL);
	cr_assert_eq(size_of("x"), 20);
	run_free(&run);
}

Test(shim, the_clock_goes_wrong)
{
	long real = (long)time(NULL);
	struct run run = run_shimmed("date +%s", "SHIM_CLOCK=-86400", NULL, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert(labs(strtol(run.out, NULL, 10) - (real - 86400)) <= 5, "%s", run.out);
	run_free(&run);
}
