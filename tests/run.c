#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

#define RUN_LIMIT 120000

/* A running program: our ends of its three descriptors, −1 once closed. */
struct child {
	pid_t pid;
	int in, out, err;
};

static void
pipe_for(int ends[2])
{
	cr_assert(pipe2(ends, O_CLOEXEC) == 0, "pipe: %s", strerror(errno));
}

static void
spawn(struct child *child, const char *const argv[], const char *const env[], bool with_input)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all, none;
	int in[2] = {-1, -1}, out[2], err[2];
	pipe_for(out);
	pipe_for(err);
	posix_spawn_file_actions_init(&actions);
	if (with_input) {
		pipe_for(in);
		posix_spawn_file_actions_adddup2(&actions, in[0], 0);
	} else {
		posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	}
	posix_spawn_file_actions_adddup2(&actions, out[1], 1);
	posix_spawn_file_actions_adddup2(&actions, err[1], 2);
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	int failed = posix_spawn(&child->pid, argv[0], &actions, &attributes, (char *const *)argv,
				 env ? (char *const *)env : environ);
	cr_assert(failed == 0, "cannot start '%s': %s", argv[0], strerror(failed));
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	close(out[1]);
	close(err[1]);
	if (with_input)
		close(in[0]);
	*child = (struct child){.pid = child->pid, .in = in[1], .out = out[0], .err = err[0]};
}

/* Takes what is there; closes at the end. */
static void
take(int *fd, struct buf *into)
{
	ssize_t len = read(*fd, buf_reserve(into, 65536), 65536);
	if (len > 0) {
		into->len += (size_t)len;
		return;
	}
	close(*fd);
	*fd = -1;
}

static void
give(int *fd, const char **input, size_t *len)
{
	ssize_t wrote = *len ? write(*fd, *input, *len) : -1;
	if (wrote > 0) {
		*input += wrote;
		*len -= (size_t)wrote;
	}
	if (wrote < 0 || !*len) {
		close(*fd);
		*fd = -1;
	}
}

/* Until the program closed both its outputs; one that takes too long is killed, which closes them. */
static void
talk(struct child *child, const char *input, size_t len, struct buf *out, struct buf *err)
{
	if (child->in >= 0)
		fcntl(child->in, F_SETFL, O_NONBLOCK);
	while (child->out >= 0 || child->err >= 0) {
		struct pollfd fds[] = {
			{.fd = child->in, .events = POLLOUT},
			{.fd = child->out, .events = POLLIN},
			{.fd = child->err, .events = POLLIN},
		};
		if (poll(fds, 3, test_patience(RUN_LIMIT)) == 0) {
			kill(child->pid, SIGKILL);
			buf_adds(err, "\n(killed by the test: it said nothing for two minutes)\n");
			break;
		}
		if (fds[0].revents)
			give(&child->in, &input, &len);
		if (fds[1].revents)
			take(&child->out, out);
		if (fds[2].revents)
			take(&child->err, err);
	}
}

static void
close_rest(struct child *child)
{
	int fds[] = {child->in, child->out, child->err};
	for (size_t i = 0; i < 3; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

struct run
run_program(const char *const argv[], const char *const env[], const char *input, size_t len)
{
	struct child child;
	struct buf out = {0}, err = {0};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int status;
	sigaction(SIGPIPE, &ignore, &before);
	spawn(&child, argv, env, input != NULL);
	talk(&child, input, len, &out, &err);
	close_rest(&child);
	while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGPIPE, &before, NULL);
	struct run run = {
		.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
		.out_len = out.len,
		.err_len = err.len,
	};
	buf_addc(&out, '\0');
	buf_addc(&err, '\0');
	run.out = buf_detach(&out);
	run.err = buf_detach(&err);
	return run;
}

void
run_free(struct run *run)
{
	free(run->out);
	free(run->err);
	*run = (struct run){0};
}
