#include <config.h>

#include "ui/dialog.h"

#include <stdio.h>

#include "base/words.h"
#include "ui/modal.h"

struct compare {
	struct modal modal;
	const char *text;
	struct version *versions;
	size_t count, chosen, top;
};

static void
draw_side(const struct area *area, int y, int x, int cols, const char *text, bool taken)
{
	if (taken)
		paint_glyph(area, y, x, TONE_DONE, GLYPH_DONE, 1);
	else
		paint(area, y, x, TONE_PLAIN, " ");
	paint_fit(area, y, x + 2, cols - 3, taken ? TONE_MINE : TONE_DIM, text, false);
}

static void
draw(struct compare *compare)
{
	const struct area *area = &compare->modal.area;
	int labels = area->cols / 4, side = (area->cols - labels - 2) / 2;
	paint_clear(area);
	int head = paint_wrapped(area, 0, 0, area->cols, 3, TONE_PLAIN, compare->text);
	size_t rows = (size_t)(area->rows - head - 2 > 0 ? area->rows - head - 2 : 1);
	if (compare->chosen < compare->top)
		compare->top = compare->chosen;
	if (compare->chosen >= compare->top + rows)
		compare->top = compare->chosen - rows + 1;
	paint(area, head + 1, 2, TONE_TITLE, _("Field"));
	paint(area, head + 1, 4 + labels, TONE_TITLE, _("Theirs"));
	paint(area, head + 1, 4 + labels + side, TONE_TITLE, _("Mine"));
	for (size_t i = 0; i < rows && compare->top + i < compare->count; i++) {
		const struct version *version = &compare->versions[compare->top + i];
		int y = head + 2 + (int)i;
		if (compare->top + i == compare->chosen) {
			paint_glyph(area, y, 0, TONE_MINE, GLYPH_MARK, 1);
			paint_cursor(area, y, 0);
		}
		paint_fit(area, y, 2, labels - 1, TONE_PLAIN, version->label, false);
		draw_side(area, y, 2 + labels, side, version->theirs, !version->take_mine);
		draw_side(area, y, 2 + labels + side, side, version->mine, version->take_mine);
	}
}

static bool
take_key(struct compare *compare, const struct key *key)
{
	struct version *version = &compare->versions[compare->chosen];
	switch (key_plain(key)) {
	case K_ENTER:
	case K_F2:
		return true;
	case K_DOWN:
		compare->chosen += compare->chosen + 1 < compare->count;
		break;
	case K_UP:
		compare->chosen -= compare->chosen > 0;
		break;
	case K_LEFT:
	case '1':
		version->take_mine = false;
		break;
	case K_RIGHT:
	case '2':
		version->take_mine = true;
		break;
	case ' ':
		version->take_mine = !version->take_mine;
		break;
	default:
		break;
	}
	return false;
}

bool
dialog_compare(struct ui *ui, const char *title, const char *text, struct version *versions, size_t count)
{
	char keys[160];
	bool over = false, done = false;
	if (count == 0)
		return true;
	snprintf(keys, sizeof keys, "1|%s|2|%s|Space|%s|F2|%s|Esc|%s", _("theirs"), _("mine"), _("the other"), _("go on"), _("back"));
	struct compare compare = {
		.modal = {.ui = ui, .title = title, .rows = (int)count + 6, .cols = ui_body(ui).cols - 8, .keys = keys},
		.text = text, .versions = versions, .count = count,
	};
	ui_drop_typed(ui);
	modal_open(&compare.modal);
	while (!over && !done) {
		draw(&compare);
		struct key key = modal_key(&compare.modal, &over);
		done = !over && take_key(&compare, &key);
	}
	modal_close(&compare.modal);
	return done;
}
