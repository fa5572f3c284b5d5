/* A project as a case: conditions, materials, history, what is due; and the work that waits for a person. */
#ifndef DESK_CASEWORK_H
#define DESK_CASEWORK_H

#include "desk/act.h"
#include "desk/figures.h"
#include "record/codec.h"

/* The verdicts on a project: those stored with the deciding act once it is decided, else computed at today. */
int desk_check(struct desk *desk, const char *project_id, struct arena *arena, struct verdicts *verdicts, bool *stored, struct err *err);
/* The same over a project record that is being keyed (not stored): for live verdicts under fields. */
struct verdicts desk_check_draft(struct desk *desk, const struct project *project, struct arena *arena);
struct verdict desk_check_field(struct desk *desk, const struct project *project, const char *path, struct arena *arena, bool *any);

/* The checklist of the track with what was received. */
struct material_row {
	const struct checklist_item *item;
	const struct material *material; /* NULL: nothing yet */
	bool missing;                    /* required and not received */
};
size_t desk_materials(struct desk *desk, const char *project_id, struct arena *arena, struct material_row **rows);
/* All defects at once: failed computed conditions, attested ones not met, missing materials, empty required fields; the text a correction notice begins with. */
const char *desk_defects(struct desk *desk, const char *project_id, struct arena *arena);

/* One entry of the journal as people read it. */
struct history_item {
	uint64_t number;       /* 0 where this person sees no journal numbers */
	int64_t time;
	const char *who, *role, *act, *act_label, *reason, *detail;
	date_t date;
	bool late, clock_back;
	uint32_t old_revision, new_revision;
	struct change *changes;
	size_t change_count;
	struct verdicts verdicts;
	char hash[65];         /* "" likewise */
	const struct record_type *type; /* of the record that the act was on; NULL: none */
	const char *id;        /* its public id; "" none */
	const char *subject;   /* public id of the record whose history this is; "" of everything */
};
/* History of a record and, for a project, of what belongs to it, newest first, below entry number `before` (0: newest).  With type NULL: of everything,
 * for who sees the journal. */
size_t desk_history(struct desk *desk, const struct record_type *type, const char *id, uint64_t before, size_t limit, struct arena *arena,
	struct history_item **items, struct err *err);
/* Whether a change is worth reading: which project a part belongs to is not, in the history of that project. */
bool history_tells(const struct history_item *item, const struct change *change);
/* What the entry says besides, in words; "" nothing. */
const char *history_detail(const struct history_item *item, struct arena *arena);
/* A value of a record as it is read: a person by name where one may know it, else by staff number; what was said of an item (no column), yes or no. */
const char *history_value(struct desk *desk, const struct column *column, const char *text, struct arena *arena);
/* The label of an item of a score sheet or checklist, by the rules of the project that the entry is about; NULL: the change is of no such item. */
const char *history_item_label(struct desk *desk, const struct history_item *item, const struct change *change);
/* The record as it was after that entry. */
int desk_record_at(struct desk *desk, const struct record_type *type, const char *id, uint64_t entry, struct arena *arena, void **record, struct err *err);

/* What waits for this person, by deadline. */
struct todo_item {
	const char *kind;      /* stable word: "first_review", "accept", "correction_overdue", … */
	const char *label;     /* in the current language */
	uint64_t count;
	date_t deadline;       /* the earliest; DATE_NONE none */
	bool overdue;
	const struct record_type *type; /* of what is counted; NULL: projects */
	const char *part;      /* the fund it is about; "" or NULL: the kind says all */
	const char *where;     /* the filter of the queue, or of the list of that type, that shows them */
	const char *order;     /* its order */
	const char *call;      /* of a review's line: its call; NULL: the line is not about one */
};
size_t desk_todo(struct desk *desk, struct arena *arena, struct todo_item **items);

/* What may be read to somebody on the phone: stage, what is missing, deadline; no numbers of people, no opinions. */
const char *desk_phone_answer(struct desk *desk, const char *project_id, struct arena *arena, struct err *err);

/* An earlier application of the same unit, newest first, whose unit fields a new one begins with; NULL none or not to be seen. */
const struct project *desk_earlier_of_unit(struct desk *desk, const char *uscc, struct arena *arena);
/* A new application that follows on a project: its track, the predecessor, unit and leader without what is sensitive. */
int desk_follow_on(struct desk *desk, const char *predecessor_id, struct arena *arena, struct project **draft, struct err *err);

#endif
