#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"
#include "ui/dialog.h"
#include "ui/editor.h"
#include "ui/uistate.h"

#define HISTORY 50

/* What was entered in this session, oldest first. */
static struct {
	char *lines[HISTORY];
	size_t count;
} history;

struct completions {
	char **lines;
	size_t count, cap;
};

static void
add(void *to, const char *line)
{
	struct completions *found = to;
	if (found->count == found->cap) {
		found->cap = found->cap ? found->cap * 2 : 16;
		found->lines = xrealloc(found->lines, found->cap, sizeof *found->lines);
	}
	found->lines[found->count++] = xstrdup(line);
}

static void
remember(const char *line)
{
	if (history.count && strcmp(history.lines[history.count - 1], line) == 0)
		return;
	if (history.count == HISTORY) {
		free(history.lines[0]);
		memmove(history.lines, history.lines + 1, (HISTORY - 1) * sizeof *history.lines);
		history.count--;
	}
	history.lines[history.count++] = xstrdup(line);
}

/* As far as all of them begin alike, and never within a character. */
static size_t
common_start(const struct completions *found)
{
	size_t len = strlen(found->lines[0]);
	for (size_t i = 1; i < found->count; i++) {
		size_t same = 0;
		while (same < len && found->lines[i][same] == found->lines[0][same])
			same++;
		len = same;
	}
	while (len > 0 && ((unsigned char)found->lines[0][len] & 0xc0) == 0x80)
		len--;
	return len;
}

static void
pick(struct ui *ui, struct editor *editor, const struct completions *found)
{
	struct choice *choices = xcalloc(found->count, sizeof *choices);
	for (size_t i = 0; i < found->count; i++)
		choices[i].label = found->lines[i];
	int chosen = dialog_pick(ui, _("Goes on as"), choices, found->count, "");
	if (chosen >= 0)
		editor_set(editor, found->lines[chosen]);
	free(choices);
}

static void
complete(struct ui *ui, struct editor *editor)
{
	struct completions found = {0};
	if (!ui->options.complete)
		return;
	ui->options.complete(editor_text(editor), add, &found, ui->options.user);
	if (found.count == 0) {
		ui_bell(ui);
	} else {
		size_t len = common_start(&found);
		char *start = xstrndup(found.lines[0], len);
		if (len > editor->text.len || (found.count == 1 && strcmp(start, editor_text(editor)) != 0))
			editor_set(editor, start);
		else if (found.count > 1)
			pick(ui, editor, &found);
		free(start);
	}
	for (size_t i = 0; i < found.count; i++)
		free(found.lines[i]);
	free(found.lines);
}

static void
draw(struct ui *ui, struct editor *editor)
{
	struct area line = ui_message_area(ui);
	paint_clear_row(&line, 0, 0);
	paint(&line, 0, 1, TONE_KEY, ":");
	editor_draw(editor, &line, 0, 3, line.cols - 4, true);
}

static void
recall(struct editor *editor, size_t *at, int by)
{
	if ((by < 0 && *at == 0) || (by > 0 && *at >= history.count))
		return;
	*at = by < 0 ? *at - 1 : *at + 1;
	editor_set(editor, *at < history.count ? history.lines[*at] : "");
}

/* True when a line was entered. */
static bool
ask(struct ui *ui, struct editor *editor)
{
	size_t at = history.count;
	for (;;) {
		struct err err;
		draw(ui, editor);
		struct key key = ui_wait(ui, -1);
		switch (key.code) {
		case K_HANGUP:
		case K_ESC:
		case K_F3:
			return false;
		case K_ENTER:
			return editor->text.len > 0;
		case K_TAB:
			complete(ui, editor);
			break;
		case K_UP:
		case K_DOWN:
			recall(editor, &at, key.code == K_UP ? -1 : 1);
			break;
		default:
			if (editor_key(editor, &key, &err) < 0)
				ui_bell(ui);
			break;
		}
	}
}

void
cmdline_run(struct ui *ui)
{
	char keys[128];
	struct editor editor = {.limit = 1000};
	if (!ui->options.command)
		return;
	snprintf(keys, sizeof keys, "Enter|%s|Tab|%s|↑↓|%s|Esc|%s", _("run"), _("complete"), _("earlier"), _("back"));
	ui_keys_shown(ui, keys);
	ui_hold_message(ui, true);
	bool entered = ask(ui, &editor);
	ui_hold_message(ui, false);
	ui_keys_shown(ui, NULL);
	if (entered) {
		remember(editor_text(&editor));
		ui->options.command(ui, editor_text(&editor), ui->options.user);
	}
	editor_free(&editor);
}
