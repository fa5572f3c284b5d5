#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_resolve = {
	.name = "resolve",
	.label = N_("Resolve"),
	.help = N_("The working group's resolution on an approved list; it rests on the minutes of a meeting. Where the rules have no publicity it recognises the projects."),
	.roles = ROLE(office),
	.target = &proposal_type,
	.inputs = &proposal_type,
	.form = "resolve",
	.clause = "一",
	.flags = ACT_GRAVE,
	.run = run,
};

/* Minutes of a later day or of another call resolve nothing here. */
static int
check_meeting(struct deed *deed, const struct proposal *proposal, const struct meeting *meeting, struct err *err)
{
	if (meeting->held_on > deed->date)
		return err_set(err, ERR_INPUT, _("the meeting lies after the day of the resolution"));
	if (*meeting->call && strcmp(meeting->call, proposal->call) != 0)
		return err_set(err, ERR_INPUT, _("the minutes '%s' are about call '%s'"), meeting->number, meeting->call);
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct proposal *wanted = deed->inputs;
	struct proposal *proposal = deed->target;
	void *meeting;

	if (strcmp(proposal->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("a list is resolved after another person approved it"));
	if (!wanted->meeting)
		return err_set(err, ERR_INPUT, _("a resolution rests on a meeting: name its record"));
	if (store_get(deed->store, &type_meeting, wanted->meeting, deed->arena, &meeting, err) < 0)
		return -1;
	if (check_meeting(deed, proposal, meeting, err) < 0 || proposal_stands(deed, proposal, STAGE_SET(proposed) | STAGE_SET(resolved), err) < 0)
		return -1;
	proposal->meeting = wanted->meeting;
	if (proposal_resolve(deed, proposal, STAGE_COUNT, ((struct meeting *)meeting)->number, err) < 0)
		return -1;
	return proposal_settle(deed, proposal, "resolved", err);
}
