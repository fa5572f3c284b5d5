/* 人员 and 申报批次: short lists of records of one type, with the acts that are done on them. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/historytext.h"
#include "screen/rowwalk.h"
#include "ui/pager.h"

static int records_open(struct screen *screen, const void *argument, struct err *err);
static void records_refill(struct screen *screen);
static void records_draw(struct screen *screen, bool whole);
static bool records_key(struct screen *screen, const struct key *key);
static void records_act(struct screen *screen, int verb);
static bool records_can(struct screen *screen, int verb);
static void records_title(struct screen *screen, struct buf *left, struct buf *right);
static void records_close(struct screen *screen);

enum { OPEN = 1, FILTER, HISTORY, QUEUE, ACT_FIRST };
enum { ACTS_MOST = 5, COLUMNS_MOST = 8 };

struct table_column {
	const char *path;  /* NULL: how many projects there are */
	const char *title;
	int zh, en;        /* widths */
	bool right, flex;
	int drop;
};

/* An act under the verb ACT_FIRST + its place, with an input it is given. */
struct table_act {
	const char *name;
	struct act_input given; /* path NULL: none */
	bool anywhere;          /* not on the row under the cursor */
};

static const struct table {
	const struct screen_class *screen;
	const struct record_type *type;
	const char *order, *count, *empty;
	bool descending;
	struct table_column columns[COLUMNS_MOST]; /* ended by a title NULL */
	struct table_act acts[ACTS_MOST];
} tables[] = {
	{.screen = &screen_staff, .type = &type_staff, .count = N_("%s people"), .order = "staff.id", .empty = N_("nobody is entered: one person does everything"),
		.columns = {
			{.path = "staff.id", .title = N_("Staff number"), .zh = 18, .en = 18},
			{.path = "staff.name", .title = N_("Name"), .zh = 10, .en = 12},
			{.path = "staff.roles", .title = N_("Roles"), .zh = 16, .en = 16, .flex = true},
			{.path = "staff.organisation", .title = N_("Town or department"), .zh = 14, .en = 18},
			{.path = "staff.state", .title = N_("State"), .zh = 6, .en = 8},
			{.path = "staff.account", .title = N_("Account on this machine"), .zh = 12, .en = 24, .drop = 1},
		},
		.acts = {
			{.name = "staff_change"},
			{.name = "staff_add", .anywhere = true},
			{.name = "staff_change", .given = {"staff.state", "left"}},
		}},
	{.screen = &screen_calls, .type = &type_call, .count = N_("%s calls"), .order = "call.id", .descending = true, .empty = N_("no call has been opened yet"),
		.columns = {
			{.path = "call.id", .title = N_("Call"), .zh = 8, .en = 8},
			{.path = "call.title", .title = N_("Title"), .zh = 18, .en = 18, .flex = true},
			{.path = "call.quota", .title = N_("Quota"), .zh = 6, .en = 6, .right = true},
			{.title = N_("Applied"), .zh = 8, .en = 8, .right = true},
			{.path = "call.opens", .title = N_("Opens on"), .zh = 10, .en = 10, .drop = 1},
			{.path = "call.closes", .title = N_("Applications until"), .zh = 12, .en = 18},
			{.path = "call.state", .title = N_("State"), .zh = 8, .en = 8},
		},
		.acts = {
			{.name = "readopt"},
			{.name = "open_call", .anywhere = true},
			{.name = "close_call"},
			{.name = "adopt_rules", .anywhere = true},
		}},
};

static const struct verb staff_verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Everything on record about the person.")},
	{.verb = FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows as you type, by name, pinyin or initials.")},
	{.verb = ACT_FIRST + 0, .key = K_F4, .label = N_("change"), .help = N_("Changes name, roles, place or account.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = ACT_FIRST + 1, .key = K_F6, .label = N_("enter a person"), .help = N_("Enters somebody who will work here.")},
	{.verb = ACT_FIRST + 2, .key = K_F8, .label = N_("left"), .help = N_("The person no longer works here; what was done stays on record.")},
	{0},
};

static const struct verb call_verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Everything on record about the call.")},
	{.verb = QUEUE, .key = K_F2, .label = N_("its projects"), .help = N_("Opens the queue of the call's projects.")},
	{.verb = ACT_FIRST + 0, .key = K_F4, .label = N_("readopt"), .help = N_("Binds an open call to today's rules, with a reason.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = ACT_FIRST + 1, .key = K_F6, .label = N_("open a call"), .help = N_("Opens a call with its quota and dates, by today's rules.")},
	{.verb = ACT_FIRST + 3, .key = K_F7, .label = N_("adopt rules"), .help = N_("Puts today's rules on record, so that calls can be bound to them.")},
	{.verb = ACT_FIRST + 2, .key = K_F8, .label = N_("close"), .help = N_("Nothing more is submitted to it; what was submitted goes on.")},
	{0},
};

struct records {
	const struct table *table;
	struct desk *desk;
	struct list *list;
	struct query *query;
	struct stat_row *counts; /* of projects by call, in the screen's arena */
	size_t count_count;
	size_t columns;
};

#define RECORD_SCREEN \
	.private_size = sizeof(struct records), .flags = SCREEN_PARTIAL, .open = records_open, .refill = records_refill, .draw = records_draw, \
	.key = records_key, .act = records_act, .can = records_can, .title_more = records_title, .close = records_close

const struct screen_class screen_staff = {
	.name = "staff",
	.title = N_("People"),
	.verbs = staff_verbs,
	.help = N_("Who works here, in which roles, and for which town or department."),
	RECORD_SCREEN,
};
const struct screen_class screen_calls = {
	.name = "calls",
	.title = N_("Calls"),
	.verbs = call_verbs,
	.help = N_("The calls, newest first, each with its quota and dates and bound for life to the rules it was opened by."),
	RECORD_SCREEN,
};

/* ---- the list's source */

static size_t
source_walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	return rowwalk(((struct records *)user)->query, from, inclusive, forward, limit, rows);
}

/* How many projects a call has. */
static const char *
projects_text(const struct records *records, const char *call, struct arena *arena)
{
	char count[32];
	uint64_t projects = 0;

	for (size_t i = 0; i < records->count_count; i++)
		if (strcmp(records->counts[i].code, call) == 0)
			projects = records->counts[i].count;
	number_print(count, (int64_t)projects);
	return arena_strdup(arena, count);
}

static void
source_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	struct records *records = user;
	const char *paths[COLUMNS_MOST], *texts[COLUMNS_MOST];
	size_t asked = 0;

	for (size_t i = 0; i < records->columns; i++)
		if (records->table->columns[i].path)
			paths[asked++] = records->table->columns[i].path;
	if (query_row(records->query, (uint32_t)row->id, paths, asked, arena, texts, NULL) < 0) {
		cells[1] = (struct list_cell){.text = _("damaged record: run verify"), .tone = TONE_REFUSED};
		return;
	}
	asked = 0;
	for (size_t i = 0; i < records->columns; i++)
		cells[i].text = records->table->columns[i].path ? texts[asked++] : projects_text(records, texts[0], arena);
}

static uint64_t
source_count(void *user)
{
	return query_count(((struct records *)user)->query);
}

static int
source_filter(void *user, const char *text, struct err *err)
{
	return query_refilter(((struct records *)user)->query, text, err);
}

static const struct list_source source = {
	.walk = source_walk,
	.cells = source_cells,
	.count = source_count,
	.filter = source_filter,
};

/* ---- the screen */

static struct list *
make_list(struct screen *screen)
{
	struct records *records = screen->data;
	struct list_column *shown = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS_MOST * sizeof *shown);
	struct list_spec spec = {
		.ui = screen->ui,
		.source = &source,
		.user = records,
		.columns = shown,
		.empty = _(records->table->empty),
	};

	for (; records->columns < COLUMNS_MOST && records->table->columns[records->columns].title; records->columns++) {
		const struct table_column *column = &records->table->columns[records->columns];
		shown[records->columns] = (struct list_column){
			.title = _(column->title),
			.width = words_lang() == LANG_ZH ? column->zh : column->en,
			.right = column->right,
			.flex = column->flex,
			.drop = column->drop,
		};
	}
	spec.column_count = records->columns;
	return list_new(&spec);
}

static int
records_open(struct screen *screen, const void *argument, struct err *err)
{
	struct records *records = screen->data;
	struct query_spec spec = {0};

	(void)argument;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (tables[i].screen == screen->class)
			records->table = &tables[i];
	records->desk = work_desk(screen->ui);
	spec.type = records->table->type;
	spec.order = records->table->order;
	spec.descending = records->table->descending;
	if (query_open(records->desk, &spec, &records->query, err) < 0)
		return -1;
	records->list = make_list(screen);
	return 0;
}

static void
records_refill(struct screen *screen)
{
	struct records *records = screen->data;

	records->count_count = 0;
	if (records->table->type == &type_call)
		desk_stats(records->desk, "project.call", "", false, &screen->arena, &records->counts, &records->count_count, NULL);
	query_refresh(records->query);
	list_refill(records->list);
}

static void
records_draw(struct screen *screen, bool whole)
{
	list_draw(((struct records *)screen->data)->list, &screen->body, whole);
}

static bool
records_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct records *)screen->data)->list, key);
}

static void
show_record(struct screen *screen, const char *id)
{
	struct records *records = screen->data;
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};
	void *record;

	if (desk_get(records->desk, records->table->type, id, &arena, &record, &err) < 0) {
		ui_error(screen->ui, &err);
	} else {
		history_record_text(records->desk, record, &text);
		pager_show(screen->ui, id, buf_text(&text));
	}
	buf_free(&text);
	arena_free(&arena);
}

static void
open_screen(struct screen *screen, const char *id, int verb, struct arena *arena)
{
	struct records *records = screen->data;
	const struct history_argument history = {.type = records->table->type, .id = id};
	struct queue_argument queue = {0};
	struct err err = {0};
	int opened;

	if (verb == QUEUE)
		queue.where = query_with(records->desk, &type_project, "", "project.call", "=", id, arena);
	opened = verb == QUEUE ? ui_open(screen->ui, &screen_queue, &queue, &err) : ui_open(screen->ui, &screen_history, &history, &err);
	if (opened < 0)
		ui_error(screen->ui, &err);
}

static void
do_act(struct screen *screen, const struct table_act *act, const char *id)
{
	size_t count = act->anywhere ? 0 : 1;

	if (act->given.path)
		work_act_with(screen->ui, act_named(act->name), &id, count, &act->given, 1, NULL);
	else
		work_act(screen->ui, act_named(act->name), &id, count);
}

static void
records_act(struct screen *screen, int verb)
{
	struct records *records = screen->data;
	const struct list_row *row = list_current(records->list);
	struct arena arena = {0};
	const char *id = row ? query_row_id(records->query, (uint32_t)row->id, &arena) : NULL;

	if (verb >= ACT_FIRST) {
		const struct table_act *act = &records->table->acts[verb - ACT_FIRST];
		if (id || act->anywhere)
			do_act(screen, act, id);
	} else if (id && verb == OPEN) {
		show_record(screen, id);
	} else if (id) {
		open_screen(screen, id, verb, &arena);
	}
	arena_free(&arena);
}

static bool
records_can(struct screen *screen, int verb)
{
	struct records *records = screen->data;

	if (verb < ACT_FIRST)
		return true;
	return desk_as_of(records->desk) == DATE_NONE && desk_may(records->desk, act_named(records->table->acts[verb - ACT_FIRST].name)->roles);
}

static void
records_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct records *records = screen->data;
	char count[32];

	(void)left;
	number_print(count, (int64_t)query_count(records->query));
	buf_addf(right, _(records->table->count), count);
}

static void
records_close(struct screen *screen)
{
	struct records *records = screen->data;

	list_free(records->list);
	query_close(records->query);
}
