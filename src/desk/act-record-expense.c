#include <config.h>

#include "desk/acts.h"

#include <stdio.h>
#include <string.h>

#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_expense = {
	.name = "record_expense",
	.label = N_("Record an expense"),
	.help = N_("Records what was spent out of the grant or out of the matching funds, with its use and voucher; reverse_entry takes back what was "
		"entered wrongly."),
	.roles = ROLE(finance) | ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &expense_type,
	.form = "record_expense",
	.clause = "五(二)",
	.run = run,
};

static const char *
listed_uses(struct deed *deed, const struct funded_rules *funded, bool grant)
{
	const struct use_rule *uses = grant ? funded->grant_uses : funded->matching_uses;
	size_t count = grant ? funded->grant_use_count : funded->matching_use_count;
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(deed->arena, "%s%s%s", text, i ? _(", ") : "", words_in(uses[i].label, words_lang()));
	return text;
}

static int
wrong_field(const char *field, struct err *err)
{
	if (err)
		snprintf(err->field, sizeof err->field, "%s", field);
	return -1;
}

/* One outside of the list asks for a reason, or is refused where the rules say so (五(二), 五(一)末). */
static int
check_use(struct deed *deed, const struct expense *expense, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	bool grant = strcmp(expense->source, "grant") == 0;
	const struct funded_rules *funded;
	const char *clause;

	if (!rules)
		return -1;
	if (rules_use(rules, grant, expense->use))
		return 0;
	funded = rules_funded(rules);
	clause = grant ? funded->grant_origin.clause : funded->matching_origin.clause;
	if (*expense->use) {
		err_set(err, ERR_INPUT, grant ? _("'%s' is no use of the grant (%s): %s") : _("'%s' is no use of the matching funds (%s): %s"),
			code_label(&rules->codes, "use", expense->use), clause, listed_uses(deed, funded, grant));
		return wrong_field("expense.use", err);
	}
	if (funded->outside_refused) {
		err_set(err, ERR_INPUT, _("an expense outside of the listed uses is refused (%s): %s"), clause, listed_uses(deed, funded, grant));
		return wrong_field("expense.use", err);
	}
	if (*expense->outside_reason)
		return 0;
	err_set(err, ERR_INPUT, _("an expense outside of the listed uses needs a reason (%s); listed are: %s"), clause, listed_uses(deed, funded, grant));
	return wrong_field("expense.outside_reason", err);
}

/* The same row of the same voucher is not booked twice. */
static int
check_new(struct deed *deed, const struct expense *expense, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_expense, &records);

	for (size_t i = 0; i < count; i++) {
		const struct expense *other = records[i];
		if (other->reverses || other->reversed_by || other->spent_on != expense->spent_on || other->amount != expense->amount ||
			strcmp(other->voucher, expense->voucher) != 0 || strcmp(other->source, expense->source) != 0 ||
			strcmp(other->use, expense->use) != 0 || strcmp(other->what, expense->what) != 0)
			continue;
		return err_set(err, ERR_INPUT, _("voucher '%s' of that day and amount is recorded already, as '%s'"), expense->voucher,
			record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct expense *expense = deed->inputs;
	int source = strcmp(expense->source, "matching") == 0 ? LEDGER_MATCHING : LEDGER_GRANT;

	if (amount_check(expense->amount, err) < 0 || books_day_check(deed, expense->spent_on, err) < 0 || check_use(deed, expense, err) < 0 ||
		check_new(deed, expense, err) < 0)
		return -1;
	if (left_check(deed, source, expense->amount, err) < 0)
		return wrong_field("expense.amount", err);
	expense->project = deed->project->head.number;
	deed->target = expense;
	return books_put(deed, expense, err);
}
