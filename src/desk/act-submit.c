#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/intake.h"
#include "desk/kin.h"
#include "desk/paying.h"

static int run(struct deed *deed, struct err *err);

const struct act act_submit = {
	.name = "submit",
	.label = N_("Submit"),
	.help = N_("Submits the application: gives the receipt, computes the conditions, and starts the first reviewer's days."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(draft) | STAGE_SET(returned),
	.target = &project_type,
	.clause = "六(三)2",
	.flags = ACT_MANY,
	.run = run,
};

/* An application must be complete: every required field of the form. */
static int
check_complete(struct deed *deed, struct err *err)
{
	const struct form *form = desk_form(deed->desk, "intake", err);

	if (!form)
		return -1;
	form_check(form, deed->project, deed->project->track, deed->faults);
	return deed->faults->errors ? faults_tell(deed->faults, err) : 0;
}

/* Applications come in between the first and the last day of the call; a correction may come later. */
static int
check_days(struct deed *deed, const struct call *call, struct err *err)
{
	char day[11];

	if (stage_of(deed->project->stage) == STAGE_returned)
		return 0;
	if (call->opens != DATE_NONE && deed->date < call->opens) {
		date_print(day, call->opens);
		return err_set(err, ERR_STAGE, _("call '%s' opens on %s only"), call->id, day);
	}
	if (call->closes != DATE_NONE && deed->date > call->closes) {
		date_print(day, call->closes);
		return err_set(err, ERR_STAGE, _("call '%s' took applications until %s"), call->id, day);
	}
	if (strcmp(call->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("call '%s' is closed"), call->id);
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct project *project = deed->project;
	const struct call *call = call_of(deed, project->call, err);
	const struct rules *rules = deed_rules(deed, err);
	bool back = stage_of(project->stage) == STAGE_returned;
	enum stage next = STAGE_submitted;

	if (!call || !rules || check_complete(deed, err) < 0 || check_days(deed, call, err) < 0 || kin_barred(deed, rules, err) < 0)
		return -1;
	if (back)
		next = returned_from(deed);
	if (project->submitted_on == DATE_NONE)
		project->submitted_on = deed->date;
	if (!*project->receipt)
		project->receipt = arena_printf(deed->arena, "%s-SL", project->id);
	if (deed_check(deed, err) < 0 || deed_stage(deed, deed_next_stage(rules_track(rules, project->track), next), err) < 0)
		return -1;
	overlap_warn(deed, project);
	if (deed_put(deed, project, err) < 0)
		return -1;
	return back ? deed_close_corrections(deed, "received", err) : 0;
}
