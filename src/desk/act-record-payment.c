#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_payment = {
	.name = "record_payment",
	.label = N_("Enter as paid"),
	.help = N_("Enters an approved batch, or one payment of it in full or in part, as paid on the business date, with the voucher; what is not paid is payable again."),
	.roles = ROLE(finance),
	.target = &batch_type,
	.also = &payment_type,
	.inputs = &payment_type,
	.form = "record_payment",
	.clause = "五(一)",
	.flags = ACT_GRAVE,
	.run = run,
};

/* ---- all of a batch that waits */

static size_t
keep_waiting(struct payment **payments, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (payment_waits(payments[i]))
			payments[kept++] = payments[i];
	return kept;
}

static int
check_batch(struct deed *deed, const struct batch *batch, const struct payment *wanted, struct err *err)
{
	if (strcmp(batch->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("a batch is paid after another person approved it, and once"));
	if (wanted->paid != MONEY_NONE)
		return err_set(err, ERR_INPUT, _("a part is paid on one payment, not on a batch"));
	return voucher_free(deed, wanted->voucher, batch->head.number, err);
}

static int
record_batch(struct deed *deed, struct batch *batch, const struct payment *wanted, struct err *err)
{
	struct payment **payments;
	size_t count;

	if (check_batch(deed, batch, wanted, err) < 0)
		return -1;
	count = batch_payments(deed->desk, batch->head.number, deed->arena, &payments);
	count = keep_waiting(payments, count);
	for (size_t i = 0; i < count; i++)
		if (payment_stands(deed, payments[i], err) < 0)
			return -1;
	batch->state = "recorded";
	batch->paid_on = deed->date;
	batch->voucher = wanted->voucher;
	if (deed_put(deed, batch, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		payments[i]->voucher = wanted->voucher;
		if (payment_enter(deed, payments[i], payments[i]->amount, err) < 0)
			return -1;
	}
	return paying_settle(deed, payments, count, err);
}

/* ---- one payment */

static int
check_amount(const struct payment *payment, money_t paid, struct err *err)
{
	char given[32], most[32];

	if (paid > 0 && paid <= payment->amount)
		return 0;
	money_print(given, paid);
	money_print(most, payment->amount);
	return err_set(err, ERR_INPUT, _("%s yuan cannot be paid on a payment of %s"), given, most);
}

static int
record_one(struct deed *deed, struct payment *payment, const struct payment *wanted, struct err *err)
{
	money_t paid = wanted->paid == MONEY_NONE ? payment->amount : wanted->paid;

	if (strcmp(payment->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("a payment is entered after its batch was approved, and once"));
	if (check_amount(payment, paid, err) < 0 || voucher_free(deed, wanted->voucher, 0, err) < 0 || payment_stands(deed, payment, err) < 0)
		return -1;
	payment->voucher = wanted->voucher;
	if (payment_enter(deed, payment, paid, err) < 0 || batch_restate(deed, payment->batch, err) < 0)
		return -1;
	return paying_settle(deed, &payment, 1, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct record *head = deed->target;

	return head->type == &type_batch ? record_batch(deed, deed->target, deed->inputs, err)
					 : record_one(deed, deed->target, deed->inputs, err);
}
