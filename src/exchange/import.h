/* Applications from a sheet: rows become projects through the acts that people do, all of them or none. */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "desk/act.h"
#include "exchange/table.h"

struct import_options {
	const char *path;  /* "-": standard input */
	const char *call;  /* for rows that name none; NULL: the only open one */
	date_t date;       /* business date; DATE_NONE: today */
	bool good_rows;    /* save the rows that are right although others are not */
	bool submit;       /* submit each as well; else they are drafts */
	bool dry_run;
	bool (*progress)(void *user, uint64_t rows); /* now and then; false stops it with nothing saved; NULL none */
	void *user;
};

struct import_result {
	uint64_t accepted, refused; /* rows that are right, and rows that are not */
	uint64_t saved;
	struct faults faults;       /* errors and warnings by row and column of the sheet */
	uint64_t left_out;          /* further faults that are counted only */
	struct table_about about;
};

/* Faults of the sheet are in the result, which the caller frees; -1 and *err when it could not be done at all: then nothing is saved. */
int import_applications(struct desk *desk, const struct import_options *options, struct import_result *result, struct err *err);
void import_free(struct import_result *result);

#endif
