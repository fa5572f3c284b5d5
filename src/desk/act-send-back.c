#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_send_back = {
	.name = "send_back",
	.label = N_("Send back"),
	.help = N_("Sends a drafted or approved list back, with the reason; its projects stand as scored again, one from the reserve on the reserve list."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &proposal_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	static const enum stage listed[] = {STAGE_proposed, STAGE_reserve, STAGE_not_selected};
	struct proposal *proposal = deed->target;

	if (strcmp(proposal->state, "drafted") != 0 && strcmp(proposal->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("this list can no longer be sent back"));
	proposal->state = "sent_back";
	if (deed_put(deed, proposal, err) < 0)
		return -1;
	if (proposal->from_reserve == 1)
		return proposal_move(deed, proposal, STAGE_proposed, STAGE_reserve, err);
	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
		if (proposal_move(deed, proposal, listed[i], STAGE_scored, err) < 0)
			return -1;
	return 0;
}
