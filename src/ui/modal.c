#include <config.h>

#include "ui/modal.h"

#include "base/text.h"

#define COLS_LEAST 40
#define COLS_USUAL 64

void
modal_open(struct modal *modal)
{
	ui_popup_open(modal->ui, modal->rows, modal->cols, modal->title, &modal->area);
	ui_keys_shown(modal->ui, modal->keys);
}

void
modal_close(struct modal *modal)
{
	ui_keys_shown(modal->ui, NULL);
	ui_popup_close(modal->ui);
}

struct key
modal_key(struct modal *modal, bool *over)
{
	ui_keys_shown(modal->ui, modal->keys);
	struct key key = ui_wait(modal->ui, -1);
	*over = key.code == K_HANGUP || key.code == K_ESC || key.code == K_F3;
	if (key.code == K_RESIZE) {
		modal_close(modal);
		modal_open(modal);
	}
	return key;
}

int
modal_cols(struct ui *ui, const char *text)
{
	int longest = 0, room = ui_body(ui).cols - 8;
	while (*text) {
		size_t next;
		size_t len = text_break(text, 10000, &next);
		int width = text_width_n(text, len);
		longest = width > longest ? width : longest;
		text += next;
	}
	int most = room < COLS_USUAL ? room : COLS_USUAL;
	return longest < COLS_LEAST ? COLS_LEAST : longest > most ? most : longest + 1;
}
