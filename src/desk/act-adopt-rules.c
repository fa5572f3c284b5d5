#include <config.h>

#include "desk/acts.h"

#include "desk/rulebook.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_adopt_rules = {
	.name = "adopt_rules",
	.label = N_("Adopt rules"),
	.help = N_("Puts the whole text of today's rules and forms on record; calls opened from now on are bound to them."),
	.roles = ROLE(office) | ROLE(admin),
	.target = &rulebook_type,
	.clause = "九.1",
	.flags = ACT_NEW,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	uint32_t before = store_count(deed->store, &type_rulebook);
	uint32_t number = rulebook_adopt(deed, err);

	if (!number)
		return -1;
	if (number <= before)
		return err_set(err, ERR_FAILED, _("these rules and forms are adopted already, as 'R%u'"), number);
	return 0;
}
