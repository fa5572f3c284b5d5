/* 考核: the projects to be assessed in a year, those that wait first, with what came of the others. */
#include <config.h>

#include "screen/work.h"

#include <string.h>

#include "desk/assessing.h"
#include "desk/query.h"
#include "screen/assessmenu.h"
#include "screen/bench.h"
#include "screen/historytext.h"
#include "screen/sheetmenu.h"
#include "ui/pager.h"

static int assessing_open(struct screen *screen, const void *argument, struct err *err);
static void assessing_refill(struct screen *screen);
static void assessing_draw(struct screen *screen, bool whole);
static bool assessing_key(struct screen *screen, const struct key *key);
static void assessing_act(struct screen *screen, int verb);
static bool assessing_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool assessing_can(struct screen *screen, int verb);
static void assessing_title(struct screen *screen, struct buf *left, struct buf *right);
static void assessing_close(struct screen *screen);

enum { OPEN = 1, CHECKLISTS, EARLIER, LATER, PROJECT, RECORDS, ORDERS, CHANGES };
enum { COLUMNS = 9 };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("assess"), .help = N_("Goes on with the assessment of the project under the cursor, or shows one that is concluded.")},
	{.verb = EARLIER, .key = K_LEFT, .label = N_("year before"), .help = N_("The year before.")},
	{.verb = LATER, .key = K_RIGHT, .label = N_("next year"), .help = N_("The year after.")},
	{.verb = PROJECT, .key = K_F8, .label = N_("project"), .help = N_("Everything on record about the project.")},
	{.verb = RECORDS, .key = '1', .label = N_("all"), .help = N_("All assessments of all years, the units' own too.")},
	{.verb = CHECKLISTS, .key = '2', .label = N_("checklists"), .help = N_("All checklists of assessors, finished or not.")},
	{.verb = ORDERS, .key = '3', .label = N_("orders"), .help = N_("Rectifications, cancellations and clawbacks by deadline.")},
	{.verb = CHANGES, .key = '4', .label = N_("changes"), .help = N_("Changes of units, leaders and studios, with their effect on money.")},
	{0},
};

struct assessing_view {
	struct list *list;
	struct list_table table;
	struct assessing assessing; /* in the screen's arena */
	int year;
};

const struct screen_class screen_assessing = {
	.name = "assessing",
	.title = N_("Assessment"),
	.private_size = sizeof(struct assessing_view),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("The projects to be assessed in a year, those that wait first. The annual assessment is due at the year's end, the final one by the end of the cycle."),
	.open = assessing_open,
	.refill = assessing_refill,
	.draw = assessing_draw,
	.key = assessing_key,
	.act = assessing_act,
	.shows = assessing_shows,
	.can = assessing_can,
	.title_more = assessing_title,
	.close = assessing_close,
};

static int
assessing_open(struct screen *screen, const void *argument, struct err *err)
{
	struct assessing_view *view = screen->data;
	struct list_column *columns = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS * sizeof *columns);
	const struct list_spec spec = {.ui = screen->ui, .source = &list_table_source, .user = &view->table, .columns = columns, .column_count = COLUMNS,
		.empty = _("nothing is to be assessed in this year")};
	bool zh = words_lang() == LANG_ZH;

	(void)argument;
	if (desk_assessing(work_desk(screen->ui), 0, &screen->arena, &view->assessing, err) < 0)
		return -1;
	view->year = date_year(desk_today(work_desk(screen->ui)));
	columns[0] = (struct list_column){.title = _("Number"), .width = 12};
	columns[1] = (struct list_column){.title = _("Unit"), .width = 20, .flex = true};
	columns[2] = (struct list_column){.title = _("Leader"), .width = 8, .drop = 1};
	columns[3] = (struct list_column){.title = _("Kind"), .width = 8};
	columns[4] = (struct list_column){.title = _("Deadline"), .width = 10, .drop = 2};
	columns[5] = (struct list_column){.title = _("Checklists"), .width = zh ? 6 : 10, .right = true, .drop = 3};
	columns[6] = (struct list_column){.title = _("Result"), .width = zh ? 8 : 12};
	columns[7] = (struct list_column){.title = _("Points"), .width = 6, .right = true};
	columns[8] = (struct list_column){.title = _("Grade"), .width = zh ? 6 : 9};
	view->list = list_new(&spec);
	return 0;
}

static const char *
deadline_text(const struct assessing_row *row, struct arena *arena)
{
	char day[11];

	date_print(day, row->deadline);
	return arena_strdup(arena, day);
}

static void
fill_row(struct screen *screen, const struct assessing_row *row, struct list_cell *cells)
{
	struct desk *desk = work_desk(screen->ui);
	bool over = !row->done && row->deadline != DATE_NONE && row->deadline < desk_today(desk);
	bool failed = strcmp(row->result, "failed") == 0;

	cells[0].text = row->project;
	cells[1].text = row->unit;
	cells[2].text = row->leader;
	cells[3].text = code_label(NULL, "assessment_kind", row->kind);
	cells[4] = (struct list_cell){.text = deadline_text(row, &screen->arena), .tone = over ? TONE_REFUSED : TONE_PLAIN};
	if (row->elements && (row->done || row->begun))
		cells[5].text = row->done ? arena_printf(&screen->arena, "%zu", row->finished) : arena_printf(&screen->arena, "%zu/%zu", row->finished, row->begun);
	if (!row->done)
		cells[6] = (struct list_cell){.text = over ? _("overdue") : _("to assess"), .tone = over ? TONE_REFUSED : TONE_WAITING};
	else
		cells[6] = (struct list_cell){.text = row->cured ? _("cured") : code_label(NULL, "assessment_result", row->result),
			.tone = failed && !row->cured ? TONE_REFUSED : TONE_DONE};
	cells[7].text = row->points;
	cells[8].text = *row->grade ? desk_label(desk, "grade", row->grade) : "";
}

static void
assessing_refill(struct screen *screen)
{
	struct assessing_view *view = screen->data;
	struct list_cell *cells;
	struct err err = {0};

	if (desk_assessing(work_desk(screen->ui), view->year, &screen->arena, &view->assessing, &err) < 0)
		ui_error(screen->ui, &err);
	cells = arena_alloc(&screen->arena, (view->assessing.count + 1) * COLUMNS * sizeof *cells);
	for (size_t i = 0; i < view->assessing.count; i++)
		fill_row(screen, &view->assessing.rows[i], &cells[i * COLUMNS]);
	view->table = (struct list_table){.cells = cells, .rows = view->assessing.count, .columns = COLUMNS};
	list_refill(view->list);
}

static void
assessing_draw(struct screen *screen, bool whole)
{
	list_draw(((struct assessing_view *)screen->data)->list, &screen->body, whole);
}

static bool
assessing_key(struct screen *screen, const struct key *key)
{
	int plain = key_plain(key);

	if (key->code == K_LEFT || key->code == K_RIGHT || (plain >= '0' && plain <= '9'))
		return false; /* they are verbs */
	return list_key(((struct assessing_view *)screen->data)->list, key);
}

static void
show_record(struct screen *screen, const char *id)
{
	struct desk *desk = work_desk(screen->ui);
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};
	void *record;

	if (desk_get(desk, &type_assessment, id, &arena, &record, &err) < 0) {
		ui_error(screen->ui, &err);
	} else {
		history_record_text(desk, record, &text);
		pager_show(screen->ui, id, buf_text(&text));
	}
	buf_free(&text);
	arena_free(&arena);
}

static void
change_year(struct screen *screen, int step)
{
	struct assessing_view *view = screen->data;

	view->year += step;
	list_home(view->list);
	screen_refill(screen);
	screen_redraw(screen);
}

static void
open_row(struct screen *screen)
{
	const struct assessing_view *view = screen->data;
	const struct list_row *row = list_current(view->list);
	const struct assessing_row *wanted = row ? &view->assessing.rows[row->id - 1] : NULL;

	if (wanted && wanted->done)
		show_record(screen, wanted->id);
	else if (wanted)
		assess_open(screen->ui, wanted->project, wanted->kind, view->year);
}

static void
open_screen(struct screen *screen, int verb)
{
	const struct assessing_view *view = screen->data;
	const struct list_row *row = list_current(view->list);
	static const struct screen_class *const classes[] = {[PROJECT] = &screen_project, [RECORDS] = &screen_assessments,
		[CHECKLISTS] = &screen_answers, [ORDERS] = &screen_orders, [CHANGES] = &screen_changes};
	struct err err = {0};

	if (ui_open(screen->ui, classes[verb], verb == PROJECT && row ? view->assessing.rows[row->id - 1].project : NULL, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
assessing_act(struct screen *screen, int verb)
{
	if (verb == OPEN)
		open_row(screen);
	else if (verb == EARLIER || verb == LATER)
		change_year(screen, verb == LATER ? 1 : -1);
	else
		open_screen(screen, verb);
}

static bool
assessing_can(struct screen *screen, int verb)
{
	const struct assessing_view *view = screen->data;

	switch (verb) {
	case OPEN:
	case PROJECT:
		return view->table.rows > 0;
	case EARLIER:
		return view->assessing.first_year && view->year > view->assessing.first_year;
	case LATER:
		return view->year < view->assessing.last_year || view->year < date_year(desk_today(work_desk(screen->ui)));
	default:
		return true;
	}
}

static void
assessing_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct assessing_view *view = screen->data;
	const struct assessing *assessing = &view->assessing;

	buf_addf(left, _(" › %d"), view->year);
	buf_addf(right, _("to assess %zu, assessed %zu"), assessing->count - assessing->done, assessing->done);
	if (assessing->failed)
		buf_addf(right, _(", failed %zu"), assessing->failed);
}

static void
assessing_close(struct screen *screen)
{
	list_free(((struct assessing_view *)screen->data)->list);
}

static bool
assessing_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	const struct assessing_view *view = screen->data;
	const struct list_row *row = list_current(view->list);

	return row && shown_one("project", view->assessing.rows[row->id - 1].project, arena, out);
}
