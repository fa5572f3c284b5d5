/* Drawing: text in cells of an area, in a tone that has a meaning.  Nothing reaches the terminal before the next wait for a key.
 * Text is cut at the area's edge, never inside a character; what could harm a terminal is shown as U+FFFD. */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include <stdbool.h>

#include "ui/glyph.h"

/* What a colour means; a sign or a word beside it always says the same. */
enum tone {
	TONE_PLAIN,
	TONE_DONE,    /* green */
	TONE_WAITING, /* yellow */
	TONE_REFUSED, /* red */
	TONE_MINE,    /* bold */
	TONE_DIM,     /* labels, what stands beside */
	TONE_TITLE,   /* headings */
	TONE_KEY,     /* names of keys */
	TONE_FIELD,   /* a value that can be typed over, while the cursor is in it */
	TONE_CHOSEN,  /* the chosen row of a pop-up */
	TONES
};

/* A rectangle that can be drawn in; y and x below count from its corner. */
struct area {
	struct _win_st *window; /* private */
	int y, x, rows, cols;
};

/* The part of an area, cut to what is there. */
struct area area_part(const struct area *area, int y, int x, int rows, int cols);

/* Draws text and returns the columns used. */
int paint(const struct area *area, int y, int x, enum tone tone, const char *text);
int paintf(const struct area *area, int y, int x, enum tone tone, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* In exactly `columns`: cut with … or padded behind, or before when `right`. */
void paint_fit(const struct area *area, int y, int x, int columns, enum tone tone, const char *text, bool right);
/* Broken into lines of at most `columns`, not more than `rows` of them; returns how many were drawn.  Rows beyond are left alone. */
int paint_wrapped(const struct area *area, int y, int x, int columns, int rows, enum tone tone, const char *text);
/* How many lines that would take. */
int paint_height(const char *text, int columns);
void paint_glyph(const struct area *area, int y, int x, enum tone tone, enum glyph which, int count);
/* A bar `columns` wide of which part/whole is filled. */
void paint_bar(const struct area *area, int y, int x, int columns, enum tone tone, double part, double whole);
/* A thin line across the area; a vertical one. */
void paint_rule(const struct area *area, int y);
void paint_pillar(const struct area *area, int x);
void paint_clear(const struct area *area);
/* From x to the end of the row; `columns` of it. */
void paint_clear_row(const struct area *area, int y, int x);
void paint_blank(const struct area *area, int y, int x, int columns);
/* Moves rows first … first + rows - 1 of the area up by `lines` (down when negative) in its whole window's width; freed rows are blank. */
void paint_scroll(const struct area *area, int first, int rows, int lines);
/* Brings what was drawn so far on its way by itself: worth it before a scroll, where the cursor already stands at what changes. */
void paint_settle(const struct area *area);
/* Where the hardware cursor rests until the next time. */
void paint_cursor(const struct area *area, int y, int x);

/* Columns that text takes when shown. */
int shown_width(const char *text);

#endif
