#include <config.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/frame.h"
#include "ui/liststate.h"

void
list_sync(struct list *list)
{
	if (!list->filter_due)
		return;
	list->filter_due = false;
	list->filter_err.code = ERR_NONE;
	if (list->spec.source->filter(list->spec.user, editor_text(&list->filter), &list->filter_err) == 0)
		list_home(list);
}

int
list_set_filter(struct list *list, const char *text, struct err *err)
{
	if (!list->spec.source->filter)
		return err_set(err, ERR_USAGE, _("this list has no filter"));
	if (list->spec.source->filter(list->spec.user, text, err) < 0)
		return -1;
	editor_set(&list->filter, text);
	list->filter_due = false;
	list->filter_err.code = ERR_NONE;
	list_home(list);
	return 0;
}

const char *
list_filter(const struct list *list)
{
	return editor_text(&list->filter);
}

bool
list_typing(const struct list *list)
{
	return list->typing;
}

static void
begin(struct list *list)
{
	list->typing = true;
	ui_hold_message(list->spec.ui, true);
	editor_begin(&list->filter, false);
}

static void
end(struct list *list)
{
	list->typing = false;
	ui_hold_message(list->spec.ui, false);
	list_sync(list);
	if (list->filter_err.code != ERR_NONE)
		ui_error(list->spec.ui, &list->filter_err);
}

/* All rows again, the cursor staying on its row. */
static void
clear(struct list *list)
{
	list->filter_due = false;
	bool had = list->count > 0;
	struct list_row row = had ? list->rows[list->at] : (struct list_row){0};
	struct err err;
	if (list_set_filter(list, "", &err) == 0 && had)
		list_go(list, &row);
}

static void
type(struct list *list, const struct key *key)
{
	struct err err;
	int used = editor_key(&list->filter, key, &err);
	if (used < 0)
		ui_bell(list->spec.ui);
	if (used > 0)
		list->filter_due = true;
}

/* Keys that edit the filter's line; the rest, arrows among them, is the list's. */
static bool
edits(const struct key *key)
{
	switch (key->code) {
	case K_TEXT:
	case K_PASTE:
	case K_LEFT:
	case K_RIGHT:
	case K_BACKSPACE:
	case K_DELETE:
	case K_WORD_LEFT:
	case K_WORD_RIGHT:
	case K_CTRL('A'):
	case K_CTRL('U'):
	case K_CTRL('W'):
		return true;
	default:
		return false;
	}
}

static bool
typing_key(struct list *list, const struct key *key)
{
	if (key->code == K_ENTER || key->code == K_TAB) {
		end(list);
		return true;
	}
	if (key->code == K_ESC || (key->code == K_BACKSPACE && list->filter.text.len == 0)) {
		if (list->filter.text.len)
			clear(list);
		list->filter_err.code = ERR_NONE;
		end(list);
		return true;
	}
	if (!edits(key))
		return false;
	type(list, key);
	return true;
}

bool
list_filter_key(struct list *list, const struct key *key)
{
	if (!list->spec.source->filter)
		return false;
	if (list->typing)
		return typing_key(list, key);
	if (key_plain(key) == '/') {
		begin(list);
		return true;
	}
	if (key->code == K_PASTE || (key->code == K_TEXT && char_is_han(key->character))) {
		begin(list);
		type(list, key);
		return true;
	}
	if (key->code == K_ESC && list->filter.text.len) {
		clear(list);
		return true;
	}
	return false;
}

void
list_filter_draw(struct list *list)
{
	if (!list->typing)
		return;
	struct area line = ui_message_area(list->spec.ui);
	int room = line.cols / 2;
	paint_clear_row(&line, 0, 0);
	paint(&line, 0, 1, TONE_KEY, "/");
	if (list->filter_err.code != ERR_NONE)
		paintf(&line, 0, room + 3, TONE_REFUSED, "%s %s", glyph(GLYPH_REFUSED), list->filter_err.message);
	else if (list->filter.text.len && !list_counted(list))
		paint_glyph(&line, 0, room + 3, TONE_DIM, GLYPH_MORE, 1);
	else if (list->filter.text.len && list->spec.source->count)
		paintf(&line, 0, room + 3, TONE_DIM, _("%llu rows"), (unsigned long long)list_count(list));
	else
		paint(&line, 0, room + 3, TONE_DIM, _("words, pinyin or initials; Enter keeps, Esc shows all"));
	editor_draw(&list->filter, &line, 0, 2, room, true);
}
