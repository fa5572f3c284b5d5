/* What a list shows of a row. */
#include <config.h>

#include "desk/queryroom.h"

#include <stdlib.h>
#include <string.h>

#include "desk/look.h"

/* Columns whose values decide whether the row may be seen. */
enum { SIGHT_MOST = 4 };

static size_t
sight_columns(const struct query *query, const struct column **out)
{
	const struct column *column = record_column(query->type, "project");
	size_t count = 0;

	if (!scope_confines(query->desk, query->type))
		return 0;
	if (query->type != &type_project) {
		if (column)
			out[count++] = column;
		return count;
	}
	out[count++] = record_column(query->type, "project.stage");
	out[count++] = record_column(query->type, "project.call");
	if (query->desk->scope.column)
		out[count++] = query->desk->scope.column;
	return count;
}

/* The record of a row with these columns, masked; ERR_MISSING when it may no longer be seen. */
static int
read_row(struct query *query, uint32_t number, const struct column **columns, size_t count, struct arena *arena, void **record,
	struct err *err)
{
	struct desk *desk = query->desk;
	size_t sight = sight_columns(query, columns + count);

	if (store_get_columns(desk->store, query->type, number, columns, count + sight, arena, record, err) < 0)
		return -1;
	if ((sight || query->type == &type_staff) && !desk_sees(desk, *record))
		return err_set(err, ERR_MISSING, _("the record is no longer here"));
	look_mask(desk, *record, arena);
	return 0;
}

/* The office's own field of that name; NULL and *err. */
static const struct form_field *
extra_field(struct query *query, const char *name, struct err *err)
{
	const struct form *form = NULL;
	const struct form_field *field;

	if (query->type == &type_project) {
		form = desk_form(query->desk, "intake", err);
		if (!form)
			return NULL;
	}
	field = form ? form_field(form, name) : NULL;
	if (!field)
		err_set(err, ERR_INPUT, _("there is no field '%s'"), name);
	return field;
}

/* Which column or extra a name means. */
struct cell {
	const struct column *column;
	const struct form_field *extra;
};

/* What the names meant that were asked for last: a list asks for the same of every row. */
struct row_cells {
	struct arena arena;
	const char **names;
	struct cell *cells;
	size_t count;
	const struct column **columns; /* with room for those of sight behind them */
	size_t used;
};

void
row_cells_free(struct row_cells *row)
{
	if (!row)
		return;
	arena_free(&row->arena);
	free(row);
}

static int
find_cells(struct query *query, const char *const *names, size_t count, struct cell *cells, const struct column **columns, size_t *used,
	struct err *err)
{
	bool extras = false;

	for (size_t i = 0; i < count; i++) {
		const struct column *column = record_column(query->type, names[i]);
		cells[i] = (struct cell){.column = column && !(column->field->flags & FIELD_HIDDEN) ? column : NULL};
		if (cells[i].column) {
			columns[(*used)++] = column;
			continue;
		}
		cells[i].extra = extra_field(query, names[i], err);
		if (!cells[i].extra)
			return -1;
		extras = true;
	}
	if (extras)
		columns[(*used)++] = &column_extras;
	return 0;
}

static bool
same_names(const struct row_cells *row, const char *const *names, size_t count)
{
	if (!row || row->count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(row->names[i], names[i]) != 0)
			return false;
	return true;
}

static int
know_cells(struct query *query, const char *const *names, size_t count, struct err *err)
{
	struct row_cells *row;

	if (same_names(query->cells, names, count))
		return 0;
	row = xcalloc(1, sizeof *row);
	row->count = count;
	row->names = arena_alloc(&row->arena, (count + 1) * sizeof *row->names);
	row->cells = arena_alloc(&row->arena, (count + 1) * sizeof *row->cells);
	row->columns = arena_alloc(&row->arena, (count + 1 + SIGHT_MOST) * sizeof *row->columns);
	for (size_t i = 0; i < count; i++)
		row->names[i] = arena_strdup(&row->arena, names[i]);
	if (find_cells(query, names, count, row->cells, row->columns, &row->used, err) < 0) {
		row_cells_free(row);
		return -1;
	}
	row_cells_free(query->cells);
	query->cells = row;
	return 0;
}

static const char *
cell_text(struct desk *desk, const void *record, const struct cell *cell, struct buf *text, struct arena *arena)
{
	buf_clear(text);
	if (cell->column)
		look_text(desk, cell->column->field, column_in(record, cell->column), text);
	else
		form_print(record, cell->extra, desk_context(desk), PRINT_SCREEN, text);
	return arena_strndup(arena, buf_text(text), text->len);
}

int
query_row(struct query *query, uint32_t number, const char *const *names, size_t count, struct arena *arena, const char **out,
	struct err *err)
{
	struct buf text = {0};
	void *record;
	int result = store_begin(query->desk->store, err);

	if (result < 0)
		return -1;
	result = know_cells(query, names, count, err);
	if (result == 0)
		result = read_row(query, number, query->cells->columns, query->cells->used, arena, &record, err);
	store_end(query->desk->store);
	for (size_t i = 0; i < count && result == 0; i++)
		out[i] = cell_text(query->desk, record, &query->cells->cells[i], &text, arena);
	buf_free(&text);
	return result;
}

const char *
query_row_id(struct query *query, uint32_t number, struct arena *arena)
{
	const struct column *columns[1 + SIGHT_MOST] = {0};
	const char *id = "";
	size_t used = 0;
	void *record;

	if (query->type->id)
		columns[used++] = record_column(query->type, query->type->id);
	if (store_begin(query->desk->store, NULL) < 0)
		return id;
	if (read_row(query, number, columns, used, arena, &record, NULL) == 0)
		id = record_id(record, arena);
	store_end(query->desk->store);
	return id;
}
