/* 打印预览: the text pages of sheets, and the ways onto paper. */
#include <config.h>

#include "screen/preview.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "sheet/output.h"
#include "sheet/printer.h"
#include "ui/dialog.h"

static int preview_open(struct screen *screen, const void *argument, struct err *err);
static void preview_refill(struct screen *screen);
static void preview_draw(struct screen *screen, bool whole);
static void preview_act(struct screen *screen, int verb);
static bool preview_can(struct screen *screen, int verb);
static void preview_title(struct screen *screen, struct buf *left, struct buf *right);
static void preview_close(struct screen *screen);

enum { SAVE = 1, TERMINAL, QUEUE, SEARCH, AGAIN, ON, BACK, NEXT, BEFORE, FIRST, LAST, DOWN, UP };
enum { COLUMNS_MOST = 158, SIDEWAYS = 20 };

static const struct verb verbs[] = {
	{.verb = SAVE, .key = K_F2, .label = N_("save as PDF"), .help = N_("Writes the sheets into a PDF file; they go on record as printed.")},
	{.verb = QUEUE, .key = K_F8, .label = N_("to a printer"), .help = N_("Hands them to a printer of this machine, through lp.")},
	{.verb = TERMINAL, .key = K_F6, .label = N_("printer here"),
		.help = N_("Prints these text pages on the terminal's own printer, where it is switched on for you.")},
	{.verb = SEARCH, .key = '/', .label = N_("search"), .help = N_("Goes to the next page with a text.")},
	{.verb = AGAIN, .key = K_ENTER, .also = 'n', .label = N_("next match"), .help = N_("The next page with the text searched for.")},
	{.verb = ON, .key = K_PGDN, .also = ' ', .label = N_("page"), .help = N_("On: what of the page is below, then the next page.")},
	{.verb = BACK, .key = K_PGUP, .label = N_("back a page"), .flags = VERB_QUIET},
	{.verb = NEXT, .key = K_RIGHT, .label = N_("next page"), .help = N_("The next page from its top; scrolls where a page is wider than the screen."), .flags = VERB_QUIET},
	{.verb = BEFORE, .key = K_LEFT, .label = N_("page before"), .flags = VERB_QUIET},
	{.verb = FIRST, .key = K_HOME, .label = N_("first page"), .flags = VERB_QUIET},
	{.verb = LAST, .key = K_END, .label = N_("last page"), .help = N_("Makes all pages, to count them."), .flags = VERB_QUIET},
	{.verb = DOWN, .key = K_DOWN, .label = N_("line"), .flags = VERB_QUIET},
	{.verb = UP, .key = K_UP, .label = N_("line back"), .flags = VERB_QUIET},
	{0},
};

const struct screen_class screen_preview = {
	.name = "preview",
	.title = N_("Preview"),
	.private_size = sizeof(struct preview),
	.verbs = verbs,
	.help = N_("The pages as text. The PDF is set in type and breaks its pages itself. Looking is not put on record, printing is."),
	.open = preview_open,
	.refill = preview_refill,
	.draw = preview_draw,
	.act = preview_act,
	.can = preview_can,
	.title_more = preview_title,
	.close = preview_close,
};

static void
forget(struct preview *preview)
{
	free(preview->ids);
	free(preview->pages);
	free(preview->wanted);
	buf_free(&preview->text);
	arena_free(&preview->arena);
}

static int
preview_open(struct screen *screen, const void *argument, struct err *err)
{
	const struct preview_argument *wanted = argument;
	struct preview *preview = screen->data;
	int room = screen->body.cols - 2, shown = -1;

	preview->ui = screen->ui;
	preview->form = wanted->form;
	preview->columns = room < OUTPUT_COLUMNS ? OUTPUT_COLUMNS : room > COLUMNS_MOST ? COLUMNS_MOST : room;
	if (preview_targets(preview, wanted->ids, wanted->count, err) == 0)
		shown = preview_first(preview, err);
	if (shown == 0)
		err_set(err, ERR_MISSING, _("'%s' has nothing for '%s' yet"), wanted->count ? wanted->ids[0] : "",
			words_in(sheet_label(preview->form), words_lang()));
	if (shown == 1)
		return 0;
	forget(preview);
	return -1;
}

/* What others changed shows; the place stays as far as it is there. */
static void
preview_refill(struct screen *screen)
{
	struct preview *preview = screen->data;
	int top = preview->top, shown;
	struct err err = {0};

	preview->pages[preview->target] = PAGES_UNKNOWN;
	shown = preview_show(preview, preview->target, preview->page, &err);
	if (shown == 0)
		shown = preview_first(preview, &err);
	else
		preview->top = top;
	if (shown < 0)
		ui_error(screen->ui, &err);
}

/* ---- drawing */

/* The line from a column on. */
static const char *
from_column(const char *line, int column)
{
	const char *end = line + strlen(line);

	for (int at = 0; at < column && line < end;) {
		uint32_t c;
		int bytes = utf8_decode(line, end, &c, NULL), width = char_width(c);
		at += width > 0 ? width : 0;
		line += bytes;
	}
	return line;
}

static void
draw_line(const struct preview *preview, const struct area *area, int y, const char *line)
{
	const char *seen = from_column(line, preview->left), *hit = preview->wanted ? strstr(seen, preview->wanted) : NULL;

	paint(area, y, 1, TONE_PLAIN, seen);
	if (hit)
		paint(area, y, 1 + text_width_n(seen, (size_t)(hit - seen)), TONE_CHOSEN, preview->wanted);
}

static void
preview_draw(struct screen *screen, bool whole)
{
	struct preview *preview = screen->data;
	const struct area *body = &screen->body;
	struct area page = area_part(body, 1, 0, body->rows - 1, body->cols);
	const char *line = buf_text(&preview->text);

	(void)whole;
	preview->rows = page.rows;
	paint_fit(body, 0, 1, body->cols - 2, TONE_DIM, _("These are the text pages; the PDF is set in type and breaks its own."), false);
	for (int y = -preview->top; *line && y < page.rows; y++) {
		char *text = xstrndup(line, strcspn(line, "\n"));
		if (y >= 0)
			draw_line(preview, &page, y, text);
		line += strlen(text) + (line[strlen(text)] == '\n');
		free(text);
	}
	paint_cursor(&page, page.rows - 1, page.cols - 1);
}

static void
preview_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct preview *preview = screen->data;
	bool all;
	size_t known = preview_known(preview, &all), number = preview_number(preview);

	buf_addf(left, " › %s › %s", words_in(sheet_label(preview->form), words_lang()), preview->ids[preview->target]);
	if (all)
		buf_addf(right, _("page %zu of %zu"), number, known);
	else
		buf_addf(right, _("page %zu of %zu and more"), number, known > number ? known : number);
}

/* ---- keys */

static int
lines_below(const struct preview *preview)
{
	int lines = 0;

	for (const char *at = buf_text(&preview->text); *at; at++)
		lines += *at == '\n';
	return lines - preview->top - preview->rows;
}

static void
scroll(struct preview *preview, int by)
{
	int below = lines_below(preview);

	preview->top += by > below ? below : by;
	if (preview->top < 0)
		preview->top = 0;
}

static int
page_on(struct preview *preview, struct err *err)
{
	if (lines_below(preview) <= 0)
		return preview_next(preview, err);
	scroll(preview, preview->rows - 1);
	return 1;
}

static int
page_back(struct preview *preview, struct err *err)
{
	int shown = 1;

	if (preview->top > 0)
		scroll(preview, -(preview->rows - 1));
	else if ((shown = preview_before(preview, err)) == 1)
		scroll(preview, lines_below(preview));
	return shown;
}

/* True when the page was wide enough to be moved. */
static bool
sideways(struct screen *screen, int by)
{
	struct preview *preview = screen->data;
	int most = preview->columns - (screen->body.cols - 2), left = preview->left + by;

	if (most <= 0)
		return false;
	preview->left = left < 0 ? 0 : left > most ? most : left;
	return true;
}

static int
go(struct screen *screen, int verb, struct err *err)
{
	struct preview *preview = screen->data;

	if ((verb == NEXT || verb == BEFORE) && sideways(screen, verb == NEXT ? SIDEWAYS : -SIDEWAYS))
		return 1;
	switch (verb) {
	case ON:
		return page_on(preview, err);
	case BACK:
		return page_back(preview, err);
	case NEXT:
		return preview_next(preview, err);
	case BEFORE:
		return preview_before(preview, err);
	case FIRST:
		return preview_first(preview, err);
	case LAST:
		return preview_last(preview, err);
	default:
		scroll(preview, verb == DOWN ? 1 : -1);
		return 1;
	}
}

/* The line with the match comes into sight. */
static void
show_match(struct preview *preview)
{
	const char *hit = strstr(buf_text(&preview->text), preview->wanted);
	int line = 0;

	for (const char *at = buf_text(&preview->text); hit && at < hit; at++)
		line += *at == '\n';
	preview->top = 0;
	scroll(preview, line > preview->rows / 2 ? line - preview->rows / 2 : 0);
}

static void
search(struct preview *preview, bool again)
{
	char *typed = again ? NULL : dialog_prompt(preview->ui, _("Search"), _("Text to look for on the pages:"), preview->wanted, NULL, NULL);
	struct err err = {0};
	int found;

	if (typed) {
		free(preview->wanted);
		preview->wanted = typed;
	}
	if ((!again && !typed) || !*preview->wanted)
		return;
	/* A new text is looked for on the page shown too. */
	found = !again && strstr(buf_text(&preview->text), preview->wanted) ? 1 : preview_find(preview, preview->wanted, &err);
	if (found < 0)
		ui_error(preview->ui, &err);
	else if (found == 0)
		ui_message(preview->ui, TONE_WAITING, _("'%s' is not in this text"), preview->wanted);
	else
		show_match(preview);
}

static void
preview_act(struct screen *screen, int verb)
{
	struct preview *preview = screen->data;
	struct err err = {0};
	int shown = 1;

	if (verb == SAVE)
		preview_save(preview);
	else if (verb == QUEUE)
		preview_queue(preview);
	else if (verb == TERMINAL)
		preview_terminal(preview);
	else if (verb == SEARCH || verb == AGAIN)
		search(preview, verb == AGAIN);
	else
		shown = go(screen, verb, &err);
	if (shown < 0)
		ui_error(screen->ui, &err);
	else if (shown == 0)
		ui_message(screen->ui, TONE_PLAIN, "%s", verb == BACK || verb == BEFORE ? _("this is the first page") : _("this is the last page"));
	screen_redraw(screen);
}

static bool
preview_can(struct screen *screen, int verb)
{
	const struct preview *preview = screen->data;
	struct desk *desk = work_desk(screen->ui);

	if (verb == AGAIN)
		return preview->wanted && *preview->wanted;
	if (verb == TERMINAL)
		return desk_as_of(desk) == DATE_NONE && !terminal_printer_refused(desk, STDOUT_FILENO);
	return (verb != SAVE && verb != QUEUE) || desk_as_of(desk) == DATE_NONE;
}

static void
preview_close(struct screen *screen)
{
	forget(screen->data);
}
