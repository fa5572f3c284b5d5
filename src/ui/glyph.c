#include <config.h>

#include "ui/glyph.h"

#include <string.h>

#include "base/text.h"

static const char *const shown[GLYPH_COUNT] = {
	[GLYPH_MARK] = "▸", [GLYPH_DONE] = "✓", [GLYPH_REFUSED] = "✗", [GLYPH_LINE] = "─", [GLYPH_CUT] = "┄", [GLYPH_BAR] = "▇",
	[GLYPH_REST] = "░", [GLYPH_QUOTE] = "“", [GLYPH_MORE] = "…", [GLYPH_DOT] = "·", [GLYPH_ARROW] = "↑",
	[GLYPH_PILLAR] = "│", [GLYPH_CROSS] = "┼", [GLYPH_TOP_LEFT] = "┌", [GLYPH_TOP_RIGHT] = "┐", [GLYPH_BOTTOM_LEFT] = "└",
	[GLYPH_BOTTOM_RIGHT] = "┘", [GLYPH_TEE_DOWN] = "┬", [GLYPH_TEE_UP] = "┴", [GLYPH_WAITING] = "?",
};

/* Substitutes are one column wide, so that a layout stays as it is. */
static const struct {
	uint32_t from, to;
	unsigned char class;
	char ascii;
} classes[] = {
	{0x25b8, 0x25b8, GLYPH_MARK, '>'},
	{0x2713, 0x2714, GLYPH_DONE, 'v'},
	{0x2717, 0x2718, GLYPH_REFUSED, 'x'},
	{0x2500, 0x2501, GLYPH_LINE, '-'},
	{0x2502, 0x2503, GLYPH_LINE, '|'},
	{0x2504, 0x2505, GLYPH_CUT, '-'},
	{0x250c, 0x254b, GLYPH_LINE, '+'},
	{0x2581, 0x258f, GLYPH_BAR, '#'},
	{0x2591, 0x2593, GLYPH_REST, '.'},
	{0x2018, 0x2019, GLYPH_QUOTE, '\''},
	{0x201c, 0x201d, GLYPH_QUOTE, '"'},
	{0x2026, 0x2026, GLYPH_MORE, '~'},
	{0x00b7, 0x00b7, GLYPH_DOT, '.'},
	{0x00d7, 0x00d7, GLYPH_DOT, 'x'},
	{0x2013, 0x2014, GLYPH_DOT, '-'},
	{0x203a, 0x203a, GLYPH_DOT, '>'},
	{0x2022, 0x2022, GLYPH_DOT, '*'},
	{0x2190, 0x2190, GLYPH_ARROW, '<'},
	{0x2191, 0x2191, GLYPH_ARROW, '^'},
	{0x2192, 0x2192, GLYPH_ARROW, '>'},
	{0x2193, 0x2193, GLYPH_ARROW, 'v'},
	{0x2264, 0x2264, GLYPH_ARROW, '<'},
	{0x2265, 0x2265, GLYPH_ARROW, '>'},
};

/* Like the terminal there is one of these. */
static unsigned replaced;

static char
substitute(uint32_t c)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (c >= classes[i].from && c <= classes[i].to)
			return replaced & (1u << classes[i].class) ? classes[i].ascii : '\0';
	return '\0';
}

uint32_t
glyph_shown(uint32_t c)
{
	if (!replaced || c < 0xa0)
		return c;
	char ascii = substitute(c);
	return ascii ? (uint32_t)ascii : c;
}

bool
glyph_all(void)
{
	return replaced == 0;
}

const char *
glyph(enum glyph which)
{
	static char ascii[GLYPH_COUNT][2];
	const char *text = shown[which];
	if (!replaced || (unsigned char)text[0] < 0x80)
		return text;
	uint32_t c;
	utf8_decode(text, text + strlen(text), &c, NULL);
	ascii[which][0] = substitute(c);
	return ascii[which][0] ? ascii[which] : text;
}

void
glyph_replace(enum glyph class)
{
	replaced |= 1u << class;
}

void
glyph_ascii_lines(void)
{
	static const enum glyph signs[] = {GLYPH_MARK, GLYPH_DONE, GLYPH_REFUSED, GLYPH_LINE, GLYPH_CUT, GLYPH_BAR, GLYPH_REST, GLYPH_ARROW};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		glyph_replace(signs[i]);
}

void
glyph_reset(void)
{
	replaced = 0;
}

const char *
glyph_probe(enum glyph class)
{
	return shown[class];
}
