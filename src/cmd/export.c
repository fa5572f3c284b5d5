#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/records.h"
#include "exchange/export.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_export = {
	.name = "export",
	.usage = "RECORDS FILE [--where QUERY] [--columns A,B] [--order COLUMN] [--format csv|xlsx|json]",
	.summary = N_("writes a list into a file: .csv, .xlsx or .json"),
	.help = N_("FILE '-' is standard output, csv unless --format or --json says another.  Identity numbers, phones and accounts go out masked.\n"
		"In csv, cells that a spreadsheet program would calculate with have an apostrophe before them; import takes it off."),
	.options = (const struct option[]){
		{"where", "QUERY", N_("only those that pass the filter")},
		{"columns", "A,B", N_("these fields, by name")},
		{"order", "COLUMN", N_("ordered by an indexed field")},
		{"format", "csv|xlsx|json", N_("where the file's name does not say it")},
		{0},
	},
	.least = 2,
	.most = 2,
	.run = run,
};

static int
run(struct command *command, struct err *err)
{
	const struct record_list *list = records_named(command->operands[0], err);
	const char *columns = command_option(command, "columns");
	struct export_options options = {
		.where = command_option(command, "where"),
		.order = command_option(command, "order"),
		.path = command->operands[1],
		.format = command_option(command, "format"),
	};
	bool standard = strcmp(options.path, "-") == 0;
	uint64_t rows;

	if (!list || !command_desk(command, err))
		return -1;
	options.type = list->type;
	if (!options.format && standard && command->json)
		options.format = "json";
	if (columns)
		options.columns = split_names(columns, &command->arena, &options.column_count);
	if (export_records(command->desk, &options, &rows, err) < 0) {
		if (err && err->code == ERR_INPUT)
			err->code = ERR_USAGE;
		return -1;
	}
	if (!standard && command->json) {
		struct json *object = json_new_object();
		json_put_text(object, "file", options.path);
		json_put_number(object, "rows", (int64_t)rows);
		return json_write(object, true, stdout, err);
	}
	fprintf(standard ? stderr : stdout, _("%llu rows\n"), (unsigned long long)rows);
	return 0;
}
