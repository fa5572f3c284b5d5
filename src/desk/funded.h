/* What the acts of the funded years share: what a project is due, and its sums.  Private to desk. */
#ifndef DESK_FUNDED_H
#define DESK_FUNDED_H

#include "desk/types.h"
#include "rules/due.h"

/* What is due on a project and why, from its records as the transaction sees them, in the arena; `today` is the day it is judged at.
 * Between store_begin and store_end, or inside a deed. */
size_t funded_dues(struct desk *desk, const struct project *project, date_t today, struct arena *arena, struct due **out);

/* Brings the project's obligations in line with what is due now: missing ones are made, amounts of unpaid ones follow, what ended is stopped;
 * what was paid is never taken back.  Then sums the project's members unit_due … matching_spent from its obligations, payments, expenses,
 * matching funds and refunds.  Puts the obligations, not the project: the act puts that itself afterwards.  Every act that changes what these
 * rest on calls it after its own deed_put, once. */
int funded_settle(struct deed *deed, struct project *project, struct err *err);

/* Settles every project that a year ended for since it was settled last, where the rules pay by the year: no act makes that due. */
int funded_year_ends(struct deed *deed, struct err *err);

/* The clock of a project's stage (八(一), 八(二)): the agreement to be signed, the next assessment, the rectification; sets deadline and
 * deadline_of. */
int funded_clock(struct deed *deed, struct project *project, struct err *err);
/* The newest order of a kind that is not closed, or NULL. */
struct order *open_order(struct deed *deed, const char *kind);
/* Refuses a date outside of the cycle (before its first day; after its last where `within`). */
int cycle_check(struct deed *deed, date_t date, bool within, struct err *err);
/* The sum of two amounts where either may be MONEY_NONE. */
money_t money_sum(money_t a, money_t b);
/* The name that unit or leader had on a day: papers of an earlier time keep the name of that time. */
const char *unit_name_on(struct desk *desk, const struct project *project, date_t day, struct arena *arena);
const char *leader_name_on(struct desk *desk, const struct project *project, date_t day, struct arena *arena);

#endif
