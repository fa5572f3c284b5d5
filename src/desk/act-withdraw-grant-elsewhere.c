#include <config.h>

#include "desk/acts.h"

#include "desk/funded.h"

static int run(struct deed *deed, struct err *err);

const struct act act_withdraw_grant_elsewhere = {
	.name = "withdraw_grant_elsewhere",
	.label = N_("Take back a grant received elsewhere"),
	.help = N_("The grant was entered by mistake, or was given back: it counts no longer, with the reason."),
	.roles = ROLE(office) | ROLE(finance),
	.target = &grant_elsewhere_type,
	.clause = "九.4",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct grant_elsewhere *grant = deed->target;
	struct project *project;
	void *record;

	if (grant->withdrawn == 1)
		return err_set(err, ERR_STAGE, _("this grant was taken back already"));
	if (store_get(deed->store, &type_project, grant->project, deed->arena, &record, err) < 0)
		return -1;
	project = record;
	grant->withdrawn = 1;
	if (deed_put(deed, grant, err) < 0)
		return -1;
	if (project->awarded_on == DATE_NONE)
		return 0;
	return funded_settle(deed, project, err) < 0 ? -1 : deed_put(deed, project, err);
}
