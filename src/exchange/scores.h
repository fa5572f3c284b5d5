/* An expert's score sheets of a call, filled in elsewhere: they go out as workbook, csv or plain text, and come back in through the act
 * `score`, all of them or none. */
#ifndef EXCHANGE_SCORES_H
#define EXCHANGE_SCORES_H

#include "desk/expertwork.h"
#include "exchange/table.h"

struct scores_options {
	const char *path;   /* "-": standard input or output */
	const char *format; /* "xlsx", "csv", "txt"; NULL: by the ending of the path, and coming in by its first bytes */
	const char *call;   /* NULL: the only one being scored */
	const char *expert; /* staff id; NULL: the asker.  Another's are the office's to take out, and to key on the expert's behalf */
	bool blank;         /* out: without what was handed in, for a second keying */
	bool dry_run;       /* in: everything but the writing */
	date_t date;        /* in: business date; DATE_NONE: today */
};

/* Writes the sheets the expert was given, blind as the rules say, those stood aside from left out; tells how many. */
int scores_export(struct desk *desk, const struct scores_options *options, uint64_t *sheets, struct err *err);

struct scores_result {
	uint64_t handed_in;   /* sheets that are right and new, those that a second keying confirmed among them */
	uint64_t unchanged;   /* handed in before with the same points */
	uint64_t open;        /* rows without any points: unfinished, and never 0 */
	uint64_t saved;
	bool lettered;        /* columns are a sheet's, to be told as letters; else characters of a line */
	struct faults faults; /* by row and column; `field` is the title of the column */
	struct table_about about;
};

/* Faults of the sheet are in the result, which the caller frees; -1 and *err when it could not be done at all: then nothing is saved. */
int scores_import(struct desk *desk, const struct scores_options *options, struct scores_result *result, struct err *err);
void scores_free(struct scores_result *result);

#endif
