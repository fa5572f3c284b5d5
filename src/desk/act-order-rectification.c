#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_order_rectification = {
	.name = "order_rectification",
	.label = N_("Order rectification"),
	.help = N_("Orders what a failed assessment or an inspection found to be put right by a deadline in working days; the project is being rectified meanwhile."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running),
	.target = &project_type,
	.inputs = &order_type,
	.form = "order_rectification",
	.clause = "八(二)",
	.flags = ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	return order_make(deed, "rectification", err);
}
