/* 资金统计: what is due and what was paid by fund, budget year, town, payee or kind of payment; each line opens its cases. */
#include <config.h>

#include "screen/work.h"

#include <string.h>

#include "desk/ledger.h"
#include "screen/bench.h"

static int sums_open(struct screen *screen, const void *argument, struct err *err);
static void sums_refill(struct screen *screen);
static void sums_draw(struct screen *screen, bool whole);
static bool sums_key(struct screen *screen, const struct key *key);
static void sums_act(struct screen *screen, int verb);
static void sums_title(struct screen *screen, struct buf *left, struct buf *right);
static void sums_close(struct screen *screen);

/* What is summed by: the digit of its place. */
static const struct {
	const char *by, *label;
} groups[] = {
	{"fund", N_("Fund")},
	{"year", N_("Budget year")},
	{"town", N_("First reviewer")},
	{"payee", N_("Payee")},
	{"payment", N_("Kind of payment")},
};

enum { OPEN = 1, GROUP_FIRST };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Opens what is due behind the line.")},
	{.verb = GROUP_FIRST + 0, .key = '1', .label = N_("by fund")},
	{.verb = GROUP_FIRST + 1, .key = '2', .label = N_("by budget year")},
	{.verb = GROUP_FIRST + 2, .key = '3', .label = N_("by first reviewer")},
	{.verb = GROUP_FIRST + 3, .key = '4', .label = N_("by payee")},
	{.verb = GROUP_FIRST + 4, .key = '5', .label = N_("by kind of payment")},
	{0},
};

enum { COLUMNS = 6, LABEL = 20, COUNT = 8, MONEY = 16, SHARE = 7, BAR_MOST = 100 };

struct sums_view {
	struct list *list;
	struct list_column columns[COLUMNS];
	struct list_table table;
	struct list_cell *cells;
	struct money_row *rows;
	money_t due, paid;
	int by, cols;
};

const struct screen_class screen_moneysums = {
	.name = "sums",
	.title = N_("Sums of money"),
	.private_size = sizeof(struct sums_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("What is due and what was paid of it. Digits choose what is summed by; Enter opens what is due behind a line."),
	.open = sums_open,
	.refill = sums_refill,
	.draw = sums_draw,
	.key = sums_key,
	.act = sums_act,
	.title_more = sums_title,
	.close = sums_close,
};

static void
make_list(struct screen *screen)
{
	struct sums_view *view = screen->data;
	const struct list_spec spec = {
		.ui = screen->ui,
		.source = &list_table_source,
		.user = &view->table,
		.columns = view->columns,
		.column_count = COLUMNS,
		.empty = _("nothing was ever due"),
	};

	list_free(view->list);
	view->table.rows = 0;
	view->columns[0] = (struct list_column){.title = _(groups[view->by].label), .width = LABEL};
	view->columns[1] = (struct list_column){.title = _("Count"), .width = COUNT, .right = true};
	view->columns[2] = (struct list_column){.title = _("Amount due"), .width = MONEY, .right = true};
	view->columns[3] = (struct list_column){.title = _("Paid"), .width = MONEY, .right = true};
	view->columns[4] = (struct list_column){.title = _("Share"), .width = SHARE, .right = true};
	view->columns[5] = (struct list_column){.title = "", .width = 4, .flex = true};
	view->list = list_new(&spec);
}

static int
sums_open(struct screen *screen, const void *argument, struct err *err)
{
	struct desk *desk = work_desk(screen->ui);

	(void)argument;
	if (!desk_sees_money(desk))
		return err_set(err, ERR_DENIED, _("'%s' may not see money"), desk_person(desk)->name);
	make_list(screen);
	return 0;
}

/* What is paid of the line's sum, against the largest sum. */
static const char *
bar_text(const struct money_row *row, money_t most, int room, struct arena *arena)
{
	struct buf bar = {0};
	const char *text;
	int64_t whole = most > 0 && row->due > 0 ? (row->due * room + most - 1) / most : 0;
	int64_t filled = row->due > 0 ? row->paid * whole / row->due : 0;

	for (int64_t i = 0; i < whole; i++)
		buf_adds(&bar, glyph(i < filled ? GLYPH_BAR : GLYPH_REST));
	text = arena_strdup(arena, buf_text(&bar));
	buf_free(&bar);
	return text;
}

static void
fill_bars(struct screen *screen)
{
	struct sums_view *view = screen->data;
	int room = screen->body.cols - LABEL - COUNT - 2 * MONEY - SHARE - 19;
	money_t most = 0;

	view->cols = screen->body.cols;
	room = room > BAR_MOST ? BAR_MOST : room < 2 ? 2 : room;
	for (size_t i = 0; i < view->table.rows; i++)
		most = view->rows[i].due > most ? view->rows[i].due : most;
	for (size_t i = 0; i < view->table.rows; i++)
		view->cells[i * COLUMNS + 5] = (struct list_cell){.text = bar_text(&view->rows[i], most, room, &screen->arena), .tone = TONE_DONE};
}

static void
fill_row(struct screen *screen, const struct money_row *row, struct list_cell *cells)
{
	char number[32], money[32];

	number_print(number, (int64_t)row->count);
	cells[0].text = row->label;
	cells[1].text = arena_strdup(&screen->arena, number);
	money_print(money, row->due);
	cells[2].text = arena_strdup(&screen->arena, money);
	money_print(money, row->paid);
	cells[3].text = arena_strdup(&screen->arena, money);
	cells[4].text = row->due > 0 ? arena_printf(&screen->arena, "%.1f%%", 100.0 * (double)row->paid / (double)row->due) : "";
}

static void
sums_refill(struct screen *screen)
{
	struct sums_view *view = screen->data;
	size_t count = 0;
	struct err err = {0};

	if (desk_money(work_desk(screen->ui), groups[view->by].by, &screen->arena, &view->rows, &count, &err) < 0)
		ui_error(screen->ui, &err);
	view->cells = arena_alloc(&screen->arena, (count + 1) * COLUMNS * sizeof *view->cells);
	view->table = (struct list_table){.cells = view->cells, .rows = count, .columns = COLUMNS};
	view->due = view->paid = 0;
	for (size_t i = 0; i < count; i++) {
		memset(&view->cells[i * COLUMNS], 0, COLUMNS * sizeof *view->cells);
		fill_row(screen, &view->rows[i], &view->cells[i * COLUMNS]);
		view->due += view->rows[i].due;
		view->paid += view->rows[i].paid;
	}
	fill_bars(screen);
	list_refill(view->list);
}

static void
sums_draw(struct screen *screen, bool whole)
{
	struct sums_view *view = screen->data;

	if (view->cols != screen->body.cols)
		fill_bars(screen);
	list_draw(view->list, &screen->body, whole);
}

static bool
sums_key(struct screen *screen, const struct key *key)
{
	int plain = key_plain(key);

	if (plain >= '0' && plain <= '9')
		return false; /* digits choose */
	return list_key(((struct sums_view *)screen->data)->list, key);
}

static void
open_cases(struct screen *screen)
{
	struct sums_view *view = screen->data;
	const struct list_row *row = list_current(view->list);
	struct err err = {0};

	if (!row)
		return;
	if (!view->rows[row->id - 1].where)
		ui_message(screen->ui, TONE_WAITING, _("what is not given cannot be narrowed by"));
	else if (ui_open(screen->ui, &screen_dues, view->rows[row->id - 1].where, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
sums_act(struct screen *screen, int verb)
{
	struct sums_view *view = screen->data;

	if (verb == OPEN) {
		open_cases(screen);
		return;
	}
	view->by = verb - GROUP_FIRST;
	make_list(screen);
	screen_refill(screen);
	screen_redraw(screen);
}

static void
sums_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct sums_view *view = screen->data;
	char due[32], paid[32];

	buf_addf(left, " › %s", _(groups[view->by].label));
	money_print(due, view->due);
	money_print(paid, view->paid);
	buf_addf(right, _("paid %s of %s"), paid, due);
}

static void
sums_close(struct screen *screen)
{
	list_free(((struct sums_view *)screen->data)->list);
}
