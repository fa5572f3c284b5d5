/* What a workbook says of itself: its sheets, where its parts are, its epoch, which of its formats are dates. */
#ifndef HELPER_BOOK_H
#define HELPER_BOOK_H

#include <stdbool.h>

#include "base/alloc.h"
#include "base/rows.h"
#include "helper/archive.h"

struct book_sheet {
	const char *name;
	const char *relation; /* its id */
	const char *part;     /* NULL when it is no sheet of cells */
	enum rows_state state;
};

struct book {
	struct arena arena; /* owns the texts */
	struct book_sheet *sheets;
	size_t count;
	bool system_1904;
	const char *part;    /* the workbook's own */
	const char *styles;  /* NULL when it has none, like the next */
	const char *strings;
};

int book_read(struct book *book, struct archive *archive, struct sheet_trouble *trouble);
void book_free(struct book *book);

/* The sheet to read, as an index: `wanted` from 1, or the first not hidden for 0; -1 and *trouble when it has no cells. */
int book_choose(const struct book *book, int wanted, struct sheet_trouble *trouble);

/* Which cell formats show a number as a date. */
struct styles {
	bool *dates;
	size_t count;
};

int styles_read(struct styles *styles, struct archive *archive, const char *part, struct sheet_trouble *trouble);
void styles_free(struct styles *styles);
/* Whether a number format's code shows a date or a time of day; lengths of time ("[h]:mm") do not. */
bool format_is_date(const char *code);
/* The same for the formats that are built in, by number, with the Chinese, Japanese and Korean ones. */
bool format_number_is_date(int number);

/* The texts that cells share. */
struct strings {
	struct buf bytes;
	size_t *begins; /* count + 1 of them */
	size_t count, cap;
};

int strings_read(struct strings *strings, struct archive *archive, const char *part, struct sheet_trouble *trouble);
void strings_free(struct strings *strings);

#endif
