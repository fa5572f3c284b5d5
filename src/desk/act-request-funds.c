#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/paying.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_request_funds = {
	.name = "request_funds",
	.label = N_("Enter a request for funds"),
	.help = N_("Enters what the unit asks for out of what it is due; the next batch of the fund pays so much and no more."),
	.roles = ROLE(office) | ROLE(window),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
		STAGE_SET(cancelled) | STAGE_SET(terminated),
	.target = &project_type,
	.inputs = &funds_request_type,
	.form = "request_funds",
	.clause = "五(三)2",
	.run = run,
};

/* The obligation that is meant, or the oldest that is due to the unit. */
static struct obligation *
find_obligation(struct deed *deed, const struct funds_request *request, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_obligation, &records);

	for (size_t i = 0; i < count; i++) {
		struct obligation *obligation = records[i];
		bool meant = request->obligation ? obligation->head.number == request->obligation
						 : strcmp(obligation->payee, "unit") == 0 && obligation_left(obligation) > 0;
		if (meant)
			return obligation;
	}
	if (request->obligation)
		err_set(err, ERR_INPUT, _("this obligation is not one of '%s'"), deed->project->id);
	else
		err_set(err, ERR_STAGE, _("nothing is due to the unit of '%s'"), deed->project->id);
	return NULL;
}

static int
check_amount(const struct funds_request *request, const struct obligation *obligation, struct arena *arena, struct err *err)
{
	money_t left = obligation_left(obligation);
	char asked[32], most[32];

	if (request->amount > 0 && request->amount <= left)
		return 0;
	money_print(asked, request->amount);
	money_print(most, left);
	return err_set(err, ERR_INPUT, _("%s yuan are asked for, of '%s' only %s can still be paid (%s)"), asked, record_id(obligation, arena), most,
		obligation->clause);
}

static int
check_open(struct deed *deed, const struct obligation *obligation, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_funds_request, &records);

	for (size_t i = 0; i < count; i++) {
		const struct funds_request *other = records[i];
		if (other->obligation == obligation->head.number && strcmp(other->state, "open") == 0)
			return err_set(err, ERR_STAGE, _("'%s' asks for it already"), record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct funds_request *request = deed->inputs;
	const struct obligation *obligation;

	if (paying_stage(deed->project, err) < 0)
		return -1;
	obligation = find_obligation(deed, request, err);
	if (!obligation || check_amount(request, obligation, deed->arena, err) < 0 || check_open(deed, obligation, err) < 0)
		return -1;
	request->project = deed->project->head.number;
	request->obligation = obligation->head.number;
	request->asked_on = deed->date;
	request->state = "open";
	deed->target = request;
	return deed_put(deed, request, err);
}
