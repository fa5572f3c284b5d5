/* A disk that is full, or that fails, at any moment of a verb: it is said in plain words, what was acknowledged is there, and work goes on
 * as soon as there is room. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "hard.h"

HARD_SUITE(hard_disk, 600);

/* What a person may be told of a disk. */
static bool
plain_words(const char *said)
{
	static const char *const words[] = {"the disk of", "cannot be used", "cannot be written", "is not known", "磁盘", "无法", "不能"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(said, words[i]))
			return true;
	return false;
}

/* An act at which the disk fails at its call number `after`, if it makes so many; what is told is true. */
static void
amend_on_bad_disk(const char *error, int after, bool *reached)
{
	char calls[32], op[32], note[32];
	int before = hard_revision(&office, "QP2021-0001");

	snprintf(calls, sizeof calls, "SHIM_AFTER=%d", after);
	snprintf(op, sizeof op, "%s-%d", strchr(error, '=') + 1, after);
	snprintf(note, sizeof note, "note=%d", after);
	hard_shim(&office, office.records, error, calls, NULL);
	struct run run = office_run(&office, "--op", op, "do", "amend", "QP2021-0001", note, NULL);
	hard_well(&office);
	cr_assert(run.status == 0 || run.status == 1, "after %d: ended with %d: %s", after, run.status, run.err);
	*reached = run.status == 1;
	int now = hard_revision(&office, "QP2021-0001");
	if (run.status == 0)
		cr_assert_eq(now, before + 1, "acknowledged and lost: %s", run.out);
	if (run.status == 1) {
		cr_assert(plain_words(run.err), "after %d: %s", after, run.err);
		if (strstr(run.err, "nothing was saved"))
			cr_assert_eq(now, before, "after %d: said not to be saved, and is: %s", after, run.err);
	}
	run_free(&run);
	/* the same operation again: done now, or known to be done; never twice */
	json_t *again = hard_json(&office, 0, "--op", op, "do", "amend", "QP2021-0001", note, NULL);
	cr_assert_eq(json_is_true(json_object_get(again, "already")), now == before + 1, "after %d", after);
	json_decref(again);
	cr_assert_eq(hard_revision(&office, "QP2021-0001"), before + 1, "after %d", after);
}

static void
amend_at_every_call(const char *error)
{
	bool reached = true;
	int after = 0, failures = 0;

	for (; after < 60 && (reached || after < 12); after++) {
		amend_on_bad_disk(error, after, &reached);
		failures += reached;
	}
	cr_assert_gt(failures, 2, "the disk hardly failed");
	office_must(&office, 0, "verify");
}

Test(hard_disk, an_error_at_any_call_of_an_act_is_told_and_nothing_is_lost)
{
	amend_at_every_call("SHIM_ERROR=EIO");
}

Test(hard_disk, a_full_disk_at_any_call_of_an_act_is_told_and_nothing_is_lost)
{
	amend_at_every_call("SHIM_ERROR=ENOSPC");
}

Test(hard_disk, a_full_disk_is_told_as_such_in_both_languages)
{
	hard_shim(&office, office.records, "SHIM_ERROR=ENOSPC", "SHIM_AFTER=0", NULL);
	HARD_SAYS(&office, 1, "the disk of", "do", "amend", "QP2021-0001", "note=x");
	office.lang = "zh";
	HARD_SAYS(&office, 1, "磁盘", "do", "amend", "QP2021-0001", "note=x");
	hard_well(&office);
	cr_expect_eq(hard_revision(&office, "QP2021-0001"), 1);
	office_must(&office, 0, "do", "amend", "QP2021-0001", "note=x");
}

Test(hard_disk, what_is_there_can_be_read_while_the_disk_is_full)
{
	hard_shim(&office, office.records, "SHIM_ERROR=ENOSPC", "SHIM_AFTER=0", NULL);
	office_must(&office, 0, "list", "projects");
	office_must(&office, 0, "show", "QP2021-0001");
	office_must(&office, 0, "todo");
	office_must(&office, 0, "verify");
}

/* ---- import: all rows or none */

static void
import_on_bad_disk(const char *error, const char *limit)
{
	struct office other;
	json_t *rows;

	hard_begin(&other, false);
	hard_shim(&other, other.records, error, limit, NULL);
	struct run run = office_run(&other, "import", "applications", test_source("tests/data/applications-2021.xlsx"), NULL);
	cr_expect_eq(run.status, 1, "%s: ended with %d: %s%s", limit, run.status, run.out, run.err);
	cr_expect(plain_words(run.err), "%s: %s", limit, run.err);
	run_free(&run);
	hard_well(&other);
	rows = hard_json(&other, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(rows), 0, "%s: %zu rows are there", limit, json_array_size(rows));
	json_decref(rows);
	office_must(&other, 0, "verify");
	office_must(&other, 0, "import", "applications", test_source("tests/data/applications-2021.xlsx"));
	rows = hard_json(&other, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(rows), 46);
	json_decref(rows);
	office_close(&other);
}

Test(hard_disk, an_import_into_a_full_disk_saves_nothing_and_is_done_when_there_is_room)
{
	for (const char *const *bytes = (const char *const[]){"SHIM_BYTES=100", "SHIM_BYTES=20000", "SHIM_BYTES=100000", NULL}; *bytes; bytes++)
		import_on_bad_disk("SHIM_ERROR=ENOSPC", *bytes);
}

Test(hard_disk, an_import_into_a_failing_disk_saves_nothing)
{
	import_on_bad_disk("SHIM_ERROR=EIO", "SHIM_AFTER=1");
}

/* ---- what goes out */

Test(hard_disk, a_backup_onto_a_full_disk_leaves_nothing_and_the_old_one_stays)
{
	char path[400], again[420];

	snprintf(path, sizeof path, "%s", office_file(&office, "copy"));
	for (const char *const *limit = (const char *const[]){"SHIM_AFTER=0", "SHIM_BYTES=50000", "SHIM_AFTER=2", NULL}; *limit; limit++) {
		hard_shim(&office, path, "SHIM_ERROR=ENOSPC", *limit, NULL);
		/* what is written to has another name until it is good */
		hard_shim(&office, office.dir, "SHIM_ERROR=ENOSPC", *limit, "SHIM_CALLS=write fsync", NULL);
		struct run run = office_run(&office, "backup", path, NULL);
		cr_expect_eq(run.status, 1, "%s: %d %s%s", *limit, run.status, run.out, run.err);
		cr_expect(plain_words(run.err), "%s: %s", *limit, run.err);
		run_free(&run);
		cr_expect_neq(access(path, F_OK), 0, "%s: something is there", *limit);
	}
	hard_well(&office);
	struct run left = run_program((const char *const[]){"/bin/ls", "-A", office.dir, NULL}, NULL, NULL, 0);
	cr_expect_str_eq(left.out, "records\n");
	run_free(&left);
	office_must(&office, 0, "backup", path);
	snprintf(again, sizeof again, "%s", office_file(&office, "restored"));
	office_must(&office, 0, "restore", path, "--into", again);
}

Test(hard_disk, an_export_onto_a_full_disk_leaves_nothing)
{
	for (const char *const *name = (const char *const[]){"out.csv", "out.xlsx", "out.json", NULL}; *name; name++) {
		char path[400], script[1200];
		snprintf(path, sizeof path, "%s", office_file(&office, *name));
		/* what a stream writes no shim sees: the limit of the size of files stands in for the disk */
		snprintf(script, sizeof script, "trap '' XFSZ; ulimit -f 2; exec '%s' --lang en --env '%s' export projects '%s'", test_built("shouxi"),
			office.records, path);
		struct run run = run_program((const char *const[]){"/bin/sh", "-c", script, NULL}, NULL, NULL, 0);
		cr_expect_eq(run.status, 1, "%s: %d %s%s", *name, run.status, run.out, run.err);
		cr_expect(strstr(run.err, "the disk is full") || plain_words(run.err), "%s: %s", *name, run.err);
		cr_expect_neq(access(path, F_OK), 0, "%s is there", *name);
		run_free(&run);
		office_must(&office, 0, "export", "projects", path);
		unlink(path);
	}
	struct run left = run_program((const char *const[]){"/bin/ls", "-A", office.dir, NULL}, NULL, NULL, 0);
	cr_expect_str_eq(left.out, "records\n");
	run_free(&left);
}

Test(hard_disk, records_that_could_not_be_made_can_be_made_later)
{
	for (int after = 0; after < 12; after++) {
		struct office other;
		char calls[32];
		office_open(&other);
		snprintf(calls, sizeof calls, "SHIM_AFTER=%d", after);
		hard_shim(&other, other.records, "SHIM_ERROR=ENOSPC", calls, NULL);
		struct run run = office_run(&other, "init", NULL);
		hard_well(&other);
		cr_expect(run.status == 0 || (run.status == 1 && plain_words(run.err)), "after %d: %d %s", after, run.status, run.err);
		if (run.status == 1)
			office_must(&other, 0, "init");
		run_free(&run);
		office_must(&other, 0, "verify");
		office_must(&other, 0, "list", "rulebooks");
		office_close(&other);
	}
}
