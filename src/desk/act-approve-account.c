#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_approve_account = {
	.name = "approve_account",
	.label = N_("Approve a change of account"),
	.help = N_("Another person than who entered it approves the account that was shown; the next payments go there."),
	.roles = ROLE(approver) | ROLE(office),
	.target = &account_change_type,
	.clause = "office",
	.flags = ACT_SECOND | ACT_GRAVE,
	.run = run,
};

static int
check_person(struct deed *deed, const struct account_change *change, struct err *err)
{
	if (strcmp(change->asked_by, deed->person->id) == 0 && !deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	return deed_second(deed, &type_account_change, change->head.number, err);
}

static int
run(struct deed *deed, struct err *err)
{
	struct account_change *change = deed->target;
	struct project *project;
	struct payee *payee;
	void *record;

	if (strcmp(change->state, "asked") != 0)
		return err_set(err, ERR_STAGE, _("this change of account is decided already"));
	if (check_person(deed, change, err) < 0 || store_get(deed->store, &type_project, change->project, deed->arena, &record, err) < 0)
		return -1;
	project = record;
	payee = strcmp(change->payee, "leader") == 0 ? &project->leader_payee : &project->unit_payee;
	payee->bank = change->bank;
	payee->account_name = change->account_name;
	payee->account = change->account;
	change->state = "approved";
	change->approved_by = deed->person->id;
	change->decided_on = deed->date;
	return deed_put(deed, change, err) < 0 ? -1 : deed_put(deed, project, err);
}
