#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/funded.h"
#include "desk/inputs.h"
#include "desk/paying.h"
#include "desk/room.h"
#include "desk/set.h"

static int run(struct deed *deed, struct err *err);

const struct act act_prepare_payment = {
	.name = "prepare_payment",
	.label = N_("Prepare a batch of payments"),
	.help = N_("Puts what is due out of one fund into a batch, all that can be paid or the obligations named; tells what is left out and why."),
	.roles = ROLE(finance),
	.inputs = &batch_type,
	.form = "prepare_payment",
	.clause = "五(一)",
	.run = run,
};

enum { SKIPPED_TOLD = 3000 }; /* bytes of reasons that a batch keeps */

struct preparing {
	struct deed *deed;
	struct batch *batch;
	bool named;             /* obligations were named: each that is left out is told */
	struct obligation **obligations;
	struct project **projects;
	struct funds_request **requests;
	money_t *amounts;
	size_t count, skipped;
	struct buf reasons;
};

/* ---- which obligations */

static void
add_state(struct deed *deed, const char *state, struct numbers *out)
{
	struct numbers some = {0};

	set_range_text(deed->store, &type_obligation, record_column(&type_obligation, "state"), state, &some);
	set_sort(&some, store_count(deed->store, &type_obligation));
	set_or(out, &some);
	numbers_free(&some);
}

static int
read_named(struct preparing *preparing, const char *text, struct numbers *out, struct err *err)
{
	static const char between[] = " \t\n,";
	struct deed *deed = preparing->deed;

	for (text += strspn(text, between); *text; text += strspn(text, between)) {
		size_t len = strcspn(text, between);
		const char *id = arena_strndup(deed->arena, text, len);
		uint32_t number = desk_number(deed->desk, &type_obligation, id);
		if (!number)
			return err_set(err, ERR_MISSING, _("there is no '%s' here"), id);
		for (size_t i = 0; i < out->count; i++)
			if (out->items[i] == number)
				return err_set(err, ERR_INPUT, _("'%s' is named twice"), id);
		numbers_add(out, number);
		text += len;
	}
	return 0;
}

static int
find_obligations(struct preparing *preparing, struct numbers *out, struct err *err)
{
	preparing->named = *preparing->batch->obligations != '\0';
	if (preparing->named)
		return read_named(preparing, preparing->batch->obligations, out, err);
	if (funded_year_ends(preparing->deed, err) < 0)
		return -1;
	add_state(preparing->deed, "due", out);
	add_state(preparing->deed, "part", out);
	return 0;
}

/* ---- whether each can be paid */

static void
skip(struct preparing *preparing, const struct obligation *obligation, const char *project, const char *why)
{
	preparing->skipped++;
	if (preparing->reasons.len < SKIPPED_TOLD)
		buf_addf(&preparing->reasons, "%s%s %s: %s", preparing->reasons.len ? "\n" : "", record_id(obligation, preparing->deed->arena), project, why);
}

/* Of another fund or a later budget year: left out without a word, but where it was named. */
static const char *
not_meant(const struct preparing *preparing, const struct obligation *obligation)
{
	if (strcmp(obligation->fund, preparing->batch->fund) != 0)
		return _("it is paid out of another fund");
	if (obligation->budget_year != INT64_MIN && obligation->budget_year > preparing->batch->budget_year)
		return _("its budget year is later");
	return NULL;
}

static bool
account_asked(struct deed *deed, const struct project *project, const char *payee)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_account_change, project->head.number, deed->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct account_change *asked = records[i];
		if (strcmp(asked->state, "asked") == 0 && strcmp(asked->payee, payee) == 0)
			return true;
	}
	return false;
}

static const char *
why_not(struct deed *deed, const struct obligation *obligation, const struct project *project)
{
	bool leader = strcmp(obligation->payee, "leader") == 0;
	struct err why = {0};
	const char *found;

	if (paying_stage(project, &why) < 0)
		return arena_strdup(deed->arena, why.message);
	if (obligation_left(obligation) == 0)
		return plain_money(obligation->in_hand) > 0 ? _("it is in a batch already") : _("nothing is due");
	if (!*payee_of(project, obligation->payee)->account)
		return _("the payee has no account: enter it with change_account");
	if (account_asked(deed, project, obligation->payee))
		return _("a change of its account waits for approval");
	found = overlap_unknown(deed->desk, project, leader, false, deed->arena);
	return found ? arena_printf(deed->arena, _("a like grant is to be checked first (九.4): %s"), found) : NULL;
}

static struct funds_request *
request_for(struct deed *deed, const struct obligation *obligation)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_funds_request, obligation->project, deed->arena, &records);

	for (size_t i = 0; i < count; i++) {
		struct funds_request *request = records[i];
		if (request->obligation == obligation->head.number && strcmp(request->state, "open") == 0)
			return request;
	}
	return NULL;
}

static void
take(struct preparing *preparing, struct obligation *obligation, struct project *project)
{
	struct funds_request *request = request_for(preparing->deed, obligation);
	money_t left = obligation_left(obligation);
	size_t at = preparing->count++;

	preparing->obligations[at] = obligation;
	preparing->projects[at] = project;
	preparing->requests[at] = request;
	preparing->amounts[at] = request && request->amount < left ? request->amount : left;
}

static int
consider(struct preparing *preparing, uint32_t number, struct err *err)
{
	struct deed *deed = preparing->deed;
	struct obligation *obligation;
	struct project *project;
	void *record;
	const char *why;

	if (store_get(deed->store, &type_obligation, number, deed->arena, &record, err) < 0)
		return -1;
	obligation = record;
	why = not_meant(preparing, obligation);
	if (why && !preparing->named)
		return 0;
	if (store_get(deed->store, &type_project, obligation->project, deed->arena, &record, err) < 0)
		return -1;
	project = record;
	if (!why)
		why = why_not(deed, obligation, project);
	if (why)
		skip(preparing, obligation, project->id, why);
	else
		take(preparing, obligation, project);
	return 0;
}

/* ---- the batch */

static int
put_payment(struct preparing *preparing, size_t at, struct payment *payment, struct err *err)
{
	struct deed *deed = preparing->deed;
	struct obligation *obligation = preparing->obligations[at];
	const struct payee *payee = payee_of(preparing->projects[at], obligation->payee);

	payment->project = obligation->project;
	payment->batch = preparing->batch->head.number;
	payment->obligation = obligation->head.number;
	payment->payee = obligation->payee;
	payment->fund = obligation->fund;
	payment->bank = payee->bank;
	payment->account_name = payee->account_name;
	payment->account = payee->account;
	payment->amount = preparing->amounts[at];
	payment->state = "prepared";
	if (deed_put(deed, payment, err) < 0)
		return -1;
	obligation->in_hand = plain_money(obligation->in_hand) + payment->amount;
	if (deed_put(deed, obligation, err) < 0)
		return -1;
	if (!preparing->requests[at])
		return 0;
	preparing->requests[at]->state = "granted";
	return deed_put(deed, preparing->requests[at], err);
}

static int
put_batch(struct preparing *preparing, struct err *err)
{
	struct deed *deed = preparing->deed;
	struct batch *batch = preparing->batch;
	struct payment **payments = arena_alloc(deed->arena, preparing->count * sizeof *payments);
	char *hash = arena_alloc(deed->arena, SHA256_HEX);

	batch->state = "prepared";
	batch->made_by = deed->person->id;
	batch->prepared_on = deed->date;
	batch->skipped = arena_strdup(deed->arena, buf_text(&preparing->reasons));
	batch->payments = (int64_t)preparing->count;
	batch->amount = 0;
	if (deed_put(deed, batch, err) < 0)
		return -1;
	for (size_t i = 0; i < preparing->count; i++) {
		payments[i] = record_new(&type_payment, deed->arena);
		batch->amount += preparing->amounts[i];
		if (put_payment(preparing, i, payments[i], err) < 0)
			return -1;
	}
	batch_hash((const struct payment *const *)payments, preparing->count, hash);
	batch->hash = hash;
	deed->target = batch;
	return deed_put(deed, batch, err);
}

static int
prepare(struct preparing *preparing, const struct numbers *found, struct err *err)
{
	struct arena *arena = preparing->deed->arena;

	preparing->obligations = arena_alloc(arena, (found->count + 1) * sizeof *preparing->obligations);
	preparing->projects = arena_alloc(arena, (found->count + 1) * sizeof *preparing->projects);
	preparing->requests = arena_alloc(arena, (found->count + 1) * sizeof *preparing->requests);
	preparing->amounts = arena_alloc(arena, (found->count + 1) * sizeof *preparing->amounts);
	for (size_t i = 0; i < found->count; i++)
		if (consider(preparing, found->items[i], err) < 0)
			return -1;
	if (!preparing->count && !preparing->skipped)
		return err_set(err, ERR_STAGE, _("nothing is due out of this fund"));
	if (!preparing->count)
		return err_set(err, ERR_STAGE, _("nothing can be paid: %s"), buf_text(&preparing->reasons));
	if (preparing->skipped)
		fault_add(preparing->deed->faults, FAULT_WARNING, (struct pos){0}, "", _("%zu are left out: %s"), preparing->skipped,
			buf_text(&preparing->reasons));
	return put_batch(preparing, err);
}

static int
run(struct deed *deed, struct err *err)
{
	struct preparing preparing = {.deed = deed, .batch = deed->inputs};
	struct numbers found = {0};
	int result;

	if (preparing.batch->budget_year == INT64_MIN)
		preparing.batch->budget_year = date_year(deed->date);
	result = find_obligations(&preparing, &found, err);
	if (result == 0)
		result = prepare(&preparing, &found, err);
	numbers_free(&found);
	buf_free(&preparing.reasons);
	return result;
}
