#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_approve = {
	.name = "approve",
	.label = N_("Approve"),
	.help = N_("Another person than who made the list approves what was shown; any later change voids it."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &proposal_type,
	.clause = "office",
	.flags = ACT_SECOND | ACT_GRAVE,
	.run = run,
};

/* The rows may have been changed since the list was made, or since it was shown. */
static int
check_content(struct deed *deed, const struct proposal *proposal, struct err *err)
{
	const char *shown = deed->request->hash;

	if (proposal_stands(deed, proposal, STAGE_SET(proposed), err) < 0)
		return -1;
	if (shown && strncmp(proposal->hash, shown, strlen(shown)) != 0)
		return err_set(err, ERR_CONFLICT, _("what was shown is not what stands there now: look at it again"));
	return 0;
}

/* Neither who made it nor who last changed it. */
static int
check_person(struct deed *deed, const struct proposal *proposal, struct err *err)
{
	if (strcmp(proposal->made_by, deed->person->id) == 0 && !deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	return deed_second(deed, &type_proposal, proposal->head.number, err);
}

static int
run(struct deed *deed, struct err *err)
{
	struct proposal *proposal = deed->target;

	if (strcmp(proposal->state, "drafted") != 0)
		return err_set(err, ERR_STAGE, _("this list is not waiting for approval"));
	if (check_person(deed, proposal, err) < 0 || check_content(deed, proposal, err) < 0)
		return -1;
	proposal->approved_by = deed->person->id;
	if (proposal_resolve(deed, proposal, STAGE_resolved, "", err) < 0)
		return -1;
	return proposal_settle(deed, proposal, "approved", err);
}
