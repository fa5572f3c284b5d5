/* The form of any act: asks what the act asks, then does it. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/formchoose.h"
#include "screen/formeffect.h"
#include "ui/dialog.h"
#include "ui/formview.h"

static int form_open(struct screen *screen, const void *argument, struct err *err);
static void form_draw(struct screen *screen, bool whole);
static bool form_key(struct screen *screen, const struct key *key);
static void form_act(struct screen *screen, int verb);
static void form_title(struct screen *screen, struct buf *left, struct buf *right);
static bool form_leave(struct screen *screen);
static void form_close(struct screen *screen);

enum { DO = 1, CODES };

static const struct verb verbs[] = {
	{.verb = DO, .key = K_F2, .label = N_("do it"), .help = N_("Does the act with what the form says, after showing what it changes.")},
	{.verb = CODES, .key = K_F4, .label = N_("codes"), .help = N_("The list of what can be entered, narrowed as one types.")},
	{0},
};

struct act_form {
	const struct act *act;
	const struct form *form;
	struct formview *view;
	void *record;
	char *target;
	struct arena arena;  /* lives as long as the form: the screen's own is reset */
	struct ui *ui;
	uint32_t revision;   /* of the target as it was when the form opened */
	bool amending;       /* the form shows the target itself */
};

const struct screen_class screen_form = {
	.name = "form",
	.title = N_("Act"),
	.private_size = sizeof(struct act_form),
	.verbs = verbs,
	.help = N_("Enter goes to the next field, Shift-Tab back; F2 does the act. Esc leaves without doing anything."),
	.open = form_open,
	.draw = form_draw,
	.key = form_key,
	.act = form_act,
	.title_more = form_title,
	.leave = form_leave,
	.close = form_close,
};

static char *
choose(void *user, const struct form_field *field)
{
	struct act_form *form = user;

	return form_choose_text(form->ui, form->target, field);
}

/* ---- opening */

/* The record the form fills: the target itself where the act changes it, else an empty one. */
static int
load(struct act_form *form, struct err *err)
{
	const struct act *act = form->act;
	const struct record_type *type = act->inputs ? *act->inputs : NULL;
	void *target = NULL;

	if (!type)
		return err_set(err, ERR_USAGE, _("'%s' has no form"), _(act->label));
	if (form->target && act->target && !(act->flags & ACT_NEW)) {
		if (desk_get(work_desk(form->ui), *act->target, form->target, &form->arena, &target, err) < 0)
			return -1;
		form->revision = ((struct record *)target)->revision;
	}
	form->amending = target && *act->target == type;
	form->record = form->amending ? target : record_new(type, &form->arena);
	return 0;
}

static int
begin(struct act_form *form, const struct form_argument *wanted, struct err *err)
{
	struct formview_spec spec = {.ui = form->ui, .arena = &form->arena, .user = form, .choose = choose};
	struct desk *desk = work_desk(form->ui);

	form->form = desk_form(desk, form->act->form, err);
	if (!form->form || !desk_rules(desk, err) || load(form, err) < 0)
		return -1;
	spec.form = form->form;
	spec.record = form->record;
	spec.context = desk_context(desk);
	spec.amending = form->amending;
	spec.button = _(form->act->label);
	form->view = formview_new(&spec);
	for (size_t i = 0; i < wanted->given_count; i++)
		formview_put(form->view, wanted->given[i].path, wanted->given[i].text, NULL);
	if (!form->amending)
		formview_stored(form->view); /* nothing was typed yet */
	return 0;
}

static void
form_free(struct act_form *form)
{
	formview_free(form->view);
	arena_free(&form->arena);
	free(form->target);
}

static int
form_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct form_argument *wanted = argument;
	struct act_form *form = screen->data;

	form->ui = screen->ui;
	form->act = wanted->act;
	form->target = wanted->target && *wanted->target ? xstrdup(wanted->target) : NULL;
	if (begin(form, wanted, err) == 0)
		return 0;
	form_free(form);
	return -1;
}

static void
form_close(struct screen *screen)
{
	form_free(screen->data);
}

/* ---- doing */

static struct act_input *
inputs_of(struct act_form *form, struct arena *arena, size_t *count)
{
	struct formview_input *typed;
	struct act_input *inputs;

	*count = formview_inputs(form->view, !form->amending, arena, &typed);
	inputs = arena_alloc(arena, (*count + 1) * sizeof *inputs);
	for (size_t i = 0; i < *count; i++)
		inputs[i] = (struct act_input){.path = typed[i].path, .text = typed[i].text};
	return inputs;
}

/* Somebody may have changed what the act is about while the form was open. */
static bool
still_the_same(struct act_form *form, struct arena *arena)
{
	void *target;

	if (!form->revision || desk_get(work_desk(form->ui), *form->act->target, form->target, arena, &target, NULL) < 0 ||
		((struct record *)target)->revision == form->revision)
		return true;
	return dialog_yes(form->ui, _(form->act->label),
		arena_printf(arena, _("%s was changed by somebody else while this form was open. Go on all the same?"), form->target));
}

/* Tries it without storing anything, so that faults are told at their fields. */
static bool
would_do(struct act_form *form, struct act_request request, struct arena *arena)
{
	struct act_result result;
	struct err err = {0};
	int status;

	request.dry_run = true;
	if (form->act->flags & ACT_REASON)
		request.reason = "-"; /* it is asked for in what follows */
	status = desk_do(work_desk(form->ui), &request, arena, &result, &err);
	faults_free(&result.faults);
	if (status < 0 && *err.field)
		formview_fault(form->view, &err);
	else if (status < 0)
		dialog_message(form->ui, _(form->act->label), err.message);
	return status == 0;
}

static void
do_it(struct screen *screen)
{
	struct act_form *form = screen->data;
	struct arena arena = {0};
	struct act_request request = {.act = form->act, .target = form->target, .date = DATE_NONE};
	const char *const targets[] = {form->target};

	formview_settle(form->view);
	if (!formview_check(form->view, true, NULL))
		return;
	request.inputs = inputs_of(form, &arena, &request.input_count);
	if (still_the_same(form, &arena) && would_do(form, request, &arena) &&
		work_act_with(form->ui, form->act, targets, form->target ? 1 : 0, request.inputs, request.input_count, NULL)) {
		formview_stored(form->view);
		screen_close(screen);
	}
	arena_free(&arena);
}

/* ---- the screen */

static void
form_draw(struct screen *screen, bool whole)
{
	struct act_form *form = screen->data;
	int below = form_effect_rows(form->act, screen->body.rows), rows = screen->body.rows - below;
	struct area fields = area_part(&screen->body, 0, 0, rows, screen->body.cols);
	struct area effect = area_part(&screen->body, rows, 0, below, screen->body.cols);

	if (below) /* first: the cursor rests in the form */
		form_effect_draw(form->ui, form->act, form->target, form->record, &effect);
	formview_draw(form->view, &fields, whole);
}

static void
form_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct act_form *form = screen->data;
	int pages, page = formview_page(form->view, &pages);

	buf_addf(left, " › %s", _(form->act->label));
	if (form->target)
		buf_addf(left, " › %s", form->target);
	if (pages > 1)
		buf_addf(right, _("page %d/%d"), page, pages);
}

static bool
form_key(struct screen *screen, const struct key *key)
{
	struct act_form *form = screen->data;
	enum formview_result result;

	result = formview_key(form->view, key);
	if (result == FORMVIEW_SAVE)
		do_it(screen);
	return result != FORMVIEW_NO;
}

static void
form_act(struct screen *screen, int verb)
{
	if (verb == DO)
		do_it(screen);
	else
		ui_message(screen->ui, TONE_WAITING, _("this field has no list of codes"));
}

static bool
form_leave(struct screen *screen)
{
	struct act_form *form = screen->data;

	formview_settle(form->view);
	return !formview_dirty(form->view) || dialog_yes(screen->ui, _("Leave the form"), _("What was typed here is given up."));
}
