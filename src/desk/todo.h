/* Lines of what waits, as they are gathered.  Private to desk. */
#ifndef DESK_TODO_H
#define DESK_TODO_H

#include "desk/casework.h"
#include "desk/clocks.h"
#include "desk/overdue.h"

struct listing {
	struct desk *desk;
	struct arena *arena;
	struct todo_item *items;
	size_t count, cap;
	uint64_t stages[STAGE_COUNT];
	struct overdues overdues;
	struct clocks *clocks;
};

void todo_add(struct listing *listing, const struct todo_item *item);
/* Words of filters that the queue understands: one that compares a field, and one for a stage. */
const char *todo_word(struct arena *arena, const char *path, const char *op, const char *value);
const char *todo_stage(struct arena *arena, enum stage stage);

/* What reviews and lists wait for: the office's and the approver's part, and an expert's sheets. */
void todo_reviews(struct listing *listing);
void todo_sheets(struct listing *listing);
/* What waits in the funded years. */
void todo_funded(struct listing *listing);

#endif
