/* What can be wrong with a spreadsheet file, as codes: the helper that reads it
 * runs locked in and speaks no language; the words are put on here, on the
 * side of the reader, so that no text of the helper's is ever a format. */
#ifndef BASE_SHEETFAULT_H
#define BASE_SHEETFAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* The numbers go over the pipe: new ones are added at the end. */
enum sheet_fault {
	SHEET_FINE,
	/* not a workbook at all, or not one that can be read */
	SHEET_EMPTY,
	SHEET_OLD_XLS,
	SHEET_PASSWORD,
	SHEET_ODS,
	SHEET_XLSB,
	SHEET_PLAIN_TEXT,
	SHEET_WEB_PAGE,
	SHEET_CUT,
	SHEET_NO_WORKBOOK,
	SHEET_UNKNOWN,
	/* damage inside; text: the part */
	SHEET_PART_DAMAGED,
	SHEET_PART_MISSING,
	SHEET_PART_TWICE,
	SHEET_XML_BROKEN, /* number: the line in the part */
	SHEET_XML_DOCTYPE,
	SHEET_XML_DEPTH, /* number: the limit */
	/* damage at a cell; row and column say where */
	SHEET_CELL_PLACE,  /* text: the reference */
	SHEET_CELL_ORDER,  /* rows or cells go backwards */
	SHEET_CELL_STRING, /* text: the index into the shared strings */
	/* limits; number: the limit */
	SHEET_LIMIT_FILE,
	SHEET_LIMIT_TOTAL,
	SHEET_LIMIT_PART, /* text: the part */
	SHEET_LIMIT_RATIO,
	SHEET_LIMIT_PARTS,
	SHEET_LIMIT_STRINGS,
	SHEET_LIMIT_STRING_BYTES,
	SHEET_LIMIT_CELLS,
	SHEET_LIMIT_ROWS,
	SHEET_LIMIT_COLUMNS,
	SHEET_LIMIT_TEXT,
	SHEET_LIMIT_STYLES,
	SHEET_LIMIT_SHEETS,
	/* the call */
	SHEET_NO_SUCH_SHEET, /* number: the one asked for */
	SHEET_NO_SHEET,
	/* the machine */
	SHEET_MEMORY,
	SHEET_IO,    /* text: the reason; reading or writing failed */
	SHEET_SPACE, /* the disk is full */
	SHEET_NOT_WHOLE, /* what was written does not read back */
	SHEET_ROWS_BAD, /* what came to be written is no sequence of rows */
	SHEET_JAIL,  /* text: the reason; the helper could not lock itself in */
	SHEET_FAULTS /* how many there are */
};

struct sheet_trouble {
	enum sheet_fault fault;
	int row, column; /* 0: unknown */
	int64_t number;
	char text[160];
};

/* Notes what is wrong, unless something is noted already; `text` may be NULL and is cut between
 * characters.  Returns -1. */
int trouble_set(struct sheet_trouble *trouble, enum sheet_fault fault, const char *text, int64_t number);
int trouble_set_at(struct sheet_trouble *trouble, enum sheet_fault fault, int row, int column, const char *text,
	int64_t number);

/* Puts it into words: sets *err with the position in `file` (borrowed, may be NULL) and returns -1.
 * A fault out of range is told as a broken answer. */
int trouble_tell(const struct sheet_trouble *trouble, const char *file, struct err *err);

#endif
