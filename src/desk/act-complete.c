#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_complete = {
	.name = "complete",
	.label = N_("Complete"),
	.help = N_("Closes the cycle of a project after its last day and its final assessment; money left is flagged."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running),
	.target = &project_type,
	.clause = "七",
	.flags = ACT_MANY,
	.run = run,
};

static bool
is_final(const struct assessment *assessment)
{
	return strcmp(assessment->kind, "final") == 0 && *assessment->result;
}

/* Passed, or cured after it failed; where the rules know a final assessment at all (八(二)). */
static int
check_final(struct deed *deed, const struct funded_rules *rules, struct err *err)
{
	const struct assessment *final = NULL;
	void **records;
	size_t count = deed_parts(deed, &type_assessment, &records);

	for (size_t i = 0; i < count; i++)
		if (is_final(records[i]))
			final = records[i];
	if (!rules->final)
		return 0;
	if (!final)
		return err_set(err, ERR_STAGE, _("'%s' has no final assessment: assess it first (%s)"), deed->project->id, rules->assessment_origin.clause);
	if (strcmp(final->result, "failed") == 0 && final->cured != 1)
		return err_set(err, ERR_STAGE, _("the final assessment of '%s' failed: order its rectification first (%s)"), deed->project->id,
			rules->assessment_origin.clause);
	return 0;
}

static int
check_cycle_over(struct deed *deed, struct err *err)
{
	char day[11];

	if (deed->project->cycle_to == DATE_NONE || deed->date > deed->project->cycle_to)
		return cycle_check(deed, deed->date, false, err);
	date_print(day, deed->project->cycle_to);
	return err_set(err, ERR_STAGE, _("the cycle of '%s' runs until %s: it is complete the day after (七)"), deed->project->id, day);
}

/* Money unspent at the end is told, and goes on record with the act (五(三)3). */
static void
flag_leftover(struct deed *deed, const struct funded_rules *rules)
{
	money_t left = deed->project->grant_left;
	struct verdict *verdict;
	char amount[32];

	if (!rules->flag_leftover || left == MONEY_NONE || left <= 0)
		return;
	money_print(amount, left);
	verdict = arena_alloc(deed->arena, sizeof *verdict);
	*verdict = (struct verdict){
		.id = "leftover",
		.clause = rules->leftover_origin.clause,
		.result = VERDICT_OPEN,
		.label = {.zh = "资助经费使用完毕", .en = "the grant is used up"},
		.because = {.zh = arena_printf(deed->arena, "期满时资助经费结余 %s 元", amount),
			.en = arena_printf(deed->arena, "%s yuan of the grant are unspent at the end of the cycle", amount)},
		.cure = {.zh = "按小组办要求退回，登记退款", .en = "refund it where the office orders so, and record the refund"},
	};
	deed->verdicts = (struct verdicts){.items = verdict, .count = 1};
	fault_add(deed->faults, FAULT_WARNING, (struct pos){0}, "", _("%s yuan of the grant are unspent (%s)"), amount, rules->leftover_origin.clause);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	struct project *project = deed->project;

	if (!rules || check_cycle_over(deed, err) < 0 || check_final(deed, rules_funded(rules), err) < 0)
		return -1;
	project->stage = stage_code(STAGE_completed);
	project->ended_on = deed->date;
	project->followable = followable(rules, project) ? 1 : -1;
	if (funded_settle(deed, project, err) < 0 || funded_clock(deed, project, err) < 0)
		return -1;
	flag_leftover(deed, rules_funded(rules));
	return deed_put(deed, project, err);
}
