#include <config.h>

#include "cmd/cmd.h"

#include <string.h>
#include <unistd.h>

#include "cmd/rowfaults.h"
#include "exchange/expenses.h"
#include "exchange/import.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_import = {
	.name = "import",
	.usage = "applications|expenses FILE [--call ID] [--project ID] [--source grant|matching] [--good-rows] [--submit] [--dry-run] [--date DATE] [--json]",
	.summary = N_("takes in applications, or the expenses of a project, from a sheet, xlsx or csv"),
	.help = N_("The header may stand below titles; rows of sums and signatures are passed over.  Every fault is told by row and column of the sheet,\n"
		"and nothing is saved while a row has one, unless --good-rows asks for the others.  FILE may be '-', standard input."),
	.options = (const struct option[]){
		{"call", "ID", N_("the call they apply in; the only open one by itself")},
		{"project", "ID", N_("expenses: the project whose books they go to")},
		{"source", "grant|matching", N_("expenses: what those are out of whose row does not say it")},
		{"good-rows", NULL, N_("applications: saves the rows that are right although others are not")},
		{"submit", NULL, N_("applications: submits them as well; else they are drafts")},
		{"dry-run", NULL, N_("looks at everything and saves nothing")},
		{"date", "DATE", N_("business date")},
		{0},
	},
	.least = 2,
	.most = 2,
	.run = run,
};

static int
print_json(const struct import_result *result, struct err *err)
{
	struct json *object = json_new_object(), *faults = json_new_array();

	for (size_t i = 0; i < result->faults.count; i++)
		json_add(faults, row_fault_json(&result->faults.items[i], true));
	json_put_number(object, "accepted", (int64_t)result->accepted);
	json_put_number(object, "refused", (int64_t)result->refused);
	json_put_number(object, "saved", (int64_t)result->saved);
	json_put(object, "faults", faults);
	return json_write(object, true, stdout, err);
}

static void
tell_fault(const struct fault *fault, const char *file, const struct form *form)
{
	const struct form_field *field = form && fault->field && *fault->field ? form_field(form, fault->field) : NULL;

	row_fault_tell(fault, file, field ? form_label(field) : NULL, true);
}

static void
tell(const struct command *command, const char *form_name, const struct import_result *result, const char *file)
{
	const struct form *form = desk_form(command->desk, form_name, NULL);

	for (size_t i = 0; i < result->faults.count; i++)
		tell_fault(&result->faults.items[i], file, form);
	if (result->left_out)
		fprintf(stderr, _("%s: %llu further faults are not listed\n"), file, (unsigned long long)result->left_out);
	if (result->about.loose)
		fprintf(stderr, _("%s: this system's kernel could not lock the reader in (no Landlock)\n"), file);
}

static void
print_text(const struct import_result *result, bool dry_run)
{
	printf(_("%llu accepted, %llu refused, %llu saved\n"), (unsigned long long)result->accepted, (unsigned long long)result->refused,
		(unsigned long long)result->saved);
	if (dry_run)
		puts(_("nothing was saved: this was a trial"));
	else if (!result->saved)
		puts(_("nothing was saved"));
}

static bool
progress(void *user, uint64_t rows)
{
	return command_progress(user, rows, 0);
}

/* What came of it, for people or as JSON. */
static int
report(struct command *command, const char *form, const struct import_result *result, struct err *err)
{
	if (isatty(STDERR_FILENO))
		fputc('\r', stderr);
	tell(command, form, result, command->operands[1]);
	command->status = result->faults.errors || result->refused ? EXIT_FAULTS : EXIT_DONE;
	if (command->json)
		return print_json(result, err);
	print_text(result, command_option(command, "dry-run") != NULL);
	return 0;
}

static int
run_applications(struct command *command, date_t date, struct err *err)
{
	struct import_options options = {
		.path = command->operands[1],
		.call = command_option(command, "call"),
		.date = date,
		.good_rows = command_option(command, "good-rows") != NULL,
		.submit = command_option(command, "submit") != NULL,
		.dry_run = command_option(command, "dry-run") != NULL,
		.progress = progress,
	};
	struct import_result result = {0};
	int status = import_applications(command->desk, &options, &result, err);

	if (status == 0)
		status = report(command, "intake", &result, err);
	import_free(&result);
	return status;
}

static int
run_expenses(struct command *command, date_t date, struct err *err)
{
	struct expenses_options options = {
		.path = command->operands[1],
		.project = command_option(command, "project"),
		.source = command_option(command, "source"),
		.date = date,
		.dry_run = command_option(command, "dry-run") != NULL,
	};
	struct import_result result = {0};
	int status;

	if (!options.project)
		return err_set(err, ERR_USAGE, _("expenses go to the books of one project: name it with --project"));
	status = import_expenses(command->desk, &options, &result, err);
	if (status == 0)
		status = report(command, "record_expense", &result, err);
	import_free(&result);
	return status;
}

static int
run(struct command *command, struct err *err)
{
	bool expenses = strcmp(command->operands[0], "expenses") == 0;
	date_t date;

	if (!expenses && strcmp(command->operands[0], "applications") != 0)
		return err_set(err, ERR_USAGE, _("'%s' cannot be imported, only 'applications' and 'expenses'"), command->operands[0]);
	if (command_date(command, "date", &date, err) < 0 || !command_desk(command, err))
		return -1;
	return expenses ? run_expenses(command, date, err) : run_applications(command, date, err);
}
