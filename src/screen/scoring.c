/* 我的评分表: the sheets an expert was given. */
#include <config.h>

#include "screen/work.h"

#include <string.h>

#include "desk/expertwork.h"
#include "screen/bench.h"
#include "screen/score.h"
#include "screen/sheetmenu.h"

static int scoring_open(struct screen *screen, const void *argument, struct err *err);
static void scoring_refill(struct screen *screen);
static void scoring_draw(struct screen *screen, bool whole);
static bool scoring_key(struct screen *screen, const struct key *key);
static void scoring_act(struct screen *screen, int verb);
static bool scoring_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool scoring_can(struct screen *screen, int verb);
static void scoring_title(struct screen *screen, struct buf *left, struct buf *right);
static void scoring_close(struct screen *screen);

enum { OPEN = 1, NEXT };
enum { COLUMNS = 5 };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("score"), .help = N_("Opens the sheet of the project under the cursor.")},
	{.verb = NEXT, .key = K_F2, .label = N_("next unfinished"), .help = N_("Opens the first sheet that is not handed in.")},
	{0},
};

struct scoring_view {
	struct list *list;
	struct list_table table;
	struct my_sheet *sheets; /* in the screen's arena */
	size_t done;
};

const struct screen_class screen_scoring = {
	.name = "scoring",
	.title = N_("My sheets"),
	.private_size = sizeof(struct scoring_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The projects given to you to score, unfinished ones first."),
	.open = scoring_open,
	.refill = scoring_refill,
	.draw = scoring_draw,
	.key = scoring_key,
	.act = scoring_act,
	.shows = scoring_shows,
	.can = scoring_can,
	.title_more = scoring_title,
	.close = scoring_close,
};

static int
scoring_open(struct screen *screen, const void *argument, struct err *err)
{
	struct scoring_view *view = screen->data;
	struct list_column *columns = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS * sizeof *columns);
	const struct list_spec spec = {.ui = screen->ui, .source = &list_table_source, .user = &view->table, .columns = columns, .column_count = COLUMNS,
		.empty = _("no sheet waits for you")};

	(void)argument;
	if (!desk_may(work_desk(screen->ui), ROLE(expert)))
		return err_set(err, ERR_DENIED, _("only experts have sheets of their own"));
	columns[0] = (struct list_column){.title = _("Number"), .width = 12};
	columns[1] = (struct list_column){.title = _("Unit"), .width = 24, .flex = true};
	columns[2] = (struct list_column){.title = _("Leader"), .width = 10};
	columns[3] = (struct list_column){.title = _("State"), .width = 15};
	columns[4] = (struct list_column){.title = _("Total"), .width = 8, .right = true};
	view->list = list_new(&spec);
	return 0;
}

static bool
has_kept(const struct kept_form *kept, size_t count, const char *project)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(kept[i].form, "score") == 0 && strcmp(kept[i].target, project) == 0)
			return true;
	return false;
}

static void
scoring_refill(struct screen *screen)
{
	struct scoring_view *view = screen->data;
	struct desk *desk = work_desk(screen->ui);
	size_t count = desk_my_sheets(desk, &screen->arena, &view->sheets);
	struct list_cell *cells = arena_alloc(&screen->arena, (count + 1) * COLUMNS * sizeof *cells);
	struct kept_form *kept;
	size_t kept_count = desk_kept(desk, &screen->arena, &kept);

	view->done = 0;
	for (size_t i = 0; i < count; i++) {
		const struct my_sheet *sheet = &view->sheets[i];
		struct list_cell *row = &cells[i * COLUMNS];
		bool done = strcmp(sheet->state, "submitted") == 0;
		view->done += done;
		row[0].text = sheet->project;
		row[1] = *sheet->unit ? (struct list_cell){.text = sheet->unit} : (struct list_cell){.text = _("(blind)"), .tone = TONE_DIM};
		row[2].text = sheet->leader;
		row[3].text = !done && has_kept(kept, kept_count, sheet->project) ? _("begun") : *sheet->refused ? _("stays handed in") :
			code_label(NULL, "assignment_state", sheet->state);
		row[3].tone = done ? TONE_DONE : TONE_WAITING;
		row[4].text = sheet->total;
	}
	view->table = (struct list_table){.cells = cells, .rows = count, .columns = COLUMNS};
	list_refill(view->list);
}

static void
scoring_draw(struct screen *screen, bool whole)
{
	list_draw(((struct scoring_view *)screen->data)->list, &screen->body, whole);
}

static bool
scoring_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct scoring_view *)screen->data)->list, key);
}

static void
scoring_act(struct screen *screen, int verb)
{
	struct scoring_view *view = screen->data;
	const struct list_row *row = list_current(view->list);
	struct arena arena = {0};
	struct score_argument wanted = {.project = verb == NEXT ? score_next(screen->ui, NULL, &arena) : row ? view->sheets[row->id - 1].project : NULL};
	struct err err = {0};

	if (!wanted.project)
		ui_message(screen->ui, TONE_WAITING, _("no sheet waits for you"));
	else if (ui_open(screen->ui, &screen_score, &wanted, &err) < 0)
		ui_error(screen->ui, &err);
	arena_free(&arena);
}

static bool
scoring_can(struct screen *screen, int verb)
{
	const struct scoring_view *view = screen->data;

	return verb == NEXT ? view->done < view->table.rows : view->table.rows > 0;
}

static void
scoring_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct scoring_view *view = screen->data;

	(void)left;
	buf_addf(right, _("done %zu/%zu, left %zu"), view->done, view->table.rows, view->table.rows - view->done);
}

static void
scoring_close(struct screen *screen)
{
	list_free(((struct scoring_view *)screen->data)->list);
}

static bool
scoring_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	const struct scoring_view *view = screen->data;
	const struct list_row *row = list_current(view->list);

	return row && shown_one("project", view->sheets[row->id - 1].project, arena, out);
}
