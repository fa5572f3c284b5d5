#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_override = {
	.name = "override",
	.label = N_("Override"),
	.help = N_("Replaces a computed verdict by the office's interpretation, with its reason; both stay on record."),
	.roles = ROLE(office),
	.stages = STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate),
	.target = &project_type,
	.inputs = &override_type,
	.form = "override",
	.clause = "九.2",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct override *override = deed->inputs;

	if (deed_check(deed, err) < 0)
		return -1;
	if (!verdicts_get(&deed->verdicts, override->condition))
		return err_set(err, ERR_INPUT, _("the track has no condition '%s'"), override->condition);
	override->project = deed->project->head.number;
	override->decided_by = deed->person->id;
	override->decided_on = deed->date;
	if (!*deed->entry.reason)
		deed->entry.reason = override->reason;
	if (deed_put(deed, override, err) < 0 || deed_check(deed, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
