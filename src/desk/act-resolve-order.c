#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_resolve_order = {
	.name = "resolve_order",
	.label = N_("Resolve an order"),
	.help = N_("Puts an approved order in force, resting on the minutes of a meeting where the rules ask for one."),
	.roles = ROLE(office),
	.target = &order_type,
	.inputs = &order_type,
	.form = "resolve_order",
	.clause = "一",
	.flags = ACT_GRAVE,
	.run = run,
};

static int
check_meeting(struct deed *deed, const struct order *order, uint32_t number, struct err *err)
{
	const struct meeting *meeting;
	void *record;

	if (store_get(deed->store, &type_meeting, number, deed->arena, &record, err) < 0)
		return -1;
	meeting = record;
	if (meeting->held_on > deed->date)
		return err_set(err, ERR_INPUT, _("the meeting lies after the day of the resolution"));
	if (meeting->held_on < order->issued_on)
		return err_set(err, ERR_INPUT, _("the minutes '%s' are older than the order"), meeting->number);
	return 0;
}

static int
check_resolved(struct deed *deed, const struct order_kind *kind, struct order *order, uint32_t meeting, struct err *err)
{
	const struct rules *rules;

	if (!kind->drafted || strcmp(order->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("an order is resolved after another person approved it"));
	if (order_take_project(deed, order, err) < 0)
		return -1;
	rules = deed_rules(deed, err);
	if (!rules)
		return -1;
	if (kind->by_meeting && kind->by_meeting(rules_funded(rules)) && !meeting)
		return err_set(err, ERR_INPUT, _("a resolution rests on a meeting: name its record"));
	if (meeting && check_meeting(deed, order, meeting, err) < 0)
		return -1;
	return kind->check(deed, rules_funded(rules), order, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct order *wanted = deed->inputs;
	struct order *order = record_copy(deed->target, deed->arena);
	const struct order_kind *kind = order_kind_named(order->kind);
	uint32_t meeting = wanted->meeting;

	if (check_resolved(deed, kind, order, meeting, err) < 0)
		return -1;
	order->meeting = meeting;
	order->document = wanted->document;
	order->state = "in_force";
	if (strcmp(order->kind, "cancellation") == 0)
		order->closed_on = deed->date;
	deed->target = order;
	if (deed_put(deed, order, err) < 0)
		return -1;
	return kind->force(deed, order, err);
}
