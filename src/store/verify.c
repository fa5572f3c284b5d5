#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child says through the pipe: a head, then `len` bytes. */
struct message {
	enum { SAYS_PROGRESS, SAYS_FAULT, SAYS_REFUSED, SAYS_DONE } kind;
	uint32_t len;
};
struct said_progress {
	uint64_t done, total;
};
struct said_done {
	uint64_t records, entries, index_keys;
	struct sha256 head;
};

/* ---- the child */

struct child_check {
	struct check check;
	int out;
};

static void
say(int out, int kind, const void *bytes, size_t len)
{
	struct message head = {.kind = kind, .len = (uint32_t)len};
	struct buf all = {0};
	buf_add(&all, &head, sizeof head);
	buf_add(&all, bytes, len);
	for (size_t at = 0; at < all.len;) {
		ssize_t written = write(out, all.data + at, all.len - at);
		if (written < 0 && errno != EINTR)
			_exit(2);
		at += written > 0 ? (size_t)written : 0;
	}
	buf_free(&all);
}

/* Subject and message, each ended by NUL. */
static void
say_fault(struct check *check, const char *subject, const char *message)
{
	struct buf bytes = {0};
	buf_add(&bytes, subject, strlen(subject) + 1);
	buf_add(&bytes, message, strlen(message) + 1);
	say(((struct child_check *)check)->out, SAYS_FAULT, bytes.data, bytes.len);
	buf_free(&bytes);
}

static void
say_progress(struct check *check)
{
	struct said_progress progress = {.done = check->done, .total = check->total};
	say(((struct child_check *)check)->out, SAYS_PROGRESS, &progress, sizeof progress);
}

/* A crash is what the parent looks for: it leaves no core file and says nothing on the terminal. */
static void
prepare_child(void)
{
	static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGINT, SIGTERM, SIGHUP};
	struct rlimit none = {0, 0};
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		signal(crashes[i], SIG_DFL);
	setrlimit(RLIMIT_CORE, &none);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
}

static _Noreturn void
run_child(const char *place, bool file, int out)
{
	struct verify_report report = {0};
	struct child_check child = {.check = {.report = &report, .fault = say_fault, .progress = say_progress}, .out = out};
	struct err err = {0};
	prepare_child();
	int rc = file ? env_open_file(&child.check.store, place, &err) : store_open(&child.check.store, place, STORE_READ_ONLY, &err);
	if (rc || store_begin(child.check.store, &err)) {
		if (err.code == ERR_DAMAGED)
			say_fault(&child.check, _("records"), err.message);
		else
			say(out, SAYS_REFUSED, &err, sizeof err);
		_exit(err.code == ERR_DAMAGED ? 0 : 1);
	}
	check_all(&child.check);
	struct said_done done = {.records = report.records, .entries = report.entries, .index_keys = report.index_keys, .head = report.head};
	say(out, SAYS_DONE, &done, sizeof done);
	_exit(0);
}

/* ---- the parent */

struct parent {
	pid_t pid;
	int in;
	struct verify_report *report;
	store_progress *progress;
	void *user;
	struct err *err;
	bool done, refused, stopped;
};

static bool
read_all(int fd, void *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		ssize_t got = read(fd, (char *)bytes + at, len - at);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		at += got > 0 ? (size_t)got : 0;
	}
	return true;
}

static void
hear_fault(struct parent *parent, const char *bytes, size_t len)
{
	const char *message = memchr(bytes, '\0', len);
	if (message && len && bytes[len - 1] == '\0')
		fault_add(&parent->report->faults, FAULT_ERROR, (struct pos){0}, bytes, "%s", message + 1);
}

static void
hear(struct parent *parent, const struct message *head, const char *bytes)
{
	struct said_progress progress;
	struct said_done done;
	if (head->kind == SAYS_FAULT) {
		hear_fault(parent, bytes, head->len);
	} else if (head->kind == SAYS_PROGRESS && head->len == sizeof progress) {
		memcpy(&progress, bytes, sizeof progress);
		parent->stopped = parent->progress && !parent->progress(parent->user, progress.done, progress.total);
	} else if (head->kind == SAYS_REFUSED && head->len == sizeof *parent->err) {
		parent->refused = true;
		if (parent->err)
			memcpy(parent->err, bytes, sizeof *parent->err);
	} else if (head->kind == SAYS_DONE && head->len == sizeof done) {
		memcpy(&done, bytes, sizeof done);
		parent->report->records = done.records;
		parent->report->entries = done.entries;
		parent->report->index_keys = done.index_keys;
		parent->report->head = done.head;
		parent->done = true;
	}
}

static void
listen_to(struct parent *parent)
{
	struct message head;
	struct buf bytes = {0};
	while (!parent->stopped && read_all(parent->in, &head, sizeof head)) {
		buf_clear(&bytes);
		if (!read_all(parent->in, buf_reserve(&bytes, head.len), head.len))
			break;
		hear(parent, &head, bytes.data);
	}
	if (parent->stopped)
		kill(parent->pid, SIGKILL);
	buf_free(&bytes);
}

static int
conclude(struct parent *parent, int status, struct err *err)
{
	struct verify_report *report = parent->report;
	if (parent->refused)
		return -1;
	if (parent->stopped)
		return err_set(err, ERR_FAILED, _("stopped before the end"));
	if (!parent->done && WIFSIGNALED(status))
		fault_add(&report->faults, FAULT_ERROR, (struct pos){0}, _("records"),
			_("reading them ended in a crash (signal %d): their pages are damaged; restore a backup"), WTERMSIG(status));
	else if (!parent->done && !report->faults.count)
		fault_add(&report->faults, FAULT_ERROR, (struct pos){0}, _("records"), _("reading them ended early: their pages are damaged; restore a backup"));
	if (!report->faults.count)
		return 0;
	return err_set(err, ERR_DAMAGED, _("%zu faults were found in the records"), report->faults.count);
}

int
verify_place(const char *place, bool file, struct verify_report *report, store_progress *progress, void *user, struct err *err)
{
	struct parent parent = {.report = report, .progress = progress, .user = user, .err = err};
	int ends[2], status = 0;
	*report = (struct verify_report){0};
	if (pipe2(ends, O_CLOEXEC))
		return err_set(err, ERR_SYSTEM, _("no child can be started: %s"), strerror(errno));
	fflush(NULL);
	parent.in = ends[0];
	parent.pid = fork();
	if (parent.pid == 0) {
		close(ends[0]);
		run_child(place, file, ends[1]);
	}
	int failure = errno;
	close(ends[1]);
	if (parent.pid > 0)
		listen_to(&parent);
	close(ends[0]);
	if (parent.pid < 0)
		return err_set(err, ERR_SYSTEM, _("no child can be started: %s"), strerror(failure));
	while (waitpid(parent.pid, &status, 0) < 0 && errno == EINTR)
		;
	return conclude(&parent, status, err);
}

int
store_verify(const char *dir, struct verify_report *report, store_progress *progress, void *user, struct err *err)
{
	*report = (struct verify_report){0};
	if (place_check(dir, false, err))
		return -1;
	return verify_place(dir, false, report, progress, user, err);
}
