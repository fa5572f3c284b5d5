/* What is to be assessed in a year, what was, and with what result. */
#include <config.h>

#include "desk/assess.h"

#include <stdlib.h>
#include <string.h>

#include "desk/look.h"
#include "desk/query.h"
#include "desk/set.h"

static const enum stage assessed_stages[] = {STAGE_running, STAGE_rectifying, STAGE_suspended, STAGE_completed};

struct working {
	struct desk *desk;
	struct arena *arena;
	struct assessing *out;
	size_t room;
	int year;
	struct assessment **annual, **final; /* of the year, by number of the project */
	size_t *finished, *begun;            /* checklists of the year, the same */
};

static const struct project *
read_project(const struct working *working, uint32_t number)
{
	static const char *const paths[] = {"project.id", "project.call", "project.year", "project.stage", "project.cycle_from", "project.cycle_to",
		"project.final_grade", "unit.name", "leader.name"};
	const struct column *columns[sizeof paths / sizeof *paths];
	void *record;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		columns[i] = record_column(&type_project, paths[i]);
	if (store_get_columns(working->desk->store, &type_project, number, columns, sizeof paths / sizeof *paths, working->arena, &record, NULL) < 0)
		return NULL;
	return record;
}

/* Calls `take` for every record of the type that is of the year. */
static void
each_of_year(struct working *working, const struct record_type *type, void (*take)(struct working *working, void *record, uint32_t most))
{
	int64_t year = working->year;
	uint32_t most = store_count(working->desk->store, &type_project);
	struct numbers found = {0};
	void *record;

	set_range(working->desk->store, type, record_column(type, "year"), RANGE_IS, &year, &found);
	for (size_t i = 0; i < found.count; i++)
		if (store_get(working->desk->store, type, found.items[i], working->arena, &record, NULL) == 0)
			take(working, record, most);
	numbers_free(&found);
}

static void
take_assessment(struct working *working, void *record, uint32_t most)
{
	struct assessment *assessment = record;

	if (assessment->project <= most && strcmp(assessment->kind, "annual") == 0)
		working->annual[assessment->project] = assessment;
	else if (assessment->project <= most && strcmp(assessment->kind, "final") == 0)
		working->final[assessment->project] = assessment;
}

static void
take_answer(struct working *working, void *record, uint32_t most)
{
	const struct answer *answer = record;

	if (answer->project > most)
		return;
	working->begun[answer->project]++;
	working->finished[answer->project] += strcmp(answer->state, "done") == 0;
}

static void
add_row(struct working *working, const struct project *project, const struct assessment *done, const char *kind, bool elements, date_t deadline)
{
	struct assessing *out = working->out;
	uint32_t number = project->head.number;

	if (out->count == working->room) {
		working->room = working->room ? working->room * 2 : 64;
		out->rows = xrealloc(out->rows, working->room, sizeof *out->rows);
	}
	out->rows[out->count++] = (struct assessing_row){
		.project = project->id,
		.unit = project->unit.name,
		.leader = project->leader.name,
		.kind = kind,
		.elements = elements,
		.deadline = deadline,
		.done = done != NULL,
		.result = done ? done->result : "",
		.points = done ? done->points : "",
		.grade = done ? done->grade : "",
		.cured = done && done->cured == 1,
		.begun = done ? 0 : working->begun[number],
		.finished = done ? (size_t)(done->answers > 0 ? done->answers : 0) : working->finished[number],
		.id = done ? record_id(done, working->arena) : "",
	};
	out->done += done != NULL;
	out->failed += done && strcmp(done->result, "failed") == 0 && done->cured != 1;
}

/* The last year may be passed by the final assessment alone. */
static void
add_project(struct working *working, const struct project *project)
{
	const struct rules *rules = desk_rules_of(working->desk, project->call, NULL);
	const struct funded_rules *funded = rules ? rules_funded(rules) : NULL;
	int first = cycle_first_year(project), last = cycle_last_year(project), year = working->year;
	const struct assessment *annual = working->annual[project->head.number], *final = working->final[project->head.number];
	bool completed = strcmp(project->stage, "completed") == 0;

	if (!working->out->first_year || first < working->out->first_year)
		working->out->first_year = first;
	if (last > working->out->last_year)
		working->out->last_year = last;
	if (!funded)
		return;
	if (annual || (funded->annual && year >= first && year <= last && !completed && (year < last || !funded->final || !funded->final_counts)))
		add_row(working, project, annual, "annual", assess_by_elements(rules, "annual"), date_make(year, 12, 31));
	if (final || (funded->final && year >= last && !completed && !*project->final_grade))
		add_row(working, project, final, "final", assess_by_elements(rules, "final"), project->cycle_to);
}

static int
by_waiting(const void *a, const void *b)
{
	const struct assessing_row *left = a, *right = b;

	if (left->done != right->done)
		return left->done ? 1 : -1;
	return strcmp(left->project, right->project);
}

static void
work_through(struct working *working)
{
	struct desk *desk = working->desk;
	uint32_t most = store_count(desk->store, &type_project);
	struct numbers all = {0}, some = {0};

	working->annual = arena_alloc(working->arena, (most + 1) * sizeof *working->annual);
	working->final = arena_alloc(working->arena, (most + 1) * sizeof *working->final);
	working->finished = arena_alloc(working->arena, (most + 1) * sizeof *working->finished);
	working->begun = arena_alloc(working->arena, (most + 1) * sizeof *working->begun);
	each_of_year(working, &type_assessment, take_assessment);
	each_of_year(working, &type_answer, take_answer);
	for (size_t i = 0; i < sizeof assessed_stages / sizeof *assessed_stages; i++) {
		some.count = 0;
		set_range_text(desk->store, &type_project, record_column(&type_project, "project.stage"), stage_code(assessed_stages[i]), &some);
		set_or(&all, &some);
	}
	for (size_t i = 0; i < all.count; i++) {
		const struct project *project = read_project(working, all.items[i]);
		if (project)
			add_project(working, project);
	}
	numbers_free(&some);
	numbers_free(&all);
}

int
desk_assessing(struct desk *desk, int year, struct arena *arena, struct assessing *out, struct err *err)
{
	struct working working = {.desk = desk, .arena = arena, .out = out, .year = year};
	struct assessing_row *rows;

	*out = (struct assessing){0};
	if (desk_veiled(desk))
		return err_set(err, ERR_DENIED, _("assessments are for the office, the approver and the auditor"));
	if (store_begin(desk->store, err) < 0)
		return -1;
	work_through(&working);
	store_end(desk->store);
	rows = arena_alloc(arena, (out->count + 1) * sizeof *rows);
	if (out->count) {
		qsort(out->rows, out->count, sizeof *out->rows, by_waiting);
		memcpy(rows, out->rows, out->count * sizeof *rows);
	}
	free(out->rows);
	out->rows = rows;
	return 0;
}

/* ---- of one project */

static size_t
parts_of(struct desk *desk, const char *project_id, const struct record_type *type, struct arena *arena, void ***records)
{
	void *project;

	*records = NULL;
	if (desk_get(desk, &type_project, project_id, arena, &project, NULL) < 0)
		return 0;
	return desk_parts(desk, type, ((struct record *)project)->number, arena, records);
}

size_t
desk_answers(struct desk *desk, const char *project_id, const char *kind, int year, struct arena *arena, struct answer ***out)
{
	void **records;
	size_t kept = 0, count = parts_of(desk, project_id, &type_answer, arena, &records);

	*out = arena_alloc(arena, (count + 1) * sizeof **out);
	for (size_t i = 0; i < count; i++) {
		struct answer *answer = records[i];
		if (answer->year == year && strcmp(answer->kind, kind) == 0)
			(*out)[kept++] = answer;
	}
	return kept;
}

size_t
desk_assessments(struct desk *desk, const char *project_id, struct arena *arena, struct assessment ***out)
{
	void **records;
	size_t count = parts_of(desk, project_id, &type_assessment, arena, &records);

	*out = arena_alloc(arena, (count + 1) * sizeof **out);
	for (size_t i = 0; i < count; i++)
		(*out)[i] = records[i];
	return count;
}

/* ---- what comes next, and what the rules allow */

int
desk_assess_next(struct desk *desk, const char *project_id, struct assess_next *out, struct err *err)
{
	struct arena arena = {0};
	const struct project *project;
	void *record;
	int first, last, today = date_year(desk_today(desk));

	if (desk_get(desk, &type_project, project_id, &arena, &record, err) < 0) {
		arena_free(&arena);
		return -1;
	}
	project = record;
	first = cycle_first_year(project);
	last = cycle_last_year(project);
	out->kind = !*project->final_grade && today >= last ? "final" : "annual";
	out->year = *out->kind == 'f' ? last : project->assessed_year == INT64_MIN ? first : (int)project->assessed_year + 1;
	if (out->year > last)
		out->year = last;
	out->elements = desk_assess_elements(desk, project->call, out->kind);
	arena_free(&arena);
	return 0;
}

bool
desk_assess_elements(struct desk *desk, const char *call_id, const char *kind)
{
	const struct rules *rules = desk_rules_of(desk, call_id, NULL);

	return rules && assess_by_elements(rules, kind);
}

const char *
desk_assess_methods(struct desk *desk, const char *call_id, const char *kind)
{
	const struct rules *rules = desk_rules_of(desk, call_id, NULL);

	return rules && strcmp(kind, "final") == 0 ? rules_funded(rules)->final_methods : "site_visit documents questionnaire meeting";
}

const char *
desk_assess_assessors(struct desk *desk, const char *call_id, const char *kind)
{
	const struct rules *rules = desk_rules_of(desk, call_id, NULL);

	return rules && strcmp(kind, "final") == 0 ? rules_funded(rules)->final_assessors : "office experts third_party";
}
