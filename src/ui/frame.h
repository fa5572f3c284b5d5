/* A screen: one const table a file.  The frame draws the title line, the message line and the key line, and gives the screen what
 * is between.  Keys become the screen's verbs; the key line and the help page are made from the same table. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "base/alloc.h"
#include "base/buf.h"
#include "ui/ui.h"

enum {
	VERB_QUIET = 1, /* on the help page, not in the key line */
};

/* A verb of a screen.  Keys are codes of keys.h or ASCII characters ('1', '/'); no letter is the only key of a verb.
 * Always there without being named: F1 help, F3 and Esc back, F9 prints, F10 the command line, ^L draw anew. */
struct verb {
	int verb;          /* the screen's own number, from 1; a row of zeros ends the table */
	int key;           /* K_F6, K_ENTER, '1' … */
	int also;          /* a second name, 0: none */
	const char *label; /* msgid, a word or two */
	const char *help;  /* msgid, a sentence; NULL: the label says it all */
	unsigned flags;
};

enum {
	SCREEN_PARTIAL = 1, /* draw() sees to what changed; otherwise the body is cleared before every draw */
};

struct screen {
	const struct screen_class *class;
	struct ui *ui;
	void *data;         /* class->private_size bytes, zeroed */
	struct arena arena; /* lives as long as the screen's view: reset before every refill */
	struct area body;   /* what can be drawn in; changes with the terminal's size */
	/* private */
	struct screen *below;
	bool closed, stale, drawn, blank;
};

/* What a screen shows, for F9: records of a type by their public ids. */
struct shown {
	const char *type;
	const char *const *ids;
	size_t count;
};

struct screen_class {
	const char *name;   /* "queue" */
	const char *title;  /* msgid of the last word of the title line */
	size_t private_size;
	unsigned flags;
	const struct verb *verbs;
	const char *help;   /* msgid of what the help page begins with; may be NULL */
	/* Begins the help page with what lies under the cursor, in the pager's marks.  May be NULL. */
	void (*explain)(struct screen *screen, struct buf *out);
	/* Makes the screen ready; refill comes right after.  NULL: nothing to do.  On failure close is not called. */
	int (*open)(struct screen *screen, const void *argument, struct err *err);
	/* Reads again what is shown: at first, when others changed something, when a screen above was closed.  May be NULL. */
	void (*refill)(struct screen *screen);
	/* Draws into screen->body.  `whole`: the body is blank and everything must be drawn. */
	void (*draw)(struct screen *screen, bool whole);
	/* Sees every key before the verbs; true when it was used.  May be NULL. */
	bool (*key)(struct screen *screen, const struct key *key);
	void (*act)(struct screen *screen, int verb);
	/* Whether a verb is open now; closed ones are not shown.  NULL: all are. */
	bool (*can)(struct screen *screen, int verb);
	/* Adds to the title's words (` › 2021 年度`) and to its right end (`31 项`).  May be NULL. */
	void (*title_more)(struct screen *screen, struct buf *left, struct buf *right);
	/* What F9 prints, in the arena; false when there is nothing now.  NULL: never. */
	bool (*shows)(struct screen *screen, struct arena *arena, struct shown *out);
	/* Whether Esc, F3 may leave now; it may ask.  NULL: always. */
	bool (*leave)(struct screen *screen);
	/* The line dropped: store what was typed.  No question can be asked.  May be NULL. */
	void (*keep)(struct screen *screen);
	void (*close)(struct screen *screen);
};

/* Closes it after the running handler has returned. */
void screen_close(struct screen *screen);
/* Something changed that draw() shows: it is called before the next wait.  (Keys, acts and refills do this by themselves.) */
void screen_changed(struct screen *screen);
/* Like screen_changed, with the body cleared. */
void screen_redraw(struct screen *screen);
/* Reads again and draws. */
void screen_refill(struct screen *screen);

/* The verb a key stands for on this screen, 0 when none or closed now. */
int screen_verb(struct screen *screen, const struct key *key);
/* The help page of a screen, shown until it is left. */
void screen_help(struct screen *screen);

#endif
