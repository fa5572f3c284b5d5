/* What a sheet of paper says, apart from how it is drawn: blocks one under the other.  Knows nothing of the programme.
 * The same blocks become a page of a terminal (textpage.h) and a page of PDF (the helper shouxi-pdf): see layout.h. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Faces of an official document (GB/T 9704-2012): what each is in points stands in the drawer. */
#define FACES(_) _(body) _(title) _(heading) _(subheading) _(table) _(small)
#define FACE_ENUM(name) FACE_##name,
enum page_face { FACES(FACE_ENUM) FACE_COUNT };
#undef FACE_ENUM

#define ALIGNS(_) _(left) _(centre) _(right)
#define ALIGN_ENUM(name) ALIGN_##name,
enum page_align { ALIGNS(ALIGN_ENUM) ALIGN_COUNT };
#undef ALIGN_ENUM

struct page_cell {
	const char *text;       /* may hold line feeds */
	int columns, rows;      /* how many it spans; 0 counts as 1 */
	enum page_align align;
	enum page_face face;
	int lines;              /* room for at least so many lines: signatures, seals, what is written by hand */
	const char *foot;       /* at the bottom, to the right: "（盖章）　年　月　日"; may be NULL */
};
/* The cells that begin in this row, from the left; columns covered by a cell of a row above are left out. */
struct page_row {
	const struct page_cell *cells;
	size_t count;
};
/* Horizontal bars, from one description for paper and terminal. */
struct page_bar {
	const char *label, *value; /* the value as it is written */
	int64_t amount;            /* its length beside the others' */
	int64_t part;              /* how much of it is filled darkly; as much as `amount` where nothing is told apart */
};

#define BLOCKS(_) _(text) _(grid) _(bars) _(space)
#define BLOCK_ENUM(name) BLOCK_##name,
enum block_kind { BLOCKS(BLOCK_ENUM) BLOCK_COUNT };
#undef BLOCK_ENUM

struct page_block {
	enum block_kind kind;
	/* text: a paragraph, whose first line stands in by so many characters */
	const char *text;
	enum page_face face;
	enum page_align align;
	int indent;
	/* grid: widths in thousandths of the line; the first `heads` rows are repeated on each page it goes on to */
	const int *widths;
	size_t columns;
	const struct page_row *rows;
	size_t count, heads;
	bool unruled;
	/* bars, `count` of them */
	const struct page_bar *bars;
	/* space: so many lines; a block that `keeps` stands on one page with what follows */
	int lines;
	bool keeps;
};

struct page_setup {
	const char *title;    /* of the bookmark */
	const char *mark;     /* across the page ("草稿"); "" none */
	const char *witness;  /* a line at the foot; "" none */
	const char *code;     /* beside it as a QR code; "" none */
	bool landscape;
	bool numbered;        /* "— 1 —" */
};

/* A place in the documents of a run: pages count from 1 within each sheet. */
const char *face_name(enum page_face face);
const char *align_name(enum page_align align);
/* By name; the count where there is none. */
enum page_face face_named(const char *name);
enum page_align align_named(const char *name);

#endif
