#include <config.h>

#include "desk/acts.h"

#include "desk/intake.h"

static int run(struct deed *deed, struct err *err);

const struct act act_intake = {
	.name = "intake",
	.label = N_("Intake"),
	.help = N_("Takes in an application as a draft; it can be completed until it is submitted."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.target = &project_type,
	.inputs = &project_type,
	.form = "intake",
	.clause = "六(三)2",
	.flags = ACT_NEW,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct project *project = deed->inputs;
	const struct call *call = intake_call(deed, project, err);
	const struct rules *rules;

	if (!call)
		return -1;
	project->call = call->id;
	project->year = call->year;
	deed->project = project;
	deed->target = project;
	rules = deed_rules(deed, err);
	if (!rules || intake_path(deed, project, err) < 0 || intake_duplicate(deed, project, err) < 0)
		return -1;
	if (deed_begin(deed, err) < 0)
		return -1;
	intake_number(deed, rules, project);
	project->received_on = deed->date;
	project->stage = stage_code(STAGE_draft);
	if (deed_put(deed, project, err) < 0)
		return -1;
	return intake_lines(deed, err);
}
