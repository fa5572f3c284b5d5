#include <config.h>

#include "exchange/export.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/paths.h"
#include "base/sheetfile.h"
#include "exchange/columns.h"
#include "exchange/guard.h"
#include "exchange/json.h"
#include "exchange/outfile.h"

enum { WALKED = 256 };

struct writing {
	const struct export_options *options;
	const struct field_context *context;
	struct out_column *columns;
	size_t count;
	struct outfile out;
	struct json_list list;       /* json */
	struct sheetfile_out sheet;  /* xlsx */
	struct buf text, quoted;
	uint64_t rows;
};

struct format {
	const char *name;
	int (*begin)(struct writing *writing, struct err *err);
	int (*row)(struct writing *writing, const void *record, struct err *err);
	int (*end)(struct writing *writing, struct err *err);
	void (*drop)(struct writing *writing);
};

/* ---- csv */

static void
csv_cell(struct writing *writing, size_t column, const struct field *field, const char *text)
{
	struct buf *quoted = &writing->quoted;
	size_t len = strlen(text);

	if (column)
		putc(',', writing->out.file);
	if (len == 0)
		return;
	buf_clear(quoted);
	buf_reserve(quoted, 2 * len + 8);
	if (guard_needed(field, text)) {
		char *guarded = xasprintf("'%s", text);
		quoted->len = csv_write(quoted->data, 2 * len + 8, guarded, len + 1);
		free(guarded);
	} else {
		quoted->len = csv_write(quoted->data, 2 * len + 8, text, len);
	}
	fwrite(quoted->data, 1, quoted->len, writing->out.file);
}

/* Spreadsheet programs take a file without the mark for one in the local encoding. */
static int
csv_begin(struct writing *writing, struct err *err)
{
	(void)err;
	if (writing->out.file != stdout)
		fputs("\xef\xbb\xbf", writing->out.file);
	for (size_t i = 0; i < writing->count; i++)
		csv_cell(writing, i, NULL, writing->columns[i].title);
	fputs("\r\n", writing->out.file);
	return 0;
}

static int
csv_row(struct writing *writing, const void *record, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < writing->count; i++) {
		buf_clear(&writing->text);
		column_print(&writing->columns[i], record, writing->context, PRINT_PLAIN, &writing->text);
		csv_cell(writing, i, writing->columns[i].field, buf_text(&writing->text));
	}
	fputs("\r\n", writing->out.file);
	return 0;
}

static int
csv_end(struct writing *writing, struct err *err)
{
	(void)writing;
	(void)err;
	return 0;
}

static void
csv_drop(struct writing *writing)
{
	(void)writing;
}

/* ---- json */

static int
json_begin(struct writing *writing, struct err *err)
{
	(void)err;
	writing->list.out = writing->out.file;
	return 0;
}

static int
json_row(struct writing *writing, const void *record, struct err *err)
{
	struct json *object;

	if (writing->options->column_count == 0)
		return json_list_add(&writing->list, json_of_record(record, writing->context), err);
	object = json_new_object();
	columns_json(writing->columns, writing->count, record, writing->context, object);
	return json_list_add(&writing->list, object, err);
}

static int
json_end(struct writing *writing, struct err *err)
{
	return json_list_end(&writing->list, err);
}

/* ---- xlsx */

static const struct {
	const struct kind *kind;
	enum rows_kind cell;
} typed[] = {
	{&kind_number, ROWS_NUMBER},
	{&kind_money, ROWS_MONEY},
	{&kind_date, ROWS_DATE},
};

static enum rows_kind
cell_kind(const struct field *field)
{
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		if (typed[i].kind == field->kind)
			return typed[i].cell;
	return ROWS_TEXT;
}

static int
xlsx_begin(struct writing *writing, struct err *err)
{
	struct paths paths;
	char *helper;
	int result;

	paths_find(&paths);
	helper = paths_helper(&paths, "shouxi-xlsx");
	paths_free(&paths);
	fflush(writing->out.file);
	result = sheetfile_create(&writing->sheet, helper, fileno(writing->out.file), _(writing->options->type->label), err);
	free(helper);
	if (result < 0)
		return -1;
	rows_begin(&writing->sheet.rows, 1);
	for (size_t i = 0; i < writing->count; i++)
		rows_add(&writing->sheet.rows, (int)i + 1, ROWS_TEXT, writing->columns[i].title, strlen(writing->columns[i].title));
	if (rows_commit(&writing->sheet.rows, err) == 0)
		return 0;
	sheetfile_drop(&writing->sheet);
	return -1;
}

static int
xlsx_row(struct writing *writing, const void *record, struct err *err)
{
	if (writing->rows + 2 > ROWS_MAX_ROW)
		return err_set(err, ERR_FAILED, _("a workbook holds %d rows at most: narrow the list, or write csv"), ROWS_MAX_ROW);
	rows_begin(&writing->sheet.rows, (int)writing->rows + 2);
	for (size_t i = 0; i < writing->count; i++) {
		buf_clear(&writing->text);
		column_print(&writing->columns[i], record, writing->context, PRINT_PLAIN, &writing->text);
		/* cells are typed here, so only an apostrophe of the text's own needs one before it */
		if (buf_text(&writing->text)[0] == '\'') {
			char *guarded = xasprintf("'%s", buf_text(&writing->text));
			rows_add(&writing->sheet.rows, (int)i + 1, ROWS_TEXT, guarded, strlen(guarded));
			free(guarded);
		} else if (writing->text.len) {
			rows_add(&writing->sheet.rows, (int)i + 1, cell_kind(writing->columns[i].field), writing->text.data, writing->text.len);
		}
	}
	return rows_commit(&writing->sheet.rows, err);
}

static int
xlsx_end(struct writing *writing, struct err *err)
{
	return sheetfile_finish(&writing->sheet, err);
}

static void
xlsx_drop(struct writing *writing)
{
	sheetfile_drop(&writing->sheet);
}

static const struct format formats[] = {
	{"csv", csv_begin, csv_row, csv_end, csv_drop},
	{"json", json_begin, json_row, json_end, csv_drop},
	{"xlsx", xlsx_begin, xlsx_row, xlsx_end, xlsx_drop},
};

static const struct format *
find_format(const struct export_options *options, struct err *err)
{
	const char *dot = strrchr(options->path, '.');
	const char *name = options->format ? options->format : strcmp(options->path, "-") == 0 ? "csv" : dot ? dot + 1 : "";

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcasecmp(formats[i].name, name) == 0)
			return &formats[i];
	err_set(err, ERR_USAGE, _("'%s' does not end in .csv, .xlsx or .json"), options->format ? options->format : options->path);
	return NULL;
}

static int
write_rows(struct desk *desk, struct query *query, const struct format *format, struct writing *writing, struct err *err)
{
	uint32_t numbers[WALKED];
	struct row_place places[WALKED], *from = NULL, last;
	struct arena arena = {0};
	int result = 0;
	size_t got;

	while (result == 0 && (got = query_walk(query, from, false, true, WALKED, numbers, places)) > 0) {
		for (size_t i = 0; i < got && result == 0; i++) {
			void *record;
			arena_reset(&arena);
			result = desk_get_number(desk, writing->options->type, numbers[i], &arena, &record, err);
			if (result == 0)
				result = format->row(writing, record, err);
			writing->rows += result == 0;
		}
		last = places[got - 1];
		from = &last;
	}
	arena_free(&arena);
	return result;
}

static int
write_list(struct desk *desk, struct query *query, const struct format *format, struct writing *writing, struct err *err)
{
	if (outfile_open(&writing->out, writing->options->path, err) < 0)
		return -1;
	if (format->begin(writing, err) < 0) {
		outfile_drop(&writing->out);
		return -1;
	}
	if (write_rows(desk, query, format, writing, err) < 0) {
		format->drop(writing);
		outfile_drop(&writing->out);
		return -1;
	}
	if (format->end(writing, err) < 0) {
		outfile_drop(&writing->out);
		return -1;
	}
	return outfile_commit(&writing->out, err);
}

int
export_records(struct desk *desk, const struct export_options *options, uint64_t *rows, struct err *err)
{
	struct query_spec spec = {.type = options->type, .where = options->where, .order = options->order};
	struct writing writing = {.options = options, .context = desk_context(desk)};
	const struct format *format = find_format(options, err);
	struct arena arena = {0};
	struct query *query;
	int result = -1;

	*rows = 0;
	if (!format)
		return -1;
	if (columns_choose(desk, options->type, options->columns, options->column_count, &arena, &writing.columns, &writing.count, err) == 0 &&
		query_open(desk, &spec, &query, err) == 0) {
		result = write_list(desk, query, format, &writing, err);
		query_close(query);
	}
	*rows = writing.rows;
	buf_free(&writing.text);
	buf_free(&writing.quoted);
	arena_free(&arena);
	return result;
}
