/* 办理记录: who did what, when and why, newest first; each entry with the fields it changed and what it rested on. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/historytext.h"
#include "ui/pager.h"

static int history_open(struct screen *screen, const void *argument, struct err *err);
static void history_refill(struct screen *screen);
static void history_draw(struct screen *screen, bool whole);
static bool history_key(struct screen *screen, const struct key *key);
static void history_act(struct screen *screen, int verb);
static bool history_can(struct screen *screen, int verb);
static void history_title(struct screen *screen, struct buf *left, struct buf *right);
static void history_close(struct screen *screen);

enum { OPEN = 1, AS_IT_WAS, PROJECT };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Every field the entry changed, with old and new value, its reason and what it rested on.")},
	{.verb = AS_IT_WAS, .key = K_F5, .label = N_("as it was"), .help = N_("The record as it was after this entry.")},
	{.verb = PROJECT, .key = K_F6, .label = N_("the project"), .help = N_("Opens the project that the entry is about.")},
	{0},
};

enum { COLUMNS = 6, RECORD_MOST = 5000 };

/* Entries have a position: 1 is the oldest.  The journal's positions are its numbers and each entry is read when it is shown; the few of one record
 * are all held. */
struct history {
	struct desk *desk;
	struct list *list;
	const struct record_type *type; /* NULL: the whole journal */
	char *id;
	struct history_item *items;     /* newest first; of a record */
	uint64_t total;
	struct arena shown;             /* the entry read last */
};

const struct screen_class screen_history = {
	.name = "history",
	.title = N_("History"),
	.private_size = sizeof(struct history),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = N_("What was done, newest first. Nothing here can be changed or taken away."),
	.open = history_open,
	.refill = history_refill,
	.draw = history_draw,
	.key = history_key,
	.act = history_act,
	.can = history_can,
	.title_more = history_title,
	.close = history_close,
};

/* The entry at a position; NULL when it cannot be read. */
static const struct history_item *
item_at(struct history *history, uint64_t position, struct arena *arena)
{
	struct history_item *items;

	if (history->type)
		return position >= 1 && position <= history->total ? &history->items[history->total - position] : NULL;
	if (desk_history(history->desk, NULL, NULL, position + 1, 1, arena, &items, NULL) != 1)
		return NULL;
	return items;
}

/* ---- the list's source */

static uint64_t
position_of(const struct list_place *place)
{
	uint64_t position;

	memcpy(&position, place->bytes, sizeof position);
	return position;
}

static size_t
source_walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	const struct history *history = user;
	uint64_t at = from ? position_of(from) : forward ? history->total : 1;
	size_t count = 0;

	if (from && !inclusive)
		at += forward ? (uint64_t)-1 : 1;
	for (; count < limit && at >= 1 && at <= history->total; at += forward ? (uint64_t)-1 : 1) {
		rows[count] = (struct list_row){.id = at};
		memcpy(rows[count].place.bytes, &at, sizeof at);
		count++;
	}
	return count;
}

static void
source_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	struct history *history = user;
	const struct history_item *item = item_at(history, row->id, arena);
	char when[20];

	if (!item) {
		cells[5] = (struct list_cell){.text = _("damaged record: run verify"), .tone = TONE_REFUSED};
		return;
	}
	time_print(when, item->time);
	cells[0].text = arena_strndup(arena, when, 16);
	cells[1].text = history_who(history->desk, item, arena);
	cells[2].text = role_label(roles_parse(item->role));
	cells[3].text = item->act_label;
	cells[4].text = item->id;
	cells[5].text = history_gist(history->desk, item, arena);
}

static uint64_t
source_count(void *user)
{
	return ((const struct history *)user)->total;
}

static void
source_pane(void *user, const struct list_row *row, const struct area *pane)
{
	struct history *history = user;
	const struct history_item *item;
	struct buf text = {0};

	arena_reset(&history->shown);
	item = row ? item_at(history, row->id, &history->shown) : NULL;
	if (item) {
		history_changes_text(history->desk, item, pane->cols, &text);
		paint_wrapped(pane, 0, 0, pane->cols, pane->rows, TONE_PLAIN, buf_text(&text));
	}
	buf_free(&text);
}

static const struct list_source source = {
	.walk = source_walk,
	.cells = source_cells,
	.count = source_count,
	.pane = source_pane,
};

/* ---- the screen */

static struct list *
make_list(struct screen *screen)
{
	struct history *history = screen->data;
	struct list_column *columns = arena_alloc(&bench_of(screen->ui)->arena, COLUMNS * sizeof *columns);
	struct list_spec spec = {
		.ui = screen->ui,
		.source = &source,
		.user = history,
		.columns = columns,
		.column_count = COLUMNS,
		.pane_cols = 50,
		.pane_from = 130,
		.empty = _("nothing is on record yet"),
	};

	columns[0] = (struct list_column){.title = _("Time"), .width = 16};
	columns[1] = (struct list_column){.title = _("Who"), .width = 8};
	columns[2] = (struct list_column){.title = _("Role"), .width = words_lang() == LANG_ZH ? 8 : 13, .drop = 3};
	columns[3] = (struct list_column){.title = _("Act"), .width = words_lang() == LANG_ZH ? 12 : 22};
	columns[4] = (struct list_column){.title = _("On"), .width = 12, .drop = history->type ? 4 : 1};
	columns[5] = (struct list_column){.title = _("Reason"), .width = 16, .flex = true, .drop = 2};
	return list_new(&spec);
}

static int
load(struct history *history, struct arena *arena, struct err *err)
{
	struct err fault = {0};

	if (!history->type) {
		history->total = desk_history(history->desk, NULL, NULL, 0, 1, arena, &history->items, &fault);
		if (history->total)
			history->total = history->items[0].number;
	} else {
		history->total = desk_history(history->desk, history->type, history->id, 0, RECORD_MOST, arena, &history->items, &fault);
	}
	if (fault.code && err)
		*err = fault;
	return fault.code ? -1 : 0;
}

static int
history_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct history_argument *wanted = argument;
	struct history *history = screen->data;

	history->desk = work_desk(screen->ui);
	history->type = wanted ? wanted->type : NULL;
	history->id = xstrdup(wanted && wanted->id ? wanted->id : "");
	if (load(history, &screen->arena, err) < 0) {
		free(history->id);
		return -1;
	}
	history->list = make_list(screen);
	return 0;
}

static void
history_refill(struct screen *screen)
{
	struct history *history = screen->data;
	struct err err = {0};

	if (load(history, &screen->arena, &err) < 0)
		ui_error(screen->ui, &err);
	list_refill(history->list);
}

static void
history_draw(struct screen *screen, bool whole)
{
	list_draw(((struct history *)screen->data)->list, &screen->body, whole);
}

static bool
history_key(struct screen *screen, const struct key *key)
{
	return list_key(((struct history *)screen->data)->list, key);
}

static void
show_entry(struct screen *screen, const struct history_item *item)
{
	struct history *history = screen->data;
	struct buf text = {0};

	history_text(history->desk, item, &history->shown, &text);
	pager_show(screen->ui, item->act_label, buf_text(&text));
	buf_free(&text);
}

static void
show_as_it_was(struct screen *screen, const struct history_item *item)
{
	struct history *history = screen->data;
	const struct record_type *type = history->type ? history->type : item->type;
	const char *id = history->type ? history->id : item->id;
	struct buf text = {0};
	struct err err = {0};
	void *record;
	char when[20];

	if (!type || !*id) {
		ui_message(screen->ui, TONE_WAITING, _("this entry is about no record"));
		return;
	}
	if (desk_record_at(history->desk, type, id, item->number, &history->shown, &record, &err) < 0) {
		ui_error(screen->ui, &err);
		return;
	}
	time_print(when, item->time);
	history_record_text(history->desk, record, &text);
	pager_show(screen->ui, arena_printf(&history->shown, _("%s as it was after %s"), id, when), buf_text(&text));
	buf_free(&text);
}

static void
open_project(struct screen *screen, const struct history_item *item)
{
	struct err err = {0};

	if (item->type != &type_project)
		ui_message(screen->ui, TONE_WAITING, _("this entry is about no project"));
	else if (ui_open(screen->ui, &screen_project, item->id, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
history_act(struct screen *screen, int verb)
{
	struct history *history = screen->data;
	const struct list_row *row = list_current(history->list);
	const struct history_item *item;

	arena_reset(&history->shown);
	item = row ? item_at(history, row->id, &history->shown) : NULL;
	if (!item)
		return;
	if (verb == OPEN)
		show_entry(screen, item);
	else if (verb == AS_IT_WAS)
		show_as_it_was(screen, item);
	else
		open_project(screen, item);
}

static bool
history_can(struct screen *screen, int verb)
{
	struct history *history = screen->data;

	if (verb == AS_IT_WAS) /* who sees no journal numbers cannot name an entry */
		return !history->type || (history->total && history->items[0].number);
	return verb != PROJECT || !history->type;
}

static void
history_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct history *history = screen->data;
	char total[32];

	if (history->type)
		buf_addf(left, " › %s", history->id);
	number_print(total, (int64_t)history->total);
	buf_addf(right, _("%s entries"), total);
}

static void
history_close(struct screen *screen)
{
	struct history *history = screen->data;

	list_free(history->list);
	arena_free(&history->shown);
	free(history->id);
}
