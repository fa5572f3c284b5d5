/* 工作台: what is due, what is stuck, how far we are. */
#include <config.h>

#include "screen/work.h"

#include <string.h>

#include "base/text.h"
#include "desk/casework.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/moneymenu.h"
#include "screen/reviewmenu.h"
#include "screen/seat.h"
#include "screen/sheetmenu.h"
#include "screen/todohelp.h"
#include "ui/dialog.h"

static void home_explain(struct screen *screen, struct buf *out);
static int home_open(struct screen *screen, const void *argument, struct err *err);
static void home_refill(struct screen *screen);
static void home_draw(struct screen *screen, bool whole);
static bool home_key(struct screen *screen, const struct key *key);
static void home_act(struct screen *screen, int verb);
static bool home_can(struct screen *screen, int verb);
static void home_close(struct screen *screen);

enum { OPEN = 1, INTAKE, QUEUE, REVIEW, ASSESS, MONEY, CALLS, STAFF, PHONE, STATS, JOURNAL, QUERY, KEPT, SEAT };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Opens the queue of what the line counts.")},
	{.verb = INTAKE, .key = '1', .also = K_F6, .label = N_("key in"), .help = N_("Keys a new application.")},
	{.verb = QUEUE, .key = '2', .label = N_("queue"), .help = N_("All projects you may see.")},
	{.verb = REVIEW, .key = '3', .label = N_("expert review"),
		.help = N_("Panel, ranking, lists, meetings, publicity and objections; for an expert, the sheets to score.")},
	{.verb = ASSESS, .key = '4', .label = N_("assessment"), .help = N_("What is to be assessed in a year, annual and final, and what came of it.")},
	{.verb = MONEY, .key = '5', .label = N_("money"), .help = N_("What is due and why, batches, payments, requests, accounts, grants elsewhere.")},
	{.verb = STATS, .key = '6', .label = N_("figures"), .help = N_("Counts and sums by town, stage, year; each opens its cases.")},
	{.verb = PHONE, .key = K_F8, .label = N_("phone"), .help = N_("What may be read to a caller about a project.")},
	{.verb = JOURNAL, .key = K_F5, .label = N_("history"), .help = N_("Everything that was done, newest first.")},
	{.verb = STAFF, .key = '7', .label = N_("people"), .help = N_("Who works here, in which roles.")},
	{.verb = KEPT, .key = '8', .label = N_("unsaved"), .help = N_("What was keyed and not saved: go on with it, or drop it.")},
	{.verb = SEAT, .key = '9', .label = N_("seats"), .help = N_("In the sample office: try the work of another role.")},
	{.verb = CALLS, .key = '0', .label = N_("calls"), .help = N_("Calls: open one, close one, see their rules.")},
	{.verb = QUERY, .key = K_F7, .label = N_("find"), .help = N_("The queue, with the filter ready to be typed.")},
	{0},
};

const struct screen_class screen_home = {
	.name = "home",
	.title = N_("Desk"),
	.private_size = sizeof(struct list *) + sizeof(struct overview) + 256,
	.verbs = verbs,
	.help = N_("What waits for you, by deadline. Enter opens the cases behind a line."),
	.explain = home_explain,
	.open = home_open,
	.refill = home_refill,
	.draw = home_draw,
	.key = home_key,
	.act = home_act,
	.shows = shown_newest_call,
	.can = home_can,
	.close = home_close,
};

struct home {
	struct list *list;
	struct list_table table;
	struct todo_item *todo;
	struct overview overview;
	size_t kept;
};
_Static_assert(sizeof(struct home) <= sizeof(struct list *) + sizeof(struct overview) + 256, "the private size holds the screen's data");

enum { COLUMNS = 3 };

static int
home_open(struct screen *screen, const void *argument, struct err *err)
{
	struct home *home = screen->data;
	struct list_column *columns = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS * sizeof *columns);
	struct list_spec spec = {
		.ui = screen->ui,
		.source = &list_table_source,
		.user = &home->table,
		.columns = columns,
		.column_count = COLUMNS,
		.empty = _("nothing waits for you"),
	};

	(void)argument;
	(void)err;
	columns[0] = (struct list_column){.title = _("Waiting"), .width = 22, .flex = true};
	columns[1] = (struct list_column){.title = _("Cases"), .width = 6, .right = true};
	columns[2] = (struct list_column){.title = _("Deadline"), .width = words_lang() == LANG_ZH ? 12 : 14};
	home->list = list_new(&spec);
	return 0;
}

/* The line under the cursor. */
static void
home_explain(struct screen *screen, struct buf *out)
{
	struct home *home = screen->data;
	const struct list_row *row = list_current(home->list);

	if (row)
		todohelp(&home->todo[row->id - 1], out);
}

static const char *
deadline_text(struct screen *screen, const struct todo_item *item)
{
	date_t today = desk_today(work_desk(screen->ui));
	char day[11];

	if (item->deadline == DATE_NONE)
		return "";
	if (item->overdue)
		return arena_printf(&screen->arena, _("!%d days over"), (int)(today - item->deadline));
	date_print(day, item->deadline);
	return arena_strdup(&screen->arena, date_year(item->deadline) == date_year(today) ? day + 5 : day);
}

static void
home_refill(struct screen *screen)
{
	struct home *home = screen->data;
	struct desk *desk = work_desk(screen->ui);
	size_t count = desk_todo(desk, &screen->arena, &home->todo);
	struct list_cell *cells = arena_alloc(&screen->arena, (count + 1) * COLUMNS * sizeof *cells);
	struct kept_form *kept;

	desk_overview(desk, &screen->arena, &home->overview);
	home->kept = desk_kept(desk, &screen->arena, &kept);
	for (size_t i = 0; i < count; i++) {
		const struct todo_item *item = &home->todo[i];
		struct list_cell *row = &cells[i * COLUMNS];
		char number[32];
		number_print(number, (int64_t)item->count);
		row[0] = (struct list_cell){.text = item->label, .tone = item->overdue ? TONE_REFUSED : TONE_PLAIN};
		row[1] = (struct list_cell){.text = arena_strdup(&screen->arena, number)};
		row[2] = (struct list_cell){.text = deadline_text(screen, item), .tone = item->overdue ? TONE_REFUSED : TONE_WAITING};
	}
	home->table = (struct list_table){.cells = cells, .rows = count, .columns = COLUMNS};
	list_refill(home->list);
}

/* How far the newest call has come: a bar for each stage. */
static int
draw_stages(struct screen *screen, const struct area *area)
{
	const struct overview *overview = &((struct home *)screen->data)->overview;
	int y = 0, label = words_lang() == LANG_ZH ? 12 : 15, number_columns = area->cols < 30 ? 5 : 7, room = area->cols - label - number_columns - 3;
	int bar = room > 2 ? room : 2;
	char applied[32];

	number_print(applied, (int64_t)overview->applied);
	if (*overview->call)
		paintf(area, y++, 0, TONE_TITLE, _("%s  quota %lld  applied %s"), words_lang() == LANG_ZH ? overview->call_title : overview->call,
			(long long)overview->quota, applied);
	else if (desk_may(work_desk(screen->ui), act_named("open_call")->roles))
		paint(area, y++, 0, TONE_DIM, _("no call is open yet: 0, then F6 opens one"));
	else
		paint(area, y++, 0, TONE_DIM, _("no call has been opened yet"));
	for (size_t i = 0; i < overview->stage_count && y < area->rows - 4; i++) {
		const struct stage_count *stage = &overview->stages[i];
		char number[32];
		if (!stage->count)
			continue;
		number_print(number, (int64_t)stage->count);
		paint_fit(area, y, 0, label, TONE_PLAIN, stage->label, false);
		paint_bar(area, y, label + 1, bar, TONE_DONE, (double)stage->count, (double)(overview->applied ? overview->applied : 1));
		paintf(area, y++, label + 2 + bar, TONE_PLAIN, "%*s", number_columns, number);
	}
	return y;
}

static int
draw_target(struct screen *screen, const struct area *area, int y)
{
	const struct overview *overview = &((struct home *)screen->data)->overview;
	int bar = area->cols - 14;

	if (!overview->target_projects || y + 3 > area->rows)
		return y;
	paintf(area, y + 1, 0, TONE_TITLE, _("%d-%d: at least %lld"), overview->target_from, overview->target_to, (long long)overview->target_projects);
	paint_bar(area, y + 2, 0, bar, TONE_DONE, (double)overview->awarded, (double)overview->target_projects);
	paintf(area, y + 2, bar + 1, TONE_PLAIN, "%lld / %lld", (long long)overview->awarded, (long long)overview->target_projects);
	return y + 3;
}

/* What is paid of what is due, a fund a line, in units of 10,000 yuan; a name too long to stand beside its figures stands above them. */
static void
draw_money(struct screen *screen, const struct area *area, int y)
{
	const struct overview *overview = &((struct home *)screen->data)->overview;

	if (!overview->fund_count || y + 2 + 2 * (int)overview->fund_count > area->rows)
		return;
	paint(area, ++y, 0, TONE_TITLE, _("Paid / due, 10,000 yuan"));
	for (size_t i = 0; i < overview->fund_count; i++) {
		const char *text = arena_printf(&screen->arena, "%.2f / %.2f", (double)overview->funds[i].paid / 1e6, (double)overview->funds[i].due / 1e6);
		int columns = (int)strlen(text), label = area->cols - columns - 2;
		bool above = text_width(overview->funds[i].label) > label;
		paint_fit(area, ++y, 0, above ? area->cols : label, TONE_PLAIN, overview->funds[i].label, false);
		paint(area, above ? ++y : y, area->cols - columns, TONE_PLAIN, text);
	}
}

static void
home_draw(struct screen *screen, bool whole)
{
	struct home *home = screen->data;
	int left = screen->body.cols * (words_lang() != LANG_ZH && screen->body.cols < 120 ? 66 : screen->body.cols < 100 ? 58 : 52) / 100;
	struct area list = area_part(&screen->body, 0, 0, screen->body.rows - 1, left);
	struct area right = area_part(&screen->body, 0, left + 2, screen->body.rows - 1, screen->body.cols - left - 3);

	list_draw(home->list, &list, whole);
	if (whole) {
		struct area middle = area_part(&screen->body, 0, left, screen->body.rows - 1, 1);
		paint_pillar(&middle, 0);
		draw_money(screen, &right, draw_target(screen, &right, draw_stages(screen, &right)));
		if (home->kept)
			paintf(&screen->body, screen->body.rows - 1, 1, TONE_WAITING, _("keyed and not saved: %zu (8 goes on with it)"), home->kept);
	}
}

static bool
home_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct home *)screen->data)->list, key);
}

static void
open_queue(struct screen *screen, const char *where, const char *order)
{
	const struct queue_argument argument = {.where = where, .order = order};
	struct err err = {0};

	if (ui_open(screen->ui, &screen_queue, &argument, &err) < 0)
		ui_error(screen->ui, &err);
}

/* Opens where a line's work is done: a screen of the review or of money, else the queue of what it counts. */
static void
open_line(struct screen *screen, const struct todo_item *item)
{
	static const struct {
		const char *kind;
		const struct screen_class *screen;
	} places[] = {
		{"form_panel", &screen_panel}, {"assign", &screen_panel}, {"sheets_missing", &screen_panel}, {"recusal", &screen_recusals},
		{"reopening", &screen_sheets},
		{"close_scoring", &screen_ranking}, {"propose", &screen_ranking}, {"propose_unscored", &screen_proposals}, {"approve", &screen_proposals}, {"resolve", &screen_proposals},
		{"publicise", &screen_proposals}, {"announce", &screen_publicities}, {"objection", &screen_objections}, {"score", &screen_scoring},
		{"payable", &screen_dues}, {"payable_rest", &screen_dues}, {"request", &screen_requests}, {"batch_pay", &screen_batches},
		{"batch_approve", &screen_batches}, {"order_approve", &screen_orders}, {"order_resolve", &screen_orders}, {"repayment", &screen_orders},
		{"account_approve", &screen_accounts}, {"payment_failed", &screen_payments}, {"payment_returned", &screen_payments},
	};
	struct err err = {0};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (strcmp(places[i].kind, item->kind) != 0)
			continue;
		if (ui_open(screen->ui, places[i].screen, item->type ? item->where : item->call, &err) < 0)
			ui_error(screen->ui, &err);
		return;
	}
	open_queue(screen, item->where, item->order);
}

static void
open_plain(struct screen *screen, const struct screen_class *class)
{
	static const struct history_argument journal = {0};
	static const struct intake_argument fresh = {0};
	const void *argument = class == &screen_history ? (const void *)&journal : class == &screen_intake ? (const void *)&fresh : NULL;
	struct err err = {0};

	if (ui_open(screen->ui, class, argument, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
home_act(struct screen *screen, int verb)
{
	static const struct screen_class *const classes[] = {[INTAKE] = &screen_intake, [QUEUE] = &screen_queue, [CALLS] = &screen_calls,
		[STAFF] = &screen_staff, [PHONE] = &screen_phone, [STATS] = &screen_stats, [JOURNAL] = &screen_history, [QUERY] = &screen_queue,
		[ASSESS] = &screen_assessing};
	struct home *home = screen->data;
	const struct list_row *row = list_current(home->list);

	if (verb == OPEN) {
		if (row)
			open_line(screen, &home->todo[row->id - 1]);
	} else if (verb == REVIEW) {
		reviewmenu(screen->ui);
	} else if (verb == MONEY) {
		moneymenu(screen->ui);
	} else if (verb == SEAT) {
		seat_choose(screen->ui);
	} else if (verb == KEPT) {
		seat_unsaved(screen->ui);
	} else {
		open_plain(screen, classes[verb]);
	}
}

static bool
home_can(struct screen *screen, int verb)
{
	struct desk *desk = work_desk(screen->ui);

	switch (verb) {
	case INTAKE:
		return desk_may(desk, act_named("intake")->roles) && desk_as_of(desk) == DATE_NONE;
	case STAFF:
		return desk_may(desk, ROLE(admin) | ROLE(office) | ROLE(auditor));
	case JOURNAL:
		return desk_may(desk, ROLE(office) | ROLE(auditor) | ROLE(admin));
	case REVIEW:
		return reviewmenu_any(screen->ui);
	case MONEY:
		return moneymenu_any(screen->ui);
	case ASSESS:
		return desk_may(desk, ROLE(office) | ROLE(approver) | ROLE(auditor));
	case SEAT:
		return desk_is_demo(desk);
	case KEPT:
		return ((struct home *)screen->data)->kept > 0;
	default:
		return true;
	}
}

static void
home_close(struct screen *screen)
{
	list_free(((struct home *)screen->data)->list);
}
