#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_set_task = {
	.name = "set_task",
	.label = N_("Set a task"),
	.help = N_("Sets a task of the project with its target for one year of the cycle; report_task tells later what came of it."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended),
	.target = &project_type,
	.inputs = &task_type,
	.form = "set_task",
	.clause = "七",
	.run = run,
};

static int
check_year(const struct project *project, int64_t year, struct err *err)
{
	int first, last;

	if (project->cycle_from == DATE_NONE || project->cycle_to == DATE_NONE)
		return 0;
	first = date_year(project->cycle_from);
	last = date_year(project->cycle_to);
	if (year >= first && year <= last)
		return 0;
	return err_set(err, ERR_INPUT, _("%d is no year of the cycle, %d to %d (七)"), (int)year, first, last);
}

static int
check_new(struct deed *deed, const struct task *task, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_task, &records);

	for (size_t i = 0; i < count; i++) {
		const struct task *other = records[i];
		if (other->year == task->year && strcmp(other->task, task->task) == 0 && strcmp(other->target, task->target) == 0)
			return err_set(err, ERR_INPUT, _("this target stands there already, as '%s'"), record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct task *task = deed->inputs;

	if (check_year(deed->project, task->year, err) < 0 || check_new(deed, task, err) < 0)
		return -1;
	task->project = deed->project->head.number;
	task->state = "set";
	deed->target = task;
	return deed_put(deed, task, err);
}
