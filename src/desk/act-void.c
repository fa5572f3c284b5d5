#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_void = {
	.name = "void",
	.label = N_("Void"),
	.help = N_("Voids a draft that was keyed by mistake; it stays on record, with the reason."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(draft),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_MANY | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	return deed_end(deed, STAGE_void, "cancelled", err);
}
