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
enum { REMARK_MOST = 200 }; /* as the form of the sheet has it */

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
	return at + 1 < score->count ? criterion_remark(&score->review->criteria[score_row_of(score, at)], arena) : "remark";
}

/* ---- reading */

/* One criterion's text, checked as when the sheet is handed in; the label stands beside it. */
static void
read_cell(struct score *score, size_t at, int64_t *alone)
{
	struct score_cell *cell = &score->cells[at];
	const char *text = editor_text(&cell->editor);
	struct err err = {0};
	int64_t total;
	money_t points;
	bool complete;

	free(cell->fault);
	cell->fault = NULL;
	cell->points = -1;
	if (!text[strspn(text, " ")])
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
		cell->fault = xstrdup(err.message);
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
		points[i] = score->cells[i].points;
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

	score->at = at;
	if (row < score->from)
		score->from = row;
	if (row > score->to)
		score->to = row;
	editor_begin(&score->cells[at].editor, score_is_points_cell(score, at));
}

void
score_leave(struct score *score)
{
	struct editor *editor = &score->cells[score->at].editor;

	if (!editor_changed(editor))
		return;
	score->dirty = true;
	editor_begin(editor, false);
	score_read(score);
	score_keep(score);
}

/* ---- keystrokes kept: "code<tab>text" a line */

void
score_keep(struct score *score)
{
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};

	if (score->closed || !score->dirty)
		return;
	for (size_t i = 0; i < score->count; i++)
		buf_addf(&text, "%s\t%s\n", cell_name(score, i, &arena), editor_text(&score->cells[i].editor));
	if (desk_keep(work_desk(score->ui), form_name, kept_target(score, &arena), buf_text(&text), &err) < 0)
		ui_error(score->ui, &err);
	buf_free(&text);
	arena_free(&arena);
}

void
score_forget(struct score *score)
{
	struct arena arena = {0};

	desk_keep_drop(work_desk(score->ui), form_name, kept_target(score, &arena), NULL);
	score->dirty = false;
	arena_free(&arena);
}

static void
take_line(struct score *score, const char *line, size_t len, struct arena *arena)
{
	const char *text = arena_strndup(arena, line, len), *tab = strchr(text, '\t');

	for (size_t i = 0; tab && i < score->count; i++) {
		const char *name = cell_name(score, i, arena);
		if (strlen(name) == (size_t)(tab - text) && strncmp(name, text, strlen(name)) == 0)
			editor_set(&score->cells[i].editor, tab + 1);
	}
}

/* Goes on with what was keyed earlier and not handed in. */
static void
take_kept(struct score *score, struct arena *arena)
{
	struct kept_form *kept;
	size_t count = desk_kept(work_desk(score->ui), arena, &kept);
	const char *target = kept_target(score, arena);
	char when[20];

	for (size_t i = 0; i < count; i++) {
		const char *line = kept[i].text;
		if (strcmp(kept[i].form, form_name) != 0 || strcmp(kept[i].target, target) != 0)
			continue;
		for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
			take_line(score, line, strcspn(line, "\n"), arena);
		score->dirty = true;
		time_print(when, kept[i].time);
		ui_message(score->ui, TONE_WAITING, _("goes on with what was keyed at %s"), when);
	}
}

/* ---- a sheet's life */

/* What was handed in: shown, or begun with where the sheet was opened again. */
static void
take_stored(struct score *score, struct arena *arena)
{
	struct score_sheet *sheet;

	if (desk_sheet(work_desk(score->ui), score->project, score->expert, arena, &sheet, NULL) < 0)
		return;
	for (size_t i = 0; i + 1 < score->count; i++)
		editor_set(&score->cells[i].editor, extra_get(sheet, cell_name(score, i, arena)));
	editor_set(&score->cells[score->count - 1].editor, sheet->remark);
	score->closed = strcmp(sheet->state, "reopened") != 0 && !score->expert;
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
	score->count = 2 * score->review->criterion_count + 1;
	score->cells = xcalloc(score->count, sizeof *score->cells);
	for (size_t i = 0; i < score->count; i++) {
		score->cells[i].editor.limit = score_is_points_cell(score, i) ? 7 : i + 1 < score->count ? REMARK_MOST : 1000;
		score->cells[i].editor.halfwidth = score_is_points_cell(score, i);
		editor_set(&score->cells[i].editor, "");
	}
	read_mine(score, arena);
	take_stored(score, arena);
	if (!score->closed)
		take_kept(score, arena);
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
	while (!score->closed && score_is_points_cell(score, first) && score->cells[first].points >= 0)
		first++;
	if (!score->closed && !score_is_points_cell(score, first))
		first = score->count - 1;
	score->top = 0;
	score_enter(score, first);
	return 0;
}

void
score_end(struct score *score)
{
	for (size_t i = 0; i < score->count; i++) {
		editor_free(&score->cells[i].editor);
		free(score->cells[i].fault);
	}
	free(score->cells);
	free(score->project);
	free(score->call);
	free(score->subject);
	free(score->refused);
	score->cells = NULL;
	score->project = score->call = score->subject = score->refused = NULL;
	score->count = 0;
	score->dirty = score->closed = score->blind = false;
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
		if (score->cells[i].points < 0) {
			const char *label = words_in(score->review->criteria[i].label, words_lang());
			if (score->cells[i].fault)
				ui_message(score->ui, TONE_REFUSED, "%s: %s", label, score->cells[i].fault);
			else
				ui_message(score->ui, TONE_WAITING, _("unfinished: %zu criteria have no points yet, '%s' first; what is missing is never 0"), score->missing,
					label);
			return i;
		}
	return score->count;
}

static int
do_act(struct score *score, const char *name, const struct act_input *inputs, size_t count, struct err *err)
{
	const struct act_request request = {
		.act = act_named(name),
		.target = score->project,
		.inputs = inputs,
		.input_count = count,
		.date = DATE_NONE,
	};
	struct arena arena = {0};
	struct act_result result;
	int done = desk_do(work_desk(score->ui), &request, &arena, &result, err);

	faults_free(&result.faults);
	arena_free(&arena);
	return done;
}

bool
score_hand_in(struct score *score)
{
	struct act_input *inputs;
	struct arena arena = {0};
	struct err err = {0};
	size_t at, count = 0;
	int done;

	score_leave(score);
	score_read(score);
	at = obstacle(score);
	if (at < score->count) {
		score_enter(score, at);
		return false;
	}
	inputs = xcalloc(score->count + 1, sizeof *inputs);
	for (size_t i = 0; i + 1 < score->count; i++)
		inputs[count++] = (struct act_input){.path = cell_name(score, i, &arena), .text = editor_text(&score->cells[i].editor)};
	inputs[count++] = (struct act_input){.path = "score_sheet.remark", .text = editor_text(&score->cells[score->count - 1].editor)};
	if (score->expert)
		inputs[count++] = (struct act_input){.path = "score_sheet.for_expert", .text = score->expert};
	done = do_act(score, "score", inputs, count, &err);
	free(inputs);
	arena_free(&arena);
	if (done < 0)
		dialog_message(score->ui, _(act_named("score")->label), err.message);
	else
		score_forget(score);
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
		done = do_act(score, "declare_recusal", inputs, score->expert ? 2 : 1, &err) == 0;
		if (done)
			score_forget(score);
		else
			dialog_message(score->ui, title, err.message);
	}
	free(reason);
	return done;
}
