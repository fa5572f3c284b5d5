#include <config.h>

#include "exchange/rowin.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "exchange/guard.h"

/* What the rows below a list begin with; folded. */
static const char *const footers[] = {
	"填表人", "填报人", "制表人", "审核人", "复核人", "经办人", "负责人:", "单位负责人", "联系人:", "填表日期", "填报日期", "填报单位", "合计", "总计", "小计", "共计",
	"备注:", "注:", "说明:", "附:", "盖章", "(盖章)", "total",
};

static bool
blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static const struct rows_cell *
cell_at(const struct table_row *row, int column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column == column)
			return &row->cells[i];
	return NULL;
}

/* A row that has the leader's number is an application, whatever it begins with. */
static bool
is_footer(const struct row_reader *reader, const struct table_row *row, const struct rows_cell *first)
{
	const struct rows_cell *number = cell_at(row, header_column_of(reader->header, "leader.resident_id"));
	struct buf folded = {0};
	bool found = false;

	if (number && !blank(number->text))
		return false;
	text_fold(&folded, first->text);
	for (size_t i = 0; i < sizeof footers / sizeof *footers; i++)
		found = found || strncmp(buf_text(&folded), footers[i], strlen(footers[i])) == 0;
	buf_free(&folded);
	return found;
}

bool
row_passes(const struct row_reader *reader, const struct table_row *row)
{
	const struct rows_cell *first = NULL;

	for (size_t i = 0; i < row->count && !first; i++)
		if (!blank(row->cells[i].text))
			first = &row->cells[i];
	return !first || is_footer(reader, row, first) || header_again(reader->header, row);
}

static void
tell_doubt(const struct form_field *field, const void *record, struct pos pos, struct faults *faults)
{
	struct buf doubt = {0};

	if (!field->column || !field->field.kind->doubt)
		return;
	if (field->field.kind->doubt(column_in(record, field->column), &field->field, &doubt))
		fault_add(faults, FAULT_WARNING, pos, field->path, "%s", buf_text(&doubt));
	buf_free(&doubt);
}

/* What a spreadsheet shows in place of a value. */
static int
refuse_error(const struct rows_cell *cell, struct err *err)
{
	char excerpt[TEXT_EXCERPT];

	if (*cell->text == '=')
		return err_set(err, ERR_INPUT, _("the formula '%s' has no value: have the spreadsheet program calculate and save it"),
			text_excerpt(excerpt, cell->text));
	return err_set(err, ERR_INPUT, _("the spreadsheet has no value here but the error '%s'"), text_excerpt(excerpt, cell->text));
}

/* Reads one cell that is not blank. */
static int
read_cell(const struct row_reader *reader, const struct header_column *column, const struct rows_cell *cell, void *record, struct arena *arena,
	struct err *err)
{
	struct field_context context = reader->context;
	const char *text = guard_strip(cell->text);
	char day[11];

	context.money_unit = column->unit;
	if (cell->kind == ROWS_ERROR)
		return refuse_error(cell, err);
	if (cell->kind == ROWS_MOMENT && column->field->field.kind == &kind_date) {
		snprintf(day, sizeof day, "%.10s", text); /* a time of day beside a date says nothing here */
		text = day;
	}
	return form_set(record, column->field, text, &context, arena, err);
}

void
row_read(const struct row_reader *reader, const struct table_row *row, void *record, struct arena *arena, struct faults *faults)
{
	const struct header *header = reader->header;
	size_t at = 0;

	for (size_t i = 0; i < row->count && at < header->count; i++) {
		const struct rows_cell *cell = &row->cells[i];
		struct pos pos = {.file = reader->path, .line = row->row, .column = cell->column};
		struct err err;

		while (at < header->count && header->columns[at].column < cell->column)
			at++;
		if (at == header->count || header->columns[at].column != cell->column || blank(cell->text))
			continue;
		if (read_cell(reader, &header->columns[at], cell, record, arena, &err) < 0)
			fault_add_err(faults, pos, header->columns[at].field->path, &err);
		else
			tell_doubt(header->columns[at].field, record, pos, faults);
	}
}
