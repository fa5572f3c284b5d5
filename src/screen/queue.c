/* 项目队列: a window over the projects one may see, filtered as one types, with the record beside. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/narrow.h"
#include "screen/rowwalk.h"
#include "screen/sheetmenu.h"
#include "screen/verdictlines.h"
#include "ui/dialog.h"

static int queue_open(struct screen *screen, const void *argument, struct err *err);
static void queue_refill(struct screen *screen);
static void queue_draw(struct screen *screen, bool whole);
static bool queue_key(struct screen *screen, const struct key *key);
static void queue_act(struct screen *screen, int verb);
static bool queue_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool queue_can(struct screen *screen, int verb);
static void queue_title(struct screen *screen, struct buf *left, struct buf *right);
static void queue_close(struct screen *screen);

enum { OPEN = 1, FILTER, ACTS, HISTORY, INTAKE, NARROW, REVIEW, DOSSIER, MARK, ALL, PICK, CHECK, CONDITIONS, ORDER_FIRST };

/* What a queue can be ordered by: the digit of its place. */
static const struct queue_order {
	const char *column, *label;
} orders[] = {
	{"project.id", N_("number")},
	{"unit.name", N_("unit")},
	{"leader.name", N_("leader")},
	{"project.stage", N_("stage")},
	{"project.reviewer", N_("reviewer")},
	{"project.deadline", N_("deadline")},
};
enum { ORDERS = sizeof orders / sizeof *orders };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Opens the project.")},
	{.verb = PICK, .key = K_ENTER, .label = N_("take it back"), .help = N_("In a search from elsewhere: returns there with the project under the cursor.")},
	{.verb = FILTER, .key = '/', .label = N_("filter"),
		.help = N_("Narrows as you type: text, pinyin, initials, or field:value as in stage:submitted matching>100000. A Han character begins it too.")},
	{.verb = ACTS, .key = K_F2, .label = N_("do"), .help = N_("What can be done now with the project, or with all marked ones.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = INTAKE, .key = K_F6, .label = N_("key in"), .help = N_("Keys a new application.")},
	{.verb = NARROW, .key = K_F7, .label = N_("find"), .help = N_("Builds the filter field by field.")},
	{.verb = REVIEW, .key = K_F8, .label = N_("review"), .help = N_("Conditions, materials and the first-review opinion.")},
	{.verb = CHECK, .key = K_F8, .label = N_("check"), .help = N_("Of a candidate: the office looks at conditions and materials, and accepts or not.")},
	{.verb = CONDITIONS, .key = K_F8, .label = N_("conditions"), .help = N_("Where nothing is to be reviewed: the conditions as decided, or as of today.")},
	{.verb = DOSSIER, .key = '9', .label = N_("dossier"), .help = N_("How the project fared: its sheets, its mean, who decided."), .flags = VERB_QUIET},
	{.verb = MARK, .key = ' ', .label = N_("mark"), .help = N_("Marks rows for F2.")},
	{.verb = ALL, .key = '0', .label = N_("all"), .help = N_("Takes the filter away."), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 0, .key = '1', .label = N_("by number"), .help = N_("Orders by number; again turns the order round."), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 1, .key = '2', .label = N_("by unit"), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 2, .key = '3', .label = N_("by leader"), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 3, .key = '4', .label = N_("by stage"), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 4, .key = '5', .label = N_("by reviewer"), .flags = VERB_QUIET},
	{.verb = ORDER_FIRST + 5, .key = '6', .label = N_("by deadline"), .flags = VERB_QUIET},
	{0},
};

/* As many rows as no screen has. */
enum { DRAWN = 256 };

struct queue {
	struct desk *desk;
	struct list *list;
	struct query *query;
	char *where;
	char *opened;      /* the filter it was opened with */
	const char *order;
	bool descending, pick;
	const char *labels[STAGE_COUNT]; /* of stages */
	struct {
		uint64_t row;
		uint32_t stages; /* those whose label it bears */
	} drawn[DRAWN];  /* by row number: what was drawn of late */
	struct arena pane;
};

const struct screen_class screen_queue = {
	.name = "queue",
	.title = N_("Projects"),
	.private_size = sizeof(struct queue),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The projects you may see. Type / or a Han character to narrow, digits to order, Space to mark."),
	.open = queue_open,
	.refill = queue_refill,
	.draw = queue_draw,
	.key = queue_key,
	.act = queue_act,
	.shows = queue_shows,
	.can = queue_can,
	.title_more = queue_title,
	.close = queue_close,
};

/* ---- the list's source */

static const char *const columns[] = {"project.id", "unit.name", "leader.name", "project.stage", "project.reviewer", "project.deadline"};
enum { STAGE = 3, COLUMNS = sizeof columns / sizeof *columns };

static size_t
source_walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	return rowwalk(((struct queue *)user)->query, from, inclusive, forward, limit, rows);
}

static uint32_t
stages_of(const struct queue *queue, const char *label)
{
	uint32_t stages = 0;

	for (int stage = 0; stage < STAGE_COUNT; stage++)
		if (strcmp(label, queue->labels[stage]) == 0)
			stages |= UINT32_C(1) << stage;
	return stages;
}

static enum tone
stage_tone(struct queue *queue, uint64_t row, const char *label)
{
	static const uint32_t refused = STAGE_SET(rejected) | STAGE_SET(withdrawn) | STAGE_SET(lapsed) | STAGE_SET(void) | STAGE_SET(not_recommended);
	uint32_t stages = stages_of(queue, label);

	queue->drawn[row % DRAWN].row = row;
	queue->drawn[row % DRAWN].stages = stages;
	return stages & refused ? TONE_REFUSED : TONE_PLAIN;
}

static void
source_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	struct queue *queue = user;
	const char *names[COLUMNS], *texts[COLUMNS];
	size_t asked = 0;

	for (size_t i = 0; i < COLUMNS; i++)
		if (!cells[i].unseen)
			names[asked++] = columns[i];
	if (query_row(queue->query, (uint32_t)row->id, names, asked, arena, texts, NULL) < 0) {
		cells[1] = (struct list_cell){.text = _("damaged record: run verify"), .tone = TONE_REFUSED};
		return;
	}
	asked = 0;
	for (size_t i = 0; i < COLUMNS; i++)
		if (!cells[i].unseen)
			cells[i].text = texts[asked++];
	if (cells[STAGE].text)
		cells[STAGE].tone = stage_tone(queue, row->id, cells[STAGE].text);
}

static uint64_t
source_count(void *user)
{
	return query_count(((struct queue *)user)->query);
}

static bool
source_counted(void *user)
{
	return query_counted(((struct queue *)user)->query);
}

static int
source_filter(void *user, const char *text, struct err *err)
{
	struct queue *queue = user;
	char *where;

	if (query_refilter(queue->query, text, err) < 0)
		return -1;
	where = xstrdup(text);
	free(queue->where);
	queue->where = where;
	return 0;
}

static void
source_pane(void *user, const struct list_row *row, const struct area *pane)
{
	struct queue *queue = user;

	arena_reset(&queue->pane);
	if (row)
		verdictlines_pane(queue->desk, (uint32_t)row->id, pane, &queue->pane);
}

static const struct list_source source = {
	.walk = source_walk,
	.cells = source_cells,
	.count = source_count,
	.counted = source_counted,
	.filter = source_filter,
	.pane = source_pane,
};

/* ---- the screen */

static int
requery(struct queue *queue, struct err *err)
{
	const struct query_spec spec = {.type = &type_project, .where = queue->where, .order = queue->order, .descending = queue->descending};
	struct query *query;

	if (query_open(queue->desk, &spec, &query, err) < 0)
		return -1;
	query_close(queue->query);
	queue->query = query;
	return 0;
}

static struct list *
make_list(struct screen *screen)
{
	struct list_column *shown = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS * sizeof *shown);
	struct list_spec spec = {
		.ui = screen->ui,
		.source = &source,
		.user = screen->data,
		.columns = shown,
		.column_count = COLUMNS,
		.markable = true,
		.pane_cols = 36,
		.empty = _("no project is like that"),
	};

	shown[0] = (struct list_column){.title = _("Number"), .width = 11};
	shown[1] = (struct list_column){.title = _("Unit"), .width = 30, .flex = true};
	shown[2] = (struct list_column){.title = _("Leader"), .width = 8};
	shown[3] = (struct list_column){.title = _("Stage"), .width = words_lang() == LANG_ZH ? 10 : 13};
	shown[4] = (struct list_column){.title = _("First reviewer"), .width = words_lang() == LANG_ZH ? 12 : 14, .drop = 1};
	shown[5] = (struct list_column){.title = _("Deadline"), .width = 10, .drop = 2};
	return list_new(&spec);
}

static int
queue_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct queue_argument *wanted = argument;
	struct queue *queue = screen->data;

	queue->desk = work_desk(screen->ui);
	queue->where = xstrdup(wanted && wanted->where ? wanted->where : "");
	queue->opened = xstrdup(queue->where);
	queue->order = wanted ? wanted->order : NULL;
	queue->pick = wanted && wanted->pick;
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		queue->labels[stage] = code_label(NULL, "stage", stage_code((enum stage)stage));
	if (requery(queue, err) < 0) {
		free(queue->where);
		free(queue->opened);
		return -1;
	}
	queue->list = make_list(screen);
	if (*queue->opened)
		list_set_filter(queue->list, queue->opened, NULL);
	return 0;
}

static void
queue_refill(struct screen *screen)
{
	struct queue *queue = screen->data;

	query_refresh(queue->query);
	list_refill(queue->list);
	memset(queue->drawn, 0, sizeof queue->drawn);
}

static void
queue_draw(struct screen *screen, bool whole)
{
	list_draw(((struct queue *)screen->data)->list, &screen->body, whole);
}

static void
set_filter(struct screen *screen, const char *where)
{
	struct queue *queue = screen->data;
	struct err err = {0};

	if (list_set_filter(queue->list, where, &err) < 0)
		ui_error(screen->ui, &err);
	screen_redraw(screen);
}

/* Esc takes back what the filter became since the queue was opened; then it leaves. */
static bool
take_back(struct screen *screen)
{
	struct queue *queue = screen->data;
	bool changed = *list_filter(queue->list) && strcmp(list_filter(queue->list), queue->opened) != 0;

	if (changed)
		set_filter(screen, queue->opened);
	return changed;
}

static bool
queue_key(struct screen *screen, const struct key *key)
{
	struct queue *queue = screen->data;
	int plain = key_plain(key);

	if (!list_typing(queue->list) && plain != '/' && plain < 0x80 && plain != ' ')
		return false; /* digits order */
	if (plain == K_ESC && !list_typing(queue->list))
		return take_back(screen);
	return list_key(queue->list, key);
}

static const char *
current_id(struct queue *queue, struct arena *arena)
{
	const struct list_row *row = list_current(queue->list);

	return row ? query_row_id(queue->query, (uint32_t)row->id, arena) : NULL;
}

/* Whether the project under the cursor stands at one of these stages; seldom it was not drawn, and is read. */
static bool
stands_at(struct queue *queue, uint32_t stages)
{
	static const char *const stage[] = {"project.stage"};
	const struct list_row *row = list_current(queue->list);
	struct arena arena = {0};
	const char *text;

	if (!row)
		return false;
	if (queue->drawn[row->id % DRAWN].row != row->id && query_row(queue->query, (uint32_t)row->id, stage, 1, &arena, &text, NULL) == 0)
		stage_tone(queue, row->id, text);
	arena_free(&arena);
	return queue->drawn[row->id % DRAWN].row == row->id && queue->drawn[row->id % DRAWN].stages & stages;
}

static void
reorder(struct screen *screen, const struct queue_order *order)
{
	struct queue *queue = screen->data;
	const char *column = strcmp(order->column, "project.id") == 0 ? NULL : order->column;
	bool same = queue->order == column || (queue->order && column && strcmp(queue->order, column) == 0);
	struct err err = {0};

	queue->descending = same ? !queue->descending : false;
	queue->order = column;
	if (requery(queue, &err) < 0)
		ui_error(screen->ui, &err);
	list_home(queue->list);
	screen_redraw(screen);
}

/* Acts on the marked rows, or on the one under the cursor. */
static void
act_on(struct screen *screen)
{
	struct queue *queue = screen->data;
	struct arena arena = {0};
	struct shown shown = {0};
	const struct list_row *rows;

	if (queue_shows(screen, &arena, &shown) && list_marks(queue->list, &rows) == 0)
		work_acts_menu(screen->ui, shown.ids[0]);
	else if (shown.count && work_acts_many(screen->ui, shown.ids, shown.count))
		list_unmark(queue->list);
	arena_free(&arena);
}

static void
open_current(struct screen *screen, const struct screen_class *class)
{
	struct queue *queue = screen->data;
	struct arena arena = {0};
	const char *id = current_id(queue, &arena);
	const struct history_argument history = {.type = &type_project, .id = id};
	struct err err = {0};

	if (id && ui_open(screen->ui, class, class == &screen_history ? (const void *)&history : id, &err) < 0)
		ui_error(screen->ui, &err);
	arena_free(&arena);
}

/* The row chosen for whoever asked. */
static void
pick_current(struct screen *screen)
{
	struct bench *bench = bench_of(screen->ui);
	struct arena arena = {0};
	const char *id = current_id(screen->data, &arena);

	free(bench->picked);
	bench->picked = id ? xstrdup(id) : NULL;
	arena_free(&arena);
	screen_close(screen);
}

static void
narrow(struct screen *screen)
{
	char *where = narrow_ask(screen->ui, list_filter(((struct queue *)screen->data)->list));

	if (where)
		set_filter(screen, where);
	free(where);
}

static void
key_in(struct screen *screen)
{
	static const struct intake_argument fresh = {0};
	struct err err = {0};

	if (ui_open(screen->ui, &screen_intake, &fresh, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
queue_act(struct screen *screen, int verb)
{
	if (verb >= ORDER_FIRST && verb < ORDER_FIRST + ORDERS)
		reorder(screen, &orders[verb - ORDER_FIRST]);
	else if (verb == PICK)
		pick_current(screen);
	else if (verb == OPEN)
		open_current(screen, &screen_project);
	else if (verb == HISTORY)
		open_current(screen, &screen_history);
	else if (verb == REVIEW || verb == CHECK || verb == CONDITIONS)
		open_current(screen, &screen_review);
	else if (verb == DOSSIER)
		open_current(screen, &screen_dossier);
	else if (verb == ACTS)
		act_on(screen);
	else if (verb == NARROW)
		narrow(screen);
	else if (verb == ALL)
		set_filter(screen, "");
	else if (verb == INTAKE)
		key_in(screen);
}

static bool
queue_can(struct screen *screen, int verb)
{
	static const uint32_t first = STAGE_SET(submitted) | STAGE_SET(returned), check = STAGE_SET(candidate);
	struct queue *queue = screen->data;

	if (queue->pick ? verb == OPEN || verb == ACTS || verb == INTAKE || verb == REVIEW || verb == CHECK || verb == CONDITIONS || verb == MARK : verb == PICK)
		return false;
	if (verb == REVIEW || verb == CHECK || verb == CONDITIONS)
		return stands_at(queue, verb == REVIEW ? first : verb == CHECK ? check : ~(first | check));
	if (verb == INTAKE)
		return desk_may(queue->desk, act_named("intake")->roles);
	return true;
}

static void
queue_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct queue *queue = screen->data;
	const char *label = orders[0].label;
	const struct list_row *marked;
	size_t marks = list_marks(queue->list, &marked);
	char rows[32];

	for (size_t i = 1; i < ORDERS; i++)
		if (queue->order && strcmp(orders[i].column, queue->order) == 0)
			label = orders[i].label;
	if (*queue->where)
		buf_addf(left, "  %s %s", _("filter:"), queue->where);
	rowcount(queue->query, rows);
	if (marks)
		buf_addf(right, _("%zu marked · "), marks);
	buf_addf(right, _("%s rows, by %s%s"), rows, _(label), queue->descending ? "↓" : "↑");
}

static void
queue_close(struct screen *screen)
{
	struct queue *queue = screen->data;

	list_free(queue->list);
	query_close(queue->query);
	free(queue->where);
	free(queue->opened);
	arena_free(&queue->pane);
}

static bool
queue_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_rows("project", ((struct queue *)screen->data)->query, ((struct queue *)screen->data)->list, arena, out);
}
