#include <config.h>

#include "desk/acts.h"

#include "desk/assess.h"

static int run(struct deed *deed, struct err *err);

const struct act act_unit_assess = {
	.name = "unit_assess",
	.label = N_("The unit's own assessment"),
	.help = N_("Records how the unit assessed its project itself (八(一)), as often as it does; no money follows from it."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &assessment_type,
	.form = "unit_assess",
	.clause = "八(一)",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct assessment *own = deed->inputs;
	const struct project *project = deed->project;
	int first = cycle_first_year(project), last = cycle_last_year(project);

	if (own->year < first || own->year > last)
		return err_set(err, ERR_INPUT, _("%d lies outside the cycle of '%s', %d to %d (七)"), (int)own->year, project->id, first, last);
	if (own->year > date_year(deed->date))
		return err_set(err, ERR_INPUT, _("%d has not begun"), (int)own->year);
	own->project = project->head.number;
	own->kind = "unit";
	own->assessor_kind = "unit";
	own->assessor = unit_name_on(deed->desk, project, deed->date, deed->arena);
	own->assessed_on = deed->date;
	return deed_put(deed, own, err);
}
