/* The ranking on the screen: shared by its files.  Private to them. */
#ifndef SCREEN_RANKING_H
#define SCREEN_RANKING_H

#include "desk/officework.h"
#include "ui/frame.h"
#include "ui/list.h"

struct rankview {
	struct list_table table;      /* its rows are counted here; first, so that the table's own walk can be used */
	struct ui *ui;
	struct list *list;
	char *call;
	/* The question asked; `asking` false: the ranking as it is. */
	struct what_if what_if;
	char *without, *question;     /* the question in words */
	bool asking;
	/* In the screen's arena, read again with every refill: */
	struct ranking ranking, as_it_is;
	const struct sheet_gap *gaps; /* of ranking.projects; NULL: unknown */
	size_t line;                  /* the row of the cut line, from 0; SIZE_MAX: none */
	const char *line_text;
	bool scoring, undrafted;      /* sheets still come in; scored projects wait for a list */
	const char *refused;          /* why there is no ranking; NULL: there is one */
};

/* ---- ranking-rows.c */

/* Reads the ranking as asked, and where its line stands. */
void rankview_read(struct rankview *view, struct arena *arena);
/* What stands in a row: NULL on the cut line. */
const struct standing *rankview_standing(const struct rankview *view, const struct list_row *row);
extern const struct list_source rankview_source;
enum { RANKVIEW_COLUMNS = 6 };
const struct list_column *rankview_columns(struct arena *arena);
/* A sentence about the row under the cursor: how its tie was broken or is open, and how far it is from the line. */
const char *rankview_remark(const struct rankview *view, const struct standing *standing, struct arena *arena);
/* How the rules come to this ranking, and how severe each expert was (advice only). */
void rankview_method(const struct rankview *view, struct arena *arena, struct buf *out);

/* ---- ranking-acts.c */

/* Lets people order those who tie with the row's, or else at the line, and does `decide_tie` for each. */
void rankview_decide(struct rankview *view, const struct standing *standing);
/* Asks "what if" and puts it on record; true when another question stands now. */
bool rankview_ask(struct rankview *view);
void rankview_forget(struct rankview *view);
/* Whether a tie at the line is open. */
bool rankview_open_tie(const struct rankview *view);

#endif
