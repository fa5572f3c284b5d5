/* Lists of records as files: csv, workbook, JSON.  What a person may not see does not go out, and what is masked goes out masked. */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "desk/query.h"

struct export_options {
	const struct record_type *type;
	const char *where, *order;   /* as in struct query_spec */
	const char *path;            /* "-": standard output */
	const char *format;          /* "csv", "xlsx", "json"; NULL: by the ending of the path, csv for standard output */
	const char *const *columns;  /* dotted names and extras; count 0: all */
	size_t column_count;
};

/* Writes the whole list and tells how many rows; on failure nothing is left behind. */
int export_records(struct desk *desk, const struct export_options *options, uint64_t *rows, struct err *err);

#endif
