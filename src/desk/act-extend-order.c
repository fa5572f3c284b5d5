#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_extend_order = {
	.name = "extend_order",
	.label = N_("Extend the deadline"),
	.help = N_("Gives a rectification until a later day, with the reason."),
	.roles = ROLE(office),
	.stages = STAGE_SET(rectifying),
	.target = &project_type,
	.inputs = &order_type,
	.form = "extend_order",
	.clause = "八(二)",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct order *wanted = deed->inputs;
	struct order *order = open_order(deed, "rectification");
	char day[11];

	if (!order)
		return err_set(err, ERR_STAGE, _("no rectification is open"));
	if (wanted->extended_to == DATE_NONE || wanted->extended_to <= order->deadline || wanted->extended_to < deed->date) {
		date_print(day, order->deadline > deed->date ? order->deadline : deed->date);
		return err_set(err, ERR_INPUT, _("an extension reaches a later day than %s (八(二))"), day);
	}
	order->extended_to = wanted->extended_to;
	order->deadline = wanted->extended_to;
	order->extended = order->extended == INT64_MIN ? 1 : order->extended + 1;
	order->state = "open";
	if (deed_put(deed, order, err) < 0 || funded_clock(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
