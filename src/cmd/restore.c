#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/spool.h"
#include "exchange/json.h"
#include "store/admin.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_restore = {
	.name = "restore",
	.usage = "FILE --into DIR [--json]",
	.summary = N_("unpacks a backup and verifies it"),
	.help = N_("FILE '-' is standard input."),
	.options = (const struct option[]){{"into", "DIR", N_("where to; it must not exist")}, {0}},
	.least = 1,
	.most = 1,
	.run = run,
};

static int
from_input(const char *into, struct err *err)
{
	struct spool spool;
	int result;

	if (spool_open(&spool, err) < 0)
		return -1;
	result = spool_fill(&spool, err);
	if (result == 0)
		result = store_restore(spool.path, into, command_progress, NULL, err);
	spool_free(&spool);
	return result;
}

static int
run(struct command *command, struct err *err)
{
	const char *into = command_option(command, "into"), *file = command->operands[0];
	struct json *object;
	int result;

	if (!into)
		return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), cmd_restore.name, cmd_restore.usage);
	result = strcmp(file, "-") == 0 ? from_input(into, err) : store_restore(file, into, command_progress, NULL, err);
	if (result < 0)
		return -1;
	if (!command->json) {
		printf(_("the records are in '%s'\n"), into);
		return 0;
	}
	object = json_new_object();
	json_put_text(object, "into", into);
	return json_write(object, true, stdout, err);
}
