#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_return_payment = {
	.name = "return_payment",
	.label = N_("Enter a payment that failed or came back"),
	.help = N_("The bank could not pay it, or sent it back: with what the bank said; what was due is payable again."),
	.roles = ROLE(finance),
	.target = &payment_type,
	.inputs = &payment_type,
	.form = "return_payment",
	.clause = "五(一)",
	.run = run,
};

/* Money that was refunded, or that an order claims, comes back as what it was: never twice (五(三)4). */
static int
check_claims(struct deed *deed, const struct payment *payment, struct err *err)
{
	money_t room;
	char most[32];
	void *record;

	if (store_get(deed->store, &type_project, payment->project, deed->arena, &record, err) < 0)
		return -1;
	deed->project = record;
	room = clawback_room(deed, payment->payee, 0);
	if (plain_money(payment->paid) <= room)
		return 0;
	money_print(most, room > 0 ? room : 0);
	return err_set(err, ERR_STAGE, _("only %s can still come back from the bank: the rest was refunded, or is a repayment of the order that claims it (五(三)4)"),
		most);
}

/* It was paid and came back: what is paid sinks by it. */
static int
take_back(struct deed *deed, struct payment *payment, struct err *err)
{
	struct obligation *obligation;
	void *record;

	if (store_get(deed->store, &type_obligation, payment->obligation, deed->arena, &record, err) < 0)
		return -1;
	obligation = record;
	obligation->paid = plain_money(obligation->paid) - plain_money(payment->paid);
	obligation_restate(obligation);
	payment->state = "returned";
	return deed_put(deed, obligation, err) < 0 ? -1 : deed_put(deed, payment, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct payment *wanted = deed->inputs;
	struct payment *payment = deed->target;
	bool waits = strcmp(payment->state, "approved") == 0;
	int result;

	if (!waits && strcmp(payment->state, "paid") != 0 && strcmp(payment->state, "part") != 0)
		return err_set(err, ERR_STAGE, _("this payment did not go to the bank, or is back already"));
	if (!waits && check_claims(deed, payment, err) < 0)
		return -1;
	payment->failure = wanted->failure;
	payment->returned_on = deed->date;
	result = waits ? payment_enter(deed, payment, 0, err) : take_back(deed, payment, err);
	if (result < 0 || (waits && batch_restate(deed, payment->batch, err) < 0))
		return -1;
	return paying_settle(deed, &payment, 1, err);
}
