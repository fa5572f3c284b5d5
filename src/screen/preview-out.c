/* From the preview onto paper: a PDF file, a printer of this machine, the terminal's own printer. */
#include <config.h>

#include "screen/preview.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/outfile.h"
#include "sheet/printer.h"
#include "sheet/printing.h"
#include "ui/dialog.h"

enum { COPIES_MOST = 99 };

struct going_out {
	struct preview *preview;
	struct arena arena; /* of the marks */
	struct sheet_run run;
	struct progress progress;
	struct output_result result;
	bool gb18030;
};

static bool
step(void *user, uint64_t done, uint64_t total)
{
	return progress_step(user, done, total);
}

/* On record before there is any paper.  Then the bar counts what is drawn, until done() ends it. */
static int
begin(struct going_out *out, struct preview *preview, const char *code, const char *printer, struct err *err)
{
	const struct printing_way way = {.code = code, .printer = printer};
	int result;

	*out = (struct going_out){.preview = preview};
	out->run.targets = (struct sheet_targets){.form = preview->form, .ids = preview->ids, .count = preview->count, .step = step, .step_user = &out->progress};
	progress_begin(&out->progress, preview->ui, _("Putting on record"));
	result = printing_record(work_desk(preview->ui), &out->run, &way, &out->arena, err);
	progress_end(&out->progress);
	progress_begin(&out->progress, preview->ui, _("Drawing the sheets"));
	return result;
}

/* Tells how it ended: `where` is a file or what the printer answered.  A sheet that was printed before says so, on the paper and here. */
static void
done(struct going_out *out, int status, const char *where, const struct err *err)
{
	struct ui *ui = out->preview->ui;
	struct buf text = {0};

	progress_end(&out->progress);
	buf_addf(&text, _("%zu sheets, %zu pages"), out->result.sheets, out->result.pages);
	if (out->run.reprints)
		buf_addf(&text, _("; %zu printed again"), out->run.reprints);
	if (out->result.missing.len)
		buf_addf(&text, _("; no font has %s"), buf_text(&out->result.missing));
	if (*where)
		buf_addf(&text, ": %s", where);
	if (status < 0)
		ui_error(ui, err);
	else
		ui_message(ui, out->result.missing.len ? TONE_WAITING : TONE_DONE, "%s", buf_text(&text));
	buf_free(&text);
	output_result_free(&out->result);
	arena_free(&out->arena);
	ui_refill(ui);
}

/* ---- a file */

static int
check_path(void *user, const char *typed, struct err *err)
{
	size_t len = strlen(typed);

	(void)user;
	if (len < 5 || strcmp(typed + len - 4, ".pdf") != 0)
		return err_set(err, ERR_INPUT, _("the name of the file ends in .pdf"));
	return 0;
}

/* Asks for a file; malloc'ed, NULL when left. */
static char *
ask_path(struct preview *preview)
{
	char *proposed = xasprintf("%s-%s.pdf", sheet_name(preview->form), preview->ids[0]);
	char *path = dialog_prompt(preview->ui, _("Save as PDF"), _("File:"), proposed, check_path, NULL), *question;

	free(proposed);
	if (!path || access(path, F_OK) < 0)
		return path;
	question = xasprintf(_("'%s' is there already. Replace it?"), path);
	if (!dialog_yes(preview->ui, _("Save as PDF"), question)) {
		free(path);
		path = NULL;
	}
	free(question);
	return path;
}

static int
write_file(struct going_out *out, const char *path, struct err *err)
{
	struct outfile file;

	if (outfile_open(&file, path, err) < 0)
		return -1;
	if (output_pdf(work_desk(out->preview->ui), &out->run, NULL, false, fileno(file.file), &out->result, err) == 0)
		return outfile_commit(&file, err);
	outfile_drop(&file);
	return -1;
}

/* Who was let in for these screens alone writes no files on this machine. */
void
preview_save(struct preview *preview)
{
	struct going_out out;
	struct err err = {0};
	char *path;
	int status;

	if (getenv("SSH_ORIGINAL_COMMAND")) {
		ui_message(preview->ui, TONE_REFUSED, "%s", _("no file can be written here: this login only has the screens"));
		return;
	}
	path = ask_path(preview);
	if (!path)
		return;
	status = begin(&out, preview, "file", "", &err);
	if (status == 0)
		status = write_file(&out, path, &err);
	done(&out, status, path, &err);
	free(path);
}

/* ---- a printer */

static int
check_copies(void *user, const char *typed, struct err *err)
{
	char *end;
	long copies = strtol(typed, &end, 10);

	(void)user;
	return *end || copies < 1 || copies > COPIES_MOST ? err_set(err, ERR_INPUT, _("a number from 1 to %d"), COPIES_MOST) : 0;
}

/* Drawn whole first, so that a printer gets everything or nothing. */
static int
queue(struct going_out *out, const struct printer_job *job, struct buf *said, struct err *err)
{
	FILE *pdf = tmpfile();
	int status;

	if (!pdf)
		return err_set(err, ERR_SYSTEM, _("no temporary file could be made"));
	status = output_pdf(work_desk(out->preview->ui), &out->run, NULL, false, fileno(pdf), &out->result, err);
	if (status == 0 && lseek(fileno(pdf), 0, SEEK_SET) < 0)
		status = err_set(err, ERR_SYSTEM, _("no temporary file could be made"));
	if (status == 0)
		status = printer_queue(fileno(pdf), job, said, err);
	fclose(pdf);
	return status;
}

void
preview_queue(struct preview *preview)
{
	char *printer = dialog_prompt(preview->ui, _("Print"), _("Printer (blank: the default one):"), "", NULL, NULL);
	char *copies = printer ? dialog_prompt(preview->ui, _("Print"), _("Copies:"), "1", check_copies, NULL) : NULL;
	struct going_out out;
	struct buf said = {0};
	struct err err = {0};
	int status;

	if (copies) {
		const struct printer_job job = {.printer = printer, .title = sheet_name(preview->form), .copies = (int)strtol(copies, NULL, 10)};
		status = begin(&out, preview, "printer", printer, &err);
		if (status == 0)
			status = queue(&out, &job, &said, &err);
		done(&out, status, buf_text(&said), &err);
	}
	buf_free(&said);
	free(printer);
	free(copies);
}

/* ---- the terminal's own printer */

/* Esc and Ctrl-C stop it: nobody else reads keys meanwhile. */
static bool
told_to_stop(void)
{
	struct pollfd keys = {.fd = STDIN_FILENO, .events = POLLIN};
	char typed[64];
	ssize_t got;

	if (poll(&keys, 1, 0) <= 0 || !(keys.revents & POLLIN))
		return false;
	got = read(STDIN_FILENO, typed, sizeof typed);
	return got > 0 && (memchr(typed, '\033', (size_t)got) || memchr(typed, '\003', (size_t)got));
}

static int
put_page(void *user, const char *text, struct err *err)
{
	if (told_to_stop())
		return err_set(err, ERR_FAILED, _("stopped before the end"));
	return terminal_printer_put(user, text, err);
}

static int
print_pages(void *user, struct err *err)
{
	struct going_out *out = user;
	struct terminal_printer *printer = terminal_printer_begin(STDOUT_FILENO, out->gb18030, err);
	struct err ending = {0};
	int status;

	if (!printer)
		return -1;
	status = output_text(work_desk(out->preview->ui), &out->run,
		&(struct text_output){.columns = OUTPUT_COLUMNS, .lines = OUTPUT_LINES, .put = put_page, .user = printer}, &out->result, err);
	if (terminal_printer_end(printer, &ending) < 0 && status == 0) {
		*err = ending;
		status = -1;
	}
	return status;
}

void
preview_terminal(struct preview *preview)
{
	const struct choice choices[] = {
		{.label = "UTF-8", .note = _("terminals and printers of today")},
		{.label = "GB18030", .note = _("older Chinese printers")},
	};
	int chosen = dialog_choose(preview->ui, _("The terminal's own printer: in which code"), choices, sizeof choices / sizeof *choices, 0);
	struct going_out out;
	struct err err = {0};
	int status;

	if (chosen < 0)
		return;
	status = begin(&out, preview, "terminal", "", &err);
	out.gb18030 = chosen == 1;
	out.run.targets.step = NULL; /* the screen is left meanwhile */
	if (status == 0)
		status = ui_aside(preview->ui, print_pages, &out, &err);
	done(&out, status, _("the terminal's own printer"), &err);
}
