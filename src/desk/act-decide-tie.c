#include <config.h>

#include "desk/acts.h"

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_decide_tie = {
	.name = "decide_tie",
	.label = N_("Decide a tie"),
	.help = N_("People decide which place a project has among those it ties with at the line, with the reason."),
	.roles = ROLE(office),
	.stages = STAGE_SET(scored),
	.target = &project_type,
	.inputs = &tie_decision_type,
	.form = "decide_tie",
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct tie_decision *decision = deed->inputs;
	struct ranking ranking;
	const struct standing *standing = NULL;

	if (ranking_make(deed->desk, deed->project->call, NULL, deed->arena, &ranking, err) < 0)
		return -1;
	for (size_t i = 0; i < ranking.scored.count; i++)
		if (ranking.scored.standings[i].project == deed->project->head.number)
			standing = &ranking.scored.standings[i];
	if (!standing || !standing->shared)
		return err_set(err, ERR_STAGE, _("'%s' ties with nobody"), deed->project->id);
	decision->project = deed->project->head.number;
	decision->call = deed->project->call;
	decision->decided_by = deed->person->id;
	decision->decided_on = deed->date;
	decision->reason = deed->request->reason;
	return deed_put(deed, decision, err);
}
