/* Doing acts from any screen. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/assessmenu.h"
#include "screen/bench.h"
#include "ui/dialog.h"

/* Acts that have a screen of their own in place of the common form. */
static const struct own_screen {
	const char *act;
	const struct screen_class *screen;
	bool takes_id; /* its argument is the id itself */
} own_screens[] = {
	{.act = "intake", .screen = &screen_intake},
	{.act = "amend", .screen = &screen_intake},
	{.act = "first_review", .screen = &screen_review, .takes_id = true},
	{.act = "attest", .screen = &screen_review, .takes_id = true},
	{.act = "receive_material", .screen = &screen_review, .takes_id = true},
};

struct work {
	struct ui *ui;
	const struct act *act;
	const char *const *targets;
	size_t count;
	const struct act_input *inputs;
	size_t input_count;
	const char *reason;
	struct arena arena;
};

struct desk *
work_desk(struct ui *ui)
{
	return bench_of(ui)->desk;
}

static struct act_request
request_for(const struct work *work, const char *target)
{
	return (struct act_request){
		.act = work->act,
		.target = target,
		.inputs = work->inputs,
		.input_count = work->input_count,
		.reason = work->reason,
		.date = DATE_NONE,
	};
}

static const char *
stage_now(struct work *work, const char *id)
{
	void *record;

	if (desk_get(work_desk(work->ui), &type_project, id, &work->arena, &record, NULL) < 0)
		return "";
	return code_label(NULL, "stage", ((struct project *)record)->stage);
}

/* One line that says what the act will do to a row, from trying it; false when it cannot be done. */
static bool
try_one(struct work *work, const char *target, struct buf *out)
{
	struct act_request request = request_for(work, target);
	struct act_result result;
	struct err err = {0};
	const char *before = stage_now(work, target);
	bool can = desk_do(work_desk(work->ui), &request, &work->arena, &result, &err) == 0;

	if (!can)
		buf_addf(out, "%s %s  %s\n", glyph(GLYPH_REFUSED), target, err.message);
	else if (*result.stage && *before)
		buf_addf(out, "%s %s  %s → %s\n", glyph(GLYPH_DONE), target, before, code_label(NULL, "stage", result.stage));
	else
		buf_addf(out, "%s %s\n", glyph(GLYPH_DONE), target);
	faults_free(&result.faults);
	return can;
}

/* Tries every target in a transaction that is given up again; keeps those that can be done. */
static size_t
try_all(struct work *work, const char **able, struct buf *out, struct err *err)
{
	size_t count = 0;

	if (desk_batch(work_desk(work->ui), false, err) < 0)
		return 0;
	for (size_t i = 0; i < work->count; i++)
		if (try_one(work, work->targets[i], out))
			able[count++] = work->targets[i];
	desk_batch_abort(work_desk(work->ui));
	return count;
}

/* Shows what would change and asks; narrows the targets to those that can be done.  False: nothing is to be done. */
static bool
agree(struct work *work)
{
	const char **able = arena_alloc(&work->arena, work->count * sizeof *able);
	struct buf text = {0};
	struct err err = {0};
	size_t count = try_all(work, able, &text, &err);
	const char *title = _(work->act->label);
	bool agreed;

	if (!count) {
		if (err.code)
			ui_error(work->ui, &err);
		else
			dialog_message(work->ui, title, buf_text(&text));
		buf_free(&text);
		return false;
	}
	if (work->act->flags & ACT_GRAVE)
		agreed = dialog_confirm(work->ui, title, buf_text(&text), title);
	else if (work->count > 1)
		agreed = dialog_confirm(work->ui, title, buf_text(&text), arena_printf(&work->arena, "%zu", count));
	else
		agreed = dialog_yes(work->ui, title, buf_text(&text));
	buf_free(&text);
	work->targets = able;
	work->count = count;
	return agreed;
}

static int
do_one(struct work *work, const char *target, struct act_result *result, struct err *err)
{
	struct act_request request = request_for(work, target);
	int status = desk_do(work_desk(work->ui), &request, &work->arena, result, err);

	faults_free(&result->faults);
	return status;
}

static int
do_all(struct work *work, struct err *err)
{
	struct desk *desk = work_desk(work->ui);
	struct act_result result;

	if (work->count <= 1)
		return do_one(work, work->count ? work->targets[0] : NULL, &result, err);
	if (desk_batch(desk, false, err) < 0)
		return -1;
	for (size_t i = 0; i < work->count; i++)
		if (do_one(work, work->targets[i], &result, err) < 0) {
			desk_batch_abort(desk);
			return err_prefix(err, "%s", work->targets[i]);
		}
	return desk_batch_commit(desk, err);
}

static bool
finish(struct work *work)
{
	struct err err = {0};

	if (do_all(work, &err) < 0) {
		ui_error(work->ui, &err);
		return false;
	}
	if (work->count == 1)
		ui_message(work->ui, TONE_DONE, _("%s: '%s' done"), _(work->act->label), work->targets[0]);
	else if (work->count)
		ui_message(work->ui, TONE_DONE, _("%s: %zu done"), _(work->act->label), work->count);
	else
		ui_message(work->ui, TONE_DONE, _("%s: done"), _(work->act->label));
	ui_refill(work->ui);
	return true;
}

static bool
run(struct work *work)
{
	char *reason = NULL;
	bool done = false;

	if (!work->reason && work->act->flags & ACT_REASON) {
		reason = dialog_reason(work->ui, _(work->act->label), _(work->act->help));
		if (!reason)
			return false;
		work->reason = reason;
	}
	if (!work->count || agree(work))
		done = finish(work);
	free(reason);
	return done;
}

bool
work_act_with(struct ui *ui, const struct act *act, const char *const *targets, size_t count, const struct act_input *inputs, size_t input_count,
	const char *reason)
{
	struct work work = {.ui = ui, .act = act, .targets = targets, .count = count, .inputs = inputs, .input_count = input_count, .reason = reason};
	bool done = run(&work);

	arena_free(&work.arena);
	return done;
}

/* A sheet: an expert's own, or the paper sheet of one who is asked for. */
static bool
ask_score(struct ui *ui, const char *target)
{
	struct score_argument score = {.project = target};
	char *expert = NULL;
	struct err err = {0};
	bool opened = false;

	if (!desk_may(work_desk(ui), ROLE(expert)) || desk_person(work_desk(ui))->alone)
		expert = dialog_prompt(ui, _("Key a paper sheet"), _("Staff number of the expert whose sheet it is:"), "", NULL, NULL);
	score.expert = expert;
	if (expert || (desk_may(work_desk(ui), ROLE(expert)) && !desk_person(work_desk(ui))->alone)) {
		opened = ui_open(ui, &screen_score, &score, &err) == 0;
		if (!opened)
			ui_error(ui, &err);
	}
	free(expert);
	return opened;
}

/* Opens the screen where an act's questions are asked. */
static bool
ask(struct ui *ui, const struct act *act, const char *target)
{
	const struct form_argument form = {.act = act, .target = target};
	const struct intake_argument intake = {.id = act->flags & ACT_NEW ? NULL : target};
	const struct screen_class *screen = &screen_form;
	const void *argument = &form;
	struct err err = {0};

	for (size_t i = 0; i < sizeof own_screens / sizeof *own_screens; i++)
		if (strcmp(own_screens[i].act, act->name) == 0) {
			screen = own_screens[i].screen;
			argument = own_screens[i].takes_id ? (const void *)target : &intake;
		}
	if (ui_open(ui, screen, argument, &err) == 0)
		return true;
	ui_error(ui, &err);
	return false;
}

bool
work_act(struct ui *ui, const struct act *act, const char *const *targets, size_t count)
{
	if (count > 1 && !(act->flags & ACT_MANY)) {
		ui_message(ui, TONE_REFUSED, _("'%s' is done on one at a time"), _(act->label));
		return false;
	}
	if (strcmp(act->name, "score") == 0 && count)
		return ask_score(ui, targets[0]);
	if (strcmp(act->name, "answer") == 0 && count)
		return assess_open(ui, targets[0], NULL, 0);
	if (act->form)
		return ask(ui, act, count ? targets[0] : NULL);
	return work_act_with(ui, act, targets, count, NULL, 0, NULL);
}

/* Lets a person choose among acts; NULL when none is chosen. */
static const struct act *
choose_act(struct ui *ui, const char *title, const struct act *const *list, size_t count, struct arena *arena)
{
	struct choice *choices = arena_alloc(arena, (count + 1) * sizeof *choices);
	int chosen;

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = _(list[i]->label), .note = _(list[i]->help), .search = list[i]->name};
	if (!count)
		ui_message(ui, TONE_WAITING, _("nothing can be done here now"));
	chosen = count ? dialog_choose(ui, title, choices, count, 0) : -1;
	return chosen < 0 ? NULL : list[chosen];
}

bool
work_act_open(struct desk *desk, const struct act *act, const char *target, struct arena *arena)
{
	struct act_choice *choices;
	size_t count = desk_acts(desk, target, arena, &choices);

	for (size_t i = 0; i < count; i++)
		if (choices[i].act == act)
			return choices[i].open;
	return false;
}

/* The acts for many rows that are open on one of the targets; of a great many the first are asked. */
static size_t
acts_for(struct desk *desk, const char *const *targets, size_t count, const struct act **list, struct arena *arena)
{
	enum { ASKED_MOST = 100 };
	size_t shown = 0;

	for (size_t i = 0; acts[i]; i++) {
		bool open = false;
		for (size_t j = 0; acts[i]->flags & ACT_MANY && desk_may(desk, acts[i]->roles) && j < count && j < ASKED_MOST && !open; j++)
			open = work_act_open(desk, acts[i], targets[j], arena);
		if (open)
			list[shown++] = acts[i];
	}
	return shown;
}

bool
work_acts_many(struct ui *ui, const char *const *targets, size_t count)
{
	struct arena arena = {0};
	const struct act **list;
	const struct act *chosen;
	size_t total = 0, shown;
	bool done = false;

	while (acts[total])
		total++;
	list = arena_alloc(&arena, (total + 1) * sizeof *list);
	shown = acts_for(work_desk(ui), targets, count, list, &arena);
	chosen = choose_act(ui, arena_printf(&arena, _("On %zu marked rows"), count), list, shown, &arena);
	if (chosen)
		done = work_act(ui, chosen, targets, count);
	arena_free(&arena);
	return done;
}

bool
work_acts_menu(struct ui *ui, const char *target)
{
	struct arena arena = {0};
	struct act_choice *choices;
	size_t count = desk_acts(work_desk(ui), target, &arena, &choices), shown = 0;
	const struct act **open = arena_alloc(&arena, (count + 1) * sizeof *open);
	const struct act *chosen;
	bool done = false;

	for (size_t i = 0; i < count; i++)
		if (choices[i].open)
			open[shown++] = choices[i].act;
	chosen = choose_act(ui, target && *target ? target : _("Acts"), open, shown, &arena);
	if (chosen)
		done = work_act(ui, chosen, &target, target && *target ? 1 : 0);
	arena_free(&arena);
	return done;
}
