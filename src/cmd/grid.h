/* Columns of text one under the other, by the width that a terminal gives them. */
#ifndef CMD_GRID_H
#define CMD_GRID_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

enum { GRID_COLUMNS = 64, GRID_ROWS = 400 };

/* Zeroed but for columns.  The first rows are kept to see how wide each column is; later ones are printed as they come. */
struct grid {
	size_t columns;
	bool right[GRID_COLUMNS];
	/* private */
	struct buf texts; /* cells of the rows kept, each with a NUL */
	int widths[GRID_COLUMNS];
	size_t cells;
	bool flowing;
	size_t at;        /* column of the next cell, once flowing */
	struct buf line;
	int failed;       /* the reason why the output could not be written */
};

void grid_add(struct grid *grid, const char *text);
/* Prints what is kept and frees it; -1 and *err where something could not be written. */
int grid_end(struct grid *grid, struct err *err);

#endif
