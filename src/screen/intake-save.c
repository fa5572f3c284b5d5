/* Keeping what was keyed, saving it, submitting it. */
#include <config.h>

#include "screen/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/verdictlines.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* ---- kept, not saved */

void
intake_keep(struct intake *intake)
{
	struct buf text = {0};
	struct err err = {0};

	buf_addf(&text, "%s %u\n", intake->op, intake->revision);
	formview_write(intake->view, &text);
	if (desk_keep(work_desk(intake->ui), "intake", intake->id ? intake->id : "", buf_text(&text), &err) < 0)
		ui_error(intake->ui, &err);
	else
		intake->kept_at = time(NULL);
	buf_free(&text);
}

const char *
intake_kept_text(struct intake *intake, const char *kept)
{
	const char *end = strchr(kept, '\n');
	unsigned revision;
	char op[40];

	if (!end || sscanf(kept, "%39s %u", op, &revision) != 2)
		return kept;
	snprintf(intake->op, sizeof intake->op, "%s", op);
	intake->revision = revision;
	return end + 1;
}

void
intake_forget(struct intake *intake)
{
	desk_keep_drop(work_desk(intake->ui), "intake", intake->id ? intake->id : "", NULL);
	intake->kept_at = 0;
}

/* ---- saving */

struct saving {
	struct intake *intake;
	struct arena arena;
	struct act_request request;
	struct act_result result;
	char *reason;
};

/* What was submitted is changed with a reason only. */
static bool
ask_reason(struct saving *saving)
{
	struct intake *intake = saving->intake;

	if (!intake->id || strcmp(intake->stage, "draft") == 0 || strcmp(intake->stage, "returned") == 0)
		return true;
	saving->reason = dialog_reason(intake->ui, _("Amend"), _("The application was submitted: say why it is amended."));
	saving->request.reason = saving->reason;
	return saving->reason != NULL;
}

static void
build(struct saving *saving)
{
	struct intake *intake = saving->intake;
	struct formview_input *typed;
	size_t count = formview_inputs(intake->view, !intake->id, &saving->arena, &typed);
	struct act_input *inputs = arena_alloc(&saving->arena, (count + 1) * sizeof *inputs);
	const struct line **lines;

	for (size_t i = 0; i < count; i++)
		inputs[i] = (struct act_input){.path = typed[i].path, .text = typed[i].text};
	saving->request = (struct act_request){
		.act = act_named(intake->id ? "amend" : "intake"),
		.target = intake->id,
		.inputs = inputs,
		.input_count = count,
		.replace_lines = intake_rows_changed(intake),
		.date = DATE_NONE,
		.op = intake->op,
		.revision = intake->revision,
	};
	if (saving->request.replace_lines) {
		saving->request.line_count = intake_rows(intake, &saving->arena, &lines);
		saving->request.lines = lines;
	}
}

/* A refusal in full: at the field it is about, else in a notice. */
static void
tell(struct intake *intake, const struct err *err)
{
	if (*err->field)
		formview_fault(intake->view, err);
	else
		dialog_message(intake->ui, _("Not saved"), err->message);
}

/* True when it is stored; result.id is "" when the versions of two people were merged. */
static bool
store(struct saving *saving)
{
	struct intake *intake = saving->intake;
	struct err err = {0};
	int status;

	build(saving);
	if (!ask_reason(saving))
		return false;
	status = desk_do(work_desk(intake->ui), &saving->request, &saving->arena, &saving->result, &err);
	if (status == 0)
		return true;
	if (err.code == ERR_CONFLICT && intake->id)
		return work_conflict(intake->ui, &saving->request, &err);
	tell(intake, &err);
	return false;
}

/* How many fields an application must have that this one has not yet. */
static size_t
missing(const struct saving *saving)
{
	size_t count = 0;

	for (size_t i = 0; i < saving->result.faults.count; i++)
		count += saving->result.faults.items[i].level == FAULT_WARNING;
	return count;
}

static void
tell_saved(struct saving *saving, const char *id)
{
	struct ui *ui = saving->intake->ui;
	size_t open = missing(saving);

	if (open)
		ui_message(ui, TONE_DONE, _("%s %s saved as a draft; %zu fields are still asked for before it is submitted"), glyph(GLYPH_DONE), id, open);
	else
		ui_message(ui, TONE_DONE, _("%s %s saved"), glyph(GLYPH_DONE), id);
}

/* Conditions that fail are told before the application is handed on: mending them later takes a correction notice. */
static bool
agree_to_submit(struct intake *intake)
{
	struct arena arena = {0};
	struct buf text = {0};
	struct verdicts verdicts = desk_check_draft(work_desk(intake->ui), intake->record, &arena);
	size_t failed = 0;
	bool agreed = true;

	for (size_t i = 0; i < verdicts.count; i++) {
		const struct verdict *verdict = &verdicts.items[i];
		if (verdict->result != VERDICT_FAIL || verdict->part || verdict->preference)
			continue;
		buf_addf(&text, "%s %s %s\n", glyph(GLYPH_REFUSED), verdict->clause, words_in(verdict->because, words_lang()));
		failed++;
	}
	if (failed) {
		buf_addf(&text, "\n%s", _("These conditions are not met. Submit it all the same?"));
		agreed = dialog_yes(intake->ui, _("Save and submit"), buf_text(&text));
	}
	buf_free(&text);
	arena_free(&arena);
	return agreed;
}

static const char *
receipt_of(struct saving *saving, const char *id)
{
	void *record;

	if (desk_get(work_desk(saving->intake->ui), &type_project, id, &saving->arena, &record, NULL) < 0)
		return "";
	return ((struct project *)record)->receipt;
}

static void
submit_stored(struct saving *saving, const char *id)
{
	struct intake *intake = saving->intake;
	struct act_request request = {.act = act_named("submit"), .target = id, .date = DATE_NONE};
	struct act_result result;
	struct err err = {0};

	if (desk_do(work_desk(intake->ui), &request, &saving->arena, &result, &err) == 0) {
		ui_message(intake->ui, TONE_DONE, _("%s %s submitted, receipt %s"), glyph(GLYPH_DONE), id, receipt_of(saving, id));
	} else {
		dialog_message(intake->ui, _("Saved, not submitted"),
			arena_printf(&saving->arena, _("%s is saved as it is, but could not be submitted: %s"), id, err.message));
		tell_saved(saving, id);
	}
	faults_free(&result.faults);
}

/* The record keyed last in this run, for ^D and ^E. */
static void
remember(struct intake *intake)
{
	struct bench *bench = bench_of(intake->ui);

	arena_reset(&bench->keyed_arena);
	bench->keyed = record_copy(intake->record, &bench->keyed_arena);
}

/* A new application is followed by a fresh form; an amended one is left. */
static void
go_on(struct intake *intake)
{
	struct err err = {0};

	remember(intake);
	intake_forget(intake);
	formview_stored(intake->view);
	if (intake->id) {
		screen_close(intake->screen);
		return;
	}
	intake_end(intake);
	if (intake_begin(intake, NULL, &err) < 0) {
		ui_error(intake->ui, &err);
		screen_close(intake->screen);
	}
	screen_redraw(intake->screen);
}

void
intake_save(struct intake *intake, bool submit)
{
	struct saving saving = {.intake = intake};
	const char *id;

	formview_settle(intake->view);
	if (!formview_dirty(intake->view) && !submit) {
		ui_message(intake->ui, TONE_WAITING, "%s", intake->id ? _("nothing was changed") : _("nothing was keyed yet"));
		return;
	}
	if (formview_check(intake->view, submit, intake->record->track) && (!submit || agree_to_submit(intake)) && store(&saving)) {
		id = saving.result.id && *saving.result.id ? saving.result.id : intake->id;
		if (submit)
			submit_stored(&saving, id);
		else
			tell_saved(&saving, id);
		ui_refill(intake->ui);
		go_on(intake);
	}
	faults_free(&saving.result.faults);
	free(saving.reason);
	arena_free(&saving.arena);
}
