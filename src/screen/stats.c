/* 统计: projects counted by town, stage, year, track or conclusion; each figure opens its cases. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/ledger.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/narrow.h"
#include "screen/sheetmenu.h"

static int stats_open(struct screen *screen, const void *argument, struct err *err);
static void stats_refill(struct screen *screen);
static void stats_draw(struct screen *screen, bool whole);
static bool stats_key(struct screen *screen, const struct key *key);
static void stats_act(struct screen *screen, int verb);
static bool stats_can(struct screen *screen, int verb);
static void stats_title(struct screen *screen, struct buf *left, struct buf *right);
static void stats_close(struct screen *screen);

/* What is counted by: the digit of its place. */
static const struct group {
	const char *path, *label;
} groups[] = {
	{"project.reviewer", N_("First reviewer")},
	{"project.stage", N_("Stage")},
	{"project.year", N_("Year")},
	{"project.track", N_("Track")},
	{"project.conclusion", N_("Conclusion")},
	{NULL, N_("Target")}, /* counted apart */
};
enum { GROUPS = sizeof groups / sizeof *groups };

enum { OPEN = 1, MONEY, SUMS, NARROW, ALL, GROUP_FIRST };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Opens the queue of what the line counts.")},
	{.verb = GROUP_FIRST + 0, .key = '1', .label = N_("by first reviewer")},
	{.verb = GROUP_FIRST + 1, .key = '2', .label = N_("by stage")},
	{.verb = GROUP_FIRST + 2, .key = '3', .label = N_("by year")},
	{.verb = GROUP_FIRST + 3, .key = '4', .label = N_("by track")},
	{.verb = GROUP_FIRST + 4, .key = '5', .label = N_("by conclusion")},
	{.verb = MONEY, .key = '6', .label = N_("sums"), .help = N_("Matching funds committed, summed up; again takes them away.")},
	{.verb = GROUP_FIRST + 5, .key = '7', .label = N_("target"), .help = N_("Projects recognised in the years of the aim, by track and stage; cancelled ones apart.")},
	{.verb = SUMS, .key = '8', .label = N_("money"), .help = N_("Money due and paid by fund, year, town, payee and kind of payment.")},
	{.verb = NARROW, .key = K_F7, .label = N_("find"), .help = N_("Counts only what is like that.")},
	{.verb = ALL, .key = '0', .label = N_("all"), .help = N_("Takes the filter away."), .flags = VERB_QUIET},
	{0},
};

enum { COLUMNS = 5, COUNT_COLUMNS = 9, SHARE_COLUMNS = 7, MONEY_COLUMNS = 20, BAR_MOST = 100 };

struct stats_view {
	struct list *list;
	struct list_column columns[COLUMNS];
	struct list_table table;
	struct list_cell *cells;
	struct stat_row *rows;
	size_t count;
	uint64_t total, most;
	const struct group *by;
	const struct target_progress *progress; /* while the target is shown */
	bool money;
	char *where;
	int cols;          /* the bars were made for */
};

const struct screen_class screen_stats = {
	.name = "stats",
	.title = N_("Figures"),
	.private_size = sizeof(struct stats_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("How many projects there are of each kind. Digits choose what is counted by; Enter opens the cases behind a line."),
	.open = stats_open,
	.refill = stats_refill,
	.draw = stats_draw,
	.key = stats_key,
	.act = stats_act,
	.can = stats_can,
	.shows = shown_newest_call,
	.title_more = stats_title,
	.close = stats_close,
};

static void
make_list(struct screen *screen)
{
	struct stats_view *view = screen->data;
	const struct list_spec spec = {
		.ui = screen->ui,
		.source = &list_table_source,
		.user = &view->table,
		.columns = view->columns,
		.column_count = view->money ? COLUMNS : COLUMNS - 1,
		.empty = _("no project is like that"),
	};

	list_free(view->list);
	view->table.rows = 0;
	view->columns[0] = (struct list_column){.title = _(view->by->label), .width = 20};
	view->columns[1] = (struct list_column){.title = _("Count"), .width = COUNT_COLUMNS, .right = true};
	view->columns[2] = (struct list_column){.title = _("Share"), .width = SHARE_COLUMNS, .right = true};
	view->columns[3] = (struct list_column){.title = "", .width = 10, .flex = true};
	view->columns[4] = (struct list_column){.title = _("Matching funds, yuan"), .width = MONEY_COLUMNS, .right = true};
	view->list = list_new(&spec);
}

static int
load_target(struct screen *screen, struct stat_row **rows, size_t *count, struct err *err)
{
	struct stats_view *view = screen->data;
	struct target_progress *progress = arena_alloc(&screen->arena, sizeof *progress);

	if (desk_target(work_desk(screen->ui), &screen->arena, progress, err) < 0)
		return -1;
	view->progress = progress;
	*rows = progress->rows;
	*count = progress->count;
	return 0;
}

/* Reads the figures; on failure what was there stays. */
static int
load(struct screen *screen, struct err *err)
{
	struct stats_view *view = screen->data;
	struct stat_row *rows;
	size_t count;

	view->progress = NULL;
	if (!view->by->path && load_target(screen, &rows, &count, err) < 0)
		return -1;
	if (view->by->path && desk_stats(work_desk(screen->ui), view->by->path, view->where, view->money, &screen->arena, &rows, &count, err) < 0)
		return -1;
	view->rows = rows;
	view->count = count;
	view->total = view->most = 0;
	for (size_t i = 0; i < count; i++) {
		view->total += rows[i].count;
		view->most = rows[i].count > view->most ? rows[i].count : view->most;
	}
	return 0;
}

static const char *
bar_text(const struct stats_view *view, uint64_t count, int columns, struct arena *arena)
{
	struct buf bar = {0};
	const char *text;
	uint64_t filled = view->most ? (count * (uint64_t)columns + view->most - 1) / view->most : 0;

	for (uint64_t i = 0; i < filled; i++)
		buf_adds(&bar, glyph(GLYPH_BAR));
	text = arena_strdup(arena, buf_text(&bar));
	buf_free(&bar);
	return text;
}

static void
fill_bars(struct screen *screen)
{
	struct stats_view *view = screen->data;
	int room = screen->body.cols - 20 - COUNT_COLUMNS - SHARE_COLUMNS - 10 - (view->money ? MONEY_COLUMNS + 2 : 0);

	view->cols = screen->body.cols;
	room = room > BAR_MOST ? BAR_MOST : room < 4 ? 4 : room;
	for (size_t i = 0; i < view->count; i++)
		view->cells[i * view->table.columns + 3] = (struct list_cell){.text = bar_text(view, view->rows[i].count, room, &screen->arena), .tone = TONE_DONE};
}

static void
fill(struct screen *screen)
{
	struct stats_view *view = screen->data;
	struct arena *arena = &screen->arena;
	size_t columns = view->money ? COLUMNS : COLUMNS - 1;

	view->cells = arena_alloc(arena, (view->count + 1) * columns * sizeof *view->cells);
	view->table = (struct list_table){.cells = view->cells, .rows = view->count, .columns = columns};
	for (size_t i = 0; i < view->count; i++) {
		struct list_cell *row = &view->cells[i * columns];
		char money[32] = "", number[32];
		number_print(number, (int64_t)view->rows[i].count);
		row[0] = (struct list_cell){.text = view->rows[i].label};
		row[1] = (struct list_cell){.text = arena_strdup(arena, number)};
		row[2] = (struct list_cell){.text = arena_printf(arena, "%.1f%%", 100.0 * (double)view->rows[i].count / (double)(view->total ? view->total : 1))};
		if (!view->money)
			continue;
		if (view->rows[i].matching != MONEY_NONE)
			money_print(money, view->rows[i].matching);
		row[4] = (struct list_cell){.text = arena_strdup(arena, money)};
	}
	fill_bars(screen);
}

static int
stats_open(struct screen *screen, const void *argument, struct err *err)
{
	struct stats_view *view = screen->data;

	(void)argument;
	view->by = &groups[0];
	view->where = xstrdup("");
	if (load(screen, err) < 0) {
		free(view->where);
		return -1;
	}
	make_list(screen);
	return 0;
}

static void
stats_refill(struct screen *screen)
{
	struct stats_view *view = screen->data;
	struct err err = {0};

	if (load(screen, &err) < 0) {
		ui_error(screen->ui, &err);
		view->count = 0;
	}
	fill(screen);
	list_refill(view->list);
}

static void
stats_draw(struct screen *screen, bool whole)
{
	struct stats_view *view = screen->data;

	if (view->cols != screen->body.cols)
		fill_bars(screen);
	list_draw(view->list, &screen->body, whole);
}

static bool
stats_key(struct screen *screen, const struct key *key)
{
	int plain = key_plain(key);

	if (plain >= '0' && plain <= '9')
		return false; /* digits choose */
	return list_key(((struct stats_view *)screen->data)->list, key);
}

/* Other rows and perhaps other columns: the list begins anew. */
static void
anew(struct screen *screen)
{
	make_list(screen);
	screen_refill(screen);
	screen_redraw(screen);
}

static void
narrow(struct screen *screen)
{
	struct stats_view *view = screen->data;
	char *where = narrow_ask(screen->ui, view->where);

	if (!where)
		return;
	free(view->where);
	view->where = where;
	anew(screen);
}

static void
open_cases(struct screen *screen)
{
	struct stats_view *view = screen->data;
	const struct list_row *row = list_current(view->list);
	struct queue_argument argument = {0};
	struct err err = {0};

	if (!row)
		return;
	argument.where = view->rows[row->id - 1].where;
	if (!argument.where)
		ui_message(screen->ui, TONE_WAITING, _("what is not given cannot be narrowed by"));
	else if (ui_open(screen->ui, &screen_queue, &argument, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
open_sums(struct screen *screen)
{
	struct err err = {0};

	if (ui_open(screen->ui, &screen_moneysums, NULL, &err) < 0)
		ui_error(screen->ui, &err);
}

static bool
stats_can(struct screen *screen, int verb)
{
	const struct desk *desk = work_desk(screen->ui);

	return verb != SUMS || desk_sees_money(desk);
}

static void
stats_act(struct screen *screen, int verb)
{
	struct stats_view *view = screen->data;

	if (verb == OPEN) {
		open_cases(screen);
	} else if (verb == NARROW) {
		narrow(screen);
	} else if (verb == ALL) {
		free(view->where);
		view->where = xstrdup("");
		anew(screen);
	} else {
		if (verb == SUMS) {
			open_sums(screen);
			return;
		}
		if (verb == MONEY)
			view->money = !view->money;
		else
			view->by = &groups[verb - GROUP_FIRST];
		anew(screen);
	}
}

static void
stats_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct stats_view *view = screen->data;
	char total[32];

	buf_addf(left, " › %s", _(view->by->label));
	if (*view->where)
		buf_addf(left, "  %s %s", _("filter:"), view->where);
	if (view->progress) {
		buf_addf(right, _("%llu of %d, %llu units, cancelled %llu"), (unsigned long long)view->progress->awarded, view->progress->wanted,
			(unsigned long long)view->progress->units, (unsigned long long)view->progress->cancelled);
		return;
	}
	number_print(total, (int64_t)view->total);
	buf_addf(right, _("%s projects"), total);
}

static void
stats_close(struct screen *screen)
{
	struct stats_view *view = screen->data;

	list_free(view->list);
	free(view->where);
}
