/* Tones as the terminal can show them.  Private to this folder's drawing. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/paint.h"

/* Learns what the terminal can; NO_COLOR leaves bold and underline. */
void theme_start(void);
/* The attributes of a tone, as ncurses takes them, and its colour pair. */
unsigned theme_attributes(enum tone tone);
short theme_pair(enum tone tone);

#endif
