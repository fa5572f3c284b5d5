#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_staff_add = {
	.name = "staff_add",
	.label = N_("Enter a person"),
	.help = N_("Enters a person with number, name, roles and, for windows and first reviewers, the town or department."),
	.roles = ROLE(admin),
	.target = &staff_type,
	.inputs = &staff_type,
	.form = "staff",
	.clause = "office",
	.flags = ACT_NEW,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct staff *staff = deed->inputs;

	if (store_count(deed->store, &type_staff) == 0 && !(roles_parse(staff->roles) & ROLE(admin)))
		return err_set(err, ERR_INPUT, _("the first person entered must be an administrator, or nobody could enter the next"));
	if (store_find(deed->store, &type_staff, record_column(&type_staff, "staff.id"), staff->id))
		return err_set(err, ERR_INPUT, _("staff '%s' is entered already"), staff->id);
	if (staff_check(deed, staff, err) < 0)
		return -1;
	if (!*staff->state)
		staff->state = "active";
	deed->target = staff;
	return deed_put(deed, staff, err);
}

int
staff_check(struct deed *deed, const struct staff *staff, struct err *err)
{
	uint32_t other = *staff->account ? store_find(deed->store, &type_staff, record_column(&type_staff, "staff.account"), staff->account) : 0;

	if (roles_parse(staff->roles) & (ROLE(window) | ROLE(reviewer)) && !*staff->organisation)
		return err_set(err, ERR_INPUT, _("windows and first reviewers need their town or department"));
	if (!roles_parse(staff->roles))
		return err_set(err, ERR_INPUT, _("'%s' needs a role"), staff->name);
	if (other && other != staff->head.number)
		return err_set(err, ERR_INPUT, _("the account '%s' is somebody else's"), staff->account);
	return 0;
}
