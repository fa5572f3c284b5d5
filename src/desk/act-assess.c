#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/assess.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_assess = {
	.name = "assess",
	.label = N_("Assess"),
	.help = N_("Concludes the office's annual or final assessment. A passed year makes the year's allowance due; of one that failed rectification is to be ordered, by itself."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &assessment_type,
	.form = "assess",
	.clause = "八(二)",
	.run = run,
};

static bool
is_final(const struct assessment *assessment)
{
	return strcmp(assessment->kind, "final") == 0;
}

/* A year's assessment is made once; a final one that failed may be followed by one of a later year. */
static int
check_once(struct deed *deed, const struct assessment *wanted, struct err *err)
{
	const struct assessment *before = assessment_of(deed, wanted->kind, wanted->year);

	if (!before && is_final(wanted))
		before = assessment_of(deed, "final", 0);
	if (!before || (before->year != wanted->year && strcmp(before->result, "failed") == 0))
		return 0;
	return err_set(err, ERR_STAGE, _("'%s' has its %s already: '%s' (八(二))"), deed->project->id, assess_title(before->kind, before->year, deed->arena),
		record_id(before, deed->arena));
}

/* ---- who and how */

static int
check_assessor(struct deed *deed, const struct funded_rules *funded, const struct assessment *wanted, struct err *err)
{
	if (strcmp(wanted->assessor_kind, "unit") == 0)
		return err_set(err, ERR_INPUT, _("the unit does not assess itself (八(二)): name experts, a third party or the office"));
	if (is_final(wanted) && !code_among(funded->final_assessors, wanted->assessor_kind))
		return err_set(err, ERR_INPUT, _("by its rules a final assessment is not made by '%s' (八(二))"), code_label(NULL, "assessor_kind", wanted->assessor_kind));
	if (strcmp(wanted->assessor_kind, "third_party") == 0 && (!*wanted->assessor || !*wanted->qualification))
		return err_set(err, ERR_INPUT, _("a third party is named, with the qualification that makes it one (八(二))"));
	return assessor_check(deed, wanted->assessor, wanted->qualification, err);
}

static int
check_methods(const struct funded_rules *funded, const struct assessment *wanted, struct arena *arena, struct err *err)
{
	const char *at = wanted->methods;

	if (!is_final(wanted))
		return 0;
	if (!*at && *funded->final_methods)
		return err_set(err, ERR_INPUT, _("a final assessment says how it was made: site visit, documents, questionnaire, meeting (八(二))"));
	for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
		const char *method = arena_strndup(arena, at, strcspn(at, " "));
		if (!code_among(funded->final_methods, method))
			return err_set(err, ERR_INPUT, _("'%s' is no method of a final assessment by its rules (八(二))"), code_label(NULL, "assessment_method", method));
		at += strlen(method);
	}
	return 0;
}

/* ---- by elements */

/* Totals of the finished checklists; one that is unfinished keeps it from being concluded, unless it is said why it is left out. */
static int
read_totals(struct deed *deed, const struct assessment *wanted, int64_t **totals, size_t *count, struct err *err)
{
	struct answer **answers;
	size_t all = answers_of(deed->desk, deed->project->head.number, wanted->kind, wanted->year, deed->arena, &answers);

	*totals = arena_alloc(deed->arena, (all + 1) * sizeof **totals);
	*count = 0;
	for (size_t i = 0; i < all; i++) {
		if (strcmp(answers[i]->state, "done") == 0)
			(*totals)[(*count)++] = answers[i]->total;
		else if (!*wanted->left_out)
			return err_set(err, ERR_STAGE, _("the checklist of '%s' is unfinished, which is never 0: finish it, or say why it is left out"),
				answers[i]->assessor);
	}
	if (*count)
		return 0;
	return err_set(err, ERR_STAGE, _("no checklist of the %s is finished: fill one in first (八(二)1–6)"),
		assess_title(wanted->kind, wanted->year, deed->arena));
}

static int
conclude_elements(struct deed *deed, const struct rules *rules, struct assessment *wanted, struct verdict *verdict, struct err *err)
{
	int64_t *totals;
	size_t count, top, all;
	const char *grade;
	bool passed;

	if (*wanted->result)
		return err_set(err, ERR_INPUT, _("the result follows from the points of the checklists: leave it empty"));
	if (read_totals(deed, wanted, &totals, &count, err) < 0)
		return -1;
	grade_counts(deed, rules, wanted->kind, wanted->year, &top, &all);
	wanted->points_hundredths = checklist_mean(totals, count);
	*verdict = assessment_grade(rules, wanted->points_hundredths, top, all, &grade, &passed, deed->arena);
	wanted->points = arena_printf(deed->arena, "%lld.%02lld", (long long)(wanted->points_hundredths / 100), (long long)(wanted->points_hundredths % 100));
	wanted->grade = grade;
	wanted->result = passed ? "passed" : "failed";
	wanted->answers = (int64_t)count;
	return 0;
}

/* ---- by the short form */

static int
conclude_short(struct deed *deed, const struct rules *rules, const struct assessment *wanted, struct verdict *verdict, struct err *err)
{
	bool passed = strcmp(wanted->result, "passed") == 0;

	if (!*wanted->result)
		return err_set(err, ERR_INPUT, _("say whether the year passed or failed"));
	*verdict = (struct verdict){
		.id = "assessment_result",
		.clause = rules_funded(rules)->assessment_origin.clause,
		.result = passed ? VERDICT_PASS : VERDICT_FAIL,
		.label = {.zh = "考核结果", .en = "result of the assessment"},
		.because = {
			.zh = arena_printf(deed->arena, "%lld 年度考核%s，%s签", (long long)wanted->year, passed ? "通过" : "不通过", wanted->signed_by),
			.en = arena_printf(deed->arena, "the annual assessment of %lld was %s, signed by %s", (long long)wanted->year, passed ? "passed" : "failed",
				wanted->signed_by),
		},
		.cure = passed ? (struct words){"", ""} : (struct words){.zh = "责令整改", .en = "order rectification"},
	};
	return 0;
}

static void
tell_project(struct project *project, const struct assessment *wanted)
{
	int64_t last = cycle_last_year(project), year = wanted->year < last ? wanted->year : last;

	if (project->assessed_year == INT64_MIN || project->assessed_year < year)
		project->assessed_year = year;
	if (is_final(wanted))
		project->final_grade = wanted->grade;
}

static int
run(struct deed *deed, struct err *err)
{
	struct assessment *wanted = deed->inputs;
	struct project *project = deed->project;
	const struct rules *rules = deed_rules(deed, err);
	struct verdict *verdict = arena_alloc(deed->arena, sizeof *verdict);

	if (!rules || assess_kind_check(deed, rules, wanted->kind, wanted->year, err) < 0 || check_once(deed, wanted, err) < 0)
		return -1;
	if (check_assessor(deed, rules_funded(rules), wanted, err) < 0 || check_methods(rules_funded(rules), wanted, deed->arena, err) < 0)
		return -1;
	if (assess_by_elements(rules, wanted->kind) ? conclude_elements(deed, rules, wanted, verdict, err) < 0
		: conclude_short(deed, rules, wanted, verdict, err) < 0)
		return -1;
	wanted->project = project->head.number;
	wanted->assessed_on = deed->date;
	wanted->once = arena_printf(deed->arena, "%u %s %lld", (unsigned)project->head.number, wanted->kind, (long long)wanted->year);
	deed->verdicts = (struct verdicts){.items = verdict, .count = 1};
	tell_project(project, wanted);
	if (deed_put(deed, wanted, err) < 0 || funded_settle(deed, project, err) < 0 || funded_clock(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
