#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_reopen_sheet = {
	.name = "reopen_sheet",
	.label = N_("Reopen a sheet"),
	.help = N_("The office asks, with the reason, that an expert's sheet be opened again; a second person doing the same opens it."),
	.roles = ROLE(office) | ROLE(approver),
	.target = &score_sheet_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct score_sheet *sheet = deed->target;
	void *record;

	if (store_get(deed->store, &type_project, sheet->project, deed->arena, &record, err) < 0)
		return -1;
	if (stage_of(((struct project *)record)->stage) != STAGE_in_review)
		return err_set(err, ERR_STAGE, _("the scoring of '%s' is closed"), ((struct project *)record)->id);
	if (strcmp(sheet->state, "submitted") == 0) {
		if (!(deed->person->roles & ROLE(office)))
			return err_set(err, ERR_DENIED, _("the office asks first that a sheet be reopened"));
		sheet->state = "reopening";
		sheet->reopen_asked_by = deed->person->id;
		sheet->reopen_refused = "";
		return deed_put(deed, sheet, err);
	}
	if (reopening_answerable(deed, sheet, err) < 0)
		return -1;
	sheet->state = "reopened";
	sheet->checked_by = "";
	if (deed_put(deed, sheet, err) < 0)
		return -1;
	return assignment_state(deed, sheet->project, sheet->expert, "open", err);
}
