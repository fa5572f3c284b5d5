#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_object = {
	.name = "object",
	.label = N_("Record an objection"),
	.help = N_("Records an objection raised while the list is public, by name or without one; nothing is announced while it is open."),
	.roles = ROLE(office) | ROLE(window) | ROLE(reviewer),
	.stages = STAGE_SET(publicised),
	.target = &project_type,
	.inputs = &objection_type,
	.form = "object",
	.clause = "六(三)4",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct objection *objection = deed->inputs;
	const struct publicity *publicity;
	char day[11];
	void *record;

	if (store_get(deed->store, &type_publicity, deed->project->publicity, deed->arena, &record, err) < 0)
		return -1;
	publicity = record;
	if (deed->date > publicity->last_day) {
		date_print(day, publicity->last_day);
		return err_set(err, ERR_STAGE, _("objections were taken until %s, the last day of the publicity"), day);
	}
	objection->project = deed->project->head.number;
	objection->publicity = deed->project->publicity;
	objection->received_on = deed->date;
	objection->state = "open";
	deed->target = objection;
	return deed_put(deed, objection, err);
}
