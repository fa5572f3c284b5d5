/* Locale, options, a verb or the screens; nothing else. */
#include <config.h>

#include "cmd/cmd.h"

static int
start_screens(struct command *command)
{
	struct err err;

	(void)command;
	err_set(&err, ERR_FAILED, _("this build has no screens: 'shouxi help' lists the verbs"));
	return command_tell(&err);
}

int
main(int argc, char **argv)
{
	enum lang locale = locale_start();
	struct command command;
	int status;

	if (command_begin(&command, argc, argv, locale))
		status = command.verb ? command_run(&command) : start_screens(&command);
	else
		status = command.status;
	command_end(&command);
	return status;
}
