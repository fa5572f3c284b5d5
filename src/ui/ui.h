/* The one loop that waits: keys, timers, others' changes, the terminal's size, the dropped line.  Screens lie on a stack; the
 * uppermost has the keys.  Questions (dialog.h) wait in a loop of their own over ui_wait(), so that timers run meanwhile. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "ui/keys.h"
#include "ui/paint.h"

struct ui;
struct screen;
struct screen_class;

struct ui_options {
	bool ascii_lines;   /* --ascii-lines */
	unsigned escape_ms; /* 0: 100 */
	bool no_advance;    /* a full field does not move on by itself */
	/* Told twice a second at most; true when others changed something: every screen is then refilled.  May be NULL. */
	bool (*watch)(void *user);
	/* The line of the command line (F10) was entered; NULL: there is none. */
	void (*command)(struct ui *ui, const char *line, void *user);
	/* What it could go on as: adds malloc'ed lines through `add`. */
	void (*complete)(const char *line, void (*add)(void *to, const char *line), void *to, void *user);
	/* F9: prints what the uppermost screen shows.  NULL: nothing can be printed. */
	void (*print)(struct ui *ui, struct screen *screen, void *user);
	void *user;
};

/* Takes the terminal.  *err says why not. */
int ui_start(struct ui **out, const struct ui_options *options, struct err *err);
/* Gives it back and closes every screen still open.  NULL is allowed. */
void ui_stop(struct ui *ui);
void *ui_user(const struct ui *ui);
/* Runs until the last screen is closed (0) or the line is gone and everything typed was kept (1). */
int ui_run(struct ui *ui);

/* The words of the title line: who at the left's end ("李敏 · 小组办"), the day; stand-in and past days are told apart.  DATE_NONE for as_of: now. */
void ui_identity(struct ui *ui, const char *who, date_t today, bool stand_in, date_t as_of);
/* The first word of the lowest screen's title ("首席技师资助 · 青浦区"). */
void ui_place(struct ui *ui, const char *place);
/* The message line, until the next key after it was seen.  NULL clears. */
void ui_message(struct ui *ui, enum tone tone, const char *format, ...) __attribute__((format(printf, 3, 4)));
void ui_error(struct ui *ui, const struct err *err);
void ui_bell(struct ui *ui);

/* Opens a screen above the others; -1 and *err when it could not (then nothing changed). */
int ui_open(struct ui *ui, const struct screen_class *class, const void *argument, struct err *err);
struct screen *ui_top(const struct ui *ui);
/* Everything is drawn anew before the next wait; the screens' data is read again before that. */
void ui_redraw(struct ui *ui);
void ui_refill(struct ui *ui);
/* Ends ui_run as if every screen were closed; screens are asked to keep what was typed. */
void ui_quit(struct ui *ui);
/* Leaves the terminal to `run`, which may write to standard output (keys are neither shown nor taken for signals), and takes it up again: then everything
 * is drawn anew.  What `run` returns. */
int ui_aside(struct ui *ui, int (*run)(void *user, struct err *err), void *user, struct err *err);

/* ---- for the widgets of this folder, and for work that takes long */

/* Waits for a key, showing first what was drawn; timers and the watch run meanwhile.  At most `ms` (-1: as long as it takes; 0: only
 * what is there); K_NONE when the time is over. */
struct key ui_wait(struct ui *ui, int ms);
/* Whether nothing can be asked any more: the line is gone. */
bool ui_gone(const struct ui *ui);
/* Forgets what was typed ahead: before questions whose answer does something. */
void ui_drop_typed(struct ui *ui);
int64_t ui_now(void); /* milliseconds, going forward only */
const struct ui_options *ui_options(const struct ui *ui);
/* Whether a full field moves on by itself, as the person at the keyboard wants it. */
void ui_set_advance(struct ui *ui, bool advance);

/* Calls back once, `ms` from now; the same callback and user again move the time.  Cancelled by ms < 0. */
void ui_timer(struct ui *ui, int ms, void (*callback)(void *user), void *user);

/* A pop-up: a framed window in the middle, above everything until it is closed; `inside` is what can be drawn in, cut to the screen.
 * Pop-ups lie on a stack. */
void ui_popup_open(struct ui *ui, int rows, int cols, const char *title, struct area *inside);
void ui_popup_close(struct ui *ui);
/* The screen's body and the message line. */
struct area ui_body(const struct ui *ui);
struct area ui_message_area(const struct ui *ui);
/* The message line and the key line belong to a widget that asks (filter, command line) until false. */
void ui_hold_message(struct ui *ui, bool held);
/* Shows other keys in the key line ("Enter|choose", labels translated by the caller) in place of the screen's; NULL: the screen's. */
void ui_keys_shown(struct ui *ui, const char *text);

#endif
