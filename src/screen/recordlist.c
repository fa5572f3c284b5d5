/* Short lists of records of one type, with the acts that are done on them. */
#include <config.h>

#include "screen/recordlist.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/orderwork.h"
#include "screen/bench.h"
#include "screen/historytext.h"
#include "screen/rowwalk.h"
#include "screen/sheetmenu.h"
#include "ui/pager.h"

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

/* What is to be done next about an order; in another tone once its deadline is over. */
static struct list_cell
next_cell(const struct records *records, uint32_t number, struct arena *arena)
{
	struct list_cell cell = {.text = ""};
	void *record;
	bool late;

	if (desk_get_number(records->desk, &type_order, number, arena, &record, NULL) < 0)
		return cell;
	cell.text = desk_order_next(record, desk_today(records->desk), &late);
	cell.tone = late ? TONE_REFUSED : TONE_WAITING;
	if (late)
		cell.text = arena_printf(arena, "!%s", cell.text);
	return cell;
}

static struct list_cell
computed_cell(const struct records *records, const struct record_table_column *column, const struct list_row *row, const char *const *texts,
	struct arena *arena)
{
	if (column->computed == CELL_PROJECTS)
		return (struct list_cell){.text = projects_text(records, texts[0], arena)};
	if (column->computed == CELL_ORDER_NEXT)
		return next_cell(records, (uint32_t)row->id, arena);
	return (struct list_cell){.text = query_row_id(records->query, (uint32_t)row->id, arena)};
}

static void
source_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	struct records *records = user;
	const char *paths[RECORD_COLUMNS_MOST], *texts[RECORD_COLUMNS_MOST];
	size_t asked = 0;

	for (size_t i = 0; i < records->columns; i++)
		if (records->table->columns[i].path)
			paths[asked++] = records->table->columns[i].path;
	if (query_row(records->query, (uint32_t)row->id, paths, asked, arena, texts, NULL) < 0) {
		cells[1] = (struct list_cell){.text = _("damaged record: run verify"), .tone = TONE_REFUSED};
		return;
	}
	asked = 0;
	for (size_t i = 0; i < records->columns; i++) {
		struct list_cell cell = records->table->columns[i].path ? (struct list_cell){.text = texts[asked++]}
		                                                         : computed_cell(records, &records->table->columns[i], row, texts, arena);
		cells[i].text = cell.text;
		cells[i].tone = cell.tone;
	}
}

static uint64_t
source_count(void *user)
{
	return query_count(((struct records *)user)->query);
}

static bool
source_counted(void *user)
{
	return query_counted(((struct records *)user)->query);
}

static int
source_filter(void *user, const char *text, struct err *err)
{
	struct records *records = user;
	struct arena arena = {0};
	const char *where = text;
	int result;

	if (*records->where)
		where = arena_printf(&arena, "%s %s", records->where, text);
	else if (*records->call)
		where = arena_printf(&arena, "%s %s", query_with(records->desk, records->table->type, "", records->table->call, "=", records->call, &arena), text);
	result = query_refilter(records->query, where, err);
	arena_free(&arena);
	return result;
}

static const struct list_source source = {
	.walk = source_walk,
	.cells = source_cells,
	.count = source_count,
	.counted = source_counted,
	.filter = source_filter,
};

/* ---- the screen */

static struct list *
make_list(struct screen *screen)
{
	struct records *records = screen->data;
	struct list_column *shown = arena_alloc(&bench_of(screen->ui)->arena, RECORD_COLUMNS_MOST * sizeof *shown);
	struct list_spec spec = {
		.ui = screen->ui,
		.source = &source,
		.user = records,
		.columns = shown,
		.empty = _(records->table->empty),
	};

	for (; records->columns < RECORD_COLUMNS_MOST && records->table->columns[records->columns].title; records->columns++) {
		const struct record_table_column *column = &records->table->columns[records->columns];
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

static const struct record_table *
table_in(const struct record_table *tables, const struct screen_class *class)
{
	while (tables->screen && tables->screen != class)
		tables++;
	return tables->screen ? tables : NULL;
}

int
records_open(struct screen *screen, const void *argument, struct err *err)
{
	struct records *records = screen->data;
	const struct record_table *table;
	struct query_spec spec = {0};
	struct arena arena = {0};
	int result;

	table = table_in(record_tables, screen->class);
	records->table = table = table ? table : table_in(money_tables, screen->class);
	records->desk = work_desk(screen->ui);
	if (table->roles && !desk_may(records->desk, table->roles))
		return err_set(err, ERR_DENIED, _("'%s' may not see this"), desk_person(records->desk)->name);
	spec.type = table->type;
	spec.order = table->order;
	spec.descending = table->descending;
	if (argument && strpbrk(argument, ":=<>"))
		spec.where = argument;
	else if (argument && table->call)
		spec.where = query_with(records->desk, table->type, "", table->call, "=", argument, &arena);
	result = query_open(records->desk, &spec, &records->query, err);
	arena_free(&arena);
	if (result < 0)
		return -1;
	records->call = xstrdup(argument && table->call && spec.where != argument ? argument : "");
	records->where = xstrdup(spec.where == argument && argument ? argument : "");
	records->list = make_list(screen);
	return 0;
}

void
records_refill(struct screen *screen)
{
	struct records *records = screen->data;

	records->count_count = 0;
	if (records->table->type == &type_call)
		desk_stats(records->desk, "project.call", "", false, &screen->arena, &records->counts, &records->count_count, NULL);
	query_refresh(records->query);
	list_refill(records->list);
}

void
records_draw(struct screen *screen, bool whole)
{
	list_draw(((struct records *)screen->data)->list, &screen->body, whole);
}

bool
records_key(struct screen *screen, const struct key *key)
{
	struct records *records = screen->data;
	int plain = key_plain(key);

	if (!list_typing(records->list) && plain >= '0' && plain <= '9')
		return false; /* digits are verbs */
	return list_key(records->list, key);
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
	const struct screen_class *class = &screen_history;
	const void *argument = &history;
	struct err err = {0};

	if (verb == RECORD_QUEUE) {
		queue.where = query_with(records->desk, &type_project, "", "project.call", "=", id, arena);
		class = &screen_queue;
		argument = &queue;
	} else if (verb == RECORD_OPEN) {
		class = records->table->opens;
		argument = id;
	}
	if (ui_open(screen->ui, class, argument, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
do_act(struct screen *screen, const struct record_table_act *act, const char *id, struct arena *arena)
{
	struct records *records = screen->data;
	size_t count = act->anywhere ? 0 : 1;

	if (act->target) {
		id = act->target(screen->ui, records->call, arena);
		if (!id)
			return;
		count = 1;
	}
	if (act->given.path)
		work_act_with(screen->ui, act_named(act->name), &id, count, &act->given, 1, NULL);
	else
		work_act(screen->ui, act_named(act->name), &id, count);
}

static void
open_beside(struct screen *screen)
{
	struct records *records = screen->data;
	struct err err = {0};

	if (ui_open(screen->ui, records->table->beside, *records->call ? records->call : NULL, &err) < 0)
		ui_error(screen->ui, &err);
}

void
records_act(struct screen *screen, int verb)
{
	struct records *records = screen->data;
	const struct list_row *row = list_current(records->list);
	struct arena arena = {0};
	const char *id = row ? query_row_id(records->query, (uint32_t)row->id, &arena) : NULL;

	if (verb >= RECORD_ACT) {
		const struct record_table_act *act = &records->table->acts[verb - RECORD_ACT];
		if (id || act->anywhere || act->target)
			do_act(screen, act, id, &arena);
	} else if (verb == RECORD_EXPLAIN) {
		if (id)
			records->table->explain(screen->ui, id);
	} else if (verb == RECORD_BESIDE) {
		open_beside(screen);
	} else if (id && verb == RECORD_OPEN && !records->table->opens) {
		show_record(screen, id);
	} else if (id) {
		open_screen(screen, id, verb, &arena);
	}
	arena_free(&arena);
}

bool
records_can(struct screen *screen, int verb)
{
	struct records *records = screen->data;

	if (verb < RECORD_ACT)
		return true;
	return desk_as_of(records->desk) == DATE_NONE && desk_may(records->desk, act_named(records->table->acts[verb - RECORD_ACT].name)->roles);
}

void
records_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct records *records = screen->data;
	char count[32];

	if (*records->call)
		buf_addf(left, " › %s", records->call);
	if (*records->where)
		buf_addf(left, "  %s %s", _("filter:"), records->where);
	rowcount(records->query, count);
	buf_addf(right, _(records->table->count), count);
}

void
records_close(struct screen *screen)
{
	struct records *records = screen->data;

	list_free(records->list);
	query_close(records->query);
	free(records->call);
	free(records->where);
}

bool
records_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	static const char *const printed[] = {"call", "proposal", "meeting", "publicity", "order", "batch", "funds_request"};
	struct records *records = screen->data;
	const struct list_row *row = list_current(records->list);
	const struct record_type *type = records->table->type;
	const char *path, *project;

	if (!row)
		return false;
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
		if (strcmp(type->name, printed[i]) == 0)
			return shown_one(type->name, query_row_id(records->query, (uint32_t)row->id, arena), arena, out);
	path = arena_printf(arena, "%s.project", type->name);
	if (!record_column(type, "project") || query_row(records->query, (uint32_t)row->id, &path, 1, arena, &project, NULL) < 0)
		return false;
	return shown_one("project", project, arena, out);
}
