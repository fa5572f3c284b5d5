#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_suspend = {
	.name = "suspend",
	.label = N_("Suspend"),
	.help = N_("Halts a running project with the reason; payments wait until it is resumed."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	deed->project->stage = stage_code(STAGE_suspended);
	if (funded_clock(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
