#include <config.h>

#include "desk/orders.h"

#include <string.h>

#include "desk/room.h"

static bool
cancellation_meets(const struct funded_rules *rules)
{
	return rules->cancellation_by_meeting;
}

static bool
clawback_meets(const struct funded_rules *rules)
{
	return rules->clawback_by_meeting;
}

/* The project is put right from the day of the order on. */
static int
force_rectification(struct deed *deed, const struct order *order, struct err *err)
{
	(void)order;
	deed->project->stage = stage_code(STAGE_rectifying);
	if (funded_clock(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}

/* Future money stops, what was paid stays (八(二)). */
static int
force_cancellation(struct deed *deed, const struct order *order, struct err *err)
{
	struct project *project = deed->project;

	project->stage = stage_code(STAGE_cancelled);
	project->ended_on = deed->date;
	project->end_reason = order->findings;
	if (funded_settle(deed, project, err) < 0 || funded_clock(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}

/* Money that is to come back changes nothing of what was due. */
static int
force_clawback(struct deed *deed, const struct order *order, struct err *err)
{
	(void)deed;
	(void)order;
	(void)err;
	return 0;
}

const struct order_kind order_kinds[] = {
	{.code = "rectification", .check = check_rectification, .force = force_rectification},
	{.code = "cancellation", .drafted = true, .by_meeting = cancellation_meets, .check = check_cancellation, .force = force_cancellation},
	{.code = "clawback", .drafted = true, .by_meeting = clawback_meets, .check = check_clawback, .force = force_clawback},
	{0},
};

const struct order_kind *
order_kind_named(const char *code)
{
	for (const struct order_kind *kind = order_kinds; kind->code; kind++)
		if (strcmp(kind->code, code) == 0)
			return kind;
	BUG("no order kind %s", code);
}

int
order_take_project(struct deed *deed, const struct order *order, struct err *err)
{
	void *record;

	if (store_get(deed->store, &type_project, order->project, deed->arena, &record, err) < 0)
		return -1;
	deed->project = record;
	return 0;
}

void
order_hash(const struct order *order, char hash[SHA256_HEX])
{
	struct buf text = {0};
	struct sha256 sum;

	buf_addf(&text, "%u\n%s\n%s\n%s\n%s\n%d\n%lld\n%s\n%s\n", (unsigned)order->project, order->kind, order->rests_on, order->findings,
		order->basis, (int)order->deadline, (long long)order->amount, order->payee, order->document);
	sha256_of(&sum, text.data, text.len);
	sha256_hex(hash, &sum);
	buf_free(&text);
}

/* One cancellation at a time, and one claim on a payee. */
static int
check_single(struct deed *deed, const struct order *order, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_order, &records);

	for (size_t i = 0; i < count; i++) {
		const struct order *other = records[i];
		bool waiting = strcmp(other->state, "drafted") == 0 || strcmp(other->state, "approved") == 0;
		if (waiting && strcmp(other->kind, order->kind) == 0 && strcmp(other->payee, order->payee) == 0)
			return err_set(err, ERR_STAGE, _("'%s' is on its way already: decide it or send it back first"), record_id(other, deed->arena));
	}
	return 0;
}

static int
order_begin(struct deed *deed, const struct order_kind *kind, struct order *order, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	char hash[SHA256_HEX];

	if (!rules)
		return -1;
	order->project = deed->project->head.number;
	order->kind = kind->code;
	order->state = kind->drafted ? "drafted" : "open";
	order->issued_on = deed->date;
	order->made_by = deed->person->id;
	if (kind->check(deed, rules_funded(rules), order, err) < 0 || (kind->drafted && check_single(deed, order, err) < 0))
		return -1;
	order_hash(order, hash);
	order->hash = arena_strdup(deed->arena, hash);
	return 0;
}

int
order_make(struct deed *deed, const char *code, struct err *err)
{
	const struct order_kind *kind = order_kind_named(code);
	struct order *order = deed->inputs;

	if (order_begin(deed, kind, order, err) < 0 || deed_put(deed, order, err) < 0)
		return -1;
	if (!kind->drafted)
		return kind->force(deed, order, err);
	return deed_put(deed, deed->project, err);
}
