#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/paying.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_send_back_payment = {
	.name = "send_back_payment",
	.label = N_("Send a batch of payments back"),
	.help = N_("The batch is not paid, with its reason; what it held can be paid by another one."),
	.roles = ROLE(approver) | ROLE(office) | ROLE(finance),
	.target = &batch_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

/* What was asked for is asked for again. */
static int
reopen_request(struct deed *deed, const struct payment *payment, struct err *err)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_funds_request, payment->project, deed->arena, &records);

	for (size_t i = count; i-- > 0;) {
		struct funds_request *request = records[i];
		if (request->obligation != payment->obligation)
			continue;
		if (strcmp(request->state, "granted") != 0)
			return 0;
		request->state = "open";
		return deed_put(deed, request, err);
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct batch *batch = deed->target;
	struct payment **payments;
	size_t count;

	if (strcmp(batch->state, "prepared") != 0 && strcmp(batch->state, "approved") != 0)
		return err_set(err, ERR_STAGE, _("this batch is paid or was sent back already"));
	count = batch_payments(deed->desk, batch->head.number, deed->arena, &payments);
	for (size_t i = 0; i < count; i++)
		if (!payment_waits(payments[i]))
			return err_set(err, ERR_STAGE, _("'%s' of this batch is entered already: enter or return the others one by one"),
				record_id(payments[i], deed->arena));
	batch->state = "sent_back";
	if (deed_put(deed, batch, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (payment_drop(deed, payments[i], err) < 0 || reopen_request(deed, payments[i], err) < 0)
			return -1;
	return 0;
}
