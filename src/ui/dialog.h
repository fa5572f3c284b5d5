/* Questions and notices above the screen.  Each waits until it is answered; Esc or a dropped line is the answer that changes nothing. */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include "ui/ui.h"

struct choice {
	const char *label;  /* translated */
	const char *note;   /* beside it, or NULL */
	const char *search; /* further words it is found by (pinyin is seen to), or NULL */
};

/* A short menu: digits choose at once, arrows and Enter too.  The index, or -1. */
int dialog_choose(struct ui *ui, const char *title, const struct choice *choices, size_t count, size_t chosen);
/* A list narrowed as one types by label, note, search words, pinyin and initials; Enter takes a single match or the chosen one.  The index, or -1. */
int dialog_pick(struct ui *ui, const char *title, const struct choice *choices, size_t count, const char *typed);
/* The same with Space marking several: sets marks[i]; false: nothing changed. */
bool dialog_pick_many(struct ui *ui, const char *title, const struct choice *choices, size_t count, bool *marks);

/* Shows text until a key. */
void dialog_message(struct ui *ui, const char *title, const char *text);
/* Yes (1) or no (2, Esc); what was typed ahead is dropped first. */
bool dialog_yes(struct ui *ui, const char *title, const char *text);
/* Goes on only when `answer` is typed: digits of a count or total (separators are not needed), or the word of a grave act.  `text` says what will
 * happen; what was typed ahead is dropped first. */
bool dialog_confirm(struct ui *ui, const char *title, const char *text, const char *answer);
/* One line; malloc'ed, or NULL when it was left.  `check` (may be NULL) refuses with a reason and keeps the question open. */
char *dialog_prompt(struct ui *ui, const char *title, const char *text, const char *initial,
	int (*check)(void *user, const char *typed, struct err *err), void *user);
/* A reason in several lines, never blank; malloc'ed or NULL. */
char *dialog_reason(struct ui *ui, const char *title, const char *text);

/* Two versions of a record: who picks `mine` for none keeps theirs. */
struct version {
	const char *label, *theirs, *mine;
	bool take_mine; /* the answer; as given to begin with */
};
bool dialog_compare(struct ui *ui, const char *title, const char *text, struct version *versions, size_t count);

/* Long work: a bar with count, rate and time left.  Shown only once it took 300 ms. */
struct progress {
	struct ui *ui;
	const char *title;
	/* private */
	int64_t began, shown;
	bool open, stopped;
	struct area area;
};
void progress_begin(struct progress *progress, struct ui *ui, const char *title);
/* Called as often as one likes; false when Esc stopped it or the line is gone.  total 0: unknown. */
bool progress_step(struct progress *progress, uint64_t done, uint64_t total);
void progress_end(struct progress *progress);

#endif
