/* 任务: the tasks of a project by year and kind, with targets and results. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/historytext.h"
#include "screen/sheetmenu.h"
#include "ui/pager.h"

static int tasks_open(struct screen *screen, const void *argument, struct err *err);
static void tasks_refill(struct screen *screen);
static void tasks_draw(struct screen *screen, bool whole);
static bool tasks_key(struct screen *screen, const struct key *key);
static void tasks_act(struct screen *screen, int verb);
static bool tasks_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool tasks_can(struct screen *screen, int verb);
static void tasks_title(struct screen *screen, struct buf *left, struct buf *right);
static void tasks_close(struct screen *screen);

enum { OPEN = 1, HISTORY, SET, REPORT };
enum { COLUMNS = 6 };
enum { KIND, TARGET, PLANNED, REACHED, STATE, RESULT };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The task whole, with what came of it.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = SET, .key = K_F6, .label = N_("set a task"), .help = N_("Sets a task with its target for a year of the cycle.")},
	{.verb = REPORT, .key = K_F8, .label = N_("report"), .help = N_("Tells what came of the task under the cursor.")},
	{0},
};

struct tasks_view {
	struct list *list;
	struct list_table table;
	char *id;
	const struct task **tasks; /* of the rows; NULL where a row names a year.  In the screen's arena. */
	size_t count, reported;
	const char *unit;
};

const struct screen_class screen_tasks = {
	.name = "tasks",
	.title = N_("Tasks"),
	.private_size = sizeof(struct tasks_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The four kinds of tasks of a funded project, year by year: what was to be reached and what was."),
	.open = tasks_open,
	.refill = tasks_refill,
	.draw = tasks_draw,
	.key = tasks_key,
	.act = tasks_act,
	.shows = tasks_shows,
	.can = tasks_can,
	.title_more = tasks_title,
	.close = tasks_close,
};

static const struct list_column *
columns(struct arena *arena)
{
	struct list_column *shown = arena_alloc(arena, COLUMNS * sizeof *shown);
	bool zh = words_lang() == LANG_ZH;

	shown[KIND] = (struct list_column){.title = _("Task"), .width = zh ? 18 : 20};
	shown[TARGET] = (struct list_column){.title = _("Target"), .width = 20, .flex = true};
	shown[PLANNED] = (struct list_column){.title = _("Planned"), .width = 7, .right = true};
	shown[REACHED] = (struct list_column){.title = _("Reached"), .width = 7, .right = true};
	shown[STATE] = (struct list_column){.title = _("State"), .width = zh ? 6 : 8};
	shown[RESULT] = (struct list_column){.title = _("Result"), .width = 30, .drop = 1};
	return shown;
}

static int
tasks_open(struct screen *screen, const void *argument, struct err *err)
{
	struct tasks_view *view = screen->data;
	struct list_spec spec = {.ui = screen->ui, .source = &list_table_source, .user = &view->table, .column_count = COLUMNS,
		.empty = _("no task was set yet: F6 sets one")};
	void *record;

	if (desk_get(work_desk(screen->ui), &type_project, argument, &screen->arena, &record, err) < 0)
		return -1;
	view->id = xstrdup(argument);
	spec.columns = columns(&bench_of(screen->ui)->arena);
	view->list = list_new(&spec);
	return 0;
}

/* ---- rows */

static size_t
kind_order(const struct task *task, struct desk *desk)
{
	const struct rules *rules = desk_rules(desk, NULL);

	return code_order(rules ? &rules->codes : NULL, "task", task->task);
}

/* By year, then in the order of the rules, the older first: few enough to be put in one by one. */
static void
sort_tasks(void **tasks, size_t count, struct desk *desk)
{
	for (size_t i = 1; i < count; i++) {
		struct task *task = tasks[i];
		size_t at = i;
		for (; at > 0; at--) {
			const struct task *before = tasks[at - 1];
			if (before->year < task->year || (before->year == task->year && kind_order(before, desk) <= kind_order(task, desk)))
				break;
			tasks[at] = tasks[at - 1];
		}
		tasks[at] = task;
	}
}

static const char *
number_text(int64_t number, struct arena *arena)
{
	char text[32];

	if (number == INT64_MIN)
		return "";
	number_print(text, number);
	return arena_strdup(arena, text);
}

static void
fill_row(struct desk *desk, const struct task *task, struct list_cell *cells, struct arena *arena)
{
	bool reported = strcmp(task->state, "reported") == 0;
	bool counted = task->planned != INT64_MIN && task->reached != INT64_MIN;

	cells[KIND].text = desk_label(desk, "task", task->task);
	cells[TARGET].text = task->target;
	cells[PLANNED].text = number_text(task->planned, arena);
	cells[REACHED] = (struct list_cell){.text = number_text(task->reached, arena),
		.tone = !counted ? TONE_PLAIN : task->reached >= task->planned ? TONE_DONE : TONE_WAITING};
	cells[STATE] = (struct list_cell){.text = code_label(NULL, "task_state", task->state), .tone = reported ? TONE_DONE : TONE_WAITING};
	cells[RESULT].text = task->result;
}

/* A line before each year, then its tasks. */
static void
fill_rows(struct screen *screen, struct task **tasks, size_t count)
{
	struct tasks_view *view = screen->data;
	struct list_cell *cells = arena_alloc(&screen->arena, (2 * count + 1) * COLUMNS * sizeof *cells);
	size_t row = 0;

	view->tasks = arena_alloc(&screen->arena, (2 * count + 1) * sizeof *view->tasks);
	view->count = count;
	view->reported = 0;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || tasks[i]->year != tasks[i - 1]->year)
			cells[row++ * COLUMNS] = (struct list_cell){.text = arena_printf(&screen->arena, " %d ", (int)tasks[i]->year), .tone = TONE_TITLE,
				.across = true};
		fill_row(work_desk(screen->ui), tasks[i], &cells[row * COLUMNS], &screen->arena);
		view->reported += strcmp(tasks[i]->state, "reported") == 0;
		view->tasks[row++] = tasks[i];
	}
	view->table = (struct list_table){.cells = cells, .rows = row, .columns = COLUMNS};
}

/* The first line names a year: the cursor begins below it. */
static void
off_the_year(struct tasks_view *view)
{
	const struct list_row *row = list_current(view->list);
	struct list_row rows[2];

	if (row && row->id == 1 && list_table_source.walk(&view->table, NULL, true, true, 2, rows) == 2)
		list_go(view->list, &rows[1]);
}

static void
tasks_refill(struct screen *screen)
{
	struct tasks_view *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	void *record, **tasks = NULL;
	size_t count = 0;
	struct err err = {0};

	view->unit = "";
	if (desk_get(desk, &type_project, view->id, &screen->arena, &record, &err) < 0) {
		ui_error(screen->ui, &err);
	} else {
		view->unit = ((const struct project *)record)->unit.name;
		count = desk_parts(desk, &type_task, ((const struct project *)record)->head.number, &screen->arena, &tasks);
	}
	sort_tasks(tasks, count, desk);
	fill_rows(screen, (struct task **)tasks, count);
	list_refill(view->list);
	off_the_year(view);
}

static const struct task *
current(const struct tasks_view *view)
{
	const struct list_row *row = list_current(view->list);

	return row && row->id <= view->table.rows ? view->tasks[row->id - 1] : NULL;
}

/* ---- the screen */

static void
tasks_draw(struct screen *screen, bool whole)
{
	struct tasks_view *view = screen->data;
	const struct area *body = &screen->body;
	struct area list = area_part(body, 0, 0, body->rows - 1, body->cols);
	const struct task *task;

	list_draw(view->list, &list, whole);
	task = current(view);
	paint_fit(body, body->rows - 1, 1, body->cols - 2, TONE_DIM, !task ? "" : *task->result ? task->result : task->target, false);
}

static bool
tasks_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct tasks_view *)screen->data)->list, key);
}

static void
show_task(struct screen *screen, const struct task *task, const char *id)
{
	struct buf text = {0};

	history_record_text(work_desk(screen->ui), task, &text);
	pager_show(screen->ui, id, buf_text(&text));
	buf_free(&text);
}

static void
tasks_act(struct screen *screen, int verb)
{
	struct tasks_view *view = screen->data;
	const struct task *task = current(view);
	struct arena arena = {0};
	const char *id = task ? record_id(task, &arena) : NULL;
	const char *const project[] = {view->id}, *const one[] = {id};
	const struct history_argument history = {.type = &type_task, .id = id};
	struct err err = {0};

	if (verb == SET)
		work_act(screen->ui, act_named("set_task"), project, 1);
	else if (id && verb == REPORT)
		work_act(screen->ui, act_named("report_task"), one, 1);
	else if (id && verb == OPEN)
		show_task(screen, task, id);
	else if (id && verb == HISTORY && ui_open(screen->ui, &screen_history, &history, &err) < 0)
		ui_error(screen->ui, &err);
	arena_free(&arena);
}

static bool
tasks_can(struct screen *screen, int verb)
{
	struct tasks_view *view = screen->data;
	struct desk *desk = work_desk(screen->ui);

	if (verb == SET)
		return work_act_open(desk, act_named("set_task"), view->id, &screen->arena);
	if (verb == REPORT)
		return view->count && desk_as_of(desk) == DATE_NONE && desk_may(desk, act_named("report_task")->roles);
	return view->count > 0;
}

static void
tasks_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct tasks_view *view = screen->data;

	buf_addf(left, " › %s · %s", view->id, view->unit);
	buf_addf(right, _("%zu of %zu reported"), view->reported, view->count);
}

static void
tasks_close(struct screen *screen)
{
	struct tasks_view *view = screen->data;

	list_free(view->list);
	free(view->id);
}

static bool
tasks_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct tasks_view *)screen->data)->id, arena, out);
}
