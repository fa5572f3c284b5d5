#include <config.h>

#include "desk/books.h"

#include <string.h>

#include "desk/room.h"

int
deed_take_project(struct deed *deed, uint32_t number, struct err *err)
{
	enum stage stage;
	void *record;

	if (store_get(deed->store, &type_project, number, deed->arena, &record, err) < 0)
		return -1;
	deed->project = record;
	stage = stage_of(deed->project->stage);
	if (!deed->act->stages || (stage < STAGE_COUNT && deed->act->stages & UINT32_C(1) << stage))
		return 0;
	return err_set(err, ERR_STAGE, _("'%s' cannot be done on '%s' at stage '%s'"), _(deed->act->label), deed->project->id,
		code_label(NULL, "stage", deed->project->stage));
}

int
amount_check(money_t amount, struct err *err)
{
	if (amount != MONEY_NONE && amount > 0)
		return 0;
	return err_set(err, ERR_INPUT, _("an amount above nothing is wanted: what was entered wrongly is reversed"));
}

int
left_check(struct deed *deed, int source, money_t amount, struct err *err)
{
	struct ledger ledger;
	const struct ledger_sums *sums;
	char wanted[32], in[32], spent[32], refunded[32], left[32];

	if (ledger_read(deed->desk, deed->project, deed->arena, &ledger, err) < 0)
		return -1;
	sums = &ledger.sums[source];
	if (amount <= sums->left)
		return 0;
	money_print(wanted, amount);
	money_print(in, sums->in);
	money_print(spent, sums->spent);
	money_print(refunded, sums->refunded);
	money_print(left, sums->left);
	if (source == LEDGER_MATCHING)
		return err_set(err, ERR_INPUT, _("%s is more than what is left of the matching funds, %s (received %s, spent %s) (五(三)2)"), wanted, left, in, spent);
	return err_set(err, ERR_INPUT, _("%s is more than what is left of the grant, %s (paid %s, spent %s, refunded %s) (五(三)2)"), wanted, left, in, spent,
		refunded);
}

int
books_day_check(struct deed *deed, date_t day, struct err *err)
{
	const struct project *project = deed->project;
	char wanted[11], edge[11];

	date_print(wanted, day);
	if (day > deed->date) {
		date_print(edge, deed->date);
		return err_set(err, ERR_INPUT, _("%s lies after the day of the record, %s"), wanted, edge);
	}
	if (project->awarded_on != DATE_NONE && day < project->awarded_on) {
		date_print(edge, project->awarded_on);
		return err_set(err, ERR_INPUT, _("%s lies before the award of %s (五(三)1)"), wanted, edge);
	}
	if (project->ended_on != DATE_NONE && day > project->ended_on) {
		date_print(edge, project->ended_on);
		return err_set(err, ERR_INPUT, _("%s lies after the end of the project, %s (五(三)3)"), wanted, edge);
	}
	return cycle_check(deed, day, true, err);
}

int
books_put(struct deed *deed, void *record, struct err *err)
{
	if (record && deed_put(deed, record, err) < 0)
		return -1;
	if (funded_settle(deed, deed->project, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
