#include <config.h>

#include "desk/paying.h"

#include <string.h>

#include "desk/room.h"
#include "desk/set.h"

static bool
in_state(const char *state, const char *const *states, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(state, states[i]) == 0)
			return true;
	return false;
}

bool
payment_waits(const struct payment *payment)
{
	static const char *const waiting[] = {"prepared", "approved"};

	return in_state(payment->state, waiting, sizeof waiting / sizeof *waiting);
}

/* ---- a batch */

size_t
batch_payments(struct desk *desk, uint32_t batch, struct arena *arena, struct payment ***out)
{
	const struct column *column = record_column(&type_payment, "batch");
	struct numbers found = {0};
	size_t count = 0;

	set_range(desk->store, &type_payment, column, RANGE_IS, &batch, &found);
	*out = arena_alloc(arena, (found.count + 1) * sizeof **out);
	for (size_t i = 0; i < found.count; i++) {
		struct err why = {0};
		void *record;
		if (store_get(desk->store, &type_payment, found.items[i], arena, &record, &why) == 0)
			(*out)[count++] = record;
		else if (!desk->damage.code)
			desk->damage = why;
	}
	numbers_free(&found);
	return count;
}

void
batch_hash(const struct payment *const *payments, size_t count, char hash[SHA256_HEX])
{
	struct buf text = {0};
	struct sha256 sum;

	for (size_t i = 0; i < count; i++)
		if (payment_waits(payments[i]))
			buf_addf(&text, "%u %u %s %s\n%s\n%s\n%lld\n", (unsigned)payments[i]->project, (unsigned)payments[i]->obligation,
				payments[i]->payee, payments[i]->account, payments[i]->account_name, payments[i]->bank, (long long)payments[i]->amount);
	sha256_of(&sum, text.data, text.len);
	sha256_hex(hash, &sum);
	buf_free(&text);
}

int
batch_restate(struct deed *deed, uint32_t number, struct err *err)
{
	struct payment **payments;
	size_t count = batch_payments(deed->desk, number, deed->arena, &payments);
	struct batch *batch;
	void *record;
	bool waits = false, paid = false;

	if (store_get(deed->store, &type_batch, number, deed->arena, &record, err) < 0)
		return -1;
	batch = record;
	for (size_t i = 0; i < count; i++) {
		waits = waits || payment_waits(payments[i]);
		paid = paid || payments[i]->paid_on != DATE_NONE;
	}
	if (waits)
		return 0;
	batch->state = "recorded";
	if (paid && batch->paid_on == DATE_NONE)
		batch->paid_on = deed->date;
	return deed_put(deed, batch, err);
}

/* ---- accounts and amounts */

const struct payee *
payee_of(const struct project *project, const char *payee)
{
	return strcmp(payee, "leader") == 0 ? &project->leader_payee : &project->unit_payee;
}

money_t
plain_money(money_t amount)
{
	return amount == MONEY_NONE ? 0 : amount;
}

static bool
takes_money(const struct obligation *obligation)
{
	static const char *const open[] = {"due", "part", "paid"};

	return in_state(obligation->state, open, sizeof open / sizeof *open);
}

money_t
obligation_left(const struct obligation *obligation)
{
	money_t left = plain_money(obligation->amount) - plain_money(obligation->paid) - plain_money(obligation->in_hand);

	return takes_money(obligation) && left > 0 ? left : 0;
}

void
obligation_restate(struct obligation *obligation)
{
	if (!takes_money(obligation))
		return;
	obligation->state = obligation->paid >= obligation->amount ? "paid" : obligation->paid > 0 ? "part" : "due";
}

/* ---- whether money may still go there */

int
paying_stage(const struct project *project, struct err *err)
{
	switch (stage_of(project->stage)) {
	case STAGE_cancelled:
		return err_set(err, ERR_STAGE, _("'%s' was cancelled: nothing more is paid (八(二))"), project->id);
	case STAGE_terminated:
		return err_set(err, ERR_STAGE, _("'%s' was terminated: nothing more is paid"), project->id);
	case STAGE_suspended:
		return err_set(err, ERR_STAGE, _("'%s' is suspended: it is paid once it goes on"), project->id);
	default:
		return 0;
	}
}

static int
read_both(struct deed *deed, const struct payment *payment, struct obligation **obligation, struct project **project, struct err *err)
{
	void *record;

	if (store_get(deed->store, &type_obligation, payment->obligation, deed->arena, &record, err) < 0)
		return -1;
	*obligation = record;
	if (store_get(deed->store, &type_project, payment->project, deed->arena, &record, err) < 0)
		return -1;
	*project = record;
	return 0;
}

int
payment_stands(struct deed *deed, const struct payment *payment, struct err *err)
{
	struct obligation *obligation;
	struct project *project;
	char amount[32], left[32];

	if (read_both(deed, payment, &obligation, &project, err) < 0)
		return -1;
	if (paying_stage(project, err) < 0) {
		err_prefix(err, "%s", record_id(payment, deed->arena));
		return -1;
	}
	if (plain_money(obligation->paid) + payment->amount <= (takes_money(obligation) ? plain_money(obligation->amount) : 0))
		return 0;
	money_print(amount, payment->amount);
	money_print(left, takes_money(obligation) ? plain_money(obligation->amount) - plain_money(obligation->paid) : 0);
	return err_set(err, ERR_STAGE, _("'%s' would pay %s yuan to '%s', of which only %s is due (%s)"), record_id(payment, deed->arena), amount,
		project->id, left, obligation->clause);
}

int
voucher_free(struct deed *deed, const char *voucher, uint32_t batch, struct err *err)
{
	struct numbers found = {0};
	const struct payment *other = NULL;
	void *record;

	set_range_text(deed->store, &type_payment, record_column(&type_payment, "voucher"), voucher, &found);
	for (size_t i = 0; i < found.count && !other; i++) {
		if (store_get(deed->store, &type_payment, found.items[i], deed->arena, &record, NULL) < 0)
			continue;
		if (strcmp(((struct payment *)record)->voucher, voucher) == 0 && (!batch || ((struct payment *)record)->batch != batch))
			other = record;
	}
	numbers_free(&found);
	if (!other)
		return 0;
	return err_set(err, ERR_INPUT, _("the voucher '%s' was entered already, with '%s'"), voucher, record_id(other, deed->arena));
}

/* ---- entering */

/* What an obligation has in hand without this payment. */
static void
take_from_hand(struct obligation *obligation, const struct payment *payment)
{
	obligation->in_hand = plain_money(obligation->in_hand) - payment->amount;
	if (obligation->in_hand < 0)
		obligation->in_hand = 0;
}

int
payment_enter(struct deed *deed, struct payment *payment, money_t paid, struct err *err)
{
	struct obligation *obligation;
	void *record;

	if (store_get(deed->store, &type_obligation, payment->obligation, deed->arena, &record, err) < 0)
		return -1;
	obligation = record;
	take_from_hand(obligation, payment);
	obligation->paid = plain_money(obligation->paid) + paid;
	obligation_restate(obligation);
	payment->paid = paid;
	payment->state = paid <= 0 ? "failed" : paid < payment->amount ? "part" : "paid";
	if (paid > 0)
		payment->paid_on = deed->date;
	return deed_put(deed, obligation, err) < 0 ? -1 : deed_put(deed, payment, err);
}

int
payment_drop(struct deed *deed, struct payment *payment, struct err *err)
{
	void *record;

	if (store_get(deed->store, &type_obligation, payment->obligation, deed->arena, &record, err) < 0)
		return -1;
	take_from_hand(record, payment);
	payment->state = "dropped";
	return deed_put(deed, record, err) < 0 ? -1 : deed_put(deed, payment, err);
}

static bool
settled_before(struct payment *const *payments, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (payments[i]->project == payments[at]->project)
			return true;
	return false;
}

int
paying_settle(struct deed *deed, struct payment *const *payments, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		void *project;
		if (settled_before(payments, i))
			continue;
		if (store_get(deed->store, &type_project, payments[i]->project, deed->arena, &project, err) < 0 ||
			funded_settle(deed, project, err) < 0 || deed_put(deed, project, err) < 0)
			return -1;
	}
	return 0;
}
