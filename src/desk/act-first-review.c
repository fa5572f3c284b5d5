#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/intake.h"

static int run(struct deed *deed, struct err *err);

const struct act act_first_review = {
	.name = "first_review",
	.label = N_("First review"),
	.help = N_("Gives the first-review opinion: recommend, qualified but not recommended, or not passed."),
	.roles = ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(submitted),
	.target = &project_type,
	.inputs = &first_review_type,
	.form = "first_review",
	.clause = "六(三)3",
	.run = run,
};

static const struct conclusion {
	const char *code;
	enum stage stage;
} conclusions[] = {
	{"recommend", STAGE_candidate},
	{"not_recommended", STAGE_not_recommended},
	{"rejected", STAGE_rejected},
};

/* Nobody is recommended against a failed condition, nor with one unanswered where the rules ask for all. */
static int
check_recommendation(struct deed *deed, const struct rules *rules, struct err *err)
{
	const struct verdict *obstacle = deed_obstacle(deed, rules->first_review.needs_open_attested);

	if (obstacle)
		return err_set(err, ERR_STAGE, deed_obstacle(deed, false) ? _("cannot recommend: %s") : _("cannot recommend yet: %s"),
			deed_obstacles(deed, deed_obstacle(deed, false) ? VERDICT_FAIL : VERDICT_OPEN));
	return check_materials(deed, err);
}

static bool
reported_late(struct deed *deed, const struct call *call)
{
	const struct project *project = deed->project;

	return (project->deadline != DATE_NONE && deed->date > project->deadline) ||
		(call->first_review_by != DATE_NONE && deed->date > call->first_review_by);
}

static int
run(struct deed *deed, struct err *err)
{
	struct first_review *review = deed->inputs;
	struct project *project = deed->project;
	const struct rules *rules = deed_rules(deed, err);
	const struct call *call = call_of(deed, project->call, err);
	enum stage next = STAGE_COUNT;

	if (!rules || !call || deed_check(deed, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof conclusions / sizeof *conclusions; i++)
		if (strcmp(conclusions[i].code, review->conclusion) == 0)
			next = conclusions[i].stage;
	if (next == STAGE_candidate && check_recommendation(deed, rules, err) < 0)
		return -1;
	review->project = project->head.number;
	review->reviewed_on = deed->date;
	review->late = reported_late(deed, call);
	if (!*review->handled_by)
		review->handled_by = deed->person->name;
	project->late = review->late;
	project->conclusion = review->conclusion;
	project->recommended = next == STAGE_candidate ? review->recommended : INT64_MIN;
	if (next == STAGE_rejected)
		project->end_reason = review->opinion;
	if (deed_stage(deed, deed_next_stage(rules_track(rules, project->track), next), err) < 0 || deed_put(deed, review, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
