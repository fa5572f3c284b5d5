#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_staff_change = {
	.name = "staff_change",
	.label = N_("Change a person"),
	.help = N_("Changes a person's name, roles or place; with state=left the person no longer works here, and stays on record."),
	.roles = ROLE(admin),
	.target = &staff_type,
	.inputs = &staff_type,
	.form = "staff",
	.clause = "office",
	.run = run,
};

/* Somebody must be left who can enter people. */
static bool
another_admin(struct deed *deed, uint32_t but)
{
	uint32_t count = store_count(deed->store, &type_staff);

	for (uint32_t number = 1; number <= count; number++) {
		void *record;
		if (number == but || store_get(deed->store, &type_staff, number, deed->arena, &record, NULL) < 0)
			continue;
		const struct staff *staff = record;
		if (strcmp(staff->state, "left") != 0 && roles_parse(staff->roles) & ROLE(admin))
			return true;
	}
	return false;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct staff *old = deed->target;
	struct staff *staff = deed->inputs;

	if (strcmp(staff->id, old->id) != 0)
		return err_set(err, ERR_INPUT, _("staff '%s' stays what it is: enter another person instead"), old->id);
	if (staff_check(deed, staff, err) < 0)
		return -1;
	if ((!(roles_parse(staff->roles) & ROLE(admin)) || strcmp(staff->state, "left") == 0) && !another_admin(deed, old->head.number))
		return err_set(err, ERR_INPUT, _("'%s' is the last administrator"), staff->name);
	deed->target = staff;
	return deed_put(deed, staff, err);
}
