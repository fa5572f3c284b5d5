#include <config.h>

#include "cmd/deeds.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_do = {
	.name = "do",
	.usage = "ACT [TARGET] [FIELD=VALUE …] [--reason TEXT] [--date DATE] [--op ID] [--rev N] [--hash H] [--dry-run] [--json]",
	.summary = N_("does an act and prints the record's number, revision and new stage"),
	.help = N_("FIELD=@FILE reads the value from a file, '@-' from standard input; '@@' stands for a value's own '@'.\n"
		"'shouxi acts' lists the acts, 'shouxi fields' the fields."),
	.options = deed_options,
	.least = 1,
	.most = 1000,
	.run = run,
};

static int
run(struct command *command, struct err *err)
{
	const struct act *act = act_named(command->operands[0]);

	if (!act)
		return err_set(err, ERR_USAGE, _("there is no act '%s'; 'shouxi acts' lists them"), command->operands[0]);
	return deed_run(command, act, command->operands + 1, command->operand_count - 1, err);
}
