/* The terminal itself: taken over and given back on every way out, written to without ever waiting for it. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ui/keys.h"

/* Takes the terminal of standard input and output.  Refused with the reason: not a terminal, or one that cannot move its cursor.  An unknown
 * type is tried as xterm-256color, then as vt100.  Its own spellings of keys go to `keys`. */
int term_open(struct keys *keys, struct err *err);
/* Gives it back as it was; harmless when it was never taken. */
void term_close(void);
/* Leaves it for a while as it was found, with what was drawn sent; what tells the program to end then comes in at once.  And takes it up again. */
void term_leave(void);
void term_return(void);

/* The descriptor to read keys from and to wait on; the signals that may come in while waiting (for ppoll). */
int term_fd(void);
const sigset_t *term_waiting_mask(void);
/* Whether a signal told that the size changed, or that the program must end; asking takes the news. */
bool term_resized(void);
bool term_ending(void);
/* Reads what was typed; 0 when there is nothing, -1 when the line is gone. */
int term_read(void *bytes, size_t size);

/* Sends what the windows show that the terminal does not.  While the terminal still owes room for what was sent before, nothing is
 * added.  With `whole`, everything is drawn anew. */
void term_show(bool whole);
/* Sends bytes as they are, behind what was sent before. */
void term_send(const char *bytes, size_t len);
/* Whether bytes wait for room; term_push() tries again.  -1 when the line is gone. */
bool term_stalled(void);
int term_push(void);

/* Takes over a changed size; false when it is the same. */
bool term_resize(void);
int term_rows(void);
int term_cols(void);

/* Asks the terminal how wide it draws doubtful characters, on row `row` (from 0), which is left blank; the answers come as K_REPORT.
 * Nothing waits for them. */
void term_probe(int row);
/* Takes an answer.  1: the last one came and characters were replaced, everything should be drawn anew; 0: nothing to do;
 * -1: the terminal does not draw Chinese two columns wide. */
int term_answer(const struct key *key);
/* Whether answers are still awaited at `now`, at most 200 ms. */
bool term_probing(void);

#endif
