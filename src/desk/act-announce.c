#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"
#include "desk/room.h"
#include "rules/award.h"

static int run(struct deed *deed, struct err *err);

const struct act act_announce = {
	.name = "announce",
	.label = N_("Announce"),
	.help = N_("Announces a list after the last day of its publicity, with no objection open: each project is recognised and its cycle begins."),
	.roles = ROLE(office),
	.target = &publicity_type,
	.inputs = &publicity_type,
	.form = "announce",
	.clause = "六(三)4",
	.flags = ACT_GRAVE,
	.run = run,
};

static int
check_objections(struct deed *deed, const struct project *project, struct err *err)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_objection, project->head.number, deed->arena, &records);

	for (size_t i = 0; i < count; i++)
		if (strcmp(((struct objection *)records[i])->state, "open") == 0)
			return err_set(err, ERR_STAGE, _("an objection to '%s' is open: decide it first"), project->id);
	return 0;
}

/* Recognition by the year of the call: the cycle is counted in programme years by the rules' cohorts. */
static int
put_award(struct deed *deed, struct project *project, const char *document, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, project->call, err);
	struct award *award = record_new(&type_award, deed->arena);

	if (!rules)
		return -1;
	award->project = project->head.number;
	award->awarded_on = deed->date;
	award->document = document;
	award->cycle_from = date_make((int)project->year, 1, 1);
	award->cycle_to = cycle_last_day(rules, (int)project->year);
	award->amount = award_amount(rules, project->track);
	project->cycle_from = award->cycle_from;
	project->cycle_to = award->cycle_to;
	if (deed_put(deed, award, err) < 0)
		return -1;
	return project_stage(deed, project, STAGE_awarded, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct publicity *wanted = deed->inputs;
	struct publicity *publicity = record_copy(deed->target, deed->arena);
	struct project **projects;
	size_t count = call_projects(deed->desk, publicity->call, STAGE_SET(publicised), deed->arena, &projects);
	char day[11];

	if (strcmp(publicity->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("this list is announced already"));
	if (deed->date <= publicity->last_day) {
		date_print(day, publicity->last_day);
		return err_set(err, ERR_STAGE, _("the list is public until %s: it can be announced the day after"), day);
	}
	for (size_t i = 0; i < count; i++)
		if (projects[i]->publicity == publicity->head.number && check_objections(deed, projects[i], err) < 0)
			return -1;
	publicity->state = "announced";
	publicity->document = wanted->document;
	deed->target = publicity;
	if (deed_put(deed, publicity, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (projects[i]->publicity == publicity->head.number && put_award(deed, projects[i], publicity->document, err) < 0)
			return -1;
	return 0;
}
