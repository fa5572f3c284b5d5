/* 评审组: the experts of a call, what each was given to score, and how far they are. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/officework.h"
#include "screen/bench.h"
#include "screen/callpick.h"
#include "screen/sheetmenu.h"

static int panel_open(struct screen *screen, const void *argument, struct err *err);
static void panel_refill(struct screen *screen);
static void panel_draw(struct screen *screen, bool whole);
static bool panel_key(struct screen *screen, const struct key *key);
static void panel_act(struct screen *screen, int verb);
static bool panel_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool panel_can(struct screen *screen, int verb);
static void panel_title(struct screen *screen, struct buf *left, struct buf *right);
static void panel_close(struct screen *screen);

enum { FORM = 1, ASSIGN, RECUSALS, SHEETS, RANKING, CALL };
enum { COLUMNS = 7 };

static const struct verb verbs[] = {
	{.verb = FORM, .key = K_F6, .label = N_("form the panel"), .help = N_("Names the experts, as many as the rules ask for; F4 in the form lists them.")},
	{.verb = ASSIGN, .key = K_F8, .label = N_("assign"),
		.help = N_("Gives every project that waits to so many experts, evenly, never against a conflict; what was assigned before stays.")},
	{.verb = RECUSALS, .key = '1', .label = N_("recusals"), .help = N_("Experts who stand aside; those to be confirmed.")},
	{.verb = SHEETS, .key = '2', .label = N_("sheets"), .help = N_("Sheets handed in: reopen one, key a paper one.")},
	{.verb = RANKING, .key = '3', .label = N_("ranking"), .help = N_("Where the projects of the call stand.")},
	{.verb = CALL, .key = K_F4, .label = N_("other call"), .help = N_("The panel of another call.")},
	{0},
};

struct panel_view {
	struct list *list;
	struct list_table table;
	struct panel_board board; /* in the screen's arena */
	char *call;
};

const struct screen_class screen_panel = {
	.name = "panel",
	.title = N_("Panel"),
	.private_size = sizeof(struct panel_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The experts of a call with their load and progress. A conflict is declared by the expert or found by the office, and confirmed or not."),
	.open = panel_open,
	.refill = panel_refill,
	.draw = panel_draw,
	.key = panel_key,
	.act = panel_act,
	.shows = panel_shows,
	.can = panel_can,
	.title_more = panel_title,
	.close = panel_close,
};

static const struct list_column *
columns(struct arena *arena)
{
	struct list_column *shown = arena_alloc(arena, COLUMNS * sizeof *shown);

	shown[0] = (struct list_column){.title = _("Expert"), .width = 10};
	shown[1] = (struct list_column){.title = _("Name"), .width = 8};
	shown[2] = (struct list_column){.title = _("Employer"), .width = 20, .flex = true};
	shown[3] = (struct list_column){.title = _("Expertise"), .width = 12, .drop = 1};
	shown[4] = (struct list_column){.title = _("Professional title"), .width = words_lang() == LANG_ZH ? 12 : 18, .drop = 2};
	shown[5] = (struct list_column){.title = _("Handed in"), .width = 9, .right = true};
	shown[6] = (struct list_column){.title = _("Stands aside"), .width = words_lang() == LANG_ZH ? 6 : 12, .right = true};
	return shown;
}

static int
panel_open(struct screen *screen, const void *argument, struct err *err)
{
	struct panel_view *view = screen->data;
	struct list_spec spec = {.ui = screen->ui, .source = &list_table_source, .user = &view->table, .column_count = COLUMNS,
		.empty = _("no panel was formed for this call yet: F6 forms it")};
	struct arena arena = {0};
	const char *call = argument ? argument : call_newest(screen->ui, &arena);
	int result = call ? desk_panel(work_desk(screen->ui), call, &arena, &view->board, err) : err_set(err, ERR_MISSING, _("no call has been opened yet"));

	if (result == 0) {
		view->call = xstrdup(call);
		spec.columns = columns(&bench_of(screen->ui)->arena);
		view->list = list_new(&spec);
	}
	arena_free(&arena);
	return result;
}

static void
fill_row(const struct panel_member *member, struct list_cell *cells, struct arena *arena)
{
	const struct staff *staff = member->staff;
	bool finished = member->given && member->done == member->given;

	cells[0].text = member->id;
	cells[1].text = staff ? staff->name : "";
	cells[2].text = staff ? staff->employer : _("no longer entered");
	cells[3].text = staff ? staff->field : "";
	cells[4].text = staff ? staff->title : "";
	cells[5] = (struct list_cell){.text = arena_printf(arena, "%zu/%zu%s%s", member->done, member->given, finished ? " " : "",
		finished ? glyph(GLYPH_DONE) : ""), .tone = finished ? TONE_DONE : TONE_WAITING};
	cells[6].text = member->aside ? arena_printf(arena, "%zu", member->aside) : "";
}

static void
panel_refill(struct screen *screen)
{
	struct panel_view *view = screen->data;
	struct list_cell *cells;
	struct err err = {0};

	if (desk_panel(work_desk(screen->ui), view->call, &screen->arena, &view->board, &err) < 0)
		ui_error(screen->ui, &err);
	cells = arena_alloc(&screen->arena, (view->board.member_count + 1) * COLUMNS * sizeof *cells);
	for (size_t i = 0; i < view->board.member_count; i++)
		fill_row(&view->board.members[i], &cells[i * COLUMNS], &screen->arena);
	view->table = (struct list_table){.cells = cells, .rows = view->board.member_count, .columns = COLUMNS};
	list_refill(view->list);
}

/* What waits for the office, in one line. */
static void
draw_below(const struct panel_view *view, const struct area *area)
{
	const struct panel_board *board = &view->board;
	int x = 1;

	paint_clear_row(area, 0, 0);
	x += paintf(area, 0, x, TONE_PLAIN, _("being scored %zu   "), board->in_review);
	x += paintf(area, 0, x, board->waiting ? TONE_WAITING : TONE_DIM, _("to assign %zu   "), board->waiting);
	x += paintf(area, 0, x, board->to_confirm ? TONE_WAITING : TONE_DIM, _("recusals to confirm %zu   "), board->to_confirm);
	if (board->to_reopen)
		x += paintf(area, 0, x, TONE_WAITING, _("reopenings to answer %zu   "), board->to_reopen);
	if (board->given && area->cols - x > 6)
		paint_bar(area, 0, x, area->cols - x - 1 < 30 ? area->cols - x - 1 : 30, TONE_DONE, (double)board->done, (double)board->given);
}

static void
panel_draw(struct screen *screen, bool whole)
{
	struct panel_view *view = screen->data;
	const struct area *body = &screen->body;
	struct area list = area_part(body, 0, 0, body->rows - 1, body->cols), below = area_part(body, body->rows - 1, 0, 1, body->cols);

	list_draw(view->list, &list, whole);
	draw_below(view, &below);
}

static void
panel_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct panel_view *view = screen->data;

	buf_addf(left, " › %s", view->call);
	if (view->board.panel && *view->board.panel->title)
		buf_addf(left, "  %s", view->board.panel->title);
	buf_addf(right, _("%zu experts, sheets %zu/%zu"), view->board.member_count, view->board.done, view->board.given);
}

static bool
panel_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct panel_view *)screen->data)->list, key);
}

/* The form begins with the panel as it is. */
static void
form_panel(struct screen *screen)
{
	struct panel_view *view = screen->data;
	const struct panel *panel = view->board.panel;
	const struct act_input given[] = {
		{"panel.title", panel ? panel->title : ""},
		{"panel.experts", panel ? panel->experts : ""},
		{"panel.chair", panel ? panel->chair : ""},
		{"panel.note", panel ? panel->note : ""},
	};
	const struct form_argument form = {.act = act_named("form_panel"), .target = view->call, .given = given,
		.given_count = panel ? sizeof given / sizeof *given : 0};
	struct err err = {0};

	if (ui_open(screen->ui, &screen_form, &form, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
other_call(struct screen *screen)
{
	struct panel_view *view = screen->data;
	struct arena arena = {0};
	const char *call = call_choose(screen->ui, &arena);

	if (call) {
		free(view->call);
		view->call = xstrdup(call);
		screen_refill(screen);
		screen_redraw(screen);
	}
	arena_free(&arena);
}

static void
panel_act(struct screen *screen, int verb)
{
	static const struct screen_class *const beside[] = {[RECUSALS] = &screen_recusals, [SHEETS] = &screen_sheets, [RANKING] = &screen_ranking};
	struct panel_view *view = screen->data;
	const char *const targets[] = {view->call};
	struct err err = {0};

	if (verb == FORM)
		form_panel(screen);
	else if (verb == ASSIGN)
		work_act(screen->ui, act_named("assign"), targets, 1);
	else if (verb == CALL)
		other_call(screen);
	else if (ui_open(screen->ui, beside[verb], view->call, &err) < 0)
		ui_error(screen->ui, &err);
}

static bool
panel_can(struct screen *screen, int verb)
{
	const struct panel_view *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	bool now = desk_as_of(desk) == DATE_NONE;

	if (verb == FORM)
		return now && desk_may(desk, act_named("form_panel")->roles);
	if (verb == ASSIGN)
		return now && view->board.panel && desk_may(desk, act_named("assign")->roles);
	return true;
}

static void
panel_close(struct screen *screen)
{
	struct panel_view *view = screen->data;

	list_free(view->list);
	free(view->call);
}

static bool
panel_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("call", ((struct panel_view *)screen->data)->call, arena, out);
}
