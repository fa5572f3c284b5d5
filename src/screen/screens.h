/* The screens: everything the verbs can do, by keyboard.  Started by main.c when no verb was named. */
#ifndef SCREEN_SCREENS_H
#define SCREEN_SCREENS_H

#include "desk/desk.h"

struct screens_options {
	struct desk_options desk;
	bool ascii_lines; /* --ascii-lines */
};

/* Opens the records and runs the screens until the person leaves; where there are no records yet, offers to make them, empty or with the sample office.
 * 0 when the person left, -1 and *err when the terminal or the records could not be opened. */
int screens_run(const struct screens_options *options, struct err *err);

#endif
