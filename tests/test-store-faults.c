/* Damage, full disks, and sessions that die: what is reported, and that nothing acknowledged is lost. */
#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

LEDGER_SUITE(store_faults, 600);

/* Rounds of a test that repeats itself; few where a checker makes each slow. */
static int
rounds(int wanted)
{
	return test_skips("soak") ? wanted / 20 + 1 : wanted;
}

/* ---- bits that turn, files that are cut */

/* Whether the copy is whole by its own word; then it must be so to the byte. */
static bool
whole(const char *dir)
{
	struct verify_report report;
	struct err err = {0};
	char why[200] = "";
	int rc = store_verify(dir, &report, NULL, NULL, &err);
	if (rc)
		cr_assert(*err.message, "a refusal without words");
	if (rc && err.code == ERR_DAMAGED && report.faults.count)
		cr_assert(*report.faults.items[0].message);
	faults_free(&report.faults);
	if (!rc)
		cr_assert(ledger_same(l.dir, dir, why, sizeof why), "called whole, but %s", why);
	return !rc;
}

Test(store_faults, a_bit_that_turned_is_harmless_or_reported)
{
	char data[300], copy[300];
	size_t len;
	uint64_t state = 20211231;
	int reported = 0, all = rounds(400);
	ledger_fill(&l, 1, 40, 0);
	ledger_fill(&l, 41, 40, STORE_BULK);
	struct project *project = ledger_get(&l, &type_project, 3);
	project->stage = "eligible";
	ledger_put(&l, project);
	ledger_shut(&l);
	snprintf(data, sizeof data, "%s/data.mdb", l.dir);
	char *bytes = test_read(data, &len);
	const char *dir = ledger_file(&l, "flipped");
	mkdir(dir, 0700);
	snprintf(copy, sizeof copy, "%s/data.mdb", dir);
	for (int i = 0; i < all; i++) {
		size_t at = ledger_random(&state) % len;
		unsigned char bit = (unsigned char)(1 << ledger_random(&state) % 8);
		bytes[at] = (char)(bytes[at] ^ bit);
		test_write(copy, bytes, len);
		reported += !whole(dir);
		bytes[at] = (char)(bytes[at] ^ bit);
	}
	free(bytes);
	cr_assert_gt(reported, all / 20, "only %d of %d were seen", reported, all);
}

/* Puts the list in the place of the one in the file that has the same length and ends alike. */
static void
write_free_list(const char *dir, const uint64_t *pages)
{
	char data[300];
	size_t len, size = (size_t)(pages[0] + 1) * sizeof *pages, put = 0;
	snprintf(data, sizeof data, "%s/data.mdb", dir);
	char *bytes = test_read(data, &len);
	for (size_t at = 0; at + size <= len; at += 2) {
		size_t same = 0;
		for (size_t i = 0; i < size / sizeof *pages; i++)
			same += memcmp(bytes + at + i * sizeof *pages, &pages[i], sizeof *pages) == 0;
		if (same + 1 != size / sizeof *pages)
			continue;
		memcpy(bytes + at, pages, size);
		put++;
	}
	cr_assert_gt(put, 0);
	test_write(data, bytes, len);
	free(bytes);
}

/* A page in use that is listed as free would be written over later, while everything still reads well. */
Test(store_faults, a_page_in_use_that_is_listed_as_free_is_reported)
{
	MDB_env *env;
	MDB_txn *txn;
	MDB_cursor *cursor;
	MDB_val key, value;
	uint64_t pages[512] = {0}, in_use = 0;
	struct verify_report report;
	struct err err;
	for (unsigned n = 1; n < 30; n++)
		ledger_fill(&l, n, 1, 0);
	ledger_shut(&l);
	ledger_verify(l.dir);
	cr_assert_eq(mdb_env_create(&env), 0);
	cr_assert_eq(mdb_env_open(env, l.dir, 0, 0600), 0);
	cr_assert_eq(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), 0);
	cr_assert_eq(mdb_cursor_open(txn, 0, &cursor), 0);
	cr_assert_eq(mdb_cursor_get(cursor, &key, &value, MDB_LAST), 0);
	cr_assert_leq(value.mv_size, sizeof pages);
	memcpy(pages, value.mv_data, value.mv_size);
	/* Page numbers stand in descending order; one between two of them that is not free itself is in use. */
	for (uint64_t i = 1; i < pages[0] && !in_use; i++)
		if (pages[i] - pages[i + 1] > 1)
			in_use = pages[i] = pages[i + 1] + 1;
	cr_assert_gt(in_use, 1);
	mdb_cursor_close(cursor);
	mdb_txn_abort(txn);
	mdb_env_close(env);
	write_free_list(l.dir, pages);
	cr_assert_eq(store_verify(l.dir, &report, NULL, NULL, &err), -1, "not seen");
	cr_assert_eq(err.code, ERR_DAMAGED);
	cr_assert(strstr(report.faults.items[0].message, "used twice"), "%s", report.faults.items[0].message);
	faults_free(&report.faults);
}

Test(store_faults, a_cut_file_is_refused_in_plain_words)
{
	char data[300];
	struct stat st;
	struct err err;
	ledger_fill(&l, 1, 200, STORE_BULK);
	ledger_shut(&l);
	snprintf(data, sizeof data, "%s/data.mdb", l.dir);
	cr_assert_eq(stat(data, &st), 0);
	for (off_t size = st.st_size - 4096; size > 0; size /= 3) {
		cr_assert_eq(truncate(data, size), 0);
		cr_assert_eq(store_open(&l.store, l.dir, 0, &err), -1);
		cr_assert_eq(err.code, ERR_DAMAGED, "%ld: %s", (long)size, err.message);
	}
}

/* ---- the writer as a process of its own */

static struct run
run_writer(const char *who, const char *count, const char *input, const char *const env[])
{
	const char *argv[] = {test_built("test-store-writer"), l.dir, who, count, NULL};
	return run_program(argv, env, input, input ? strlen(input) : 0);
}

static void
expect_known(const char *acknowledged)
{
	static const char *const env[] = {"PATH=/usr/bin:/bin", NULL};
	struct run run = run_writer("checker", "check", acknowledged, env);
	cr_assert_eq(run.status, 0, "known and unknown: %s%s", run.out, run.err);
	run_free(&run);
}

/* How many bytes of acknowledgements it gave before the disk failed. */
static size_t
fill_disk(const char *error, const char *after, const char *words)
{
	static char preload[512], dir[300], checker[512];
	const char *options = getenv("ASAN_OPTIONS");
	snprintf(checker, sizeof checker, "ASAN_OPTIONS=%s", options ? options : "");
	snprintf(preload, sizeof preload, "LD_PRELOAD=%s", test_built("tests/shim.so"));
	snprintf(dir, sizeof dir, "SHIM_DIR=%s", l.dir);
	const char *env[] = {"PATH=/usr/bin:/bin", preload, dir, error, after, checker, NULL};
	ledger_shut(&l);
	struct run run = run_writer("full", "200", NULL, env);
	cr_assert_eq(run.status, 1, "%d %s%s", run.status, run.out, run.err);
	cr_assert(strstr(run.err, words), "%s", run.err);
	size_t acknowledged = run.out_len;
	expect_known(run.out);
	run_free(&run);
	ledger_verify(l.dir);
	struct err err;
	cr_assert_eq(store_open(&l.store, l.dir, 0, &err), 0, "%s", err.message);
	ledger_fill(&l, 500, 3, 0);
	return acknowledged;
}

Test(store_faults, a_full_disk_is_told_in_plain_words_and_loses_nothing)
{
	cr_assert_gt(fill_disk("SHIM_ERROR=ENOSPC", "SHIM_BYTES=300000", "the disk of"), 0, "the disk was full before the first act");
}

Test(store_faults, an_error_of_the_disk_loses_nothing_acknowledged)
{
	size_t acknowledged = 0;
	for (int after = 3; after < 40; after += 6) {
		char text[40];
		snprintf(text, sizeof text, "SHIM_AFTER=%d", after);
		acknowledged += fill_disk("SHIM_ERROR=EIO", text, "cannot be used");
		ledger_close(&l);
		ledger_open(&l);
	}
	cr_assert_gt(acknowledged, 0, "the disk always failed before the first act");
}

/* ---- killed in the middle */

struct writer {
	pid_t pid;
	int out;
	struct buf said;
};

static void
start(struct writer *writer, const char *who)
{
	int ends[2];
	posix_spawn_file_actions_t actions;
	const char *argv[] = {test_built("test-store-writer"), l.dir, who, "0", NULL};
	cr_assert_eq(pipe2(ends, O_CLOEXEC), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	cr_assert_eq(posix_spawn(&writer->pid, argv[0], &actions, NULL, (char **)argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	writer->out = ends[0];
	writer->said = (struct buf){0};
}

/* Reads what the writer says; false when it says nothing for so long. */
static bool
hear(struct writer *writer, int ms)
{
	struct pollfd ready = {.fd = writer->out, .events = POLLIN};
	if (poll(&ready, 1, ms) != 1)
		return false;
	ssize_t got = read(writer->out, buf_reserve(&writer->said, 4096), 4096);
	writer->said.len += got > 0 ? (size_t)got : 0;
	return got > 0;
}

/* Kills it and hears the rest; only whole lines were acknowledged. */
static void
reap(struct writer *writer, struct buf *acknowledged)
{
	kill(writer->pid, SIGKILL);
	while (hear(writer, 1000))
		;
	waitpid(writer->pid, NULL, 0);
	close(writer->out);
	while (writer->said.len && writer->said.data[writer->said.len - 1] != '\n')
		writer->said.len--;
	buf_add(acknowledged, writer->said.data, writer->said.len);
	buf_free(&writer->said);
}

static void
rest(long us)
{
	struct timespec time = {.tv_nsec = us * 1000};
	nanosleep(&time, NULL);
}

Test(store_faults, two_hundred_kills_lose_nothing_acknowledged)
{
	struct buf acknowledged = {0};
	uint64_t state = 77;
	ledger_shut(&l);
	for (int round = 0; round < rounds(200); round++) {
		struct writer writer;
		char who[32];
		snprintf(who, sizeof who, "k%d", round);
		start(&writer, who);
		for (uint64_t n = ledger_random(&state) % 4; n; n--)
			hear(&writer, test_patience(5000));
		rest((long)(ledger_random(&state) % 4000));
		reap(&writer, &acknowledged);
	}
	cr_assert_gt(acknowledged.len, 0);
	expect_known(buf_text(&acknowledged));
	ledger_verify(l.dir);
	buf_free(&acknowledged);
}

Test(store_faults, nobody_is_stuck_when_five_of_nine_writers_are_killed_at_once)
{
	struct buf acknowledged = {0};
	uint64_t state = 78;
	ledger_shut(&l);
	for (int round = 0; round < rounds(100); round++) {
		struct writer writers[9];
		for (int i = 0; i < 9; i++) {
			char who[32];
			snprintf(who, sizeof who, "r%d.%d", round, i);
			start(&writers[i], who);
		}
		hear(&writers[round % 9], test_patience(10000));
		rest((long)(ledger_random(&state) % 20000));
		for (int i = 0; i < 5; i++)
			kill(writers[i].pid, SIGKILL);
		for (int i = 5; i < 9; i++) {
			while (hear(&writers[i], 0))
				;
			cr_assert(hear(&writers[i], test_patience(1000)), "round %d: writer %d is stuck", round, i);
		}
		for (int i = 0; i < 9; i++)
			reap(&writers[i], &acknowledged);
	}
	expect_known(buf_text(&acknowledged));
	ledger_verify(l.dir);
	buf_free(&acknowledged);
}

Test(store_faults, two_sessions_write_side_by_side)
{
	struct writer one, two;
	struct buf acknowledged = {0};
	ledger_shut(&l);
	start(&one, "one");
	start(&two, "two");
	for (int i = 0; i < 20; i++) {
		cr_assert(hear(&one, test_patience(5000)));
		cr_assert(hear(&two, test_patience(5000)));
	}
	reap(&one, &acknowledged);
	reap(&two, &acknowledged);
	expect_known(buf_text(&acknowledged));
	ledger_verify(l.dir);
	buf_free(&acknowledged);
}

Test(store_faults, a_backup_made_while_others_write_is_whole)
{
	struct writer writer;
	struct buf acknowledged = {0};
	struct err err;
	ledger_fill(&l, 1, 2000, STORE_BULK);
	ledger_shut(&l);
	start(&writer, "busy");
	cr_assert(hear(&writer, test_patience(5000)));
	for (int i = 0; i < 3; i++) {
		char name[32];
		snprintf(name, sizeof name, "backup%d", i);
		cr_assert_eq(store_backup(l.dir, ledger_file(&l, name), NULL, NULL, &err), 0, "%s", err.message);
		cr_assert(hear(&writer, test_patience(5000)), "the writer goes on");
	}
	reap(&writer, &acknowledged);
	expect_known(buf_text(&acknowledged));
	buf_free(&acknowledged);
}
