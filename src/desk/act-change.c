#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/change.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_change = {
	.name = "change",
	.label = N_("Record a change"),
	.help = N_("Records with its proof that the unit, the leader or the studio changed, and what that does to money; papers of an earlier time keep the name of that time."),
	.roles = ROLE(office),
	.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &alteration_type,
	.form = "change",
	.clause = "office",
	.run = run,
};

/* A leader leaves once; after that only another one may come. */
static int
check_leader(struct deed *deed, const struct alteration *wanted, struct err *err)
{
	static const char *const leaving[] = {"leader_left", "leader_retired", "leader_died"};
	bool leaves = false, gone = false;
	void **records;
	size_t count = deed_parts(deed, &type_alteration, &records);

	for (size_t j = 0; j < sizeof leaving / sizeof *leaving; j++)
		leaves = leaves || strcmp(wanted->kind, leaving[j]) == 0;
	for (size_t i = 0; i < count; i++) {
		const struct alteration *earlier = records[i];
		for (size_t j = 0; j < sizeof leaving / sizeof *leaving; j++)
			gone = gone || strcmp(earlier->kind, leaving[j]) == 0;
		gone = gone && strcmp(earlier->kind, "leader_replaced") != 0;
	}
	if (leaves && gone)
		return err_set(err, ERR_STAGE, _("the leader of '%s' is gone already: record who came after"), deed->project->id);
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct alteration *alteration = deed->inputs;
	const struct rules *rules = deed_rules(deed, err);
	struct project *before = record_copy(deed->project, deed->arena), *project = deed->project;
	struct words effect;

	if (!rules || change_check(project, alteration, deed->date, err) < 0 || check_leader(deed, alteration, err) < 0)
		return -1;
	alteration->project = project->head.number;
	change_apply(rules_funded(rules), project, alteration);
	effect = change_effect(deed->desk, before, project, alteration, deed->date, deed->arena);
	alteration->effect_zh = effect.zh;
	alteration->effect_en = effect.en;
	if (deed_put(deed, alteration, err) < 0 || funded_settle(deed, project, err) < 0 || funded_clock(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}
