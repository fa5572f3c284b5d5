#include <config.h>

#include "ui/paint.h"

#include <curses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/cursor.h"
#include "ui/theme.h"

/* Where the hardware cursor rests, in cells of the screen. */
static struct {
	bool set, held;
	int y, x;
} cursor;

struct area
area_part(const struct area *area, int y, int x, int rows, int cols)
{
	if (y > area->rows)
		y = area->rows;
	if (x > area->cols)
		x = area->cols;
	if (rows > area->rows - y)
		rows = area->rows - y;
	if (cols > area->cols - x)
		cols = area->cols - x;
	return (struct area){
		.window = area->window, .y = area->y + y, .x = area->x + x, .rows = rows > 0 ? rows : 0, .cols = cols > 0 ? cols : 0,
	};
}

/* What is safe without looking it up: nearly everything an office writes. */
static bool
usual(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x3011) || (c >= 0xff01 && c <= 0xff5e)
		|| (c >= 0x2500 && c <= 0x25ff) || c == 0x2026 || c == 0xb7;
}

static bool
all_usual(const char *text, const char *end)
{
	while (text < end) {
		uint32_t c;
		text += utf8_decode(text, end, &c, NULL);
		if (!usual(c))
			return false;
	}
	return true;
}

static const char *
safe_text(struct buf *room, const char *text)
{
	size_t len = strlen(text);
	if (all_usual(text, text + len))
		return text;
	text_safe(room, text, len, 0);
	return buf_text(room);
}

/* Fills `out` with what fits into `columns` and gives the columns used. */
static int
to_wide(wchar_t *out, size_t size, const char *text, int columns, size_t *len)
{
	const char *end = text + strlen(text);
	int used = 0;
	size_t count = 0;
	while (text < end && count < size) {
		uint32_t c;
		text += utf8_decode(text, end, &c, NULL);
		c = glyph_shown(c);
		int width = c >= 0x20 && c < 0x7f ? 1 : c >= 0x4e00 && c <= 0x9fff ? 2 : wcwidth((wchar_t)c);
		if (width < 0) {
			c = 0xfffd;
			width = 1;
		}
		if (used + width > columns)
			break;
		out[count++] = (wchar_t)c;
		used += width;
	}
	*len = count;
	return used;
}

int
paint(const struct area *area, int y, int x, enum tone tone, const char *text)
{
	if (!text || !*text || y < 0 || y >= area->rows || x < 0 || x >= area->cols)
		return 0;
	struct buf room = {0};
	wchar_t wide[512];
	size_t len;
	int used = to_wide(wide, sizeof wide / sizeof *wide, safe_text(&room, text), area->cols - x, &len);
	buf_free(&room);
	wattr_set(area->window, theme_attributes(tone), theme_pair(tone), NULL);
	mvwaddnwstr(area->window, area->y + y, area->x + x, wide, (int)len);
	wattr_set(area->window, A_NORMAL, 0, NULL);
	return used;
}

int
paintf(const struct area *area, int y, int x, enum tone tone, const char *format, ...)
{
	va_list args;
	struct arena arena = {0};
	va_start(args, format);
	int used = paint(area, y, x, tone, arena_vprintf(&arena, format, args));
	va_end(args);
	arena_free(&arena);
	return used;
}

void
paint_blank(const struct area *area, int y, int x, int columns)
{
	static const char blanks[] = "                                                                ";
	const int step = (int)sizeof blanks - 1;
	for (; columns > 0; columns -= step, x += step)
		paint(area, y, x, TONE_PLAIN, columns >= step ? blanks : blanks + (step - columns));
}

void
paint_fit(const struct area *area, int y, int x, int columns, enum tone tone, const char *text, bool right)
{
	if (columns <= 0)
		return;
	struct buf room = {0};
	text_pad(&room, text ? text : "", columns, right);
	struct area cell = area_part(area, y, x, 1, columns);
	int used = paint(&cell, 0, 0, tone, buf_text(&room));
	paint_blank(&cell, 0, used, cell.cols - used);
	buf_free(&room);
}

int
paint_wrapped(const struct area *area, int y, int x, int columns, int rows, enum tone tone, const char *text)
{
	int drawn = 0;
	struct buf line = {0};
	while (*text && drawn < rows && columns > 1) {
		size_t next;
		size_t len = text_break(text, columns, &next);
		buf_clear(&line);
		buf_add(&line, text, len);
		paint(area, y + drawn, x, tone, buf_text(&line));
		text += next;
		drawn++;
	}
	buf_free(&line);
	return drawn;
}

int
paint_height(const char *text, int columns)
{
	int rows = 0;
	for (size_t next; *text && columns > 1; text += next, rows++)
		text_break(text, columns, &next);
	return rows;
}

void
paint_glyph(const struct area *area, int y, int x, enum tone tone, enum glyph which, int count)
{
	if (count <= 0)
		return;
	struct buf text = {0};
	for (int i = 0; i < count; i++)
		buf_adds(&text, glyph(which));
	paint(area, y, x, tone, buf_text(&text));
	buf_free(&text);
}

void
paint_bar(const struct area *area, int y, int x, int columns, enum tone tone, double part, double whole)
{
	int filled = whole > 0 && part > 0 ? (int)(part / whole * columns + 0.5) : 0;
	if (filled > columns)
		filled = columns;
	/* Something is never shown as nothing, nor less than all as all. */
	if (part > 0 && whole > 0 && filled == 0)
		filled = 1;
	if (part < whole && filled == columns && columns > 1)
		filled--;
	paint_glyph(area, y, x, tone, GLYPH_BAR, filled);
	paint_glyph(area, y, x + filled, TONE_DIM, GLYPH_REST, columns - filled);
}

void
paint_rule(const struct area *area, int y)
{
	paint_glyph(area, y, 0, TONE_DIM, GLYPH_LINE, area->cols);
}

void
paint_pillar(const struct area *area, int x)
{
	for (int y = 0; y < area->rows; y++)
		paint_glyph(area, y, x, TONE_DIM, GLYPH_PILLAR, 1);
}

void
paint_clear(const struct area *area)
{
	for (int y = 0; y < area->rows; y++)
		paint_clear_row(area, y, 0);
}

void
paint_clear_row(const struct area *area, int y, int x)
{
	if (y < 0 || y >= area->rows || x >= area->cols)
		return;
	if (area->x + area->cols == getmaxx(area->window)) {
		wmove(area->window, area->y + y, area->x + x);
		wclrtoeol(area->window);
	} else {
		paint_blank(area, y, x, area->cols - x);
	}
}

void
paint_scroll(const struct area *area, int first, int rows, int lines)
{
	WINDOW *window = area->window;
	wsetscrreg(window, area->y + first, area->y + first + rows - 1);
	scrollok(window, TRUE);
	wscrl(window, lines);
	scrollok(window, FALSE);
	wsetscrreg(window, 0, getmaxy(window) - 1);
}

void
paint_settle(const struct area *area)
{
	/* Below a pop-up everything goes together. */
	if (cursor.held)
		return;
	wnoutrefresh(area->window);
	cursor_place();
	doupdate();
}

void
paint_cursor(const struct area *area, int y, int x)
{
	if (cursor.held)
		return;
	cursor.set = true;
	cursor.y = getbegy(area->window) + area->y + y;
	cursor.x = getbegx(area->window) + area->x + x;
}

void
cursor_forget(void)
{
	cursor.set = cursor.set && cursor.held;
}

void
cursor_hold(bool held)
{
	cursor.held = held;
}

void
cursor_place(void)
{
	int y = cursor.set && cursor.y < LINES ? cursor.y : LINES - 1;
	int x = cursor.set && cursor.x < COLS ? cursor.x : COLS - 1;
	setsyx(y, x);
}

int
shown_width(const char *text)
{
	return text_width(text);
}
