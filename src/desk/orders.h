/* Orders (整改通知, 取消资助, 追回): one piece of code for three kinds.  Private to desk. */
#ifndef DESK_ORDERS_H
#define DESK_ORDERS_H

#include "base/hash.h"
#include "desk/funded.h"
#include "rules/funded.h"

/* What tells the kinds apart. */
struct order_kind {
	const char *code;
	bool drafted;               /* drafted, approved by another person and resolved before it is in force; else in force at once */
	bool (*by_meeting)(const struct funded_rules *rules); /* NULL: never */
	/* What must hold when it is made, and again when it is to be in force; may fill in what was left out. */
	int (*check)(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err);
	/* What follows once it is in force; puts the project. */
	int (*force)(struct deed *deed, const struct order *order, struct err *err);
};
extern const struct order_kind order_kinds[]; /* ended by a code NULL */
const struct order_kind *order_kind_named(const char *code);

/* Makes the order that the form describes, on deed->project. */
int order_make(struct deed *deed, const char *kind, struct err *err);
/* Takes the project that the order under the deed belongs to as the deed's. */
int order_take_project(struct deed *deed, const struct order *order, struct err *err);
/* The hash of what an order says, which an approval is bound to. */
void order_hash(const struct order *order, char hash[SHA256_HEX]);
/* What was paid to the payee, less what other orders claim back and what was refunded: the most that can be clawed back. */
money_t clawback_room(struct deed *deed, const char *payee, uint32_t except);
/* The assessment or inspection of this project with that public id; NULL. */
struct assessment *rests_on_assessment(struct deed *deed, const char *id);
struct inspection *rests_on_inspection(struct deed *deed, const char *id);

/* order-checks.c */
int check_rectification(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err);
int check_cancellation(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err);
int check_clawback(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err);

#endif
