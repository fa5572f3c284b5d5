/* A bank's return list of a batch of payments, taken in through the acts record_payment and return_payment, all of it or nothing. */
#ifndef EXCHANGE_BANKRETURN_H
#define EXCHANGE_BANKRETURN_H

#include "desk/desk.h"
#include "exchange/table.h"

struct bank_options {
	const char *path;  /* "-": standard input */
	const char *batch; /* public id */
	date_t date;       /* business date; DATE_NONE: today */
	bool dry_run;      /* everything but the writing */
};

struct bank_result {
	uint64_t paid, failed; /* rows that are right */
	uint64_t left;         /* payments of the batch that stand in no row and still wait */
	uint64_t saved;
	struct faults faults;  /* by row and column; `field` is the title of the column */
	struct table_about about;
};

/* Each row needs the payee's account, the amount and the result; a paid one the voucher, a failed one the reason.  Faults of the list are in the
 * result, which the caller frees; -1 and *err when it could not be done at all: then nothing is saved. */
int bank_return(struct desk *desk, const struct bank_options *options, struct bank_result *result, struct err *err);
void bank_free(struct bank_result *result);

#endif
