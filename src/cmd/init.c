#include <config.h>

#include "cmd/cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int run(struct command *command, struct err *err);

const struct verb cmd_init = {
	.name = "init",
	.usage = "[--demo]",
	.summary = N_("makes the records"),
	.help = N_("The rules and forms in force are adopted into them.  With --demo they hold a whole sample office, in which, and only in which,\n"
		"the person at the keyboard may change seats."),
	.options = (const struct option[]){{"demo", NULL, N_("with a sample office")}, {0}},
	.run = run,
};

/* The folders above the records, as ~/.local/share on a new account. */
static int
make_above(const char *dir, struct err *err)
{
	char *path = xstrdup(dir);
	int result = 0;

	for (char *slash = strchr(path + 1, '/'); slash && result == 0; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			result = err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be made: %s"), path, strerror(errno));
		*slash = '/';
	}
	free(path);
	return result;
}

static int
run(struct command *command, struct err *err)
{
	struct desk_options options;
	bool demo = command_option(command, "demo") != NULL;

	if (command_desk_options(command, &options, err) < 0 || make_above(command->dir, err) < 0)
		return -1;
	if (desk_init(&options, demo, command_progress, NULL, err) < 0)
		return -1;
	printf(demo ? _("records with a sample office were made in '%s'\n") : _("records were made in '%s'\n"), command->dir);
	return 0;
}
