#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_resolve_objection = {
	.name = "resolve_objection",
	.label = N_("Decide an objection"),
	.help = N_("Decides an objection with what was found: upheld takes the project out, dismissed lets it stay."),
	.roles = ROLE(office),
	.target = &objection_type,
	.inputs = &objection_type,
	.form = "resolve_objection",
	.clause = "六(三)4",
	.flags = ACT_REASON | ACT_GRAVE,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	const struct objection *old = deed->target;
	struct objection *wanted = deed->inputs, *objection = record_copy(deed->target, deed->arena);
	void *record;

	if (strcmp(old->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("this objection is decided already"));
	if (strcmp(wanted->decision, "upheld") != 0 && strcmp(wanted->decision, "dismissed") != 0)
		return err_set(err, ERR_INPUT, _("an objection is upheld or dismissed"));
	objection->decision = wanted->decision;
	objection->state = wanted->decision;
	objection->finding = deed->request->reason;
	objection->decided_on = deed->date;
	deed->target = objection;
	if (deed_put(deed, objection, err) < 0)
		return -1;
	if (strcmp(objection->state, "upheld") != 0)
		return 0;
	if (store_get(deed->store, &type_project, objection->project, deed->arena, &record, err) < 0)
		return -1;
	if (stage_of(((struct project *)record)->stage) != STAGE_publicised)
		return 0; /* it left the list meanwhile: the finding stays, nothing else follows */
	((struct project *)record)->end_reason = deed->request->reason;
	return project_stage(deed, record, STAGE_removed, err);
}
