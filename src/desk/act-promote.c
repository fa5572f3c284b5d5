#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/awarding.h"
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

struct turn {
	const struct rules *rules;
	struct project **reserve, **others; /* on the reserve list; and those that take places */
	size_t reserve_count, other_count;
};

static size_t
count_quota(const struct turn *turn, const struct shared_quota *quota)
{
	size_t count = 0;

	for (size_t i = 0; i < turn->other_count; i++)
		count += rules_quota_of(turn->rules, turn->others[i]->track) == quota;
	return count;
}

/* Whether the shared quota has no place for the project. */
static bool
is_capped(const struct turn *turn, const struct project *project)
{
	const struct shared_quota *quota = rules_quota_of(turn->rules, project->track);

	return quota && quota->cap >= 0 && count_quota(turn, quota) >= (size_t)quota->cap;
}

/* Whether its shared quota has fewer places than it is due. */
static bool
is_due(const struct turn *turn, const struct project *project)
{
	const struct shared_quota *quota = rules_quota_of(turn->rules, project->track);

	return quota && count_quota(turn, quota) < (size_t)quota->floor;
}

static bool
goes_before(const struct turn *turn, const struct project *a, const struct project *b)
{
	if (is_capped(turn, a))
		return false;
	if (is_due(turn, a) != is_due(turn, b))
		return is_due(turn, a);
	return a->reserve < b->reserve;
}

/* The list whose reserve it is: resolved, and with so many places. */
static int
read_list(struct deed *deed, struct proposal **list, struct err *err)
{
	void *record;

	if (store_get(deed->store, &type_proposal, deed->project->proposal, deed->arena, &record, err) < 0)
		return -1;
	*list = record;
	if (strcmp((*list)->state, "sent_back") == 0 && (*list)->from_reserve == 1) /* it was to move up once before */
		*list = live_proposal(deed->desk, deed->project->call, deed->arena);
	if (!*list || strcmp((*list)->state, "resolved") != 0)
		return err_set(err, ERR_STAGE, _("the list of '%s' is not resolved: send it back and draft it anew"), deed->project->id);
	return 0;
}

/* The reserve moves up in its order, one for each place that fell free. */
static int
check_turn(struct deed *deed, const struct call *call, struct err *err)
{
	struct turn turn = {.rules = desk_rules_of(deed->desk, call->id, err)};
	struct proposal *list;

	if (!turn.rules || read_list(deed, &list, err) < 0)
		return -1;
	turn.reserve_count = call_projects(deed->desk, call->id, STAGE_SET(reserve), deed->arena, &turn.reserve);
	turn.other_count = call_projects(deed->desk, call->id, taken, deed->arena, &turn.others);
	if (turn.other_count >= (size_t)list->projects)
		return err_set(err, ERR_STAGE, _("no place of call '%s' is free"), call->id);
	if (is_capped(&turn, deed->project))
		return err_set(err, ERR_STAGE, _("the shared quota of '%s' is full"), deed->project->id);
	for (size_t i = 0; i < turn.reserve_count; i++)
		if (goes_before(&turn, turn.reserve[i], deed->project))
			return err_set(err, ERR_STAGE, _("'%s' stands before '%s' on the reserve list"), turn.reserve[i]->id, deed->project->id);
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
	proposal->from_reserve = 1;
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
	deed->detail = record_id(proposal, deed->arena);
	if (list_advance(deed, project, STAGE_proposed, "", err) < 0)
		return -1;
	return proposal_settle(deed, proposal, "drafted", err);
}
