#include <config.h>

#include "cmd/grid.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

enum { GAP = 2 };

/* The last column is not padded, so that no line ends in blanks. */
static void
print_cell(struct grid *grid, const char *text)
{
	bool last = grid->at + 1 == grid->columns;
	int width = text_width(text), room = grid->widths[grid->at];

	if (grid->right[grid->at])
		for (int i = width; i < room; i++)
			buf_addc(&grid->line, ' ');
	buf_adds(&grid->line, text);
	if (!last && !grid->right[grid->at])
		for (int i = width; i < room; i++)
			buf_addc(&grid->line, ' ');
	for (int i = 0; i < GAP && !last; i++)
		buf_addc(&grid->line, ' ');
	grid->at++;
	if (!last)
		return;
	while (grid->line.len && grid->line.data[grid->line.len - 1] == ' ')
		grid->line.len--;
	buf_addc(&grid->line, '\n');
	if (!grid->failed && fwrite(grid->line.data, 1, grid->line.len, stdout) != grid->line.len)
		grid->failed = errno;
	buf_clear(&grid->line);
	grid->at = 0;
}

static void
flow(struct grid *grid)
{
	const char *text = buf_text(&grid->texts);

	grid->flowing = true;
	for (size_t i = 0; i < grid->cells; i++) {
		print_cell(grid, text);
		text += strlen(text) + 1;
	}
	buf_clear(&grid->texts);
}

void
grid_add(struct grid *grid, const char *text)
{
	struct buf safe = {0};
	int width;

	text_safe(&safe, text, strlen(text), 0);
	text = buf_text(&safe);
	if (grid->flowing) {
		print_cell(grid, text);
	} else {
		width = text_width(text);
		if (width > grid->widths[grid->cells % grid->columns])
			grid->widths[grid->cells % grid->columns] = width;
		buf_add(&grid->texts, text, safe.len);
		buf_addc(&grid->texts, '\0');
		if (++grid->cells == GRID_ROWS * grid->columns)
			flow(grid);
	}
	buf_free(&safe);
}

int
grid_end(struct grid *grid, struct err *err)
{
	if (!grid->flowing)
		flow(grid);
	buf_free(&grid->texts);
	buf_free(&grid->line);
	return grid->failed ? err_set(err, ERR_SYSTEM, _("the output cannot be written: %s"), strerror(grid->failed)) : 0;
}
