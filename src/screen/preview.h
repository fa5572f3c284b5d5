/* 打印预览 in pieces: pages made when they are shown, the screen, and the ways onto paper.  Private to preview*.c. */
#ifndef SCREEN_PREVIEW_H
#define SCREEN_PREVIEW_H

#include "base/alloc.h"
#include "base/buf.h"
#include "screen/sheetmenu.h"
#include "sheet/sheet.h"

struct preview {
	struct ui *ui;
	const struct sheet_form *form;
	struct arena arena;  /* of the ids */
	const char **ids;
	size_t count;
	int *pages;          /* of each target; PAGES_UNKNOWN until all were made once */
	int columns;         /* a page is so wide */
	/* what is shown */
	size_t target;
	int page;            /* of the target, from 1 */
	struct buf text;
	int top, left;       /* the first line and column on the screen */
	int rows;            /* lines that the screen shows */
	char *wanted;        /* what is searched for; NULL none */
};
enum { PAGES_UNKNOWN = -1 };

/* Takes the ids over into the arena; a call's becomes those of its projects where the sheet takes projects. */
int preview_targets(struct preview *preview, const char *const *ids, size_t count, struct err *err);
/* Shows a page of a target.  1: it does, 0: there is no such page (what was shown stays), -1 and *err. */
int preview_show(struct preview *preview, size_t target, int page, struct err *err);
/* The next page, the one before, the first, the last; 0: there is none.  The last one makes all between, which Esc stops. */
int preview_next(struct preview *preview, struct err *err);
int preview_before(struct preview *preview, struct err *err);
int preview_first(struct preview *preview, struct err *err);
int preview_last(struct preview *preview, struct err *err);
/* The number of the page shown among all, and how many there are as far as known (*all: every page was counted). */
size_t preview_number(const struct preview *preview);
size_t preview_known(const struct preview *preview, bool *all);
/* Goes to the next page, from the one behind the shown on, that has the text in a line; the page shown comes last. */
int preview_find(struct preview *preview, const char *text, struct err *err);

/* Onto paper, each with its questions; the outcome is told on the message line. */
void preview_save(struct preview *preview);
void preview_queue(struct preview *preview);
void preview_terminal(struct preview *preview);

#endif
