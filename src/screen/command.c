/* The command line (F10): a screen, an act with its target and fields, a project's number, or a filter; and finding a project by what one knows of it. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/commandwords.h"
#include "ui/dialog.h"

/* What can be opened by name. */
static const struct opener {
	const struct screen_class *screen;
	enum { WANTS_NOTHING, WANTS_PROJECT, MAY_PROJECT, MAY_CALL } wants;
} openers[] = {
	{&screen_home, WANTS_NOTHING},
	{&screen_queue, WANTS_NOTHING},
	{&screen_project, WANTS_PROJECT},
	{&screen_intake, WANTS_NOTHING},
	{&screen_review, WANTS_PROJECT},
	{&screen_history, MAY_PROJECT},
	{&screen_phone, MAY_PROJECT},
	{&screen_calls, WANTS_NOTHING},
	{&screen_staff, WANTS_NOTHING},
	{&screen_stats, WANTS_NOTHING},
	{&screen_moneysums, WANTS_NOTHING},
	{&screen_scoring, WANTS_NOTHING},
	{&screen_panel, MAY_CALL},
	{&screen_ranking, MAY_CALL},
	{&screen_sheets, MAY_CALL},
	{&screen_recusals, MAY_CALL},
	{&screen_proposals, MAY_CALL},
	{&screen_meetings, WANTS_NOTHING},
	{&screen_publicities, MAY_CALL},
	{&screen_objections, WANTS_NOTHING},
	{&screen_orders, WANTS_NOTHING},
	{&screen_dues, MAY_CALL},
	{&screen_batches, WANTS_NOTHING},
	{&screen_payments, WANTS_NOTHING},
	{&screen_requests, WANTS_NOTHING},
	{&screen_accounts, WANTS_NOTHING},
	{&screen_elsewhere, WANTS_NOTHING},
	{&screen_changes, WANTS_NOTHING},
	{&screen_dossier, WANTS_PROJECT},
	{&screen_assessing, WANTS_NOTHING},
	{&screen_assessments, WANTS_NOTHING},
	{&screen_answers, WANTS_NOTHING},
	{&screen_ledger, WANTS_PROJECT},
	{&screen_tasks, WANTS_PROJECT},
};
enum { OPENERS = sizeof openers / sizeof *openers };

enum { OFFERED_MOST = 200 };

static bool
has_project(struct ui *ui, const char *id, struct arena *arena)
{
	void *record;

	return desk_get(work_desk(ui), &type_project, id, arena, &record, NULL) == 0;
}

static bool
has_call(struct ui *ui, const char *id, struct arena *arena)
{
	void *record;

	return desk_get(work_desk(ui), &type_call, id, arena, &record, NULL) == 0;
}

/* ---- opening */

static void
open_screen(struct ui *ui, const struct opener *opener, const char *id)
{
	static const struct intake_argument fresh = {0};
	const struct history_argument history = {.type = id ? &type_project : NULL, .id = id};
	const struct screen_class *screen = opener->screen;
	const void *argument = screen == &screen_history ? (const void *)&history : screen == &screen_intake ? (const void *)&fresh : id;
	struct err err = {0};

	if (screen == &screen_queue)
		argument = NULL;
	if (ui_open(ui, screen, argument, &err) < 0)
		ui_error(ui, &err);
}

/* "history QP2021-0007": true when the words were those of a screen. */
static bool
try_screen(struct ui *ui, const struct command_words *words, struct arena *arena)
{
	const char *id = words->count > 1 ? words->items[1] : NULL;

	for (size_t i = 0; i < OPENERS; i++) {
		if (!command_names_screen(words->items[0], openers[i].screen))
			continue;
		if (words->count > 2 || (id && openers[i].wants == WANTS_NOTHING))
			return false;
		if (id && !(openers[i].wants == MAY_CALL ? has_call(ui, id, arena) : has_project(ui, id, arena)))
			return false;
		if (!id && openers[i].wants == WANTS_PROJECT)
			id = work_pick_project(ui, arena);
		if (id || openers[i].wants != WANTS_PROJECT)
			open_screen(ui, &openers[i], id);
		return true;
	}
	return false;
}

static void
open_project(struct ui *ui, const char *id)
{
	struct err err = {0};

	if (ui_open(ui, &screen_project, id, &err) < 0)
		ui_error(ui, &err);
}

static void
open_queue(struct ui *ui, const char *where)
{
	const struct queue_argument argument = {.where = where};
	struct err err = {0};

	if (ui_open(ui, &screen_queue, &argument, &err) < 0)
		ui_error(ui, &err);
}

/* ---- acts */

/* Takes "field=value" apart; reason=… is apart from the fields. */
static bool
read_input(struct ui *ui, const char *word, struct act_input *input, struct arena *arena)
{
	const char *equals = strchr(word, '=');

	if (!equals || equals == word) {
		ui_message(ui, TONE_REFUSED, _("'%s' is not a field with its value: write field=value"), word);
		return false;
	}
	*input = (struct act_input){.path = arena_strndup(arena, word, (size_t)(equals - word)), .text = equals + 1};
	return true;
}

static void
run_act(struct ui *ui, const struct act *act, const struct command_words *words, struct arena *arena)
{
	struct act_input *inputs = arena_alloc(arena, words->count * sizeof *inputs);
	const char **targets = arena_alloc(arena, words->count * sizeof *targets);
	bool takes = command_takes_target(act);
	size_t count = 0, target_count = 0;
	const char *reason = NULL;

	for (size_t i = 1; i < words->count; i++) {
		if (takes && !count && !strchr(words->items[i], '=')) {
			targets[target_count++] = words->items[i];
			continue;
		}
		if (!read_input(ui, words->items[i], &inputs[count], arena))
			return;
		if (strcmp(inputs[count].path, "reason") == 0 || strcmp(inputs[count].path, _("reason")) == 0)
			reason = inputs[count].text;
		else
			count++;
	}
	if (takes && !target_count && act->target && *act->target == &type_project) {
		targets[0] = work_pick_project(ui, arena);
		target_count = targets[0] != NULL;
	}
	if (takes && !target_count)
		ui_message(ui, TONE_REFUSED, _("'%s' needs the number of what it is done on"), _(act->label));
	else if (count || reason)
		work_act_with(ui, act, targets, target_count, inputs, count, reason);
	else
		work_act(ui, act, targets, target_count);
}

void
work_command(struct ui *ui, const char *line, void *user)
{
	struct arena arena = {0};
	struct command_words words;
	const struct act *act;

	(void)user;
	if (command_split(line, &arena, &words) && words.count) {
		act = command_act(words.items[0]);
		if (act)
			run_act(ui, act, &words, &arena);
		else if (words.count == 1 && has_project(ui, words.items[0], &arena))
			open_project(ui, words.items[0]);
		else if (!try_screen(ui, &words, &arena))
			open_queue(ui, line);
	}
	arena_free(&arena);
}

/* ---- completion */

/* In Chinese by the Chinese name; by the short word of the command line only once one has begun to type it. */
static void
offer_name(const char *name, const char *label, const char *typed, void (*add)(void *to, const char *line), void *to)
{
	bool chinese = words_lang() == LANG_ZH;

	if (chinese && command_begins(label, typed))
		add(to, label);
	if ((!chinese || *typed) && command_begins(name, typed))
		add(to, name);
}

static void
offer_names(struct desk *desk, const char *typed, void (*add)(void *to, const char *line), void *to)
{
	for (size_t i = 0; i < OPENERS; i++)
		offer_name(openers[i].screen->name, _(openers[i].screen->title), typed, add, to);
	for (size_t i = 0; acts[i]; i++)
		if (desk_may(desk, acts[i]->roles))
			offer_name(acts[i]->name, _(acts[i]->label), typed, add, to);
}

/* Numbers of projects that have what was typed; `before` is the line up to there. */
static void
offer_projects(struct ui *ui, const char *before, const char *typed, void (*add)(void *to, const char *line), void *to, struct arena *arena)
{
	const struct query_spec spec = {.type = &type_project, .where = typed};
	uint32_t numbers[20];
	struct query *query;
	size_t count;

	if (!*typed || query_open(work_desk(ui), &spec, &query, NULL) < 0)
		return;
	count = query_walk(query, NULL, true, true, sizeof numbers / sizeof *numbers, numbers, NULL);
	for (size_t i = 0; i < count; i++)
		add(to, arena_printf(arena, "%s%s", before, query_row_id(query, numbers[i], arena)));
	query_close(query);
}

static void
offer_inputs(struct ui *ui, const struct act *act, const char *before, const char *typed, void (*add)(void *to, const char *line), void *to,
	struct arena *arena)
{
	const struct form *form = act->form ? desk_form(work_desk(ui), act->form, NULL) : NULL;

	for (size_t i = 0; form && i < form->field_count; i++) {
		const struct form_field *field = form->fields[i];
		const char *name = field->column ? field->column->field->name : field->path;
		if (command_begins(name, typed))
			add(to, arena_printf(arena, "%s%s=", before, name));
		else
			command_offer_codes(desk_context(work_desk(ui))->codes, &field->field, name, before, typed, add, to, arena);
	}
	if (act->flags & ACT_REASON && command_begins("reason", typed))
		add(to, arena_printf(arena, "%sreason=", before));
}

static void
offer_filter(struct ui *ui, const char *line, const char *before, void (*add)(void *to, const char *line), void *to, struct arena *arena)
{
	const char **words;
	size_t count = query_complete(work_desk(ui), &type_project, line, arena, &words);

	for (size_t i = 0; i < count; i++)
		add(to, arena_printf(arena, "%s%s", before, words[i]));
}

void
work_complete(const char *line, void (*add)(void *to, const char *line), void *to, void *user)
{
	struct ui *ui = ((struct bench *)user)->ui;
	const char *last = strrchr(line, ' ') ? strrchr(line, ' ') + 1 : line;
	struct arena arena = {0};
	const char *before = arena_strndup(&arena, line, (size_t)(last - line));
	struct command_words words;
	const struct act *act = NULL;

	if (command_split(before, &arena, &words) && words.count)
		act = command_act(words.items[0]);
	if (!*before)
		offer_names(work_desk(ui), last, add, to);
	if (act)
		offer_inputs(ui, act, before, last, add, to, &arena);
	else
		offer_filter(ui, line, before, add, to, &arena);
	if (!strchr(last, '=') && (!act || command_takes_target(act)))
		offer_projects(ui, before, last, add, to, &arena);
	arena_free(&arena);
}

/* ---- finding a project */

/* One of the rows, or the only one. */
static const char *
choose_row(struct ui *ui, struct query *query, struct arena *arena)
{
	static const char *const columns[] = {"project.id", "unit.name", "leader.name", "project.stage"};
	uint32_t *numbers = arena_alloc(arena, OFFERED_MOST * sizeof *numbers);
	struct choice *choices = arena_alloc(arena, OFFERED_MOST * sizeof *choices);
	size_t count = query_walk(query, NULL, true, true, OFFERED_MOST, numbers, NULL), shown = 0;
	int chosen = 0;

	for (size_t i = 0; i < count; i++) {
		const char *texts[4];
		if (query_row(query, numbers[i], columns, 4, arena, texts, NULL) == 0)
			choices[shown++] = (struct choice){.label = texts[0], .note = arena_printf(arena, "%s · %s · %s", texts[1], texts[2], texts[3])};
	}
	if (shown > 1)
		chosen = dialog_pick(ui, _("Which project"), choices, shown, NULL);
	return shown && chosen >= 0 ? choices[chosen].label : NULL;
}

const char *
work_pick_project(struct ui *ui, struct arena *arena)
{
	char *typed = dialog_prompt(ui, _("Which project"), _("Number, unit or leader; pinyin and initials do."), "", NULL, NULL);
	const struct query_spec spec = {.type = &type_project, .where = typed};
	const char *id = NULL;
	struct query *query;
	struct err err = {0};

	if (!typed)
		return NULL;
	if (has_project(ui, typed, arena)) {
		id = arena_strdup(arena, typed);
	} else if (query_open(work_desk(ui), &spec, &query, &err) < 0) {
		ui_error(ui, &err);
	} else {
		if (!query_count(query))
			ui_message(ui, TONE_REFUSED, _("no project is like '%s'"), typed);
		else
			id = choose_row(ui, query, arena);
		query_close(query);
	}
	free(typed);
	return id;
}
