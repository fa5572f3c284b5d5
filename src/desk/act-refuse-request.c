#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_refuse_request = {
	.name = "refuse_request",
	.label = N_("Refuse a request for funds"),
	.help = N_("The request is not met, with its reason; what is due stays due."),
	.roles = ROLE(office) | ROLE(finance),
	.target = &funds_request_type,
	.clause = "五(三)2",
	.flags = ACT_REASON,
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct funds_request *request = deed->target;

	if (strcmp(request->state, "open") != 0)
		return err_set(err, ERR_STAGE, _("this request is decided already"));
	request->state = "refused";
	return deed_put(deed, request, err);
}
