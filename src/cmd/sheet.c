#include <config.h>

#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange/json.h"
#include "exchange/outfile.h"
#include "sheet/printing.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_sheet = {
	.name = "sheet",
	.usage = "list [--json] | NAME TARGET [-o FILE.pdf|FILE.txt] [--layout]",
	.summary = N_("prints a sheet: as PDF, as text, or on a printer"),
	.help = N_("TARGET is the number of what the sheet is made from; a call's gives the sheets of all its projects in one file.\n"
		"Without a file the sheet goes to standard output as text."),
	.options = (const struct option[]){
		{"o", "FILE", N_("the file, by its name PDF or text; '-' is standard output")},
		{"layout", NULL, N_("where everything stands on the pages, for checks")},
		{0},
	},
	.least = 1,
	.most = 2,
	.run = run,
};

/* ---- the list */

static int
list_json(struct command *command, const struct sheets *sheets, struct err *err)
{
	struct json *rows = json_new_array();

	for (size_t i = 0; i < sheets_count(sheets); i++) {
		const struct sheet_form *form = sheets_at(sheets, i);
		struct json *row = json_new_object();
		json_put_text(row, "name", sheet_name(form));
		json_put_text(row, "label", words_in(sheet_label(form), command->lang));
		json_put_text(row, "takes", sheet_takes(form)->name);
		json_add(rows, row);
	}
	return json_write(rows, true, stdout, err);
}

static int
list(struct command *command, const struct sheets *sheets, struct err *err)
{
	if (command->json)
		return list_json(command, sheets, err);
	for (size_t i = 0; i < sheets_count(sheets); i++) {
		const struct sheet_form *form = sheets_at(sheets, i);
		printf("%-24s %-14s %s\n", sheet_name(form), sheet_takes(form)->name, words_in(sheet_label(form), command->lang));
	}
	return 0;
}

/* ---- one */

static int
put_file(void *user, const char *text, struct err *err)
{
	(void)err;
	fputs(text, user);
	return 0;
}

static bool
is_pdf(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcmp(path + len - 4, ".pdf") == 0;
}

static int
draw(struct command *command, const struct sheet_run *sheets, const char *path, struct output_result *result, struct err *err)
{
	struct outfile out;
	bool layout = command_option(command, "layout") != NULL;
	int status;

	if (outfile_open(&out, path, err) < 0)
		return -1;
	if (is_pdf(path) || layout)
		status = output_pdf(command->desk, sheets, NULL, layout, fileno(out.file), result, err);
	else
		status = output_text(command->desk, sheets,
			&(struct text_output){.columns = OUTPUT_COLUMNS, .lines = OUTPUT_LINES, .put = put_file, .user = out.file}, result, err);
	if (status < 0) {
		outfile_drop(&out);
		return -1;
	}
	return outfile_commit(&out, err);
}

/* What the paper says is on record before there is any paper; looking where things stand prints nothing. */
static int
record(struct command *command, struct sheet_run *sheets, const char *path, struct err *err)
{
	struct printing_way way = {.code = is_pdf(path) ? "file" : "text", .printer = ""};

	if (command_option(command, "layout"))
		return 0;
	return printing_record(command->desk, sheets, &way, &command->arena, err);
}

static int
print(struct command *command, const struct sheets *sheets, struct err *err)
{
	struct sheet_run wanted = {.targets = {.form = sheets_named(sheets, command->operands[0]), .ids = &command->operands[1], .count = 1}};
	const char *path = command_option(command, "o");
	struct output_result result = {0};
	int status;

	if (!wanted.targets.form)
		return err_set(err, ERR_USAGE, _("there is no sheet '%s': see 'sheet list'"), command->operands[0]);
	path = path ? path : "-";
	status = record(command, &wanted, path, err);
	if (status == 0)
		status = draw(command, &wanted, path, &result, err);
	if (status == 0 && result.missing.len)
		fprintf(stderr, _("no font has these characters: %s\n"), buf_text(&result.missing));
	if (status == 0 && strcmp(path, "-") != 0)
		printf(_("%zu sheets, %zu pages\n"), result.sheets, result.pages);
	output_result_free(&result);
	return status;
}

static int
run(struct command *command, struct err *err)
{
	struct faults faults = {0};
	struct sheets *sheets;
	int result;

	if (!command_desk(command, err))
		return -1;
	sheets = sheets_load(command->desk, &faults);
	if (!sheets) {
		command_tell_faults(&faults, NULL);
		faults_free(&faults);
		command->status = EXIT_FAULTS;
		return 0;
	}
	if (strcmp(command->operands[0], "list") == 0)
		result = list(command, sheets, err);
	else
		result = command->operand_count == 2 ? print(command, sheets, err) : err_set(err, ERR_USAGE, _("'sheet' needs the number of what it is made from"));
	sheets_free(sheets);
	faults_free(&faults);
	return result;
}
