/* Short lists of records of one type, with the acts that are done on them: one screen, a table for each type.  Private to recordlist.c and recordtables.c. */
#ifndef SCREEN_RECORDLIST_H
#define SCREEN_RECORDLIST_H

#include "desk/query.h"
#include "screen/work.h"

enum { RECORD_OPEN = 1, RECORD_FILTER, RECORD_HISTORY, RECORD_QUEUE, RECORD_BESIDE, RECORD_EXPLAIN, RECORD_ACT };
enum { RECORD_ACTS_MOST = 5, RECORD_COLUMNS_MOST = 9 };

struct record_table_column {
	const char *path;  /* NULL: computed, as the next says */
	enum { CELL_ID, CELL_PROJECTS, CELL_ORDER_NEXT } computed; /* the record's public id, how many projects a call has, what an order needs next */
	const char *title;
	int zh, en;        /* widths */
	bool right, flex;
	int drop;
};

/* An act under the verb RECORD_ACT + its place, with an input it is given. */
struct record_table_act {
	const char *name;
	struct act_input given; /* path NULL: none */
	bool anywhere;          /* not on the row under the cursor */
	/* What it is done on in place of the row: an id in the arena, or NULL when nothing was chosen; `call` is the one the list is narrowed to, or "". */
	const char *(*target)(struct ui *ui, const char *call, struct arena *arena);
};

struct record_table {
	const struct screen_class *screen;
	const struct record_type *type;
	unsigned roles;         /* who may open it; 0: everybody */
	const char *call;       /* the column that names the call, by which an argument narrows; NULL: it takes none */
	const char *order, *count, *empty;
	bool descending;
	const struct screen_class *opens;  /* what Enter opens with the record's id; NULL: the record as a text */
	const struct screen_class *beside; /* what RECORD_BESIDE opens */
	void (*explain)(struct ui *ui, const char *id); /* what RECORD_EXPLAIN shows of a row; NULL: it has none */
	struct record_table_column columns[RECORD_COLUMNS_MOST]; /* ended by a title NULL */
	struct record_table_act acts[RECORD_ACTS_MOST];
};

/* Ended by a screen NULL. */
extern const struct record_table record_tables[], money_tables[];

int records_open(struct screen *screen, const void *argument, struct err *err);
void records_refill(struct screen *screen);
void records_draw(struct screen *screen, bool whole);
bool records_key(struct screen *screen, const struct key *key);
void records_act(struct screen *screen, int verb);
bool records_can(struct screen *screen, int verb);
void records_title(struct screen *screen, struct buf *left, struct buf *right);
/* The record under the cursor where a sheet takes its type, else its project. */
bool records_shows(struct screen *screen, struct arena *arena, struct shown *out);
void records_close(struct screen *screen);

struct records {
	const struct record_table *table;
	struct desk *desk;
	struct list *list;
	struct query *query;
	char *call;              /* the one it is narrowed to; "" */
	char *where;             /* the filter it was opened with; "" */
	struct stat_row *counts; /* of projects by call, in the screen's arena */
	size_t count_count;
	size_t columns;
};

#endif
