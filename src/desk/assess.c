#include <config.h>

#include "desk/assess.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/room.h"
#include "desk/set.h"

/* Whose grade may share the best one: not those that ended before. */
static const uint32_t counted = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed);

int
cycle_first_year(const struct project *project)
{
	return project->cycle_from == DATE_NONE ? (int)project->year : date_year(project->cycle_from);
}

int
cycle_last_year(const struct project *project)
{
	return project->cycle_to == DATE_NONE ? (int)project->year : date_year(project->cycle_to);
}

bool
assess_by_elements(const struct rules *rules, const char *kind)
{
	return rules->element_count && (strcmp(kind, "final") == 0 || rules_funded(rules)->annual_elements);
}

const char *
assess_title(const char *kind, int64_t year, struct arena *arena)
{
	if (strcmp(kind, "annual") == 0)
		return arena_printf(arena, _("annual assessment of %lld"), (long long)year);
	if (strcmp(kind, "final") == 0)
		return arena_printf(arena, _("final assessment of %lld"), (long long)year);
	return arena_printf(arena, _("the unit's own assessment of %lld"), (long long)year);
}

bool
code_among(const char *codes, const char *code)
{
	size_t len = strlen(code);

	for (codes += strspn(codes, " "); *codes; codes += strspn(codes, " ")) {
		size_t word = strcspn(codes, " ");
		if (word == len && strncmp(codes, code, len) == 0)
			return true;
		codes += word;
	}
	return false;
}

/* ---- kinds and years */

static int
annual_year_check(struct deed *deed, const struct rules *rules, int year, struct err *err)
{
	int first = cycle_first_year(deed->project), last = cycle_last_year(deed->project);
	date_t from = date_make(year, rules_funded(rules)->annual_month, 1);
	char day[11];

	if (year < first || year > last)
		return err_set(err, ERR_INPUT, _("%d lies outside the cycle of '%s', %d to %d (七)"), year, deed->project->id, first, last);
	if (from == DATE_NONE || deed->date >= from)
		return 0;
	date_print(day, from);
	return err_set(err, ERR_INPUT, _("the annual assessment of %d is made at the end of the year, from %s on (八(二))"), year, day);
}

static int
final_year_check(struct deed *deed, int year, struct err *err)
{
	int last = cycle_last_year(deed->project);

	if (year < last)
		return err_set(err, ERR_INPUT, _("the final assessment of '%s' is of %d, the last year of its cycle, or later (八(二))"), deed->project->id, last);
	if (year > date_year(deed->date))
		return err_set(err, ERR_INPUT, _("%d has not begun"), year);
	return 0;
}

int
assess_kind_check(struct deed *deed, const struct rules *rules, const char *kind, int64_t year, struct err *err)
{
	const struct funded_rules *funded = rules_funded(rules);

	if (strcmp(kind, "unit") == 0)
		return err_set(err, ERR_INPUT, _("the unit's own assessment (八(一)) is recorded by itself and decides nothing: '%s'"), _("The unit's own assessment"));
	if (strcmp(kind, "final") == 0)
		return funded->final ? final_year_check(deed, (int)year, err) : err_set(err, ERR_STAGE, _("by its rules '%s' has no final assessment"),
			deed->project->id);
	return funded->annual ? annual_year_check(deed, rules, (int)year, err) : err_set(err, ERR_STAGE, _("by its rules '%s' has no annual assessment"),
		deed->project->id);
}

/* ---- assessors */

static bool
is_unit(struct deed *deed, const char *text)
{
	const struct project *project = deed->project;

	if (!text[strspn(text, " ")])
		return false;
	return text_same(text, project->unit.name) || (*project->unit.uscc && text_same(text, project->unit.uscc)) ||
		text_same(text, unit_name_on(deed->desk, project, deed->date, deed->arena));
}

int
assessor_check(struct deed *deed, const char *assessor, const char *qualification, struct err *err)
{
	if (is_unit(deed, assessor) || is_unit(deed, qualification))
		return err_set(err, ERR_INPUT, _("the unit does not assess itself (八(二)): name experts, a third party or the office"));
	return 0;
}

/* ---- what there is */

struct assessment *
assessment_of(struct deed *deed, const char *kind, int64_t year)
{
	void **records;
	size_t count = deed_parts(deed, &type_assessment, &records);

	for (size_t i = count; i-- > 0;) {
		struct assessment *assessment = records[i];
		if (strcmp(assessment->kind, kind) == 0 && (!year || assessment->year == year))
			return assessment;
	}
	return NULL;
}

size_t
answers_of(struct desk *desk, uint32_t project, const char *kind, int64_t year, struct arena *arena, struct answer ***out)
{
	void **records;
	size_t kept = 0, count = parts_read(desk, &type_answer, project, arena, &records);

	*out = arena_alloc(arena, (count + 1) * sizeof **out);
	for (size_t i = 0; i < count; i++) {
		struct answer *answer = records[i];
		if (answer->year == year && strcmp(answer->kind, kind) == 0)
			(*out)[kept++] = answer;
	}
	return kept;
}

const char *
answer_text(void *user, const char *item)
{
	return extra_get(user, item);
}

/* ---- the share of the best grade */

/* Projects whose cycle has the year in it, of a final assessment those whose last year it is; and that have not ended. */
static void
projects_of(struct deed *deed, const char *kind, int year, struct numbers *out)
{
	const struct column *to = record_column(&type_project, "project.cycle_to");
	const struct column *columns[] = {to, record_column(&type_project, "project.cycle_from"), record_column(&type_project, "project.year"),
		record_column(&type_project, "project.stage")};
	date_t first = date_make(year, 1, 1);
	struct numbers found = {0};
	struct arena arena = {0};
	void *record;

	set_range(deed->store, &type_project, to, RANGE_AT_LEAST, &first, &found);
	for (size_t i = 0; i < found.count; i++) {
		arena_reset(&arena);
		if (store_get_columns(deed->store, &type_project, found.items[i], columns, sizeof columns / sizeof *columns, &arena, &record, NULL) < 0)
			continue;
		const struct project *project = record;
		enum stage stage = stage_of(project->stage);
		bool its_year = strcmp(kind, "final") == 0 ? cycle_last_year(project) == year : cycle_first_year(project) <= year;
		if (its_year && stage < STAGE_COUNT && counted & UINT32_C(1) << stage)
			numbers_add(out, found.items[i]);
	}
	set_sort(out, store_count(deed->store, &type_project));
	numbers_free(&found);
	arena_free(&arena);
}

void
grade_counts(struct deed *deed, const struct rules *rules, const char *kind, int64_t year, size_t *top, size_t *all)
{
	const struct funded_rules *funded = rules_funded(rules);
	struct numbers projects = {0}, found = {0}, assessed = {0};
	void *record;

	*top = *all = 0;
	if (funded->top_share >= SHARE_WHOLE || !funded->band_count)
		return;
	set_range(deed->store, &type_assessment, record_column(&type_assessment, "year"), RANGE_IS, &year, &found);
	for (size_t i = 0; i < found.count; i++) {
		if (store_get(deed->store, &type_assessment, found.items[i], deed->arena, &record, NULL) < 0)
			continue;
		const struct assessment *assessment = record;
		if (strcmp(assessment->kind, kind) != 0)
			continue;
		numbers_add(&assessed, assessment->project);
		*top += strcmp(assessment->grade, funded->bands[0].grade) == 0;
	}
	numbers_add(&assessed, deed->project->head.number);
	set_sort(&assessed, store_count(deed->store, &type_project));
	projects_of(deed, kind, (int)year, &projects);
	set_or(&projects, &assessed);
	*all = projects.count;
	numbers_free(&assessed);
	numbers_free(&found);
	numbers_free(&projects);
}
