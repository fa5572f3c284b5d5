/* What is done in the first review. */
#include <config.h>

#include "screen/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/work.h"
#include "ui/dialog.h"

enum { INPUTS_MOST = 8 };

struct doing {
	struct review *review;
	struct arena arena;
	struct act_input inputs[INPUTS_MOST];
	size_t count;
};

static void
input(struct doing *doing, const char *path, const char *text)
{
	if (doing->count < INPUTS_MOST)
		doing->inputs[doing->count++] = (struct act_input){.path = path, .text = text};
}

/* Without a question: it was asked already. */
static int
run(struct doing *doing, const char *name, struct err *err)
{
	struct act_request request = {
		.act = act_named(name),
		.target = doing->review->id,
		.inputs = doing->inputs,
		.input_count = doing->count,
		.date = DATE_NONE,
	};
	struct act_result result;
	int status = desk_do(work_desk(doing->review->ui), &request, &doing->arena, &result, err);

	faults_free(&result.faults);
	return status;
}

static bool
finish(struct doing *doing, const char *name, const char *label)
{
	struct ui *ui = doing->review->ui;
	struct err err = {0};
	bool done = run(doing, name, &err) == 0;

	if (done) {
		ui_message(ui, TONE_DONE, words_lang() == LANG_ZH ? "%s %s：%s" : "%s %s: %s", glyph(GLYPH_DONE), _(act_named(name)->label), label);
		ui_refill(ui);
	} else {
		dialog_message(ui, _(act_named(name)->label), err.message);
	}
	return done;
}

static void
open_form(struct doing *doing, const char *name)
{
	const struct form_argument form = {
		.act = act_named(name),
		.target = doing->review->id,
		.given = doing->inputs,
		.given_count = doing->count,
	};
	struct err err = {0};

	if (ui_open(doing->review->ui, &screen_form, &form, &err) < 0)
		ui_error(doing->review->ui, &err);
}

/* ---- attesting */

static const char *
evidence_before(const struct review *review, const char *condition, struct arena *arena)
{
	const char *last = bench_of(review->ui)->evidence;
	void **records;
	size_t count = desk_parts(work_desk(review->ui), &type_attestation, review->project->head.number, arena, &records);

	while (count-- > 0)
		if (strcmp(((struct attestation *)records[count])->condition, condition) == 0)
			return ((struct attestation *)records[count])->evidence;
	return last ? last : "";
}

static int
check_evidence(void *user, const char *typed, struct err *err)
{
	const bool *needed = user;

	if (*needed && !typed[strspn(typed, " ")])
		return err_set(err, ERR_INPUT, _("say by which paper, or confirmed by whom"));
	return 0;
}

/* The next condition that nobody has judged, so that Enter goes on; `enough`: one of several ways was found met, the others need not be. */
static void
next_open(struct review *review, bool enough)
{
	size_t at = review->list.cursor;

	for (size_t i = at + 1; i < review->count; i++) {
		const struct verdict *verdict = review->rows[i].verdict;
		if (verdict && verdict->attested && verdict->result == VERDICT_OPEN && !verdict->preference && !(enough && verdict->part)) {
			review->list.cursor = i;
			return;
		}
	}
}

void
review_attest(struct review *review, const struct verdict *verdict)
{
	static const char *const results[] = {"met", "not_met", "missing"};
	struct doing doing = {.review = review};
	struct bench *bench = bench_of(review->ui);
	const char *label = words_in(verdict->label, words_lang());
	const char *title = arena_printf(&doing.arena, "%s %s", verdict->clause, _(act_named("attest")->label));
	struct choice choices[3];
	char *evidence = NULL;
	bool met;
	int chosen;

	for (size_t i = 0; i < 3; i++)
		choices[i] = (struct choice){.label = code_label(NULL, "attest_result", results[i]), .note = i ? NULL : label};
	chosen = dialog_choose(review->ui, title, choices, 3, 0);
	met = chosen == 0;
	if (chosen >= 0)
		evidence = dialog_prompt(review->ui, arena_printf(&doing.arena, "%s %s", title, choices[chosen].label),
			arena_printf(&doing.arena, _("%s\n\nEvidence: by which paper, or confirmed by whom."), label),
			evidence_before(review, verdict->id, &doing.arena), check_evidence, &met);
	if (evidence) {
		input(&doing, "attestation.condition", verdict->id);
		input(&doing, "attestation.result", results[chosen]);
		input(&doing, "attestation.evidence", evidence);
		if (finish(&doing, "attest", arena_printf(&doing.arena, "%s %s", label, choices[chosen].label))) {
			free(bench->evidence);
			bench->evidence = xstrdup(evidence);
			next_open(review, met && verdict->part);
		}
	}
	free(evidence);
	arena_free(&doing.arena);
}

/* ---- materials */

static void
material_inputs(struct doing *doing, const struct material_row *row)
{
	input(doing, "material.item", row->item->code);
	input(doing, "material.state", "received");
	input(doing, "material.copy", row->item->original ? "original" : "copy");
}

static bool
read_counts(const char *typed, unsigned *copies, unsigned *pages)
{
	char rest;
	int got = sscanf(typed, "%u %u %c", copies, pages, &rest);

	return got == 1 || got == 2;
}

static int
check_counts(void *user, const char *typed, struct err *err)
{
	unsigned copies, pages;

	(void)user;
	if (!read_counts(typed, &copies, &pages))
		return err_set(err, ERR_INPUT, _("copies and pages are two numbers, like '1 4'"));
	return 0;
}

void
review_receive(struct review *review, const struct material_row *row)
{
	struct doing doing = {.review = review};
	const char *label = words_in(row->item->label, words_lang());
	unsigned copies = 1, pages = 0;
	const char *before = "1";
	char *typed;

	if (row->material && row->material->copies > 0)
		before = arena_printf(&doing.arena, row->material->pages > 0 ? "%lld %lld" : "%lld", (long long)row->material->copies,
			(long long)row->material->pages);
	typed = dialog_prompt(review->ui, label,
		row->item->original ? _("Copies and pages, like 1 4. The original must be seen.") : _("Copies and pages, like 1 4."), before, check_counts, NULL);
	if (typed && read_counts(typed, &copies, &pages)) {
		material_inputs(&doing, row);
		input(&doing, "material.copies", arena_printf(&doing.arena, "%u", copies));
		if (pages)
			input(&doing, "material.pages", arena_printf(&doing.arena, "%u", pages));
		finish(&doing, "receive_material", label);
	}
	free(typed);
	arena_free(&doing.arena);
}

void
review_material_form(struct review *review, const struct material_row *row)
{
	struct doing doing = {.review = review};
	const struct material *material = row->material;

	material_inputs(&doing, row);
	if (material) {
		doing.count = 1; /* the item; the rest as it was */
		input(&doing, "material.state", material->state);
		input(&doing, "material.copy", material->copy);
		if (material->copies > 0)
			input(&doing, "material.copies", arena_printf(&doing.arena, "%lld", (long long)material->copies));
		if (material->pages > 0)
			input(&doing, "material.pages", arena_printf(&doing.arena, "%lld", (long long)material->pages));
		input(&doing, "material.kept", material->kept);
		input(&doing, "material.sha256", material->sha256);
		input(&doing, "material.note", material->note);
	}
	open_form(&doing, "receive_material");
	arena_free(&doing.arena);
}

/* All in one transaction, each with its entry. */
static int
receive_missing(struct doing *doing, struct err *err)
{
	struct desk *desk = work_desk(doing->review->ui);

	if (desk_batch(desk, false, err) < 0)
		return -1;
	for (size_t i = 0; i < doing->review->material_count; i++) {
		const struct material_row *row = &doing->review->materials[i];
		if (!row->missing)
			continue;
		doing->count = 0;
		material_inputs(doing, row);
		input(doing, "material.copies", "1");
		if (run(doing, "receive_material", err) < 0) {
			desk_batch_abort(desk);
			return -1;
		}
	}
	return desk_batch_commit(desk, err);
}

void
review_receive_required(struct review *review)
{
	struct doing doing = {.review = review};
	struct buf text = {0};
	struct err err = {0};
	size_t missing = 0;

	for (size_t i = 0; i < review->material_count; i++)
		if (review->materials[i].missing) {
			buf_addf(&text, "%zu. %s%s\n", ++missing, words_in(review->materials[i].item->label, words_lang()),
				review->materials[i].item->original ? _(" (original seen)") : "");
		}
	buf_addf(&text, "\n%s", _("Were all of these handed in, one copy each?"));
	if (dialog_yes(review->ui, _("Materials received"), buf_text(&text))) {
		if (receive_missing(&doing, &err) < 0)
			dialog_message(review->ui, _("Materials received"), err.message);
		else
			ui_message(review->ui, TONE_DONE, _("%s %zu materials received"), glyph(GLYPH_DONE), missing);
		ui_refill(review->ui);
	}
	buf_free(&text);
	arena_free(&doing.arena);
}

/* ---- decisions */

void
review_override(struct review *review, const struct verdict *verdict)
{
	struct doing doing = {.review = review};

	input(&doing, "override.condition", verdict->id);
	open_form(&doing, "override");
}

void
review_return(struct review *review)
{
	struct doing doing = {.review = review};

	input(&doing, "correction.defects", desk_defects(work_desk(review->ui), review->id, &doing.arena));
	open_form(&doing, "return");
	arena_free(&doing.arena);
}

/* The office's answers to a candidate. */
static void
decide(struct review *review)
{
	static const char *const names[] = {"accept", "reject", "return"};
	const char *targets[] = {review->id};
	struct choice choices[3];
	const struct act *open[3];
	size_t count = 0;
	int chosen;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!review_open(review, names[i]))
			continue;
		open[count] = act_named(names[i]);
		choices[count].label = _(open[count]->label);
		choices[count].search = NULL;
		choices[count].note = _(open[count]->help);
		count++;
	}
	chosen = dialog_choose(review->ui, review->id, choices, count, 0);
	if (chosen < 0)
		return;
	if (open[chosen]->form)
		review_return(review);
	else
		work_act(review->ui, open[chosen], targets, 1);
}

void
review_conclude(struct review *review)
{
	struct doing doing = {.review = review};

	if (review_open(review, "first_review"))
		open_form(&doing, "first_review");
	else
		decide(review);
}
