#include <config.h>

#include "ui/frame.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/term.h"
#include "ui/uistate.h"

/* ---- words of the title line */

static void
replace(char **text, const char *with)
{
	free(*text);
	*text = xstrdup(with ? with : "");
}

void
ui_place(struct ui *ui, const char *place)
{
	replace(&ui->place, place);
	if (ui->top)
		screen_changed(ui->top);
}

void
ui_identity(struct ui *ui, const char *who, date_t today, bool stand_in, date_t as_of)
{
	static const char *const days[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	char day[11], past[11];
	struct buf text = {0};
	date_print(day, today);
	date_print(past, as_of);
	if (as_of != DATE_NONE)
		buf_addf(&text, _("as of %s"), past);
	else if (stand_in)
		buf_addf(&text, _("taken as %s"), day);
	else if (today != DATE_NONE)
		buf_addf(&text, "%s %s", day, _(days[date_weekday(today)]));
	replace(&ui->who, who);
	replace(&ui->day, buf_text(&text));
	ui->notable = as_of != DATE_NONE || stand_in;
	buf_free(&text);
	if (ui->top)
		screen_changed(ui->top);
}

/* ---- the title line */

enum { PLACE_LEAST = 30 }; /* columns that are left to the place, whatever stands right */

struct title {
	struct buf left, right;
};

static int
joined_width(const char *const *parts, size_t count)
{
	int width = 0;
	for (size_t i = 0; i < count; i++)
		if (*parts[i])
			width += shown_width(parts[i]) + (width ? 3 : 0);
	return width;
}

static void
join(struct buf *out, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (*parts[i])
			buf_addf(out, "%s%s", out->len ? " · " : "", parts[i]);
}

/* What stands right: the screen's words, who, the day; where room is short who goes first, then a day that is simply today.  What the screen says
 * and a day that is another stand as long as there is some room for the place. */
static void
title_right(const struct ui *ui, const char *own, int cols, int left, struct buf *out)
{
	const char *who = ui->who ? ui->who : "", *day = ui->day ? ui->day : "";
	const char *const choices[][3] = {{own, who, day}, {own, day, ""}, {own, ui->notable ? day : "", ""}, {ui->notable ? day : own, "", ""}};
	const size_t count = sizeof choices / sizeof *choices;
	size_t i = 0;
	while (i + 1 < count && joined_width(choices[i], 3) > (i < 2 ? cols - left : cols - PLACE_LEAST))
		i++;
	join(out, choices[i], 3);
}

static void
draw_title(struct ui *ui, struct screen *screen)
{
	struct area line = {.window = screen->body.window, .rows = 2, .cols = term_cols()};
	struct buf left = {0}, own = {0}, right = {0}, both = {0};
	if (ui->place && *ui->place && !screen->below)
		buf_addf(&left, "%s › ", ui->place);
	buf_adds(&left, _(screen->class->title));
	if (screen->class->title_more)
		screen->class->title_more(screen, &left, &own);
	title_right(ui, buf_text(&own), line.cols, shown_width(buf_text(&left)) + 4, &right);
	buf_addf(&both, "%s\n%s", buf_text(&left), buf_text(&right));
	if (ui->whole || strcmp(buf_text(&both), buf_text(&ui->title)) != 0) {
		int width = shown_width(buf_text(&right));
		paint_clear_row(&line, 0, 0);
		paint_fit(&line, 0, 1, line.cols - 3 - width, TONE_TITLE, buf_text(&left), false);
		paint(&line, 0, line.cols - 1 - width, ui->notable ? TONE_WAITING : TONE_PLAIN, buf_text(&right));
		paint_rule(&line, 1);
	}
	buf_free(&ui->title);
	ui->title = both;
	buf_free(&left);
	buf_free(&own);
	buf_free(&right);
}

/* ---- the key line */

struct key_line {
	struct buf *out; /* pairs of "key\tlabel\n" */
	struct buf *more; /* those that find no room in it: the message line has them while it says nothing */
	int room, more_room;
};

static void
add_key(struct key_line *line, const char *key, const char *label)
{
	int width = shown_width(key) + 1 + shown_width(label) + 2;
	bool fits = width <= line->room;
	if (!fits && width > line->more_room)
		return;
	*(fits ? &line->room : &line->more_room) -= width;
	buf_addf(fits ? line->out : line->more, "%s\t%s\n", key, label);
}

static void
add_verbs(struct key_line *line, struct screen *screen)
{
	for (const struct verb *verb = screen->class->verbs; verb && verb->verb; verb++)
		if (verb->key != K_F1 && !(verb->flags & VERB_QUIET) && (!screen->class->can || screen->class->can(screen, verb->verb)))
			add_key(line, key_name(verb->key), _(verb->label));
}

static void
paint_keys(const struct area *area, const char *pairs)
{
	int x = 1;
	paint_clear_row(area, 0, 0);
	while (*pairs) {
		const char *tab = strchr(pairs, '\t'), *end = tab ? strchr(tab, '\n') : NULL;
		if (!end)
			return;
		char *key = xstrndup(pairs, (size_t)(tab - pairs)), *label = xstrndup(tab + 1, (size_t)(end - tab - 1));
		x += paint(area, 0, x, TONE_KEY, key) + 1;
		x += paint(area, 0, x, TONE_PLAIN, label) + 2;
		free(key);
		free(label);
		pairs = end + 1;
	}
}

/* "Enter|choose|Esc|back" becomes pairs. */
static void
add_shown(struct key_line *line, const char *text)
{
	while (*text) {
		size_t key = strcspn(text, "|");
		if (!text[key])
			return;
		size_t label = strcspn(text + key + 1, "|");
		buf_add(line->out, text, key);
		buf_addc(line->out, '\t');
		buf_add(line->out, text + key + 1, label);
		buf_addc(line->out, '\n');
		text += key + 1 + label;
		text += *text == '|';
	}
}

/* F1 stands first, with the screen's own word where it explains something of its own. */
static const char *
help_label(const struct screen *screen)
{
	for (const struct verb *verb = screen->class->verbs; verb && verb->verb; verb++)
		if (verb->key == K_F1)
			return _(verb->label);
	return _("help");
}

static void
draw_keys(struct ui *ui, struct screen *screen)
{
	struct area area = {.window = screen->body.window, .y = term_rows() - 1, .rows = 1, .cols = term_cols()};
	struct buf pairs = {0}, more = {0};
	struct key_line line = {.out = &pairs, .more = &more, .room = area.cols - 2, .more_room = area.cols - 2};
	if (ui->keys_shown) {
		add_shown(&line, ui->keys_shown);
	} else {
		const char *back = screen->below ? _("back") : _("leave");
		add_key(&line, key_name(K_F1), help_label(screen));
		line.room -= shown_width(back) + 6; /* the way out is always shown */
		add_verbs(&line, screen);
		if (screen->class->shows && ui->options.print)
			add_key(&line, key_name(K_F9), _("print"));
		line.room += shown_width(back) + 6;
		add_key(&line, key_name(screen->below ? K_ESC : K_F3), back);
	}
	if (ui->whole || strcmp(buf_text(&pairs), buf_text(&ui->key_line)) != 0) {
		paint_keys(&area, buf_text(&pairs));
		struct area rule = {.window = area.window, .y = area.y - 2, .rows = 1, .cols = area.cols};
		paint_rule(&rule, 0);
	}
	if (ui->whole || strcmp(buf_text(&more), buf_text(&ui->key_more)) != 0)
		ui->message_drawn = false;
	buf_free(&ui->key_line);
	buf_free(&ui->key_more);
	ui->key_line = pairs;
	ui->key_more = more;
}

static uint64_t
verbs_open(struct screen *screen)
{
	uint64_t open = 0, bit = 1;
	for (const struct verb *verb = screen->class->verbs; verb && verb->verb; verb++, bit <<= 1)
		if (!(verb->flags & VERB_QUIET) && (!screen->class->can || screen->class->can(screen, verb->verb)))
			open |= bit;
	return open;
}

/* Words and widths of the key line are looked up only where it says something else. */
void
frame_draw(struct ui *ui, struct screen *screen)
{
	uint64_t open = screen->class->can ? verbs_open(screen) : 0;
	draw_title(ui, screen);
	if (ui->whole || ui->keys_changed || open != ui->verbs_open)
		draw_keys(ui, screen);
	ui->keys_changed = false;
	ui->verbs_open = open;
}

void
ui_keys_shown(struct ui *ui, const char *text)
{
	if (text && ui->keys_shown && strcmp(text, ui->keys_shown) == 0)
		return;
	free(ui->keys_shown);
	ui->keys_shown = text ? xstrdup(text) : NULL;
	ui->keys_changed = true;
	if (ui->top)
		screen_changed(ui->top);
}

/* ---- the message line */

void
ui_message(struct ui *ui, enum tone tone, const char *format, ...)
{
	va_list args;
	struct arena arena = {0};
	buf_clear(&ui->message);
	if (format) {
		va_start(args, format);
		buf_adds(&ui->message, arena_vprintf(&arena, format, args));
		va_end(args);
	}
	arena_free(&arena);
	ui->message_tone = tone;
	ui->message_seen = ui->message_drawn = false;
}

void
ui_error(struct ui *ui, const struct err *err)
{
	ui_message(ui, TONE_REFUSED, "%s %s", glyph(GLYPH_REFUSED), err->message);
}

void
ui_hold_message(struct ui *ui, bool held)
{
	ui->message_held = held;
	ui->message_drawn = false;
}

void
frame_message(struct ui *ui)
{
	if (ui->message_held || ui->message_drawn)
		return;
	struct area line = ui_message_area(ui);
	if (ui->message.len) {
		paint_clear_row(&line, 0, 0);
		paint(&line, 0, 1, ui->message_tone, buf_text(&ui->message));
	} else {
		paint_keys(&line, buf_text(&ui->key_more));
	}
	ui->message_drawn = ui->message_seen = true;
}
