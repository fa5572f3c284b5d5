/* The rows of a sheet that came in, csv or workbook, one after the other; and nothing of what they mean. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include <stdbool.h>

#include "base/rows.h"

struct table_row {
	int row; /* as the sheet shows it, from 1 */
	const struct rows_cell *cells; /* ascending by column; empty ones are left out */
	size_t count;
};

/* Takes one row, which lives until it returns; -1 and *err ends the reading. */
typedef int table_take(void *user, const struct table_row *row, struct err *err);

struct table_about {
	const char *form;     /* "csv", "xlsx" */
	const char *encoding; /* of csv: "UTF-8", "GB18030", "UTF-16"; else "" */
	bool loose;           /* a workbook was read without the kernel holding the helper */
	char sheet[128];      /* the workbook's sheet that was read, "" */
};

/* Opens the file at `path`, "-" for standard input, to be read twice: a pipe is read to its end first, into memory.  -1 and *err. */
int table_open(const char *path, struct err *err);
/* Reads all rows of the open file (the caller's to close); what it is shows in its first bytes, not in its name, where they tell.
 * Errors carry the position, with `path` (borrowed) as its file; what `take` says is handed on.  `about` may be NULL. */
int table_read(int fd, const char *path, table_take *take, void *user, struct table_about *about, struct err *err);

/* Reads comma-, tab- or semicolon-separated rows of an open file that can be read twice. */
int csv_read(int fd, const char *path, table_take *take, void *user, struct table_about *about, struct err *err);

#endif
