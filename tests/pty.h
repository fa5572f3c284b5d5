/* A terminal for the real program: it runs in a pty, and what it draws is kept
 * by libvterm as a screen that can be asked.  Every wait reads until what is
 * waited for is there or the time is over; nothing sleeps.  Times are in
 * milliseconds and grow with $SHOUXI_PATIENCE (a checker that slows everything). */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PTY_WAIT 5000

struct pty;

/* Starts argv[0] on a screen of rows × cols; env NULL hands on the environment.  Never NULL. */
struct pty *pty_start(const char *const argv[], const char *const env[], int rows, int cols);
/* From now on, best before anything was waited for: a terminal that takes every byte for a character, as one that is not set to UTF-8. */
void pty_foreign(struct pty *pty);
/* Kills the program if it still runs and forgets the screen. */
void pty_free(struct pty *pty);
pid_t pty_pid(const struct pty *pty);

/* Sends keys as this terminal would in its present modes.  Words of `script` are separated by blanks: a key, KEY*COUNT, or text in
 * double quotes.  Keys: Up Down Left Right Home End PageUp PageDown Ins Del Enter Tab S-Tab Esc Space BS F1…F12, with S- M- C- before
 * them, one character, C-x, M-x, KP0…KP9 KPEnter KPPlus KPMinus KPStar KPSlash KPDot.  An unknown word fails the test.  All go at
 * once, as typed ahead; only behind an Esc the next waits until it cannot be taken for a part of it. */
void pty_keys(struct pty *pty, const char *script);
void pty_type(struct pty *pty, const char *text);
/* Text as pasted: bracketed when the program asked for it. */
void pty_paste(struct pty *pty, const char *text);
void pty_send(struct pty *pty, const void *bytes, size_t len);

/* True once `text` stands in one row, or none shows it any more. */
bool pty_wait(struct pty *pty, const char *text, int ms);
bool pty_wait_gone(struct pty *pty, const char *text, int ms);
/* The same within one row (from 0), and for the cursor. */
bool pty_wait_row(struct pty *pty, int row, const char *text, int ms);
bool pty_wait_cursor(struct pty *pty, int row, int col, int ms);
/* Reads until nothing came for `ms`; for counting bytes, not for waiting on a result. */
void pty_settle(struct pty *pty, int ms);
/* The status as of waitpid once the program ended, −1 when it still runs after `ms`. */
int pty_wait_exit(struct pty *pty, int ms);

/* What the screen shows now, after reading what is there.  A row's text is without blanks at its end; it lives until the next call. */
const char *pty_row(struct pty *pty, int row);
bool pty_shows(struct pty *pty, const char *text);
/* Where `text` begins first: its row and its column in cells. */
bool pty_find(struct pty *pty, const char *text, int *row, int *col);
/* The whole screen with row numbers and the cursor, for messages; lives until the next call. */
const char *pty_dump(struct pty *pty);

struct pty_cell {
	char text[32]; /* UTF-8 with its combining characters; "" in the right half of a wide one */
	int width;
	int fg, bg;    /* a colour of the palette, or −1 for the terminal's own */
	bool bold, reverse, underline;
};
struct pty_cell pty_cell(struct pty *pty, int row, int col);
void pty_cursor(struct pty *pty, int *row, int *col, bool *visible);
/* Bytes the program wrote since it started; bells it rang. */
size_t pty_written(struct pty *pty);
int pty_bells(struct pty *pty);

void pty_resize(struct pty *pty, int rows, int cols);
/* The line drops: the program gets SIGHUP, its writes fail; the screen keeps what it had. */
void pty_hangup(struct pty *pty);
/* Takes no more of what the program writes until pty_go_on(), as a stalled client does: waits meanwhile only pass time. */
void pty_stall(struct pty *pty);
void pty_go_on(struct pty *pty);

/* From now on keeps the bytes that the program writes, as they come. */
void pty_record(struct pty *pty);
/* Those kept so far, after reading what is there; lives until the next call. */
const char *pty_recorded(struct pty *pty, size_t *len);

/* The usual case, with the screen in the message. */
#define pty_expect(pty, text) \
	cr_assert(pty_wait(pty, text, PTY_WAIT), "'%s' did not appear\n%s", text, pty_dump(pty))
#define pty_expect_gone(pty, text) \
	cr_assert(pty_wait_gone(pty, text, PTY_WAIT), "'%s' did not go\n%s", text, pty_dump(pty))

#endif
