/* One row of a sheet as a record, by the form's fields.  Private to exchange. */
#ifndef EXCHANGE_ROWIN_H
#define EXCHANGE_ROWIN_H

#include "exchange/header.h"

struct row_reader {
	const char *path;
	const struct form *form;
	const struct header *header;
	struct field_context context; /* a copy: serials and units are the sheet's */
};

/* Whether the row is none of the data: empty, a sum, a signature, the header once more. */
bool row_passes(const struct row_reader *reader, const struct table_row *row);
/* Reads the cells into the record; every fault and doubt goes into *faults with its column. */
void row_read(const struct row_reader *reader, const struct table_row *row, void *record, struct arena *arena, struct faults *faults);

#endif
