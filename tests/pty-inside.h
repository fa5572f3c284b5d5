/* What the pieces of the terminal for tests share. */
#ifndef TESTS_PTY_INSIDE_H
#define TESTS_PTY_INSIDE_H

#include <vterm.h>

#include "base/buf.h"
#include "pty.h"

struct pty {
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	int fd; /* −1 once the line is closed */
	int pidfd;
	pid_t pid;
	int status;
	bool ended, stalled, visible;
	int bells;
	size_t written;
	bool recording;
	struct buf record; /* bytes as they came, since pty_record() */
	struct buf answer; /* what the terminal itself sends: keys and answers to questions */
	struct buf row, dump;
};

/* Reads what is there already. */
void pty_catch_up(struct pty *pty);
/* Hands the program what the terminal has to say, waiting until it took it. */
void pty_flush(struct pty *pty);
/* A row as it was last read. */
const char *pty_row_text(struct pty *pty, int row);
/* The first row that holds `text` as last read, or −1. */
int pty_row_with(struct pty *pty, const char *text);

#endif
