#include <config.h>

#include "base/child.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/words.h"

#define SAID_BYTES 65536

extern char **environ;

/* The child's ends while it is being started. */
struct ends {
	int in, out;
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Descriptors 0 to 2 would be overwritten while the child's are put in place. */
static int
above_standard(int fd)
{
	int high;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	high = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return high;
}

static int
copy_of(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

static int
open_ends(struct child *child, const struct child_spec *spec, struct ends *ends)
{
	int pair[2];

	/* a socket, as writing to one can do without SIGPIPE */
	if (spec->in >= 0) {
		ends->in = copy_of(spec->in);
	} else {
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
			return -1;
		child->in = above_standard(pair[0]);
		ends->in = above_standard(pair[1]);
	}
	if (spec->out >= 0) {
		ends->out = copy_of(spec->out);
	} else {
		if (pipe2(pair, O_CLOEXEC) < 0)
			return -1;
		child->out = above_standard(pair[0]);
		ends->out = above_standard(pair[1]);
	}
	/* in memory, so that a child that complains much never waits for a reader */
	child->said = above_standard(memfd_create("said", MFD_CLOEXEC));
	return ends->in < 0 || ends->out < 0 || child->said < 0 ? -1 : 0;
}

static int
make_folder(struct child *child)
{
	const char *parent = getenv("TMPDIR");
	int len;

	if (!parent || parent[0] != '/')
		parent = "/tmp";
	len = snprintf(child->folder, sizeof(child->folder), "%s/shouxi-XXXXXX", parent);
	if (len >= (int)sizeof(child->folder))
		snprintf(child->folder, sizeof(child->folder), "/tmp/shouxi-XXXXXX");
	if (mkdtemp(child->folder))
		return 0;
	child->folder[0] = '\0';
	return -1;
}

static void
remove_folder(struct child *child)
{
	DIR *dir;
	struct dirent *entry;

	if (!child->folder[0])
		return;
	dir = opendir(child->folder);
	while (dir && (entry = readdir(dir)))
		unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(child->folder);
	child->folder[0] = '\0';
}

static int
spawn(struct child *child, const struct child_spec *spec, const struct ends *ends)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int status;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr,
		POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends->in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends->out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, child->said, STDERR_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	if (child->folder[0])
		posix_spawn_file_actions_addchdir_np(&actions, child->folder);
	status = posix_spawn(&child->pid, spec->argv[0], &actions, &attr, (char *const *)spec->argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	errno = status;
	return status ? -1 : 0;
}

static void
clear_up(struct child *child)
{
	close_end(&child->in);
	close_end(&child->out);
	close_end(&child->said);
	remove_folder(child);
	child->pid = -1;
}

int
child_start(struct child *child, const struct child_spec *spec, struct err *err)
{
	struct ends ends = { -1, -1 };
	int result;

	*child = (struct child){ .pid = -1, .in = -1, .out = -1, .said = -1, .name = spec->name,
		.seconds = spec->seconds, .deadline = now_ms() + (int64_t)spec->seconds * 1000 };
	if (access(spec->argv[0], X_OK) < 0 || open_ends(child, spec, &ends) < 0 ||
	    (spec->folder && make_folder(child) < 0) || spawn(child, spec, &ends) < 0) {
		result = err_set(err, ERR_SYSTEM, _("the helper '%s' could not be started: %s"), spec->name,
			strerror(errno));
		clear_up(child);
	} else {
		result = 0;
	}
	close_end(&ends.in);
	close_end(&ends.out);
	return result;
}

static int
late(const struct child *child, struct err *err)
{
	return err_set(err, ERR_FAILED, _("the helper '%s' took longer than %d seconds and was stopped"), child->name,
		child->seconds);
}

static int
wait_for(const struct child *child, int fd, short events, struct err *err)
{
	struct pollfd poll_fd = { .fd = fd, .events = events };
	int64_t left;
	int ready;

	do {
		left = child->deadline - now_ms();
		if (left <= 0)
			return late(child, err);
		ready = poll(&poll_fd, 1, left > INT_MAX ? INT_MAX : (int)left);
	} while (ready == 0 || (ready < 0 && errno == EINTR));
	return ready < 0 ? err_set(err, ERR_SYSTEM, "%s", strerror(errno)) : 0;
}

int
child_write(struct child *child, const void *bytes, size_t len, struct err *err)
{
	const char *at = bytes;
	ssize_t wrote;

	while (len > 0) {
		if (wait_for(child, child->in, POLLOUT, err) < 0)
			return -1;
		wrote = send(child->in, at, len, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (wrote < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (wrote < 0)
			return err_set(err, ERR_FAILED, _("the helper '%s' ended too early"), child->name);
		at += wrote;
		len -= (size_t)wrote;
	}
	return 0;
}

ssize_t
child_read(struct child *child, void *bytes, size_t size, struct err *err)
{
	ssize_t got;

	do {
		if (wait_for(child, child->out, POLLIN, err) < 0)
			return -1;
		got = read(child->out, bytes, size);
	} while (got < 0 && errno == EINTR);
	return got < 0 ? err_set(err, ERR_SYSTEM, "%s", strerror(errno)) : got;
}

void
child_close_in(struct child *child)
{
	close_end(&child->in);
}

static void
add_said(const struct child *child, struct buf *said)
{
	ssize_t got;

	if (!said)
		return;
	got = pread(child->said, buf_reserve(said, SAID_BYTES + 1), SAID_BYTES, 0);
	said->len += got > 0 ? (size_t)got : 0;
	said->data[said->len] = '\0'; /* a child that said nothing said "" */
}

/* Waits for its end: 1 when it came, 0 when the time was over before. */
static int
await(struct child *child, int *status)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	pid_t pid;

	while ((pid = waitpid(child->pid, status, WNOHANG)) == 0 || (pid < 0 && errno == EINTR)) {
		if (now_ms() >= child->deadline)
			return 0;
		nanosleep(&pause, NULL);
	}
	return 1;
}

static void
put_down(struct child *child)
{
	int status;

	kill(child->pid, SIGKILL);
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		continue;
}

int
child_finish(struct child *child, struct buf *said, struct err *err)
{
	int status = 0, result;

	close_end(&child->in);
	close_end(&child->out);
	if (!await(child, &status)) {
		put_down(child);
		result = late(child, err);
	} else if (WIFEXITED(status)) {
		result = WEXITSTATUS(status);
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
		result = err_set(err, ERR_FAILED, _("the helper '%s' took too much computing time and was stopped"),
			child->name);
	} else {
		result = err_set(err, ERR_FAILED, _("the helper '%s' broke down (signal %d)"), child->name,
			WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	}
	add_said(child, said);
	clear_up(child);
	return result;
}

void
child_stop(struct child *child)
{
	if (child->pid > 0)
		put_down(child);
	clear_up(child);
}
