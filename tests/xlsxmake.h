/* Workbooks made part by part, so that each test can make the one oddity it is about. */
#ifndef TESTS_XLSXMAKE_H
#define TESTS_XLSXMAKE_H

#include <stddef.h>

/* One part of a zip file; `packed` 0: as it is, else how hard to pack it. */
struct made_part {
	const char *name, *text;
	size_t len; /* 0: text ends with its NUL */
};

/* An open file with these parts, ended by one without a name. */
int made_zip(const struct made_part *parts);

/* What a usual workbook differs in; NULL takes the usual. */
struct made_book {
	const char *rows;     /* inside <sheetData> */
	const char *sheet;    /* the whole sheet's part instead */
	const char *strings;  /* inside <sst>; NULL: no such part */
	const char *formats;  /* inside <styleSheet>; NULL: no such part */
	const char *workbook; /* inside <workbook> */
	const char *relations;
	const char *target;   /* where the relations say the sheet is */
};

int made_book(const struct made_book *book);

/* A file with these bytes. */
int made_file(const void *bytes, size_t len);
/* The bytes of an open file, with its length; malloc'ed. */
char *made_bytes(int fd, size_t *len);

/* What shouxi-xlsx reads of it as one text, and closes it: each row in a line, "3: A text 'x', C number '5'"; at the end,
 * when it failed, "! " and the whole message with its position. */
char *read_text(int fd, int sheet);

/* The helper's file. */
const char *helper_file(void);

#endif
