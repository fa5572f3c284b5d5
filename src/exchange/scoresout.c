/* An expert's score sheets as workbook, csv or plain text. */
#include <config.h>

#include "exchange/scorerow.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "base/sheetfile.h"
#include "exchange/guard.h"
#include "exchange/outfile.h"

struct scores_out {
	const struct score_list *list;
	struct arena *arena;
	struct outfile out;
	size_t *columns; /* what stands in which column */
	size_t column_count;
	const char **texts; /* by what: of the sheet being written */
};

/* ---- what a sheet holds */

static void
choose_columns(struct scores_out *out)
{
	const struct review_rules *review = out->list->review;

	out->columns = arena_alloc(out->arena, score_columns(review) * sizeof *out->columns);
	out->texts = arena_alloc(out->arena, score_columns(review) * sizeof *out->texts);
	out->columns[out->column_count++] = SCORE_EXPERT;
	out->columns[out->column_count++] = SCORE_PROJECT;
	if (!review->hide_unit)
		out->columns[out->column_count++] = SCORE_UNIT;
	if (!review->hide_leader)
		out->columns[out->column_count++] = SCORE_LEADER;
	for (size_t i = 0; i < review->criterion_count; i++) {
		out->columns[out->column_count++] = SCORE_POINTS + i;
		out->columns[out->column_count++] = SCORE_POINTS + review->criterion_count + i;
	}
	out->columns[out->column_count++] = SCORE_TOTAL;
	out->columns[out->column_count++] = SCORE_REMARK;
	out->columns[out->column_count++] = SCORE_STATE;
}

static int
fill_texts(struct desk *desk, struct scores_out *out, const struct my_sheet *sheet, bool blank, struct err *err)
{
	const struct review_rules *review = out->list->review;
	struct score_sheet *stored = NULL;

	if (strcmp(sheet->state, "submitted") == 0 && !blank && desk_sheet(desk, sheet->project, out->list->expert, out->arena, &stored, err) < 0)
		return -1;
	out->texts[SCORE_EXPERT] = out->list->expert;
	out->texts[SCORE_PROJECT] = sheet->project;
	out->texts[SCORE_UNIT] = sheet->unit;
	out->texts[SCORE_LEADER] = sheet->leader;
	out->texts[SCORE_TOTAL] = stored ? stored->total_shown : "";
	out->texts[SCORE_REMARK] = stored ? stored->remark : "";
	out->texts[SCORE_STATE] = blank ? "" : code_label(NULL, "assignment_state", sheet->state);
	for (size_t i = 0; i < review->criterion_count; i++) {
		out->texts[SCORE_POINTS + i] = stored ? extra_get(stored, review->criteria[i].code) : "";
		out->texts[SCORE_POINTS + review->criterion_count + i] =
			stored ? extra_get(stored, criterion_remark(&review->criteria[i], out->arena)) : "";
	}
	return 0;
}

struct score_writer {
	const char *name;
	/* Writes all sheets; what stands before and after them too. */
	int (*write)(struct desk *desk, struct scores_out *out, bool blank, struct err *err);
};

/* ---- csv */

static void
csv_text(FILE *file, const char *text)
{
	struct buf quoted = {0};
	size_t room = 2 * strlen(text) + 8;
	char *guarded = guard_needed(NULL, text) ? xasprintf("'%s", text) : NULL;

	buf_reserve(&quoted, room);
	quoted.len = csv_write(quoted.data, room, guarded ? guarded : text, strlen(guarded ? guarded : text));
	fwrite(quoted.data, 1, quoted.len, file);
	buf_free(&quoted);
	free(guarded);
}

static void
csv_line(const struct scores_out *out, bool titles)
{
	for (size_t i = 0; i < out->column_count; i++) {
		const char *text = titles ? score_title(out->list->review, out->columns[i], out->arena) : out->texts[out->columns[i]];
		if (i)
			putc(',', out->out.file);
		if (*text)
			csv_text(out->out.file, text);
	}
	fputs("\r\n", out->out.file);
}

static int
write_csv(struct desk *desk, struct scores_out *out, bool blank, struct err *err)
{
	if (out->out.file != stdout)
		fputs("\xef\xbb\xbf", out->out.file); /* else spreadsheet programs take it for the local encoding */
	csv_line(out, true);
	for (size_t i = 0; i < out->list->count; i++) {
		if (fill_texts(desk, out, &out->list->sheets[i], blank, err) < 0)
			return -1;
		csv_line(out, false);
	}
	return 0;
}

/* ---- xlsx */

static int
xlsx_line(struct sheetfile_out *sheet, const struct scores_out *out, int row, struct err *err)
{
	rows_begin(&sheet->rows, row);
	for (size_t i = 0; i < out->column_count; i++) {
		size_t what = out->columns[i];
		const char *text = row == 1 ? score_title(out->list->review, what, out->arena) : out->texts[what];
		bool number = row > 1 && (score_is_points(out->list->review, what) || what == SCORE_TOTAL);
		if (*text == '\'')
			text = arena_printf(out->arena, "'%s", text);
		if (*text)
			rows_add(&sheet->rows, (int)i + 1, number ? ROWS_NUMBER : ROWS_TEXT, text, strlen(text));
	}
	return rows_commit(&sheet->rows, err);
}

static int
write_xlsx(struct desk *desk, struct scores_out *out, bool blank, struct err *err)
{
	struct sheetfile_out sheet;
	struct paths paths;
	char *helper;
	int result;

	paths_find(&paths);
	helper = paths_helper(&paths, "shouxi-xlsx");
	paths_free(&paths);
	fflush(out->out.file);
	result = sheetfile_create(&sheet, helper, fileno(out->out.file), _("Score sheets"), err);
	free(helper);
	if (result < 0)
		return -1;
	result = xlsx_line(&sheet, out, 1, err);
	for (size_t i = 0; i < out->list->count && result == 0; i++) {
		result = fill_texts(desk, out, &out->list->sheets[i], blank, err);
		if (result == 0)
			result = xlsx_line(&sheet, out, (int)i + 2, err);
	}
	if (result == 0)
		return sheetfile_finish(&sheet, err);
	sheetfile_drop(&sheet);
	return -1;
}

/* ---- text: a block a sheet, a line a value; lines that begin with a blank go on with the remark */

static void
text_value(FILE *file, const char *title, const char *text)
{
	fprintf(file, "%s: ", title);
	for (; *text; text++) {
		putc(*text, file);
		if (*text == '\n')
			fputs("  ", file);
	}
	putc('\n', file);
}

static void
text_head(const struct scores_out *out)
{
	const struct review_rules *review = out->list->review;

	fprintf(out->out.file, _("# Score sheets of %s, call %s.\n"), out->list->expert, out->list->call);
	fputs(_("# Points stand behind the colon; what has none stays unfinished and is never 0.\n"
		"# A remark may go on in lines that begin with a blank.\n"), out->out.file);
	for (size_t i = 0; i < review->criterion_count; i++)
		fprintf(out->out.file, "# %s: %s\n", score_title(review, SCORE_POINTS + i, out->arena),
			words_in(review->criteria[i].standard, words_lang()));
}

static int
write_text(struct desk *desk, struct scores_out *out, bool blank, struct err *err)
{
	text_head(out);
	for (size_t i = 0; i < out->list->count; i++) {
		if (fill_texts(desk, out, &out->list->sheets[i], blank, err) < 0)
			return -1;
		putc('\n', out->out.file);
		for (size_t j = 0; j < out->column_count; j++)
			text_value(out->out.file, score_title(out->list->review, out->columns[j], out->arena), out->texts[out->columns[j]]);
	}
	return 0;
}

static const struct score_writer writers[] = {
	{"csv", write_csv},
	{"txt", write_text},
	{"xlsx", write_xlsx},
};

static const struct score_writer *
find_writer(const struct scores_options *options, struct err *err)
{
	const char *name = score_format(options);

	if (!name && !options->format && strcmp(options->path, "-") == 0)
		name = "csv";
	for (size_t i = 0; name && i < sizeof writers / sizeof *writers; i++)
		if (strcmp(writers[i].name, name) == 0)
			return &writers[i];
	err_set(err, ERR_USAGE, _("'%s' does not end in .xlsx, .csv or .txt"), options->format ? options->format : options->path);
	return NULL;
}

int
scores_export(struct desk *desk, const struct scores_options *options, uint64_t *sheets, struct err *err)
{
	const struct score_writer *writer = find_writer(options, err);
	struct arena arena = {0};
	struct score_list list = {0};
	struct scores_out out = {.list = &list, .arena = &arena};
	int result = -1;

	*sheets = 0;
	if (writer && score_list(desk, options, &arena, &list, err) == 0 && outfile_open(&out.out, options->path, err) == 0) {
		choose_columns(&out);
		result = writer->write(desk, &out, options->blank, err);
		if (result == 0)
			result = outfile_commit(&out.out, err);
		else
			outfile_drop(&out.out);
	}
	if (result == 0)
		*sheets = list.count;
	arena_free(&arena);
	return result;
}
