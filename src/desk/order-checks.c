/* What an order of each kind rests on. */
#include <config.h>

#include "desk/orders.h"

#include <string.h>

#include "desk/room.h"
#include "rules/rules.h"

static void *
part_with_id(struct deed *deed, const struct record_type *type, const char *id)
{
	void **records;
	size_t count = deed_parts(deed, type, &records);

	for (size_t i = 0; i < count; i++)
		if (strcmp(record_id(records[i], deed->arena), id) == 0)
			return records[i];
	return NULL;
}

struct assessment *
rests_on_assessment(struct deed *deed, const char *id)
{
	return part_with_id(deed, &type_assessment, id);
}

struct inspection *
rests_on_inspection(struct deed *deed, const char *id)
{
	return part_with_id(deed, &type_inspection, id);
}

/* ---- rectification */

static bool
to_be_cured(const struct assessment *assessment)
{
	return strcmp(assessment->kind, "unit") != 0 && strcmp(assessment->result, "failed") == 0 && assessment->cured != 1;
}

/* Whether an order rests on it that was not sent back. */
static bool
ordered_before(struct deed *deed, const char *kind, const char *id)
{
	void **records;
	size_t count = deed_parts(deed, &type_order, &records);

	for (size_t i = 0; i < count; i++) {
		const struct order *order = records[i];
		if (strcmp(order->kind, kind) == 0 && strcmp(order->rests_on, id) == 0 && strcmp(order->state, "sent_back") != 0)
			return true;
	}
	return false;
}

/* The newest that asks for it, where the form names none. */
static const char *
newest_ground(struct deed *deed)
{
	void **assessments, **inspections;
	size_t assessed = deed_parts(deed, &type_assessment, &assessments), inspected = deed_parts(deed, &type_inspection, &inspections);

	for (size_t i = assessed; i-- > 0;)
		if (to_be_cured(assessments[i]))
			return record_id(assessments[i], deed->arena);
	for (size_t i = inspected; i-- > 0;) {
		const char *id = record_id(inspections[i], deed->arena);
		if (strcmp(((struct inspection *)inspections[i])->outcome, "in_order") != 0 && !ordered_before(deed, "rectification", id))
			return id;
	}
	return "";
}

static int
check_ground(struct deed *deed, const struct order *order, struct err *err)
{
	const struct assessment *assessment = rests_on_assessment(deed, order->rests_on);
	const struct inspection *inspection = rests_on_inspection(deed, order->rests_on);

	if (!*order->rests_on || (!assessment && !inspection))
		return err_set(err, ERR_INPUT, _("a rectification rests on a failed assessment (八(二)) or an inspection (五(三)4) of this project: name one"));
	if (assessment && !to_be_cured(assessment))
		return err_set(err, ERR_INPUT, _("assessment '%s' was passed or is cured: nothing is to be rectified (八(二))"), order->rests_on);
	if (inspection && strcmp(inspection->outcome, "in_order") == 0)
		return err_set(err, ERR_INPUT, _("inspection '%s' found everything in order (五(三)4)"), order->rests_on);
	if (inspection && ordered_before(deed, "rectification", order->rests_on))
		return err_set(err, ERR_INPUT, _("inspection '%s' was followed by an order already"), order->rests_on);
	return 0;
}

int
check_rectification(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err)
{
	const struct rules *whole = deed_rules(deed, err);

	if (!whole)
		return -1;
	if (!*order->rests_on)
		order->rests_on = newest_ground(deed);
	if (check_ground(deed, order, err) < 0)
		return -1;
	if (!*order->basis)
		order->basis = rests_on_assessment(deed, order->rests_on) ? rules->assessment_origin.clause : rules->misuse_origin.clause;
	if (rules->rectify_days > 0)
		return calendar_span_end(&whole->calendar, deed->date, rules->rectify_days, rules->rectify_first_day, &order->deadline, err);
	return 0;
}

/* ---- cancellation */

int
check_cancellation(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err)
{
	const struct order *rectification = open_order(deed, "rectification");
	char day[11];

	if (stage_of(deed->project->stage) != STAGE_rectifying || !rectification)
		return err_set(err, ERR_STAGE, _("'%s' is not being rectified: only what stays uncured is cancelled (八(二))"), deed->project->id);
	if (strcmp(rectification->state, "failed") != 0 && (rectification->deadline == DATE_NONE || deed->date <= rectification->deadline)) {
		date_print(day, rectification->deadline);
		return err_set(err, ERR_STAGE, _("the rectification runs until %s: re-check it first (八(二))"), day);
	}
	order->rests_on = record_id(rectification, deed->arena);
	order->payee = "";
	order->amount = MONEY_NONE;
	if (!*order->basis)
		order->basis = rules->assessment_origin.clause;
	return 0;
}

/* ---- clawback */

/* What orders not sent back claim from the payee. */
static money_t
claimed(struct deed *deed, const char *payee, uint32_t except)
{
	void **records;
	size_t count = deed_parts(deed, &type_order, &records);
	money_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		const struct order *order = records[i];
		if (order->head.number != except && strcmp(order->kind, "clawback") == 0 && strcmp(order->state, "sent_back") != 0 &&
			strcmp(order->payee, payee) == 0 && order->amount != MONEY_NONE)
			sum += order->amount;
	}
	return sum;
}

static money_t
refunded(struct deed *deed)
{
	void **records;
	size_t count = deed_parts(deed, &type_refund, &records);
	money_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum = money_sum(sum, ((struct refund *)records[i])->amount);
	return sum;
}

money_t
clawback_room(struct deed *deed, const char *payee, uint32_t except)
{
	bool unit = strcmp(payee, "unit") == 0;
	money_t paid = money_sum(0, unit ? deed->project->unit_paid : deed->project->leader_paid);

	return paid - claimed(deed, payee, except) - (unit ? refunded(deed) : 0);
}

/* Never implied: it rests on an inspection that found it serious, where the rules ask for that (五(三)4). */
static int
check_serious(struct deed *deed, const struct funded_rules *rules, const struct order *order, struct err *err)
{
	const struct inspection *inspection = rests_on_inspection(deed, order->rests_on);

	if (rules->clawback_never)
		return err_set(err, ERR_STAGE, _("by these rules nothing is clawed back (%s)"), rules->misuse_origin.clause);
	if (!rules->clawback_serious_only)
		return 0;
	if (!inspection)
		return err_set(err, ERR_INPUT, _("a clawback rests on an inspection of this project that found misuse serious: name it (%s)"),
			rules->misuse_origin.clause);
	if (strcmp(inspection->outcome, "serious") != 0)
		return err_set(err, ERR_INPUT, _("inspection '%s' did not find it serious: rectify, claw nothing back (%s)"), order->rests_on,
			rules->misuse_origin.clause);
	return 0;
}

int
check_clawback(struct deed *deed, const struct funded_rules *rules, struct order *order, struct err *err)
{
	char wanted[32], most[32];
	money_t room;

	if (check_serious(deed, rules, order, err) < 0)
		return -1;
	if (order->amount == MONEY_NONE || order->amount <= 0)
		return err_set(err, ERR_INPUT, _("a clawback names an amount above 0"));
	if (!*order->payee)
		return err_set(err, ERR_INPUT, _("a clawback names who pays back"));
	room = clawback_room(deed, order->payee, order->head.number);
	if (order->amount > room) {
		money_print(wanted, order->amount);
		money_print(most, room > 0 ? room : 0);
		return err_set(err, ERR_INPUT, _("%s is more than was paid and not claimed back yet: %s (%s)"), wanted, most, rules->misuse_origin.clause);
	}
	return 0;
}
