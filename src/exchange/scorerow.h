/* Rows of score sheets, whatever kind of file holds them.  Private to exchange. */
#ifndef EXCHANGE_SCOREROW_H
#define EXCHANGE_SCOREROW_H

#include "exchange/scores.h"

/* What a row holds; behind these the points, criterion by criterion, and behind those the remarks on them. */
enum { SCORE_EXPERT, SCORE_PROJECT, SCORE_UNIT, SCORE_LEADER, SCORE_TOTAL, SCORE_REMARK, SCORE_STATE, SCORE_POINTS };

size_t score_columns(const struct review_rules *review);
/* Whether a column holds points; the criterion that one of points or remarks is about, NULL for others. */
bool score_is_points(const struct review_rules *review, size_t what);
const struct criterion *score_criterion(const struct review_rules *review, size_t what);
/* The title of a column, with the full marks of a criterion: "innovation (20)". */
const char *score_title(const struct review_rules *review, size_t what, struct arena *arena);
/* Which column has that title, in either language or by name; SIZE_MAX: none.  *full: the full marks it says, -1 none. */
size_t score_titled(const struct review_rules *review, const char *title, int *full);

struct score_cell {
	struct pos pos;        /* where it stands, or would */
	enum rows_kind kind;
	const char *text;      /* "" when empty */
};
struct score_row {
	int row;
	struct score_cell *cells; /* score_columns() of them */
};
struct score_rows {
	struct score_row *rows;
	size_t count, cap;
};

/* All rows of a file; faults of titles and rows go into result->faults.  -1 and *err when it cannot be read. */
int score_read(const struct scores_options *options, const struct review_rules *review, struct arena *arena, struct score_rows *rows,
	struct scores_result *result, struct err *err);
int score_read_text(int fd, const char *path, const struct review_rules *review, struct arena *arena, struct score_rows *rows,
	struct faults *faults, struct err *err);
/* A further row with empty cells. */
struct score_row *score_row_new(struct score_rows *rows, int number, const char *path, size_t columns, struct arena *arena);
/* Full marks in a title that are not those of the rules are a fault. */
void score_check_full(const struct review_rules *review, size_t what, int full, struct pos pos, struct faults *faults);

/* The call meant, the expert meant, the call's rules, and the sheets that the expert was given there. */
struct score_list {
	const char *call, *expert;
	const struct review_rules *review;
	struct my_sheet *sheets;
	size_t count;
};
int score_list(struct desk *desk, const struct scores_options *options, struct arena *arena, struct score_list *list, struct err *err);
/* "xlsx", "csv", "txt" by option or ending; NULL when neither says. */
const char *score_format(const struct scores_options *options);
/* Whether the text is blank. */
bool score_blank(const char *text);

#endif
