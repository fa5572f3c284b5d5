#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_declare_recusal = {
	.name = "declare_recusal",
	.label = N_("Declare a recusal"),
	.help = N_("An expert stands aside from a project, with the reason, and sees it no more; the office confirms it or not. The office names the expert whose conflict it found."),
	.roles = ROLE(expert) | ROLE(office),
	.stages = STAGE_SET(eligible) | STAGE_SET(in_review),
	.target = &project_type,
	.inputs = &recusal_type,
	.form = "declare_recusal",
	.clause = "office",
	.run = run,
};

static int
run(struct deed *deed, struct err *err)
{
	struct recusal *recusal = deed->inputs;
	bool office = deed->role == ROLE(office) && *recusal->expert;
	const struct recusal *before;
	const struct staff *staff;

	if (!office)
		recusal->expert = deed->person->id;
	staff = staff_by(deed->desk, "staff.id", recusal->expert, deed->arena);
	if (!staff || !(roles_parse(staff->roles) & ROLE(expert)))
		return err_set(err, ERR_INPUT, _("'%s' is not entered as an expert"), recusal->expert);
	before = joined_record(deed->desk, &type_recusal, deed->project->head.number, recusal->expert, deed->arena);
	if (before && strcmp(before->state, "refused") != 0)
		return err_set(err, ERR_STAGE, _("'%s' stands aside from '%s' already"), recusal->expert, deed->project->id);
	recusal->project = deed->project->head.number;
	recusal->call = deed->project->call;
	recusal->found = office ? "office" : "declared";
	recusal->state = "declared";
	if (deed_put(deed, recusal, err) < 0)
		return -1;
	return assignment_state(deed, deed->project->head.number, recusal->expert, "recused", err);
}
