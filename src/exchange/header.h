/* Which column of a sheet holds which field of a form. */
#ifndef EXCHANGE_HEADER_H
#define EXCHANGE_HEADER_H

#include "exchange/table.h"
#include "record/form.h"

/* The header stands in one of the first rows that hold anything, below titles. */
enum { HEADER_ROWS = 10 };

struct header_column {
	int column;
	const char *title; /* as the sheet has it */
	const struct form_field *field;
	int unit; /* what a bare amount is in: 1 or 10000 */
};

/* Zeroed before the first row. */
struct header {
	int row;                       /* 0: not found yet */
	struct header_column *columns; /* ascending */
	size_t count;
	size_t looked_at;              /* rows that were none */
};

/* Looks at the next row; true when it is the header.  Columns that nobody knows are warned of, two for one field are an error. */
bool header_take(struct header *header, const struct form *form, const struct table_row *row, const char *path, struct arena *arena,
	struct faults *faults);
/* Every required field that no column holds is an error, `given` (a dotted name, may be NULL) excepted. */
void header_check(const struct header *header, const struct form *form, const char *given, const char *path, struct faults *faults);
/* Whether a row is the header once more, as on every page of a printed list. */
bool header_again(const struct header *header, const struct table_row *row);
/* The sheet's column of the field, 0 when no column holds it. */
int header_column_of(const struct header *header, const char *field);

#endif
