/* Characters that terminals disagree about.  Each is shown as itself, or by an ASCII one where the terminal was seen to make it
 * two columns wide or where ASCII lines were asked for. */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Classes are asked about by their first character and replaced together. */
enum glyph {
	GLYPH_MARK,     /* ▸ the row one stands on */
	GLYPH_DONE,     /* ✓ */
	GLYPH_REFUSED,  /* ✗ */
	GLYPH_LINE,     /* ─ and all other thin lines */
	GLYPH_CUT,      /* ┄ a dashed line */
	GLYPH_BAR,      /* ▇ the filled part of a bar */
	GLYPH_REST,     /* ░ its empty part */
	GLYPH_QUOTE,    /* “ and other quotes */
	GLYPH_MORE,     /* … */
	GLYPH_DOT,      /* · */
	GLYPH_ARROW,    /* ↑ and the other arrows */
	GLYPH_CLASSES,
	GLYPH_PILLAR = GLYPH_CLASSES, /* │ of the class of lines, as are the following */
	GLYPH_CROSS, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT, GLYPH_TEE_DOWN, GLYPH_TEE_UP,
	GLYPH_WAITING,  /* ? on any terminal */
	GLYPH_COUNT
};

/* The character to show, as UTF-8. */
const char *glyph(enum glyph which);
/* What is shown for a character: itself, or its ASCII substitute. */
uint32_t glyph_shown(uint32_t c);
/* True when nothing is replaced: texts may be shown as they are. */
bool glyph_all(void);
/* Replaces a class from now on. */
void glyph_replace(enum glyph class);
/* Lines, bars and signs in ASCII (--ascii-lines). */
void glyph_ascii_lines(void);
/* All characters as themselves again. */
void glyph_reset(void);
/* The character a class is asked about. */
const char *glyph_probe(enum glyph class);

#endif
