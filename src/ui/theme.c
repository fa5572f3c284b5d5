#include <config.h>

#include "ui/theme.h"

#include <curses.h>
#include <stdlib.h>

static const struct {
	short colour; /* -1: the terminal's own */
	attr_t attributes, without; /* with and without colours */
} tones[TONES] = {
	[TONE_PLAIN] = {-1, A_NORMAL, A_NORMAL},
	[TONE_DONE] = {COLOR_GREEN, A_NORMAL, A_NORMAL},
	[TONE_WAITING] = {COLOR_YELLOW, A_NORMAL, A_NORMAL},
	[TONE_REFUSED] = {COLOR_RED, A_BOLD, A_BOLD},
	[TONE_MINE] = {-1, A_BOLD, A_BOLD},
	[TONE_DIM] = {-1, A_NORMAL, A_NORMAL},
	[TONE_TITLE] = {-1, A_BOLD, A_BOLD},
	[TONE_KEY] = {-1, A_BOLD, A_BOLD},
	[TONE_FIELD] = {-1, A_UNDERLINE, A_UNDERLINE},
	[TONE_CHOSEN] = {-1, A_REVERSE, A_REVERSE},
};

static bool coloured;

void
theme_start(void)
{
	const char *without = getenv("NO_COLOR");
	coloured = !(without && *without) && has_colors() && start_color() == OK && use_default_colors() == OK;
	if (!coloured)
		return;
	for (int i = 0; i < TONES; i++)
		if (tones[i].colour >= 0)
			init_pair((short)(i + 1), tones[i].colour, -1);
}

unsigned
theme_attributes(enum tone tone)
{
	return coloured ? tones[tone].attributes : tones[tone].without;
}

short
theme_pair(enum tone tone)
{
	return coloured && tones[tone].colour >= 0 ? (short)(tone + 1) : 0;
}
