/* What goes to the terminal.  ncurses writes into a file in memory, and what it wrote is sent as far as the terminal has room:
 * a client that stalled holds nobody up, and one that is gone is noticed.  Private to term.c. */
#ifndef UI_OUTPUT_H
#define UI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* From now on what is written to `written` is gathered for `terminal`. */
int output_start(int written, int terminal);
void output_stop(void);
/* Gathers what was written since the last time. */
void output_take(void);
/* Adds bytes behind what was gathered. */
void output_send(const char *bytes, size_t len);
/* Sends as much as there is room for; -1 when the line is gone. */
int output_push(void);
bool output_waiting(void);
/* Pushes for at most `ms`. */
void output_drain(int ms);

#endif
