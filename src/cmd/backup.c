#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/spool.h"
#include "exchange/json.h"
#include "store/admin.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_backup = {
	.name = "backup",
	.usage = "FILE [--json]",
	.summary = N_("copies the records into one file while others work"),
	.help = N_("The file is verified before it gets its name.  FILE '-' is standard output."),
	.least = 1,
	.most = 1,
	.run = run,
};

static int
to_output(struct command *command, struct err *err)
{
	struct spool spool;
	int result;

	if (spool_open(&spool, err) < 0)
		return -1;
	result = store_backup(command->dir, spool.path, command_progress, NULL, err);
	if (result == 0)
		result = spool_pour(&spool, err);
	spool_free(&spool);
	return result;
}

static int
run(struct command *command, struct err *err)
{
	const char *file = command->operands[0];
	struct json *object;

	if (strcmp(file, "-") == 0)
		return to_output(command, err);
	if (store_backup(command->dir, file, command_progress, NULL, err) < 0)
		return -1;
	if (!command->json) {
		printf(_("the records are in '%s'\n"), file);
		return 0;
	}
	object = json_new_object();
	json_put_text(object, "file", file);
	return json_write(object, true, stdout, err);
}
