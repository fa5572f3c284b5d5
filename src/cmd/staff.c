#include <config.h>

#include "cmd/deeds.h"

#include <string.h>

static int run(struct command *command, struct err *err);

const struct verb cmd_staff = {
	.name = "staff",
	.usage = "[list | add FIELD=VALUE … | change ID FIELD=VALUE …] [--json]",
	.summary = N_("lists the staff, enters a person, or changes one"),
	.help = N_("'add' and 'change' are the acts staff_add and staff_change: id name roles organisation account phone state."),
	.options = deed_options,
	.most = 100,
	.run = run,
};

/* What stands for an act. */
static const struct {
	const char *word, *act;
} words[] = {
	{"add", "staff_add"},
	{"change", "staff_change"},
};

static int
run(struct command *command, struct err *err)
{
	static const char *list[] = {"staff"};
	const char *word = command->operand_count ? command->operands[0] : "list";

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return deed_run(command, act_named(words[i].act), command->operands + 1, command->operand_count - 1, err);
	if (strcmp(word, "list") != 0 || command->operand_count > 1)
		return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), cmd_staff.name, cmd_staff.usage);
	command->operands = list;
	command->operand_count = 1;
	return verb_named("list")->run(command, err);
}
