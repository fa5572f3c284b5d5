/* The terminal's own printer (ECMA-48 MC): what office terminals and PuTTY print beside the screen. */
#include <config.h>

#include "sheet/printer.h"

#include <errno.h>
#include <iconv.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PRINTER_ON "\033[5i"
#define PRINTER_OFF "\033[4i"

enum { PIECE = 4096 };

static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDINGS = sizeof endings / sizeof *endings };

struct terminal_printer {
	int tty;
	iconv_t into; /* (iconv_t)-1: as it is */
	bool returns; /* the terminal adds no carriage returns itself */
	struct sigaction before[ENDINGS];
};

/* A handler can know nothing but this. */
static volatile sig_atomic_t told_to_end;

static void
on_ending(int number)
{
	told_to_end = number;
}

const char *
terminal_printer_refused(const struct desk *desk, int tty)
{
	const char *term = getenv("TERM");

	if (!desk_person(desk)->terminal_printer && !desk_person(desk)->alone)
		return _("the terminal's own printer is not switched on for you: see the staff record");
	if (!isatty(tty))
		return _("this is no terminal");
	if (getenv("TMUX") || getenv("STY") || (term && (strncmp(term, "screen", 6) == 0 || strncmp(term, "tmux", 4) == 0)))
		return _("inside tmux or screen the terminal's own printer cannot be reached");
	return NULL;
}

static int
put_bytes(struct terminal_printer *printer, const char *bytes, size_t len, struct err *err)
{
	while (len > 0) {
		ssize_t wrote;
		if (told_to_end)
			return err_set(err, ERR_FAILED, _("printing was stopped"));
		wrote = write(printer->tty, bytes, len < PIECE ? len : PIECE);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return err_set(err, ERR_SYSTEM, _("the terminal took no more: %s"), strerror(errno));
		bytes += wrote;
		len -= (size_t)wrote;
	}
	return 0;
}

static void
watch_endings(struct terminal_printer *printer)
{
	struct sigaction action = {.sa_handler = on_ending};

	sigemptyset(&action.sa_mask);
	told_to_end = 0;
	for (size_t i = 0; i < ENDINGS; i++)
		sigaction(endings[i], &action, &printer->before[i]);
}

struct terminal_printer *
terminal_printer_begin(int tty, bool gb18030, struct err *err)
{
	struct terminal_printer *printer = xcalloc(1, sizeof *printer);
	struct termios settings;

	printer->tty = tty;
	printer->returns = tcgetattr(tty, &settings) < 0 || !(settings.c_oflag & OPOST) || !(settings.c_oflag & ONLCR);
	printer->into = gb18030 ? iconv_open("GB18030", "UTF-8") : (iconv_t)-1;
	if (gb18030 && printer->into == (iconv_t)-1) {
		err_set(err, ERR_SYSTEM, _("this machine knows no GB18030"));
		free(printer);
		return NULL;
	}
	watch_endings(printer);
	if (put_bytes(printer, PRINTER_ON, strlen(PRINTER_ON), err) == 0)
		return printer;
	terminal_printer_end(printer, NULL);
	return NULL;
}

/* Lines of a printer end with CR LF. */
static void
with_returns(const struct terminal_printer *printer, struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n' && printer->returns)
			buf_addc(out, '\r');
		buf_addc(out, *text);
	}
}

static int
convert(struct terminal_printer *printer, const struct buf *from, struct buf *out, struct err *err)
{
	char *in = from->data;
	size_t left = from->len, room = from->len * 2 + 16, rest = room;
	char *at = buf_reserve(out, room);

	if (iconv(printer->into, &in, &left, &at, &rest) == (size_t)-1)
		return err_set(err, ERR_INPUT, _("a character has no place in GB18030"));
	out->len += room - rest;
	return 0;
}

int
terminal_printer_put(struct terminal_printer *printer, const char *text, struct err *err)
{
	struct buf lines = {0}, bytes = {0};
	int result = 0;

	with_returns(printer, &lines, text);
	if (printer->into != (iconv_t)-1)
		result = convert(printer, &lines, &bytes, err);
	if (result == 0)
		result = printer->into != (iconv_t)-1 ? put_bytes(printer, bytes.data, bytes.len, err) : put_bytes(printer, lines.data, lines.len, err);
	buf_free(&lines);
	buf_free(&bytes);
	return result;
}

/* Whatever happened, the terminal shows its screen again; then the program ends if it was told to. */
int
terminal_printer_end(struct terminal_printer *printer, struct err *err)
{
	int number = told_to_end, result;

	told_to_end = 0;
	result = put_bytes(printer, PRINTER_OFF, strlen(PRINTER_OFF), err);
	for (size_t i = 0; i < ENDINGS; i++)
		sigaction(endings[i], &printer->before[i], NULL);
	if (printer->into != (iconv_t)-1)
		iconv_close(printer->into);
	free(printer);
	if (number)
		raise(number);
	return result;
}
