/* The spreadsheet helper's two jobs, apart from its locking itself in. */
#ifndef HELPER_XLSX_H
#define HELPER_XLSX_H

#include <stddef.h>
#include <stdint.h>

#include "base/rows.h"
#include "base/sheetfault.h"

/* What a file may ask for, so that a small one cannot ask for much. */
struct xlsx_limits {
	uint64_t file;         /* bytes of the file */
	uint64_t total;        /* bytes of all parts unpacked */
	uint64_t part;         /* bytes of one part unpacked */
	uint64_t ratio;        /* unpacked to packed, once a part has ratio_from bytes */
	uint64_t ratio_from;
	uint64_t parts;
	uint64_t strings;      /* shared texts */
	uint64_t string_bytes;
	uint64_t cells;
	uint64_t text;         /* bytes of one cell */
	uint64_t styles;       /* cell formats, and number formats */
	uint64_t sheets;
	int depth;             /* of XML */
};

extern const struct xlsx_limits xlsx_limits;

struct xlsx_read {
	int fd;             /* seekable */
	int sheet;          /* from 1; 0: the first that is not hidden */
	unsigned landlock;  /* what HEAD says of it */
	const struct xlsx_limits *limits;
	struct rows_writer *out;
};

/* Sends HEAD, the rows and END; or -1 and *trouble, which the caller sends.  A failure of out's put is SHEET_IO. */
int xlsx_read(const struct xlsx_read *read, struct sheet_trouble *trouble);

/* Reads SHEET, rows and END, and writes the workbook to the descriptor `fd`; makes its temporary files in the folder it runs in. */
int xlsx_write(struct rows_reader *in, int fd, struct sheet_trouble *trouble);

#endif
