/* F9: which sheets print what a screen shows. */
#include <config.h>

#include "screen/sheetmenu.h"

#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/callpick.h"
#include "sheet/sheet.h"
#include "ui/dialog.h"

enum { OFFERS_MOST = 64, NAMES_MOST = 12, AT_ONCE = 9 };

/* The sheets of a screen, those most wanted first.  Without a screen: of every other one that shows records of the type, where sheets that take the type and
 * are not named here, an office's own among them, come behind. */
static const struct sheet_offer {
	const struct screen_class *screen;
	const char *type;
	const char *names[NAMES_MOST];
} offers[] = {
	{&screen_dossier, "project", {"dossier"}},
	{&screen_ledger, "project", {"use_of_funds"}},
	{&screen_review, "project", {"first_review", "materials", "correction", "receipt"}},
	{&screen_score, "project", {"score_sheet", "score_sheet_blank"}},
	{&screen_scoring, "project", {"score_sheet", "score_sheet_blank"}},
	{&screen_sheets, "project", {"score_sheet", "score_sheet_blank"}},
	{&screen_assessing, "project", {"annual_assessment", "final_assessment", "final_assessment_blank"}},
	{&screen_assessments, "project", {"annual_assessment", "final_assessment", "final_assessment_blank"}},
	{&screen_answers, "project", {"final_assessment", "final_assessment_blank", "annual_assessment"}},
	{&screen_answering, "project", {"final_assessment", "final_assessment_blank", "annual_assessment"}},
	{&screen_changes, "project", {"alteration"}},
	{&screen_ranking, "call", {"ranking"}},
	{&screen_home, "call", {"statistics"}},
	{&screen_stats, "call", {"statistics"}},
	{NULL, "project", {"application", "follow_on_application", "receipt", "materials", "correction", "first_review", "dossier", "agreement",
		"use_of_funds", "service_return", "envelope", "contents"}},
	{NULL, "call", {"summary", "ranking", "statistics"}},
	{NULL, "publicity", {"publicity", "announcement"}},
	{NULL, "order", {NULL}},
	{NULL, "proposal", {NULL}},
	{NULL, "meeting", {NULL}},
	{NULL, "batch", {NULL}},
	{NULL, "funds_request", {NULL}},
};

/* An order prints as what it is. */
static const struct {
	const char *kind, *sheet;
} order_sheets[] = {
	{"rectification", "rectification"},
	{"cancellation", "cancellation"},
	{"clawback", "clawback"},
};

struct menu {
	struct ui *ui;
	const struct shown *shown;
	const struct sheets *sheets;
	const struct sheet_form *forms[OFFERS_MOST];
	size_t count;
};

/* ---- what can be offered */

static struct sheets *
all_sheets(struct ui *ui, struct err *err)
{
	struct bench *bench = bench_of(ui);
	struct faults faults = {0};

	if (!bench->sheets && sheets_load(bench->desk, &bench->sheets, &faults) < 0) {
		err_set(err, ERR_INPUT, _("the sheets cannot be read: %s"), faults.count ? faults.items[0].message : "");
		sheets_free(bench->sheets);
		bench->sheets = NULL;
	}
	faults_free(&faults);
	return bench->sheets;
}

static void
add(struct menu *menu, const struct sheet_form *form)
{
	if (!form || !sheet_may(work_desk(menu->ui), form) || menu->count == OFFERS_MOST)
		return;
	for (size_t i = 0; i < menu->count; i++)
		if (menu->forms[i] == form)
			return;
	menu->forms[menu->count++] = form;
}

static const struct sheet_offer *
offer_for(const struct screen *screen, const char *type)
{
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
		if ((!offers[i].screen || offers[i].screen == screen->class) && strcmp(offers[i].type, type) == 0)
			return &offers[i];
	return NULL;
}

/* Those of a type, in the order of their files. */
static void
add_taking(struct menu *menu, const char *type)
{
	for (size_t i = 0; i < sheets_count(menu->sheets); i++)
		if (strcmp(sheet_takes(sheets_at(menu->sheets, i))->name, type) == 0)
			add(menu, sheets_at(menu->sheets, i));
}

static void
add_order(struct menu *menu)
{
	struct arena arena = {0};
	void *record;

	if (desk_get(work_desk(menu->ui), &type_order, menu->shown->ids[0], &arena, &record, NULL) == 0)
		for (size_t i = 0; i < sizeof order_sheets / sizeof *order_sheets; i++)
			if (strcmp(((struct order *)record)->kind, order_sheets[i].kind) == 0)
				add(menu, sheets_named(menu->sheets, order_sheets[i].sheet));
	arena_free(&arena);
}

static void
gather(struct menu *menu, const struct screen *screen)
{
	const struct sheet_offer *offer = offer_for(screen, menu->shown->type);

	if (strcmp(menu->shown->type, "order") == 0)
		add_order(menu);
	for (size_t i = 0; offer && i < NAMES_MOST && offer->names[i]; i++)
		add(menu, sheets_named(menu->sheets, offer->names[i]));
	if (offer && !offer->screen && strcmp(offer->type, "order") != 0)
		add_taking(menu, offer->type);
	if (screen->class == &screen_calls) /* every sheet of all its projects, too */
		add_taking(menu, "project");
}

/* ---- choosing */

static const char *
note_of(const struct menu *menu, const struct sheet_form *form, struct arena *arena)
{
	if (menu->shown->count > 1)
		return arena_printf(arena, _("of %zu marked rows"), menu->shown->count);
	if (strcmp(sheet_takes(form)->name, menu->shown->type) != 0)
		return arena_printf(arena, _("of all projects of %s"), menu->shown->ids[0]);
	return menu->shown->ids[0];
}

static const struct sheet_form *
choose(struct menu *menu, struct arena *arena)
{
	struct choice *choices = arena_alloc(arena, (menu->count + 1) * sizeof *choices);
	int chosen = 0;

	for (size_t i = 0; i < menu->count; i++)
		choices[i] = (struct choice){.label = words_in(sheet_label(menu->forms[i]), words_lang()), .note = note_of(menu, menu->forms[i], arena),
			.search = sheet_name(menu->forms[i])};
	if (menu->count > AT_ONCE)
		chosen = dialog_pick(menu->ui, _("Print which sheet"), choices, menu->count, NULL);
	else if (menu->count > 1)
		chosen = dialog_choose(menu->ui, _("Print which sheet"), choices, menu->count, 0);
	return chosen < 0 ? NULL : menu->forms[chosen];
}

static void
offer_sheets(struct menu *menu, const struct screen *screen, struct arena *arena, struct err *err)
{
	struct preview_argument wanted = {.ids = menu->shown->ids, .count = menu->shown->count};

	gather(menu, screen);
	if (menu->count)
		wanted.form = choose(menu, arena);
	else
		ui_message(menu->ui, TONE_WAITING, "%s", _("no sheet prints this for you"));
	if (wanted.form && ui_open(menu->ui, &screen_preview, &wanted, err) < 0)
		ui_error(menu->ui, err);
}

void
sheetmenu_print(struct ui *ui, struct screen *screen, void *user)
{
	struct arena arena = {0};
	struct shown shown = {0};
	struct menu menu = {.ui = ui, .shown = &shown};
	struct err err = {0};

	(void)user;
	if (!screen->class->shows || !screen->class->shows(screen, &arena, &shown) || !shown.count)
		ui_message(ui, TONE_WAITING, "%s", _("there is nothing here that could be printed"));
	else if (!(menu.sheets = all_sheets(ui, &err)))
		ui_error(ui, &err);
	else
		offer_sheets(&menu, screen, &arena, &err);
	arena_free(&arena);
}

/* ---- what screens show */

bool
shown_one(const char *type, const char *id, struct arena *arena, struct shown *out)
{
	const char **ids;

	if (!id || !*id)
		return false;
	ids = arena_alloc(arena, sizeof *ids);
	ids[0] = arena_strdup(arena, id);
	*out = (struct shown){.type = type, .ids = ids, .count = 1};
	return true;
}

bool
shown_rows(const char *type, struct query *query, struct list *list, struct arena *arena, struct shown *out)
{
	const struct list_row *rows, *current = list_current(list);
	size_t count = list_marks(list, &rows);
	const char **ids = arena_alloc(arena, (count + 1) * sizeof *ids);

	for (size_t i = 0; i < count; i++)
		ids[i] = query_row_id(query, (uint32_t)rows[i].id, arena);
	if (!count && current)
		ids[count++] = query_row_id(query, (uint32_t)current->id, arena);
	*out = (struct shown){.type = type, .ids = ids, .count = count};
	return count > 0;
}

bool
shown_newest_call(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("call", call_newest(screen->ui, arena), arena, out);
}
