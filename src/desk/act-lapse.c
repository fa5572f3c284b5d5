#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_lapse = {
	.name = "lapse",
	.label = N_("Lapse"),
	.help = N_("Counts an application as given up when its correction did not come in time, where the rules say so."),
	.roles = ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(returned),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_MANY | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	char day[11];

	if (!rules)
		return -1;
	if (!rules->correction.lapse)
		return err_set(err, ERR_STAGE, _("by the rules of this call an application does not lapse"));
	if (deed->project->deadline == DATE_NONE || deed->date <= deed->project->deadline) {
		date_print(day, deed->project->deadline);
		return err_set(err, ERR_STAGE, _("the correction of '%s' may come until %s"), deed->project->id, day);
	}
	return deed_end(deed, STAGE_lapsed, "lapsed", err);
}
