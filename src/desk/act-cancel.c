#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_cancel = {
	.name = "cancel",
	.label = N_("Cancel the funding"),
	.help = N_("Drafts the cancellation of a project that was not put right; in force once another person approves it and a meeting resolves it."),
	.roles = ROLE(office),
	.stages = STAGE_SET(rectifying),
	.target = &project_type,
	.inputs = &order_type,
	.form = "cancel",
	.clause = "八(二)",
	.flags = ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	return order_make(deed, "cancellation", err);
}
