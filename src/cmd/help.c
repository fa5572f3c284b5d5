#include <config.h>

#include "cmd/help.h"

#include <string.h>

#include "base/text.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_help = {
	.name = "help",
	.usage = "[VERB]",
	.summary = N_("lists the verbs, or explains one"),
	.most = 1,
	.run = run,
};

enum { LEFT = 18 };

static void
print_line(const char *left, const char *right, FILE *out)
{
	struct buf line = {0};

	text_pad(&line, left, LEFT, false);
	fprintf(out, "  %s %s\n", buf_text(&line), right);
	buf_free(&line);
}

static void
print_options(const struct option *options, FILE *out)
{
	for (const struct option *option = options; option && option->name; option++) {
		struct buf left = {0};
		buf_addf(&left, "--%s%s%s", option->name, option->value ? " " : "", option->value ? option->value : "");
		print_line(buf_text(&left), _(option->help), out);
		buf_free(&left);
	}
}

static void
print_program(FILE *out)
{
	fprintf(out, "%s\n\n", _("usage: shouxi [OPTIONS] [VERB …]; without a verb the screens start"));
	for (const struct verb *const *verb = verbs; *verb; verb++)
		print_line((*verb)->name, _((*verb)->summary), out);
	fprintf(out, "\n%s\n", _("Options, before the verb or behind it:"));
	print_options(global_options, out);
	fprintf(out, "\n%s\n", _("Ends with 0: done · 1: it could not be done · 2: wrong usage · 3: the input has faults."));
}

void
help_print(const struct verb *verb, FILE *out)
{
	if (!verb) {
		print_program(out);
		return;
	}
	fprintf(out, _("usage: shouxi %s %s"), verb->name, verb->usage);
	fprintf(out, "\n\n%s\n", _(verb->summary));
	if (verb->help)
		fprintf(out, "\n%s\n", _(verb->help));
	if (verb->options) {
		fprintf(out, "\n%s\n", _("Options:"));
		print_options(verb->options, out);
	}
}

static int
run(struct command *command, struct err *err)
{
	const struct verb *verb = NULL;

	if (command->operand_count) {
		verb = verb_named(command->operands[0]);
		if (!verb)
			return err_set(err, ERR_USAGE, _("there is no verb '%s'; 'shouxi help' lists them"), command->operands[0]);
	}
	help_print(verb, stdout);
	return 0;
}
