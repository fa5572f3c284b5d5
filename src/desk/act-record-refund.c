#include <config.h>

#include "desk/acts.h"

#include "desk/books.h"
#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_refund = {
	.name = "record_refund",
	.label = N_("Record a refund"),
	.help = N_("Records unspent money of the grant that came back; by the rules the office orders it, and the document of its order is named."),
	.roles = ROLE(finance) | ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) | STAGE_SET(cancelled) |
		STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &refund_type,
	.form = "record_refund",
	.clause = "五(三)3",
	.run = run,
};

static int
check_day(struct deed *deed, date_t day, struct err *err)
{
	char wanted[11], edge[11];

	date_print(wanted, day);
	if (deed->project->awarded_on != DATE_NONE && day < deed->project->awarded_on) {
		date_print(edge, deed->project->awarded_on);
		return err_set(err, ERR_INPUT, _("%s lies before the award of %s (五(三)1)"), wanted, edge);
	}
	if (day <= deed->date)
		return 0;
	date_print(edge, deed->date);
	return err_set(err, ERR_INPUT, _("%s lies after the day of the record, %s"), wanted, edge);
}

/* What an order claims comes back as its repayment, not once more as a refund. */
static int
check_claims(struct deed *deed, money_t amount, struct err *err)
{
	money_t room = clawback_room(deed, "unit", 0);
	char wanted[32], most[32];

	if (amount <= room)
		return 0;
	money_print(wanted, amount);
	money_print(most, room > 0 ? room : 0);
	return err_set(err, ERR_INPUT, _("%s is more than was paid and not claimed back yet: %s (%s)"), wanted, most, "五(三)4");
}

static int
run(struct deed *deed, struct err *err)
{
	struct refund *refund = deed->inputs;
	const struct rules *rules = deed_rules(deed, err);

	if (!rules)
		return -1;
	if (rules_funded(rules)->refund_by_order && !*refund->document)
		return err_set(err, ERR_INPUT, _("a refund rests on an order of the office (%s): name its document"), rules_funded(rules)->leftover_origin.clause);
	if (amount_check(refund->amount, err) < 0 || check_day(deed, refund->refunded_on, err) < 0 ||
		left_check(deed, LEDGER_GRANT, refund->amount, err) < 0 || check_claims(deed, refund->amount, err) < 0)
		return -1;
	refund->project = deed->project->head.number;
	deed->target = refund;
	return books_put(deed, refund, err);
}
