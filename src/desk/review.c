#include <config.h>

#include "desk/review.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk/expertwork.h"
#include "desk/room.h"

const struct review_rules *
call_review(struct deed *deed, const char *call_id, struct err *err)
{
	return desk_review(deed->desk, call_id, err);
}

struct panel *
call_panel(struct desk *desk, const char *call_id, struct arena *arena)
{
	void **records;
	size_t count = call_parts(desk, &type_panel, call_id, arena, &records);

	return count ? records[count - 1] : NULL;
}

const char *const *
expert_ids(const char *experts, struct arena *arena)
{
	const char **ids = arena_alloc(arena, (strlen(experts) / 2 + 2) * sizeof *ids);
	size_t count = 0;

	while (*experts) {
		size_t len = strcspn(experts, " ,、，");
		if (len)
			ids[count++] = arena_strndup(arena, experts, len);
		experts += len;
		experts += strspn(experts, " ,、，");
	}
	return ids;
}

bool
expert_listed(const char *experts, const char *id)
{
	struct arena arena = {0};
	bool listed = false;

	for (const char *const *each = expert_ids(experts, &arena); *each; each++)
		listed = listed || strcmp(*each, id) == 0;
	arena_free(&arena);
	return listed;
}

/* ---- conflicts */

/* An empty name is nobody's. */
static bool
same_name(const char *a, const char *b)
{
	return *a && text_same(a, b);
}

/* Found without being declared: the unit employs the expert, or the expert is the leader or stands for the unit. */
static bool
found_conflict(const struct staff *expert, const struct project *project)
{
	return same_name(expert->employer, project->unit.name) || same_name(expert->name, project->leader.name) ||
		same_name(expert->name, project->unit.legal_representative);
}

struct loading {
	struct deed *deed;
	struct assigning_input *input;
	struct assigning_expert *experts;
	const struct staff **staff;
	struct assigning_pair *barred, *kept;
	size_t barred_cap;
};

static void
bar(struct loading *loading, uint32_t project, uint32_t expert)
{
	loading->barred[loading->input->barred_count++] = (struct assigning_pair){.project = project, .expert = expert};
}

static int
load_experts(struct loading *loading, const struct panel *panel, const struct review_rules *review, struct err *err)
{
	const char *const *ids = expert_ids(panel->experts, loading->deed->arena);
	size_t count = 0;

	while (ids[count])
		count++;
	loading->experts = arena_alloc(loading->deed->arena, (count + 1) * sizeof *loading->experts);
	loading->staff = arena_alloc(loading->deed->arena, (count + 1) * sizeof *loading->staff);
	for (size_t i = 0; i < count; i++) {
		loading->staff[i] = staff_by(loading->deed->desk, "staff.id", ids[i], loading->deed->arena);
		if (!loading->staff[i])
			return err_set(err, ERR_MISSING, _("'%s' is not entered as an expert"), ids[i]);
		loading->experts[i] = (struct assigning_expert){.expert = loading->staff[i]->head.number, .load_cap = review->load_cap};
	}
	loading->input->experts = loading->experts;
	loading->input->expert_count = count;
	return 0;
}

static uint32_t
expert_of(const struct loading *loading, const char *id)
{
	for (size_t i = 0; i < loading->input->expert_count; i++)
		if (strcmp(loading->staff[i]->id, id) == 0)
			return loading->staff[i]->head.number;
	return 0;
}

/* What was assigned stays; what was taken back or recused is never given again. */
static void
load_assigned(struct loading *loading, const struct call *call)
{
	struct deed *deed = loading->deed;
	void **records, **recusals;
	size_t count = call_parts(deed->desk, &type_assignment, call->id, deed->arena, &records);
	size_t recused = call_parts(deed->desk, &type_recusal, call->id, deed->arena, &recusals);

	loading->kept = arena_alloc(deed->arena, (count + 1) * sizeof *loading->kept);
	loading->barred = arena_alloc(deed->arena,
		(count + recused + loading->input->project_count * loading->input->expert_count + 1) * sizeof *loading->barred);
	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		uint32_t expert = expert_of(loading, assignment->expert);
		if (!expert)
			continue;
		if (strcmp(assignment->state, "open") == 0 || strcmp(assignment->state, "submitted") == 0)
			loading->kept[loading->input->kept_count++] = (struct assigning_pair){.project = assignment->project, .expert = expert};
		else
			bar(loading, assignment->project, expert);
	}
	for (size_t i = 0; i < recused; i++) {
		const struct recusal *recusal = recusals[i];
		uint32_t expert = expert_of(loading, recusal->expert);
		if (expert && strcmp(recusal->state, "refused") != 0)
			bar(loading, recusal->project, expert);
	}
}

int
assigning_load(struct deed *deed, const struct call *call, const struct review_rules *review, struct project **projects, size_t count,
	struct assigning_input *input, struct err *err)
{
	struct loading loading = {.deed = deed, .input = input};
	const struct panel *panel = call_panel(deed->desk, call->id, deed->arena);
	uint32_t *numbers = arena_alloc(deed->arena, (count + 1) * sizeof *numbers);

	*input = (struct assigning_input){.projects = numbers, .project_count = count, .sheets = review->sheets};
	if (!panel)
		return err_set(err, ERR_STAGE, _("call '%s' has no panel: form it first"), call->id);
	if (load_experts(&loading, panel, review, err) < 0)
		return -1;
	load_assigned(&loading, call);
	for (size_t i = 0; i < count; i++) {
		numbers[i] = projects[i]->head.number;
		for (size_t j = 0; j < input->expert_count; j++)
			if (found_conflict(loading.staff[j], projects[i]))
				bar(&loading, numbers[i], loading.experts[j].expert);
	}
	input->barred = loading.barred;
	input->kept = loading.kept;
	return 0;
}

/* ---- sheets */

int
assignment_state(struct deed *deed, uint32_t project, const char *expert, const char *state, struct err *err)
{
	struct assignment *assignment = joined_record(deed->desk, &type_assignment, project, expert, deed->arena);

	if (!assignment)
		return 0;
	assignment->state = state;
	return deed_put(deed, assignment, err);
}

int
read_points(const char *text, int64_t *points, struct err *err)
{
	struct buf half = {0};
	const char *at;
	bool negative, good;

	*points = INT64_MIN;
	text_halfwidth(&half, text);
	at = buf_text(&half);
	negative = *at == '-';
	at += negative;
	size_t whole = strspn(at, "0123456789"), part = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
	good = whole && whole <= 6 && part <= 2 && !at[whole + (at[whole] == '.' ? part + 1 : 0)] && !(at[whole] == '.' && !part);
	if (good) {
		*points = 0;
		for (size_t i = 0; i < whole; i++)
			*points = *points * 10 + (at[i] - '0');
		for (size_t i = 0; i < 2; i++)
			*points = *points * 10 + (i < part ? at[whole + 1 + i] - '0' : 0);
		*points = negative ? -*points : *points;
	}
	good = good || !*buf_text(&half);
	buf_free(&half);
	return good ? 0 : err_set(err, ERR_INPUT, _("'%s' are no points"), text);
}

static int
wrong_points(const struct criterion *criterion, struct err *err)
{
	err_prefix(err, "%s", words_in(criterion->label, words_lang()));
	if (err)
		snprintf(err->field, sizeof err->field, "%s", criterion->code);
	return -1;
}

int
sheet_total(struct deed *deed, const struct review_rules *review, struct score_sheet *sheet, struct err *err)
{
	int64_t *points = arena_alloc(deed->arena, review->criterion_count * sizeof *points);
	bool complete;

	for (size_t i = 0; i < sheet->head.extra_count; i++)
		if (!review_criterion(review, sheet->head.extras[i].name) && !review_remarked(review, sheet->head.extras[i].name))
			return err_set(err, ERR_INPUT, _("there is no criterion '%s'"), sheet->head.extras[i].name);
	for (size_t i = 0; i < review->criterion_count; i++)
		if (read_points(extra_get(sheet, review->criteria[i].code), &points[i], err) < 0)
			return wrong_points(&review->criteria[i], err);
	if (scoring_total(review, points, &sheet->total, &complete, err) < 0)
		return -1;
	if (!complete)
		return err_set(err, ERR_INPUT, _("the sheet is unfinished: a criterion without points is not 0"));
	for (size_t i = 0; i < review->criterion_count; i++)
		if (strcmp(review->criteria[i].code, review->tie_criterion) == 0)
			sheet->tie_points = points[i];
	sheet->total_shown = arena_printf(deed->arena, "%lld.%02lld", (long long)(sheet->total / 100), (long long)(sheet->total % 100));
	return 0;
}

int
reopening_answerable(const struct deed *deed, const struct score_sheet *sheet, struct err *err)
{
	if (strcmp(sheet->state, "reopening") != 0)
		return err_set(err, ERR_STAGE, strcmp(sheet->state, "reopened") == 0 ? _("this sheet is open") : _("nobody asked that this sheet be reopened"));
	if (strcmp(sheet->reopen_asked_by, deed->person->id) == 0 && !deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	return 0;
}

int
project_stage(struct deed *deed, struct project *project, enum stage stage, struct err *err)
{
	project->stage = stage_code(stage);
	project->deadline = DATE_NONE;
	project->deadline_of = "";
	return deed_put(deed, project, err);
}
