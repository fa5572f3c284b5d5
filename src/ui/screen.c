#include <config.h>

#include "ui/frame.h"

#include <stdlib.h>

#include "base/words.h"
#include "ui/pager.h"
#include "ui/uistate.h"

struct screen *
ui_top(const struct ui *ui)
{
	return ui->top;
}

int
ui_open(struct ui *ui, const struct screen_class *class, const void *argument, struct err *err)
{
	struct screen *screen = xcalloc(1, sizeof *screen);
	screen->class = class;
	screen->ui = ui;
	screen->data = xcalloc(1, class->private_size ? class->private_size : 1);
	screen->body = ui_body(ui);
	screen->stale = true;
	if (class->open && class->open(screen, argument, err) < 0) {
		arena_free(&screen->arena);
		free(screen->data);
		free(screen);
		return -1;
	}
	screen->below = ui->top;
	ui->top = screen;
	ui->whole = true;
	screen_fresh(screen); /* a question may be asked above it before the loop comes round */
	return 0;
}

/* Ends a screen that was taken off the stack. */
static void
end(struct ui *ui, struct screen *screen)
{
	if (screen->class->close)
		screen->class->close(screen);
	arena_free(&screen->arena);
	free(screen->data);
	free(screen);
	ui->message_held = false;
	ui->whole = true;
	if (ui->top)
		ui->top->stale = true;
}

void
screen_drop(struct ui *ui)
{
	struct screen *screen = ui->top;
	ui->top = screen->below;
	end(ui, screen);
}

void
screens_sweep(struct ui *ui)
{
	/* A screen may have opened another above itself before it closed. */
	for (struct screen **at = &ui->top; *at;) {
		struct screen *screen = *at;
		if (!screen->closed) {
			at = &screen->below;
			continue;
		}
		*at = screen->below;
		end(ui, screen);
	}
}

void
screen_close(struct screen *screen)
{
	screen->closed = true;
}

void
screen_changed(struct screen *screen)
{
	screen->drawn = false;
}

void
screen_redraw(struct screen *screen)
{
	screen->drawn = false;
	screen->blank = true;
}

void
screen_refill(struct screen *screen)
{
	screen->stale = true;
	screen->drawn = false;
}

void
screen_fresh(struct screen *screen)
{
	if (!screen->stale)
		return;
	screen->stale = false;
	screen->drawn = false;
	arena_reset(&screen->arena);
	if (screen->class->refill)
		screen->class->refill(screen);
}

int
screen_verb(struct screen *screen, const struct key *key)
{
	int plain = key_plain(key);
	for (const struct verb *verb = screen->class->verbs; verb && verb->verb; verb++)
		if ((verb->key == plain || (verb->also && verb->also == plain))
			&& (!screen->class->can || screen->class->can(screen, verb->verb)))
			return verb->verb;
	return 0;
}

static void
leave(struct screen *screen)
{
	if (!screen->class->leave || screen->class->leave(screen))
		screen_close(screen);
}

/* Keys that mean the same on every screen that has no other use for them. */
static void
usual_key(struct screen *screen, const struct key *key)
{
	struct ui *ui = screen->ui;
	switch (key->code) {
	case K_F1:
		screen_help(screen);
		break;
	case K_ESC:
		/* The lowest screen is left by F3 only: an Esc too many must not end the work. */
		if (screen->below)
			leave(screen);
		break;
	case K_F3:
		leave(screen);
		break;
	case K_F9:
		if (ui->options.print)
			ui->options.print(ui, screen, ui->options.user);
		break;
	case K_F10:
		cmdline_run(ui);
		break;
	case K_CTRL('L'):
		ui->whole = ui->repaint = true;
		break;
	case K_CTRL('C'):
		ui_message(ui, TONE_PLAIN, "%s", _("Esc or F3 goes back"));
		break;
	default:
		break;
	}
}

void
screen_dispatch(struct ui *ui, const struct key *key)
{
	struct screen *screen = ui->top;
	if (key->code == K_RESIZE)
		return;
	if (ui->message_seen && !ui->message_held && ui->message.len)
		ui_message(ui, TONE_PLAIN, NULL);
	screen->drawn = false;
	if (screen->class->key && screen->class->key(screen, key))
		return;
	int verb = screen_verb(screen, key);
	if (verb && screen->class->act)
		screen->class->act(screen, verb);
	else if (!verb)
		usual_key(screen, key);
}

static void
help_line(struct buf *out, const char *key, const char *label, const char *help)
{
	int pad = 8 - shown_width(key);
	buf_addf(out, "  %s%*s%s", key, pad > 1 ? pad : 1, "", label);
	if (help)
		buf_addf(out, "%s%s", words_lang() == LANG_ZH ? "：" : ": ", help);
	buf_addc(out, '\n');
}

void
screen_help(struct screen *screen)
{
	static const struct verb everywhere[] = {
		{1, K_F9, 0, N_("print"), N_("looks at the sheets of what is shown and prints them (also Ctrl-P)"), 0},
		{1, K_F1, 0, N_("help"), N_("this page (also Ctrl-G)"), 0},
		{1, K_F3, 0, N_("back"), N_("leaves the screen, as Esc does where nothing was changed"), 0},
		{1, K_F10, 0, N_("command"), N_("runs an act or opens a screen by name (also Ctrl-K)"), 0},
		{1, K_CTRL('L'), 0, N_("draw anew"), NULL, 0},
	};
	struct buf text = {0};
	if (screen->class->explain)
		screen->class->explain(screen, &text);
	if (screen->class->help)
		buf_addf(&text, "%s\n\n", _(screen->class->help));
	buf_addf(&text, "# %s\n", _("Keys of this screen"));
	for (const struct verb *verb = screen->class->verbs; verb && verb->verb; verb++)
		help_line(&text, key_name(verb->key), _(verb->label), verb->help ? _(verb->help) : NULL);
	buf_addf(&text, "\n# %s\n", _("Keys everywhere"));
	for (size_t i = screen->ui->options.print ? 0 : 1; i < sizeof everywhere / sizeof *everywhere; i++)
		help_line(&text, key_name(everywhere[i].key), _(everywhere[i].label), everywhere[i].help ? _(everywhere[i].help) : NULL);
	buf_addf(&text, "\n%s\n", _("Where a terminal keeps a function key for itself: Ctrl-G is F1, Ctrl-S F2, Ctrl-T F4, Ctrl-F F7, Ctrl-P F9, "
		"Ctrl-K F10, Ctrl-O F12; and Esc, then a digit, is that function key."));
	pager_show(screen->ui, _(screen->class->title), buf_text(&text));
	buf_free(&text);
}
