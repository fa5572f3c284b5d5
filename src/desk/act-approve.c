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
check_hash(struct deed *deed, const struct proposal *proposal, struct err *err)
{
	struct proposal_item **items;
	size_t count = proposal_items(deed->desk, proposal->head.number, deed->arena, &items);
	char hash[SHA256_HEX];

	proposal_hash((const struct proposal_item *const *)items, count, hash);
	if (strcmp(hash, proposal->hash) != 0)
		return err_set(err, ERR_CONFLICT, _("the list is not what it was when it was made: draft it anew"));
	if (deed->request->hash && strncmp(hash, deed->request->hash, strlen(deed->request->hash)) != 0)
		return err_set(err, ERR_CONFLICT, _("what was shown is not what stands there now: look at it again"));
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct proposal *proposal = deed->target;

	if (strcmp(proposal->state, "drafted") != 0)
		return err_set(err, ERR_STAGE, _("this list is not waiting for approval"));
	if (check_hash(deed, proposal, err) < 0 || deed_second(deed, &type_proposal, proposal->head.number, err) < 0)
		return -1;
	proposal->state = "approved";
	proposal->approved_by = deed->person->id;
	return deed_put(deed, proposal, err);
}
