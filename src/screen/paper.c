/* 评审档案, 拟定名单, 拨款批次 and 整改通知, 取消资助, 追回: a text to read, and the acts that rest on having read it. */
#include <config.h>

#include "screen/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/act.h"
#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "ui/dialog.h"
#include "ui/pager.h"

static int paper_open(struct screen *screen, const void *argument, struct err *err);
static void paper_refill(struct screen *screen);
static void paper_draw(struct screen *screen, bool whole);
static bool paper_key(struct screen *screen, const struct key *key);
static void paper_act(struct screen *screen, int verb);
static bool paper_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool paper_can(struct screen *screen, int verb);
static void paper_title(struct screen *screen, struct buf *left, struct buf *right);
static void paper_close(struct screen *screen);

enum { DO = 1, HISTORY, PROJECT, APPROVE, ACT_FIRST };
enum { LABEL_COLUMNS = 24 };

static const struct paper_kind {
	const struct screen_class *screen;
	const struct record_type *type;
	int (*text)(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err);
	const char *approve, *question; /* the act of approval, and what is asked before it: of id and title */
} kinds[] = {
	{&screen_dossier, &type_project, dossier_text, NULL, NULL},
	{&screen_proposal, &type_proposal, proposal_text, "approve", N_("The list %s as shown: %s.\nType the number of projects proposed on it.")},
	{&screen_order, &type_order, order_text, "approve_order", N_("The order %s as shown: %s.\nType the number of its project.")},
	{&screen_batch, &type_batch, batch_text, "approve_payment", N_("The batch %s as shown: %s.\nType the number of its payments, and then the total in yuan.")},
};

/* What can be done about a list or an order, and in which state; `also` is a second one. */
static const struct paper_step {
	const struct screen_class *screen;
	int verb;
	const char *act, *state, *also;
	bool on_project; /* done on the project it belongs to */
} steps[] = {
	{&screen_proposal, APPROVE, "approve", "drafted", "", false},
	{&screen_proposal, ACT_FIRST + 0, "send_back", "drafted", "approved", false},
	{&screen_proposal, ACT_FIRST + 1, "resolve", "approved", "", false},
	{&screen_proposal, ACT_FIRST + 2, "publicise", "resolved", "", false},
	{&screen_batch, APPROVE, "approve_payment", "prepared", "", false},
	{&screen_batch, ACT_FIRST + 0, "send_back_payment", "prepared", "approved", false},
	{&screen_batch, ACT_FIRST + 1, "record_payment", "approved", "", false},
	{&screen_order, APPROVE, "approve_order", "drafted", "", false},
	{&screen_order, ACT_FIRST + 0, "send_back_order", "drafted", "approved", false},
	{&screen_order, ACT_FIRST + 1, "resolve_order", "approved", "", false},
	{&screen_order, ACT_FIRST + 2, "recheck", "open", "failed", true},
	{&screen_order, ACT_FIRST + 3, "extend_order", "open", "failed", true},
	{&screen_order, ACT_FIRST + 4, "cancel", "open", "failed", true},
	{&screen_order, ACT_FIRST + 5, "record_repayment", "in_force", "", false},
};

static const struct verb dossier_verbs[] = {
	{.verb = DO, .key = K_F2, .label = N_("do"), .help = N_("What can be done now with this project.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = PROJECT, .key = K_ENTER, .label = N_("the project"), .help = N_("Everything on record about the project.")},
	{0},
};

static const struct verb proposal_verbs[] = {
	{.verb = APPROVE, .key = K_F8, .label = N_("approve"),
		.help = N_("Approves exactly the rows shown, by another person than who made the list; their number is typed.")},
	{.verb = ACT_FIRST + 0, .key = K_F7, .label = N_("send back"), .help = N_("Sends the list back with the reason; its projects stand as scored again.")},
	{.verb = ACT_FIRST + 1, .key = K_F6, .label = N_("resolve"), .help = N_("The working group's resolution, resting on the minutes of a meeting.")},
	{.verb = ACT_FIRST + 2, .key = K_F4, .label = N_("publicise"), .help = N_("Puts the list before the public; the last day is computed from the rules.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{0},
};

static const struct verb batch_verbs[] = {
	{.verb = APPROVE, .key = K_F8, .label = N_("approve"),
		.help = N_("Approves exactly the payments shown, by another person than who prepared them; their number and total are typed.")},
	{.verb = ACT_FIRST + 0, .key = K_F7, .label = N_("send back"), .help = N_("Sends the batch back with the reason; what it held can be paid by another one.")},
	{.verb = ACT_FIRST + 1, .key = K_F6, .label = N_("paid"), .help = N_("Enters all payments that wait as paid on the business date, with the voucher.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{0},
};

static const struct verb order_verbs[] = {
	{.verb = APPROVE, .key = K_F8, .label = N_("approve"),
		.help = N_("Approves exactly what is shown, by another person than who drafted it; the project's number is typed.")},
	{.verb = ACT_FIRST + 2, .key = K_F4, .label = N_("re-check"), .help = N_("Whether what was found is put right, and what was done about it.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = ACT_FIRST + 1, .key = K_F6, .label = N_("resolve"), .help = N_("Puts the order in force, resting on the minutes of a meeting.")},
	{.verb = ACT_FIRST + 0, .key = K_F7, .label = N_("send back"), .help = N_("Sends the order back with the reason: nothing follows from it.")},
	{.verb = ACT_FIRST + 3, .key = '1', .label = N_("extend"), .help = N_("Gives a later deadline, with the reason.")},
	{.verb = ACT_FIRST + 4, .key = '2', .label = N_("cancel"), .help = N_("Drafts the cancellation of a project that was not put right.")},
	{.verb = ACT_FIRST + 5, .key = '3', .label = N_("repayment"), .help = N_("Records money that was paid back, with its voucher.")},
	{.verb = PROJECT, .key = K_ENTER, .label = N_("the project"), .help = N_("Everything on record about the project.")},
	{0},
};

#define PAPER_SCREEN \
	.private_size = sizeof(struct paper), .open = paper_open, .refill = paper_refill, .draw = paper_draw, .key = paper_key, .act = paper_act, .shows = paper_shows, \
	.can = paper_can, .title_more = paper_title, .close = paper_close

const struct screen_class screen_dossier = {
	.name = "dossier",
	.title = N_("Dossier"),
	.verbs = dossier_verbs,
	.help = N_("How a project fared in the review, won or lost: conditions, sheets, mean, rank, ties, objections and who decided. / searches in it."),
	PAPER_SCREEN,
};
const struct screen_class screen_proposal = {
	.name = "list",
	.title = N_("Drafted list"),
	.verbs = proposal_verbs,
	.help = N_("A drafted list: approved by another person, resolved by a meeting, then before the public."),
	PAPER_SCREEN,
};
const struct screen_class screen_batch = {
	.name = "batch",
	.title = N_("Batch of payments"),
	.verbs = batch_verbs,
	.help = N_("A batch of payments out of one fund: approved by another person on what is shown, then entered as paid. Accounts are masked."),
	PAPER_SCREEN,
};
const struct screen_class screen_order = {
	.name = "order",
	.title = N_("Order"),
	.verbs = order_verbs,
	.help = N_("An order of the office: to rectify, to cancel, to pay back; with what can be done about it now."),
	PAPER_SCREEN,
};

void
paper_line(struct buf *out, const char *label, const char *value)
{
	if (!value || !*value)
		return;
	buf_adds(out, "  ");
	text_pad(out, label, LABEL_COLUMNS, false);
	buf_addf(out, " %s\n", value);
}

void
paper_fields(struct ui *ui, const void *record, struct buf *out)
{
	const struct record *head = record;
	size_t count;
	const struct column *columns = record_columns(head->type, &count);

	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		struct buf value = {0};
		if (field->kind == &kind_ref || field->flags & FIELD_HIDDEN || field->kind->empty(column_in(record, &columns[i])))
			continue;
		field->kind->print(column_in(record, &columns[i]), field, desk_context(work_desk(ui)), PRINT_SCREEN, &value);
		paper_line(out, _(field->label), buf_text(&value));
		buf_free(&value);
	}
}

/* ---- the screen */

static int
paper_open(struct screen *screen, const void *argument, struct err *err)
{
	struct paper *paper = screen->data;
	struct buf text = {0};
	struct arena arena = {0};
	int result;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].screen == screen->class)
			paper->kind = &kinds[i];
	paper->id = xstrdup(argument ? argument : "");
	result = paper->kind->text(screen->ui, paper, &arena, &text, err);
	buf_free(&text);
	arena_free(&arena);
	if (result < 0)
		free(paper->id);
	else
		paper->pager = pager_new(screen->ui, "");
	return result;
}

static void
paper_refill(struct screen *screen)
{
	struct paper *paper = screen->data;
	struct buf text = {0};
	struct err err = {0};

	if (paper->kind->text(screen->ui, paper, &screen->arena, &text, &err) < 0)
		ui_error(screen->ui, &err);
	else
		pager_set(paper->pager, buf_text(&text));
	buf_free(&text);
}

static void
paper_draw(struct screen *screen, bool whole)
{
	pager_draw(((struct paper *)screen->data)->pager, &screen->body, whole);
}

static bool
paper_key(struct screen *screen, const struct key *key)
{
	return key->code != K_ENTER && pager_key(((struct paper *)screen->data)->pager, key);
}

static void
paper_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct paper *paper = screen->data;

	buf_addf(left, " › %s", paper->id);
	buf_adds(right, paper->right);
}

static void
paper_close(struct screen *screen)
{
	struct paper *paper = screen->data;

	pager_free(paper->pager);
	free(paper->id);
}

/* ---- acts */

static const struct paper_step *
step_of(const struct paper *paper, int verb)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].screen == paper->kind->screen && steps[i].verb == verb)
			return &steps[i];
	return NULL;
}

static const char *
question_text(const struct paper *paper, struct arena *arena)
{
	struct buf text = {0};
	const char *question;

	buf_addf(&text, _(paper->kind->question), paper->id, paper->right);
	question = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return question;
}

/* What is approved is what was read: its hash and revision go with it, and the number of its rows is typed. */
static void
approve(struct screen *screen)
{
	struct paper *paper = screen->data;
	const struct act *act = act_named(paper->kind->approve);
	struct act_request request = {.act = act, .target = paper->id, .date = DATE_NONE, .hash = paper->hash, .revision = paper->revision};
	struct arena arena = {0};
	struct act_result result;
	struct err err = {0};
	char *reason = NULL;

	if (desk_person(work_desk(screen->ui))->alone)
		reason = dialog_reason(screen->ui, _(act->label), _("One person does everything here: say why nobody else approves."));
	request.reason = reason;
	if ((reason || !desk_person(work_desk(screen->ui))->alone) &&
		dialog_confirm(screen->ui, _(act->label), question_text(paper, &arena), paper->count) &&
		(!*paper->total || dialog_confirm(screen->ui, _(act->label), paper->right, paper->total))) {
		if (desk_do(work_desk(screen->ui), &request, &arena, &result, &err) < 0)
			ui_error(screen->ui, &err);
		else
			ui_message(screen->ui, TONE_DONE, _("%s: '%s' done"), _(act->label), paper->id);
		faults_free(&result.faults);
		ui_refill(screen->ui);
	}
	free(reason);
	arena_free(&arena);
}

static void
open_other(struct screen *screen, int verb)
{
	struct paper *paper = screen->data;
	const struct history_argument history = {.type = paper->kind->type, .id = paper->id};
	struct err err = {0};
	int opened;

	if (verb == HISTORY)
		opened = ui_open(screen->ui, &screen_history, &history, &err);
	else
		opened = ui_open(screen->ui, &screen_project, *paper->project ? paper->project : paper->id, &err);
	if (opened < 0)
		ui_error(screen->ui, &err);
}

static void
paper_act(struct screen *screen, int verb)
{
	struct paper *paper = screen->data;
	const struct paper_step *step = step_of(paper, verb);

	if (verb == APPROVE) {
		approve(screen);
	} else if (verb == DO) {
		work_acts_menu(screen->ui, paper->id);
	} else if (verb == HISTORY || verb == PROJECT) {
		open_other(screen, verb);
	} else if (step) {
		const char *const targets[] = {step->on_project ? paper->project : paper->id};
		work_act(screen->ui, act_named(step->act), targets, 1);
	}
}

static bool
paper_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	const struct paper *paper = screen->data;

	return shown_one(paper->kind->type->name, paper->id, arena, out);
}

static bool
paper_can(struct screen *screen, int verb)
{
	const struct paper *paper = screen->data;
	const struct paper_step *step = step_of(paper, verb);
	struct desk *desk = work_desk(screen->ui);

	if (verb == DO)
		return desk_as_of(desk) == DATE_NONE;
	if (!step)
		return true;
	return desk_as_of(desk) == DATE_NONE && desk_may(desk, act_named(step->act)->roles) &&
		(strcmp(paper->state, step->state) == 0 || strcmp(paper->state, step->also) == 0);
}
