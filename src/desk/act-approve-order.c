#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_approve_order = {
	.name = "approve_order",
	.label = N_("Approve an order"),
	.help = N_("Another person than who drafted the order approves what was shown; any later change voids it."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &order_type,
	.clause = "office",
	.flags = ACT_SECOND | ACT_GRAVE,
	.run = run,
};

/* The order may have been changed since it was drafted, or since it was shown. */
static int
check_content(struct deed *deed, const struct order *order, struct err *err)
{
	const char *shown = deed->request->hash;
	char hash[SHA256_HEX];

	order_hash(order, hash);
	if (strcmp(hash, order->hash) != 0 || (shown && strncmp(hash, shown, strlen(shown)) != 0))
		return err_set(err, ERR_CONFLICT, _("what was shown is not what stands there now: look at it again"));
	return 0;
}

static int
check_person(struct deed *deed, const struct order *order, struct err *err)
{
	if (strcmp(order->made_by, deed->person->id) == 0 && !deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	return deed_second(deed, &type_order, order->head.number, err);
}

static int
run(struct deed *deed, struct err *err)
{
	struct order *order = deed->target;

	if (strcmp(order->state, "drafted") != 0)
		return err_set(err, ERR_STAGE, _("this order is not waiting for approval"));
	if (check_person(deed, order, err) < 0 || check_content(deed, order, err) < 0 || order_take_project(deed, order, err) < 0)
		return -1;
	order->state = "approved";
	order->approved_by = deed->person->id;
	return deed_put(deed, order, err);
}
