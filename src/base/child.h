/* A helper program run as a child: started without a shell, with three descriptors and nothing else of the parent's,
 * in a group of its own, in a private temporary folder when it asks for one; stopped when its time is over. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

struct child_spec {
	const char *const *argv; /* ended by NULL; argv[0] is the program's file, absolute */
	const char *name;        /* what messages call it; borrowed while the child lives */
	int in, out;             /* descriptors that become its 0 and 1 (the caller's to close); -1: piped */
	bool folder;             /* it starts in a new folder that it alone uses, removed afterwards with its files */
	int seconds;             /* how long it may take in all */
};

struct child {
	pid_t pid;
	int in, out; /* the parent's ends where piped, else -1 */
	/* private */
	int said;
	int64_t deadline;
	const char *name;
	int seconds;
	char folder[64];
};

/* -1 and *err when it could not be started; then there is nothing to finish. */
int child_start(struct child *child, const struct child_spec *spec, struct err *err);
/* Writes all of it to the child's 0; -1 when the child has closed it or the time is over. */
int child_write(struct child *child, const void *bytes, size_t len, struct err *err);
/* Reads from its 1, at least one byte; 0 when it has closed it. */
ssize_t child_read(struct child *child, void *bytes, size_t size, struct err *err);
/* Ends the child's input. */
void child_close_in(struct child *child);
/* Waits for its end, within its time, and clears up; its exit status, or -1 and *err when it did not end by itself.
 * What it wrote to its 2 is added to *said, which may be NULL. */
int child_finish(struct child *child, struct buf *said, struct err *err);
/* Stops it at once and clears up. */
void child_stop(struct child *child);

#endif
