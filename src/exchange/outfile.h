/* A file that is written whole or not at all: under another name first, then renamed; "-" is standard output. */
#ifndef EXCHANGE_OUTFILE_H
#define EXCHANGE_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"

struct outfile {
	FILE *file; /* to write to; what fails there is told by outfile_commit() */
	/* private */
	const char *path;
	char *temporary; /* NULL: standard output */
};

/* The path is borrowed.  A file of that name is replaced only by outfile_commit(). */
int outfile_open(struct outfile *out, const char *path, struct err *err);
/* Makes it durable and gives it its name; what could not be written leaves nothing behind. */
int outfile_commit(struct outfile *out, struct err *err);
/* Leaves nothing behind. */
void outfile_drop(struct outfile *out);

#endif
