#include <config.h>

#include "desk/acts.h"

#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_sign_agreement = {
	.name = "sign_agreement",
	.label = N_("Sign the agreement"),
	.help = N_("Records the target-responsibility agreement that unit and leader signed: the funded years begin, and the clock of the assessments with them."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded),
	.target = &project_type,
	.inputs = &agreement_type,
	.form = "sign_agreement",
	.clause = "八(一)",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct agreement *agreement = deed->inputs;
	struct project *project = deed->project;

	if (books_day_check(deed, agreement->signed_on, err) < 0)
		return -1;
	agreement->project = project->head.number;
	agreement->unit_name = unit_name_on(deed->desk, project, agreement->signed_on, deed->arena);
	agreement->leader_name = leader_name_on(deed->desk, project, agreement->signed_on, deed->arena);
	if (deed_stage(deed, STAGE_running, err) < 0 || deed_put(deed, agreement, err) < 0 || funded_settle(deed, project, err) < 0 ||
		funded_clock(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
