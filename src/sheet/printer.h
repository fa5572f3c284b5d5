/* Paper out of the machine: a CUPS printer through lp, or the terminal's own printer. */
#ifndef SHEET_PRINTER_H
#define SHEET_PRINTER_H

#include "sheet/output.h"

struct printer_job {
	const char *printer; /* "" the default one */
	const char *title;
	int copies;
	int seconds;         /* how long lp may take; 0: 30 */
};
/* Hands a PDF, read from `fd`, to lp, without a shell.  *said is what lp answered: the job's number.  -1 and *err when there is no lp, no scheduler,
 * no such printer, or no answer in time. */
int printer_queue(int fd, const struct printer_job *job, struct buf *said, struct err *err);

/* Why the terminal's own printer is not to be had, in the current language; NULL: it is.  Opt-in of each person, never inside tmux or screen, and only
 * where standard output's terminal is one. */
const char *terminal_printer_refused(const struct desk *desk, int tty);

/* Prints pages on the terminal's own printer: ESC [5i, the text, ESC [4i.  In UTF-8, or in GB18030.  The terminal is switched back after success,
 * after a failure, and when the program is told to end (INT, TERM, HUP, QUIT), which it then does. */
struct terminal_printer;
struct terminal_printer *terminal_printer_begin(int tty, bool gb18030, struct err *err);
int terminal_printer_put(struct terminal_printer *printer, const char *text, struct err *err);
/* -1 and *err when something could not be written; frees it. */
int terminal_printer_end(struct terminal_printer *printer, struct err *err);

#endif
