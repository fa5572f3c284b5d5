#include <config.h>

#include "desk/acts.h"

#include "desk/rulebook.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_open_call = {
	.name = "open_call",
	.label = N_("Open a call"),
	.help = N_("Opens a call with its quota and dates, bound for life to today's rules, which are adopted with it where they are new."),
	.roles = ROLE(office),
	.target = &call_type,
	.inputs = &call_type,
	.form = "open_call",
	.clause = "六(三)1",
	.flags = ACT_NEW,
	.run = run,
};

/* The year names a call; a second one of that year takes a number behind it. */
static const char *
call_name(struct deed *deed, int year)
{
	const struct column *id = record_column(&type_call, "call.id");

	for (int nth = 1;; nth++) {
		const char *name = nth == 1 ? arena_printf(deed->arena, "%d", year) : arena_printf(deed->arena, "%d-%d", year, nth);
		if (!store_find(deed->store, &type_call, id, name))
			return name;
	}
}

static int
check_days(const struct call *call, struct err *err)
{
	if (call->closes != DATE_NONE && call->first_review_by != DATE_NONE && call->first_review_by < call->closes)
		return err_set(err, ERR_INPUT, _("first reviews are due before applications end"));
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct call *call = deed->inputs;

	if (check_days(call, err) < 0)
		return -1;
	call->rulebook = rulebook_adopt(deed, err);
	if (!call->rulebook)
		return -1;
	call->id = call_name(deed, (int)call->year);
	call->state = "open";
	if (!*call->title)
		call->title = arena_printf(deed->arena, "%d年度申报", (int)call->year);
	deed->target = call;
	return deed_put(deed, call, err);
}
