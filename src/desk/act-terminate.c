#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_terminate = {
	.name = "terminate",
	.label = N_("Terminate"),
	.help = N_("Ends the funding of a project without anybody's fault, with the reason; what was earned before stays."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(suspended),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct project *project = deed->project;

	project->stage = stage_code(STAGE_terminated);
	project->ended_on = deed->date;
	project->end_reason = deed->request->reason;
	if (funded_settle(deed, project, err) < 0 || funded_clock(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
