/* 台账: a project's grant beside its matching funds, each with what is left after every movement. */
#include <config.h>

#include "screen/ledgerview.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/historytext.h"
#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "ui/pager.h"

static int ledger_open(struct screen *screen, const void *argument, struct err *err);
static void ledger_refill(struct screen *screen);
static void ledger_draw(struct screen *screen, bool whole);
static bool ledger_key(struct screen *screen, const struct key *key);
static void ledger_act(struct screen *screen, int verb);
static bool ledger_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool ledger_can(struct screen *screen, int verb);
static void ledger_title(struct screen *screen, struct buf *left, struct buf *right);
static void ledger_close(struct screen *screen);

enum { EXPLAIN = 1, OPEN, SIDE, HISTORY, ADD, REVERSE, TASKS, MATCHING, REFUND };

static const struct verb verbs[] = {
	{.verb = EXPLAIN, .key = K_F1, .label = N_("the sums"), .help = N_("How the sums come about, by use, and what the rules say to them.")},
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The entry whole.")},
	{.verb = ADD, .key = K_F6, .label = N_("expense"), .help = N_("Records an expense out of the side one is on.")},
	{.verb = REVERSE, .key = K_F8, .label = N_("reverse"), .help = N_("Takes back the entry under the cursor, with the reason; both stay.")},
	{.verb = SIDE, .key = K_TAB, .label = N_("other side"), .help = N_("From the grant to the matching funds and back; the arrows left and right do it too.")},
	{.verb = TASKS, .key = '1', .label = N_("tasks"), .help = N_("The tasks of the project by year, with their targets and results.")},
	{.verb = MATCHING, .key = '2', .label = N_("matching funds"), .help = N_("Records matching funds that the unit put in.")},
	{.verb = REFUND, .key = '3', .label = N_("refund"), .help = N_("Records unspent money of the grant that came back.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{0},
};

const struct screen_class screen_ledger = {
	.name = "ledger",
	.title = N_("Ledger"),
	.private_size = sizeof(struct ledger_view),
	.verbs = verbs,
	.help = N_("The money of one project: what was paid of the grant and what the unit put in, kept apart, with what is left after each entry. "
		"F1 on the ledger explains the sums."),
	.open = ledger_open,
	.refill = ledger_refill,
	.draw = ledger_draw,
	.key = ledger_key,
	.act = ledger_act,
	.shows = ledger_shows,
	.can = ledger_can,
	.title_more = ledger_title,
	.close = ledger_close,
};

static int
ledger_open(struct screen *screen, const void *argument, struct err *err)
{
	struct ledger_view *view = screen->data;
	struct ledger ledger;

	if (desk_ledger(work_desk(screen->ui), argument, &screen->arena, &ledger, err) < 0)
		return -1;
	view->ui = screen->ui;
	view->id = xstrdup(argument);
	return 0;
}

static void
ledger_refill(struct screen *screen)
{
	struct ledger_view *view = screen->data;
	struct err err = {0};

	if (desk_ledger(work_desk(screen->ui), view->id, &screen->arena, &view->ledger, &err) < 0) {
		view->ledger = (struct ledger){0};
		ui_error(screen->ui, &err);
	}
	view->arena = &screen->arena;
	ledger_view_fill(view);
}

static void
ledger_draw(struct screen *screen, bool whole)
{
	(void)whole;
	ledger_view_draw(screen->data, &screen->body);
}

static bool
ledger_key(struct screen *screen, const struct key *key)
{
	struct ledger_view *view = screen->data;
	int plain = key_plain(key);

	if (key->code == K_TAB || key->code == K_LEFT || key->code == K_RIGHT) {
		view->side = !view->side;
		return true;
	}
	if (plain >= '0' && plain <= '9')
		return false; /* digits are verbs */
	return view->lists[view->side] && list_key(view->lists[view->side], key);
}

static void
show_entry(struct screen *screen, const struct ledger_line *line)
{
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};
	void *record;

	if (desk_get(work_desk(screen->ui), line->type, line->id, &arena, &record, &err) < 0) {
		ui_error(screen->ui, &err);
	} else {
		history_record_text(work_desk(screen->ui), record, &text);
		pager_show(screen->ui, line->id, buf_text(&text));
	}
	buf_free(&text);
	arena_free(&arena);
}

static void
explain(struct screen *screen)
{
	struct arena arena = {0};
	struct buf text = {0};

	ledger_view_explain(screen->data, &arena, &text);
	pager_show(screen->ui, _("How the sums come about"), buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}

static void
open_screen(struct screen *screen, const struct screen_class *class, const void *argument)
{
	struct err err = {0};

	if (ui_open(screen->ui, class, argument, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
add_expense(struct screen *screen)
{
	struct ledger_view *view = screen->data;
	const struct act_input given[] = {{"expense.source", view->side == LEDGER_MATCHING ? "matching" : "grant"}};
	const struct form_argument form = {.act = act_named("record_expense"), .target = view->id, .given = given, .given_count = 1};

	open_screen(screen, &screen_form, &form);
}

static void
ledger_act(struct screen *screen, int verb)
{
	struct ledger_view *view = screen->data;
	const struct ledger_line *line = ledger_view_current(view);
	const char *const project[] = {view->id}, *const entry[] = {line ? line->id : NULL};
	const struct history_argument history = {.type = line ? line->type : NULL, .id = line ? line->id : NULL};

	if (verb == EXPLAIN)
		explain(screen);
	else if (verb == OPEN && line)
		show_entry(screen, line);
	else if (verb == HISTORY && line)
		open_screen(screen, &screen_history, &history);
	else if (verb == ADD)
		add_expense(screen);
	else if (verb == REVERSE && line)
		work_act(screen->ui, act_named("reverse_entry"), entry, 1);
	else if (verb == TASKS)
		open_screen(screen, &screen_tasks, view->id);
	else if (verb == MATCHING || verb == REFUND)
		work_act(screen->ui, act_named(verb == MATCHING ? "record_matching" : "record_refund"), project, 1);
}

static bool
ledger_can(struct screen *screen, int verb)
{
	struct ledger_view *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	const struct ledger_line *line = ledger_view_current(view);

	switch (verb) {
	case OPEN:
	case HISTORY:
		return line != NULL;
	case ADD:
		return work_act_open(desk, act_named("record_expense"), view->id, &screen->arena);
	case MATCHING:
		return work_act_open(desk, act_named("record_matching"), view->id, &screen->arena);
	case REFUND:
		return work_act_open(desk, act_named("record_refund"), view->id, &screen->arena);
	case REVERSE:
		return line && line->reversible && desk_as_of(desk) == DATE_NONE && desk_may(desk, act_named("reverse_entry")->roles);
	default:
		return true;
	}
}

static void
ledger_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct ledger_view *view = screen->data;
	const struct project *project = view->ledger.project;

	buf_addf(left, " › %s", view->id);
	if (!project)
		return;
	buf_addf(left, " · %s", project->unit.name);
	buf_adds(right, code_label(NULL, "stage", project->stage));
}

static void
ledger_close(struct screen *screen)
{
	struct ledger_view *view = screen->data;

	list_free(view->lists[LEDGER_GRANT]);
	list_free(view->lists[LEDGER_MATCHING]);
	arena_free(&view->columns);
	free(view->id);
}

static bool
ledger_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct ledger_view *)screen->data)->id, arena, out);
}
