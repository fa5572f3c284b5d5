#include <config.h>

#include "helper/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/alloc.h"
#include "base/text.h"
#include "helper/value.h"

#define FILE_NAME "sheet.xlsx"
#define COPY_BYTES 65536
#define EXACT_DIGITS 15
#define TEXT_CHARACTERS 32767
/* Columns of the screen a sheet's column may take. */
#define WIDTH_MIN 8
#define WIDTH_MAX 60

struct writing {
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *header, *formats[ROWS_KINDS];
	int *widths; /* by column from 0, 0: nothing in it */
	bool begun;  /* the header has been written */
	uint64_t rows; /* with something in them */
	struct buf text;
	struct sheet_trouble *trouble;
};

static const char *const number_formats[ROWS_KINDS] = {
	[ROWS_TEXT] = "@",
	[ROWS_MONEY] = "#,##0.00",
	[ROWS_DATE] = "yyyy-mm-dd",
	[ROWS_MOMENT] = "yyyy-mm-dd hh:mm:ss",
};

static void
make_formats(struct writing *writing)
{
	writing->header = workbook_add_format(writing->workbook);
	format_set_bold(writing->header);
	format_set_num_format(writing->header, number_formats[ROWS_TEXT]);
	for (int kind = 0; kind < ROWS_KINDS; kind++) {
		if (!number_formats[kind])
			continue;
		writing->formats[kind] = workbook_add_format(writing->workbook);
		format_set_num_format(writing->formats[kind], number_formats[kind]);
	}
}

/* A sheet's name has at most 31 characters and none of these. */
static char *
sheet_name(const char *name)
{
	struct buf out = { 0 };
	size_t count = 0;

	for (; *name && (count < 31 || ((unsigned char)*name & 0xc0) == 0x80); name++) {
		count += ((unsigned char)*name & 0xc0) != 0x80;
		buf_addc(&out, strchr("[]:*?/\\'", *name) ? ' ' : *name);
	}
	if (out.len == 0)
		buf_adds(&out, "Sheet1");
	return buf_detach(&out);
}

static int
open_workbook(struct writing *writing, const char *name)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = "." };
	char *clean = sheet_name(name);

	writing->workbook = workbook_new_opt(FILE_NAME, &options);
	if (writing->workbook)
		writing->sheet = workbook_add_worksheet(writing->workbook, clean);
	free(clean);
	if (!writing->sheet)
		return trouble_set(writing->trouble, SHEET_IO, strerror(errno), 0);
	make_formats(writing);
	worksheet_freeze_panes(writing->sheet, 1, 0);
	writing->widths = xcalloc(ROWS_MAX_COLUMN, sizeof(*writing->widths));
	return 0;
}

static size_t
characters(const char *text)
{
	size_t count = 0;

	/* as spreadsheets count: in units of UTF-16 */
	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80 ? 1 + ((unsigned char)*text >= 0xf0) : 0;
	return count;
}

static lxw_error
put_text(struct writing *writing, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
	buf_clear(&writing->text);
	value_escape(&writing->text, text);
	if (characters(buf_text(&writing->text)) > TEXT_CHARACTERS) {
		trouble_set_at(writing->trouble, SHEET_LIMIT_TEXT, (int)row + 1, (int)column + 1, NULL, TEXT_CHARACTERS);
		return LXW_NO_ERROR;
	}
	return worksheet_write_string(writing->sheet, row, column, buf_text(&writing->text), format);
}

/* A number with more digits than a spreadsheet keeps is written as text. */
static bool
fits_number(const char *text)
{
	size_t digits = 0;
	char *end;

	strtod(text, &end);
	if (*end || end == text || strpbrk(text, "xXnN"))
		return false;
	for (; *text && *text != 'e' && *text != 'E'; text++)
		digits += *text >= '0' && *text <= '9';
	return digits <= EXACT_DIGITS;
}

static bool
read_moment(const char *text, lxw_datetime *moment)
{
	int second = 0, end = 0;

	*moment = (lxw_datetime){ 0 };
	if (sscanf(text, "%4d-%2d-%2d%n", &moment->year, &moment->month, &moment->day, &end) < 3)
		return false;
	if (text[end] == '\0')
		return moment->year >= 1900;
	text += end;
	if (sscanf(text, " %2d:%2d:%2d%n", &moment->hour, &moment->min, &second, &end) < 3)
		return false;
	moment->sec = second;
	return moment->year >= 1900 && text[end] == '\0';
}

static lxw_error
put_cell(struct writing *writing, lxw_row_t row, const struct rows_cell *cell)
{
	lxw_col_t column = (lxw_col_t)(cell->column - 1);
	lxw_format *format = writing->formats[cell->kind];
	lxw_datetime moment;

	if (!writing->begun)
		return put_text(writing, row, column, cell->text, writing->header);
	if (cell->kind == ROWS_BOOL)
		return worksheet_write_boolean(writing->sheet, row, column, strcmp(cell->text, "true") == 0, NULL);
	if ((cell->kind == ROWS_NUMBER || cell->kind == ROWS_MONEY) && fits_number(cell->text))
		return worksheet_write_number(writing->sheet, row, column, strtod(cell->text, NULL), format);
	if ((cell->kind == ROWS_DATE || cell->kind == ROWS_MOMENT) && read_moment(cell->text, &moment))
		return worksheet_write_datetime(writing->sheet, row, column, &moment, format);
	return put_text(writing, row, column, cell->text, writing->formats[ROWS_TEXT]);
}

static void
note_width(struct writing *writing, const struct rows_cell *cell)
{
	int *width = &writing->widths[cell->column - 1];
	/* room for the separators of money, and for bold letters */
	int wanted = text_width(cell->text) + (cell->kind == ROWS_MONEY ? 4 : 2);

	if (wanted < WIDTH_MIN)
		wanted = WIDTH_MIN;
	if (wanted > *width)
		*width = wanted < WIDTH_MAX ? wanted : WIDTH_MAX;
}

static int
put_row(struct writing *writing, const struct rows_reader *in)
{
	bool filled = false;

	for (size_t i = 0; i < in->cell_count; i++) {
		if (put_cell(writing, (lxw_row_t)in->row - 1, &in->cells[i]) != LXW_NO_ERROR)
			trouble_set(writing->trouble, SHEET_IO, strerror(errno), 0);
		if (writing->trouble->fault)
			return -1;
		note_width(writing, &in->cells[i]);
		filled = filled || in->cells[i].len > 0;
	}
	writing->rows += filled;
	writing->begun = true;
	return 0;
}

static int
put_rows(struct writing *writing, struct rows_reader *in)
{
	int type;

	while ((type = rows_next(in, NULL)) == ROWS_ROW)
		if (put_row(writing, in) < 0)
			return -1;
	return type == ROWS_END ? 0 : trouble_set(writing->trouble, SHEET_ROWS_BAD, NULL, 0);
}

static int
trouble_errno(struct sheet_trouble *trouble)
{
	bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;

	return trouble_set(trouble, full ? SHEET_SPACE : SHEET_IO, strerror(errno), 0);
}

static int
close_workbook(struct writing *writing)
{
	lxw_error status;

	for (int column = 0; writing->widths && column < ROWS_MAX_COLUMN; column++)
		if (writing->widths[column])
			worksheet_set_column(writing->sheet, (lxw_col_t)column, (lxw_col_t)column,
				writing->widths[column], NULL);
	errno = 0;
	status = workbook_close(writing->workbook);
	if (status == LXW_NO_ERROR)
		return 0;
	if (errno)
		return trouble_errno(writing->trouble);
	return trouble_set(writing->trouble, SHEET_IO, lxw_strerror(status), 0);
}

static int
copy_out(int from, int to, struct sheet_trouble *trouble)
{
	char *bytes = xmalloc(COPY_BYTES);
	ssize_t got, wrote = 0;

	while ((got = read(from, bytes, COPY_BYTES)) > 0) {
		for (ssize_t at = 0; at < got; at += wrote) {
			wrote = write(to, bytes + at, (size_t)(got - at));
			if (wrote < 0 && errno == EINTR)
				wrote = 0;
			if (wrote < 0) {
				free(bytes);
				return trouble_errno(trouble);
			}
		}
	}
	free(bytes);
	return got < 0 ? trouble_errno(trouble) : 0;
}

static int
swallow(void *to, const void *bytes, size_t len, struct err *err)
{
	(void)to;
	(void)bytes;
	(void)len;
	(void)err;
	return 0;
}

/* libxlsxwriter does not notice when its temporary files cannot grow: the workbook then lacks its end.  So it is read. */
static int
read_back(int file, uint64_t rows, struct sheet_trouble *trouble)
{
	struct xlsx_limits limits = xlsx_limits;
	struct rows_writer out = { .put = swallow };
	struct sheet_trouble why = { 0 };
	struct xlsx_read read = { .fd = file, .limits = &limits, .out = &out };

	limits.file = limits.total = limits.part = limits.ratio = limits.cells = UINT64_MAX;
	xlsx_read(&read, &why);
	rows_writer_free(&out);
	return why.fault || out.rows != rows ? trouble_set(trouble, SHEET_NOT_WHOLE, NULL, 0) : 0;
}

static int
hand_over(const struct writing *writing, int fd)
{
	int file = open(FILE_NAME, O_RDONLY | O_CLOEXEC);
	int result = -1;

	if (file < 0)
		return trouble_errno(writing->trouble);
	if (read_back(file, writing->rows, writing->trouble) == 0 && lseek(file, 0, SEEK_SET) == 0)
		result = copy_out(file, fd, writing->trouble);
	close(file);
	return result;
}

int
xlsx_write(struct rows_reader *in, int fd, struct sheet_trouble *trouble)
{
	struct writing writing = { .trouble = trouble };
	int result = -1;

	if (rows_next(in, NULL) != ROWS_SHEET)
		return trouble_set(trouble, SHEET_ROWS_BAD, NULL, 0);
	if (open_workbook(&writing, in->sheets[0].name) == 0 && put_rows(&writing, in) == 0)
		result = 0;
	/* closing also gives its memory and files back */
	if (writing.workbook && close_workbook(&writing) < 0)
		result = -1;
	if (result == 0)
		result = hand_over(&writing, fd);
	unlink(FILE_NAME);
	free(writing.widths);
	buf_free(&writing.text);
	return result;
}
