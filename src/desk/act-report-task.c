#include <config.h>

#include "desk/acts.h"

#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_report_task = {
	.name = "report_task",
	.label = N_("Report a task"),
	.help = N_("Tells what came of a task, and the number reached where its target can be counted; a later report takes the place of an earlier one."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed),
	.target = &task_type,
	.inputs = &task_type,
	.form = "report_task",
	.clause = "七",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct task *wanted = deed->inputs;
	struct task *task = record_copy(deed->target, deed->arena);

	if (deed_take_project(deed, task->project, err) < 0)
		return -1;
	if (date_year(deed->date) < task->year)
		return err_set(err, ERR_STAGE, _("the task is for %d, which has not begun (七)"), (int)task->year);
	task->result = wanted->result;
	task->reached = wanted->reached;
	task->state = "reported";
	task->reported_on = deed->date;
	deed->target = task;
	return deed_put(deed, task, err);
}
