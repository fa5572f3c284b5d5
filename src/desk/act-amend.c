#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/intake.h"

static bool in_hands(unsigned roles, enum stage stage);
static int run(struct deed *deed, struct err *err);

const struct act act_amend = {
	.name = "amend",
	.label = N_("Amend"),
	.help = N_("Changes what an application says; after it was submitted with a reason, and its conditions are computed anew."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(draft) | STAGE_SET(returned) | STAGE_SET(submitted) | STAGE_SET(candidate) | STAGE_SET(eligible),
	.in_hands = in_hands,
	.target = &project_type,
	.inputs = &project_type,
	.form = "intake",
	.clause = "六(三)2",
	.run = run,
};

/* Windows change what is still in the applicant's hands; after that it is the reviewers' and the office's, with a reason. */
static bool
in_hands(unsigned roles, enum stage stage)
{
	unsigned may = ROLE(office);

	if (stage == STAGE_draft || stage == STAGE_returned)
		may |= ROLE(window) | ROLE(reviewer);
	else if (stage == STAGE_submitted)
		may |= ROLE(reviewer);
	return (roles & may) != 0;
}

static int
check_hands(struct deed *deed, enum stage stage, struct err *err)
{
	if (stage == STAGE_draft || stage == STAGE_returned)
		return 0;
	if (!(deed->person->roles & (ROLE(reviewer) | ROLE(office))))
		return err_set(err, ERR_DENIED, _("'%s' was submitted: only its first reviewer or the office can amend it"), deed->project->id);
	if (stage != STAGE_submitted && !(deed->person->roles & ROLE(office)))
		return err_set(err, ERR_DENIED, _("'%s' was reported: only the office can amend it"), deed->project->id);
	if (!deed->request->reason || !*deed->request->reason)
		return err_set(err, ERR_INPUT, _("'%s' was submitted: amending it needs a reason"), deed->project->id);
	return 0;
}

/* Fields of payees are all texts. */
static bool
payees_changed(const struct project *old, const struct project *project)
{
	const struct column *columns;
	size_t count;

	columns = record_columns(&type_project, &count);
	for (size_t i = 0; i < count; i++)
		if (columns[i].field->flags & FIELD_PAYEE && strcmp(*(const char *const *)column_in(old, &columns[i]), *(const char *const *)column_in(project, &columns[i])) != 0)
			return true;
	return false;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct project *old = deed->target;
	struct project *project = deed->inputs;
	enum stage stage = stage_of(old->stage);

	if (check_hands(deed, stage, err) < 0)
		return -1;
	if (*project->call && strcmp(project->call, old->call) != 0)
		return err_set(err, ERR_INPUT, _("'%s' stays in its call '%s'"), old->id, old->call);
	project->call = old->call;
	if (stage != STAGE_draft && stage != STAGE_returned && payees_changed(old, project))
		return err_set(err, ERR_DENIED, _("'%s' was submitted: its payees can be changed only once it is returned"), old->id);
	deed->project = project;
	deed->target = project;
	if (intake_path(deed, project, err) < 0 || intake_duplicate(deed, project, err) < 0)
		return -1;
	if (stage != STAGE_draft && stage != STAGE_returned && deed_check(deed, err) < 0)
		return -1;
	if (deed_put(deed, project, err) < 0)
		return -1;
	return intake_lines(deed, err);
}
