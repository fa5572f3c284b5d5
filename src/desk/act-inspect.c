#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "base/text.h"
#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_inspect = {
	.name = "inspect",
	.label = N_("Inspect the use of funds"),
	.help = N_("Records an inspection by the working group and what it found.  Nothing follows by itself: to be rectified, order_rectification comes next; "
		"serious, order_rectification or order_clawback; neither of them cancels the funding."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &inspection_type,
	.form = "inspect",
	.clause = "五(三)4",
	.run = run,
};

static int
check_misused(struct deed *deed, const struct inspection *inspection, struct err *err)
{
	struct ledger ledger;
	money_t in;
	char wanted[32], had[32];

	if (inspection->misused == MONEY_NONE || inspection->misused == 0)
		return 0;
	if (strcmp(inspection->outcome, "in_order") == 0)
		return err_set(err, ERR_INPUT, _("where all is in order nothing was misused (五(三)4)"));
	if (ledger_read(deed->desk, deed->project, deed->arena, &ledger, err) < 0)
		return -1;
	in = ledger.sums[LEDGER_GRANT].in + ledger.sums[LEDGER_MATCHING].in;
	if (inspection->misused <= in)
		return 0;
	money_print(wanted, inspection->misused);
	money_print(had, in);
	return err_set(err, ERR_INPUT, _("%s is more than the project ever had, %s (五(三)4)"), wanted, had);
}

static int
run(struct deed *deed, struct err *err)
{
	struct inspection *inspection = deed->inputs;
	const struct rules *rules = deed_rules(deed, err);
	char day[11], edge[11];

	if (!rules)
		return -1;
	if (inspection->inspected_on > deed->date || inspection->inspected_on < deed->project->awarded_on) {
		date_print(day, inspection->inspected_on);
		date_print(edge, inspection->inspected_on > deed->date ? deed->date : deed->project->awarded_on);
		return err_set(err, ERR_INPUT, inspection->inspected_on > deed->date ? _("%s lies after the day of the record, %s") :
			_("%s lies before the award of %s (五(三)1)"), day, edge);
	}
	if (text_same(inspection->inspected_by, deed->project->unit.name))
		return err_set(err, ERR_INPUT, _("the unit does not inspect itself: the working group does (五(三)4)"));
	if (check_misused(deed, inspection, err) < 0)
		return -1;
	if (!*inspection->inspected_by)
		inspection->inspected_by = words_in(rules->office.working_group, LANG_ZH);
	inspection->project = deed->project->head.number;
	deed->target = inspection;
	return deed_put(deed, inspection, err);
}
