/* Deciding ties, and asking what would be otherwise. */
#include <config.h>

#include "screen/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "desk/act.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* ---- ties */

bool
rankview_open_tie(const struct rankview *view)
{
	for (size_t i = 0; i < view->ranking.scored.count; i++)
		if (view->ranking.scored.standings[i].place == PLACE_TIED)
			return true;
	return false;
}

/* Those who are open at the line: the rules leave one class at most. */
static size_t
open_class(const struct rankview *view, const struct standing **tied)
{
	size_t count = 0;

	for (size_t i = 0; i < view->ranking.scored.count; i++)
		if (view->ranking.scored.standings[i].place == PLACE_TIED)
			tied[count++] = &view->ranking.scored.standings[i];
	return count;
}

/* Takes the one chosen as the next out of those left to choose from; false when nothing was chosen. */
static bool
choose_next(struct rankview *view, const struct standing **left, size_t count, size_t place, struct arena *arena, const struct standing **chosen)
{
	struct choice *choices = arena_alloc(arena, count * sizeof *choices);
	int which = 0;

	for (size_t i = 0; i < count; i++) {
		const struct project *project = ranking_project(&view->ranking, left[i]->project);
		choices[i] = (struct choice){.label = project->id, .note = arena_printf(arena, "%s · %s", project->unit.name, project->leader.name)};
	}
	if (count > 1)
		which = dialog_choose(view->ui, arena_printf(arena, _("Who stands in place %zu among those who tie?"), place), choices, count, 0);
	if (which < 0)
		return false;
	*chosen = left[which];
	memmove(left + which, left + which + 1, (count - (size_t)which - 1) * sizeof *left);
	return true;
}

/* All of them in one transaction, each with its entry. */
static int
decide_all(struct rankview *view, const struct standing *const *ordered, size_t count, const char *reason, struct arena *arena, struct err *err)
{
	struct desk *desk = work_desk(view->ui);

	if (desk_batch(desk, false, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct act_input input = {.path = "tie_decision.order", .text = arena_printf(arena, "%zu", i + 1)};
		const struct act_request request = {.act = act_named("decide_tie"), .target = ranking_project(&view->ranking, ordered[i]->project)->id,
			.inputs = &input, .input_count = 1, .reason = reason, .date = DATE_NONE};
		struct act_result result;
		int done = desk_do(desk, &request, arena, &result, err);
		faults_free(&result.faults);
		if (done < 0) {
			desk_batch_abort(desk);
			return -1;
		}
	}
	return desk_batch_commit(desk, err);
}

void
rankview_decide(struct rankview *view, const struct standing *standing)
{
	const char *title = _(act_named("decide_tie")->label);
	struct arena arena = {0};
	const struct standing **left = arena_alloc(&arena, (view->ranking.scored.count + 1) * sizeof *left);
	size_t count = open_class(view, left), placed = 0;
	const struct standing **ordered = arena_alloc(&arena, (count + 1) * sizeof *ordered);
	struct buf text = {0};
	struct err err = {0};
	char *reason = NULL;

	(void)standing;
	while (placed < count && choose_next(view, left, count - placed, placed + 1, &arena, &ordered[placed])) {
		buf_addf(&text, "%zu. %s\n", placed + 1, ranking_project(&view->ranking, ordered[placed]->project)->id);
		placed++;
	}
	if (count && placed == count)
		reason = dialog_reason(view->ui, title, buf_text(&text));
	if (reason && decide_all(view, ordered, count, reason, &arena, &err) < 0)
		ui_error(view->ui, &err);
	else if (reason)
		ui_message(view->ui, TONE_DONE, _("%s: %zu done"), title, count);
	free(reason);
	buf_free(&text);
	arena_free(&arena);
}

/* ---- what if */

void
rankview_forget(struct rankview *view)
{
	free(view->without);
	free(view->question);
	view->without = view->question = NULL;
	view->asking = false;
	view->what_if = (struct what_if){.quota = -1};
}

static int
check_quota(void *user, const char *typed, struct err *err)
{
	char *end;
	long quota = strtol(typed, &end, 10);

	(void)user;
	if (!*typed || *end || quota < 0 || quota > 99999)
		return err_set(err, ERR_INPUT, _("a quota is a number of places"));
	return 0;
}

static bool
ask_quota(struct rankview *view, struct what_if *wanted, struct arena *arena)
{
	char *typed = dialog_prompt(view->ui, _("Another quota"), _("How many places?"), arena_printf(arena, "%d", view->ranking.scored.places), check_quota, NULL);

	if (typed)
		wanted->quota = atoi(typed);
	free(typed);
	return typed != NULL;
}

static bool
ask_expert(struct rankview *view, struct what_if *wanted, struct arena *arena)
{
	const struct scored *scored = &view->as_it_is.scored;
	struct choice *choices = arena_alloc(arena, (scored->lean_count + 1) * sizeof *choices);
	int chosen;

	for (size_t i = 0; i < scored->lean_count; i++)
		choices[i] = (struct choice){.label = expert_id(work_desk(view->ui), scored->leans[i].expert, arena),
			.note = arena_printf(arena, _("%zu sheets"), scored->leans[i].sheets)};
	chosen = scored->lean_count ? dialog_pick(view->ui, _("Without which expert"), choices, scored->lean_count, NULL) : -1;
	if (chosen >= 0)
		wanted->without = choices[chosen].label;
	return chosen >= 0;
}

/* The question as the journal keeps it. */
static const char *
question_text(const struct what_if *wanted, struct arena *arena)
{
	return arena_printf(arena, "%s%s%s%s", wanted->quota >= 0 ? arena_printf(arena, _("quota %d "), wanted->quota) : "",
		wanted->without ? arena_printf(arena, _("without %s "), wanted->without) : "", wanted->untrimmed ? _("untrimmed") : "", "");
}

/* Whoever asks is on record, before the answer is shown. */
static bool
put_on_record(struct rankview *view, const char *question, struct arena *arena)
{
	const struct act_request request = {.act = act_named("what_if"), .target = view->call, .reason = question, .date = DATE_NONE};
	struct act_result result;
	struct err err = {0};
	int done = desk_do(work_desk(view->ui), &request, arena, &result, &err);

	faults_free(&result.faults);
	if (done < 0)
		ui_error(view->ui, &err);
	return done == 0;
}

bool
rankview_ask(struct rankview *view)
{
	const struct choice choices[] = {
		{.label = _("Another quota")},
		{.label = _("Without an expert")},
		{.label = view->what_if.untrimmed ? _("Trimmed as the rules say") : _("Untrimmed")},
		{.label = _("As it is")},
	};
	struct what_if wanted = view->asking ? view->what_if : (struct what_if){.quota = -1};
	struct arena arena = {0};
	int chosen = dialog_choose(view->ui, _("What if"), choices, view->asking ? 4 : 3, 0);
	bool asked = chosen == 2;
	const char *question;

	if (chosen == 0)
		asked = ask_quota(view, &wanted, &arena);
	else if (chosen == 1)
		asked = ask_expert(view, &wanted, &arena);
	else if (chosen == 2)
		wanted.untrimmed = !wanted.untrimmed;
	question = question_text(&wanted, &arena);
	asked = asked && (!*question || put_on_record(view, question, &arena));
	if (chosen == 3 || (asked && !*question)) {
		rankview_forget(view);
	} else if (asked) {
		wanted.without = wanted.without ? xstrdup(wanted.without) : NULL;
		rankview_forget(view);
		view->what_if = wanted;
		view->without = (char *)wanted.without;
		view->question = xasprintf(_("What if: %s: nothing is changed. Esc: as it is"), question);
		view->asking = true;
	}
	arena_free(&arena);
	return chosen == 3 || asked;
}
