#include <config.h>

#include "helper/sheetread.h"

#include <stdlib.h>
#include <string.h>

#include "helper/value.h"
#include "helper/xmlpart.h"

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_FORMULA_TEXT, CELL_BOOL, CELL_ERROR, CELL_DATE };

/* How deep the elements of a sheet stand. */
enum { DEPTH_SHEET = 1, DEPTH_DATA, DEPTH_ROW, DEPTH_CELL, DEPTH_VALUE };

static const struct {
	const char *name;
	enum cell_type type;
} cell_types[] = {
	{ "n", CELL_NUMBER },
	{ "s", CELL_SHARED },
	{ "str", CELL_FORMULA_TEXT },
	{ "inlineStr", CELL_INLINE },
	{ "b", CELL_BOOL },
	{ "e", CELL_ERROR },
	{ "d", CELL_DATE },
};

struct sheet_reading {
	const struct sheet_source *source;
	const struct xlsx_limits *limits;
	struct rows_writer *out;
	struct sheet_trouble *trouble;
	uint64_t cells;
	int row, column;
	bool in_data, in_row, in_cell;
	enum cell_type type;
	unsigned long style;
	bool has_formula;
	int phonetic;             /* the depth of the reading aid that is open, 0: none */
	struct buf *collecting;   /* where text goes: value, formula or nowhere */
	struct buf value, formula, text;
};

static int
trouble_here(struct sheet_reading *reading, enum sheet_fault fault, const char *text, uint64_t number)
{
	return trouble_set_at(reading->trouble, fault, reading->row, reading->column, text, (int64_t)number);
}

static void
start_row(struct sheet_reading *reading, const char **attributes)
{
	const char *place = xml_attribute(attributes, "r");
	long row = reading->row + 1L;
	char *end;

	reading->column = 0;
	if (place) {
		row = strtol(place, &end, 10);
		if (*end || end == place || row < 1)
			trouble_here(reading, SHEET_CELL_PLACE, place, 0);
	}
	if (row > ROWS_MAX_ROW)
		trouble_here(reading, SHEET_LIMIT_ROWS, NULL, ROWS_MAX_ROW);
	else if (row <= reading->row)
		trouble_here(reading, SHEET_CELL_ORDER, NULL, 0);
	if (reading->trouble->fault)
		return;
	reading->row = (int)row;
	reading->in_row = true;
	rows_begin(reading->out, reading->row);
}

static void
place_cell(struct sheet_reading *reading, const char *place)
{
	int column = reading->column + 1, row = reading->row;

	if (place && (!value_place(place, &column, &row) || (row && row != reading->row))) {
		trouble_here(reading, SHEET_CELL_PLACE, place, 0);
		return;
	}
	if (column == 0 || column > ROWS_MAX_COLUMN)
		trouble_here(reading, SHEET_LIMIT_COLUMNS, NULL, ROWS_MAX_COLUMN);
	else if (column <= reading->column)
		trouble_here(reading, SHEET_CELL_ORDER, NULL, 0);
	else
		reading->column = column;
}

static enum cell_type
type_of(const char *name)
{
	for (size_t i = 0; name && i < sizeof(cell_types) / sizeof(*cell_types); i++)
		if (strcmp(name, cell_types[i].name) == 0)
			return cell_types[i].type;
	return CELL_NUMBER;
}

static void
start_cell(struct sheet_reading *reading, const char **attributes)
{
	const char *place = NULL, *style = NULL, *type = NULL;

	for (; attributes[0]; attributes += 2) {
		if (strcmp(attributes[0], "r") == 0)
			place = attributes[1];
		else if (strcmp(attributes[0], "s") == 0)
			style = attributes[1];
		else if (strcmp(attributes[0], "t") == 0)
			type = attributes[1];
	}
	place_cell(reading, place);
	if (++reading->cells > reading->limits->cells)
		trouble_here(reading, SHEET_LIMIT_CELLS, NULL, reading->limits->cells);
	reading->type = type_of(type);
	reading->style = style ? strtoul(style, NULL, 10) : 0;
	reading->in_cell = true;
	reading->has_formula = false;
	buf_clear(&reading->value);
	buf_clear(&reading->formula);
}

static void
start_inside(struct sheet_reading *reading, const char *name, int depth)
{
	reading->collecting = NULL;
	if (strcmp(name, "rPh") == 0 && !reading->phonetic) {
		reading->phonetic = depth;
	} else if (depth == DEPTH_VALUE && strcmp(name, "v") == 0) {
		reading->collecting = reading->type == CELL_INLINE ? NULL : &reading->value;
	} else if (depth == DEPTH_VALUE && strcmp(name, "f") == 0) {
		reading->has_formula = true;
		reading->collecting = &reading->formula;
	} else if (depth > DEPTH_VALUE && strcmp(name, "t") == 0 && !reading->phonetic) {
		reading->collecting = reading->type == CELL_INLINE ? &reading->value : NULL;
	}
}

static void
on_start(void *context, const char *name, const char **attributes, int depth)
{
	struct sheet_reading *reading = context;

	if (depth == DEPTH_SHEET && strcmp(name, "worksheet") != 0)
		trouble_set(reading->trouble, SHEET_PART_DAMAGED, reading->source->part, 0);
	else if (depth == DEPTH_DATA)
		reading->in_data = strcmp(name, "sheetData") == 0;
	else if (!reading->in_data)
		return;
	else if (depth == DEPTH_ROW && strcmp(name, "row") == 0)
		start_row(reading, attributes);
	else if (depth == DEPTH_CELL && reading->in_row && strcmp(name, "c") == 0)
		start_cell(reading, attributes);
	else if (depth >= DEPTH_VALUE && reading->in_cell)
		start_inside(reading, name, depth);
}

static void
send(struct sheet_reading *reading, enum rows_kind kind, const struct buf *text)
{
	rows_add(reading->out, reading->column, kind, buf_text(text), text->len);
}

static void
send_shared(struct sheet_reading *reading)
{
	const struct strings *strings = reading->source->strings;
	const char *text = buf_text(&reading->value);
	char *end;
	unsigned long index = strtoul(text, &end, 10);
	size_t begin, len;

	if (*end || *text == '-' || index >= strings->count) {
		trouble_here(reading, SHEET_CELL_STRING, text, 0);
		return;
	}
	begin = strings->begins[index];
	len = strings->begins[index + 1] - begin;
	if (len > reading->limits->text)
		trouble_here(reading, SHEET_LIMIT_TEXT, NULL, reading->limits->text);
	else if (len > 0)
		rows_add(reading->out, reading->column, ROWS_TEXT, strings->bytes.data + begin, len);
}

static bool
styled_as_date(const struct sheet_reading *reading)
{
	const struct styles *styles = reading->source->styles;

	return reading->style < styles->count && styles->dates[reading->style];
}

static void
send_number(struct sheet_reading *reading)
{
	const char *value = buf_text(&reading->value);
	struct buf *text = &reading->text;
	enum rows_kind kind = ROWS_NUMBER;

	buf_clear(text);
	if (styled_as_date(reading) && value_serial(text, value, reading->source->book->system_1904, &kind))
		send(reading, kind, text);
	else if (value_number(text, value))
		send(reading, ROWS_NUMBER, text);
	else
		send(reading, ROWS_TEXT, &reading->value);
}

static void
send_date(struct sheet_reading *reading)
{
	enum rows_kind kind;

	buf_clear(&reading->text);
	if (value_iso(&reading->text, buf_text(&reading->value), &kind))
		send(reading, kind, &reading->text);
	else
		send(reading, ROWS_TEXT, &reading->value);
}

static void
send_text(struct sheet_reading *reading)
{
	value_unescape(&reading->value, 0);
	send(reading, ROWS_TEXT, &reading->value);
}

static void
send_error(struct sheet_reading *reading)
{
	send(reading, ROWS_ERROR, &reading->value);
}

static void
send_bool(struct sheet_reading *reading)
{
	const char *value = buf_text(&reading->value);
	bool is = strcmp(value, "1") == 0 || strcmp(value, "true") == 0;

	rows_add(reading->out, reading->column, ROWS_BOOL, is ? "true" : "false", is ? 4 : 5);
}

static void (*const senders[])(struct sheet_reading *reading) = {
	[CELL_NUMBER] = send_number,
	[CELL_SHARED] = send_shared,
	[CELL_INLINE] = send_text,
	[CELL_FORMULA_TEXT] = send_text,
	[CELL_BOOL] = send_bool,
	[CELL_ERROR] = send_error,
	[CELL_DATE] = send_date,
};

static void
end_cell(struct sheet_reading *reading)
{
	reading->in_cell = false;
	if (reading->value.len > 0) {
		senders[reading->type](reading);
	} else if (reading->has_formula && reading->type != CELL_FORMULA_TEXT) {
		/* a program wrote the formula and nothing ever calculated it: taking it for empty would lose a figure */
		buf_clear(&reading->text);
		buf_addc(&reading->text, '=');
		if (reading->formula.len > 0)
			buf_add(&reading->text, reading->formula.data, reading->formula.len);
		send(reading, ROWS_ERROR, &reading->text);
	}
}

static void
end_row(struct sheet_reading *reading)
{
	struct err err;

	reading->in_row = false;
	if (rows_commit(reading->out, &err) < 0)
		trouble_set(reading->trouble, SHEET_IO, err.message, 0);
}

static void
on_end(void *context, const char *name, int depth)
{
	struct sheet_reading *reading = context;

	(void)name;
	reading->collecting = NULL;
	if (depth == reading->phonetic)
		reading->phonetic = 0;
	if (depth == DEPTH_DATA)
		reading->in_data = false;
	else if (depth == DEPTH_ROW && reading->in_row)
		end_row(reading);
	else if (depth == DEPTH_CELL && reading->in_cell)
		end_cell(reading);
}

static void
on_text(void *context, const char *text, size_t len)
{
	struct sheet_reading *reading = context;

	if (!reading->collecting)
		return;
	if (reading->collecting->len + len > reading->limits->text)
		trouble_here(reading, SHEET_LIMIT_TEXT, NULL, reading->limits->text);
	else
		buf_add(reading->collecting, text, len);
}

static const struct xml_handlers handlers = { .start = on_start, .end = on_end, .text = on_text };

int
sheet_read(const struct sheet_source *source, struct archive *archive, struct rows_writer *out,
	struct sheet_trouble *trouble)
{
	struct sheet_reading reading = { .source = source, .limits = archive_limits(archive), .out = out,
		.trouble = trouble };
	int result = xml_read(archive, source->part, &handlers, &reading, trouble);

	buf_free(&reading.value);
	buf_free(&reading.formula);
	buf_free(&reading.text);
	return result;
}
