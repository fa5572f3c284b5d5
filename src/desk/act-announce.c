#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/awarding.h"
#include "desk/review.h"
#include "desk/room.h"

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
		if (projects[i]->publicity == publicity->head.number && award_give(deed, projects[i], publicity->document, err) < 0)
			return -1;
	return 0;
}
