#include <config.h>

#include "sheet/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/paths.h"
#include "base/text.h"
#include "page/stream.h"
#include "page/textpage.h"

enum { PDF_SECONDS = 300, SEND_FROM = 64 * 1024 };

void
output_result_free(struct output_result *result)
{
	buf_free(&result->missing);
}

/* The setup with what the printing adds. */
static struct page_setup
marked(const struct page_setup *setup, const struct sheet_run *run, size_t at)
{
	struct page_setup with = *setup;

	with.witness = at < run->mark_count ? run->marks[at].witness : "";
	with.code = at < run->mark_count ? run->marks[at].code : "";
	return with;
}

/* ---- text */

struct texting {
	const struct sheet_run *run;
	size_t sheet; /* from 0 */
	const struct text_output *text;
	struct textpage *drawer;
	struct page_setup setup;
	struct output_result *result;
	struct err *err;
	bool failed, open;
};

static void
put_page(void *user, int number, const char *text)
{
	struct texting *texting = user;
	struct buf page = {0};

	(void)number;
	texting->result->pages++;
	buf_adds(&page, text);
	buf_addc(&page, '\f');
	if (!texting->failed && texting->text->put(texting->text->user, buf_text(&page), texting->err) < 0)
		texting->failed = true;
	buf_free(&page);
}

static int
text_begin(void *user, const struct page_setup *setup, const struct sheet_about *about, struct err *err)
{
	struct texting *texting = user;

	(void)about;
	(void)err;
	texting->setup = marked(setup, texting->run, texting->sheet++);
	texting->open = true;
	textpage_begin(texting->drawer, &texting->setup);
	return 0;
}

static int
text_block(void *user, const struct page_block *block, struct err *err)
{
	struct texting *texting = user;

	(void)err;
	textpage_block(texting->drawer, block);
	return texting->failed ? -1 : 0;
}

static int
text_end(void *user, struct err *err)
{
	struct texting *texting = user;

	(void)err;
	texting->open = false;
	textpage_end(texting->drawer);
	return texting->failed ? -1 : 0;
}

int
output_text(struct desk *desk, const struct sheet_run *run, const struct text_output *text, struct output_result *result, struct err *err)
{
	struct texting texting = {.run = run, .text = text, .result = result, .err = err};
	struct sheet_sink sink = {.user = &texting, .begin = text_begin, .block = text_block, .end = text_end};
	int status;

	*result = (struct output_result){0};
	texting.drawer = textpage_new(text->columns, text->lines, text->plain, put_page, &texting);
	status = sheet_make(desk, &run->targets, &sink, &result->sheets, err);
	texting.failed = true; /* what is left of a sheet that failed goes nowhere */
	if (texting.open)
		textpage_end(texting.drawer);
	textpage_free(texting.drawer);
	return status;
}

/* ---- PDF */

struct sending {
	const struct sheet_run *run;
	size_t sheet; /* from 0 */
	struct child child;
	struct buf out;
};

static int
send_out(struct sending *sending, size_t from, struct err *err)
{
	int result = 0;

	if (sending->out.len >= from && sending->out.len)
		result = child_write(&sending->child, sending->out.data, sending->out.len, err);
	if (sending->out.len >= from)
		buf_clear(&sending->out);
	return result;
}

static int
send_begin(void *user, const struct page_setup *setup, const struct sheet_about *about, struct err *err)
{
	struct sending *sending = user;
	struct page_setup with = marked(setup, sending->run, sending->sheet++);

	(void)about;
	stream_sheet(&sending->out, &with);
	return send_out(sending, SEND_FROM, err);
}

static int
send_block(void *user, const struct page_block *block, struct err *err)
{
	struct sending *sending = user;

	stream_block(&sending->out, block);
	return send_out(sending, SEND_FROM, err);
}

static int
send_end(void *user, struct err *err)
{
	struct sending *sending = user;

	stream_mark(&sending->out, STREAM_SHEET_END);
	return send_out(sending, SEND_FROM, err);
}

/* What the helper said on its 2, line by line. */
static void
read_report(const char *said, struct output_result *result, struct err *err)
{
	for (const char *line = said; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, "missing U+", 10) == 0) {
			char bytes[5] = "";
			bytes[utf8_put(bytes, (uint32_t)strtoul(line + 10, NULL, 16))] = '\0';
			buf_addf(&result->missing, "%s%s (%.*s)", result->missing.len ? ", " : "", bytes, (int)strcspn(line + 8, "\n"), line + 8);
		} else if (strncmp(line, "pages ", 6) == 0) {
			result->pages = strtoul(line + 6, NULL, 10);
		} else if (strncmp(line, "unconfined", 10) == 0) {
			result->unconfined = true;
		} else if (strncmp(line, "failed ", 7) == 0) {
			bool full = strstr(line, "No space left") != NULL;
			err_set(err, full ? ERR_SPACE : ERR_FAILED, full ? _("the disk is full: %.*s") : _("the PDF could not be drawn: %.*s"),
				(int)strcspn(line + 7, "\n"), line + 7);
		}
	}
}

static int
finish(struct sending *sending, int status, struct output_result *result, struct err *err)
{
	struct buf said = {0};
	struct err ending = {0};
	int ended;

	child_close_in(&sending->child);
	ended = child_finish(&sending->child, &said, &ending);
	read_report(buf_text(&said), result, &ending);
	buf_free(&said);
	if (ended == 0)
		return status;
	if (!ending.code)
		err_set(&ending, ERR_FAILED, _("the PDF could not be drawn: '%s' failed"), "shouxi-pdf");
	*err = ending; /* that it closed its ear is not worth telling beside why */
	return -1;
}

int
output_pdf(struct desk *desk, const struct sheet_run *run, const char *family, bool layout, int fd, struct output_result *result, struct err *err)
{
	struct sending sending = {.run = run};
	struct sheet_sink sink = {.user = &sending, .begin = send_begin, .block = send_block, .end = send_end};
	const char *argv[5] = {NULL};
	struct child_spec spec = {.argv = argv, .name = "shouxi-pdf", .in = -1, .out = fd, .folder = true, .seconds = PDF_SECONDS};
	struct paths paths;
	char *helper;
	int status, words = 0;

	*result = (struct output_result){0};
	paths_find(&paths);
	helper = paths_helper(&paths, "shouxi-pdf");
	paths_free(&paths);
	argv[words++] = helper;
	if (layout)
		argv[words++] = "--layout";
	if (family) {
		argv[words++] = "--family";
		argv[words++] = family;
	}
	status = child_start(&sending.child, &spec, err);
	if (status == 0) {
		status = sheet_make(desk, &run->targets, &sink, &result->sheets, err);
		if (status == 0) {
			stream_mark(&sending.out, STREAM_END);
			status = send_out(&sending, 0, err);
		}
		if (status < 0 && !result->sheets)
			child_stop(&sending.child);
		else
			status = finish(&sending, status, result, err);
	}
	buf_free(&sending.out);
	free(helper);
	return status;
}
