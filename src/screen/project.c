/* 项目: one record whole: what applies, stage by stage, with its conditions and what can be done next. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/ledger.h"
#include "desk/query.h"
#include "screen/assessmenu.h"
#include "screen/projecttext.h"
#include "screen/sheetmenu.h"
#include "ui/dialog.h"
#include "ui/pager.h"

static int project_open(struct screen *screen, const void *argument, struct err *err);
static void project_refill(struct screen *screen);
static void project_draw(struct screen *screen, bool whole);
static bool project_key(struct screen *screen, const struct key *key);
static void project_act(struct screen *screen, int verb);
static bool project_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool project_can(struct screen *screen, int verb);
static void project_title(struct screen *screen, struct buf *left, struct buf *right);
static void project_close(struct screen *screen);

enum { ACTS = 1, PHONE, HISTORY, AMEND, REVIEW, LEDGER, TASKS, ASSESS, DOSSIER, REVEAL, FOLLOW_ON, CHECK, CONDITIONS };

static const struct verb verbs[] = {
	{.verb = ACTS, .key = K_F2, .label = N_("do"), .help = N_("What can be done now with this project.")},
	{.verb = PHONE, .key = K_F4, .label = N_("phone"), .help = N_("What may be read to a caller.")},
	{.verb = HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = AMEND, .key = K_F6, .label = N_("amend"), .help = N_("Changes what the application says.")},
	{.verb = FOLLOW_ON, .key = K_F7, .label = N_("follow-on"),
		.help = N_("Keys a follow-on of this project, with unit and leader filled in; its own cycle and grade are judged.")},
	{.verb = REVIEW, .key = K_F8, .label = N_("review"), .help = N_("Conditions, materials and the first-review opinion.")},
	{.verb = CHECK, .key = K_F8, .label = N_("check"), .help = N_("Of a candidate: the office looks at conditions and materials, and accepts or not.")},
	{.verb = CONDITIONS, .key = K_F8, .label = N_("conditions"), .help = N_("Where nothing is to be reviewed: the conditions as decided, or as of today.")},
	{.verb = LEDGER, .key = '1', .label = N_("ledger"), .help = N_("What was paid, put in and spent, with what is left.")},
	{.verb = TASKS, .key = '2', .label = N_("tasks"), .help = N_("The tasks of the project by year, with their targets and results.")},
	{.verb = ASSESS, .key = '3', .label = N_("assess"), .help = N_("The annual or final assessment that comes next: its checklist, or the short form.")},
	{.verb = DOSSIER, .key = '9', .label = N_("dossier"), .help = N_("How the project fared: its sheets, its mean, who decided.")},
	{.verb = REVEAL, .key = K_F11, .also = '0', .label = N_("reveal numbers"), .help = N_("Shows masked numbers, with a reason, on the record.")},
	{0},
};

struct project_view {
	struct pager *pager;
	char *id;
	char *stage;
	bool awarded;
	struct project *clear; /* revealed, until the screen is left */
	struct arena revealed;
};

const struct screen_class screen_project = {
	.name = "project",
	.title = N_("Project"),
	.private_size = sizeof(struct project_view),
	.verbs = verbs,
	.help = N_("Everything on record about one project. / searches in it."),
	.open = project_open,
	.refill = project_refill,
	.draw = project_draw,
	.key = project_key,
	.act = project_act,
	.shows = project_shows,
	.can = project_can,
	.title_more = project_title,
	.close = project_close,
};

static int
project_open(struct screen *screen, const void *argument, struct err *err)
{
	struct project_view *view = screen->data;
	void *record;

	if (desk_get(work_desk(screen->ui), &type_project, argument, &screen->arena, &record, err) < 0)
		return -1;
	view->id = xstrdup(argument);
	view->stage = xstrdup("");
	view->pager = pager_new(screen->ui, "");
	return 0;
}

static void
project_refill(struct screen *screen)
{
	struct project_view *view = screen->data;
	struct buf text = {0};
	struct err err = {0};
	void *record;

	view->awarded = desk_get(work_desk(screen->ui), &type_project, view->id, &screen->arena, &record, NULL) == 0 &&
		((struct project *)record)->cycle_from != DATE_NONE;
	if (project_text(work_desk(screen->ui), view->id, view->clear, &screen->arena, &text, &view->stage, &err) < 0)
		ui_error(screen->ui, &err);
	else
		pager_set(view->pager, buf_text(&text));
	buf_free(&text);
}

static void
project_draw(struct screen *screen, bool whole)
{
	pager_draw(((struct project_view *)screen->data)->pager, &screen->body, whole);
}

static bool
project_key(struct screen *screen, const struct key *key)
{
	return pager_key(((struct project_view *)screen->data)->pager, key);
}

static void
reveal(struct screen *screen)
{
	struct project_view *view = screen->data;
	char *reason = dialog_reason(screen->ui, _("Reveal"), _("Why are the whole numbers needed? The reason goes on record."));
	struct err err = {0};

	if (!reason)
		return;
	if (desk_reveal(work_desk(screen->ui), view->id, reason, &view->revealed, &view->clear, &err) < 0)
		ui_error(screen->ui, &err);
	else
		ui_message(screen->ui, TONE_WAITING, _("numbers are shown until this screen is left"));
	free(reason);
	screen_refill(screen);
}

/* Screens that take the project's number. */
static const struct screen_class *const others[] = {[PHONE] = &screen_phone, [REVIEW] = &screen_review, [LEDGER] = &screen_ledger,
	[TASKS] = &screen_tasks, [DOSSIER] = &screen_dossier};

static void
open_other(struct screen *screen, int verb)
{
	struct project_view *view = screen->data;
	const struct history_argument history = {.type = &type_project, .id = view->id};
	const struct intake_argument intake = {.id = verb == AMEND ? view->id : NULL, .follows = verb == FOLLOW_ON ? view->id : NULL};
	struct err err = {0};
	int opened = 0;

	if (verb == HISTORY)
		opened = ui_open(screen->ui, &screen_history, &history, &err);
	else if (verb == AMEND || verb == FOLLOW_ON)
		opened = ui_open(screen->ui, &screen_intake, &intake, &err);
	else
		opened = ui_open(screen->ui, others[verb], view->id, &err);
	if (opened < 0)
		ui_error(screen->ui, &err);
}

static void
project_act(struct screen *screen, int verb)
{
	if (verb == ACTS)
		work_acts_menu(screen->ui, ((struct project_view *)screen->data)->id);
	else if (verb == REVEAL)
		reveal(screen);
	else if (verb == ASSESS)
		assess_open(screen->ui, ((struct project_view *)screen->data)->id, NULL, 0);
	else
		open_other(screen, verb == CHECK || verb == CONDITIONS ? REVIEW : verb);
}

/* What ran its cycle can be followed on, by whoever takes applications in. */
static bool
may_follow_on(struct screen *screen)
{
	struct desk *desk = work_desk(screen->ui);
	void *record;

	return desk_as_of(desk) == DATE_NONE && desk_may(desk, act_named("intake")->roles) &&
		desk_get(desk, &type_project, ((struct project_view *)screen->data)->id, &screen->arena, &record, NULL) == 0 &&
		strcmp(((struct project *)record)->stage, "completed") == 0;
}

static bool
project_can(struct screen *screen, int verb)
{
	static const uint32_t first = STAGE_SET(submitted) | STAGE_SET(returned), check = STAGE_SET(candidate);
	struct desk *desk = work_desk(screen->ui);
	const char *id = ((struct project_view *)screen->data)->id;

	if (desk_as_of(desk) != DATE_NONE && (verb == ACTS || verb == AMEND || verb == REVEAL))
		return false;
	if (verb == AMEND)
		return work_act_open(desk, act_named("amend"), id, &screen->arena);
	if (verb == REVIEW || verb == CHECK || verb == CONDITIONS)
		return stage_among(((struct project_view *)screen->data)->stage, verb == REVIEW ? first : verb == CHECK ? check : ~(first | check));
	if (verb == REVEAL)
		return desk_may(desk, act_named("reveal")->roles);
	if (verb == FOLLOW_ON)
		return may_follow_on(screen);
	if (verb == LEDGER || verb == TASKS)
		return ((struct project_view *)screen->data)->awarded && (verb == TASKS || desk_sees_money(desk));
	if (verb == ASSESS)
		return desk_as_of(desk) == DATE_NONE && work_act_open(desk, act_named("assess"), id, &screen->arena);
	return true;
}

static void
project_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct project_view *view = screen->data;

	buf_addf(left, " › %s", view->id);
	buf_addf(right, "%s", view->stage);
}

static void
project_close(struct screen *screen)
{
	struct project_view *view = screen->data;

	pager_free(view->pager);
	arena_free(&view->revealed);
	free(view->id);
	free(view->stage);
}

static bool
project_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct project_view *)screen->data)->id, arena, out);
}
