/* Workbooks (.xlsx) read and written through the helper shouxi-xlsx: the libraries for them, and whatever a
 * hostile file does to them, stay in a child. */
#ifndef BASE_SHEETFILE_H
#define BASE_SHEETFILE_H

#include <stdbool.h>

#include "base/child.h"
#include "base/rows.h"

struct sheetfile_in {
	struct rows_reader rows; /* after sheetfile_open(): sheets, sheet_count, chosen; later row, cells, cell_count */
	bool confined;           /* the kernel's Landlock held the helper; else say so where the import is told of */
	/* private */
	struct child child;
	const char *name;
	char *sheet_names;
	struct rows_sheet *sheets;
};

/* Starts reading the open file `fd` (the caller's to close) with the helper program `helper`; `name` is what positions call
 * it, borrowed.  `sheet` counts from 1; 0: the first one that is not hidden.  When it fails there is nothing to close. */
int sheetfile_open(struct sheetfile_in *in, const char *helper, int fd, const char *name, int sheet, struct err *err);
/* 1: in->rows.row and its cells are the next row, until the next call; rows without cells are left out.  0: that was all.
 * -1 and *err with the position in the sheet. */
int sheetfile_next(struct sheetfile_in *in, struct err *err);
/* In any state; a helper still at work is stopped. */
void sheetfile_close(struct sheetfile_in *in);

struct sheetfile_out {
	struct rows_writer rows;
	/* private */
	struct child child;
};

/* Starts writing a workbook with one sheet to the open file `fd`.  Then rows_begin(), rows_add(), rows_commit() on out->rows;
 * the first row is the header.  When it fails there is nothing to finish or drop.  After a rows_commit() that failed,
 * sheetfile_finish() tells why. */
int sheetfile_create(struct sheetfile_out *out, const char *helper, int fd, const char *sheet, struct err *err);
/* The file is whole only when this gives 0. */
int sheetfile_finish(struct sheetfile_out *out, struct err *err);
void sheetfile_drop(struct sheetfile_out *out);

#endif
