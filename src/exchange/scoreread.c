/* Rows of score sheets out of a table or a plain text. */
#include <config.h>

#include "exchange/scorerow.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/decode.h"
#include "exchange/guard.h"
#include "exchange/header.h"

struct score_reading {
	const char *path;
	const struct review_rules *review;
	struct arena *arena;
	struct score_rows *rows;
	struct faults *faults;
	size_t columns;      /* score_columns() */
	int *at;             /* by what: the sheet's column, 0 none */
	int looked_at;       /* rows before the header */
	bool header;
};

struct score_row *
score_row_new(struct score_rows *rows, int number, const char *path, size_t columns, struct arena *arena)
{
	struct score_row *row;

	if (rows->count == rows->cap) {
		struct score_row *more;
		rows->cap = rows->cap ? rows->cap * 2 : 32;
		more = arena_alloc(arena, rows->cap * sizeof *more);
		if (rows->count)
			memcpy(more, rows->rows, rows->count * sizeof *more);
		rows->rows = more;
	}
	row = &rows->rows[rows->count++];
	*row = (struct score_row){.row = number, .cells = arena_alloc(arena, columns * sizeof *row->cells)};
	for (size_t i = 0; i < columns; i++)
		row->cells[i] = (struct score_cell){.pos = {.file = path, .line = number}, .text = ""};
	return row;
}

/* ---- tables */

/* A row that names the project and some criterion. */
static bool
is_header(const struct score_reading *reading, const struct table_row *row)
{
	bool project = false, points = false;
	int full;

	for (size_t i = 0; i < row->count; i++) {
		size_t what = score_titled(reading->review, guard_strip(row->cells[i].text), &full);
		project = project || what == SCORE_PROJECT;
		points = points || score_is_points(reading->review, what);
	}
	return project && points;
}

static void
take_title(struct score_reading *reading, const struct table_row *row, const struct rows_cell *cell)
{
	struct pos pos = {.file = reading->path, .line = row->row, .column = cell->column};
	const char *title = guard_strip(cell->text);
	char excerpt[TEXT_EXCERPT], letters[8];
	int full;
	size_t what = score_titled(reading->review, title, &full);

	if (score_blank(title))
		return;
	if (what == SIZE_MAX) {
		fault_add(reading->faults, FAULT_WARNING, pos, "", _("the column '%s' is not known and is left out"), text_excerpt(excerpt, title));
		return;
	}
	if (reading->at[what]) {
		column_letters(letters, reading->at[what]);
		fault_add(reading->faults, FAULT_ERROR, pos, "", _("the column '%s' holds '%s' already"), letters,
			score_title(reading->review, what, reading->arena));
		return;
	}
	reading->at[what] = cell->column;
	score_check_full(reading->review, what, full, pos, reading->faults);
}

static void
take_header(struct score_reading *reading, const struct table_row *row)
{
	reading->header = true;
	for (size_t i = 0; i < row->count; i++)
		take_title(reading, row, &row->cells[i]);
	for (size_t what = SCORE_POINTS; score_is_points(reading->review, what); what++)
		if (!reading->at[what])
			fault_add(reading->faults, FAULT_ERROR, (struct pos){.file = reading->path, .line = row->row}, "", _("there is no column for '%s'"),
				score_title(reading->review, what, reading->arena));
}

static int
take_table_row(void *user, const struct table_row *row, struct err *err)
{
	struct score_reading *reading = user;
	struct score_row *taken;

	if (!reading->header && is_header(reading, row)) {
		take_header(reading, row);
		return 0;
	}
	if (!reading->header && ++reading->looked_at >= HEADER_ROWS)
		return err_set_at(err, ERR_INPUT, (struct pos){.file = reading->path, .line = row->row},
			_("none of the first %d rows is a header that names the project and the criteria"), HEADER_ROWS);
	if (!reading->header)
		return 0;
	taken = score_row_new(reading->rows, row->row, reading->path, reading->columns, reading->arena);
	for (size_t what = 0; what < reading->columns; what++) {
		taken->cells[what].pos.column = reading->at[what];
		for (size_t i = 0; i < row->count; i++)
			if (row->cells[i].column == reading->at[what]) {
				taken->cells[what].kind = row->cells[i].kind;
				taken->cells[what].text = arena_strdup(reading->arena, guard_strip(row->cells[i].text));
			}
	}
	return 0;
}

/* What the file itself is wrong in is told as a fault of it. */
static int
read_table(struct score_reading *reading, int fd, struct scores_result *result, struct err *err)
{
	struct err why = {0};

	result->lettered = true;
	if (table_read(fd, reading->path, take_table_row, reading, &result->about, &why) == 0) {
		if (!reading->header)
			fault_add(reading->faults, FAULT_ERROR, (struct pos){.file = reading->path, .line = 1}, "",
				_("there is no header that names the project and the criteria"));
		return 0;
	}
	if (why.code == ERR_INPUT) {
		fault_add_err(reading->faults, why.pos, why.field, &why);
		return 0;
	}
	if (err)
		*err = why;
	return -1;
}

/* ---- texts */

/* Where a line's title ends: at the first colon of either width. */
static const char *
colon_of(const char *line, size_t *len)
{
	static const char wide[] = "：";
	const char *narrow = strchr(line, ':'), *full = strstr(line, wide);

	*len = full && (!narrow || full < narrow) ? strlen(wide) : 1;
	return *len > 1 ? full : narrow;
}

/* The column of a place in a line, in characters. */
static int
characters(const char *from, const char *to)
{
	int count = 1;

	for (; from < to; from++)
		count += ((unsigned char)*from & 0xc0) != 0x80;
	return count;
}

struct text_reading {
	struct score_reading *reading;
	struct score_row *row;    /* the block being read; NULL before the first */
	struct score_cell *last;  /* what a line that begins with a blank goes on with */
	const char *expert;       /* above its project in a block */
	struct pos expert_pos;
};

static void
take_value(struct text_reading *text, size_t what, struct pos pos, const char *value)
{
	struct score_reading *reading = text->reading;

	if (what == SCORE_EXPERT) { /* it stands before the project that begins the block */
		text->expert = value;
		text->expert_pos = pos;
		text->last = NULL;
		return;
	}
	if (what == SCORE_PROJECT) {
		text->row = score_row_new(reading->rows, pos.line, reading->path, reading->columns, reading->arena);
		text->row->cells[SCORE_EXPERT].text = text->expert;
		text->row->cells[SCORE_EXPERT].pos = text->expert_pos;
		text->expert = "";
	} else if (!text->row) {
		fault_add(reading->faults, FAULT_ERROR, (struct pos){.file = pos.file, .line = pos.line}, "", _("this line stands before any project"));
		return;
	} else if (*text->row->cells[what].text) {
		fault_add(reading->faults, FAULT_ERROR, pos, "", _("'%s' stands twice in this sheet"), score_title(reading->review, what, reading->arena));
		return;
	}
	text->row->cells[what].text = value;
	text->row->cells[what].pos = pos;
	text->last = what == SCORE_REMARK ? &text->row->cells[what] : NULL;
}

static void
take_line(struct text_reading *text, const char *line, int number)
{
	struct score_reading *reading = text->reading;
	struct arena *arena = reading->arena;
	struct pos pos = {.file = reading->path, .line = number};
	const char *colon, *value;
	char excerpt[TEXT_EXCERPT];
	size_t len, what = SIZE_MAX;
	int full = -1;

	if (!*line || *line == '#')
		return;
	if (*line == ' ' || *line == '\t') {
		line += strspn(line, " \t");
		if (text->last)
			text->last->text = arena_printf(arena, "%s\n%s", text->last->text, line);
		else if (*line)
			fault_add(reading->faults, FAULT_ERROR, pos, "", _("only a remark goes on in a line that begins with a blank"));
		return;
	}
	colon = colon_of(line, &len);
	if (colon)
		what = score_titled(reading->review, arena_strndup(arena, line, (size_t)(colon - line)), &full);
	if (what == SIZE_MAX) {
		fault_add(reading->faults, FAULT_ERROR, pos, "", _("'%s' names nothing that stands in a score sheet"), text_excerpt(excerpt, line));
		return;
	}
	score_check_full(reading->review, what, full, (struct pos){.file = pos.file, .line = number, .column = 1}, reading->faults);
	value = colon + len;
	value += strspn(value, " \t");
	pos.column = characters(line, value);
	take_value(text, what, pos, value);
}

static int
read_all(int fd, struct buf *out, struct err *err)
{
	struct decoder decoder;
	const char *piece;
	size_t len;
	int more;

	if (decode_open(&decoder, fd, err) < 0)
		return -1;
	while ((more = decode_next(&decoder, &piece, &len, err)) > 0)
		buf_add(out, piece, len);
	decode_close(&decoder);
	return more;
}

int
score_read_text(int fd, const char *path, const struct review_rules *review, struct arena *arena, struct score_rows *rows,
	struct faults *faults, struct err *err)
{
	struct score_reading reading = {.path = path, .review = review, .arena = arena, .rows = rows, .faults = faults,
		.columns = score_columns(review)};
	struct text_reading text = {.reading = &reading, .expert = ""};
	struct buf all = {0};
	int number = 0, result = read_all(fd, &all, err);

	for (const char *at = buf_text(&all); result == 0 && *at;) {
		size_t len = strcspn(at, "\n"), shown = len && at[len - 1] == '\r' ? len - 1 : len;
		take_line(&text, arena_strndup(arena, at, shown), ++number);
		at += len + (at[len] != '\0');
	}
	buf_free(&all);
	return result;
}

int
score_read(const struct scores_options *options, const struct review_rules *review, struct arena *arena, struct score_rows *rows,
	struct scores_result *result, struct err *err)
{
	struct score_reading reading = {.path = options->path, .review = review, .arena = arena, .rows = rows, .faults = &result->faults,
		.columns = score_columns(review)};
	const char *format = score_format(options);
	int fd = table_open(options->path, err), status;

	if (fd < 0)
		return -1;
	reading.at = arena_alloc(arena, reading.columns * sizeof *reading.at);
	if (format && strcmp(format, "txt") == 0)
		status = score_read_text(fd, options->path, review, arena, rows, &result->faults, err);
	else
		status = read_table(&reading, fd, result, err);
	close(fd);
	return status;
}
