#include <config.h>

#include "desk/acts.h"

#include "desk/review.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_assign = {
	.name = "assign",
	.label = N_("Assign to experts"),
	.help = N_("Gives each project of the call to so many experts, evenly, never against a conflict; what was assigned before stays."),
	.roles = ROLE(office),
	.target = &call_type,
	.clause = "六(三)4",
	.run = run,
};

static int
put_assignment(struct deed *deed, const struct call *call, const struct assigning_pair *pair, struct err *err)
{
	struct assignment *assignment = record_new(&type_assignment, deed->arena);

	assignment->project = pair->project;
	assignment->expert = expert_id(deed->desk, pair->expert, deed->arena);
	assignment->call = call->id;
	assignment->state = "open";
	assignment->assigned_on = deed->date;
	return deed_put(deed, assignment, err);
}

/* A project with too few experts is named with what stands in the way; nothing is assigned then. */
static int
tell_lack(struct deed *deed, const struct assigning_result *result, struct err *err)
{
	void *record;

	if (store_get(deed->store, &type_project, result->lacks[0].project, deed->arena, &record, err) < 0)
		return -1;
	return err_set(err, ERR_STAGE, _("'%s' lacks %d experts: %d are in conflict with it (%zu projects lack some); name more experts"),
		((struct project *)record)->id, result->lacks[0].missing, result->lacks[0].barred, result->lack_count);
}

/* Projects of tracks that no expert reviews wait for a list, not for experts. */
static size_t
keep_scored(const struct rules *rules, struct project **projects, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (rules_scored(rules, projects[i]->track))
			projects[kept++] = projects[i];
	return kept;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct call *call = deed->target;
	const struct rules *rules = desk_rules_of(deed->desk, call->id, err);
	const struct review_rules *review = call_review(deed, call->id, err);
	struct assigning_input input;
	struct assigning_result result;
	struct project **projects;
	size_t count;

	if (!review)
		return -1;
	if (live_proposal(deed->desk, call->id, deed->arena))
		return err_set(err, ERR_STAGE, _("the list of call '%s' is drafted: nothing more is assigned"), call->id);
	count = call_projects(deed->desk, call->id, STAGE_SET(eligible) | STAGE_SET(in_review), deed->arena, &projects);
	count = keep_scored(rules, projects, count);
	if (!count)
		return err_set(err, ERR_STAGE, _("no project of call '%s' waits for experts"), call->id);
	if (assigning_load(deed, call, review, projects, count, &input, err) < 0)
		return -1;
	result = assigning_run(&input, deed->arena);
	if (result.lack_count)
		return tell_lack(deed, &result, err);
	for (size_t i = 0; i < result.added_count; i++)
		if (put_assignment(deed, call, &result.added[i], err) < 0)
			return -1;
	for (size_t i = 0; i < count; i++) {
		if (stage_of(projects[i]->stage) == STAGE_in_review)
			continue;
		if (project_stage(deed, projects[i], STAGE_in_review, err) < 0)
			return -1;
	}
	deed->detail = arena_printf(deed->arena, "added=%zu load=%d..%d", result.added_count, result.least_load, result.most_load);
	return deed_begin(deed, err);
}
