#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_close_call = {
	.name = "close_call",
	.label = N_("Close a call"),
	.help = N_("Closes a call: nothing more is submitted to it; what was submitted goes on."),
	.roles = ROLE(office),
	.target = &call_type,
	.clause = "六(三)1",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct call *call = deed->target;

	if (strcmp(call->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("call '%s' is closed"), call->id);
	call->state = "closed";
	return deed_put(deed, call, err);
}
