/* 专家评分: points for each criterion, the total running along. */
#include <config.h>

#include "screen/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/projecttext.h"
#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "ui/pager.h"

static int score_open(struct screen *screen, const void *argument, struct err *err);
static void score_draw(struct screen *screen, bool whole);
static bool score_key(struct screen *screen, const struct key *key);
static void score_act(struct screen *screen, int verb);
static bool score_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool score_can(struct screen *screen, int verb);
static void score_title(struct screen *screen, struct buf *left, struct buf *right);
static bool score_quit(struct screen *screen);
static void score_hangup(struct screen *screen);
static void score_close(struct screen *screen);

enum { NEXT = 1, HAND_IN, MATERIALS, RECUSE, STANDARD };
/* Rows that are not criteria: the unit, the header, the rule, the total, the remark, a blank and the note on standing aside. */
enum { FIRST_ROW = 2, OTHER_ROWS = 8, FULL_COLUMNS = 6, POINT_COLUMNS = 7, STANDARD_ROWS = 2 };

static const struct verb verbs[] = {
	{.verb = STANDARD, .key = K_F1, .label = N_("standard"), .help = N_("What earns the points of this criterion.")},
	{.verb = NEXT, .key = K_ENTER, .label = N_("next"), .help = N_("Goes on to the next criterion; Tab or → goes to the remark on this one, Shift-Tab or ↑ back.")},
	{.verb = HAND_IN, .key = K_F2, .label = N_("hand in, next sheet"),
		.help = N_("Hands the sheet in and takes the next one. An unfinished sheet is not taken: what is missing is never 0.")},
	{.verb = MATERIALS, .key = K_F5, .label = N_("materials"), .help = N_("What the application says, as far as the rules let an expert see it.")},
	{.verb = RECUSE, .key = K_F8, .label = N_("stand aside"),
		.help = N_("An interest in the unit or the leader: with the reason, and confirmed, the project is seen no more.")},
	{0},
};

const struct screen_class screen_score = {
	.name = "sheet",
	.title = N_("Score sheet"),
	.private_size = sizeof(struct score),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("Type points, Enter goes on. A fault marks its criterion and never holds you. What was typed is kept whenever a criterion is left, and is there "
		"again when the sheet is opened."),
	.open = score_open,
	.draw = score_draw,
	.key = score_key,
	.act = score_act,
	.shows = score_shows,
	.can = score_can,
	.title_more = score_title,
	.leave = score_quit,
	.keep = score_hangup,
	.close = score_close,
};

static int
score_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct score_argument *wanted = argument;
	struct score *score = screen->data;

	score->ui = screen->ui;
	score->expert = wanted->expert ? xstrdup(wanted->expert) : NULL;
	if (score_begin(score, wanted->project, err) == 0)
		return 0;
	free(score->expert);
	return -1;
}

static void
score_close(struct screen *screen)
{
	struct score *score = screen->data;

	score_end(score);
	free(score->expert);
}

/* ---- drawing */

/* Columns of the criteria's names: what they need, within a third of the screen. */
static int
label_columns(const struct score *score, const struct area *area)
{
	int widest = 12;

	for (size_t i = 0; i < score->review->criterion_count; i++) {
		int width = shown_width(words_in(score->review->criteria[i].label, words_lang()));
		widest = width > widest ? width : widest;
	}
	return widest < area->cols / 3 ? widest : area->cols / 3;
}

static int
remark_column(int label)
{
	return 3 + label + 1 + FULL_COLUMNS + 2 + POINT_COLUMNS + 2;
}

/* The remark on a criterion, being edited or not. */
static void
draw_said(struct score *score, const struct area *area, int y, int x, size_t row)
{
	cells_draw(&score->sheet, area, y, x, area->cols - x - 1, score->review->criterion_count + row, false);
}

/* The cell under the cursor, in a criterion's row. */
static void
draw_cell(struct score *score, const struct area *area, int y, int label, size_t row)
{
	if (score_is_points_cell(score, score->sheet.at))
		cells_draw_boxed(&score->sheet, area, y, 3 + label + 1 + FULL_COLUMNS + 2, POINT_COLUMNS, row, true);
	else
		draw_said(score, area, y, remark_column(label), row);
}

static void
draw_criterion(struct score *score, const struct area *area, int y, int label, size_t at)
{
	const struct criterion *criterion = &score->review->criteria[at];
	int x = 3 + label + 1, after = remark_column(label);
	bool here = score_row_of(score, score->sheet.at) == at;
	char full[16];

	cells_draw_mark(area, y, here);
	paint_fit(area, y, 3, label, here ? TONE_MINE : TONE_PLAIN, words_in(criterion->label, words_lang()), false);
	snprintf(full, sizeof full, "%d", criterion->points);
	paint_fit(area, y, x, FULL_COLUMNS, TONE_PLAIN, full, true);
	cells_draw_boxed(&score->sheet, area, y, x + FULL_COLUMNS + 2, POINT_COLUMNS, at, true);
	if (score->sheet.at == score->review->criterion_count + at || !cells_draw_fault(&score->sheet, area, y, after, at))
		draw_said(score, area, y, after, at);
}

/* What earns the points of the criterion under the cursor, where there is room between the remark and the last lines. */
static void
draw_standard(struct score *score, const struct area *body, int y)
{
	size_t row = score_row_of(score, score->sheet.at);
	struct area lines;

	score->told = row;
	if (y + STANDARD_ROWS > body->rows - 3)
		return;
	lines = area_part(body, y, 0, STANDARD_ROWS, body->cols);
	for (int i = 0; i < STANDARD_ROWS; i++)
		paint_clear_row(&lines, i, 0);
	if (row < score->review->criterion_count)
		paint_wrapped(&lines, 0, 3, body->cols - 5, STANDARD_ROWS, TONE_DIM, words_in(score->review->criteria[row].standard, words_lang()));
}

static void
draw_total(const struct score *score, const struct area *area, int y, int label)
{
	int x = 3 + label + 1, after = remark_column(label);
	char text[120];
	struct area rule = area_part(area, y, 2, 1, after - 4);

	paint_rule(&rule, 0);
	y++;
	paint(area, y, 3, TONE_TITLE, _("Total"));
	snprintf(text, sizeof text, "%d", score->review->full_marks);
	paint_fit(area, y, x, FULL_COLUMNS, TONE_PLAIN, text, true);
	if (score->total % 100)
		snprintf(text, sizeof text, "%lld.%02lld", (long long)(score->total / 100), (long long)(score->total % 100));
	else
		snprintf(text, sizeof text, "%lld", (long long)(score->total / 100));
	paint_fit(area, y, x + FULL_COLUMNS + 2, POINT_COLUMNS - 1, TONE_TITLE, text, true);
	if (score->missing)
		snprintf(text, sizeof text, _("unfinished: %zu without points (not counted as 0)"), score->missing);
	else
		snprintf(text, sizeof text, "%s", score->sheet.closed ? _("handed in") : _("complete: F2 hands it in"));
	paint_fit(area, y, after, area->cols - after - 1, score->missing ? TONE_WAITING : TONE_DONE, text, false);
}

static void
draw_remark(struct score *score, const struct area *area, int y, int label)
{
	bool here = score->sheet.at == score->sheet.count - 1;
	int x = 3 + label + 1;

	cells_draw_mark(area, y, here);
	paint(area, y, 3, here ? TONE_MINE : TONE_PLAIN, _("Remark"));
	cells_draw(&score->sheet, area, y, x, area->cols - x - 2, score->sheet.count - 1, false);
}

/* Why the sheet stays handed in. */
static void
draw_refused(const struct score *score, const struct area *body)
{
	struct buf text = {0};

	buf_addf(&text, _("The sheet was not opened again: %s"), score->refused);
	paint_wrapped(body, body->rows - 2, 1, body->cols - 2, 2, TONE_WAITING, buf_text(&text));
	buf_free(&text);
}

/* Everything but the cells. */
static void
draw_frame(struct score *score, const struct area *body)
{
	int x = 3 + score->label + 1;

	if (*score->subject)
		paint_fit(body, 0, 1, body->cols - 2, TONE_TITLE, score->subject, false);
	paint(body, 1, 3, TONE_DIM, _("Criterion"));
	paint_fit(body, 1, x, FULL_COLUMNS, TONE_DIM, _("Full"), true);
	paint_fit(body, 1, x + FULL_COLUMNS + 1, POINT_COLUMNS, TONE_DIM, _("Points"), true);
	paint(body, 1, x + FULL_COLUMNS + 2 + POINT_COLUMNS + 2, TONE_DIM, _("Remark"));
	if (!score->sheet.closed)
		paint_wrapped(body, body->rows - 2, 1, body->cols - 2, 2, TONE_DIM,
			_("Whoever has an interest in the unit or the leader stands aside: F8, with the reason; once confirmed the project is seen no more."));
	else if (*score->refused)
		draw_refused(score, body);
}

/* Criteria that fit; the window follows the cursor.  True when it moved. */
static bool
scroll(struct score *score, const struct area *body, size_t *shown)
{
	size_t criteria = score->review->criterion_count, room = body->rows > OTHER_ROWS + 1 ? (size_t)(body->rows - OTHER_ROWS) : 1, before = score->top;

	size_t row = score_row_of(score, score->sheet.at);

	if (row < criteria && row < score->top)
		score->top = row;
	if (row < criteria && row >= score->top + room)
		score->top = row - room + 1;
	*shown = criteria - score->top < room ? criteria - score->top : room;
	return score->top != before;
}

/* Keys change the cells the cursor was in, and the total: the rest stays as drawn. */
static void
score_draw(struct screen *screen, bool whole)
{
	struct score *score = screen->data;
	const struct area *body = &screen->body;
	size_t shown, row = score_row_of(score, score->sheet.at);

	whole = scroll(score, body, &shown) || whole;
	if (whole) {
		score->label = label_columns(score, body);
		draw_frame(score, body);
	}
	draw_total(score, body, FIRST_ROW + (int)shown, score->label);
	for (size_t i = 0; i < shown; i++)
		if (whole || (score->top + i >= score->from && score->top + i <= score->to))
			draw_criterion(score, body, FIRST_ROW + (int)i, score->label, score->top + i);
	if (whole || score->told != row)
		draw_standard(score, body, FIRST_ROW + (int)shown + 4);
	if (whole || score->to == score->review->criterion_count)
		draw_remark(score, body, FIRST_ROW + (int)shown + 2, score->label);
	if (row < score->review->criterion_count) /* the cursor stays in its cell, whatever was drawn after it */
		draw_cell(score, body, FIRST_ROW + (int)(row - score->top), score->label, row);
	score->from = score->to = row;
}

static void
score_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct score *score = screen->data;

	buf_addf(left, " › %s%s", score->project, score->blind ? _(" (blind)") : "");
	if (score->expert)
		buf_addf(right, _("for %s"), score->expert);
	else
		buf_addf(right, _("done %zu/%zu, left %zu"), score->done, score->given, score->given - score->done);
}

/* ---- keys */

static void
move_to(struct score *score, size_t at)
{
	score_leave(score);
	if (at < score->sheet.count)
		score_enter(score, at);
}

/* The points of the next criterion; behind the last one the remark on the whole, where it ends. */
static size_t
next_row(const struct score *score)
{
	size_t row = score_row_of(score, score->sheet.at) + 1;

	return row < score->review->criterion_count ? row : score->sheet.count - 1;
}

/* The cell above in the same column; from the remark on the whole the last criterion's. */
static size_t
cell_above(const struct score *score)
{
	size_t row = score_row_of(score, score->sheet.at);

	if (score->sheet.at + 1 == score->sheet.count)
		return score->review->criterion_count - 1;
	return row ? score->sheet.at - 1 : score->sheet.at;
}

/* Where a key goes that leaves the cell; SIZE_MAX: it does not.  At their end → leaves points for their remark, at its
 * beginning ← leaves a remark for its points. */
static size_t
way_of(const struct score *score, const struct key *key)
{
	size_t criteria = score->review->criterion_count, row = score_row_of(score, score->sheet.at);
	bool points = score_is_points_cell(score, score->sheet.at), remark = !points && row < criteria;
	const struct editor *editor = &score->sheet.items[score->sheet.at].editor;

	switch (key->code) {
	case K_ENTER:
		return next_row(score);
	case K_TAB:
		return points ? criteria + row : next_row(score);
	case K_DOWN:
		return remark && row + 1 < criteria ? score->sheet.at + 1 : next_row(score);
	case K_BACKTAB:
		return remark ? row : cell_above(score);
	case K_UP:
		return cell_above(score);
	case K_RIGHT:
		return points && editor->cursor == editor->text.len ? criteria + row : SIZE_MAX;
	case K_LEFT:
		return remark && !editor->cursor ? row : SIZE_MAX;
	default:
		return SIZE_MAX;
	}
}

static bool
score_key(struct screen *screen, const struct key *key)
{
	struct score *score = screen->data;
	struct sheet_cell *cell = &score->sheet.items[score->sheet.at];
	struct err err = {0};
	size_t way = way_of(score, key);
	int used;

	if (way != SIZE_MAX) {
		move_to(score, way);
		return true;
	}
	if (key->code == K_F1)
		return false;
	used = score->sheet.closed ? 0 : editor_key(&cell->editor, key, &err);
	if (used < 0)
		ui_error(screen->ui, &err);
	if (used > 0)
		score_read(score);
	return used != 0;
}

static void
show_standard(struct screen *screen)
{
	const struct score *score = screen->data;
	struct buf text = {0};

	for (size_t i = 0; i < score->review->criterion_count; i++) {
		const struct criterion *criterion = &score->review->criteria[i];
		if (score_row_of(score, score->sheet.at) < score->review->criterion_count && i != score_row_of(score, score->sheet.at))
			continue;
		buf_addf(&text, "# %s  %d\n%s\n\n", words_in(criterion->label, words_lang()), criterion->points, words_in(criterion->standard, words_lang()));
	}
	pager_show(screen->ui, _("Standard"), buf_text(&text));
	buf_free(&text);
}

static void
show_materials(struct screen *screen)
{
	const struct score *score = screen->data;
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};

	if (project_material_text(work_desk(screen->ui), score->project, &arena, &text, &err) < 0)
		ui_error(screen->ui, &err);
	else
		pager_show(screen->ui, score->project, buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}

/* The sheet is settled: the next one takes its place, or the screen ends. */
static void
take_next(struct screen *screen, const char *told)
{
	struct score *score = screen->data;
	struct arena arena = {0};
	const char *before = arena_strdup(&arena, score->project);
	const char *next = score->expert ? NULL : score_next(screen->ui, before, &arena);
	struct err err = {0};

	if (next) {
		score_end(score);
		if (score_begin(score, next, &err) < 0) {
			ui_error(screen->ui, &err);
			screen_close(screen);
		} else {
			ui_message(screen->ui, TONE_DONE, _("%s %s; this is the next: %s"), before, told, next);
		}
	} else {
		ui_message(screen->ui, TONE_DONE, score->expert ? _("%s %s") : _("%s %s; no sheet is left to score"), before, told);
		screen_close(screen);
	}
	ui_refill(screen->ui);
	arena_free(&arena);
}

static void
score_act(struct screen *screen, int verb)
{
	struct score *score = screen->data;

	if (verb == HAND_IN && score_hand_in(score))
		take_next(screen, _("handed in"));
	else if (verb == RECUSE && score_recuse(score))
		take_next(screen, _("left: you stand aside"));
	else if (verb == MATERIALS)
		show_materials(screen);
	else if (verb == STANDARD)
		show_standard(screen);
	screen_redraw(screen);
}

static bool
score_can(struct screen *screen, int verb)
{
	const struct score *score = screen->data;
	struct desk *desk = work_desk(screen->ui);

	if (verb == NEXT || verb == HAND_IN)
		return !score->sheet.closed && desk_as_of(desk) == DATE_NONE;
	if (verb == RECUSE)
		return desk_as_of(desk) == DATE_NONE && desk_may(desk, act_named("declare_recusal")->roles);
	return true;
}

/* What was typed stays kept: leaving asks nothing. */
static bool
score_quit(struct screen *screen)
{
	struct score *score = screen->data;

	score_leave(score);
	if (score->sheet.dirty && !score->sheet.closed)
		ui_message(screen->ui, TONE_WAITING, _("%s is not handed in; what was keyed is kept"), score->project);
	return true;
}

static void
score_hangup(struct screen *screen)
{
	score_leave(screen->data);
	cells_keep(&((struct score *)screen->data)->sheet);
}

static bool
score_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct score *)screen->data)->project, arena, out);
}
