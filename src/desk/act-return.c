#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_return = {
	.name = "return",
	.label = N_("Return for correction"),
	.help = N_("Returns the application with all its defects told at once and a day by which to correct them."),
	.roles = ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(submitted) | STAGE_SET(candidate),
	.target = &project_type,
	.inputs = &correction_type,
	.form = "return",
	.clause = "六(三)3",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct correction *correction = deed->inputs;
	struct project *project = deed->project;
	enum stage from = stage_of(project->stage);

	if (from == STAGE_candidate && !(deed->person->roles & ROLE(office)))
		return err_set(err, ERR_DENIED, _("'%s' was reported: only the office can return it"), project->id);
	if (correction->deadline != DATE_NONE && correction->deadline < deed->date)
		return err_set(err, ERR_INPUT, _("the day to correct by lies before the notice itself"));
	if (correction->deadline != DATE_NONE)
		deed_stage_until(deed, STAGE_returned, correction->deadline);
	else if (deed_stage(deed, STAGE_returned, err) < 0)
		return -1;
	correction->deadline = project->deadline;
	correction->project = project->head.number;
	correction->state = "open";
	correction->from_stage = stage_code(from);
	if (correction->served_on == DATE_NONE)
		correction->served_on = deed->date;
	if (deed_put(deed, correction, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
