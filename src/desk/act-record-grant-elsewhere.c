#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/funded.h"

static int run(struct deed *deed, struct err *err);

const struct act act_record_grant_elsewhere = {
	.name = "record_grant_elsewhere",
	.label = N_("Enter a grant received elsewhere"),
	.help = N_("A subsidy under another policy; where it is alike and of a level that counts, the higher alone is paid and never both (九.4)."),
	.roles = ROLE(office) | ROLE(finance),
	.target = &project_type,
	.inputs = &grant_elsewhere_type,
	.form = "record_grant_elsewhere",
	.clause = "九.4",
	.run = run,
};

static int
check_new(struct deed *deed, const struct grant_elsewhere *grant, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_grant_elsewhere, &records);

	if (grant->amount <= 0)
		return err_set(err, ERR_INPUT, _("a grant has an amount"));
	if (grant->granted_on > deed->date)
		return err_set(err, ERR_INPUT, _("the grant lies after the business date"));
	for (size_t i = 0; i < count; i++) {
		const struct grant_elsewhere *other = records[i];
		if (other->withdrawn != 1 && other->amount == grant->amount && other->granted_on == grant->granted_on &&
			strcmp(other->policy, grant->policy) == 0 && strcmp(other->payee, grant->payee) == 0)
			return err_set(err, ERR_INPUT, _("this grant is entered already, as '%s'"), record_id(other, deed->arena));
	}
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct grant_elsewhere *grant = deed->inputs;
	struct project *project = deed->project;

	if (check_new(deed, grant, err) < 0)
		return -1;
	grant->project = project->head.number;
	grant->withdrawn = 0;
	deed->target = grant;
	if (deed_put(deed, grant, err) < 0)
		return -1;
	if (project->awarded_on == DATE_NONE)
		return 0;
	return funded_settle(deed, project, err) < 0 ? -1 : deed_put(deed, project, err);
}
