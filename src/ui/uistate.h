/* The loop's own state.  Private to ui.c, popup.c and frame.c. */
#ifndef UI_UISTATE_H
#define UI_UISTATE_H

#include <stdint.h>

#include "ui/frame.h"

#define UI_MIN_ROWS 24
#define UI_MIN_COLS 80

struct popup;

struct timer {
	int64_t due;
	void (*callback)(void *user);
	void *user;
};

struct ui {
	struct ui_options options;
	struct keys keys;
	struct screen *top;
	struct popup *popups;
	struct timer timers[8];
	size_t timer_count;
	/* the frame's words */
	char *place, *who, *day;
	bool notable;            /* the day is not simply today */
	char *keys_shown;
	struct buf title, key_line; /* as drawn last */
	struct buf key_more;        /* keys that find no room in the key line */
	struct buf message;
	enum tone message_tone;
	bool message_seen, message_held, message_drawn;
	/* what the next wait has to do */
	bool whole;              /* everything is drawn anew, title and keys too */
	bool repaint;            /* the terminal shows something else than what was sent */
	bool stale;              /* others changed something */
	uint64_t verbs_open; /* which verbs of the screen the key line offers, as bits in their order */
	bool keys_changed;
	bool small, gone, quitting, probed, unicode_told;
	int64_t watched;
};

/* Draws the title, message and key lines as far as they changed; all with ui->whole. */
void frame_draw(struct ui *ui, struct screen *screen);
void frame_message(struct ui *ui);

void popups_show(struct ui *ui); /* to ncurses' virtual screen, with what lies below */
void popups_close(struct ui *ui);

/* Screens: reads again what is stale; gives a key to the uppermost; drops closed ones; drops the uppermost. */
void screen_fresh(struct screen *screen);
void screen_dispatch(struct ui *ui, const struct key *key);
void screens_sweep(struct ui *ui);
void screen_drop(struct ui *ui);

/* The command line (F10). */
void cmdline_run(struct ui *ui);

#endif
