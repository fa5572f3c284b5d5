#include <config.h>

#include "cmd/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/json.h"
#include "exchange/outfile.h"
#include "sheet/printer.h"
#include "sheet/printing.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_sheet = {
	.name = "sheet",
	.usage = "list [--json] | NAME TARGET [-o FILE.pdf|FILE.txt] [--print PRINTER] [--terminal]",
	.summary = N_("prints a sheet: as PDF, as text, or on a printer"),
	.help = N_("TARGET is the number of what the sheet is made from; a call's gives the sheets of all its projects in one file.\n"
		"Without a file the sheet goes to standard output as text."),
	.options = (const struct option[]){
		{"o", "FILE", N_("the file, by its name PDF or text; '-' is standard output")},
		{"print", "PRINTER", N_("to a printer, through lp; 'default' is the default one")},
		{"copies", "NUMBER", N_("so many copies on the printer")},
		{"terminal", NULL, N_("on the terminal's own printer")},
		{"gb18030", NULL, N_("there in GB18030, not in UTF-8")},
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

/* ---- onto paper */

/* Drawn into a file without a name first, so that a printer gets a whole sheet or none. */
static int
queue(struct command *command, const struct sheet_run *sheets, const char *printer, struct output_result *result, struct err *err)
{
	FILE *pdf = tmpfile();
	const char *copies = command_option(command, "copies");
	struct buf said = {0};
	int status;

	if (!pdf)
		return err_set(err, ERR_SYSTEM, _("no temporary file could be made"));
	status = output_pdf(command->desk, sheets, NULL, false, fileno(pdf), result, err);
	if (status == 0 && lseek(fileno(pdf), 0, SEEK_SET) < 0)
		status = err_set(err, ERR_SYSTEM, _("no temporary file could be made"));
	if (status == 0)
		status = printer_queue(fileno(pdf),
			&(struct printer_job){.printer = strcmp(printer, "default") == 0 ? "" : printer, .title = sheet_name(sheets->targets.form),
				.copies = copies ? atoi(copies) : 1}, &said, err);
	if (status == 0)
		puts(buf_text(&said));
	buf_free(&said);
	fclose(pdf);
	return status;
}

static int
put_terminal(void *user, const char *text, struct err *err)
{
	return terminal_printer_put(user, text, err);
}

static int
on_terminal(struct command *command, const struct sheet_run *sheets, struct output_result *result, struct err *err)
{
	struct terminal_printer *printer;
	struct err ending = {0};
	int status;

	printer = terminal_printer_begin(STDOUT_FILENO, command_option(command, "gb18030") != NULL, err);
	if (!printer)
		return -1;
	status = output_text(command->desk, sheets,
		&(struct text_output){.columns = OUTPUT_COLUMNS, .lines = OUTPUT_LINES, .put = put_terminal, .user = printer}, result, err);
	if (terminal_printer_end(printer, &ending) < 0 && status == 0) {
		*err = ending;
		status = -1;
	}
	return status;
}

/* ---- which way */

static struct printing_way
way_of(const struct command *command, const char *path)
{
	const char *printer = command_option(command, "print");

	if (printer)
		return (struct printing_way){.code = "printer", .printer = printer};
	if (command_option(command, "terminal"))
		return (struct printing_way){.code = "terminal", .printer = ""};
	return (struct printing_way){.code = is_pdf(path) ? "file" : "text", .printer = ""};
}

static int
send(struct command *command, const struct sheet_run *sheets, const struct printing_way *way, const char *path, struct output_result *result,
	struct err *err)
{
	if (strcmp(way->code, "printer") == 0)
		return queue(command, sheets, way->printer, result, err);
	if (strcmp(way->code, "terminal") == 0)
		return on_terminal(command, sheets, result, err);
	return draw(command, sheets, path, result, err);
}

/* What the paper says is on record before there is any paper; looking where things stand prints nothing. */
static int
print(struct command *command, const struct sheets *sheets, struct err *err)
{
	struct sheet_run wanted = {.targets = {.form = sheets_named(sheets, command->operands[0]), .ids = &command->operands[1], .count = 1}};
	const char *path = command_option(command, "o") ? command_option(command, "o") : "-";
	struct printing_way way = way_of(command, path);
	struct output_result result = {0};
	const char *refused = strcmp(way.code, "terminal") == 0 ? terminal_printer_refused(command->desk, STDOUT_FILENO) : NULL;
	int status = 0;

	if (!wanted.targets.form)
		return err_set(err, ERR_USAGE, _("there is no sheet '%s': see 'sheet list'"), command->operands[0]);
	if (refused)
		return err_set(err, ERR_DENIED, "%s", refused);
	if (!command_option(command, "layout"))
		status = printing_record(command->desk, &wanted, &way, &command->arena, err);
	if (status == 0)
		status = send(command, &wanted, &way, path, &result, err);
	if (status == 0 && result.missing.len)
		fprintf(stderr, _("no font has these characters: %s\n"), buf_text(&result.missing));
	if (status == 0 && strcmp(way.code, "file") == 0)
		printf(_("%zu sheets, %zu pages\n"), result.sheets, result.pages);
	output_result_free(&result);
	return status;
}

static int
run(struct command *command, struct err *err)
{
	struct sheets *sheets = paper_sheets(command, err);
	int result;

	if (!sheets)
		return command->status == EXIT_FAULTS ? 0 : -1;
	if (strcmp(command->operands[0], "list") == 0)
		result = list(command, sheets, err);
	else
		result = command->operand_count == 2 ? print(command, sheets, err) : err_set(err, ERR_USAGE, _("'sheet' needs the number of what it is made from"));
	sheets_free(sheets);
	return result;
}
