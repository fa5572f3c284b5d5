/* What money a project is due, and why: computed from what happened, never typed (五(一), 九.3, 九.4).  Pure. */
#ifndef RULES_DUE_H
#define RULES_DUE_H

#include "rules/funded.h"
#include "rules/verdict.h"

/* An assessment that was concluded, by the office. */
struct assessed {
	const char *id;          /* public id of its record */
	bool final;
	int year;
	date_t on;
	bool passed, cured;      /* failed, and cured by rectification */
	date_t cured_on;         /* a day before `on` (0, too): it is not known */
	const char *grade;       /* "" none */
};
/* A like subsidy elsewhere. */
struct received_elsewhere {
	const char *policy, *level;
	bool to_leader, alike;
	money_t amount;
	date_t on;
};
/* What was paid already on a payment's turn: less than that is never due. */
struct paid_already {
	const char *payment;
	int turn;
	money_t amount;
};

struct due_input {
	const struct rules *rules;
	const char *track;
	int year;                    /* programme year of the award */
	date_t awarded_on;           /* DATE_NONE: not awarded: nothing is due */
	const char *award_id;
	date_t signed_on;            /* of the agreement; DATE_NONE none */
	const char *agreement_id;
	date_t cycle_from, cycle_to;
	const struct assessed *assessed; /* by year, the final one after the annual one of its year */
	size_t assessed_count;
	const struct received_elsewhere *elsewhere;
	size_t elsewhere_count;
	const struct paid_already *paid;
	size_t paid_count;
	date_t leader_left_on;       /* DATE_NONE: there */
	const char *left_id;         /* the change it rests on; may be NULL */
	date_t ended_on;             /* cancelled or terminated; DATE_NONE: not */
	bool cancelled;              /* the end was a cancellation: what is unpaid stops; else what was earned before stays */
	const char *end_id;          /* the order or change it rests on */
	date_t today;
};

enum due_state {
	DUE_PAYABLE,
	DUE_NOTHING,  /* this year or turn brings none: failed, missing, nothing left after 就高不重复 */
	DUE_STOPPED,  /* would have been due, but for the end, or the leader's leaving */
	DUE_LATER,    /* not decided yet: the year is not assessed */
};

struct due {
	const struct payment_rule *rule;
	int turn;                    /* from 1 */
	int year, budget_year;       /* the year it is for; the year whose budget pays it */
	money_t standard;            /* MONEY_NONE while the grade that decides it is not known */
	money_t elsewhere, amount;   /* taken off after 就高不重复; due.  Never under what was paid, whatever the state */
	enum due_state state;
	const char *trigger;         /* public id of what makes it due; "" none */
	date_t since;                /* DATE_NONE where it is not due */
	struct verdict verdict;      /* why, with clause and figures; cure where something can be done */
};

/* Every turn of every payment of the track, by payment and turn, in the arena; DUE_LATER for what is still to come.  What happened after
 * `today` does not count.  A payment by annual assessment, or yearly, has one turn for each year of the cycle, so that a turn keeps its year
 * whatever is recorded later; at most `times` of them bring money.  The pass of the last year may be the final assessment's, where that year has
 * no annual one.  A cancellation leaves what was paid (STOPPED with that amount where a rest stops); what was paid without being due is
 * PAYABLE with that amount and a failed verdict that names the clawback. */
size_t due_compute(const struct due_input *input, struct arena *arena, struct due **out);
/* The day by which the next assessment is due (八(二)): the last day of the month of annual assessments (31 December) of the year after the last assessed
 * one; the final one by the end of the cycle, in place of the last annual one where the rules count it so.  DATE_NONE when none is to come.
 * *final tells which. */
date_t assessment_due(const struct rules *rules, int award_year, date_t cycle_to, int last_assessed, bool final_done, bool *final);
/* The day a person of that sex and birthday reaches the age at which workers retire by the rules of the state as of 2025
 * (men 60, women 50 in workers' posts; from 2025 on later month by month up to 63 and 55). */
date_t retirement_day(date_t birth, bool female);

#endif
