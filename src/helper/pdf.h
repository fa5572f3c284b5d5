/* Draws sheets into a PDF, or tells where everything stands.  The helper shouxi-pdf, apart from its locking itself in. */
#ifndef HELPER_PDF_H
#define HELPER_PDF_H

#include "base/err.h"
#include "page/stream.h"

struct pdf_job {
	int in;              /* a stream of page/stream.h */
	int out;             /* where the PDF goes; or with `layout` lines of text: "page 1 210.0 297.0", "area X Y W H", "box X Y W H",
	                      * "rule X1 Y1 X2 Y2", "bar X Y W H", "text X Y W H TEXT", in millimetres */
	int layout;
	const char *family;  /* font families, as fontconfig reads them; NULL: the default */
	/* told afterwards */
	uint32_t missing[16]; /* characters that no font has, each once */
	size_t missing_count;
	int pages, sheets;
};

/* -1 and *err for a stream that is cut, a file that cannot be written. */
int pdf_draw(struct pdf_job *job, struct err *err);

#endif
