/* Counts and sums by a column. */
#include <config.h>

#include "desk/casework.h"

#include <stdlib.h>
#include <string.h>

#include "desk/counts.h"
#include "desk/look.h"
#include "desk/queryroom.h"

struct stats {
	struct desk *desk;
	struct arena *arena;
	const struct column *column;
	const char *where;
	struct stat_row *rows;
	size_t count, cap;
	size_t tally; /* which of the kept counters the column is */
};

static const struct column *
money_column(void)
{
	return record_column(&type_project, "project.matching_committed");
}

static struct stat_row *
row_of(struct stats *stats, const char *code)
{
	for (size_t i = 0; i < stats->count; i++)
		if (strcmp(stats->rows[i].code, code) == 0)
			return &stats->rows[i];
	if (stats->count == stats->cap) {
		stats->cap = stats->cap ? stats->cap * 2 : 32;
		stats->rows = xrealloc(stats->rows, stats->cap, sizeof *stats->rows);
	}
	stats->rows[stats->count] = (struct stat_row){.code = arena_strdup(stats->arena, code), .matching = MONEY_NONE};
	return &stats->rows[stats->count++];
}

static const char *
plain_value(const struct stats *stats, const void *record, struct buf *text)
{
	static const struct field_context plain;

	buf_clear(text);
	stats->column->field->kind->print(column_in(record, stats->column), stats->column->field, &plain, PRINT_PLAIN, text);
	return buf_text(text);
}

/* ---- three ways to count */

static void
add_tally(void *user, const char *const values[3], uint64_t count)
{
	struct stats *stats = user;

	if (stage_of(values[1]) != STAGE_void)
		row_of(stats, values[stats->tally])->count += count;
}

/* Looks at every row: for sums, and for what no index groups. */
static void
count_rows(struct stats *stats, const struct numbers *set, bool money)
{
	const struct column *columns[] = {
		record_column(&type_project, "project.stage"), record_column(&type_project, "project.call"), stats->column, money_column()};
	struct arena arena = {0};
	struct buf text = {0};
	void *record;

	for (size_t i = 0; i < set->count; i++) {
		arena_reset(&arena);
		if (store_get_columns(stats->desk->store, &type_project, set->items[i], columns, money ? 4 : 3, &arena, &record, NULL) < 0)
			continue;
		veil_record(stats->desk, record, &arena);
		struct stat_row *row = row_of(stats, plain_value(stats, record, &text));
		money_t committed = ((struct project *)record)->matching_committed;
		row->count++;
		if (money && row->matching == MONEY_NONE)
			row->matching = 0;
		if (money && committed != MONEY_NONE)
			row->matching += committed;
	}
	buf_free(&text);
	arena_free(&arena);
}

/* Codes by the index; those that the list does not know are looked at. */
static void
count_codes(struct stats *stats, struct numbers *set)
{
	const struct code_list *list = filter_codes(stats->desk, stats->column->field);
	struct numbers some = {0};

	for (size_t i = 0; list && i < list->count; i++) {
		code_range(stats->desk, &type_project, &(struct code_choice){.column = stats->column, .code = list->codes[i].code}, &some);
		set_and(&some, set);
		if (some.count)
			row_of(stats, list->codes[i].code)->count += some.count;
		set_minus(set, &some);
		numbers_free(&some);
	}
	count_rows(stats, set, false);
}

/* ---- the rows */

static size_t
order_of(const struct code_list *list, const char *code)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->codes[i].code, code) == 0)
			return i;
	return list->count;
}

/* In the order of the list, or by value; what has none last. */
static bool
stands_before(const struct code_list *list, const struct stat_row *a, const struct stat_row *b)
{
	if (!*a->code || !*b->code)
		return *a->code && !*b->code;
	if (list && order_of(list, a->code) != order_of(list, b->code))
		return order_of(list, a->code) < order_of(list, b->code);
	return strcmp(a->code, b->code) < 0;
}

static void
sort_rows(struct stats *stats)
{
	const struct code_list *list = filter_codes(stats->desk, stats->column->field);

	for (size_t i = 1; i < stats->count; i++) {
		struct stat_row row = stats->rows[i];
		size_t at = i;
		for (; at > 0 && stands_before(list, &row, &stats->rows[at - 1]); at--)
			stats->rows[at] = stats->rows[at - 1];
		stats->rows[at] = row;
	}
}

/* A value as people read it. */
static const char *
label_of(struct stats *stats, const char *plain)
{
	const struct field *field = stats->column->field;
	union filter_value value;
	struct buf text = {0};
	const char *label = plain;

	if (field->list)
		return desk_label(stats->desk, field->list, plain);
	field->kind->clear(&value);
	if (field->kind->parse(&value, field, plain, NULL, stats->arena, NULL) == 0) {
		look_text(stats->desk, field, &value, &text);
		label = arena_strdup(stats->arena, buf_text(&text));
	}
	buf_free(&text);
	return label;
}

static void
finish_row(struct stats *stats, struct stat_row *row)
{
	const char *before = stats->where ? stats->where : "";
	bool coded = stats->column->field->kind == &kind_code;

	row->label = *row->code ? label_of(stats, row->code) : _("not given");
	if (*row->code)
		row->where = arena_printf(stats->arena, "%s%s%s", before, *before ? " " : "",
			filter_say(&type_project, stats->column, "=", coded ? row->label : row->code, stats->arena));
}

/* Columns that group: the rest would have as many groups as rows. */
static bool
groups(const struct column *column)
{
	const struct kind *kind = column->field->kind;

	return kind == &kind_code || kind == &kind_flag || strcmp(column->path, "project.year") == 0 || strcmp(column->path, "project.call") == 0;
}

static int
refuse(const char *by, struct err *err)
{
	const struct column *columns;
	struct buf names = {0};
	size_t count;

	columns = record_columns(&type_project, &count);
	for (size_t i = 0; i < count; i++)
		if (groups(&columns[i]) && filter_open(&columns[i]) && columns[i].field->flags & FIELD_INDEXED)
			look_join(&names, filter_name(&type_project, &columns[i]));
	err_set(err, ERR_INPUT, _("nothing is counted by '%s'; there are: %s"), by, buf_text(&names));
	buf_free(&names);
	return -1;
}

static bool
from_tally(struct stats *stats)
{
	for (stats->tally = 0; stats->tally < 3; stats->tally++)
		if (strcmp(type_project.tally[stats->tally], stats->column->path) == 0)
			return true;
	return false;
}

static void
count_set(struct stats *stats, struct query *query, bool money)
{
	struct numbers set = {0};

	if (query->dense) {
		set_copy(&set, &query->rows);
	} else {
		set_all(&set, store_count(stats->desk->store, &type_project));
		set_minus(&set, &query->hidden);
	}
	if (!money && stats->column->field->kind == &kind_code && stats->column->field->flags & FIELD_INDEXED)
		count_codes(stats, &set);
	else
		count_rows(stats, &set, money);
	numbers_free(&set);
}

int
desk_stats(struct desk *desk, const char *by, const char *where, bool money, struct arena *arena, struct stat_row **rows, size_t *count,
	struct err *err)
{
	struct stats stats = {.desk = desk, .arena = arena, .where = where};
	struct query_spec spec = {.type = &type_project, .where = where};
	struct filter_field named;
	struct query *query;

	if (!filter_field(desk, &type_project, by, &named) || !named.column || !groups(named.column) || named.field->flags & FIELD_SENSITIVE)
		return refuse(by, err);
	stats.column = named.column;
	if (query_open(desk, &spec, &query, err) < 0)
		return -1;
	if (store_begin(desk->store, err) < 0) {
		query_close(query);
		return -1;
	}
	if (!query->filter.count && !money && from_tally(&stats))
		counts_each(desk, add_tally, &stats);
	else
		count_set(&stats, query, money);
	store_end(desk->store);
	query_close(query);
	sort_rows(&stats);
	*rows = arena_alloc(arena, (stats.count + 1) * sizeof **rows);
	for (size_t i = 0; i < stats.count; i++) {
		finish_row(&stats, &stats.rows[i]);
		(*rows)[i] = stats.rows[i];
	}
	*count = stats.count;
	free(stats.rows);
	return 0;
}
