/* What a sheet being filled in holds, keeps and hands in. */
#include <config.h>

#include "screen/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "desk/query.h"
#include "screen/work.h"
#include "ui/dialog.h"

static const char form_name[] = "score";
enum { POINTS_MOST = 7, REMARK_MOST = 200, WHOLE_MOST = 1000 }; /* characters: a remark as the form of the sheet has it */

/* Where keystrokes are kept: one's own sheet, or the paper sheet of an expert. */
static const char *
kept_target(const struct score *score, struct arena *arena)
{
	return score->expert ? arena_printf(arena, "%s %s", score->project, score->expert) : score->project;
}

bool
score_is_points_cell(const struct score *score, size_t at)
{
	return at < score->review->criterion_count;
}

size_t
score_row_of(const struct score *score, size_t at)
{
	size_t criteria = score->review->criterion_count;

	return at < criteria ? at : at < 2 * criteria ? at - criteria : criteria;
}

/* What the form calls it. */
static const char *
cell_name(const struct score *score, size_t at, struct arena *arena)
{
	if (score_is_points_cell(score, at))
		return score->review->criteria[at].code;
	return at + 1 < score->sheet.count ? criterion_remark(&score->review->criteria[score_row_of(score, at)], arena) : "remark";
}

/* ---- reading */

/* One criterion's text, checked as when the sheet is handed in; the label stands beside it. */
static void
read_cell(struct score *score, size_t at, int64_t *alone)
{
	struct sheet_cell *cell = &score->sheet.items[at];
	const char *text = cells_text(&score->sheet, at);
	struct err err = {0};
	int64_t total;
	money_t points;
	bool complete;

	cells_fault(&score->sheet, at, NULL);
	cell->points = -1;
	if (!cells_given(&score->sheet, at))
		return;
	if (money_parse(&points, text, 1, NULL) < 0) {
		err_set(&err, ERR_INPUT, _("'%s' are no points"), text);
	} else if (points > (int64_t)score->review->criteria[at].points * 100) {
		err_set(&err, ERR_INPUT, _("not over %d"), score->review->criteria[at].points);
	} else {
		alone[at] = points;
		if (scoring_total(score->review, alone, &total, &complete, &err) == 0)
			cell->points = points;
		alone[at] = -1;
	}
	if (cell->points < 0)
		cells_fault(&score->sheet, at, &err);
}

void
score_read(struct score *score)
{
	size_t criteria = score->review->criterion_count;
	int64_t *points = xcalloc(criteria, sizeof *points);
	bool complete;

	for (size_t i = 0; i < criteria; i++)
		points[i] = -1;
	for (size_t i = 0; i < criteria; i++)
		read_cell(score, i, points);
	score->missing = 0;
	for (size_t i = 0; i < criteria; i++) {
		points[i] = score->sheet.items[i].points;
		score->missing += points[i] < 0;
	}
	if (scoring_total(score->review, points, &score->total, &complete, NULL) < 0)
		score->total = 0;
	free(points);
}

void
score_enter(struct score *score, size_t at)
{
	size_t row = score_row_of(score, at);

	if (row < score->from)
		score->from = row;
	if (row > score->to)
		score->to = row;
	cells_enter(&score->sheet, at);
}

void
score_leave(struct score *score)
{
	if (!cells_leave(&score->sheet))
		return;
	score_read(score);
	cells_keep(&score->sheet);
}

/* ---- a sheet's life */

/* What was handed in: shown, or begun with where the sheet was opened again. */
static void
take_stored(struct score *score, struct arena *arena)
{
	struct score_sheet *sheet;

	if (desk_sheet(work_desk(score->ui), score->project, score->expert, arena, &sheet, NULL) < 0)
		return;
	for (size_t i = 0; i + 1 < score->sheet.count; i++)
		editor_set(&score->sheet.items[i].editor, extra_get(sheet, score->sheet.items[i].name));
	editor_set(&score->sheet.items[score->sheet.count - 1].editor, sheet->remark);
	score->sheet.closed = strcmp(sheet->state, "reopened") != 0 && !score->expert;
}

/* Which of this person's sheets it is, and how many there are. */
static void
read_mine(struct score *score, struct arena *arena)
{
	struct my_sheet *sheets;
	size_t count = desk_my_sheets(work_desk(score->ui), arena, &sheets);

	score->given = count;
	score->done = 0;
	for (size_t i = 0; i < count; i++) {
		score->done += strcmp(sheets[i].state, "submitted") == 0;
		if (score->expert || strcmp(sheets[i].project, score->project) != 0)
			continue;
		score->blind = !*sheets[i].unit || !*sheets[i].leader;
		free(score->subject);
		score->subject = xasprintf("%s%s%s", sheets[i].unit, *sheets[i].unit && *sheets[i].leader ? " · " : "", sheets[i].leader);
		free(score->refused);
		score->refused = xstrdup(sheets[i].refused);
	}
}

static int
begin(struct score *score, struct arena *arena, struct err *err)
{
	struct desk *desk = work_desk(score->ui);
	void *record;

	if (desk_get(desk, &type_project, score->project, arena, &record, err) < 0)
		return -1;
	score->call = xstrdup(((struct project *)record)->call);
	score->review = desk_review(desk, score->call, err);
	if (!score->review)
		return -1;
	cells_begin(&score->sheet, score->ui, form_name, kept_target(score, arena), 2 * score->review->criterion_count + 1);
	for (size_t i = 0; i < score->sheet.count; i++)
		cells_make(&score->sheet, i, cell_name(score, i, arena), score_is_points_cell(score, i) ? POINTS_MOST : i + 1 < score->sheet.count ? REMARK_MOST
			: WHOLE_MOST, score_is_points_cell(score, i));
	read_mine(score, arena);
	take_stored(score, arena);
	if (!score->sheet.closed)
		cells_take_kept(&score->sheet);
	score_read(score);
	return 0;
}

int
score_begin(struct score *score, const char *project, struct err *err)
{
	struct arena arena = {0};
	int result;

	score->project = xstrdup(project);
	score->subject = xstrdup("");
	score->refused = xstrdup("");
	result = begin(score, &arena, err);
	arena_free(&arena);
	if (result < 0) {
		score_end(score);
		return -1;
	}
	size_t first = 0;
	while (!score->sheet.closed && score_is_points_cell(score, first) && score->sheet.items[first].points >= 0)
		first++;
	if (!score->sheet.closed && !score_is_points_cell(score, first))
		first = score->sheet.count - 1;
	score->top = 0;
	score_enter(score, first);
	return 0;
}

void
score_end(struct score *score)
{
	cells_end(&score->sheet);
	free(score->project);
	free(score->call);
	free(score->subject);
	free(score->refused);
	score->project = score->call = score->subject = score->refused = NULL;
	score->blind = false;
}

const char *
score_next(struct ui *ui, const char *after, struct arena *arena)
{
	struct my_sheet *sheets;
	size_t count = desk_my_sheets(work_desk(ui), arena, &sheets);
	const char *first = NULL;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(sheets[i].state, "open") != 0)
			continue;
		if (after && strcmp(sheets[i].project, after) > 0)
			return sheets[i].project;
		if (!first)
			first = sheets[i].project;
	}
	return first;
}

/* ---- handing in */

/* The first cell that keeps the sheet from being handed in; the count of cells when none does. */
static size_t
obstacle(struct score *score)
{
	for (size_t i = 0; i < score->review->criterion_count; i++)
		if (score->sheet.items[i].points < 0) {
			const char *label = words_in(score->review->criteria[i].label, words_lang());
			if (score->sheet.items[i].fault)
				ui_message(score->ui, TONE_REFUSED, "%s: %s", label, score->sheet.items[i].fault);
			else
				ui_message(score->ui, TONE_WAITING, _("unfinished: %zu criteria have no points yet, '%s' first; what is missing is never 0"), score->missing,
					label);
			return i;
		}
	return score->sheet.count;
}

bool
score_hand_in(struct score *score)
{
	struct act_input *inputs;
	struct arena arena = {0};
	struct err err = {0};
	size_t at, count;
	int done;

	score_leave(score);
	score_read(score);
	at = obstacle(score);
	if (at < score->sheet.count) {
		score_enter(score, at);
		return false;
	}
	inputs = cells_inputs(&score->sheet, 1, &arena);
	count = score->sheet.count;
	if (score->expert)
		inputs[count++] = (struct act_input){.path = "score_sheet.for_expert", .text = score->expert};
	done = cells_do(&score->sheet, "score", score->project, inputs, count, &err);
	arena_free(&arena);
	if (done < 0)
		dialog_message(score->ui, _(act_named("score")->label), err.message);
	else
		cells_forget(&score->sheet);
	return done == 0;
}

bool
score_recuse(struct score *score)
{
	const char *title = _(act_named("declare_recusal")->label);
	char *reason = dialog_reason(score->ui, title, _("Interest in the unit or the leader: employment, shares, kinship. The office confirms it."));
	struct act_input inputs[] = {{.path = "recusal.reason", .text = reason}, {.path = "recusal.expert", .text = score->expert}};
	struct err err = {0};
	bool done = false;

	if (reason && dialog_yes(score->ui, title, _("Stand aside from this project? It is then seen no more, and nothing keyed here counts."))) {
		done = cells_do(&score->sheet, "declare_recusal", score->project, inputs, score->expert ? 2 : 1, &err) == 0;
		if (done)
			cells_forget(&score->sheet);
		else
			dialog_message(score->ui, title, err.message);
	}
	free(reason);
	return done;
}
