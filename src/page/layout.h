/* From blocks to pages: where each line of text, each rule and each bar stands.  The drawer says how wide text is and takes what comes, page by
 * page, so a document of any length needs the memory of one page.  Units are the drawer's own. */
#ifndef PAGE_LAYOUT_H
#define PAGE_LAYOUT_H

#include "base/alloc.h"
#include "page/page.h"

struct text_line {
	const char *text;
	size_t len;
	bool first; /* of its paragraph */
};

struct metrics {
	void *user;
	int width, height;      /* of the type area */
	int rule;               /* what a rule takes up: a whole cell in a terminal, nothing on paper */
	int pad_across, pad_down; /* between a rule and text */
	int (*line_height)(void *user, enum page_face face);
	/* The width of a character cell of the face: what indents count in. */
	int (*em)(void *user, enum page_face face);
	/* Breaks a text without line feeds at the width, less for the first line; the lines, in the arena, at least one. */
	size_t (*break_text)(void *user, const char *text, size_t len, enum page_face face, int first_width, int width, struct arena *arena,
		struct text_line **lines);
};

struct sink {
	void *user;
	void (*begin)(void *user, int page);
	/* One line of text in a box of that width, its upper left corner given. */
	void (*text)(void *user, int x, int y, int width, enum page_align align, enum page_face face, const char *text, size_t len);
	/* A rule along a row or a column. */
	void (*rule)(void *user, int x1, int y1, int x2, int y2);
	/* A bar; `dark` or pale. */
	void (*bar)(void *user, int x, int y, int width, int height, bool dark);
	/* A cell of a grid, for who wants to know where it lies. */
	void (*box)(void *user, int x, int y, int width, int height);
	void (*end)(void *user, int page);
};

struct layout;

/* For one sheet; metrics and sink are borrowed until layout_end. */
struct layout *layout_begin(const struct metrics *metrics, const struct sink *sink);
/* Takes the block up; what does not fit goes on on the next page, cells with their rest, grids with their heads.  Nothing is ever cut. */
void layout_block(struct layout *layout, const struct page_block *block);
/* Ends the last page; returns how many there were, at least one. */
int layout_end(struct layout *layout);

#endif
