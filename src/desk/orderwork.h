/* Orders and changes as screens show them. */
#ifndef DESK_ORDERWORK_H
#define DESK_ORDERWORK_H

#include "desk/desk.h"

/* What is to be done next about an order, in the current language; "" nothing more.  *late: its deadline is over. */
const char *desk_order_next(const struct order *order, date_t today, bool *late);

/* An order with what belongs to it. */
struct order_case {
	const struct order *order;
	const struct project *project;
	const struct meeting *meeting;         /* NULL: none */
	const struct repayment *const *repayments;
	size_t repayment_count;
	const char *unit_name, *leader_name;   /* of the day it was issued on */
	money_t remainder;                     /* MONEY_NONE: nothing is to be paid back */
	char hash[65];                         /* of what it says now: what an approval is bound to */
};
/* By its public id; ERR_MISSING also when it may not be seen. */
int desk_order(struct desk *desk, const char *id, struct arena *arena, struct order_case *out, struct err *err);

/* What a change that is being keyed would do to money, in both languages; ERR_INPUT while it does not say enough. */
int desk_change_effect(struct desk *desk, const char *project_id, const struct alteration *keyed, struct arena *arena, struct words *effect,
	struct err *err);

#endif
