/* Sheets made and drawn: into a text, into a PDF file.  What is printed is put on record first: see printing.h. */
#ifndef SHEET_OUTPUT_H
#define SHEET_OUTPUT_H

#include "sheet/sheet.h"

/* What goes on a sheet besides what it says. */
struct sheet_mark {
	const char *witness, *code; /* "" none */
};
/* One mark a sheet, in the order in which they are made; none: a preview. */
struct sheet_run {
	struct sheet_targets targets;
	const struct sheet_mark *marks;
	size_t mark_count;
	size_t reprints; /* how many of them were printed before */
};

struct output_result {
	size_t sheets, pages;
	struct buf missing;  /* characters that no font has, as "𠮷 (U+20BB7)", with ", " between */
	bool unconfined;     /* the kernel could not lock the helper in */
};
void output_result_free(struct output_result *result);

enum { OUTPUT_COLUMNS = 78, OUTPUT_LINES = 60 }; /* of a page of A4 as text */

/* As plain text with a form feed behind each page: to `put`, page by page. */
struct text_output {
	int columns, lines;
	bool plain;          /* ASCII rules */
	int (*put)(void *user, const char *text, struct err *err);
	void *user;
};
int output_text(struct desk *desk, const struct sheet_run *run, const struct text_output *text, struct output_result *result, struct err *err);

/* As PDF to a descriptor, through shouxi-pdf; with `layout` what stands where instead.  `family`: fonts, NULL the default. */
int output_pdf(struct desk *desk, const struct sheet_run *run, const char *family, bool layout, int fd, struct output_result *result, struct err *err);

#endif
