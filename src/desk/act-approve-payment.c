#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_approve_payment = {
	.name = "approve_payment",
	.label = N_("Approve a batch of payments"),
	.help = N_("Another person than who prepared the batch approves the payments that were shown; any later change voids it."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &batch_type,
	.clause = "office",
	.flags = ACT_SECOND | ACT_GRAVE,
	.run = run,
};

/* Neither who prepared it nor who last changed it. */
static int
check_person(struct deed *deed, const struct batch *batch, struct err *err)
{
	if (strcmp(batch->made_by, deed->person->id) == 0 && !deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	return deed_second(deed, &type_batch, batch->head.number, err);
}

/* The account may have been changed since the batch was prepared. */
static int
check_account(struct deed *deed, const struct payment *payment, struct err *err)
{
	const struct payee *payee;
	void *project;

	if (store_get(deed->store, &type_project, payment->project, deed->arena, &project, err) < 0)
		return -1;
	payee = payee_of(project, payment->payee);
	if (strcmp(payee->account, payment->account) == 0 && strcmp(payee->account_name, payment->account_name) == 0)
		return 0;
	return err_set(err, ERR_CONFLICT, _("the account of '%s' was changed after '%s' was prepared: send the batch back and prepare it anew"),
		((struct project *)project)->id, record_id(payment, deed->arena));
}

static int
check_content(struct deed *deed, const struct batch *batch, struct payment *const *payments, size_t count, struct err *err)
{
	const char *shown = deed->request->hash;
	char hash[SHA256_HEX];

	batch_hash((const struct payment *const *)payments, count, hash);
	if (strcmp(hash, batch->hash) != 0)
		return err_set(err, ERR_CONFLICT, _("the batch is not what it was when it was prepared: send it back and prepare it anew"));
	if (shown && strncmp(batch->hash, shown, strlen(shown)) != 0)
		return err_set(err, ERR_CONFLICT, _("what was shown is not what stands there now: look at it again"));
	for (size_t i = 0; i < count; i++)
		if (payment_waits(payments[i]) &&
			(payment_stands(deed, payments[i], err) < 0 || check_account(deed, payments[i], err) < 0))
			return -1;
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct batch *batch = deed->target;
	struct payment **payments;
	size_t count;

	if (strcmp(batch->state, "prepared") != 0)
		return err_set(err, ERR_STAGE, _("this batch is not waiting for approval"));
	count = batch_payments(deed->desk, batch->head.number, deed->arena, &payments);
	if (check_person(deed, batch, err) < 0 || check_content(deed, batch, payments, count, err) < 0)
		return -1;
	batch->state = "approved";
	batch->approved_by = deed->person->id;
	if (deed_put(deed, batch, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (!payment_waits(payments[i]))
			continue;
		payments[i]->state = "approved";
		if (deed_put(deed, payments[i], err) < 0)
			return -1;
	}
	return 0;
}
