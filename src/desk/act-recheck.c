#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_recheck = {
	.name = "recheck",
	.label = N_("Re-check a rectification"),
	.help = N_("Says what was done about the findings: cured, the project runs on and the year is paid or forfeited by the rules; not cured, it can be cancelled."),
	.roles = ROLE(office),
	.stages = STAGE_SET(rectifying),
	.target = &project_type,
	.inputs = &order_type,
	.form = "recheck",
	.clause = "八(二)",
	.run = run,
};

/* Nothing is cured while its cancellation is being decided. */
static int
check_cancelling(struct deed *deed, struct err *err)
{
	const struct order *cancellation = open_order(deed, "cancellation");

	if (!cancellation)
		return 0;
	return err_set(err, ERR_STAGE, _("the cancellation '%s' is on its way: send it back before the re-check"), record_id(cancellation, deed->arena));
}

/* The failed assessment that it rests on counts as cured. */
static int
cure_assessment(struct deed *deed, const struct order *order, struct err *err)
{
	struct assessment *assessment = rests_on_assessment(deed, order->rests_on);

	if (!assessment)
		return 0;
	assessment->cured = 1;
	assessment->cured_on = deed->date;
	return deed_put(deed, assessment, err);
}

static int
cure(struct deed *deed, struct order *order, struct err *err)
{
	order->state = "cured";
	order->closed_on = deed->date;
	if (deed_put(deed, order, err) < 0 || cure_assessment(deed, order, err) < 0)
		return -1;
	deed->project->stage = stage_code(STAGE_running);
	return funded_settle(deed, deed->project, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct order *wanted = deed->inputs;
	struct order *order = open_order(deed, "rectification");
	bool cured = strcmp(wanted->recheck, "cured") == 0;

	if (!order)
		return err_set(err, ERR_STAGE, _("no rectification is open"));
	if (check_cancelling(deed, err) < 0)
		return -1;
	order->recheck = wanted->recheck;
	order->cure = wanted->cure;
	if (!cured)
		order->state = "failed";
	if ((cured ? cure(deed, order, err) : deed_put(deed, order, err)) < 0)
		return -1;
	if (funded_clock(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
