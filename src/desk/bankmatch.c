#include <config.h>

#include "desk/bankmatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/look.h"
#include "desk/paying.h"

struct matching_lines {
	struct payment **payments;
	bool *taken;
	size_t count;
	struct arena *arena;
};

/* Whether the payment is in a state about which the bank can say that. */
static bool
can_say(const struct payment *payment, bool paid)
{
	if (strcmp(payment->state, "approved") == 0)
		return true;
	return !paid && (strcmp(payment->state, "paid") == 0 || strcmp(payment->state, "part") == 0);
}

static money_t
amount_of(const struct payment *payment)
{
	return strcmp(payment->state, "part") == 0 ? payment->paid : payment->amount;
}

/* The nearer to a match the better: account, then amount, then whether it still waits, then the name. */
static enum bank_match
hold_against(const struct matching_lines *matching, size_t at, const struct bank_line *line)
{
	const struct payment *payment = matching->payments[at];

	if (strcmp(payment->account, line->account) != 0)
		return BANK_NO_ACCOUNT;
	if (amount_of(payment) != line->amount)
		return BANK_OTHER_AMOUNT;
	if (matching->taken[at] || !can_say(payment, line->paid))
		return BANK_ENTERED;
	return *line->name && !text_same(line->name, payment->account_name) ? BANK_OTHER_NAME : BANK_MATCHED;
}

static void
match_line(struct matching_lines *matching, struct bank_line *line)
{
	static const int nearness[] = {
		[BANK_NO_ACCOUNT] = 0, [BANK_OTHER_AMOUNT] = 1, [BANK_ENTERED] = 2, [BANK_OTHER_NAME] = 3, [BANK_MATCHED] = 4};

	line->match = BANK_NO_ACCOUNT;
	line->payment = line->expected_name = "";
	for (size_t i = 0; i < matching->count && line->match != BANK_MATCHED; i++) {
		enum bank_match found = hold_against(matching, i, line);
		if (nearness[found] <= nearness[line->match])
			continue;
		line->match = found;
		line->expected = amount_of(matching->payments[i]);
		line->expected_name = matching->payments[i]->account_name;
		if (found != BANK_MATCHED)
			continue;
		line->payment = record_id(matching->payments[i], matching->arena);
		matching->taken[i] = true;
	}
}

static int
load_batch(struct desk *desk, const char *id, struct matching_lines *matching, struct err *err)
{
	void *record;
	const struct batch *batch;

	if (look_id(desk, &type_batch, id, matching->arena, &record, err) < 0)
		return -1;
	batch = record;
	if (strcmp(batch->state, "approved") != 0 && strcmp(batch->state, "recorded") != 0)
		return err_set(err, ERR_STAGE, _("'%s' was not approved: the bank knows nothing of it"), id);
	matching->count = batch_payments(desk, batch->head.number, matching->arena, &matching->payments);
	matching->taken = arena_alloc(matching->arena, (matching->count + 1) * sizeof *matching->taken);
	return 0;
}

int
desk_bank_match(struct desk *desk, const char *batch, struct bank_line *lines, size_t count, struct arena *arena, size_t *left,
	struct err *err)
{
	struct matching_lines matching = {.arena = arena};
	int result;

	*left = 0;
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = load_batch(desk, batch, &matching, err);
	store_end(desk->store);
	if (result < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		match_line(&matching, &lines[i]);
	for (size_t i = 0; i < matching.count; i++)
		*left += !matching.taken[i] && payment_waits(matching.payments[i]);
	return 0;
}
