/* Deadlines of the projects this person sees, found by the index of deadlines.  Private to desk. */
#ifndef DESK_OVERDUE_H
#define DESK_OVERDUE_H

#include "desk/room.h"
#include "record/stages.h"

enum { OVERDUE_TOWNS = 64 };

struct overdue {
	uint64_t count;
	date_t first; /* the earliest deadline; DATE_NONE none */
};
struct overdues {
	struct overdue stages[STAGE_COUNT];
	/* Of submitted ones by first reviewer; none where there are too many to look at each. */
	struct {
		const char *reviewer;
		struct overdue overdue;
	} towns[OVERDUE_TOWNS];
	size_t town_count;
};

/* What should have been done before today, by stage. */
void overdue_count(struct desk *desk, struct arena *arena, struct overdues *out);
/* The earliest deadline of a project in the stage; DATE_NONE none. */
date_t deadline_first(struct desk *desk, enum stage stage);

#endif
