#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_meeting = {
	.name = "record_meeting",
	.label = N_("Record a meeting"),
	.help = N_("Records the minutes that lists and orders rest on: body, number, date, attendees, resolution."),
	.roles = ROLE(office),
	.target = &meeting_type,
	.inputs = &meeting_type,
	.form = "record_meeting",
	.clause = "一",
	.flags = ACT_NEW,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct meeting *meeting = deed->inputs;

	if (meeting->held_on > deed->date)
		return err_set(err, ERR_INPUT, _("the meeting lies after the day of its record"));
	if (*meeting->call && !call_of(deed, meeting->call, err))
		return -1;
	deed->target = meeting;
	return deed_put(deed, meeting, err);
}
