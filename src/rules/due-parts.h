/* What due.c and due-words.c share.  Private to rules. */
#ifndef RULES_DUE_PARTS_H
#define RULES_DUE_PARTS_H

#include "rules/conditions.h"
#include "rules/due.h"

/* Why a turn brings what it brings. */
enum due_say {
	DUE_SAY_AWARD, DUE_SAY_AGREEMENT, DUE_SAY_UNSIGNED,
	DUE_SAY_PASSED, DUE_SAY_FINAL_AS_LAST, DUE_SAY_CURED, DUE_SAY_CURED_NONE, DUE_SAY_FAILED, DUE_SAY_CURABLE,
	DUE_SAY_MISSING, DUE_SAY_NOT_YET, DUE_SAY_NO_GRADE, DUE_SAY_OTHER_GRADE, DUE_SAY_TIMES,
	DUE_SAY_YEAR_END, DUE_SAY_YEAR_RUNS,
	DUE_SAY_LEFT, DUE_SAY_CANCELLED, DUE_SAY_TERMINATED,
	/* added to one of those */
	DUE_ADD_NO_LEADER, DUE_ADD_LESS, DUE_ADD_LEAST, DUE_ADD_NOTHING_LEFT, DUE_ADD_HIGHER, DUE_ADD_REST_STOPS, DUE_ADD_OVERPAID,
	DUE_SAY_COUNT
};

/* One turn while it is computed. */
struct turn {
	struct due *due;
	const struct payment_rule *rule;
	const struct assessed *assessed; /* NULL: none decides it */
	enum due_say say;
	enum due_say adds[4];
	size_t add_count;
	struct origin origin;            /* what the answer rests on */
	date_t judged_on;                /* when it was decided, or would have been at the latest */
	date_t ended_on;                 /* of what stops it */
	money_t paid, over;              /* over: paid beyond what is due */
};

/* The verdict of a finished turn. */
void due_explain(const struct due_input *input, const struct turn *turn, struct arena *arena);

#endif
