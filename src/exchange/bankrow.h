/* Rows of a bank's return list.  Private to exchange. */
#ifndef EXCHANGE_BANKROW_H
#define EXCHANGE_BANKROW_H

#include "exchange/bankreturn.h"

enum { BANK_ACCOUNT, BANK_NAME, BANK_AMOUNT, BANK_RESULT, BANK_REASON, BANK_VOUCHER, BANK_COLUMNS };

struct bank_cell {
	struct pos pos;   /* where it stands, or would */
	const char *text; /* "" when empty */
};
struct bank_row {
	int row;
	struct bank_cell cells[BANK_COLUMNS];
};
struct bank_rows {
	struct bank_row *rows;
	size_t count, cap;
};

/* The title of a column in the current language. */
const char *bank_title(int what);
/* All rows of the file that hold anything; faults of its header go into result->faults.  -1 and *err when it cannot be read. */
int bank_read(const char *path, struct arena *arena, struct bank_rows *rows, struct bank_result *result, struct err *err);

#endif
