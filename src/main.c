/* Locale, options, a verb or the screens; nothing else. */
#include <config.h>

#include "cmd/cmd.h"
#include "screen/screens.h"

static int
start_screens(struct command *command)
{
	struct screens_options options = {.ascii_lines = command_option(command, "ascii-lines") != NULL};
	struct err err = {0};

	if (command_desk_options(command, &options.desk, &err) == 0 && screens_run(&options, &err) == 0)
		return EXIT_DONE;
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
