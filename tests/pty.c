#include <config.h>

#include "pty-inside.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "office.h"

/* Valgrind knows no pidfd_open: there the end of the program is looked for every so many milliseconds. */
#define NO_PIDFD_TURN 20

static long
now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the terminal's side */

static void
on_output(const char *bytes, size_t len, void *user)
{
	struct pty *pty = user;
	buf_add(&pty->answer, bytes, len);
}

static int
on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *pty = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		pty->visible = value->boolean;
	return 1;
}

static int
on_bell(void *user)
{
	struct pty *pty = user;
	pty->bells++;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_property,
	.bell = on_bell,
};

static void
make_screen(struct pty *pty)
{
	pty->vt = vterm_new(pty->rows, pty->cols);
	vterm_set_utf8(pty->vt, 1);
	vterm_output_set_callback(pty->vt, on_output, pty);
	pty->screen = vterm_obtain_screen(pty->vt);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
}

static _Noreturn void
become(const char *const argv[], const char *const env[])
{
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	close_range(3, ~0U, 0);
	execve(argv[0], (char *const *)argv, env ? (char *const *)env : environ);
	dprintf(2, "cannot start '%s': %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct pty *
pty_start(const char *const argv[], const char *const env[], int rows, int cols)
{
	struct pty *pty = xcalloc(1, sizeof *pty);
	pty->rows = rows;
	pty->cols = cols;
	pty->visible = true;
	make_screen(pty);
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
	if (pty->pid == 0)
		become(argv, env);
	cr_assert(pty->pid > 0, "forkpty: %s", strerror(errno));
	pty->pidfd = pidfd_open(pty->pid, 0);
	fcntl(pty->fd, F_SETFD, FD_CLOEXEC);
	fcntl(pty->fd, F_SETFL, O_NONBLOCK);
	return pty;
}

void
pty_foreign(struct pty *pty)
{
	vterm_set_utf8(pty->vt, 0);
	vterm_screen_reset(pty->screen, 1);
}

static void
close_line(struct pty *pty)
{
	if (pty->fd >= 0)
		close(pty->fd);
	pty->fd = -1;
}

/* ---- moving bytes */

/* Takes what the program wrote; true when there was something. */
static bool
take(struct pty *pty)
{
	char bytes[65536];
	if (pty->fd < 0 || pty->stalled)
		return false;
	ssize_t len = read(pty->fd, bytes, sizeof bytes);
	if (len <= 0) {
		if (len == 0 || (errno != EAGAIN && errno != EINTR))
			close_line(pty);
		return false;
	}
	pty->written += (size_t)len;
	if (pty->recording)
		buf_add(&pty->record, bytes, (size_t)len);
	vterm_input_write(pty->vt, bytes, (size_t)len);
	vterm_screen_flush_damage(pty->screen);
	return true;
}

/* Gives the program what the terminal has to say, as much as it takes. */
static void
give(struct pty *pty)
{
	struct buf *out = &pty->answer;
	if (pty->fd < 0)
		buf_clear(out);
	if (!out->len)
		return;
	ssize_t len = write(pty->fd, out->data, out->len);
	if (len <= 0)
		return;
	memmove(out->data, out->data + len, out->len - (size_t)len);
	out->len -= (size_t)len;
}

static void
reap(struct pty *pty)
{
	if (!pty->ended && waitpid(pty->pid, &pty->status, WNOHANG) == pty->pid)
		pty->ended = true;
}

/* One turn: waits up to `ms` for anything to happen and deals with it; true when the screen may have changed. */
static bool
turn(struct pty *pty, long ms)
{
	struct pollfd fds[] = {
		{.fd = pty->fd, .events = (short)((pty->stalled ? 0 : POLLIN) | (pty->answer.len ? POLLOUT : 0))},
		{.fd = pty->ended ? -1 : pty->pidfd, .events = POLLIN},
	};
	if (!fds[0].events)
		fds[0].fd = -1;
	if (pty->pidfd < 0 && ms > NO_PIDFD_TURN)
		ms = NO_PIDFD_TURN;
	if (poll(fds, 2, ms < 0 ? 0 : (int)ms) < 0)
		return false;
	bool changed = take(pty);
	give(pty);
	reap(pty);
	return changed;
}

void
pty_catch_up(struct pty *pty)
{
	while (turn(pty, 0))
		;
}

void
pty_flush(struct pty *pty)
{
	long end = now_ms() + test_patience(PTY_WAIT);
	while (pty->answer.len && pty->fd >= 0 && now_ms() < end)
		turn(pty, end - now_ms());
}

/* ---- waiting */

struct wish {
	bool (*met)(struct pty *pty, const struct wish *wish);
	const char *text;
	int row, col;
};

static bool
is_shown(struct pty *pty, const struct wish *wish)
{
	return pty_row_with(pty, wish->text) >= 0;
}

static bool
is_gone(struct pty *pty, const struct wish *wish)
{
	return pty_row_with(pty, wish->text) < 0;
}

static bool
is_in_row(struct pty *pty, const struct wish *wish)
{
	return strstr(pty_row_text(pty, wish->row), wish->text);
}

static bool
is_cursor_at(struct pty *pty, const struct wish *wish)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
	return at.row == wish->row && at.col == wish->col;
}

static bool
has_ended(struct pty *pty, const struct wish *wish)
{
	(void)wish;
	reap(pty);
	return pty->ended;
}

static bool
wait_until(struct pty *pty, const struct wish *wish, int ms)
{
	long end = now_ms() + test_patience(ms);
	pty_catch_up(pty);
	while (!wish->met(pty, wish)) {
		long left = end - now_ms();
		if (left <= 0 || (pty->ended && pty->fd < 0))
			return false;
		turn(pty, left);
	}
	return true;
}

bool
pty_wait(struct pty *pty, const char *text, int ms)
{
	return wait_until(pty, &(struct wish){.met = is_shown, .text = text}, ms);
}

bool
pty_wait_gone(struct pty *pty, const char *text, int ms)
{
	return wait_until(pty, &(struct wish){.met = is_gone, .text = text}, ms);
}

bool
pty_wait_row(struct pty *pty, int row, const char *text, int ms)
{
	return wait_until(pty, &(struct wish){.met = is_in_row, .text = text, .row = row}, ms);
}

bool
pty_wait_cursor(struct pty *pty, int row, int col, int ms)
{
	return wait_until(pty, &(struct wish){.met = is_cursor_at, .row = row, .col = col}, ms);
}

void
pty_settle(struct pty *pty, int ms)
{
	long quiet = test_patience(ms), end = now_ms() + quiet;
	while (now_ms() < end && !(pty->ended && pty->fd < 0))
		if (turn(pty, end - now_ms()))
			end = now_ms() + quiet;
}

int
pty_wait_exit(struct pty *pty, int ms)
{
	bool ended = wait_until(pty, &(struct wish){.met = has_ended}, ms);
	pty_catch_up(pty);
	return ended ? pty->status : -1;
}

/* ---- acting on it */

void
pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	pty_catch_up(pty);
	pty->rows = rows;
	pty->cols = cols;
	vterm_set_size(pty->vt, rows, cols);
	cr_assert(ioctl(pty->fd, TIOCSWINSZ, &size) == 0, "resize: %s", strerror(errno));
}

void
pty_hangup(struct pty *pty)
{
	pty_catch_up(pty);
	close_line(pty);
}

void
pty_stall(struct pty *pty)
{
	pty->stalled = true;
}

void
pty_go_on(struct pty *pty)
{
	pty->stalled = false;
}

void
pty_free(struct pty *pty)
{
	reap(pty);
	if (!pty->ended) {
		kill(pty->pid, SIGKILL);
		waitpid(pty->pid, &pty->status, 0);
	}
	close_line(pty);
	if (pty->pidfd >= 0)
		close(pty->pidfd);
	vterm_free(pty->vt);
	buf_free(&pty->record);
	buf_free(&pty->answer);
	buf_free(&pty->row);
	buf_free(&pty->dump);
	free(pty);
}

void
pty_record(struct pty *pty)
{
	pty_catch_up(pty);
	buf_clear(&pty->record);
	pty->recording = true;
}

const char *
pty_recorded(struct pty *pty, size_t *len)
{
	pty_catch_up(pty);
	*len = pty->record.len;
	return buf_text(&pty->record);
}
