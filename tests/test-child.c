/* Helpers as children: how they are started, stopped and locked in, and the rows they send. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/child.h"
#include "base/rows.h"
#include "helper/jail.h"
#include "xlsxmake.h"

#define UNCONFINED 98

/* Runs `what` in a child that is locked in with `folder`, and gives its exit status. */
static int
in_jail(int (*what)(void), const char *folder, bool needs_landlock)
{
	const struct jail_place place = { .path = folder, .writable = 1 };
	const struct jail jail = { .memory = 256 << 20, .file = 4096, .seconds = 10, .files = 16, .places = &place,
		.place_count = folder != NULL };
	int status = 0, landlock;
	pid_t pid = fork();

	if (pid == 0) {
		landlock = jail_enter(&jail);
		_exit(landlock < 0 ? 99 : landlock == 0 && needs_landlock ? UNCONFINED : what());
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

static int
look_around(void)
{
	return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES && open("/tmp/jail-made", O_CREAT | O_WRONLY, 0600) < 0 &&
		errno == EACCES ? 0 : 1;
}

static int
ask_much(void)
{
	struct rlimit core;
	void *much = mmap(NULL, 512 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	getrlimit(RLIMIT_CORE, &core);
	return core.rlim_max == 0 && (SANITIZED || much == MAP_FAILED) ? 0 : 1;
}

static int
write_much(void)
{
	char bytes[8192] = { 0 };
	int fd = open("made", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	ssize_t wrote = write(fd, bytes, sizeof(bytes));

	unlink("made");
	return wrote == 4096 && write(fd, bytes, 1) < 0 && errno == EFBIG ? 0 : 1;
}

Test(jail, no_file_can_be_opened_but_what_was_named)
{
	int status = in_jail(look_around, NULL, true);

	if (status == UNCONFINED)
		cr_skip_test("this kernel has no Landlock");
	cr_expect_eq(status, 0);
}

Test(jail, memory_and_core_files_are_limited)
{
	cr_expect_eq(in_jail(ask_much, NULL, false), 0);
}

Test(jail, files_are_limited_inside_the_folder_that_was_named)
{
	char folder[] = "/tmp/shouxi-jail-XXXXXX";

	cr_assert(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
	cr_expect_eq(in_jail(write_much, folder, false), 0);
	rmdir(folder);
}

static int
run(const char *const *argv, int seconds, int *status, struct err *err)
{
	struct child_spec spec = { .argv = argv, .name = "it", .in = -1, .out = -1, .folder = true, .seconds = seconds };
	struct child child;

	if (child_start(&child, &spec, err) < 0)
		return -1;
	*status = child_finish(&child, NULL, err);
	return 0;
}

Test(child, one_that_takes_too_long_is_stopped)
{
	struct err err = { 0 };
	int status;

	cr_assert_eq(run((const char *const[]){ "/bin/sleep", "60", NULL }, 1, &status, &err), 0);
	cr_expect_eq(status, -1);
	cr_expect_str_eq(err.message, "the helper 'it' took longer than 1 seconds and was stopped");
}

Test(child, one_that_dies_is_told_with_its_signal)
{
	struct err err = { 0 };
	int status;

	cr_assert_eq(run((const char *const[]){ "/bin/sh", "-c", "kill -SEGV $$", NULL }, 10, &status, &err), 0);
	cr_expect_eq(status, -1);
	cr_expect_str_eq(err.message, "the helper 'it' broke down (signal 11)");
}

Test(child, one_that_is_not_there_is_told)
{
	struct err err = { 0 };
	int status;

	cr_expect_eq(run((const char *const[]){ "/nowhere/it", NULL }, 10, &status, &err), -1);
	cr_expect_str_eq(err.message, "the helper 'it' could not be started: No such file or directory");
}

Test(child, nothing_of_the_parent_is_open_in_it_and_its_folder_goes_with_it)
{
	const char *const argv[] = { "/bin/sh", "-c", "ls /proc/self/fd | wc -l; touch made; pwd", NULL };
	struct child_spec spec = { .argv = argv, .name = "it", .in = -1, .out = -1, .folder = true, .seconds = 10 };
	struct child child;
	char out[256] = "", folder[128] = "";
	size_t len = 0;
	ssize_t got;
	int open_fds = 0, kept = dup(0);

	cr_assert_eq(child_start(&child, &spec, NULL), 0);
	while ((got = child_read(&child, out + len, sizeof(out) - 1 - len, NULL)) > 0)
		len += (size_t)got;
	cr_expect_eq(child_finish(&child, NULL, NULL), 0);
	cr_assert_eq(sscanf(out, "%d %127s", &open_fds, folder), 2);
	/* its three, and the list itself */
	cr_expect_eq(open_fds, 4);
	cr_expect_neq(access(folder, F_OK), 0);
	close(kept);
}

Test(rows, a_stream_that_is_broken_or_cut_is_refused)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *message;
	} streams[] = {
		{ "", 0, "the rows from the spreadsheet helper end in the middle" },
		{ "\x82\x03", 2, "the rows from the spreadsheet helper end in the middle" },
		{ "\x82\x03\x01", 3, "the rows from the spreadsheet helper are broken" },
		{ "\x82\x18\x63\x00", 4, "the rows from the spreadsheet helper are broken" },
		{ "\x05", 1, "the rows from the spreadsheet helper are broken" },
		{ "\x9f", 1, "the rows from the spreadsheet helper are broken" },
		{ "\xa1\x00\x00", 3, "the rows from the spreadsheet helper are broken" },
		{ "\x82\x01\x00", 3, "the rows from the spreadsheet helper are broken" },
		{ "\x85\x01\x01\x01\x63\x61", 6, "the rows from the spreadsheet helper end in the middle" },
		{ "\x85\x01\x01\x01\x00\x7b\xff\xff\xff\xff\xff\xff\xff\xf0", 14,
			"the rows from the spreadsheet helper are broken" },
		{ "\x9b\xff\xff\xff\xff\xff\xff\xff\xff", 9, "the rows from the spreadsheet helper are broken" },
	};

	for (size_t i = 0; i < sizeof(streams) / sizeof(*streams); i++) {
		struct child child = { .deadline = INT64_MAX };
		struct rows_reader reader = { .get = (ssize_t (*)(void *, void *, size_t, struct err *))child_read,
			.from = &child };
		struct err err = { 0 };

		child.out = made_file(streams[i].bytes, streams[i].len);
		cr_expect_eq(rows_next(&reader, &err), -1, "%zu", i);
		cr_expect_str_eq(err.message, streams[i].message, "%zu", i);
		rows_reader_free(&reader);
		close(child.out);
	}
}
