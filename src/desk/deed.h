/* An act being done: what its run function may use.  Only the files of this folder include it. */
#ifndef DESK_DEED_H
#define DESK_DEED_H

#include "desk/act.h"
#include "store/store.h"

struct deed {
	struct desk *desk;
	struct store *store;
	const struct act *act;
	const struct act_request *request;
	struct arena *arena;
	const struct person *person;
	unsigned role;               /* the one of the person's roles that it is done in */
	date_t date;                 /* business date */
	void *target;                /* fresh copy of the record it is on; run may change it and hand it to deed_put; NULL for ACT_NEW */
	struct project *project;     /* the target when it is a project, or the project the target belongs to */
	void *inputs;                /* the parsed form, NULL none */
	const struct form *form;
	struct verdicts verdicts;    /* what it rests on; run fills it where it decides */
	const char *detail;
	struct faults *faults;
	struct act_result *result;
	struct entry entry;          /* being written; begun at the first deed_put */
	bool begun;
};

/* Begins the entry, for a counter's next value; the first deed_put does it otherwise. */
int deed_begin(struct deed *deed, struct err *err);
/* Stores a record under this act's entry: a new one (number 0) or a changed one.  All checks come before the first put:
 * a run that fails after it takes the whole transaction with it. */
int deed_put(struct deed *deed, void *record, struct err *err);
/* Puts the project into a stage, with the deadline that this stage brings by its rules (cleared when none). */
int deed_stage(struct deed *deed, enum stage stage, struct err *err);
/* The same with a deadline that somebody set; DATE_NONE: none. */
void deed_stage_until(struct deed *deed, enum stage stage, date_t deadline);
/* Ends the project: withdrawn, lapsed, void: keeps the reason, frees unit and leader to apply again, puts it, and gives its open
 * correction notices the state `corrections`. */
int deed_end(struct deed *deed, enum stage stage, const char *corrections, struct err *err);
/* Gives the project's open correction notices another state. */
int deed_close_corrections(struct deed *deed, const char *state, struct err *err);
/* The stage that is meant, or the one after it where the track leaves it out. */
enum stage deed_next_stage(const struct track *track, enum stage wanted);
/* The rules of the project's call. */
const struct rules *deed_rules(struct deed *deed, struct err *err);
/* Verdicts over the project as it stands in the deed. */
int deed_check(struct deed *deed, struct err *err);
/* The first condition that stands in the way: failed, or with `open_too` unanswered; preferences and mere alternatives never do.  NULL: none. */
const struct verdict *deed_obstacle(const struct deed *deed, bool open_too);
/* All conditions that stand in the way by this result, each by its clause; with its label, and why where it failed or is the only one, as far as a message
 * has room; in the arena. */
const char *deed_obstacles(const struct deed *deed, enum verdict_result result);
/* The records of a type that belong to the project, as the transaction sees them. */
size_t deed_parts(struct deed *deed, const struct record_type *type, void ***records);
/* Sees to it that another person than its last editor acts; alone, a reason makes it a marked exception. */
int deed_second(struct deed *deed, const struct record_type *type, uint32_t number, struct err *err);
/* Who made the entry that last changed the record (for acts by a second person). */
const char *deed_last_editor(struct deed *deed, const struct record_type *type, uint32_t number);

#endif
