#include <config.h>

#include "desk/acts.h"

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_decline = {
	.name = "decline",
	.label = N_("Decline"),
	.help = N_("The unit gives up its place before the announcement, with the reason; the next of the reserve may move up."),
	.roles = ROLE(office),
	.stages = STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	deed->project->end_reason = arena_strdup(deed->arena, deed->request->reason);
	return project_stage(deed, deed->project, STAGE_declined, err);
}
