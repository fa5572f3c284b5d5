#include <config.h>

#include "page/textpage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Which ways rules leave a cell. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, WAYS = 16 };
enum { FOOT_LINES = 3, WITNESS_LINES = 2, CELL_BYTES = 24, LEAST_LINES = 12 };

static const char *const boxes[WAYS] = {
	[UP] = "│", [DOWN] = "│", [UP | DOWN] = "│", [LEFT] = "─", [RIGHT] = "─", [LEFT | RIGHT] = "─",
	[DOWN | RIGHT] = "┌", [DOWN | LEFT] = "┐", [UP | RIGHT] = "└", [UP | LEFT] = "┘",
	[UP | DOWN | RIGHT] = "├", [UP | DOWN | LEFT] = "┤", [DOWN | LEFT | RIGHT] = "┬", [UP | LEFT | RIGHT] = "┴",
	[UP | DOWN | LEFT | RIGHT] = "┼",
};

struct cell {
	char text[CELL_BYTES];  /* a character with its marks; "" blank */
	unsigned char ways;
	bool covered;           /* the right half of the one before */
};

struct textpage {
	struct metrics metrics;
	struct sink sink;
	int columns, lines;
	bool plain;
	void (*page)(void *user, int number, const char *text);
	void *user;
	const struct page_setup *setup;
	struct layout *layout;
	struct cell *cells;
	struct buf out;
};

static struct cell *
cell_at(struct textpage *drawer, int x, int y)
{
	if (x < 0 || y < 0 || x >= drawer->columns || y >= drawer->lines)
		return NULL;
	return &drawer->cells[(size_t)y * (size_t)drawer->columns + (size_t)x];
}

/* ---- measures: a cell is the unit */

static int
one(void *user, enum page_face face)
{
	(void)user;
	(void)face;
	return 1;
}

static int
two(void *user, enum page_face face)
{
	(void)user;
	(void)face;
	return 2;
}

static size_t
break_text(void *user, const char *text, size_t len, enum page_face face, int first_width, int width, struct arena *arena,
	struct text_line **lines)
{
	char *copy = arena_strndup(arena, text, len);
	size_t cap = len + 1, count = 0;
	struct text_line *found = arena_alloc(arena, cap * sizeof *found);

	(void)user;
	(void)face;
	do {
		size_t next = 0, bytes = text_break(copy, count ? width : first_width, &next);
		found[count++] = (struct text_line){.text = copy, .len = bytes};
		copy += next ? next : strlen(copy);
	} while (*copy);
	*lines = found;
	return count;
}

/* ---- the sink */

static void
begin_page(void *user, int page)
{
	struct textpage *drawer = user;

	(void)page;
	memset(drawer->cells, 0, (size_t)drawer->columns * (size_t)drawer->lines * sizeof *drawer->cells);
}

static void
put_char(struct textpage *drawer, int x, int y, const char *bytes, int len, int width)
{
	struct cell *cell = cell_at(drawer, width ? x : x - 1, y);
	size_t there;

	if (!cell)
		return;
	there = width ? 0 : strlen(cell->text);
	if (there + (size_t)len < sizeof cell->text) {
		memcpy(cell->text + there, bytes, (size_t)len);
		cell->text[there + (size_t)len] = '\0';
	}
	cell = width == 2 ? cell_at(drawer, x + 1, y) : NULL;
	if (cell)
		cell->covered = true;
}

static void
put_text(void *user, int x, int y, int width, enum page_align align, enum page_face face, const char *text, size_t len)
{
	struct textpage *drawer = user;
	int used = text_width_n(text, len), room = width > used ? width - used : 0;
	const char *end = text + len;

	(void)face;
	x += align == ALIGN_right ? room : align == ALIGN_centre ? room / 2 : 0;
	while (text < end) {
		uint32_t c;
		int bytes = utf8_decode(text, end, &c, NULL), wide = char_width(c);
		if (wide >= 0) /* what steers a terminal or a printer is no text */
			put_char(drawer, x, y, text, bytes, wide);
		x += wide > 0 ? wide : 0;
		text += bytes;
	}
}

static void
add_way(struct textpage *drawer, int x, int y, unsigned char way)
{
	struct cell *cell = cell_at(drawer, x, y);

	if (cell)
		cell->ways |= way;
}

static void
put_rule(void *user, int x1, int y1, int x2, int y2)
{
	struct textpage *drawer = user;

	for (int x = x1; y1 == y2 && x < x2; x++) {
		add_way(drawer, x, y1, RIGHT);
		add_way(drawer, x + 1, y1, LEFT);
	}
	for (int y = y1; x1 == x2 && y < y2; y++) {
		add_way(drawer, x1, y, DOWN);
		add_way(drawer, x1, y + 1, UP);
	}
}

static void
put_bar(void *user, int x, int y, int width, int height, bool dark)
{
	struct textpage *drawer = user;
	const char *block = drawer->plain ? (dark ? "#" : "=") : dark ? "▇" : "░";

	(void)height;
	for (int i = 0; i < width; i++)
		put_char(drawer, x + i, y, block, (int)strlen(block), 1);
}

static void
put_foot(struct textpage *drawer, int page)
{
	const struct page_setup *setup = drawer->setup;
	struct arena arena = {0};
	struct text_line *lines;
	size_t count = 0;
	char number[32];
	int y = drawer->lines - 1;

	if (setup->witness && *setup->witness)
		count = break_text(drawer, setup->witness, strlen(setup->witness), FACE_small, drawer->columns, drawer->columns, &arena, &lines);
	for (size_t i = count < WITNESS_LINES ? count : WITNESS_LINES; i > 0; i--, y--)
		put_text(drawer, 0, y, drawer->columns, ALIGN_left, FACE_small, lines[i - 1].text, lines[i - 1].len);
	arena_free(&arena);
	if (!setup->numbered)
		return;
	snprintf(number, sizeof number, drawer->plain ? "- %d -" : "— %d —", page);
	put_text(drawer, 0, y, drawer->columns, page % 2 ? ALIGN_right : ALIGN_centre, FACE_small, number, strlen(number));
}

static const char *
look_of(const struct textpage *drawer, const struct cell *cell)
{
	if (*cell->text)
		return cell->text;
	if (!cell->ways)
		return " ";
	if (drawer->plain)
		return !(cell->ways & (LEFT | RIGHT)) ? "|" : !(cell->ways & (UP | DOWN)) ? "-" : "+";
	return boxes[cell->ways];
}

static void
end_page(void *user, int page)
{
	struct textpage *drawer = user;

	put_foot(drawer, page);
	buf_clear(&drawer->out);
	for (int y = 0; y < drawer->lines; y++) {
		for (int x = 0; x < drawer->columns; x++) {
			const struct cell *cell = cell_at(drawer, x, y);
			if (!cell->covered)
				buf_adds(&drawer->out, look_of(drawer, cell));
		}
		while (drawer->out.len && drawer->out.data[drawer->out.len - 1] == ' ')
			drawer->out.data[--drawer->out.len] = '\0';
		buf_addc(&drawer->out, '\n');
	}
	drawer->page(drawer->user, page, buf_text(&drawer->out));
}

/* ---- a drawer */

struct textpage *
textpage_new(int columns, int lines, bool plain, void (*page)(void *user, int number, const char *text), void *user)
{
	struct textpage *drawer = xcalloc(1, sizeof *drawer);

	lines = lines > LEAST_LINES ? lines : LEAST_LINES;
	*drawer = (struct textpage){.columns = columns, .lines = lines, .plain = plain, .page = page, .user = user,
		.metrics = {.user = drawer, .width = columns, .height = lines - FOOT_LINES, .rule = 1, .pad_across = 0, .line_height = one, .em = two,
			.break_text = break_text},
		.sink = {.user = drawer, .begin = begin_page, .text = put_text, .rule = put_rule, .bar = put_bar, .end = end_page}};
	drawer->cells = xcalloc((size_t)columns * (size_t)lines, sizeof *drawer->cells);
	return drawer;
}

void
textpage_begin(struct textpage *drawer, const struct page_setup *setup)
{
	drawer->setup = setup;
	drawer->layout = layout_begin(&drawer->metrics, &drawer->sink);
	if (setup->mark && *setup->mark)
		layout_block(drawer->layout, &(struct page_block){.kind = BLOCK_text, .text = setup->mark, .align = ALIGN_right});
}

void
textpage_block(struct textpage *drawer, const struct page_block *block)
{
	layout_block(drawer->layout, block);
}

int
textpage_end(struct textpage *drawer)
{
	int pages = layout_end(drawer->layout);

	drawer->layout = NULL;
	return pages;
}

void
textpage_free(struct textpage *drawer)
{
	if (!drawer)
		return;
	buf_free(&drawer->out);
	free(drawer->cells);
	free(drawer);
}
