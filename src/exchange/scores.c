/* Score sheets that were filled in elsewhere, taken in through the act `score`. */
#include <config.h>

#include "exchange/scores.h"

#include <string.h>

#include "base/text.h"
#include "desk/act.h"
#include "exchange/scorerow.h"

enum { POINT = 100 }; /* points are counted in hundredths */

struct taking {
	struct desk *desk;
	const struct scores_options *options;
	struct scores_result *result;
	struct arena *arena;
	struct score_list list;
	struct score_rows rows;
	size_t columns;
};

/* A row on its way in. */
struct entry_row {
	const struct score_row *row;
	const struct my_sheet *given;     /* NULL: the expert was not given it */
	const struct score_sheet *stored; /* handed in already, NULL not */
	int64_t *points;                  /* hundredths; -1 none */
	size_t filled;
};

static void fault_at(struct taking *taking, const struct score_row *row, size_t what, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void
fault_at(struct taking *taking, const struct score_row *row, size_t what, const char *format, ...)
{
	va_list args;
	const char *message;

	va_start(args, format);
	message = arena_vprintf(taking->arena, format, args);
	va_end(args);
	fault_add(&taking->result->faults, FAULT_ERROR, row->cells[what].pos, score_title(taking->list.review, what, taking->arena), "%s", message);
}

/* ---- points */

/* Points as hundredths, -1 where nothing is given.  A negative number is told like any other that the rules do not allow. */
static int
read_points(const char *text, int64_t *points)
{
	money_t number;
	size_t sign = strspn(text, "-");

	*points = -1;
	if (score_blank(text))
		return 0;
	if (money_parse(&number, text + sign, 1, NULL) < 0)
		return -1;
	*points = sign ? -POINT - number : number;
	return 0;
}

/* The rules' word on one criterion alone. */
static void
check_points(struct taking *taking, const struct entry_row *entry, size_t which)
{
	const struct review_rules *review = taking->list.review;
	int64_t *alone = arena_alloc(taking->arena, review->criterion_count * sizeof *alone), total;
	struct err why = {0};
	bool complete;

	for (size_t i = 0; i < review->criterion_count; i++)
		alone[i] = i == which ? entry->points[i] : -1;
	if (scoring_total(review, alone, &total, &complete, &why) < 0)
		fault_at(taking, entry->row, SCORE_POINTS + which, "%s", why.message);
}

/* A value that the spreadsheet shows an error for, or never calculated, is none. */
static bool
check_cell(struct taking *taking, const struct score_row *row, size_t what)
{
	char excerpt[TEXT_EXCERPT];

	if (row->cells[what].kind != ROWS_ERROR)
		return true;
	fault_at(taking, row, what, _("the spreadsheet has no value here but the error '%s'"), text_excerpt(excerpt, row->cells[what].text));
	return false;
}

static void
take_points(struct taking *taking, struct entry_row *entry)
{
	const struct review_rules *review = taking->list.review;
	char excerpt[TEXT_EXCERPT];

	entry->points = arena_alloc(taking->arena, review->criterion_count * sizeof *entry->points);
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct score_cell *cell = &entry->row->cells[SCORE_POINTS + i];
		entry->points[i] = -1;
		entry->filled += !score_blank(cell->text);
		if (!check_cell(taking, entry->row, SCORE_POINTS + i))
			continue;
		if (read_points(cell->text, &entry->points[i]) < 0)
			fault_at(taking, entry->row, SCORE_POINTS + i, _("'%s' is no number of points"), text_excerpt(excerpt, cell->text));
		else
			check_points(taking, entry, i);
	}
}

/* Some points and not all: each that is missing is named, for none is ever 0. */
static void
check_finished(struct taking *taking, const struct entry_row *entry)
{
	for (size_t i = 0; i < taking->list.review->criterion_count; i++)
		if (score_blank(entry->row->cells[SCORE_POINTS + i].text))
			fault_at(taking, entry->row, SCORE_POINTS + i, _("there are no points here: an unfinished sheet is not handed in, and none is 0"));
}

static void
check_total(struct taking *taking, const struct entry_row *entry)
{
	const char *text = entry->row->cells[SCORE_TOTAL].text;
	int64_t total, said;
	char shown[32], excerpt[TEXT_EXCERPT];
	bool complete;

	if (!check_cell(taking, entry->row, SCORE_TOTAL) || score_blank(text))
		return;
	if (scoring_total(taking->list.review, entry->points, &total, &complete, NULL) < 0 || !complete)
		return;
	if (read_points(text, &said) == 0 && said == total)
		return;
	money_print_plain(shown, total);
	fault_at(taking, entry->row, SCORE_TOTAL, _("the total says '%s', and the points add up to %s"), text_excerpt(excerpt, text), shown);
}

/* ---- what is there already */

static const struct my_sheet *
given_sheet(const struct taking *taking, const char *project)
{
	for (size_t i = 0; i < taking->list.count; i++)
		if (strcmp(taking->list.sheets[i].project, project) == 0)
			return &taking->list.sheets[i];
	return NULL;
}

static const struct score_row *
row_before(const struct taking *taking, const struct score_row *row)
{
	for (const struct score_row *before = taking->rows.rows; before < row; before++)
		if (strcmp(before->cells[SCORE_PROJECT].text, row->cells[SCORE_PROJECT].text) == 0)
			return before;
	return NULL;
}

/* Keyed by somebody else for the expert, and nobody looked at the paper again. */
static bool
waits_for_second(const struct taking *taking, const struct score_sheet *stored)
{
	return strcmp(taking->list.expert, desk_person(taking->desk)->id) != 0 && *stored->keyed_by && !*stored->checked_by;
}

/* A remark on a criterion that is another than was handed in; where the file has no column for it, it says nothing. */
static void
compare_remark(struct taking *taking, const struct entry_row *entry, size_t which)
{
	const struct review_rules *review = taking->list.review;
	size_t what = SCORE_POINTS + review->criterion_count + which;
	const struct score_cell *cell = &entry->row->cells[what];
	const char *before = extra_get(entry->stored, criterion_remark(&review->criteria[which], taking->arena));
	char was[TEXT_EXCERPT], is[TEXT_EXCERPT];

	if (!cell->pos.column || text_same(cell->text, before))
		return;
	if (waits_for_second(taking, entry->stored))
		fault_at(taking, entry->row, what, _("'%s' was keyed first and '%s' now: look at the paper"), text_excerpt(was, before),
			text_excerpt(is, cell->text));
	else
		fault_at(taking, entry->row, what, _("'%s' is handed in: reopening a sheet takes the office and a second person"),
			text_excerpt(was, before));
}

/* Names every criterion that was handed in with other points or another remark; true when there is none. */
static bool
same_as_stored(struct taking *taking, const struct entry_row *entry)
{
	const struct review_rules *review = taking->list.review;
	size_t errors = taking->result->faults.errors;

	for (size_t i = 0; i < review->criterion_count; i++) {
		const char *before = extra_get(entry->stored, review->criteria[i].code);
		int64_t points;
		compare_remark(taking, entry, i);
		if (read_points(before, &points) == 0 && points == entry->points[i])
			continue;
		if (waits_for_second(taking, entry->stored))
			fault_at(taking, entry->row, SCORE_POINTS + i, _("%s was keyed first and %s now: look at the paper"), before,
				entry->row->cells[SCORE_POINTS + i].text);
		else
			fault_at(taking, entry->row, SCORE_POINTS + i, _("%s is handed in: reopening a sheet takes the office and a second person"), before);
	}
	return taking->result->faults.errors == errors;
}

/* ---- rows */

static bool
row_empty(const struct taking *taking, const struct score_row *row)
{
	for (size_t i = 0; i < taking->columns; i++)
		if (i != SCORE_EXPERT && i != SCORE_STATE && !score_blank(row->cells[i].text))
			return false;
	return true;
}

static bool
check_place(struct taking *taking, const struct score_row *row)
{
	const char *expert = row->cells[SCORE_EXPERT].text;
	const struct score_row *before;
	char excerpt[TEXT_EXCERPT];

	if (score_blank(row->cells[SCORE_PROJECT].text)) {
		fault_at(taking, row, SCORE_PROJECT, _("this row names no project"));
		return false;
	}
	if (!score_blank(expert) && strcmp(expert, taking->list.expert) != 0) {
		fault_at(taking, row, SCORE_EXPERT, _("this sheet is of '%s', not of '%s'"), text_excerpt(excerpt, expert), taking->list.expert);
		return false;
	}
	before = row_before(taking, row);
	if (before)
		fault_at(taking, row, SCORE_PROJECT, _("the project stands in row %d already"), before->row);
	return !before;
}

/* Looks at a row; true when the act is to be done with it. */
static bool
look_at(struct taking *taking, struct entry_row *entry)
{
	const struct score_row *row = entry->row;
	size_t errors = taking->result->faults.errors;
	struct score_sheet *stored = NULL;

	if (row_empty(taking, row) || !check_place(taking, row))
		return false;
	entry->given = given_sheet(taking, row->cells[SCORE_PROJECT].text);
	take_points(taking, entry);
	if (!entry->given)
		return true; /* the act says why not */
	if (!entry->filled) {
		taking->result->open++;
		return false;
	}
	check_finished(taking, entry);
	check_total(taking, entry);
	if (taking->result->faults.errors > errors)
		return false;
	if (strcmp(entry->given->state, "submitted") != 0 ||
		desk_sheet(taking->desk, entry->given->project, taking->list.expert, taking->arena, &stored, NULL) < 0)
		return true;
	entry->stored = stored;
	if (!same_as_stored(taking, entry))
		return false;
	if (waits_for_second(taking, stored))
		return true;
	taking->result->unchanged++;
	return false;
}

/* ---- acts */

static size_t
fill_inputs(const struct taking *taking, const struct entry_row *entry, struct act_input *inputs)
{
	const struct review_rules *review = taking->list.review;
	size_t count = 0;

	for (size_t i = 0; i < review->criterion_count; i++) {
		inputs[count++] = (struct act_input){review->criteria[i].code, entry->row->cells[SCORE_POINTS + i].text};
		inputs[count++] = (struct act_input){criterion_remark(&review->criteria[i], taking->arena),
			entry->row->cells[SCORE_POINTS + review->criterion_count + i].text};
	}
	inputs[count++] = (struct act_input){"score_sheet.remark", entry->row->cells[SCORE_REMARK].text};
	if (strcmp(taking->list.expert, desk_person(taking->desk)->id) != 0)
		inputs[count++] = (struct act_input){"score_sheet.for_expert", taking->list.expert};
	return count;
}

/* Which column the act means by a field. */
static size_t
column_meant(const struct taking *taking, const char *field)
{
	const struct review_rules *review = taking->list.review;

	for (size_t i = 0; i < review->criterion_count; i++)
		if (strcmp(review->criteria[i].code, field) == 0)
			return SCORE_POINTS + i;
		else if (review_remarked(review, field) == &review->criteria[i])
			return SCORE_POINTS + review->criterion_count + i;
	return strcmp(field, "score_sheet.remark") == 0 ? SCORE_REMARK : SCORE_PROJECT;
}

/* -1 and *err only where nothing else can be done either. */
static int
hand_in(struct taking *taking, const struct entry_row *entry, struct err *err)
{
	struct act_input *inputs = arena_alloc(taking->arena, (2 * taking->list.review->criterion_count + 2) * sizeof *inputs);
	struct act_request request = {.act = act_named("score"), .target = entry->row->cells[SCORE_PROJECT].text, .inputs = inputs,
		.date = taking->options->date};
	struct act_result done;
	struct err why = {0};
	int status;

	request.input_count = fill_inputs(taking, entry, inputs);
	status = desk_do(taking->desk, &request, taking->arena, &done, &why);
	for (size_t i = 0; i < done.faults.count; i++)
		if (done.faults.items[i].level == FAULT_ERROR)
			fault_at(taking, entry->row, column_meant(taking, done.faults.items[i].field), "%s", done.faults.items[i].message);
	if (status < 0 && (why.code == ERR_SPACE || why.code == ERR_SYSTEM || why.code == ERR_DAMAGED)) {
		faults_free(&done.faults);
		if (err)
			*err = why;
		return -1;
	}
	if (status < 0 && !done.faults.errors)
		fault_at(taking, entry->row, column_meant(taking, why.field), "%s", why.message);
	if (status == 0 && !entry->given)
		fault_at(taking, entry->row, SCORE_PROJECT, _("'%s' does not belong to call '%s'"), request.target, taking->list.call);
	else if (status == 0)
		taking->result->handed_in++;
	faults_free(&done.faults);
	return 0;
}

static int
finish(struct taking *taking, struct err *err)
{
	struct scores_result *result = taking->result;

	if (taking->options->dry_run || result->faults.errors || !result->handed_in) {
		desk_batch_abort(taking->desk);
		return 0;
	}
	if (desk_batch_commit(taking->desk, err) < 0)
		return -1;
	result->saved = result->handed_in;
	return 0;
}

/* All is looked at before the records are held. */
static int
take_rows(struct taking *taking, struct err *err)
{
	struct entry_row *entries = arena_alloc(taking->arena, (taking->rows.count + 1) * sizeof *entries);
	size_t count = 0;

	for (size_t i = 0; i < taking->rows.count; i++) {
		entries[count] = (struct entry_row){.row = &taking->rows.rows[i]};
		if (look_at(taking, &entries[count]))
			count++;
	}
	if (desk_batch(taking->desk, false, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (hand_in(taking, &entries[i], err) < 0) {
			desk_batch_abort(taking->desk);
			return -1;
		}
	return finish(taking, err);
}

static void
trim_cells(struct taking *taking)
{
	for (size_t i = 0; i < taking->rows.count; i++)
		for (size_t what = 0; what < taking->columns; what++) {
			struct score_cell *cell = &taking->rows.rows[i].cells[what];
			size_t len;
			cell->text += strspn(cell->text, " \t\r\n");
			len = strlen(cell->text);
			while (len && strchr(" \t\r\n", cell->text[len - 1]))
				len--;
			if (cell->text[len])
				cell->text = arena_strndup(taking->arena, cell->text, len);
		}
}

int
scores_import(struct desk *desk, const struct scores_options *options, struct scores_result *result, struct err *err)
{
	struct arena arena = {0};
	struct taking taking = {.desk = desk, .options = options, .result = result, .arena = &arena};
	int status;

	*result = (struct scores_result){.about = {.form = "txt", .encoding = ""}};
	status = score_list(desk, options, &arena, &taking.list, err);
	if (status == 0) {
		taking.columns = score_columns(taking.list.review);
		status = score_read(options, taking.list.review, &arena, &taking.rows, result, err);
	}
	if (status == 0 && !result->faults.errors) {
		trim_cells(&taking);
		status = take_rows(&taking, err);
	}
	arena_free(&arena);
	return status;
}

void
scores_free(struct scores_result *result)
{
	faults_free(&result->faults);
}
