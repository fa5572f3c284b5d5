#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_form_panel = {
	.name = "form_panel",
	.label = N_("Form the panel"),
	.help = N_("Names the experts who score the projects of a call, as many as the rules ask for."),
	.roles = ROLE(office),
	.target = &call_type,
	.inputs = &panel_type,
	.form = "form_panel",
	.clause = "六(三)4",
	.run = run,
};

/* Each name must be an expert at work; returns how many. */
static int
check_experts(struct deed *deed, const char *experts, struct err *err)
{
	const char *const *ids = expert_ids(experts, deed->arena);
	int count = 0;

	for (; ids[count]; count++) {
		const struct staff *staff = staff_by(deed->desk, "staff.id", ids[count], deed->arena);
		if (!staff || !(roles_parse(staff->roles) & ROLE(expert)))
			return err_set(err, ERR_INPUT, _("'%s' is not entered as an expert"), ids[count]);
		if (strcmp(staff->state, "left") == 0)
			return err_set(err, ERR_INPUT, _("'%s' no longer works here"), ids[count]);
		for (int before = 0; before < count; before++)
			if (strcmp(ids[before], ids[count]) == 0)
				return err_set(err, ERR_INPUT, _("expert '%s' stands twice"), ids[count]);
	}
	return count;
}

/* Who leaves the panel scores no more; who handed in a sheet cannot leave it. */
static int
release_experts(struct deed *deed, const struct call *call, const struct panel *panel, struct err *err)
{
	void **records;
	size_t count = call_parts(deed->desk, &type_assignment, call->id, deed->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		if (strcmp(assignment->state, "submitted") == 0 && !expert_listed(panel->experts, assignment->expert))
			return err_set(err, ERR_STAGE, _("'%s' has handed in sheets and stays on the panel"), assignment->expert);
	}
	for (size_t i = 0; i < count; i++) {
		struct assignment *assignment = records[i];
		if (strcmp(assignment->state, "open") != 0 || expert_listed(panel->experts, assignment->expert))
			continue;
		assignment->state = "withdrawn";
		if (deed_put(deed, assignment, err) < 0)
			return -1;
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct call *call = deed->target;
	const struct review_rules *review = call_review(deed, call->id, err);
	struct panel *panel = deed->inputs, *before;
	int count;

	if (!review)
		return -1;
	count = check_experts(deed, panel->experts, err);
	if (count < 0)
		return -1;
	if (count < review->panel_least)
		return err_set(err, ERR_INPUT, _("a panel has at least %d experts, not %d"), review->panel_least, count);
	if (review->panel_odd && count % 2 == 0)
		return err_set(err, ERR_INPUT, _("a panel has an odd number of experts, not %d"), count);
	if (*panel->chair && !expert_listed(panel->experts, panel->chair))
		return err_set(err, ERR_INPUT, _("the chair '%s' is not on the panel"), panel->chair);
	before = call_panel(deed->desk, call->id, deed->arena);
	if (before && release_experts(deed, call, panel, err) < 0)
		return -1;
	if (before)
		panel->head = before->head;
	panel->call = call->id;
	panel->formed_on = deed->date;
	return deed_put(deed, panel, err);
}
