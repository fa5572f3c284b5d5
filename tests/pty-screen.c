#include <config.h>

#include "pty-inside.h"

#include <string.h>
#include <sys/wait.h>

static size_t
cell_text(const VTermScreenCell *cell, char *out)
{
	size_t len = 0;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];
		if (c < 0x80) {
			out[len++] = (char)c;
			continue;
		}
		int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
		static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
		out[len++] = (char)(lead[more] | c >> (6 * more));
		while (more--)
			out[len++] = (char)(0x80 | (c >> (6 * more) & 0x3f));
	}
	out[len] = '\0';
	return len;
}

/* The right half of a wide character has this in place of one. */
static bool
is_right_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == (uint32_t)-1;
}

static const char *
row_text(struct pty *pty, int row, int upto)
{
	buf_clear(&pty->row);
	for (int col = 0; col < upto; col++) {
		VTermScreenCell cell;
		char text[32];
		vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = col}, &cell);
		if (is_right_half(&cell))
			continue;
		if (cell_text(&cell, text))
			buf_adds(&pty->row, text);
		else
			buf_addc(&pty->row, ' ');
	}
	if (upto == pty->cols)
		while (pty->row.len && pty->row.data[pty->row.len - 1] == ' ')
			pty->row.data[--pty->row.len] = '\0';
	return buf_text(&pty->row);
}

const char *
pty_row_text(struct pty *pty, int row)
{
	return row_text(pty, row, pty->cols);
}

const char *
pty_row(struct pty *pty, int row)
{
	pty_catch_up(pty);
	return row_text(pty, row, pty->cols);
}

int
pty_row_with(struct pty *pty, const char *text)
{
	for (int row = 0; row < pty->rows; row++)
		if (strstr(row_text(pty, row, pty->cols), text))
			return row;
	return -1;
}

bool
pty_shows(struct pty *pty, const char *text)
{
	pty_catch_up(pty);
	return pty_row_with(pty, text) >= 0;
}

bool
pty_find(struct pty *pty, const char *text, int *row, int *col)
{
	pty_catch_up(pty);
	*row = pty_row_with(pty, text);
	if (*row < 0)
		return false;
	const char *line = pty_row_text(pty, *row);
	size_t before = (size_t)(strstr(line, text) - line);
	*col = 0;
	while (row_text(pty, *row, *col + 1), pty->row.len <= before)
		++*col;
	return true;
}

const char *
pty_dump(struct pty *pty)
{
	int row, col;
	pty_cursor(pty, &row, &col, NULL);
	buf_clear(&pty->dump);
	for (int y = 0; y < pty->rows; y++)
		buf_addf(&pty->dump, "%3d|%s\n", y, row_text(pty, y, pty->cols));
	buf_addf(&pty->dump, "cursor %d,%d%s", row, col, pty->visible ? "" : " hidden");
	if (pty->ended)
		buf_addf(&pty->dump, ", ended with status %d signal %d", WEXITSTATUS(pty->status), WTERMSIG(pty->status));
	return buf_text(&pty->dump);
}

static int
colour(const VTermColor *color)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
		return -1;
	return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx
	                                     : 0x1000000 | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}

struct pty_cell
pty_cell(struct pty *pty, int row, int col)
{
	VTermScreenCell cell;
	struct pty_cell out = {0};
	pty_catch_up(pty);
	vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = col}, &cell);
	if (!is_right_half(&cell))
		cell_text(&cell, out.text);
	out.width = is_right_half(&cell) ? 0 : cell.width;
	out.fg = colour(&cell.fg);
	out.bg = colour(&cell.bg);
	out.bold = cell.attrs.bold;
	out.reverse = cell.attrs.reverse;
	out.underline = cell.attrs.underline != 0;
	return out;
}

void
pty_cursor(struct pty *pty, int *row, int *col, bool *visible)
{
	VTermPos at;
	pty_catch_up(pty);
	vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
	*row = at.row;
	*col = at.col;
	if (visible)
		*visible = pty->visible;
}

size_t
pty_written(struct pty *pty)
{
	pty_catch_up(pty);
	return pty->written;
}

int
pty_bells(struct pty *pty)
{
	pty_catch_up(pty);
	return pty->bells;
}

pid_t
pty_pid(const struct pty *pty)
{
	return pty->pid;
}
