#include <config.h>

#include "desk/acts.h"

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_predecessor = {
	.name = "record_predecessor",
	.label = N_("Record the predecessor"),
	.help = N_("Records year, final grade and document of a predecessor that is older than these records, before anything is decided on them."),
	.roles = ROLE(office),
	.stages = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate),
	.target = &project_type,
	.inputs = &project_type,
	.form = "record_predecessor",
	.clause = "六(二)1",
	.run = run,
};

/* The predecessor in these records speaks for itself. */
static int
check_older(struct deed *deed, const struct project *wanted, struct err *err)
{
	int64_t year = deed->project->year == INT64_MIN ? date_year(deed->date) : deed->project->year;

	if (*deed->project->predecessor && store_find(deed->store, &type_project, record_column(&type_project, "project.id"), deed->project->predecessor))
		return err_set(err, ERR_STAGE, _("the predecessor '%s' is in these records: its own cycle and grade count (六(二))"), deed->project->predecessor);
	if (wanted->predecessor_year >= year)
		return err_set(err, ERR_INPUT, _("a predecessor of %lld is not older than this application of %lld: its cycle would end before it starts (六(二)1)"),
			(long long)wanted->predecessor_year, (long long)year);
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct project *wanted = deed->inputs;
	struct project *project = deed->project;

	if (check_older(deed, wanted, err) < 0)
		return -1;
	project->predecessor_year = wanted->predecessor_year;
	project->predecessor_grade = wanted->predecessor_grade;
	project->predecessor_document = wanted->predecessor_document;
	if (deed_check(deed, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
