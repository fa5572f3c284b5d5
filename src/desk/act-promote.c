#include <config.h>

#include "desk/acts.h"

#include "desk/review.h"
#include "rules/award.h"

static int run(struct deed *deed, struct err *err);

const struct act act_promote = {
	.name = "promote",
	.label = N_("Promote from the reserve"),
	.help = N_("Moves the first of the reserve up when a place fell free; it gets a list, a resolution and a publicity of its own."),
	.roles = ROLE(office),
	.stages = STAGE_SET(reserve),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static const uint32_t taken = STAGE_SET(proposed) | STAGE_SET(resolved) | STAGE_SET(publicised) | STAGE_SET(awarded) | STAGE_SET(running) |
	STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed);

/* The reserve moves up in its order, one for each place that fell free. */
static int
check_turn(struct deed *deed, const struct call *call, struct err *err)
{
	struct project **reserve, **others;
	size_t count = call_projects(deed->desk, call->id, STAGE_SET(reserve), deed->arena, &reserve);

	for (size_t i = 0; i < count; i++)
		if (reserve[i]->reserve < deed->project->reserve)
			return err_set(err, ERR_STAGE, _("'%s' stands before '%s' on the reserve list"), reserve[i]->id, deed->project->id);
	if (call_projects(deed->desk, call->id, taken, deed->arena, &others) >= (size_t)call->quota)
		return err_set(err, ERR_STAGE, _("no place of call '%s' is free"), call->id);
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct project *project = deed->project;
	const struct call *call = call_of(deed, project->call, err);
	struct proposal *proposal = record_new(&type_proposal, deed->arena);
	struct proposal_item *item = record_new(&type_proposal_item, deed->arena);
	char *hash = arena_alloc(deed->arena, SHA256_HEX);

	if (!call || check_turn(deed, call, err) < 0)
		return -1;
	proposal->call = call->id;
	proposal->state = "drafted";
	proposal->made_by = deed->person->id;
	proposal->projects = 1;
	proposal->amount = award_amount(desk_rules_of(deed->desk, call->id, NULL), project->track);
	if (deed_put(deed, proposal, err) < 0)
		return -1;
	item->proposal = proposal->head.number;
	item->project = project->head.number;
	item->place = "in";
	item->rank = project->rank;
	item->mean = project->score;
	item->amount = proposal->amount;
	item->exception = arena_strdup(deed->arena, deed->request->reason);
	if (deed_put(deed, item, err) < 0)
		return -1;
	proposal_hash((const struct proposal_item *const[]){item}, 1, hash);
	proposal->hash = hash;
	project->proposal = proposal->head.number;
	if (deed_put(deed, proposal, err) < 0)
		return -1;
	return project_stage(deed, project, STAGE_proposed, err);
}
