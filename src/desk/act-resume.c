#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_resume = {
	.name = "resume",
	.label = N_("Resume"),
	.help = N_("Lets a suspended project run on, with the reason; what waited can be paid again."),
	.roles = ROLE(office),
	.stages = STAGE_SET(suspended),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	deed->project->stage = stage_code(STAGE_running);
	if (funded_settle(deed, deed->project, err) < 0 || funded_clock(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
