#include <config.h>

#include "desk/acts.h"

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_refuse_reopening = {
	.name = "refuse_reopening",
	.label = N_("Refuse a reopening"),
	.help = N_("A second person answers the office that a sheet stays as it was handed in, with the reason; it can be asked for again."),
	.roles = ROLE(office) | ROLE(approver),
	.target = &score_sheet_type,
	.clause = "office",
	.flags = ACT_REASON,
	.run = run,
};

/* Also where the scoring was closed over the question: it is answered, and nothing else changes. */
static int
run(struct deed *deed, struct err *err)
{
	struct score_sheet *sheet = deed->target;

	if (reopening_answerable(deed, sheet, err) < 0)
		return -1;
	sheet->state = "submitted";
	sheet->reopen_refused = deed->request->reason;
	return deed_put(deed, sheet, err);
}
