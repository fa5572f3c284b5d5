#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_repayment = {
	.name = "record_repayment",
	.label = N_("Record a repayment"),
	.help = N_("Records money paid back on a clawback, with its voucher; at zero the order is settled."),
	.roles = ROLE(finance) | ROLE(office),
	.target = &order_type,
	.inputs = &repayment_type,
	.form = "record_repayment",
	.clause = "五(三)4",
	.run = run,
};

static int
check_voucher(struct deed *deed, const struct repayment *repayment, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_repayment, &records);

	for (size_t i = 0; i < count; i++)
		if (strcmp(((struct repayment *)records[i])->voucher, repayment->voucher) == 0)
			return err_set(err, ERR_INPUT, _("the repayment with voucher '%s' is on record already, as '%s'"), repayment->voucher,
				record_id(records[i], deed->arena));
	return 0;
}

static int
check_amount(struct deed *deed, const struct order *order, const struct repayment *repayment, struct err *err)
{
	money_t left = order->amount - money_sum(0, order->repaid);
	char wanted[32], most[32];

	if (repayment->repaid_on > deed->date || repayment->repaid_on < order->issued_on)
		return err_set(err, ERR_INPUT, _("a repayment is made between the order and today"));
	if (repayment->amount <= 0)
		return err_set(err, ERR_INPUT, _("a repayment is above 0"));
	if (repayment->amount <= left)
		return 0;
	money_print(wanted, repayment->amount);
	money_print(most, left);
	return err_set(err, ERR_INPUT, _("%s is more than remains to be paid back: %s (%s)"), wanted, most, deed->act->clause);
}

static int
run(struct deed *deed, struct err *err)
{
	struct order *order = deed->target;
	struct repayment *repayment = deed->inputs;

	if (strcmp(order->kind, "clawback") != 0 || (strcmp(order->state, "in_force") != 0 && strcmp(order->state, "settled") != 0))
		return err_set(err, ERR_STAGE, _("nothing is to be paid back on this order"));
	if (order_take_project(deed, order, err) < 0 || check_voucher(deed, repayment, err) < 0 || check_amount(deed, order, repayment, err) < 0)
		return -1;
	repayment->project = order->project;
	repayment->order = order->head.number;
	order->repaid = money_sum(0, order->repaid) + repayment->amount;
	if (order->repaid == order->amount) {
		order->state = "settled";
		order->closed_on = deed->date;
	}
	if (deed_put(deed, repayment, err) < 0)
		return -1;
	return deed_put(deed, order, err);
}
