#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_refuse_account = {
	.name = "refuse_account",
	.label = N_("Refuse a change of account"),
	.help = N_("The account stays as it is, with the reason."),
	.roles = ROLE(approver) | ROLE(office) | ROLE(finance),
	.target = &account_change_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct account_change *change = deed->target;

	if (strcmp(change->state, "asked") != 0)
		return err_set(err, ERR_STAGE, _("this change of account is decided already"));
	change->state = "refused";
	change->decided_on = deed->date;
	return deed_put(deed, change, err);
}
