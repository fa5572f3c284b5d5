#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_reject = {
	.name = "reject",
	.label = N_("Reject"),
	.help = N_("The office finds the candidate not to meet the conditions, with the reason."),
	.roles = ROLE(office),
	.stages = STAGE_SET(candidate),
	.target = &project_type,
	.clause = "六(三)4",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	if (deed_check(deed, err) < 0 || deed_stage(deed, STAGE_rejected, err) < 0)
		return -1;
	deed->project->end_reason = deed->request->reason;
	return deed_put(deed, deed->project, err);
}
