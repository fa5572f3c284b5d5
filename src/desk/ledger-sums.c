/* Money by a key: what is due and what was paid by fund, year, town, payee. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk/filter.h"
#include "desk/ledger.h"
#include "desk/look.h"

static const struct {
	const char *by, *column;
} keys[] = {
	{"fund", "fund"},
	{"year", "budget_year"},
	{"town", "reviewer"},
	{"payee", "payee"},
	{"payment", "payment"},
	{"call", "call"},
};

struct summing {
	struct desk *desk;
	struct arena *arena;
	const struct column *column;
	struct money_row *rows;
	size_t count, cap;
};

static struct money_row *
row_of(struct summing *summing, const char *code)
{
	for (size_t i = 0; i < summing->count; i++)
		if (strcmp(summing->rows[i].code, code) == 0)
			return &summing->rows[i];
	if (summing->count == summing->cap) {
		summing->cap = summing->cap ? summing->cap * 2 : 16;
		summing->rows = xrealloc(summing->rows, summing->cap, sizeof *summing->rows);
	}
	summing->rows[summing->count] = (struct money_row){.code = arena_strdup(summing->arena, code)};
	return &summing->rows[summing->count++];
}

static int
add_one(void *user, const struct due_row *due, struct err *err)
{
	static const struct field_context plain;
	struct summing *summing = user;
	const struct obligation *obligation = due->obligation;
	struct buf code = {0};
	struct money_row *row;

	(void)err;
	summing->column->field->kind->print(column_in(obligation, summing->column), summing->column->field, &plain, PRINT_PLAIN, &code);
	row = row_of(summing, buf_text(&code));
	buf_free(&code);
	row->count++;
	row->due += obligation->amount == MONEY_NONE ? 0 : obligation->amount;
	row->paid += obligation->paid == MONEY_NONE ? 0 : obligation->paid;
	return 0;
}

static int
compare_rows(const void *a, const void *b)
{
	return strcmp(((const struct money_row *)a)->code, ((const struct money_row *)b)->code);
}

static void
finish_row(struct summing *summing, struct money_row *row)
{
	const struct field *field = summing->column->field;

	row->label = !*row->code ? _("not given") : field->list ? desk_label(summing->desk, field->list, row->code) : row->code;
	if (*row->code)
		row->where = filter_say(&type_obligation, summing->column, "=", field->list ? row->label : row->code, summing->arena);
}

static const struct column *
key_column(const char *by, struct err *err)
{
	struct buf names = {0};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].by, by) == 0)
			return record_column(&type_obligation, keys[i].column);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		buf_addf(&names, " %s", keys[i].by);
	err_set(err, ERR_INPUT, _("money is not counted by '%s'; there are:%s"), by, buf_text(&names));
	buf_free(&names);
	return NULL;
}

int
desk_money(struct desk *desk, const char *by, struct arena *arena, struct money_row **rows, size_t *count, struct err *err)
{
	struct summing summing = {.desk = desk, .arena = arena, .column = key_column(by, err)};

	*count = 0;
	if (!summing.column || desk_due_each(desk, NULL, add_one, &summing, err) < 0) {
		free(summing.rows);
		return -1;
	}
	if (summing.count)
		qsort(summing.rows, summing.count, sizeof *summing.rows, compare_rows);
	*rows = arena_alloc(arena, (summing.count + 1) * sizeof **rows);
	for (size_t i = 0; i < summing.count; i++) {
		finish_row(&summing, &summing.rows[i]);
		(*rows)[i] = summing.rows[i];
	}
	*count = summing.count;
	free(summing.rows);
	return 0;
}
