/* What a list holds.  Private to list*.c. */
#ifndef UI_LISTSTATE_H
#define UI_LISTSTATE_H

#include "ui/editor.h"
#include "ui/list.h"

#define LIST_GUTTER 2 /* the sign of the cursor's row, the sign of a marked one */
#define LIST_GAP 2    /* between columns */

/* One line as it was drawn last. */
struct list_line {
	uint64_t id; /* 0: blank */
	bool marked;
};

struct list {
	struct list_spec spec;
	struct arena arena;
	/* the window: `count` rows in order, the cursor on rows[at] */
	struct list_row *rows;
	int lines, count, at;
	/* as drawn */
	struct list_line *shown;
	int shown_at;      /* line with the sign, -1 none */
	int scrolled;      /* lines the window moved since */
	bool afresh;       /* every row's text may differ */
	/* columns: 0 where dropped */
	int *widths;
	int list_cols;     /* up to the pane */
	/* pane */
	bool pane_shown, pane_due, pane_blank;
	uint64_t pane_id;
	/* marks in the order of marking */
	struct list_row *marks;
	size_t mark_count, mark_cap;
	/* filter */
	struct editor filter;
	bool typing, filter_due;
	struct err filter_err;
};

bool list_marked(const struct list *list, uint64_t id);
/* Applies a filter that was typed since. */
void list_sync(struct list *list);
/* Takes a key for the filter; true when used. */
bool list_filter_key(struct list *list, const struct key *key);
void list_filter_draw(struct list *list);
/* The cursor moved: the pane is drawn when it rests. */
void list_moved(struct list *list);
/* Rows that fit below the header, loaded again when they became other. */
void list_set_lines(struct list *list, int lines);

#endif
