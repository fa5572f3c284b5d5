/* 评审排名: who stands where, with the line between, and what would be otherwise. */
#include <config.h>

#include "screen/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "desk/act.h"
#include "screen/bench.h"
#include "screen/callpick.h"
#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "ui/pager.h"

static int ranking_open(struct screen *screen, const void *argument, struct err *err);
static void ranking_refill(struct screen *screen);
static void ranking_draw(struct screen *screen, bool whole);
static bool ranking_key(struct screen *screen, const struct key *key);
static void ranking_act(struct screen *screen, int verb);
static bool ranking_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool ranking_can(struct screen *screen, int verb);
static void ranking_title(struct screen *screen, struct buf *left, struct buf *right);
static void ranking_close(struct screen *screen);

enum { OPEN = 1, CALL, DECIDE, DRAFT, WHAT_IF, LISTS, CLOSE, METHOD };

static const struct verb verbs[] = {
	{.verb = METHOD, .key = K_F1, .label = N_("method"), .help = N_("How the rules come to this ranking, and how each expert leans.")},
	{.verb = OPEN, .key = K_ENTER, .label = N_("dossier"), .help = N_("How the project fared: its sheets, its mean, who decided.")},
	{.verb = WHAT_IF, .key = K_F8, .label = N_("what if"),
		.help = N_("Another quota, without an expert, untrimmed: who would cross the line. Changes nothing, and is on record.")},
	{.verb = DECIDE, .key = K_F5, .label = N_("decide tie"), .help = N_("People order those who tie, with the reason.")},
	{.verb = DRAFT, .key = K_F6, .label = N_("draft list"), .help = N_("Drafts the list of the call: within the quota, the reserve, not selected.")},
	{.verb = LISTS, .key = '1', .label = N_("lists"), .help = N_("The lists drafted for the call.")},
	{.verb = CLOSE, .key = '2', .label = N_("close scoring"), .help = N_("Ends the scoring of the call; sheets not handed in are named.")},
	{.verb = CALL, .key = K_F4, .label = N_("other call"), .help = N_("The ranking of another call.")},
	{0},
};

const struct screen_class screen_ranking = {
	.name = "ranking",
	.title = N_("Ranking"),
	.private_size = sizeof(struct rankview),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The projects of a call by their means; totals that were dropped stand in brackets, ! marks one far from the mean. F1 on the list tells how "
		"it is computed."),
	.open = ranking_open,
	.refill = ranking_refill,
	.draw = ranking_draw,
	.key = ranking_key,
	.act = ranking_act,
	.shows = ranking_shows,
	.can = ranking_can,
	.title_more = ranking_title,
	.close = ranking_close,
};

static int
ranking_open(struct screen *screen, const void *argument, struct err *err)
{
	struct rankview *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	struct arena arena = {0};
	struct list_spec spec = {.ui = screen->ui, .source = &rankview_source, .user = view, .column_count = RANKVIEW_COLUMNS, .pane_cols = 34,
		.pane_from = 120, .empty = _("no project of this call is being scored yet")};
	const char *call = argument ? argument : call_newest(screen->ui, &arena);

	if (!desk_may(desk, ROLE(office) | ROLE(approver) | ROLE(auditor)) || !call) {
		arena_free(&arena);
		return desk_may(desk, ROLE(office) | ROLE(approver) | ROLE(auditor)) ? err_set(err, ERR_MISSING, _("no call has been opened yet")) :
			err_set(err, ERR_DENIED, _("'%s' may not see rankings"), desk_person(desk)->name);
	}
	view->ui = screen->ui;
	view->call = xstrdup(call);
	spec.columns = rankview_columns(&bench_of(screen->ui)->arena);
	view->list = list_new(&spec);
	arena_free(&arena);
	return 0;
}

static void
ranking_refill(struct screen *screen)
{
	struct rankview *view = screen->data;

	rankview_read(view, &screen->arena);
	list_refill(view->list);
}

/* ---- drawing */

/* The sentence over the list: a question, or how many compete for how many places. */
static void
draw_above(const struct rankview *view, const struct area *area)
{
	const struct verdict *competition = &view->ranking.scored.competition;
	static const enum tone tones[] = {[VERDICT_PASS] = TONE_PLAIN, [VERDICT_FAIL] = TONE_REFUSED, [VERDICT_OPEN] = TONE_WAITING};

	if (view->refused)
		paint_fit(area, 0, 1, area->cols - 2, TONE_REFUSED, view->refused, false);
	else if (view->asking)
		paint_fit(area, 0, 1, area->cols - 2, TONE_WAITING, view->question, false);
	else
		paint_fit(area, 0, 1, area->cols - 2, tones[competition->result], words_in(competition->because, words_lang()), false);
}

static void
draw_below(struct rankview *view, const struct area *area)
{
	struct arena arena = {0};
	const struct list_row *row = list_current(view->list);
	const struct standing *standing = row ? rankview_standing(view, row) : NULL;

	paint_fit(area, 0, 1, area->cols - 2, standing && standing->place == PLACE_TIED ? TONE_WAITING : TONE_DIM,
		standing ? rankview_remark(view, standing, &arena) : "", false);
	arena_free(&arena);
}

static void
ranking_draw(struct screen *screen, bool whole)
{
	struct rankview *view = screen->data;
	const struct area *body = &screen->body;
	struct area above = area_part(body, 0, 0, 1, body->cols), list = area_part(body, 1, 0, body->rows - 2, body->cols);
	struct area below = area_part(body, body->rows - 1, 0, 1, body->cols);

	draw_above(view, &above);
	draw_below(view, &below);
	list_draw(view->list, &list, whole);
}

static void
ranking_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct rankview *view = screen->data;
	const struct review_rules *review = view->ranking.review;

	buf_addf(left, " › %s", view->call);
	if (!review)
		return;
	buf_addf(left, _("   quota %d   candidates %d"), view->ranking.scored.places, view->ranking.scored.candidates);
	if (view->what_if.untrimmed || !(review->trim_highest + review->trim_lowest))
		buf_adds(right, _("untrimmed"));
	else
		buf_addf(right, _("less %d highest, %d lowest from %d sheets"), review->trim_highest, review->trim_lowest, review->trim_from);
}

/* ---- keys */

static void
show_method(struct screen *screen)
{
	struct arena arena = {0};
	struct buf text = {0};

	rankview_method(screen->data, &arena, &text);
	pager_show(screen->ui, _("How it is computed"), buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}

static bool
ranking_key(struct screen *screen, const struct key *key)
{
	struct rankview *view = screen->data;

	if (key->code == K_ESC && view->asking) {
		rankview_forget(view);
		screen_refill(screen);
		screen_redraw(screen);
		return true;
	}
	return list_key(view->list, key);
}

static void
open_screen(struct screen *screen, const struct screen_class *class, const char *argument)
{
	struct err err = {0};

	if (argument && ui_open(screen->ui, class, argument, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
other_call(struct screen *screen)
{
	struct rankview *view = screen->data;
	struct arena arena = {0};
	const char *call = call_choose(screen->ui, &arena);

	if (call) {
		free(view->call);
		view->call = xstrdup(call);
		rankview_forget(view);
		screen_refill(screen);
		screen_redraw(screen);
	}
	arena_free(&arena);
}

static void
ranking_act(struct screen *screen, int verb)
{
	struct rankview *view = screen->data;
	const struct list_row *row = list_current(view->list);
	const struct standing *standing = row ? rankview_standing(view, row) : NULL;
	const char *const targets[] = {view->call};

	if (verb == OPEN && standing) {
		open_screen(screen, &screen_dossier, ranking_project(&view->ranking, standing->project)->id);
	} else if (verb == WHAT_IF && rankview_ask(view)) {
		screen_refill(screen);
		screen_redraw(screen);
	} else if (verb == DECIDE) {
		rankview_decide(view, standing);
		screen_refill(screen);
	} else if (verb == DRAFT || verb == CLOSE) {
		work_act(screen->ui, act_named(verb == DRAFT ? "propose" : "close_scoring"), targets, 1);
	} else if (verb == LISTS) {
		open_screen(screen, &screen_proposals, view->call);
	} else if (verb == METHOD) {
		show_method(screen);
	} else if (verb == CALL) {
		other_call(screen);
	}
}

static bool
ranking_can(struct screen *screen, int verb)
{
	const struct rankview *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	bool now = desk_as_of(desk) == DATE_NONE && !view->refused;

	switch (verb) {
	case METHOD:
		return view->ranking.review != NULL;
	case OPEN:
		return view->table.rows > 0;
	case WHAT_IF:
		return now && desk_may(desk, act_named("what_if")->roles);
	case DECIDE:
		return now && !view->asking && rankview_open_tie(view) && desk_may(desk, act_named("decide_tie")->roles);
	case DRAFT:
		return now && !view->asking && view->undrafted && desk_may(desk, act_named("propose")->roles);
	case CLOSE:
		return now && !view->asking && view->scoring && desk_may(desk, act_named("close_scoring")->roles);
	default:
		return true;
	}
}

static void
ranking_close(struct screen *screen)
{
	struct rankview *view = screen->data;

	list_free(view->list);
	rankview_forget(view);
	free(view->call);
}

static bool
ranking_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("call", ((struct rankview *)screen->data)->call, arena, out);
}
