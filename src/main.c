/* Locale, options, a verb or the screens; nothing else. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "screen/screens.h"

/* A closed standard descriptor would be given to the next file that is opened, and what is printed would go into the records.  What
 * stands there instead can be neither read nor written, so that it is told. */
static void
hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_NOT_DONE);
}

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
	struct command command;
	enum lang locale;
	int status;

	hold_standard_descriptors();
	locale = locale_start();
	if (command_begin(&command, argc, argv, locale))
		status = command.verb ? command_run(&command) : start_screens(&command);
	else
		status = command.status;
	command_end(&command);
	return status;
}
