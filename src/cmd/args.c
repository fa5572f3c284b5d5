#include <config.h>

#include "cmd/args.h"

#include <string.h>

const struct option global_options[] = {
	{"env", "DIR", N_("the records")},
	{"rules", "FILE", N_("the rules")},
	{"forms", "DIR", N_("the forms")},
	{"as", "WHO", N_("who asks: a staff number")},
	{"lang", "zh|en", N_("the language")},
	{"today", "DATE", N_("stands in for today; shown, and kept in the journal")},
	{"as-of", "DATE", N_("reads the past")},
	{"op", "ID", N_("operation id: the same one does the same act once")},
	{"rev", "N", N_("only when the record is at this revision")},
	{"hash", "H", N_("only when this is what would be approved")},
	{"json", NULL, N_("answers in JSON")},
	{"ascii-lines", NULL, N_("frames of plain characters")},
	{"help", NULL, N_("this text, or a verb's")},
	{"version", NULL, N_("the version")},
	{0},
};

static const struct option *
find_option(const struct option *options, const char *name, size_t len)
{
	for (const struct option *option = options; option && option->name; option++)
		if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
			return option;
	return NULL;
}

const char *
command_option(const struct command *command, const char *name)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (strcmp(command->options[i].name, name) == 0)
			return command->options[i].value;
	return NULL;
}

static int
keep_option(struct command *command, const struct option *option, const char *value, struct err *err)
{
	if (command_option(command, option->name) || command->option_count == COMMAND_OPTIONS)
		return err_set(err, ERR_USAGE, _("the option '--%s' is given twice"), option->name);
	command->options[command->option_count].name = option->name;
	command->options[command->option_count++].value = value;
	return 0;
}

/* "--name", "--name=VALUE" or "--name VALUE"; returns how many arguments it took, -1 and *err. */
static int
read_option(struct command *command, const char *text, const char *next, struct err *err)
{
	const char *name = text + strspn(text, "-");
	size_t len = strcspn(name, "=");
	const char *value = name[len] ? name + len + 1 : NULL;
	const struct option *option = NULL;

	if (strcmp(text, "-o") == 0 || (text[0] == '-' && text[1] == '-'))
		option = find_option(global_options, name, len);
	if (!option && command->verb)
		option = find_option(command->verb->options, name, len);
	if (!option && command->verb)
		return err_set(err, ERR_USAGE, _("'%s' has no option '%.*s'"), command->verb->name, (int)(len + (size_t)(name - text)), text);
	if (!option)
		return err_set(err, ERR_USAGE, _("there is no option '%.*s'"), (int)(len + (size_t)(name - text)), text);
	if (!option->value && value)
		return err_set(err, ERR_USAGE, _("the option '--%s' takes no value"), option->name);
	if (option->value && !value && !next)
		return err_set(err, ERR_USAGE, _("the option '--%s' needs a value: %s"), option->name, option->value);
	bool own_argument = option->value && !value;
	if (keep_option(command, option, option->value ? (value ? value : next) : "", err) < 0)
		return -1;
	return own_argument ? 2 : 1;
}

static int
check_operands(const struct command *command, struct err *err)
{
	const struct verb *verb = command->verb;

	if (!verb || command_option(command, "help"))
		return 0;
	if (command->operand_count < verb->least)
		return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), verb->name, verb->usage);
	if (command->operand_count > verb->most)
		return err_set(err, ERR_USAGE, _("'%s' is one word too many: usage: shouxi %s %s"), command->operands[verb->most], verb->name, verb->usage);
	return 0;
}

int
args_read(struct command *command, int argc, char **argv, struct err *err)
{
	bool options_over = false;

	command->operands = arena_alloc(&command->arena, ((size_t)argc + 1) * sizeof *command->operands);
	for (int i = 1; i < argc; i++) {
		const char *text = argv[i];
		if (!options_over && strcmp(text, "--") == 0) {
			options_over = true;
		} else if (!options_over && text[0] == '-' && text[1]) {
			int taken = read_option(command, text, argv[i + 1], err);
			if (taken < 0)
				return -1;
			i += taken - 1;
		} else if (command->verb) {
			command->operands[command->operand_count++] = text;
		} else {
			command->verb = verb_named(text);
			if (!command->verb)
				return err_set(err, ERR_USAGE, _("there is no verb '%s'; 'shouxi help' lists them"), text);
		}
	}
	return check_operands(command, err);
}
