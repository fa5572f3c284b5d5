#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_reverse_entry = {
	.name = "reverse_entry",
	.label = N_("Reverse an entry"),
	.help = N_("Takes back an expense or matching funds that were entered wrongly, by an entry of the same amount the other way; both stay in the ledger."),
	.roles = ROLE(finance) | ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &expense_type,
	.also = &matching_type,
	.clause = "五(三)1",
	.flags = ACT_REASON,
	.run = run,
};

/* An entry is reversed once, and a reversal never. */
static int
check_open(struct deed *deed, const struct record_type *type, uint32_t reverses, uint32_t reversed_by, struct err *err)
{
	uint32_t number = reverses ? reverses : reversed_by;
	const char *other = arena_printf(deed->arena, "%s%u", type->letters, (unsigned)number);

	if (reverses)
		return err_set(err, ERR_STAGE, _("'%s' reverses '%s' and cannot be reversed itself: record the entry anew"), deed->request->target, other);
	if (reversed_by)
		return err_set(err, ERR_STAGE, _("'%s' is reversed already, by '%s'"), deed->request->target, other);
	return 0;
}

/* A copy as a record of its own. */
static void *
fresh_copy(struct deed *deed, const void *record)
{
	struct record *head = record_copy(record, deed->arena);

	head->number = 0;
	head->revision = 0;
	head->entry = 0;
	head->last_date = DATE_NONE;
	return head;
}

static int
reverse_expense(struct deed *deed, struct expense *old, struct err *err)
{
	struct expense *reversal = fresh_copy(deed, old);

	if (deed_take_project(deed, old->project, err) < 0 || check_open(deed, &type_expense, old->reverses, old->reversed_by, err) < 0)
		return -1;
	reversal->reverses = old->head.number;
	reversal->spent_on = deed->date;
	reversal->amount = -old->amount;
	reversal->what = deed->request->reason;
	if (deed_put(deed, reversal, err) < 0)
		return -1;
	old->reversed_by = reversal->head.number;
	deed->target = reversal;
	return books_put(deed, old, err);
}

static int
reverse_matching(struct deed *deed, struct matching *old, struct err *err)
{
	struct matching *reversal = fresh_copy(deed, old);

	if (deed_take_project(deed, old->project, err) < 0 || check_open(deed, &type_matching, old->reverses, old->reversed_by, err) < 0 ||
		left_check(deed, LEDGER_MATCHING, old->amount, err) < 0)
		return -1;
	reversal->reverses = old->head.number;
	reversal->received_on = deed->date;
	reversal->amount = -old->amount;
	reversal->note = deed->request->reason;
	if (deed_put(deed, reversal, err) < 0)
		return -1;
	old->reversed_by = reversal->head.number;
	deed->target = reversal;
	return books_put(deed, old, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct record *head = deed->target;

	return head->type == &type_expense ? reverse_expense(deed, deed->target, err) : reverse_matching(deed, deed->target, err);
}
