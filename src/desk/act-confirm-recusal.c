#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_confirm_recusal = {
	.name = "confirm_recusal",
	.label = N_("Confirm a recusal"),
	.help = N_("The office confirms that an expert stands aside, or not; a confirmed one never scores the project, and what was scored counts no more."),
	.roles = ROLE(office),
	.target = &recusal_type,
	.inputs = &recusal_type,
	.form = "confirm_recusal",
	.clause = "office",
	.run = run,
};

static bool
counts(const struct score_sheet *sheet)
{
	return strcmp(sheet->state, "submitted") == 0 || strcmp(sheet->state, "reopening") == 0;
}

/* A sheet of somebody who stands aside no longer counts. */
static int
drop_sheet(struct deed *deed, const struct recusal *recusal, struct err *err)
{
	struct score_sheet *sheet = joined_record(deed->desk, &type_score_sheet, recusal->project, recusal->expert, deed->arena);

	if (!sheet || !counts(sheet))
		return 0;
	sheet->state = "dropped";
	return deed_put(deed, sheet, err);
}

/* The expert scores on where the recusal was; what was handed in stands. */
static int
take_back(struct deed *deed, const struct recusal *recusal, struct err *err)
{
	const struct score_sheet *sheet = joined_record(deed->desk, &type_score_sheet, recusal->project, recusal->expert, deed->arena);

	return assignment_state(deed, recusal->project, recusal->expert, sheet && counts(sheet) ? "submitted" : "open", err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct recusal *old = deed->target;
	struct recusal *recusal = deed->inputs;
	bool confirmed = strcmp(recusal->decision, "confirmed") == 0;

	if (strcmp(old->state, "declared") != 0)
		return err_set(err, ERR_STAGE, _("this recusal is decided already"));
	recusal->expert = old->expert;
	recusal->reason = old->reason;
	recusal->state = recusal->decision;
	recusal->decided_by = deed->person->id;
	recusal->decided_on = deed->date;
	deed->target = recusal;
	if (deed_put(deed, recusal, err) < 0)
		return -1;
	if (confirmed)
		return drop_sheet(deed, recusal, err);
	return take_back(deed, recusal, err);
}
