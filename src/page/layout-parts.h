/* What the parts of laying out share.  Private to page. */
#ifndef PAGE_LAYOUT_PARTS_H
#define PAGE_LAYOUT_PARTS_H

#include "page/layout.h"

struct layout {
	const struct metrics *metrics;
	const struct sink *sink;
	int page;            /* from 1 */
	int y;               /* where the next thing begins */
	struct arena arena;  /* of the block in work */
	struct arena kept;   /* of blocks that wait for what follows them */
	struct page_block *waiting;
	size_t waiting_count;
};

/* The page is full: the next one. */
void layout_turn(struct layout *layout);
/* How much is left of the page. */
int layout_room(const struct layout *layout);
/* The lines of a text that may hold line feeds, at a width; each paragraph's first stands in by `indent` ems. */
size_t layout_lines(struct layout *layout, const char *text, enum page_face face, int width, int indent, struct text_line **lines);
void layout_grid(struct layout *layout, const struct page_block *block);
/* How much of a page a block needs at least to begin on it. */
int layout_least(struct layout *layout, const struct page_block *block);

#endif
