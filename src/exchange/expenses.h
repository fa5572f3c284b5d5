/* Expenses of a project from the list that a unit sends: rows become entries of its books through the act that people do, all of them or none. */
#ifndef EXCHANGE_EXPENSES_H
#define EXCHANGE_EXPENSES_H

#include "exchange/import.h"

struct expenses_options {
	const char *path;    /* "-": standard input */
	const char *project; /* public id */
	const char *source;  /* "grant", "matching" for rows that name none; NULL: each row names its own */
	date_t date;         /* business date; DATE_NONE: today */
	bool dry_run;
};

/* As import_applications; the result is freed by import_free. */
int import_expenses(struct desk *desk, const struct expenses_options *options, struct import_result *result, struct err *err);

#endif
