/* The money of one project, written as text: what happened, and what is due then. */
#ifndef TESTS_DUECASE_H
#define TESTS_DUECASE_H

#include "rules/due.h"

enum { CASE_MOST = 24 };

struct duecase {
	struct rules *rules;
	struct due_input input;
	struct assessed assessed[CASE_MOST];
	struct received_elsewhere elsewhere[CASE_MOST];
	struct paid_already paid[CASE_MOST];
	struct arena arena;
	struct due *dues;
	size_t count;
};

/* The programme's rules, NULL: as they are, "old => new": with this piece replaced; else other rules by their path. */
struct rules *duecase_rules(const char *changed);

/* What happened, parted by ';':
 *   award 2021-11-05          (its year is the programme year)      track follow_on
 *   signed 2021-12-01         left 2022-06-30      cycle 2023-12-31
 *   annual 2022 2022-12-20 pass|fail|cured[:GRADE] [2023-02-10, the day of the cure]
 *   final 2023 2023-12-15 …   (the same)
 *   cancelled 2023-03-01      terminated 2023-03-01
 *   leader 8000 district 2022-05-01 [unlike]      unit …
 *   paid leader_allowance 1 20000
 *   today 2022-01-10
 * then computes. */
void duecase_start(struct duecase *due, struct rules *rules, const char *happened);
void duecase_compute(struct duecase *due);
/* "leader 2022 20000 payable 2023 五(一)2; …": payee, the year it is for, amount, state (with ! where more was paid
 * than is due), the budget's year where it is payable, clause. */
const char *duecase_print(struct duecase *due);
/* The turn of a payment in that year; the test fails when there is none. */
const struct due *duecase_in(const struct duecase *due, const char *payment, int year);
void duecase_end(struct duecase *due);

#endif
