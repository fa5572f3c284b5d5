/* Which score sheets an expert was given, and what their columns are called. */
#include <config.h>

#include "exchange/scorerow.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "desk/casework.h"
#include "desk/query.h"

static const struct {
	const char *name, *label;
} columns[SCORE_POINTS] = {
	[SCORE_EXPERT] = {"expert", N_("Expert")},
	[SCORE_PROJECT] = {"project", N_("Project")},
	[SCORE_UNIT] = {"unit", N_("Unit name")},
	[SCORE_LEADER] = {"leader", N_("Leader")},
	[SCORE_TOTAL] = {"total", N_("Total")},
	[SCORE_REMARK] = {"remark", N_("Remark")},
	[SCORE_STATE] = {"state", N_("State")},
};

size_t
score_columns(const struct review_rules *review)
{
	return SCORE_POINTS + 2 * review->criterion_count;
}

bool
score_is_points(const struct review_rules *review, size_t what)
{
	return what >= SCORE_POINTS && what < SCORE_POINTS + review->criterion_count;
}

const struct criterion *
score_criterion(const struct review_rules *review, size_t what)
{
	return what < SCORE_POINTS || what >= score_columns(review) ? NULL : &review->criteria[(what - SCORE_POINTS) % review->criterion_count];
}

/* ---- titles */

const char *
score_title(const struct review_rules *review, size_t what, struct arena *arena)
{
	const struct criterion *criterion = score_criterion(review, what);

	if (!criterion)
		return _(columns[what].label);
	if (!score_is_points(review, what))
		return arena_printf(arena, words_lang() == LANG_ZH ? "%s评语" : "%s remark", words_in(criterion->label, words_lang()));
	return arena_printf(arena, words_lang() == LANG_ZH ? "%s（%d）" : "%s (%d)", words_in(criterion->label, words_lang()), criterion->points);
}

/* Cuts "（20）" off the end of a folded title; -1 where there is none. */
static int
cut_full(struct buf *title)
{
	const char *text = buf_text(title), *open = strrchr(text, '(');
	char *end;
	long full;

	if (!open || open == text)
		return -1;
	full = strtol(open + 1, &end, 10);
	if (end == open + 1 || strcmp(end, ")") != 0 || full < 0 || full > 100000)
		return -1;
	title->len = (size_t)(open - text);
	title->data[title->len] = '\0';
	return (int)full;
}

static bool
folds_to(const char *text, const char *folded)
{
	struct buf own = {0};
	bool same;

	text_fold(&own, text);
	same = strcmp(buf_text(&own), folded) == 0;
	buf_free(&own);
	return same;
}

/* In the language of the moment. */
static size_t
column_called(const char *folded)
{
	for (size_t i = 0; i < SCORE_POINTS; i++)
		if (folds_to(columns[i].name, folded) || folds_to(_(columns[i].label), folded))
			return i;
	return SIZE_MAX;
}

/* A sheet is not always in the language of the person who takes it in. */
static size_t
column_called_abroad(const char *folded)
{
	enum lang here = words_lang();
	size_t found;

	words_switch(here == LANG_ZH ? LANG_EN : LANG_ZH);
	found = column_called(folded);
	words_switch(here);
	return found;
}

static size_t
criterion_called(const struct review_rules *review, const char *folded)
{
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct criterion *criterion = &review->criteria[i];
		if (folds_to(criterion->label.zh, folded) || folds_to(criterion->label.en, folded) || folds_to(criterion->code, folded))
			return SCORE_POINTS + i;
	}
	return SIZE_MAX;
}

static size_t
remark_called(const struct review_rules *review, const char *folded)
{
	struct arena arena = {0};
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < review->criterion_count && found == SIZE_MAX; i++) {
		const struct criterion *criterion = &review->criteria[i];
		if (folds_to(arena_printf(&arena, "%s评语", criterion->label.zh), folded) ||
			folds_to(arena_printf(&arena, "%s remark", criterion->label.en), folded) || folds_to(criterion_remark(criterion, &arena), folded))
			found = SCORE_POINTS + review->criterion_count + i;
	}
	arena_free(&arena);
	return found;
}

size_t
score_titled(const struct review_rules *review, const char *title, int *full)
{
	struct buf folded = {0};
	size_t found;

	*full = -1;
	text_fold(&folded, title);
	found = column_called(buf_text(&folded));
	if (found == SIZE_MAX)
		found = column_called_abroad(buf_text(&folded));
	if (found == SIZE_MAX)
		found = criterion_called(review, buf_text(&folded));
	if (found == SIZE_MAX)
		found = remark_called(review, buf_text(&folded));
	if (found == SIZE_MAX) {
		*full = cut_full(&folded);
		if (*full >= 0)
			found = criterion_called(review, buf_text(&folded));
	}
	buf_free(&folded);
	return found;
}

void
score_check_full(const struct review_rules *review, size_t what, int full, struct pos pos, struct faults *faults)
{
	const struct criterion *criterion;

	if (!score_is_points(review, what) || full < 0)
		return;
	criterion = &review->criteria[what - SCORE_POINTS];
	if (criterion->points != full)
		fault_add(faults, FAULT_ERROR, pos, words_in(criterion->label, words_lang()), _("full marks are %d by the rules of the call, not %d"),
			criterion->points, full);
}

bool
score_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

const char *
score_format(const struct scores_options *options)
{
	static const char *const formats[] = {"xlsx", "csv", "txt"};
	const char *dot = strrchr(options->path, '.');
	const char *name = options->format ? options->format : dot ? dot + 1 : "";

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcasecmp(formats[i], name) == 0)
			return formats[i];
	return NULL;
}

/* ---- sheets */

static bool
is_own(const struct desk *desk, const struct scores_options *options)
{
	return !options->expert || strcmp(options->expert, desk_person(desk)->id) == 0;
}

/* The office knows a call by its projects, an expert by the own sheets. */
static int
only_call(struct desk *desk, const struct score_list *list, struct arena *arena, const char **call, struct err *err)
{
	struct stat_row *rows;
	size_t count = 0, found = 0;

	if (desk_may(desk, ROLE(office))) {
		if (desk_stats(desk, "call", "project.stage:in_review", false, arena, &rows, &count, err) < 0)
			return -1;
		for (size_t i = 0; i < count; i++)
			if (rows[i].count && found++ == 0)
				*call = rows[i].code;
	}
	for (size_t i = 0; i < list->count; i++)
		if (!*call || strcmp(*call, list->sheets[i].call) != 0) {
			*call = list->sheets[i].call;
			found++;
		}
	if (found == 1)
		return 0;
	return err_set(err, ERR_USAGE, found ? _("several calls are being scored: name one with --call") : _("no call is being scored for '%s'"), list->expert);
}

/* What an assignment says, as the expert would see it. */
static int
add_assigned(struct desk *desk, const struct assignment *assignment, struct score_list *list, struct arena *arena, struct err *err)
{
	struct my_sheet *sheet = &list->sheets[list->count];
	struct score_sheet *stored;
	struct project *project;
	void *record;

	if (strcmp(assignment->state, "open") != 0 && strcmp(assignment->state, "submitted") != 0)
		return 0;
	if (desk_get_number(desk, &type_project, assignment->project, arena, &record, err) < 0)
		return -1;
	project = record;
	*sheet = (struct my_sheet){
		.project = project->id,
		.call = project->call,
		.unit = list->review->hide_unit ? "" : project->unit.name,
		.leader = list->review->hide_leader ? "" : project->leader.name,
		.state = assignment->state,
		.total = "",
	};
	if (strcmp(sheet->state, "submitted") == 0 && desk_sheet(desk, sheet->project, list->expert, arena, &stored, NULL) == 0)
		sheet->total = stored->total_shown;
	list->count++;
	return 0;
}

/* The office looks at the assignments. */
static int
assigned_sheets(struct desk *desk, struct score_list *list, struct arena *arena, struct err *err)
{
	struct query_spec spec = {.type = &type_assignment,
		.where = arena_printf(arena, "assignment.call=\"%s\" assignment.expert=\"%s\"", list->call, list->expert)};
	struct query *query;
	uint32_t *numbers;
	uint64_t total;
	int result = 0;

	if (query_open(desk, &spec, &query, err) < 0)
		return -1;
	total = query_count(query);
	numbers = arena_alloc(arena, (total + 1) * sizeof *numbers);
	total = query_walk(query, NULL, true, true, total, numbers, NULL);
	query_close(query);
	list->sheets = arena_alloc(arena, (total + 1) * sizeof *list->sheets);
	list->count = 0;
	for (size_t i = 0; i < total && result == 0; i++) {
		void *record;
		result = desk_get_number(desk, &type_assignment, numbers[i], arena, &record, err);
		if (result == 0)
			result = add_assigned(desk, record, list, arena, err);
	}
	return result;
}

static void
keep_call(struct score_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->sheets[i].call, list->call) == 0)
			list->sheets[kept++] = list->sheets[i];
	list->count = kept;
}

int
score_list(struct desk *desk, const struct scores_options *options, struct arena *arena, struct score_list *list, struct err *err)
{
	bool own = is_own(desk, options);

	*list = (struct score_list){.call = options->call, .expert = own ? desk_person(desk)->id : options->expert};
	if (own ? !desk_may(desk, ROLE(expert)) : !desk_may(desk, ROLE(office)))
		return err_set(err, ERR_DENIED, own ? _("'%s' is no expert: name whose sheets with --expert") : _("'%s' may take out the own sheets only"),
			desk_person(desk)->name);
	if (own)
		list->count = desk_my_sheets(desk, arena, &list->sheets);
	if (!list->call && only_call(desk, list, arena, &list->call, err) < 0)
		return -1;
	list->review = desk_review(desk, list->call, err);
	if (!list->review)
		return -1;
	if (!own)
		return assigned_sheets(desk, list, arena, err);
	keep_call(list);
	return 0;
}
