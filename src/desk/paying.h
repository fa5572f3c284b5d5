/* What the acts of paying share: a batch's payments and what they say, and whether money may still go where it was meant to.  Private to desk. */
#ifndef DESK_PAYING_H
#define DESK_PAYING_H

#include "desk/funded.h"

/* The payments of a batch, in order of making, unmasked. */
size_t batch_payments(struct desk *desk, uint32_t batch, struct arena *arena, struct payment ***out);
/* The hash of what they say, which an approval is bound to; payments taken out of the batch do not count. */
void batch_hash(const struct payment *const *payments, size_t count, char hash[SHA256_HEX]);
/* Whether a payment waits for its money: prepared or approved. */
bool payment_waits(const struct payment *payment);

/* 0 where there is no amount. */
money_t plain_money(money_t amount);
/* The account of a payee of the project. */
const struct payee *payee_of(const struct project *project, const char *payee);
/* What is left to pay on an obligation that is in no batch yet. */
money_t obligation_left(const struct obligation *obligation);
/* The state that follows from its amounts; one that was stopped, or brings nothing, stays so. */
void obligation_restate(struct obligation *obligation);

/* Refuses money for a project that was cancelled, terminated or suspended, with the clause. */
int paying_stage(const struct project *project, struct err *err);
/* Refuses a payment that is more than what is still due, or whose project may not be paid. */
int payment_stands(struct deed *deed, const struct payment *payment, struct err *err);
/* Refuses a voucher that another payment has, of another batch than `batch` (0: of any). */
int voucher_free(struct deed *deed, const char *voucher, uint32_t batch, struct err *err);

/* Enters `paid` of what a payment was to bring, or 0 where it failed: the rest is payable again.  Puts payment and obligation. */
int payment_enter(struct deed *deed, struct payment *payment, money_t paid, struct err *err);
/* Takes a payment out of what is in hand, for good. */
int payment_drop(struct deed *deed, struct payment *payment, struct err *err);
/* Settles and puts the projects of the payments, each once. */
int paying_settle(struct deed *deed, struct payment *const *payments, size_t count, struct err *err);
/* Gives the batch the state that its payments are in, and puts it: recorded once none waits. */
int batch_restate(struct deed *deed, uint32_t batch, struct err *err);

/* A like grant of a level that counts (九.4) which another project of the same unit or leader has and this one does not know of, in words; NULL
 * none.  With `seen` only from projects this person sees. */
const char *overlap_unknown(struct desk *desk, const struct project *project, bool leader, bool seen, struct arena *arena);
/* Warns of them with the act that takes the application in, or on. */
void overlap_warn(struct deed *deed, const struct project *project);

#endif
