/* Workbooks (.xlsx) read and written through the helper shouxi-xlsx: the libraries for them, and whatever a
 * hostile file does to them, stay in a child. */
#ifndef BASE_WORKBOOK_H
#define BASE_WORKBOOK_H

#include <stdbool.h>

#include "base/child.h"
#include "base/rows.h"

struct workbook_in {
	struct rows_reader rows; /* after workbook_open(): sheets, sheet_count, chosen; later row, cells, cell_count */
	bool confined;           /* the kernel's Landlock held the helper; else say so where the import is told of */
	/* private */
	struct child child;
	const char *name;
	char *sheet_names;
	struct rows_sheet *sheets;
};

/* Starts reading the open file `fd` (the caller's to close) with the helper program `helper`; `name` is what positions call
 * it, borrowed.  `sheet` counts from 1; 0: the first one that is not hidden.  When it fails there is nothing to close. */
int workbook_open(struct workbook_in *in, const char *helper, int fd, const char *name, int sheet, struct err *err);
/* 1: in->rows.row and its cells are the next row, until the next call; rows without cells are left out.  0: that was all.
 * -1 and *err with the position in the sheet. */
int workbook_next(struct workbook_in *in, struct err *err);
/* In any state; a helper still at work is stopped. */
void workbook_close(struct workbook_in *in);

struct workbook_out {
	struct rows_writer rows;
	/* private */
	struct child child;
};

/* Starts writing a workbook with one sheet to the open file `fd`.  Then rows_begin(), rows_add(), rows_commit() on out->rows;
 * the first row is the header.  When it fails there is nothing to finish or drop. */
int workbook_create(struct workbook_out *out, const char *helper, int fd, const char *sheet, struct err *err);
/* The file is whole only when this gives 0. */
int workbook_finish(struct workbook_out *out, struct err *err);
void workbook_drop(struct workbook_out *out);

#endif
