#include <config.h>

#include "desk/acts.h"

#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_accept = {
	.name = "accept",
	.label = N_("Accept"),
	.help = N_("The office checked the candidate and accepts it for expert review."),
	.roles = ROLE(office),
	.stages = STAGE_SET(candidate),
	.target = &project_type,
	.clause = "六(三)4",
	.flags = ACT_MANY,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	const struct verdict *failed;

	if (!rules || deed_check(deed, err) < 0)
		return -1;
	failed = deed_obstacle(deed, false);
	if (failed)
		return err_set(err, ERR_STAGE, _("cannot accept: %s"), deed_obstacles(deed, VERDICT_FAIL));
	if (deed_stage(deed, deed_next_stage(rules_track(rules, deed->project->track), STAGE_eligible), err) < 0)
		return -1;
	overlap_warn(deed, deed->project);
	return deed_put(deed, deed->project, err);
}
