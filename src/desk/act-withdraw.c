#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_withdraw = {
	.name = "withdraw",
	.label = N_("Withdraw"),
	.help = N_("Withdraws the application at the unit's wish, with the reason."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible) |
		STAGE_SET(in_review) | STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	return deed_end(deed, STAGE_withdrawn, "cancelled", err);
}
