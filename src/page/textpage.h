/* Pages as plain text: for the preview, for line printers and pagers.  A grid of cells as wide as the page, with box-drawing rules. */
#ifndef PAGE_TEXTPAGE_H
#define PAGE_TEXTPAGE_H

#include "base/buf.h"
#include "page/layout.h"

struct textpage;

/* Draws pages of so many columns and lines (with the foot) and hands each to `page` as lines that end with a line feed, without blanks at their
 * ends.  `plain` rules are of '-', '|' and '+', for printers that know no others. */
struct textpage *textpage_new(int columns, int lines, bool plain, void (*page)(void *user, int number, const char *text), void *user);
/* One sheet: begin, its blocks, end (which gives the number of pages). */
void textpage_begin(struct textpage *drawer, const struct page_setup *setup);
void textpage_block(struct textpage *drawer, const struct page_block *block);
int textpage_end(struct textpage *drawer);
void textpage_free(struct textpage *drawer);

#endif
