#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "base/text.h"
#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_change_account = {
	.name = "change_account",
	.label = N_("Change an account"),
	.help = N_("Enters another account for the unit or the leader; it is in force once another person approves it. Payments prepared before keep theirs."),
	.roles = ROLE(finance) | ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &account_change_type,
	.form = "change_account",
	.clause = "office",
	.run = run,
};

/* An account that is not in the payee's own name needs the paper that allows it. */
static int
check_name(const struct project *project, const struct account_change *wanted, struct err *err)
{
	const char *own = strcmp(wanted->payee, "leader") == 0 ? project->leader.name : project->unit.name;

	if (text_same(wanted->account_name, own) || *wanted->authorisation)
		return 0;
	return err_set(err, ERR_INPUT, _("the account is in the name of '%s', not of '%s': name the authorisation"), wanted->account_name, own);
}

static int
check_waiting(struct deed *deed, const struct account_change *wanted, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_account_change, &records);

	for (size_t i = 0; i < count; i++) {
		const struct account_change *other = records[i];
		if (strcmp(other->state, "asked") == 0 && strcmp(other->payee, wanted->payee) == 0)
			return err_set(err, ERR_STAGE, _("'%s' waits for approval: it is decided first"), record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct account_change *wanted = deed->inputs;
	const struct payee *payee = payee_of(deed->project, wanted->payee);

	if (check_name(deed->project, wanted, err) < 0 || check_waiting(deed, wanted, err) < 0)
		return -1;
	if (strcmp(payee->account, wanted->account) == 0 && strcmp(payee->account_name, wanted->account_name) == 0 &&
		strcmp(payee->bank, wanted->bank) == 0)
		return err_set(err, ERR_INPUT, _("this is the account that is in force"));
	wanted->project = deed->project->head.number;
	wanted->state = "asked";
	wanted->asked_by = deed->person->id;
	deed->target = wanted;
	return deed_put(deed, wanted, err);
}
