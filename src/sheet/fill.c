#include <config.h>

#include "sheet/fill.h"

#include <stdlib.h>
#include <string.h>

static struct page_cell
fill_cell(struct scope *scope, const struct sheet_cell *cell)
{
	return (struct page_cell){
		.text = cell->label ? scope_label(scope, cell->label) : scope_fill(scope, cell->text),
		.columns = cell->columns,
		.rows = cell->rows,
		.align = cell->align,
		.face = cell->face,
		.lines = cell->lines,
		.foot = scope_fill(scope, cell->foot),
	};
}

static struct page_row
fill_row(struct scope *scope, const struct sheet_row *row)
{
	struct page_cell *cells = arena_alloc(scope->arena, (row->count + 1) * sizeof *cells);

	for (size_t i = 0; i < row->count; i++)
		cells[i] = fill_cell(scope, &row->cells[i]);
	return (struct page_row){.cells = cells, .count = row->count};
}

/* A row to be written into by hand: the same cells without their words. */
static struct page_row
empty_row(struct scope *scope, const struct sheet_row *row)
{
	struct page_cell *cells = arena_alloc(scope->arena, (row->count + 1) * sizeof *cells);

	for (size_t i = 0; i < row->count; i++)
		cells[i] = (struct page_cell){.text = "", .columns = row->cells[i].columns, .face = row->cells[i].face};
	return (struct page_row){.cells = cells, .count = row->count};
}

static int
send_grid(struct scope *scope, const struct sheet_block *block, const struct sheet_sink *sink, struct err *err)
{
	struct page_row *rows = arena_alloc(scope->arena, (block->count + 1) * sizeof *rows);
	struct page_block out = {.kind = BLOCK_grid, .widths = block->widths, .columns = block->columns, .rows = rows, .heads = block->heads,
		.unruled = block->unruled};

	for (size_t i = 0; i < block->count; i++)
		if (scope_holds(scope, &block->rows[i].when))
			rows[out.count++] = fill_row(scope, &block->rows[i]);
	return out.count ? sink->block(sink->user, &out, err) : 0;
}

static int
send_table(struct scope *scope, const struct sheet_block *block, const struct sheet_sink *sink, struct err *err)
{
	const struct sheet_row *row = &block->rows[block->heads];
	struct source_row *found;
	size_t count = scope_rows(scope, block, &found), least = block->least > 0 ? (size_t)block->least : 0;
	struct page_row *rows = arena_alloc(scope->arena, (block->heads + (count > least ? count : least) + 1) * sizeof *rows);
	struct page_block out = {.kind = BLOCK_grid, .widths = block->widths, .columns = block->columns, .rows = rows, .heads = block->heads};

	for (size_t i = 0; i < block->heads; i++)
		rows[out.count++] = fill_row(scope, &block->rows[i]);
	for (size_t i = 0; i < count; i++) {
		scope_enter(scope, &found[i], i + 1);
		if (scope_holds(scope, &row->when))
			rows[out.count++] = fill_row(scope, row);
	}
	scope_leave(scope);
	for (size_t i = count; i < least; i++)
		rows[out.count++] = empty_row(scope, row);
	return sink->block(sink->user, &out, err);
}

static int
send_bars(struct scope *scope, const struct sheet_block *block, const struct sheet_sink *sink, struct err *err)
{
	struct source_row *found;
	size_t count = scope_rows(scope, block, &found);
	struct page_bar *bars = arena_alloc(scope->arena, (count + 1) * sizeof *bars);

	for (size_t i = 0; i < count; i++) {
		scope_enter(scope, &found[i], i + 1);
		bars[i].label = scope_fill(scope, block->text);
		bars[i].value = scope_fill(scope, block->value);
		bars[i].amount = strtoll(scope_text(scope, block->amount, "plain"), NULL, 10);
		bars[i].part = block->part ? strtoll(scope_text(scope, block->part, "plain"), NULL, 10) : bars[i].amount;
	}
	scope_leave(scope);
	return count ? sink->block(sink->user, &(struct page_block){.kind = BLOCK_bars, .bars = bars, .count = count}, err) : 0;
}

static int
send_text(struct scope *scope, const struct sheet_block *block, const struct sheet_sink *sink, struct err *err)
{
	return sink->block(sink->user, &(struct page_block){.kind = block->kind, .text = scope_fill(scope, block->text), .face = block->face,
		.align = block->align, .indent = block->indent, .lines = block->lines, .keeps = block->keeps}, err);
}

int
sheet_fill(struct scope *scope, const struct sheet_sink *sink, struct err *err)
{
	const struct sheet_form *form = scope->form;

	for (size_t i = 0; i < form->count; i++) {
		const struct sheet_block *block = &form->blocks[i];
		int (*send)(struct scope *, const struct sheet_block *, const struct sheet_sink *, struct err *) =
			block->kind == BLOCK_bars ? send_bars : block->kind != BLOCK_grid ? send_text : block->of ? send_table : send_grid;
		if (scope_holds(scope, &block->when) && send(scope, block, sink, err) < 0)
			return -1;
	}
	return 0;
}
