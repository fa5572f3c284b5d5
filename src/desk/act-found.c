#include <config.h>

#include "desk/acts.h"

#include "desk/room.h"
#include "desk/rulebook.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

/* Nobody's role: it is done once, when the records are made. */
const struct act act_found = {
	.name = "found",
	.label = N_("Make the records"),
	.help = N_("Makes the records of an office and adopts its rules and forms."),
	.target = &office_type,
	.clause = "office",
	.flags = ACT_NEW,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct rules *rules = desk_rules(deed->desk, err);
	struct office *office = record_new(&type_office, deed->arena);

	if (!rules)
		return -1;
	office->title = rules->office.office.zh;
	office->demo = deed->desk->founding_demo;
	office->opened_on = deed->date;
	office->sample_day = deed->desk->sample_day;
	deed->target = office;
	if (!rulebook_adopt(deed, err))
		return -1;
	return deed_put(deed, office, err);
}
