#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/books.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_matching = {
	.name = "record_matching",
	.label = N_("Record matching funds"),
	.help = N_("Records matching funds that the unit put in, kept apart from the grant; reverse_entry takes back what was entered wrongly."),
	.roles = ROLE(finance) | ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &matching_type,
	.form = "record_matching",
	.clause = "五(一)末",
	.run = run,
};

static int
check_new(struct deed *deed, const struct matching *matching, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_matching, &records);

	for (size_t i = 0; i < count; i++) {
		const struct matching *other = records[i];
		if (!other->reverses && !other->reversed_by && other->received_on == matching->received_on && other->amount == matching->amount &&
			strcmp(other->voucher, matching->voucher) == 0)
			return err_set(err, ERR_INPUT, _("voucher '%s' of that day and amount is recorded already, as '%s'"), matching->voucher,
				record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct matching *matching = deed->inputs;

	if (amount_check(matching->amount, err) < 0 || books_day_check(deed, matching->received_on, err) < 0 || check_new(deed, matching, err) < 0)
		return -1;
	matching->project = deed->project->head.number;
	deed->target = matching;
	return books_put(deed, matching, err);
}
