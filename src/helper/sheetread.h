/* A sheet's part as rows. */
#ifndef HELPER_SHEETREAD_H
#define HELPER_SHEETREAD_H

#include "helper/book.h"

struct sheet_source {
	const struct book *book;
	const struct styles *styles;
	const struct strings *strings;
	const char *part;
};

/* Sends every row that has a cell with something in it. */
int sheet_read(const struct sheet_source *source, struct archive *archive, struct rows_writer *out,
	struct sheet_trouble *trouble);

#endif
