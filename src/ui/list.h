/* The list: a window over rows that somebody else orders, counts and filters.  It holds only the rows it shows, keeps the cursor on its
 * row when rows shift, and draws only what changed. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "base/alloc.h"
#include "ui/ui.h"

/* Where a row stands in its order: opaque, good while rows come and go. */
struct list_place {
	unsigned char bytes[72];
};
struct list_row {
	uint64_t id; /* what it is, whatever the order; never 0 */
	struct list_place place;
};
struct list_cell {
	const char *text; /* in the arena given, or living as long as the source; NULL: empty */
	enum tone tone;
	bool unseen;      /* set before the source is asked: the column has no room, and its text is not needed */
	bool across;      /* of the first cell: a dashed line takes the row, with its text in the middle */
};
struct list_column {
	const char *title; /* translated */
	int width;         /* usual columns */
	bool right;        /* numbers */
	bool flex;         /* takes what is left over; without any the widest does */
	int drop;          /* where room is short, the columns with the highest go first; 0 stays */
};

struct list_source {
	/* Up to `limit` rows after (or before, nearest first) `from`; NULL: from the end walked from; inclusive: the row at `from`, or where it would stand, first. */
	size_t (*walk)(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows);
	/* Texts of one row, one cell a column, zeroed before. */
	void (*cells)(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena);
	/* How many rows; NULL: unknown. */
	uint64_t (*count)(void *user);
	/* Whether `count` has hardly any work to do; where not it is asked only when keys rest.  NULL: always. */
	bool (*counted)(void *user);
	/* Narrows; "" is all.  -1 and *err when it is not understood (the rows stay).  NULL: no filter. */
	int (*filter)(void *user, const char *text, struct err *err);
	/* The cursor rested on a row (NULL: there is none) for 150 ms, or the pane's size changed: draw into the pane, which is blank.  NULL: no pane. */
	void (*pane)(void *user, const struct list_row *row, const struct area *pane);
};

struct list_spec {
	struct ui *ui;
	const struct list_source *source;
	void *user;
	const struct list_column *columns; /* living as long as the list */
	size_t column_count;
	bool markable;          /* Space marks */
	int pane_cols;          /* usual width of the pane; 0: none */
	int pane_from;          /* columns below which it folds away; 0: 96 */
	const char *empty;      /* translated words shown when there are no rows */
};

struct list;

struct list *list_new(const struct list_spec *spec);
void list_free(struct list *list);

/* Draws into the area; `whole` when it is blank or of another size. */
void list_draw(struct list *list, const struct area *area, bool whole);
/* Moves, marks, filters; true when the key was used. */
bool list_key(struct list *list, const struct key *key);
/* Reads the rows again, the cursor staying on its row, or where that would stand. */
void list_refill(struct list *list);
/* From the first row again (another order). */
void list_home(struct list *list);

/* The row under the cursor; NULL when there is none.  Good until the next call that moves. */
const struct list_row *list_current(struct list *list);
/* Puts the cursor on a row by its place. */
void list_go(struct list *list, const struct list_row *row);
/* Ids of marked rows in the order of marking; all of them were seen. */
size_t list_marks(const struct list *list, const struct list_row **rows);
void list_unmark(struct list *list);
/* The filter as typed, and set by the program. */
const char *list_filter(const struct list *list);
int list_set_filter(struct list *list, const char *text, struct err *err);
/* Whether the filter is being typed: digits and letters are text then. */
bool list_typing(const struct list *list);
uint64_t list_count(struct list *list);
/* Whether that is known without work. */
bool list_counted(struct list *list);

/* A source over an array of rows of texts, for short lists: cells[row * column_count + column]. */
struct list_table {
	const struct list_cell *cells;
	size_t rows, columns;
};
extern const struct list_source list_table_source; /* user: struct list_table *; id is the row's number from 1 */

#endif
