#include <config.h>

#include "cmd/cmd.h"

#include "exchange/json.h"
#include "store/admin.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_rebuild = {
	.name = "rebuild",
	.usage = "--into DIR [--until DATE] [--json]",
	.summary = N_("makes the records anew from the journal alone"),
	.options = (const struct option[]){
		{"into", "DIR", N_("where to; it must not exist")},
		{"until", "DATE", N_("as they were at the end of that day")},
		{0},
	},
	.run = run,
};

static int
run(struct command *command, struct err *err)
{
	const char *into = command_option(command, "into");
	struct json *object;
	uint64_t entries;
	date_t until;

	if (!into)
		return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), cmd_rebuild.name, cmd_rebuild.usage);
	if (command_date(command, "until", &until, err) < 0)
		return -1;
	if (store_rebuild(command->dir, into, until, &entries, command_progress, NULL, err) < 0)
		return -1;
	if (!command->json) {
		printf(_("%llu journal entries give the records in '%s'\n"), (unsigned long long)entries, into);
		return 0;
	}
	object = json_new_object();
	json_put_text(object, "into", into);
	json_put_number(object, "entries", (int64_t)entries);
	return json_write(object, true, stdout, err);
}
