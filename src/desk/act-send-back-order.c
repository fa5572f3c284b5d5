#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_send_back_order = {
	.name = "send_back_order",
	.label = N_("Send an order back"),
	.help = N_("Sends a drafted or approved order back with the reason: nothing follows from it."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &order_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct order *order = deed->target;

	if (strcmp(order->state, "drafted") != 0 && strcmp(order->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("only an order that is not in force yet is sent back"));
	if (order_take_project(deed, order, err) < 0)
		return -1;
	order->state = "sent_back";
	order->closed_on = deed->date;
	return deed_put(deed, order, err);
}
