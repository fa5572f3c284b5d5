/* Rows of a sheet on their way through a pipe, to or from the spreadsheet helper.
 *
 * The stream is a CBOR sequence (RFC 8742) of flat arrays in definite lengths; each begins with its type and
 * holds unsigned integers and texts only:
 *   [0 HEAD,  version, Landlock ABI (0: not confined), number of the sheet read, name, state, name, state …]
 *   [1 ROW,   row number, column, kind, text, column, kind, text …]     columns ascending, 1 = A; empty cells left out
 *   [2 FAULT, enum sheet_fault, row, column, number, text]              the stream ends with it
 *   [3 END,   rows sent]                                                the stream is whole
 *   [4 SHEET, version, name]                                            before rows that are to be written
 * From the helper: HEAD ROW* (END | FAULT), or FAULT alone.  To the helper: SHEET ROW* END; its first row is the header.
 * A stream without END or FAULT was cut. */
#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sheetfault.h"

#define ROWS_VERSION 1
#define ROWS_MAX_ROW 1048576
#define ROWS_MAX_COLUMN 16384

enum rows_type { ROWS_HEAD, ROWS_ROW, ROWS_FAULT, ROWS_END, ROWS_SHEET };

enum rows_kind {
	ROWS_TEXT,
	ROWS_NUMBER, /* the shortest exact decimal: "12", "-0.5"; where the sheet no longer has all digits "3.10229E+17" */
	ROWS_MONEY,  /* to be written: a number shown as 1,234.00; never read */
	ROWS_DATE,   /* "2021-03-05" */
	ROWS_MOMENT, /* "2021-03-05 10:21:05" */
	ROWS_BOOL,   /* "true" or "false" */
	ROWS_ERROR,  /* "#REF!"; or "=A1+B1": a formula that nothing ever calculated */
	ROWS_KINDS
};

enum rows_state { ROWS_VISIBLE, ROWS_HIDDEN, ROWS_VERY_HIDDEN };

struct rows_cell {
	int column;
	enum rows_kind kind;
	const char *text; /* NUL-terminated; as the file has it, so still to be cleaned */
	size_t len;
};

struct rows_sheet {
	const char *name;
	enum rows_state state;
};

/* Where bytes go; a failure ends the stream.  The members before the comment are the caller's. */
struct rows_writer {
	int (*put)(void *to, const void *bytes, size_t len, struct err *err);
	void *to;
	/* private */
	struct buf out, item;
	uint64_t values, rows;
};

void rows_write_head(struct rows_writer *writer, unsigned landlock, unsigned chosen, const struct rows_sheet *sheets,
	size_t count);
void rows_write_sheet(struct rows_writer *writer, const char *name);
void rows_begin(struct rows_writer *writer, int row);
void rows_add(struct rows_writer *writer, int column, enum rows_kind kind, const char *text, size_t len);
/* Ends the row; a row without cells is not sent.  Hands on what has gathered when it is much. */
int rows_commit(struct rows_writer *writer, struct err *err);
/* Forgets the row that was begun, sends the fault and everything before it. */
int rows_write_fault(struct rows_writer *writer, const struct sheet_trouble *trouble, struct err *err);
int rows_write_end(struct rows_writer *writer, struct err *err);
void rows_writer_free(struct rows_writer *writer);

/* Where bytes come from: get gives how many it read, 0 at the end, -1 and *err.  What an item holds is good until the next. */
struct rows_reader {
	ssize_t (*get)(void *from, void *bytes, size_t size, struct err *err);
	void *from;
	/* what rows_next() read */
	int row;                      /* ROWS_ROW, with cells and cell_count */
	const struct rows_cell *cells;
	size_t cell_count;
	const struct rows_sheet *sheets; /* ROWS_HEAD, with the next three; ROWS_SHEET: one */
	size_t sheet_count;
	unsigned chosen;              /* from 1 */
	unsigned landlock;
	struct sheet_trouble trouble; /* ROWS_FAULT */
	struct rows_decoder *decoder; /* private */
};

/* The next item's type, or -1 and *err: the stream is cut, broken, of another version, or get failed. */
int rows_next(struct rows_reader *reader, struct err *err);
void rows_reader_free(struct rows_reader *reader);

#endif
