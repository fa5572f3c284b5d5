#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_what_if = {
	.name = "what_if",
	.label = N_("What if"),
	.help = N_("Ranks a call by another quota, without an expert, or untrimmed; changes nothing, and is on record."),
	.roles = ROLE(office) | ROLE(approver) | ROLE(auditor),
	.target = &call_type,
	.clause = "office",
	.flags = ACT_QUIET | ACT_REASON,
	.run = run,
};

/* The question stands in the reason; the answer is shown, not kept. */
static int
run(struct deed *deed, struct err *err)
{
	deed->detail = deed->request->reason;
	return deed_begin(deed, err);
}
