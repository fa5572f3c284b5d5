#include <config.h>

#include "cmd/files.h"

#include <string.h>

static int run(struct command *command, struct err *err);

const struct verb cmd_forms = {
	.name = "forms",
	.usage = "check DIR [--rules FILE] [--json]",
	.summary = N_("checks a folder of forms"),
	.least = 2,
	.most = 2,
	.run = run,
};

static int
check(struct command *command, struct form_files *forms, struct faults *faults, struct err *err)
{
	struct faults in_rules = {0};
	struct rules *rules = files_rules_chosen(command, &in_rules, err);

	faults_free(&in_rules);
	if (!rules)
		return -1;
	for (size_t i = 0; i < forms->count; i++)
		if (forms->items[i].form)
			form_check_codes(forms->items[i].form, &rules->codes, faults);
	rules_free(rules);
	return files_report(command, faults, _("the forms are good"), err);
}

static int
run(struct command *command, struct err *err)
{
	struct form_files forms = {0};
	struct faults faults = {0};
	int result;

	if (strcmp(command->operands[0], "check") != 0)
		return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), cmd_forms.name, cmd_forms.usage);
	result = files_forms(command->operands[1], &forms, &faults, err);
	if (result == 0)
		result = check(command, &forms, &faults, err);
	faults_free(&faults);
	files_forms_free(&forms);
	return result;
}
