#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/room.h"
#include "desk/rulebook.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_readopt = {
	.name = "readopt",
	.label = N_("Readopt rules for a call"),
	.help = N_("Binds an open call to today's rules, which another person adopted, with the reason; verdicts not yet decided follow them."),
	.roles = ROLE(office) | ROLE(approver) | ROLE(admin),
	.target = &call_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_SECOND | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct call *call = deed->target;
	uint32_t number = rulebook_current(deed, err);

	if (strcmp(call->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("call '%s' is closed"), call->id);
	if (!number)
		return err_set(err, ERR_STAGE, _("today's rules are not adopted yet: adopt them first, as another person"));
	if (number == call->rulebook)
		return err_set(err, ERR_FAILED, _("call '%s' is bound to these rules already"), call->id);
	if (deed_second(deed, &type_rulebook, number, err) < 0)
		return -1;
	call->rulebook = number;
	rules_unbind(deed->desk);
	return deed_put(deed, call, err);
}
