/* Acts: the only way anything changes.  An act is one row; screens, verbs and imports run the same rows. */
#ifndef DESK_ACT_H
#define DESK_ACT_H

#include "desk/desk.h"
#include "record/stages.h"

struct deed; /* an act being done; see deed.h */

enum {
	ACT_REASON = 1,     /* needs a written reason */
	ACT_SECOND = 2,     /* by another person than the one who made or last edited it */
	ACT_MANY = 4,       /* may be done on marked rows */
	ACT_GRAVE = 8,      /* a screen asks for the act's word before it */
	ACT_QUIET = 16,     /* writes an entry but no new revision (reveal) */
	ACT_NEW = 32,       /* makes its target (intake): takes none */
};

struct act {
	const char *name;          /* as in `do NAME` */
	const char *label;         /* English msgid */
	const char *help;          /* English msgid: what it does and what follows, a sentence */
	unsigned roles;            /* who may */
	uint32_t stages;           /* from which stages of a project; 0: not tied to a stage */
	bool (*in_hands)(unsigned roles, enum stage stage); /* where not every role may at every one of its stages; NULL: all may */
	const struct record_type *const *target; /* on what (address of a pointer to its type, see types.h); NULL: on nothing */
	const struct record_type *const *also;   /* or on one of this type, told apart by the letters of its id; NULL: no */
	const struct record_type *const *inputs; /* what its form fills; NULL: only reason and date */
	const char *form;          /* forms/NAME.yaml; NULL: none */
	const char *clause;        /* or "office" */
	unsigned flags;
	int (*run)(struct deed *deed, struct err *err);
};

/* All acts, ended by NULL, in the order of a project's life. */
extern const struct act *const acts[];
const struct act *act_named(const char *name);

struct act_input {
	const char *path;  /* dotted or bare field name, or an extra's name */
	const char *text;  /* as typed */
};

struct act_request {
	const struct act *act;
	const char *target;               /* public id; NULL or "" for ACT_NEW and targetless acts */
	const struct act_input *inputs;
	size_t input_count;
	const void *record;               /* inputs parsed already (import, a form on a screen), in place of `inputs`; NULL none */
	const struct line *const *lines;  /* rows of repeating groups that replace the target's; NULL: leave them */
	size_t line_count;
	bool replace_lines;
	const char *reason;
	date_t date;                      /* business date; DATE_NONE: today */
	const char *op;                   /* operation id; NULL: a fresh one */
	uint32_t revision;                /* the one it was made on; 0: whatever it is now */
	const char *hash;                 /* of what was shown, for approvals; NULL none */
	bool dry_run;                     /* everything but the writing; within a batch, abort that instead */
};

struct act_result {
	uint64_t entry;
	const char *id;          /* public id of the record it was on or made */
	uint32_t revision;
	const char *stage;       /* of the project afterwards; "" when it is not about one */
	bool already;            /* this operation id was done before: this is its first result */
	struct verdicts verdicts; /* what it rested on */
	struct faults faults;    /* all faults of the inputs, with warnings; the caller frees */
};

/* Does one act, whole or not at all.  Outside a batch it is its own transaction.  Results live in the arena.
 * -1: ERR_INPUT with every fault in result->faults, ERR_DENIED, ERR_STAGE, ERR_CONFLICT (err->revision), ERR_MISSING, store errors. */
int desk_do(struct desk *desk, const struct act_request *request, struct arena *arena, struct act_result *result, struct err *err);

/* Many acts in one transaction, each with its entry.  An act that fails leaves nothing and the batch goes on, unless it says ERR_SYSTEM or ERR_SPACE. */
int desk_batch(struct desk *desk, bool bulk, struct err *err);
int desk_batch_commit(struct desk *desk, struct err *err);
void desk_batch_abort(struct desk *desk);

/* Which acts this person could do on the project now, in table order, and why not the others; without one, the acts that need none. */
struct act_choice {
	const struct act *act;
	bool open;
	const char *why_not; /* "" when open */
};
size_t desk_acts(struct desk *desk, const char *target, struct arena *arena, struct act_choice **choices);

#endif
