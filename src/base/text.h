/* UTF-8 text: checking, cleaning, measuring, cutting.  Columns are terminal columns:
 * East Asian wide characters take two. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/err.h"

/* Decodes one character at `at` (before `end`) into *out and returns how many bytes it took.
 * Overlong forms, surrogates, values past U+10FFFF and cut sequences give U+FFFD, one byte, and false in *valid (may be NULL). */
int utf8_decode(const char *at, const char *end, uint32_t *out, bool *valid);
/* Writes the UTF-8 form of c (1 to 4 bytes) and returns its length. */
int utf8_put(char out[4], uint32_t c);
bool utf8_valid(const char *text, size_t len);

enum {
	TEXT_LINES = 1, /* newlines are allowed (CRLF and CR become LF) and tabs become a space */
};
/* The allow-list where text comes in.  Letters, marks, numbers, punctuation, symbols and the ideographic space pass,
 * private-use characters too (offices have names in them).  Refused, with the position in characters from 1 and the code point in
 * the message: invalid UTF-8, control characters, zero-width and bidi characters, line and paragraph separators, unassigned and
 * noncharacters, special blanks.  Blanks at both ends are dropped, never anything within.  Adds to *out; -1 and *err when refused. */
int text_clean(struct buf *out, const char *in, size_t len, unsigned flags, struct err *err);
/* What may be sent to a terminal, paper or log: anything text_clean would refuse becomes '?'-like U+FFFD; newlines stay with TEXT_LINES. */
void text_safe(struct buf *out, const char *in, size_t len, unsigned flags);

/* What a message quotes of a text somebody typed: fit to be shown, at most 40 columns, "…" behind when cut.  Returns out. */
#define TEXT_EXCERPT 256
const char *text_excerpt(char out[TEXT_EXCERPT], const char *text);

/* Columns of one character: 0 for combining marks, 2 for wide ones, else 1; -1 for control characters. */
int char_width(uint32_t c);
/* Columns of a text (up to len bytes or NUL). */
int text_width(const char *text);
int text_width_n(const char *text, size_t len);
/* The number of bytes of the longest beginning that takes at most `columns`, never splitting a character from its marks; its columns in *used (may be NULL). */
size_t text_fit(const char *text, int columns, int *used);
/* Adds `text` in exactly `columns` columns: cut with "…" when longer, padded with spaces behind (or before, when right is set). */
void text_pad(struct buf *out, const char *text, int columns, bool right);
/* Breaks text into lines of at most `columns`, between Han characters or at spaces, keeping Chinese closing punctuation off a
 * line's beginning; newlines break too.  Returns the byte length of the first line and in *next the offset where the second begins. */
size_t text_break(const char *text, int columns, size_t *next);

/* Full-width forms U+FF01–FF5E, the ideographic space and 、。： become their ASCII keys (/ . :); for code, number and
 * date fields. */
void text_halfwidth(struct buf *out, const char *text);
/* One character's half-width form, itself when it has none. */
uint32_t char_halfwidth(uint32_t c);
/* For searching and comparing: half-width, lower case (ASCII), without blanks. */
void text_fold(struct buf *out, const char *text);
/* Whether two texts are the same when folded. */
bool text_same(const char *a, const char *b);
/* One byte for each character by `plain` ('\0': none), without blanks at the ends, into `out` of `size` bytes: for readers of numbers and dates.
 * False where a character has none or the text is longer. */
bool text_plain(char *out, size_t size, const char *text, char (*plain)(uint32_t c));
/* Han characters, by Unicode block (with extensions and compatibility ideographs). */
bool char_is_han(uint32_t c);
/* Private-use characters, which printers and other machines may not have. */
bool char_is_private(uint32_t c);

/* "A".."Z", "AA"… for a sheet's column from 1; `out` holds 8 bytes. */
void column_letters(char out[8], int column);

#endif
