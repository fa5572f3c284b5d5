#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_order_clawback = {
	.name = "order_clawback",
	.label = N_("Order a clawback"),
	.help = N_("Drafts a decision of its own that money already paid is to be paid back, with basis, amount and who pays; approved and resolved before it is in force."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) | STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &order_type,
	.form = "order_clawback",
	.clause = "五(三)4",
	.flags = ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	return order_make(deed, "clawback", err);
}
