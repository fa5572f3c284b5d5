/* A project's money as screens, verbs and sheets show it: what is due and why, what was paid, and its ledger with grant and matching funds kept
 * apart (五(三)1, 五(三)2). */
#ifndef DESK_LEDGER_H
#define DESK_LEDGER_H

#include "desk/act.h"
#include "rules/due.h"

/* Whether this person sees money at all: windows, reviewers and experts do not. */
bool desk_sees_money(const struct desk *desk);

/* What a project is due, turn by turn, with the record that keeps it. */
struct due_line {
	const struct due *due;
	const struct obligation *obligation; /* NULL: nothing was ever due on this turn */
};
int desk_dues(struct desk *desk, const char *project_id, struct arena *arena, struct due_line **lines, size_t *count, struct err *err);

/* One obligation of a long list. */
struct due_row {
	const char *project;  /* public id */
	const struct obligation *obligation;
};
/* Every obligation this person may see, by number; of one state only where `state` is not NULL.  What `each` is given lives until it returns; -1 of
 * it ends the list.  ERR_DENIED where this person sees none at all. */
int desk_due_each(struct desk *desk, const char *state, int (*each)(void *user, const struct due_row *row, struct err *err), void *user,
	struct err *err);

/* One movement of the ledger, by day. */
struct ledger_line {
	date_t on;
	const struct record_type *type; /* of its record */
	const char *id;        /* public id of its record */
	const char *use;       /* code of an expense; "" none, or outside of the list */
	const char *what;      /* in the current language: payment, expense with its use, refund, … */
	const char *note;      /* what it was for, as entered; "" */
	const char *voucher;
	money_t in, out;       /* MONEY_NONE: not that way; a reversing entry has a negative one (红字) */
	money_t left;          /* of its source after it */
	bool reversed;         /* or reverses another */
	bool reversible;       /* an entry of the books that is not reversed, nor reverses another */
};
struct ledger_sums {
	money_t due, in, spent, refunded, left; /* of matching funds `due` is what was committed, `in` what came */
};
struct ledger {
	const struct project *project;
	struct ledger_line *lines[2]; /* of the grant, of matching funds, by day */
	size_t counts[2];
	struct ledger_sums sums[2];
	struct use_sum {
		const char *code;         /* "" outside of the list */
		struct words label;
		money_t amount;
	} *uses[2];
	size_t use_counts[2];
	struct verdict matching;      /* whether what came reaches what was committed and the least (五(一)末) */
	struct verdict leftover;      /* money unspent near the end of the cycle (五(三)3) */
};
enum { LEDGER_GRANT, LEDGER_MATCHING };
/* ERR_STAGE before the award, ERR_DENIED for those who see nothing of money. */
int desk_ledger(struct desk *desk, const char *project_id, struct arena *arena, struct ledger *out, struct err *err);

/* Money by a key over all projects the person sees: "fund", "year" (the budget's), "town", "payee", "payment", "call". */
struct money_row {
	const char *code, *label;
	uint64_t count;                   /* obligations */
	money_t due, paid;
	const char *where;                /* the filter of obligations that shows these */
};
int desk_money(struct desk *desk, const char *by, struct arena *arena, struct money_row **rows, size_t *count, struct err *err);

#endif
