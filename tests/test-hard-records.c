/* Records on bad days: bits that turn, files that are cut, modes, clocks, two people at once, a newer program; and copies that are the same. */
#include <config.h>

#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/buf.h"
#include "hard.h"
#include "record/codec.h"

HARD_SUITE(hard_records, 600);

static const char *
data_file(void)
{
	static char path[400];

	snprintf(path, sizeof path, "%s/data.mdb", office.records);
	return path;
}

/* ---- damage */

/* Turns a bit of every place where `text` stands. */
static void
turn_a_bit(const char *text)
{
	size_t len, turned = 0;
	char *bytes = test_read(data_file(), &len);

	for (char *at = bytes; (at = memmem(at, len - (size_t)(at - bytes), text, strlen(text))); at++, turned++)
		at[strlen(text) / 2] ^= 1;
	cr_assert_gt(turned, 0);
	test_write(data_file(), bytes, len);
	free(bytes);
}

Test(hard_records, a_turned_bit_in_a_record_is_told_by_every_verb_in_both_languages)
{
	static const char *const verbs[][3] = {
		{"show", "QP2021-0002"}, {"check", "QP2021-0002"}, {"history", "QP2021-0002"}, {"do", "submit", "QP2021-0002"},
		{"export", "projects", "-"}, {"list", "projects"},
	};

	turn_a_bit("上海恒锐纺织有限公司");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		office.lang = "en";
		HARD_SAYS(&office, 1, "the record 'project 2' is damaged: its checksum does not match", verbs[i][0], verbs[i][1], verbs[i][2]);
		office.lang = "zh";
		HARD_SAYS(&office, 1, "记录“项目 2”已损坏：校验和不符", verbs[i][0], verbs[i][1], verbs[i][2]);
	}
}

Test(hard_records, the_other_records_are_listed_shown_and_worked_on)
{
	turn_a_bit("上海恒锐纺织有限公司");
	struct run run = office_run(&office, "list", "projects", NULL);
	cr_expect_eq(run.status, 1);
	cr_expect(strstr(run.out, "QP2021-0001") && strstr(run.out, "QP2021-0003") && strstr(run.out, "QP2021-0046"), "%s", run.out);
	run_free(&run);
	office_must(&office, 0, "show", "QP2021-0003");
	office_must(&office, 0, "do", "amend", "QP2021-0003", "note=goes on");
}

Test(hard_records, verify_names_the_damaged_record_and_counts_faults)
{
	turn_a_bit("上海恒锐纺织有限公司");
	struct run run = office_run(&office, "verify", NULL);
	cr_expect_eq(run.status, 1);
	cr_expect(strstr(run.err, "project 2: the record 'project 2' is damaged"), "%s", run.err);
	cr_expect(strstr(run.out, "damaged\n"), "%s", run.out);
	run_free(&run);
	json_t *report = hard_json(&office, 1, "verify", NULL);
	cr_expect(json_is_false(json_object_get(report, "good")));
	cr_expect_gt(json_array_size(json_object_get(report, "faults")), 0);
	json_decref(report);
	office.lang = "zh";
	HARD_SAYS(&office, 1, "项目 2", "verify");
}

Test(hard_records, damaged_records_are_not_backed_up_over_a_good_copy)
{
	office_must(&office, 0, "backup", office_file(&office, "copy"));
	size_t len, later;
	char *good = test_read(office_file(&office, "copy"), &len);
	turn_a_bit("上海恒锐纺织有限公司");
	HARD_SAYS(&office, 1, "faults were found", "backup", office_file(&office, "copy"));
	char *still = test_read(office_file(&office, "copy"), &later);
	cr_expect(len == later && memcmp(good, still, len) == 0, "the good copy was touched");
	free(good);
	free(still);
}

Test(hard_records, a_cut_file_is_told_in_both_languages)
{
	static const char *const verbs[][3] = {{"list", "projects"}, {"show", "QP2021-0001"}, {"do", "submit", "QP2021-0001"}, {"todo"}};
	struct stat st;

	cr_assert_eq(stat(data_file(), &st), 0);
	for (off_t size = st.st_size / 2; size > 8192; size /= 4) {
		cr_assert_eq(truncate(data_file(), size), 0);
		for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
			office.lang = "en";
			HARD_SAYS(&office, 1, "are cut: ", verbs[i][0], verbs[i][1], verbs[i][1] ? verbs[i][2] : NULL);
			office.lang = "zh";
			HARD_SAYS(&office, 1, "备份", verbs[i][0], verbs[i][1], verbs[i][1] ? verbs[i][2] : NULL);
		}
		office.lang = "en";
		HARD_SAYS(&office, 1, "are cut: ", "verify");
	}
	cr_assert_eq(truncate(data_file(), 100), 0);
	HARD_SAYS(&office, 1, "are damaged", "list", "projects");
	cr_assert_eq(truncate(data_file(), 0), 0);
	HARD_SAYS(&office, 1, "there are no records", "list", "projects");
}

Test(hard_records, garbage_in_place_of_the_records_is_told)
{
	char garbage[65536];

	memset(garbage, 0xa5, sizeof garbage);
	test_write(data_file(), garbage, sizeof garbage);
	HARD_SAYS(&office, 1, "are damaged", "list", "projects");
	HARD_SAYS(&office, 1, "damaged", "verify");
}

/* A bit anywhere: whatever is said, the program ends by itself, and words stand beside a failure. */
Test(hard_records, a_turned_bit_anywhere_never_ends_in_silence)
{
	size_t len;
	char *bytes = test_read(data_file(), &len);
	unsigned long state = 20210331;

	for (int i = 0; i < (test_skips("soak") ? 5 : 60); i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		size_t at = (state >> 20) % len;
		bytes[at] ^= (char)(1 << (state >> 17) % 8);
		test_write(data_file(), bytes, len);
		struct run run = office_run(&office, "verify", NULL);
		cr_expect(run.status == 0 || run.status == 1, "byte %zu: verify ended with %d", at, run.status);
		cr_expect(run.status == 0 || *run.err, "byte %zu: nothing was said", at);
		run_free(&run);
		bytes[at] ^= (char)(1 << (state >> 17) % 8);
	}
	free(bytes);
}

/* ---- a newer program */

enum { PROJECT_CODE = 1 };

/* Seals project 2 as a program does whose projects are so many versions later; gives the bytes as they were found. */
static struct buf
seal_again(int later)
{
	const struct record_type project = {.code = PROJECT_CODE};
	unsigned char key[4] = {0, 0, 0, 2};
	struct buf found = {0}, sealed = {0};
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_val at = {sizeof key, key}, value;

	cr_assert_eq(mdb_env_create(&env), 0);
	mdb_env_set_maxdbs(env, 1000);
	cr_assert_eq(mdb_env_open(env, office.records, 0, 0600), 0);
	cr_assert_eq(mdb_txn_begin(env, NULL, 0, &txn), 0);
	cr_assert_eq(mdb_dbi_open(txn, "r01", 0, &dbi), 0);
	cr_assert_eq(mdb_get(txn, dbi, &at, &value), 0);
	buf_add(&found, value.mv_data, value.mv_size);
	cr_assert_eq(found.data[0], PROJECT_CODE);
	record_seal(&project, 2, (unsigned)(found.data[1] + later), found.data + CODEC_HEADER, found.len - CODEC_HEADER, &sealed);
	value = (MDB_val){sealed.len, sealed.data};
	cr_assert_eq(mdb_put(txn, dbi, &at, &value, 0), 0);
	cr_assert_eq(mdb_txn_commit(txn), 0);
	mdb_env_close(env);
	buf_free(&sealed);
	return found;
}

Test(hard_records, a_record_of_a_newer_program_is_refused_by_every_verb_and_kept_as_it_is)
{
	static const char *const verbs[][3] = {
		{"show", "QP2021-0002"}, {"check", "QP2021-0002"}, {"do", "submit", "QP2021-0002"}, {"do", "amend", "QP2021-0002"}, {"export", "projects", "-"},
	};
	char *before = hard_everything(&office);
	struct buf found = seal_again(1), newer = seal_again(0), still;

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		office.lang = "en";
		HARD_SAYS(&office, 1, "the record 'project 2' was written by another version of the program", verbs[i][0], verbs[i][1], verbs[i][2]);
		office.lang = "zh";
		HARD_SAYS(&office, 1, "记录“项目 2”由另一版本的程序写入", verbs[i][0], verbs[i][1], verbs[i][2]);
	}
	office.lang = "en";
	office_must(&office, 0, "show", "QP2021-0003");
	still = seal_again(-1);
	cr_expect(still.len == newer.len && memcmp(still.data, newer.data, newer.len) == 0, "the record was touched");
	buf_free(&found);
	buf_free(&newer);
	buf_free(&still);
	char *after = hard_everything(&office);
	cr_expect_str_eq(after, before, "something was lost");
	free(before);
	free(after);
	office_must(&office, 0, "verify");
}

/* ---- whose folder it is */

Test(hard_records, a_folder_open_to_others_is_refused_with_the_cure)
{
	static const mode_t modes[] = {0755, 0710, 0701, 0777, 0770};

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		chmod(office.records, modes[i]);
		office.lang = "en";
		HARD_SAYS(&office, 1, "is open to other users; make it private first: chmod 700", "todo");
		HARD_SAYS(&office, 1, "is open to other users", "verify");
		office.lang = "zh";
		HARD_SAYS(&office, 1, "chmod 700", "todo");
	}
	chmod(office.records, 0700);
	office_must(&office, 0, "todo");
}

Test(hard_records, a_folder_or_file_that_cannot_be_read_is_told)
{
	if (geteuid() == 0)
		cr_skip_test("the superuser reads everything");
	chmod(data_file(), 0);
	HARD_SAYS(&office, 1, "Permission denied", "todo");
	chmod(data_file(), 0600);
	chmod(office.records, 0);
	HARD_SAYS(&office, 1, "records", "todo");
	chmod(office.records, 0500);
	struct run run = office_run(&office, "list", "projects", NULL);
	cr_expect(run.status == 0 || (run.status == 1 && *run.err), "%d %s", run.status, run.err);
	run_free(&run);
	chmod(office.records, 0700);
	office_must(&office, 0, "todo");
}

/* ---- clocks */

Test(hard_records, a_clock_set_back_is_marked_and_the_order_is_that_of_the_numbers)
{
	office_must(&office, 0, "do", "amend", "QP2021-0001", "note=first");
	hard_shim(&office, "/nonexistent", "SHIM_CLOCK=-864000", NULL);
	office_must(&office, 0, "do", "amend", "QP2021-0001", "note=second");
	hard_well(&office);
	json_t *history = hard_json(&office, 0, "history", "QP2021-0001", NULL);
	const json_t *second = json_array_get(history, 0), *first = json_array_get(history, 1);
	cr_expect_gt(hard_number(second, "entry"), hard_number(first, "entry"));
	cr_expect_lt(strcmp(hard_text(second, "time"), hard_text(first, "time")), 0, "its own time is kept");
	cr_expect(json_is_true(json_object_get(second, "clock_back")));
	cr_expect(json_is_false(json_object_get(first, "clock_back")));
	json_decref(history);
	struct run run = office_run(&office, "history", "QP2021-0001", NULL);
	cr_expect(strstr(run.out, "the clock stood before the entry before this one"), "%s", run.out);
	run_free(&run);
	json_t *project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
	cr_expect_str_eq(hard_text(project, "note"), "second");
	json_decref(project);
	office_must(&office, 0, "verify");
}

Test(hard_records, a_business_date_to_come_is_refused)
{
	HARD_SAYS(&office, 3, "the business date lies after today", "do", "submit", "QP2021-0001", "--date", "2021-04-01");
	HARD_SAYS(&office, 3, "lies before the last act", "do", "amend", "QP2021-0001", "note=x", "--date", "2020-01-01");
	office.lang = "zh";
	HARD_SAYS(&office, 3, "日期", "do", "submit", "QP2021-0001", "--date", "2021-04-01");
	office.lang = "en";
	HARD_SAYS(&office, 2, "--date: ", "do", "submit", "QP2021-0001", "--date", "2021-02-30");
	json_t *project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
	cr_expect_eq(hard_number(project, "revision"), 1);
	json_decref(project);
}

/* ---- two at once */

static pid_t
start(const char *note, const char *file)
{
	char path[400];
	snprintf(path, sizeof path, "%s", office_file(&office, file));
	pid_t pid = fork();

	cr_assert_geq(pid, 0);
	if (pid)
		return pid;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	dup2(fd, 1);
	dup2(fd, 2);
	execl(test_built("shouxi"), "shouxi", "--env", office.records, "--lang", "en", "--today", office.today, "--rev", note + strcspn(note, "0123456789"),
		"do", "amend", "QP2021-0001", note, (char *)NULL);
	_exit(99);
}

Test(hard_records, of_two_who_save_one_project_at_once_one_is_told_of_the_other)
{
	for (int revision = 1; revision <= 10; revision++) {
		char one[32], two[32];
		int first, second;
		snprintf(one, sizeof one, "note=a%d", revision);
		snprintf(two, sizeof two, "note=b%d", revision);
		pid_t a = start(one, "one"), b = start(two, "two");
		waitpid(a, &first, 0);
		waitpid(b, &second, 0);
		char *said = test_read(office_file(&office, WEXITSTATUS(first) ? "one" : "two"), NULL);
		cr_assert_eq(WEXITSTATUS(first) + WEXITSTATUS(second), 1, "%d and %d: %s", first, second, said);
		snprintf(one, sizeof one, "revision %d now, not %d", revision + 1, revision);
		cr_assert(strstr(said, one), "'%s' is not in %s", one, said);
		free(said);
	}
}

/* ---- copies */

Test(hard_records, rebuild_backup_and_restore_give_the_same_records_to_the_letter)
{
	office_must(&office, 0, "do", "submit", "QP2021-0001");
	office_must(&office, 0, "do", "amend", "QP2021-0003", "note=补充");
	office_must(&office, 0, "do", "void", "QP2021-0046", "--reason", "duplicate");
	char *all = hard_everything(&office);
	office_must(&office, 0, "verify");
	office_must(&office, 0, "rebuild", "--into", office_file(&office, "rebuilt"));
	office_must(&office, 0, "backup", office_file(&office, "copy"));
	char copy[400];
	snprintf(copy, sizeof copy, "%s", office_file(&office, "copy"));
	office_must(&office, 0, "restore", copy, "--into", office_file(&office, "restored"));
	for (const char *const *name = (const char *const[]){"rebuilt", "restored", NULL}; *name; name++) {
		struct office other = office;
		snprintf(other.records, sizeof other.records, "%s", office_file(&office, *name));
		char *again = hard_everything(&other);
		cr_expect_str_eq(again, all, "%s is not the same", *name);
		free(again);
		office_must(&other, 0, "verify");
		office_must(&other, 0, "do", "amend", "QP2021-0003", "note=goes on");
	}
	free(all);
}

Test(hard_records, nothing_is_rebuilt_or_restored_over_what_there_is)
{
	office_must(&office, 0, "backup", office_file(&office, "copy"));
	char copy[400];
	snprintf(copy, sizeof copy, "%s", office_file(&office, "copy"));
	HARD_SAYS(&office, 1, "exists already", "rebuild", "--into", office.records);
	HARD_SAYS(&office, 1, "exists already", "restore", copy, "--into", office.records);
	HARD_SAYS(&office, 1, "there are records in", "init");
	struct stat st;
	cr_assert_eq(stat(copy, &st), 0);
	cr_expect_eq(st.st_mode & 0777, 0600);
	cr_assert_eq(truncate(copy, st.st_size / 2), 0);
	HARD_SAYS(&office, 1, "backup", "restore", copy, "--into", office_file(&office, "half"));
	cr_expect_neq(access(office_file(&office, "half"), F_OK), 0, "nothing is left of it");
	test_write(copy, "no backup", 9);
	HARD_SAYS(&office, 1, "backup", "restore", copy, "--into", office_file(&office, "none"));
}
