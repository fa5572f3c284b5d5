#include <config.h>

#include "cmd/args.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/paths.h"
#include "base/text.h"
#include "cmd/files.h"
#include "cmd/help.h"

/* Where the records are unless --env says it. */
static char *
default_dir(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data && *data == '/')
		return xasprintf("%s/shouxi", data);
	return xasprintf("%s/.local/share/shouxi", home && *home ? home : "");
}

/* For the journal: the other machine's address, or the terminal. */
static char *
where_from(void)
{
	const char *connection = getenv("SSH_CONNECTION");
	const char *terminal = isatty(STDIN_FILENO) ? ttyname(STDIN_FILENO) : NULL;

	if (connection && *connection)
		return xstrndup(connection, strcspn(connection, " "));
	if (terminal && strncmp(terminal, "/dev/", 5) == 0)
		terminal += 5;
	return xstrdup(terminal ? terminal : "");
}

static int
choose_language(struct command *command, enum lang locale, struct err *err)
{
	const char *wanted = command_option(command, "lang");
	struct paths paths;
	bool wrong = wanted && strcmp(wanted, "zh") != 0 && strcmp(wanted, "en") != 0;

	command->lang = locale;
	if (wanted && !wrong)
		command->lang = strcmp(wanted, "zh") == 0 ? LANG_ZH : LANG_EN;
	paths_find(&paths);
	words_use(command->lang, paths.catalogues);
	paths_free(&paths);
	return wrong ? err_set(err, ERR_USAGE, _("the language is zh or en, not '%s'"), wanted) : 0;
}

/* What came from a file or the command line stands in the message, and the terminal must not obey it. */
static void
tell(const char *before, const struct err *err)
{
	char line[1024];
	struct buf safe = {0};

	err_print(line, sizeof line, err);
	text_safe(&safe, before, strlen(before), 0);
	text_safe(&safe, line, strlen(line), TEXT_LINES);
	fprintf(stderr, "%s\n", buf_text(&safe));
	buf_free(&safe);
}

int
command_tell(const struct err *err)
{
	static const int ends[] = {[ERR_USAGE] = EXIT_USAGE, [ERR_INPUT] = EXIT_FAULTS, [ERR_SYSTEM] = 0};

	tell(err->pos.file ? "" : "shouxi: ", err);
	return (size_t)err->code < sizeof ends / sizeof *ends && ends[err->code] ? ends[err->code] : EXIT_NOT_DONE;
}

void
command_tell_faults(const struct faults *faults, const char *file)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->items[i];
		struct err err = {.pos = fault->pos};
		char *field = fault->field && *fault->field && !fault->pos.line ? xasprintf("%s: ", fault->field) : xstrdup("");
		if (!err.pos.file)
			err.pos.file = file;
		snprintf(err.message, sizeof err.message, "%s%s", fault->level == FAULT_WARNING ? _("warning: ") : "", fault->message);
		tell(field, &err);
		free(field);
	}
}

bool
command_begin(struct command *command, int argc, char **argv, enum lang locale)
{
	struct err err = {0}, wrong_lang = {0};
	int result;

	*command = (struct command){0};
	words_use(locale, NULL);
	result = args_read(command, argc, argv, NULL);
	if (choose_language(command, locale, &wrong_lang) < 0) {
		command->status = command_tell(&wrong_lang);
		return false;
	}
	if (result < 0) { /* once more, in the language that is now known */
		command->verb = NULL;
		command->operand_count = command->option_count = 0;
		args_read(command, argc, argv, &err);
		command->status = command_tell(&err);
		return false;
	}
	command->json = command_option(command, "json") != NULL;
	command->dir = command_option(command, "env") ? xstrdup(command_option(command, "env")) : default_dir();
	command->from = where_from();
	if (command_option(command, "version") || command_option(command, "help")) {
		if (command_option(command, "version"))
			puts(PACKAGE_STRING);
		else
			help_print(command->verb, stdout);
		command->status = fflush(stdout) == EOF ? EXIT_NOT_DONE : EXIT_DONE;
		return false;
	}
	return true;
}

int
command_date(const struct command *command, const char *name, date_t *date, struct err *err)
{
	const char *text = command_option(command, name);

	*date = DATE_NONE;
	if (!text)
		return 0;
	if (date_parse(date, text, NULL, err) == 0)
		return 0;
	if (err)
		err->code = ERR_USAGE;
	return err_prefix(err, "--%s", name);
}

int
command_desk_options(struct command *command, struct desk_options *options, struct err *err)
{
	*options = (struct desk_options){
		.dir = command->dir,
		.rules = command_option(command, "rules"),
		.forms = command_option(command, "forms"),
		.as = command_option(command, "as"),
		.from = command->from,
		.lang = command->lang,
	};
	if (command_date(command, "today", &options->today, err) < 0 || command_date(command, "as-of", &options->as_of, err) < 0)
		return -1;
	return files_check_chosen(command, err);
}

struct desk *
command_desk(struct command *command, struct err *err)
{
	struct desk_options options;

	if (command->desk || command_desk_options(command, &options, err) < 0)
		return command->desk;
	if (desk_open(&command->desk, &options, err) == 0)
		return command->desk;
	command->desk = NULL;
	if (err && err->code == ERR_MISSING)
		err_set(err, ERR_MISSING, _("there are no records in '%s': 'shouxi init' makes them, 'shouxi init --demo' with a sample office"), command->dir);
	return NULL;
}

bool
command_progress(void *user, uint64_t done, uint64_t total)
{
	static uint64_t shown;

	(void)user;
	if (!isatty(STDERR_FILENO))
		return true;
	uint64_t part = total ? done * 100 / total : done / 1000;
	if (part == shown && done != total)
		return true;
	shown = part;
	if (total)
		fprintf(stderr, "\r%3d%%", (int)part);
	else
		fprintf(stderr, "\r%llu", (unsigned long long)done);
	if (done == total && total)
		fputs("\r     \r", stderr);
	return true;
}

/* A full disk or a reader that went away is told, once, and is a failure. */
static int
close_output(int status, bool told)
{
	struct err err;
	bool earlier = ferror(stdout);

	errno = 0;
	if (fflush(stdout) == 0 && !earlier && (close(STDOUT_FILENO) == 0 || errno == EBADF))
		return status;
	err_set(&err, ERR_SYSTEM, _("the output cannot be written: %s"), strerror(errno ? errno : EIO));
	if (!told)
		command_tell(&err);
	return status == EXIT_DONE ? EXIT_NOT_DONE : status;
}

int
command_run(struct command *command)
{
	struct err err = {0};

	signal(SIGPIPE, SIG_IGN);
	bool failed = command->verb->run(command, &err) < 0;
	if (failed)
		command->status = command_tell(&err);
	return close_output(command->status, failed);
}

void
command_end(struct command *command)
{
	desk_close(command->desk);
	free(command->dir);
	free(command->from);
	arena_free(&command->arena);
}
