/* Figures: how far the newest call has come, counts and sums by a column, and the aim of 四. */
#ifndef DESK_FIGURES_H
#define DESK_FIGURES_H

#include "desk/desk.h"

/* Counts for the home screen, from kept counters. */
struct stage_count {
	const char *stage, *label;
	uint64_t count;
};
struct overview {
	const char *call;       /* the newest call this person can see; "" none */
	const char *call_title;
	int64_t quota;
	uint64_t applied;
	struct stage_count *stages;
	size_t stage_count;
	int64_t target_projects, awarded; /* 四 */
	int target_from, target_to;
	struct {
		const char *label;
		money_t due, paid;
	} funds[4];             /* none for those who see no money, or where they are too many to be summed at once */
	size_t fund_count;
};
void desk_overview(struct desk *desk, struct arena *arena, struct overview *out);

/* Counts, and with `money` sums, by a column: a code, a number like the year, or the call; in the order of the list.  `by` is named as filters name fields. */
struct stat_row {
	const char *code, *label;
	uint64_t count;
	money_t matching;       /* sum of committed matching funds; MONEY_NONE where not asked for */
	const char *where;      /* the filter that shows these; NULL for those where the column is empty */
};
int desk_stats(struct desk *desk, const char *by, const char *where, bool money, struct arena *arena, struct stat_row **rows, size_t *count,
	struct err *err);

/* How far the aim of 四 is reached: by track and stage, each with its filter. */
enum { TARGET_ROWS = 64 };
struct target_progress {
	int wanted, from_year, to_year;
	uint64_t awarded, units, cancelled; /* cancelled ones are among the awarded only where the rules count them */
	struct stat_row rows[TARGET_ROWS];
	size_t count;
};
/* ERR_MISSING without an aim, ERR_DENIED for those who see a part only. */
int desk_target(struct desk *desk, struct arena *arena, struct target_progress *out, struct err *err);

#endif
