#include <config.h>

#include "ui/uistate.h"

#include <curses.h>
#include <panel.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ui/cursor.h"
#include "ui/term.h"

struct popup {
	WINDOW *window;
	PANEL *panel;
	struct popup *below;
};

static void
draw_frame(const struct area *all, const char *title)
{
	int right = all->cols - 1, bottom = all->rows - 1;
	paint_glyph(all, 0, 1, TONE_DIM, GLYPH_LINE, right - 1);
	paint_glyph(all, bottom, 1, TONE_DIM, GLYPH_LINE, right - 1);
	for (int y = 1; y < bottom; y++) {
		paint_glyph(all, y, 0, TONE_DIM, GLYPH_PILLAR, 1);
		paint_glyph(all, y, right, TONE_DIM, GLYPH_PILLAR, 1);
	}
	paint_glyph(all, 0, 0, TONE_DIM, GLYPH_TOP_LEFT, 1);
	paint_glyph(all, 0, right, TONE_DIM, GLYPH_TOP_RIGHT, 1);
	paint_glyph(all, bottom, 0, TONE_DIM, GLYPH_BOTTOM_LEFT, 1);
	paint_glyph(all, bottom, right, TONE_DIM, GLYPH_BOTTOM_RIGHT, 1);
	if (title && *title) {
		struct area line = area_part(all, 0, 2, 1, all->cols - 4);
		int used = paint(&line, 0, 1, TONE_TITLE, title);
		paint(&line, 0, 0, TONE_PLAIN, " ");
		paint(&line, 0, used + 1, TONE_PLAIN, " ");
	}
}

static int
within(int wanted, int most)
{
	return wanted < most ? wanted : most;
}

void
ui_popup_open(struct ui *ui, int rows, int cols, const char *title, struct area *inside)
{
	int height = within(rows + 2, term_rows() - 2), width = within(cols + 4, term_cols() - 2);
	if (height < 3)
		height = 3;
	if (width < 8)
		width = 8;
	struct popup *popup = xcalloc(1, sizeof *popup);
	popup->window = newwin(height, width, within((term_rows() - height) / 2, term_rows()), (term_cols() - width) / 2);
	if (!popup->window)
		BUG("no room for a pop-up");
	popup->panel = new_panel(popup->window);
	popup->below = ui->popups;
	ui->popups = popup;
	struct area all = {.window = popup->window, .rows = height, .cols = width};
	draw_frame(&all, title);
	*inside = area_part(&all, 1, 2, height - 2, width - 4);
	cursor_forget();
}

void
ui_popup_close(struct ui *ui)
{
	struct popup *popup = ui->popups;
	if (!popup)
		return;
	ui->popups = popup->below;
	del_panel(popup->panel);
	delwin(popup->window);
	free(popup);
	touchwin(stdscr);
	cursor_forget();
	if (ui->top)
		screen_changed(ui->top);
}

void
popups_show(struct ui *ui)
{
	if (ui->popups)
		update_panels();
	else
		wnoutrefresh(stdscr);
}

void
popups_close(struct ui *ui)
{
	while (ui->popups)
		ui_popup_close(ui);
}
