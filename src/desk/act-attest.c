#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_attest = {
	.name = "attest",
	.label = N_("Attest"),
	.help = N_("Says whether a condition that a person must judge is met, and on what evidence."),
	.roles = ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate),
	.target = &project_type,
	.inputs = &attestation_type,
	.form = "attest",
	.clause = "六(三)3",
	.run = run,
};

static int
check_condition(struct deed *deed, const char *id, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	const struct track *track = rules ? rules_track(rules, deed->project->track) : NULL;

	for (size_t i = 0; track && i < track->condition_count; i++)
		if (strcmp(condition_id(track->conditions[i]), id) == 0) {
			if (condition_attested(track->conditions[i]))
				return 0;
			return err_set(err, ERR_INPUT, _("'%s' is computed, not attested; the office can override it"), id);
		}
	return err_set(err, ERR_INPUT, _("the track has no condition '%s'"), id);
}

static int
run(struct deed *deed, struct err *err)
{
	struct attestation *attestation = deed->inputs;

	if (stage_of(deed->project->stage) == STAGE_candidate && !(deed->person->roles & ROLE(office)))
		return err_set(err, ERR_DENIED, _("'%s' was reported: only the office can attest its conditions"), deed->project->id);
	if (check_condition(deed, attestation->condition, err) < 0)
		return -1;
	if (strcmp(attestation->result, "met") == 0 && !*attestation->evidence)
		return err_set(err, ERR_INPUT, _("say on what evidence '%s' is met"), attestation->condition);
	attestation->project = deed->project->head.number;
	attestation->attested_by = deed->person->id;
	attestation->attested_on = deed->date;
	if (deed_put(deed, attestation, err) < 0 || deed_check(deed, err) < 0)
		return -1;
	return deed_put(deed, deed->project, err);
}
