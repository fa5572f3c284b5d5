#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/rowfaults.h"
#include "exchange/scores.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_scores = {
	.name = "scores",
	.usage = "export|import FILE [--call ID] [--expert ID] [--blank] [--format xlsx|csv|txt] [--date DATE] [--dry-run] [--json]",
	.summary = N_("takes an expert's score sheets out to be filled in elsewhere, and back in"),
	.help = N_("An expert takes out the own sheets; the office anybody's, and keys them on the expert's behalf.  A sheet keyed a second time by\n"
		"another person is compared with the first.  A row without points stays unfinished; one with a fault keeps all from being saved."),
	.options = (const struct option[]){
		{"call", "ID", N_("the call; the only one being scored by itself")},
		{"expert", "ID", N_("whose sheets; one's own by itself")},
		{"blank", NULL, N_("export: without the points that were handed in")},
		{"format", "xlsx|csv|txt", N_("where the file's name does not say it")},
		{"date", "DATE", N_("business date")},
		{"dry-run", NULL, N_("looks at everything and saves nothing")},
		{0},
	},
	.least = 2,
	.most = 2,
	.run = run,
};

static int
run_export(struct command *command, const struct scores_options *options, struct err *err)
{
	bool standard = strcmp(options->path, "-") == 0;
	uint64_t sheets;

	if (scores_export(command->desk, options, &sheets, err) < 0)
		return -1;
	if (!standard && command->json) {
		struct json *object = json_new_object();
		json_put_text(object, "file", options->path);
		json_put_number(object, "sheets", (int64_t)sheets);
		return json_write(object, true, stdout, err);
	}
	fprintf(standard ? stderr : stdout, _("%llu sheets\n"), (unsigned long long)sheets);
	return 0;
}

static int
print_json(const struct scores_result *result, struct err *err)
{
	struct json *object = json_new_object(), *faults = json_new_array();

	for (size_t i = 0; i < result->faults.count; i++)
		json_add(faults, row_fault_json(&result->faults.items[i], result->lettered));
	json_put_number(object, "handed_in", (int64_t)result->handed_in);
	json_put_number(object, "unchanged", (int64_t)result->unchanged);
	json_put_number(object, "open", (int64_t)result->open);
	json_put_number(object, "saved", (int64_t)result->saved);
	json_put(object, "faults", faults);
	return json_write(object, true, stdout, err);
}

static void
print_text(const struct scores_result *result, bool dry_run)
{
	printf(_("%llu to hand in, %llu unchanged, %llu unfinished, %llu saved\n"), (unsigned long long)result->handed_in,
		(unsigned long long)result->unchanged, (unsigned long long)result->open, (unsigned long long)result->saved);
	if (dry_run)
		puts(_("nothing was saved: this was a trial"));
	else if (!result->saved)
		puts(_("nothing was saved"));
}

static int
run_import(struct command *command, const struct scores_options *options, struct err *err)
{
	struct scores_result result = {0};
	int status = scores_import(command->desk, options, &result, err);

	if (status == 0) {
		for (size_t i = 0; i < result.faults.count; i++)
			row_fault_tell(&result.faults.items[i], options->path, *result.faults.items[i].field ? result.faults.items[i].field : NULL,
				result.lettered);
		if (result.about.loose)
			fprintf(stderr, _("%s: this system's kernel could not lock the reader in (no Landlock)\n"), options->path);
		command->status = result.faults.errors ? EXIT_FAULTS : EXIT_DONE;
		if (command->json)
			status = print_json(&result, err);
		else
			print_text(&result, options->dry_run);
	}
	scores_free(&result);
	return status;
}

static int
run(struct command *command, struct err *err)
{
	struct scores_options options = {
		.path = command->operands[1],
		.format = command_option(command, "format"),
		.call = command_option(command, "call"),
		.expert = command_option(command, "expert"),
		.blank = command_option(command, "blank") != NULL,
		.dry_run = command_option(command, "dry-run") != NULL,
	};
	bool out = strcmp(command->operands[0], "export") == 0;

	if (!out && strcmp(command->operands[0], "import") != 0)
		return err_set(err, ERR_USAGE, _("'%s' is neither 'export' nor 'import'"), command->operands[0]);
	if (command_date(command, "date", &options.date, err) < 0 || !command_desk(command, err))
		return -1;
	return out ? run_export(command, &options, err) : run_import(command, &options, err);
}
