/* 录入, 修改: an application keyed by hand, one after the other. */
#include <config.h>

#include "screen/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "desk/query.h"
#include "screen/bench.h"
#include "screen/work.h"
#include "ui/dialog.h"

static int intake_open(struct screen *screen, const void *argument, struct err *err);
static void intake_refill(struct screen *screen);
static void intake_draw(struct screen *screen, bool whole);
static bool intake_key(struct screen *screen, const struct key *key);
static void intake_act(struct screen *screen, int verb);
static bool intake_can(struct screen *screen, int verb);
static void intake_title(struct screen *screen, struct buf *left, struct buf *right);
static bool intake_leave(struct screen *screen);
static void intake_hangup(struct screen *screen);
static void intake_close(struct screen *screen);

enum { SAVE = 1, SUBMIT, CODES, LAST, LAST_ALL, PARK, NEXT_PAGE };

static const struct verb verbs[] = {
	{.verb = SAVE, .key = K_F2, .label = N_("save"), .help = N_("Stores what was keyed as a draft, or the changes to an application.")},
	{.verb = SUBMIT, .key = K_F8, .label = N_("save and submit"), .help = N_("Stores it and submits it, complete as it then must be.")},
	{.verb = CODES, .key = K_F4, .label = N_("codes"), .help = N_("The list of what can be entered, narrowed as one types.")},
	{.verb = LAST, .key = K_CTRL('D'), .label = N_("as last"), .help = N_("Takes the value of the record keyed before.")},
	{.verb = LAST_ALL, .key = K_CTRL('E'), .label = N_("rest as last"), .help = N_("The same for every field that is still empty.")},
	{.verb = PARK, .key = K_F12, .label = N_("look up"), .help = N_("Leaves the form as it is, opens the queue to look something up, and comes back.")},
	{.verb = NEXT_PAGE, .key = K_PGDN, .label = N_("next page")},
	{0},
};

const struct screen_class screen_intake = {
	.name = "intake",
	.title = N_("Key in"),
	.private_size = sizeof(struct intake),
	.verbs = verbs,
	.help = N_("Enter goes to the next field, Shift-Tab back. A fault marks its field and never holds you: go on, and mend it when you like. What was "
		"typed is kept whenever a field is left."),
	.open = intake_open,
	.refill = intake_refill,
	.draw = intake_draw,
	.key = intake_key,
	.act = intake_act,
	.can = intake_can,
	.title_more = intake_title,
	.leave = intake_leave,
	.keep = intake_hangup,
	.close = intake_close,
};

/* ---- one form's life */

/* What it follows on fills the first form only: the next one is a new application again. */
static int
load_follow_on(struct intake *intake, struct err *err)
{
	int result = desk_follow_on(work_desk(intake->ui), intake->follows, &intake->arena, &intake->record, err);

	intake->stage = "";
	free(intake->follows);
	intake->follows = NULL;
	return result;
}

static int
load(struct intake *intake, struct err *err)
{
	void *record;

	if (intake->follows)
		return load_follow_on(intake, err);
	if (!intake->id) {
		intake->record = record_new(&type_project, &intake->arena);
		intake->stage = "";
		return 0;
	}
	if (desk_get(work_desk(intake->ui), &type_project, intake->id, &intake->arena, &record, err) < 0)
		return -1;
	intake->record = record;
	intake->revision = intake->record->head.revision;
	intake->stage = arena_strdup(&intake->arena, intake->record->stage);
	return 0;
}

/* The field keyed last when it was kept: its lines are in the form's order. */
static void
go_to_last(struct intake *intake, const char *kept)
{
	char *path = NULL;

	while (*kept) {
		size_t name = strcspn(kept, "\t\n/[");
		if (kept[name] == '\t') {
			free(path);
			path = xstrndup(kept, name);
		}
		kept += strcspn(kept, "\n");
		kept += *kept == '\n';
	}
	if (path)
		formview_go(intake->view, path);
	free(path);
}

/* Goes on with what was kept earlier. */
static int
take_up(struct intake *intake, const char *kept, struct err *err)
{
	const char *text = intake_kept_text(intake, kept);

	if (formview_read(intake->view, text, err) < 0)
		return -1;
	go_to_last(intake, text);
	return 0;
}

int
intake_begin(struct intake *intake, const char *kept, struct err *err)
{
	struct formview_spec spec = {.ui = intake->ui, .form = intake->form, .arena = &intake->arena, .user = intake};

	if (load(intake, err) < 0)
		return -1;
	random_id(intake->op);
	spec.record = intake->record;
	spec.context = desk_context(work_desk(intake->ui));
	spec.amending = intake->id != NULL;
	intake_callbacks(&spec);
	if (!intake->id)
		intake_preset(intake);
	intake->view = formview_new(&spec);
	if (intake->id)
		intake_rows_load(intake);
	else if (*intake->record->call)
		formview_go(intake->view, "project.track"); /* behind what is filled in already */
	if (kept && take_up(intake, kept, err) < 0) {
		intake_end(intake);
		return -1;
	}
	return 0;
}

void
intake_end(struct intake *intake)
{
	formview_free(intake->view);
	intake->view = NULL;
	free(intake->rows);
	intake->rows = NULL;
	intake->kept_at = 0;
	intake->revision = 0;
	intake->left = intake->unit_keyed = false;
	arena_reset(&intake->arena);
}

/* What this person keyed for the same application earlier and did not save is not written over: *kept is set when it is to be gone on with.
 * -1: the person chose neither. */
static int
offer_kept(struct intake *intake, const char **kept, struct arena *arena, struct err *err)
{
	const struct choice choices[] = {{.label = _("Go on with it")}, {.label = _("Drop it and begin anew")}};
	const char *target = intake->id ? intake->id : "";
	struct kept_form *list;
	size_t count = desk_kept(work_desk(intake->ui), arena, &list);
	char when[20];
	int chosen;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].form, "intake") != 0 || strcmp(list[i].target, target) != 0)
			continue;
		time_print(when, list[i].time);
		chosen = dialog_choose(intake->ui, arena_printf(arena, _("Keyed at %s and not saved"), when), choices, 2, 0);
		if (chosen < 0)
			return err_set(err, ERR_FAILED, _("what was keyed and not saved stays kept"));
		if (chosen == 0)
			*kept = list[i].text;
		else
			intake_forget(intake);
	}
	return 0;
}

static int
start(struct intake *intake, const char *kept, struct err *err)
{
	struct arena arena = {0};
	int result = kept ? 0 : offer_kept(intake, &kept, &arena, err);

	if (result == 0)
		result = intake_begin(intake, kept, err);
	arena_free(&arena);
	return result;
}

static int
intake_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct intake_argument *wanted = argument;
	struct intake *intake = screen->data;
	struct desk *desk = work_desk(screen->ui);

	intake->screen = screen;
	intake->ui = screen->ui;
	if (desk_as_of(desk) != DATE_NONE)
		return err_set(err, ERR_DENIED, _("the past can be read, not written"));
	if (!desk_rules(desk, err))
		return -1;
	intake->form = desk_form(desk, "intake", err);
	if (!intake->form)
		return -1;
	if (wanted && wanted->id)
		intake->id = xstrdup(wanted->id);
	else if (wanted && wanted->follows)
		intake->follows = xstrdup(wanted->follows);
	if (start(intake, wanted ? wanted->kept : NULL, err) == 0)
		return 0;
	arena_free(&intake->arena);
	free(intake->follows);
	free(intake->id);
	return -1;
}

static void
intake_close(struct screen *screen)
{
	struct intake *intake = screen->data;

	intake_end(intake);
	arena_free(&intake->arena);
	free(intake->follows);
	free(intake->id);
}

/* ---- drawing */

static void
intake_draw(struct screen *screen, bool whole)
{
	formview_draw(((struct intake *)screen->data)->view, &screen->body, whole);
}

static void
intake_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct intake *intake = screen->data;
	const struct form_section *section = formview_section(intake->view);
	char when[20];
	int pages, page = formview_page(intake->view, &pages);

	if (intake->id)
		buf_addf(left, " › %s %s", _("Amend"), intake->id);
	else if (*intake->record->track)
		buf_addf(left, " › %s", desk_label(work_desk(screen->ui), "track", intake->record->track));
	if (section)
		buf_addf(left, " › %s", words_in(section->title, words_lang()));
	if (intake->kept_at) {
		time_print(when, intake->kept_at);
		buf_addf(right, _("kept %s  "), when + 11);
	}
	buf_addf(right, _("page %d/%d"), page, pages);
}

/* ---- keys */

/* What leaving a field brought about, once the form has done with the key. */
static void
see_to(struct intake *intake)
{
	if (intake->unit_keyed) {
		intake->unit_keyed = false;
		intake_fill_unit(intake);
	}
	if (intake->left) {
		intake->left = false;
		intake_keep(intake);
	}
}

static bool
intake_key(struct screen *screen, const struct key *key)
{
	struct intake *intake = screen->data;
	enum formview_result result;

	result = formview_key(intake->view, key);
	see_to(intake);
	if (result == FORMVIEW_SAVE)
		intake_save(intake, false);
	return result != FORMVIEW_NO;
}

/* The queue above the form; what was typed stays as it is. */
static void
park(struct intake *intake)
{
	static const struct queue_argument pick = {.pick = true};
	struct err err = {0};

	intake_keep(intake);
	if (ui_open(intake->ui, &screen_queue, &pick, &err) < 0)
		ui_error(intake->ui, &err);
}

static void
intake_act(struct screen *screen, int verb)
{
	struct intake *intake = screen->data;

	if (verb == SAVE || verb == SUBMIT)
		intake_save(intake, verb == SUBMIT);
	else if (verb == PARK)
		park(intake);
	else if (verb == CODES)
		ui_message(screen->ui, TONE_WAITING, _("this field has no list of codes"));
	else if (verb == LAST || verb == LAST_ALL)
		ui_message(screen->ui, TONE_WAITING, _("nothing was keyed before that could be taken"));
}

/* What was submitted already is amended, not submitted again. */
static bool
intake_can(struct screen *screen, int verb)
{
	const struct intake *intake = screen->data;

	return verb != SUBMIT || !intake->id || strcmp(intake->stage, "draft") == 0 || strcmp(intake->stage, "returned") == 0;
}

/* Comes back from looking something up: a predecessor is taken over where one is asked for. */
static void
intake_refill(struct screen *screen)
{
	struct intake *intake = screen->data;
	struct bench *bench = bench_of(screen->ui);
	const struct form_field *field = formview_current(intake->view);
	char *picked = bench->picked;

	if (!picked || ui_top(screen->ui) != screen)
		return;
	bench->picked = NULL;
	if (field && strcmp(field->path, "project.predecessor") == 0)
		formview_put(intake->view, field->path, picked, NULL);
	else
		ui_message(screen->ui, TONE_PLAIN, _("looked up: %s"), picked);
	free(picked);
}

/* ---- the ways out */

static bool
intake_leave(struct screen *screen)
{
	struct intake *intake = screen->data;

	formview_settle(intake->view);
	if (formview_dirty(intake->view)) {
		intake_keep(intake);
		ui_message(screen->ui, TONE_WAITING, _("kept, not saved: it is offered again under 'unsaved' on the desk"));
	}
	return true;
}

static void
intake_hangup(struct screen *screen)
{
	struct intake *intake = screen->data;

	if (formview_dirty(intake->view))
		intake_keep(intake);
}
