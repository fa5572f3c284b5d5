#include <config.h>

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/words.h"
#include "ui/output.h"
#include "ui/theme.h"

/* A process has one terminal, and signal handlers must find it. */
static struct {
	bool open, taken, dead;
	int fd;                /* our own description of the terminal: it never blocks */
	FILE *file;            /* where ncurses writes: a file in memory after the start */
	SCREEN *screen;
	struct termios before;
	sigset_t mask_before, waiting;
	volatile sig_atomic_t resized, ending;
} term = {.fd = -1};

static const char restore[] = "\033[0m\033[?2004l\033[?25h\033[r\033[?1049l";

/* Cursor keys and the numeric keypad as on any keyboard, whatever a program before left; pasted text in brackets. */
static const char modes_taken[] = "\033[?1l\033>\033[?2004h";
static const char modes_left[] = "\033[?2004l";

/* ---- signals */

static const int ending_signals[] = {SIGHUP, SIGTERM, SIGINT};
static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
static struct sigaction fatal_before[sizeof fatal_signals / sizeof *fatal_signals];

static void
on_resize(int sig)
{
	(void)sig;
	term.resized = 1;
}

static void
on_ending(int sig)
{
	(void)sig;
	term.ending = 1;
}

/* Only what a signal handler may do. */
static void
give_back_raw(void)
{
	if (!term.taken)
		return;
	term.taken = false;
	ssize_t done = write(term.fd, restore, sizeof restore - 1);
	(void)done;
	tcsetattr(term.fd, TCSANOW, &term.before);
}

static void
on_fatal(int sig)
{
	give_back_raw();
	for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++)
		if (fatal_signals[i] == sig)
			sigaction(sig, &fatal_before[i], NULL);
	raise(sig);
}

static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_resize};
	sigset_t held;
	sigemptyset(&held);
	sigaddset(&held, SIGWINCH);
	sigaction(SIGWINCH, &action, NULL);
	action.sa_handler = on_ending;
	for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++) {
		sigaction(ending_signals[i], &action, NULL);
		sigaddset(&held, ending_signals[i]);
	}
	action.sa_handler = on_fatal;
	for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++)
		sigaction(fatal_signals[i], &action, &fatal_before[i]);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGTSTP, &action, NULL);
	/* They come in only while the loop waits: no news is lost, and no handler runs in the middle of anything. */
	sigprocmask(SIG_BLOCK, &held, &term.mask_before);
	term.waiting = term.mask_before;
	sigdelset(&term.waiting, SIGWINCH);
	for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
		sigdelset(&term.waiting, ending_signals[i]);
}

const sigset_t *
term_waiting_mask(void)
{
	return &term.waiting;
}

bool
term_resized(void)
{
	bool news = term.resized;
	term.resized = 0;
	return news;
}

bool
term_ending(void)
{
	return term.ending || term.dead;
}

/* ---- taking it and giving it back */

/* A description of its own, so that not blocking is nobody else's concern. */
static int
open_own(void)
{
	const char *name = ttyname(STDOUT_FILENO);
	int fd = name ? open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;
	if (fd >= 0)
		return fd;
	fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (fd >= 0)
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	return fd;
}

static const char *
capability(const char *name)
{
	const char *text = tigetstr(name);
	return text == (const char *)-1 ? NULL : text;
}

static SCREEN *
start_as(const char *type, FILE *file)
{
	SCREEN *screen = newterm(type, file, stdin);
	if (!screen)
		return NULL;
	if (capability("cup") && capability("clear"))
		return screen;
	endwin();
	delscreen(screen);
	return NULL;
}

static SCREEN *
start_curses(FILE *file, struct err *err)
{
	const char *type = getenv("TERM");
	if (type && strcmp(type, "dumb") == 0) {
		err_set(err, ERR_FAILED, _("a terminal of type 'dumb' cannot show screens; the verbs work there (see --help)"));
		return NULL;
	}
	use_env(FALSE);
	use_tioctl(TRUE);
	const char *const types[] = {type && *type ? type : "xterm-256color", "xterm-256color", "vt100"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		SCREEN *screen = start_as(types[i], file);
		if (screen)
			return screen;
	}
	err_set(err, ERR_FAILED, _("no description of the terminal '%s' was found, nor of a usual one"), type ? type : "");
	return NULL;
}

static void
learn_keys(struct keys *keys)
{
	static const struct {
		const char *name;
		int code;
	} own[] = {
		{"kf1", K_F1}, {"kf2", K_F2}, {"kf3", K_F3}, {"kf4", K_F4}, {"kf5", K_F5}, {"kf6", K_F6}, {"kf7", K_F7},
		{"kf8", K_F8}, {"kf9", K_F9}, {"kf10", K_F10}, {"kf11", K_F11}, {"kf12", K_F12}, {"kcuu1", K_UP},
		{"kcud1", K_DOWN}, {"kcub1", K_LEFT}, {"kcuf1", K_RIGHT}, {"khome", K_HOME}, {"kend", K_END},
		{"kpp", K_PGUP}, {"knp", K_PGDN}, {"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACKTAB}, {"kent", K_ENTER},
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		keys_learn(keys, capability(own[i].name), own[i].code);
}

static int
refuse(struct err *err)
{
	err_set(err, ERR_SYSTEM, _("the terminal cannot be used: %s"), strerror(errno));
	if (term.fd >= 0)
		close(term.fd);
	term.fd = -1;
	return -1;
}

int
term_open(struct keys *keys, struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_FAILED, _("the screens need a terminal; the verbs work without one (see --help)"));
	term.fd = open_own();
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (term.fd < 0 || fd < 0 || tcgetattr(term.fd, &term.before) < 0 || !(term.file = fdopen(fd, "w")))
		return refuse(err);
	term.screen = start_curses(term.file, err);
	if (!term.screen) {
		fclose(term.file);
		close(term.fd);
		term.fd = -1;
		return -1;
	}
	term.open = term.taken = true;
	atexit(term_close);
	catch_signals();
	raw();
	noecho();
	nonl();
	typeahead(-1);
	learn_keys(keys);
	if (output_start(fd, term.fd) < 0) {
		term_close();
		return err_set(err, ERR_SYSTEM, _("the terminal cannot be used: %s"), strerror(errno));
	}
	theme_start();
	term_send(modes_taken, sizeof modes_taken - 1);
	return 0;
}

void
term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	endwin();
	output_send(modes_left, sizeof modes_left - 1);
	output_take();
	output_drain(200);
	output_stop();
	if (term.taken)
		tcsetattr(term.fd, TCSANOW, &term.before);
	term.taken = false;
	delscreen(term.screen);
	fclose(term.file);
	close(term.fd);
	term.fd = -1;
	sigprocmask(SIG_SETMASK, &term.mask_before, NULL);
}

/* ---- left for a while */

enum { LEAVE_MS = 2000 };

void
term_leave(void)
{
	endwin();
	output_send(modes_left, sizeof modes_left - 1);
	output_take();
	output_drain(LEAVE_MS);
	sigprocmask(SIG_SETMASK, &term.mask_before, NULL);
}

void
term_return(void)
{
	sigset_t held = term.waiting;

	sigaddset(&held, SIGWINCH);
	for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
		sigaddset(&held, ending_signals[i]);
	sigprocmask(SIG_SETMASK, &held, NULL);
	clearok(curscr, TRUE);
	doupdate();
	output_take();
	output_send(modes_taken, sizeof modes_taken - 1);
}

/* ---- reading, writing, size */

int
term_fd(void)
{
	return term.fd;
}

int
term_read(void *bytes, size_t size)
{
	ssize_t got = read(term.fd, bytes, size);
	if (got > 0)
		return (int)got;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	term.dead = true;
	return -1;
}

void
term_show(bool whole)
{
	if (output_waiting())
		return;
	if (whole)
		clearok(curscr, TRUE);
	doupdate();
	output_take();
	term_push();
}

void
term_send(const char *bytes, size_t len)
{
	output_send(bytes, len);
}

bool
term_stalled(void)
{
	return output_waiting();
}

int
term_push(void)
{
	if (output_push() == 0)
		return 0;
	term.dead = true;
	return -1;
}

bool
term_resize(void)
{
	struct winsize size = {0};
	if (ioctl(term.fd, TIOCGWINSZ, &size) < 0 || !size.ws_row || !size.ws_col)
		return false;
	if (size.ws_row == LINES && size.ws_col == COLS)
		return false;
	resizeterm(size.ws_row, size.ws_col);
	return true;
}

int
term_rows(void)
{
	return LINES;
}

int
term_cols(void)
{
	return COLS;
}
