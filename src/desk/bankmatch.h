/* What a bank says of the payments of a batch, matched with them by account and amount. */
#ifndef DESK_BANKMATCH_H
#define DESK_BANKMATCH_H

#include "desk/desk.h"

struct bank_line {
	const char *account, *name; /* as the bank has them; name "" where it gives none */
	money_t amount;
	bool paid;                  /* else it failed, or came back */
	/* found */
	enum bank_match {
		BANK_MATCHED,
		BANK_NO_ACCOUNT,    /* the batch pays nothing to that account */
		BANK_OTHER_AMOUNT,  /* it does, but another amount: `expected` */
		BANK_OTHER_NAME,    /* the account is in the name `expected_name` */
		BANK_ENTERED,       /* what the bank says was entered already, or stands in an earlier line */
	} match;
	const char *payment;        /* public id; "" where none matched */
	money_t expected;
	const char *expected_name;
};

/* Matches the lines in their order, each payment once.  `left`: how many payments of the batch still wait and stand in no line.  Accounts are compared
 * here and never given out.  ERR_MISSING without such a batch, ERR_STAGE where it was not approved. */
int desk_bank_match(struct desk *desk, const char *batch, struct bank_line *lines, size_t count, struct arena *arena, size_t *left,
	struct err *err);

#endif
