/* What the gate to the records promises, call by call. */
#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

LEDGER_SUITE(store, 600);

/* ---- opening */

static void
refused(const char *dir, unsigned flags, enum err_code code, const char *words)
{
	struct store *store;
	struct err err = {0};
	cr_assert_eq(store_open(&store, dir, flags, &err), -1);
	cr_assert_eq(err.code, code, "%d: %s", err.code, err.message);
	cr_assert(strstr(err.message, words), "%s", err.message);
	cr_assert_null(store);
}

Test(store, records_that_are_not_there_are_missing)
{
	refused(ledger_file(&l, "none"), 0, ERR_MISSING, "there are no records in");
	const char *empty = ledger_file(&l, "empty");
	mkdir(empty, 0700);
	refused(empty, 0, ERR_MISSING, "there are no records in");
}

Test(store, records_are_never_made_over_others)
{
	ledger_fill(&l, 1, 1, 0);
	store_close(l.store);
	refused(l.dir, STORE_CREATE, ERR_FAILED, "there are records in");
	l.store = NULL;
	ledger_again(&l);
	cr_assert_eq(store_count(l.store, &type_project), 1);
}

Test(store, a_folder_open_to_others_is_refused)
{
	store_close(l.store);
	l.store = NULL;
	cr_assert_eq(chmod(l.dir, 0750), 0);
	refused(l.dir, 0, ERR_DENIED, "is open to other users");
	cr_assert_eq(chmod(l.dir, 0700), 0);
}

Test(store, a_file_in_place_of_the_folder_is_refused)
{
	const char *file = ledger_file(&l, "file");
	test_write(file, "x", 1);
	refused(file, 0, ERR_FAILED, "is not a folder");
}

Test(store, what_is_made_is_for_its_user_alone_and_the_table_has_all_its_blocks)
{
	static const char *const names[] = {"", "/data.mdb", "/lock.mdb", "/lock"};
	for (size_t i = 0; i < 4; i++) {
		struct stat st;
		char path[300];
		snprintf(path, sizeof path, "%s%s", l.dir, names[i]);
		cr_assert_eq(stat(path, &st), 0);
		cr_assert_eq(st.st_mode & 077, 0, "%s is 0%o", path, (unsigned)st.st_mode & 0777);
		if (i == 2)
			cr_assert_geq(st.st_blocks * 512, st.st_size, "the table of readers has holes");
	}
}

Test(store, no_descriptor_of_the_records_outlives_an_exec)
{
	for (int fd = 3; fd < 64; fd++) {
		char link[64], target[512];
		snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		ssize_t len = readlink(link, target, sizeof target - 1);
		target[len > 0 ? len : 0] = '\0';
		if (strstr(target, l.dir))
			cr_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC, "%s stays open", target);
	}
}

/* ---- records */

Test(store, a_record_comes_back_as_it_was_put)
{
	struct project *project = ledger_project(&l, 7);
	extra_set(project, "hobby", "书法", &l.arena);
	ledger_put(&l, project);
	cr_assert_eq(project->head.number, 1);
	cr_assert_eq(project->head.revision, 1);
	cr_assert_eq(project->head.entry, 1);
	cr_assert_eq(project->head.last_date, 18800);
	ledger_again(&l);
	struct project *back = ledger_get(&l, &type_project, 1);
	struct buf was = {0}, is = {0};
	record_encode(project, &was);
	record_encode(back, &is);
	cr_assert_eq(was.len, is.len);
	cr_assert_eq(memcmp(was.data, is.data, was.len), 0);
	cr_assert_str_eq(extra_get(back, "hobby"), "书法");
	buf_free(&was);
	buf_free(&is);
}

Test(store, a_record_that_is_not_there_is_missing)
{
	struct err err;
	void *record;
	cr_assert_eq(store_get(l.store, &type_project, 1, &l.arena, &record, &err), -1);
	cr_assert_eq(err.code, ERR_MISSING);
	cr_assert_null(record);
}

Test(store, a_put_on_an_older_revision_is_a_conflict_and_names_the_newer)
{
	struct err err;
	ledger_put(&l, ledger_project(&l, 1));
	struct project *mine = ledger_get(&l, &type_project, 1), *theirs = ledger_get(&l, &type_project, 1);
	theirs->note = "先到";
	ledger_put(&l, theirs);
	mine->note = "后到";
	ledger_write(&l, 0);
	ledger_entry_begin(&l, "amend");
	cr_assert_eq(store_put(l.store, mine, &err), -1);
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert_eq(err.revision, 2);
	cr_assert_eq(mine->head.revision, 1, "the record in hand stays as it was");
	store_abort(l.store);
	cr_assert_str_eq(((struct project *)ledger_get(&l, &type_project, 1))->note, "先到");
}

Test(store, some_columns_come_without_the_rest)
{
	struct err err;
	void *record;
	const struct column *columns[] = {ledger_column("unit.name")};
	ledger_put(&l, ledger_project(&l, 3));
	cr_assert_eq(store_get_columns(l.store, &type_project, 1, columns, 1, &l.arena, &record, &err), 0);
	struct project *project = record;
	cr_assert_str_eq(project->unit.name, "上海青浦精密机械3有限公司");
	cr_assert_str_eq(project->id, "");
	cr_assert_eq(project->head.number, 1);
}

Test(store, an_abort_leaves_no_trace)
{
	ledger_fill(&l, 1, 3, 0);
	ledger_write(&l, 0);
	ledger_entry_begin(&l, "intake");
	struct err err;
	cr_assert_eq(store_put(l.store, ledger_project(&l, 9), &err), 0);
	cr_assert_eq(store_next(l.store, "serial"), 1);
	ledger_entry_end(&l);
	cr_assert_eq(store_count(l.store, &type_project), 4);
	store_abort(l.store);
	cr_assert_eq(store_count(l.store, &type_project), 3);
	cr_assert_eq(store_last_entry(l.store), 3);
	ledger_verify(l.dir);
}

/* ---- unique values */

static void
taken(unsigned flags)
{
	struct err err;
	ledger_write(&l, flags);
	ledger_entry_begin(&l, "intake");
	cr_assert_eq(store_put(l.store, ledger_project(&l, 1), &err), 0);
	ledger_entry_end(&l);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.id"), "QP2021-0001"), 1, "seen within the write");
	ledger_entry_begin(&l, "intake");
	cr_assert_eq(store_put(l.store, ledger_project(&l, 1), &err), -1);
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert_str_eq(err.field, "project.id");
	ledger_entry_begin(&l, "intake");
	cr_assert_eq(store_put(l.store, ledger_project(&l, 2), &err), 0, "the entry that put nothing is forgotten");
	ledger_entry_end(&l);
	ledger_commit(&l);
	cr_assert_eq(store_last_entry(l.store), 2);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.id"), "QP2021-0002"), 2);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.id"), "QP2021-0003"), 0);
	ledger_verify(l.dir);
}

Test(store, a_unique_value_is_taken_once)
{
	taken(0);
}

Test(store, a_unique_value_is_taken_once_within_a_bulk_write)
{
	taken(STORE_BULK);
}

Test(store, a_unique_value_given_up_is_free_again)
{
	ledger_put(&l, ledger_project(&l, 1));
	struct project *project = ledger_get(&l, &type_project, 1);
	project->duplicate_key = "";
	ledger_put(&l, project);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.duplicate_key"), "2021/1"), 0);
	struct project *other = ledger_project(&l, 2);
	other->duplicate_key = "2021/1";
	ledger_put(&l, other);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.duplicate_key"), "2021/1"), 2);
	ledger_verify(l.dir);
}

Test(store, a_unique_value_longer_than_a_key_is_found_by_all_of_it)
{
	struct project *project = ledger_project(&l, 1), *other = ledger_project(&l, 2);
	char text[81];
	memset(text, 'a', 80);
	text[80] = '\0';
	project->duplicate_key = arena_strdup(&l.arena, text);
	text[79] = 'b';
	other->duplicate_key = arena_strdup(&l.arena, text);
	ledger_put(&l, project);
	ledger_put(&l, other);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.duplicate_key"), project->duplicate_key), 1);
	cr_assert_eq(store_find(l.store, &type_project, ledger_column("project.duplicate_key"), other->duplicate_key), 2);
}

/* ---- watching, operations, history */

Test(store, the_last_entry_changes_when_another_session_writes)
{
	cr_assert_eq(store_last_entry(l.store), 0);
	ledger_fill(&l, 1, 2, 0);
	cr_assert_eq(store_last_entry(l.store), 2);
	ledger_write(&l, 0);
	ledger_entry_begin(&l, "reveal");
	ledger_entry_end(&l);
	cr_assert_eq(store_last_entry(l.store), 3);
	store_abort(l.store);
	cr_assert_eq(store_last_entry(l.store), 2);
}

Test(store, an_operation_is_known_by_its_id_also_within_a_bulk_write)
{
	uint64_t entry;
	struct sha256 inputs;
	ledger_fill(&l, 1, 2, 0);
	cr_assert(store_op(l.store, "op-2", &entry, &inputs));
	cr_assert_eq(entry, 2);
	cr_assert_eq(inputs.bytes[0], 2);
	cr_assert_not(store_op(l.store, "op-3", &entry, &inputs));
	cr_assert_not(store_op(l.store, "", &entry, &inputs));
	ledger_write(&l, STORE_BULK);
	ledger_entry_begin(&l, "reveal");
	ledger_entry_end(&l);
	cr_assert(store_op(l.store, "op-3", &entry, &inputs));
	cr_assert_eq(entry, 3);
	store_abort(l.store);
	cr_assert_not(store_op(l.store, "op-3", &entry, &inputs));
}

Test(store, the_history_of_a_record_is_newest_first_and_goes_on_before_an_entry)
{
	uint64_t entries[8];
	ledger_fill(&l, 1, 3, 0);
	for (int i = 0; i < 3; i++) {
		struct project *project = ledger_get(&l, &type_project, 2);
		project->note = arena_printf(&l.arena, "%d", i);
		ledger_put(&l, project);
	}
	cr_assert_eq(store_history(l.store, &type_project, 2, 0, 8, entries), 4);
	cr_assert_eq(entries[0], 6);
	cr_assert_eq(entries[3], 2);
	cr_assert_eq(store_history(l.store, &type_project, 2, 5, 8, entries), 2);
	cr_assert_eq(entries[0], 4);
	cr_assert_eq(store_history(l.store, NULL, 0, 0, 2, entries), 2);
	cr_assert_eq(entries[1], 5);
	cr_assert_eq(store_history(l.store, NULL, 0, 2, 8, entries), 1);
}

/* ---- who may write, and when */

Test(store, records_open_for_reading_refuse_to_be_written)
{
	struct err err;
	store_close(l.store);
	cr_assert_eq(store_open(&l.store, l.dir, STORE_READ_ONLY, &err), 0);
	cr_assert_eq(store_write(l.store, 0, &err), -1);
	cr_assert_eq(err.code, ERR_DENIED);
}

Test(store, who_waits_in_vain_is_told_who_holds_the_records, .timeout = 30)
{
	char path[300];
	struct err err;
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	snprintf(path, sizeof path, "%s/lock", l.dir);
	store_sign(l.store, "S001");
	ledger_fill(&l, 1, 1, 0);
	int fd = open(path, O_RDWR);
	cr_assert_eq(fcntl(fd, F_OFD_SETLK, &lock), 0);
	cr_assert_eq(store_write(l.store, 0, &err), -1);
	cr_assert_eq(err.code, ERR_BUSY);
	cr_assert(strstr(err.message, "S001"), "%s", err.message);
	close(fd);
	ledger_write(&l, 0);
	store_abort(l.store);
}

static volatile sig_atomic_t caught;

static void
catch(int signal)
{
	caught = signal;
}

Test(store, signals_wait_until_the_write_is_over)
{
	signal(SIGTERM, catch);
	ledger_write(&l, 0);
	raise(SIGTERM);
	cr_assert_eq(caught, 0);
	store_abort(l.store);
	cr_assert_eq(caught, SIGTERM);
}

/* ---- what is kept beside the records */

Test(store, keystrokes_are_kept_by_person_form_and_target_newest_first)
{
	struct err err;
	struct kept *list;
	struct kept one = {.form = "intake", .target = "", .time = 10, .data = "a\0b", .len = 3};
	struct kept two = {.form = "first_review", .target = "QP2021-0001", .time = 20, .data = "x", .len = 1};
	cr_assert_eq(store_keep(l.store, "S001", &one, &err), 0, "%s", err.message);
	cr_assert_eq(store_keep(l.store, "S001", &two, &err), 0);
	cr_assert_eq(store_keep(l.store, "S002", &one, &err), 0);
	one.data = "later";
	one.len = 5;
	cr_assert_eq(store_keep(l.store, "S001", &one, &err), 0);
	ledger_again(&l);
	cr_assert_eq(store_kept_list(l.store, "S001", &l.arena, &list), 2);
	cr_assert_str_eq(list[0].target, "QP2021-0001");
	cr_assert_eq(list[1].len, 5);
	cr_assert_eq(memcmp(list[1].data, "later", 5), 0);
	cr_assert_eq(store_last_entry(l.store), 0, "it is not journalled");
	cr_assert_eq(store_kept_drop(l.store, "S001", "intake", "", &err), 0);
	cr_assert_eq(store_kept_drop(l.store, "S001", "intake", "", &err), 0, "none is no error");
	cr_assert_eq(store_kept_list(l.store, "S001", &l.arena, &list), 1);
	cr_assert_eq(store_kept_list(l.store, "S002", &l.arena, &list), 1);
}

Test(store, what_a_write_drops_comes_back_when_it_is_given_up)
{
	struct err err;
	struct kept *list, one = {.form = "intake", .target = "", .time = 10, .data = "a", .len = 1};
	cr_assert_eq(store_keep(l.store, "S001", &one, &err), 0);
	ledger_write(&l, 0);
	cr_assert_eq(store_kept_drop(l.store, "S001", "intake", "", &err), 0);
	cr_assert_eq(store_kept_list(l.store, "S001", &l.arena, &list), 0);
	store_abort(l.store);
	cr_assert_eq(store_kept_list(l.store, "S001", &l.arena, &list), 1);
}

Test(store, a_cache_gives_back_what_was_put)
{
	const void *data;
	size_t len;
	cr_assert_not(store_cache_get(l.store, "names", &l.arena, &data, &len));
	store_cache_put(l.store, "names", "abc", 3);
	cr_assert(store_cache_get(l.store, "names", &l.arena, &data, &len));
	cr_assert_eq(len, 3);
	cr_assert_eq(memcmp(data, "abc", 3), 0);
}
