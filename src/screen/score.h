/* One expert's sheet being filled in: shared by the files of the screen.  Private to them. */
#ifndef SCREEN_SCORE_H
#define SCREEN_SCORE_H

#include "desk/expertwork.h"
#include "screen/sheetcells.h"
#include "ui/frame.h"

struct score {
	struct ui *ui;
	char *project, *call;
	char *expert;      /* whose paper sheet is keyed; NULL: one's own */
	const struct review_rules *review;
	struct sheet_cells sheet; /* each criterion's points; behind all of them its remark; and last the remark on the whole */
	size_t top;        /* the first criterion shown */
	int64_t total;     /* of what was given */
	size_t missing;    /* criteria without points */
	bool blind;
	char *refused;     /* why it was not opened again; "" */
	char *subject;     /* unit and leader where they may be seen; "" */
	size_t given, done; /* sheets of this person */
	size_t from, to;   /* rows that the cursor was in since they were drawn last */
	size_t told;       /* the row whose standard is shown */
	int label;         /* columns of the criteria's names */
};

/* ---- score-sheet.c */

/* Makes the sheet of a project ready, with what was handed in or kept before. */
int score_begin(struct score *score, const char *project, struct err *err);
void score_end(struct score *score);
/* The row a cell stands in: a criterion's, or behind them that of the remark on the whole; whether it is one of points. */
size_t score_row_of(const struct score *score, size_t at);
bool score_is_points_cell(const struct score *score, size_t at);
/* The next sheet of this person that is not handed in: its project's id in the arena; NULL: none is left. */
const char *score_next(struct ui *ui, const char *after, struct arena *arena);
/* Reads the cell under the cursor, or all, from what stands there; computes the total. */
void score_read(struct score *score);
/* Begins editing the cell: the first key replaces what is there. */
void score_enter(struct score *score, size_t at);
/* Takes what was typed in the cell as it is left and keeps the sheet's keystrokes. */
void score_leave(struct score *score);
/* Hands the sheet in; a fault or a missing point is told and gone to.  True when it was taken. */
bool score_hand_in(struct score *score);
/* Stands aside, with the reason, after a confirmation; true when it was done. */
bool score_recuse(struct score *score);

#endif
