/* Standard input and output in place of a file, for what must be a file.  Private to cmd. */
#ifndef CMD_SPOOL_H
#define CMD_SPOOL_H

#include "base/err.h"

/* A private folder and the path of a file in it, which need not be there yet; both are removed by spool_free(). */
struct spool {
	char *folder, *path;
};
int spool_open(struct spool *spool, struct err *err);
/* Standard input into the file; the file to standard output. */
int spool_fill(const struct spool *spool, struct err *err);
int spool_pour(const struct spool *spool, struct err *err);
void spool_free(struct spool *spool);

#endif
