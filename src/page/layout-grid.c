/* Grids: cells that span, rows that go on on the next page, heads repeated there. */
#include <config.h>

#include "page/layout-parts.h"

#include <string.h>

enum { WHOLE_WIDTH = 1000 };

struct placed {
	const struct page_cell *cell;
	size_t row, rows;
	int x, width;              /* between its rules */
	struct text_line *lines, *feet;
	size_t count, done;        /* lines drawn so far */
	size_t foot_count;
	int line, foot;            /* heights: of a line, of its foot */
	int wanted;                /* with what pads it */
};

struct grid {
	struct layout *layout;
	const struct page_block *block;
	const struct metrics *metrics;
	const struct sink *sink;
	int *rules;                /* x of the rules, one more than columns */
	struct placed *cells;      /* by row, from the left */
	size_t cell_count;
	size_t *firsts;            /* which of the cells is the first of each row, and how many there are */
	size_t most_rows;          /* that a cell spans */
	size_t heads;              /* rows repeated on each page */
	int *heights;              /* of rows, without rules */
	int heads_height;          /* with their rules */
};

/* ---- where cells lie */

/* A column holds a character at least, as long as the page has room for that many. */
static void
widen_columns(struct grid *grid, int room)
{
	const struct metrics *metrics = grid->metrics;
	int least = metrics->em(metrics->user, FACE_table) + metrics->rule + 2 * metrics->pad_across, columns = (int)grid->block->columns;

	if (columns < 1 || least > room / columns)
		return;
	for (int i = 1; i <= columns; i++)
		if (grid->rules[i] < grid->rules[i - 1] + least)
			grid->rules[i] = grid->rules[i - 1] + least;
	for (int i = columns, end = room; i >= 0; i--, end -= least)
		if (grid->rules[i] > end)
			grid->rules[i] = end;
}

static void
place_rules(struct grid *grid)
{
	int sum = 0, whole = 0, room = grid->metrics->width - grid->metrics->rule;

	for (size_t i = 0; i < grid->block->columns; i++)
		whole += grid->block->widths[i];
	for (size_t i = 0; i <= grid->block->columns; i++) {
		grid->rules[i] = (int)((int64_t)room * sum / (whole > 0 ? whole : WHOLE_WIDTH));
		sum += i < grid->block->columns ? grid->block->widths[i] : 0;
	}
	widen_columns(grid, room);
}

static void
measure(struct grid *grid, struct placed *placed)
{
	const struct metrics *metrics = grid->metrics;
	const struct page_cell *cell = placed->cell;
	int least, inner = placed->width - 2 * metrics->pad_across;

	placed->line = metrics->line_height(metrics->user, cell->face);
	placed->count = layout_lines(grid->layout, cell->text ? cell->text : "", cell->face, inner, 0, &placed->lines);
	placed->foot_count = cell->foot && *cell->foot ? layout_lines(grid->layout, cell->foot, cell->face, inner, 0, &placed->feet) : 0;
	placed->foot = (int)placed->foot_count * placed->line;
	placed->wanted = (int)placed->count * placed->line + placed->foot;
	least = cell->lines * placed->line;
	placed->wanted = (placed->wanted > least ? placed->wanted : least) + 2 * metrics->pad_down;
}

/* As many of the columns as no cell above takes. */
static size_t
free_span(const size_t *until, size_t columns, size_t column, size_t span, size_t row)
{
	size_t free = 1;

	while (free < span && column + free < columns && until[column + free] <= row)
		free++;
	return free;
}

/* Fills the rows from the left, stepping over columns that a cell above still takes. */
static void
place_cells(struct grid *grid)
{
	size_t columns = grid->block->columns;
	size_t *until = arena_alloc(&grid->layout->arena, (columns + 1) * sizeof *until);

	for (size_t row = 0; row < grid->block->count; row++) {
		size_t column = 0;
		grid->firsts[row] = grid->cell_count;
		for (size_t i = 0; i < grid->block->rows[row].count; i++) {
			const struct page_cell *cell = &grid->block->rows[row].cells[i];
			struct placed *placed = &grid->cells[grid->cell_count];
			size_t span = cell->columns > 1 ? (size_t)cell->columns : 1;
			while (column < columns && until[column] > row)
				column++;
			if (column >= columns)
				break;
			span = free_span(until, columns, column, span, row);
			*placed = (struct placed){.cell = cell, .row = row, .rows = cell->rows > 1 ? (size_t)cell->rows : 1};
			placed->rows = placed->rows < grid->block->count - row ? placed->rows : grid->block->count - row;
			placed->x = grid->rules[column] + grid->metrics->rule;
			placed->width = grid->rules[column + span] - placed->x;
			for (size_t j = 0; j < span; j++)
				until[column++] = row + placed->rows;
			measure(grid, placed);
			grid->most_rows = placed->rows > grid->most_rows ? placed->rows : grid->most_rows;
			grid->cell_count++;
		}
	}
	grid->firsts[grid->block->count] = grid->cell_count;
}

/* The first cell that can reach into a row; those of the row itself end before firsts[row + 1]. */
static size_t
first_reaching(const struct grid *grid, size_t row)
{
	return grid->firsts[row + 1 > grid->most_rows ? row + 1 - grid->most_rows : 0];
}

static bool
reaches(const struct placed *placed, size_t row)
{
	return placed->row <= row && row < placed->row + placed->rows;
}

static int
span_height(const struct grid *grid, size_t row, size_t rows)
{
	int height = (int)(rows - 1) * grid->metrics->rule;

	for (size_t i = row; i < row + rows; i++)
		height += grid->heights[i];
	return height;
}

/* A row is as high as what stands in it alone; what spans several makes the last of them higher where it must. */
static void
measure_rows(struct grid *grid)
{
	for (size_t i = 0; i < grid->block->count; i++)
		grid->heights[i] = grid->metrics->line_height(grid->metrics->user, FACE_table) + 2 * grid->metrics->pad_down;
	for (size_t rows = 1; rows <= grid->most_rows; rows++)
		for (size_t i = 0; i < grid->cell_count; i++) {
			const struct placed *placed = &grid->cells[i];
			int there;
			if (placed->rows != rows)
				continue;
			there = span_height(grid, placed->row, rows);
			if (placed->wanted > there)
				grid->heights[placed->row + rows - 1] += placed->wanted - there;
		}
}

/* ---- drawing */

static void
draw_frame(const struct grid *grid, const struct placed *placed, int y, int height)
{
	const struct sink *sink = grid->sink;
	int rule = grid->metrics->rule, x1 = placed->x - rule, x2 = placed->x + placed->width, y1 = y - rule, y2 = y + height;

	if (sink->box)
		sink->box(sink->user, placed->x, y, placed->width, height);
	if (grid->block->unruled)
		return;
	sink->rule(sink->user, x1, y1, x2, y1);
	sink->rule(sink->user, x1, y2, x2, y2);
	sink->rule(sink->user, x1, y1, x1, y2);
	sink->rule(sink->user, x2, y1, x2, y2);
}

static void
draw_line(const struct grid *grid, const struct placed *placed, enum page_align align, int y, const char *text, size_t len)
{
	int pad = grid->metrics->pad_across;

	grid->sink->text(grid->sink->user, placed->x + pad, y, placed->width - 2 * pad, align, placed->cell->face, text, len);
}

/* As many of a cell's lines as its piece on this page holds; the foot stands in its last piece. */
static void
draw_cell(struct grid *grid, struct placed *placed, int y, int height, bool last)
{
	int room = height - 2 * grid->metrics->pad_down - (last ? placed->foot : 0), at = y + grid->metrics->pad_down;
	size_t fit = room > 0 ? (size_t)(room / placed->line) : 0, rest = placed->count - placed->done;
	size_t count = fit < rest ? fit : rest;
	bool middle = !placed->foot && (placed->cell->align == ALIGN_centre || placed->count == 1) && placed->done == 0 && count == rest;

	draw_frame(grid, placed, y, height);
	if (middle)
		at += (room - (int)count * placed->line) / 2;
	for (size_t i = 0; i < count; i++, at += placed->line, placed->done++)
		draw_line(grid, placed, placed->cell->align, at, placed->lines[placed->done].text, placed->lines[placed->done].len);
	at = y + height - grid->metrics->pad_down - placed->foot;
	for (size_t i = 0; last && i < placed->foot_count; i++, at += placed->line)
		draw_line(grid, placed, ALIGN_right, at, placed->feet[i].text, placed->feet[i].len);
}

static void
draw_rows(struct grid *grid, size_t first, size_t end)
{
	struct layout *layout = grid->layout;
	int top = layout->y;

	for (size_t i = grid->firsts[first]; i < grid->firsts[end]; i++) {
		struct placed *placed = &grid->cells[i];
		int y = top + grid->metrics->rule + (placed->row > first ? span_height(grid, first, placed->row - first) + grid->metrics->rule : 0);
		placed->done = 0;
		draw_cell(grid, placed, y, span_height(grid, placed->row, placed->rows), true);
	}
	layout->y += span_height(grid, first, end - first) + grid->metrics->rule;
}

static void
draw_heads(struct grid *grid)
{
	if (grid->heads)
		draw_rows(grid, 0, grid->heads);
}

static void
turn(struct grid *grid)
{
	grid->layout->y += grid->metrics->rule; /* below the last row */
	layout_turn(grid->layout);
	draw_heads(grid);
}

/* How high a piece must at least be to hold a line of each of the row's cells. */
static int
least_piece(const struct grid *grid, size_t row)
{
	int least = 0;

	for (size_t i = first_reaching(grid, row); i < grid->firsts[row + 1]; i++)
		if (reaches(&grid->cells[i], row) && grid->cells[i].line > least)
			least = grid->cells[i].line;
	return least + 2 * grid->metrics->pad_down;
}

/* What is still to be drawn of a row after so many pieces: the most that one of its cells wants. */
static int
rest_of_row(const struct grid *grid, size_t row)
{
	int most = 0;

	for (size_t i = first_reaching(grid, row); i < grid->firsts[row + 1]; i++) {
		const struct placed *placed = &grid->cells[i];
		bool ends = row == placed->row + placed->rows - 1;
		if (!reaches(placed, row))
			continue;
		int rest = ends ? (int)(placed->count - placed->done) * placed->line + placed->foot : 0;
		rest += rest ? 2 * grid->metrics->pad_down : 0;
		int least = placed->done == 0 && placed->rows == 1 ? placed->wanted : 0;
		rest = rest > least ? rest : least;
		most = rest > most ? rest : most;
	}
	return most;
}

/* A row higher than a page, or that spans into such a one: piece by piece. */
static void
draw_in_pieces(struct grid *grid, size_t row)
{
	int rest = rest_of_row(grid, row), rule = grid->metrics->rule;

	do {
		if (layout_room(grid->layout) - 2 * rule < least_piece(grid, row))
			turn(grid);
		int room = layout_room(grid->layout) - 2 * rule, height = rest < room ? rest : room;
		bool last = rest <= room;
		for (size_t i = first_reaching(grid, row); i < grid->firsts[row + 1]; i++) {
			struct placed *placed = &grid->cells[i];
			if (reaches(placed, row))
				draw_cell(grid, placed, grid->layout->y + rule, height, last && row == placed->row + placed->rows - 1);
		}
		grid->layout->y += rule + height;
		rest = last ? 0 : rest_of_row(grid, row);
	} while (rest > 0);
}

/* ---- rows that belong together */

/* Where the rows from `first` to `end` and what they span into end. */
static size_t
group_end(const struct grid *grid, size_t first, size_t end)
{
	for (size_t i = grid->firsts[first]; i < grid->firsts[end]; i++)
		if (grid->cells[i].row + grid->cells[i].rows > end)
			end = grid->cells[i].row + grid->cells[i].rows;
	return end;
}

static void
draw_group(struct grid *grid, size_t first, size_t end)
{
	struct layout *layout = grid->layout;
	int rule = grid->metrics->rule, wanted = rule + span_height(grid, first, end - first) + rule;

	if (wanted > layout_room(layout) && wanted <= grid->metrics->height - grid->heads_height)
		turn(grid);
	if (wanted <= layout_room(layout))
		draw_rows(grid, first, end);
	else
		for (size_t row = first; row < end; row++)
			draw_in_pieces(grid, row);
}

/* Heads that would leave no room for anything else are rows as others. */
static void
place_heads(struct grid *grid)
{
	struct layout *layout = grid->layout;
	int least = layout_least(layout, grid->block);

	grid->heads = grid->block->heads;
	grid->heads_height = grid->heads ? span_height(grid, 0, grid->heads) + grid->metrics->rule : 0;
	if (grid->heads_height + least > grid->metrics->height || group_end(grid, 0, grid->heads) > grid->heads) {
		grid->heads = 0;
		grid->heads_height = 0;
	}
	if (grid->heads && grid->heads_height + least > layout_room(layout) && layout->y > 0)
		layout_turn(layout);
	draw_heads(grid);
}

void
layout_grid(struct layout *layout, const struct page_block *block)
{
	struct grid grid = {.layout = layout, .block = block, .metrics = layout->metrics, .sink = layout->sink};
	size_t cells = 0;

	for (size_t i = 0; i < block->count; i++)
		cells += block->rows[i].count;
	grid.rules = arena_alloc(&layout->arena, (block->columns + 1) * sizeof *grid.rules);
	grid.cells = arena_alloc(&layout->arena, (cells + 1) * sizeof *grid.cells);
	grid.firsts = arena_alloc(&layout->arena, (block->count + 1) * sizeof *grid.firsts);
	grid.heights = arena_alloc(&layout->arena, (block->count + 1) * sizeof *grid.heights);
	place_rules(&grid);
	place_cells(&grid);
	measure_rows(&grid);
	place_heads(&grid);
	for (size_t row = grid.heads; row < block->count;) {
		size_t end = group_end(&grid, row, row + 1);
		draw_group(&grid, row, end);
		row = end;
	}
	layout->y += grid.metrics->rule;
}
