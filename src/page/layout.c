#include <config.h>

#include "page/layout-parts.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_SHARE = 300, BAR_SHARE = 420, SHARES = 1000, BEGIN_LINES = 2 };

void
layout_turn(struct layout *layout)
{
	layout->sink->end(layout->sink->user, layout->page);
	layout->page++;
	layout->y = 0;
	layout->sink->begin(layout->sink->user, layout->page);
}

int
layout_room(const struct layout *layout)
{
	return layout->metrics->height - layout->y;
}

static int
line_height(const struct layout *layout, enum page_face face)
{
	return layout->metrics->line_height(layout->metrics->user, face);
}

static int
em(const struct layout *layout, enum page_face face)
{
	return layout->metrics->em(layout->metrics->user, face);
}

/* However far a first line stands in, half of the width is left to it. */
static int
indent_width(const struct layout *layout, enum page_face face, int indent, int width)
{
	int in = indent * em(layout, face);

	return in < width / 2 ? in : width / 2;
}

static size_t
count_paragraphs(const char *text)
{
	size_t count = 1;

	for (const char *at = strchr(text, '\n'); at; at = strchr(at + 1, '\n'))
		count++;
	return count;
}

size_t
layout_lines(struct layout *layout, const char *text, enum page_face face, int width, int indent, struct text_line **lines)
{
	const struct metrics *metrics = layout->metrics;
	size_t paragraphs = count_paragraphs(text), count = 0, at = 0;
	struct text_line **parts = arena_alloc(&layout->arena, paragraphs * sizeof *parts), *all;
	size_t *counts = arena_alloc(&layout->arena, paragraphs * sizeof *counts);

	for (size_t i = 0; i < paragraphs; i++) {
		size_t len = strcspn(text, "\n");
		counts[i] = metrics->break_text(metrics->user, text, len, face, width - indent_width(layout, face, indent, width), width, &layout->arena, &parts[i]);
		parts[i][0].first = true;
		count += counts[i];
		text += len + (text[len] == '\n');
	}
	all = arena_alloc(&layout->arena, count * sizeof *all);
	for (size_t i = 0; i < paragraphs; at += counts[i++])
		memcpy(all + at, parts[i], counts[i] * sizeof *all);
	*lines = all;
	return count;
}

static void
put_text(struct layout *layout, const struct page_block *block)
{
	int width = layout->metrics->width, height = line_height(layout, block->face), in = indent_width(layout, block->face, block->indent, width);
	struct text_line *lines;
	size_t count = layout_lines(layout, block->text, block->face, width, block->indent, &lines);

	for (size_t i = 0; i < count; i++) {
		int x = lines[i].first ? in : 0;
		if (layout_room(layout) < height)
			layout_turn(layout);
		layout->sink->text(layout->sink->user, x, layout->y, width - x, block->align, block->face, lines[i].text, lines[i].len);
		layout->y += height;
	}
}

/* ---- bars */

/* As much of the room as `amount` is of the most; bars of less than nothing have no length. */
static int
bar_length(int room, int64_t amount, int64_t most)
{
	double share = most > 0 && amount > 0 ? (double)amount / (double)most : 0;

	return (int)(room * (share < 1 ? share : 1));
}

static void
put_bar(struct layout *layout, const struct page_bar *bar, int64_t most)
{
	const struct sink *sink = layout->sink;
	int whole = layout->metrics->width, height = line_height(layout, FACE_table), gap = em(layout, FACE_table);
	int left = whole * LABEL_SHARE / SHARES, room = whole * BAR_SHARE / SHARES, right = left + room + gap;
	int length = bar_length(room, bar->amount, most), dark = bar_length(room, bar->part, most);
	struct text_line *labels, *values;
	size_t label_count = layout_lines(layout, bar->label, FACE_table, left - gap, 0, &labels);
	size_t value_count = layout_lines(layout, bar->value, FACE_table, whole - right, 0, &values);
	size_t count = label_count > value_count ? label_count : value_count;

	if (layout_room(layout) < height * (int)count && layout->y > 0)
		layout_turn(layout);
	if (length > dark)
		sink->bar(sink->user, left + dark, layout->y, length - dark, height, false);
	if (dark > 0)
		sink->bar(sink->user, left, layout->y, dark, height, true);
	for (size_t i = 0; i < count; i++, layout->y += height) {
		if (layout_room(layout) < height)
			layout_turn(layout);
		if (i < label_count)
			sink->text(sink->user, 0, layout->y, left - gap, ALIGN_left, FACE_table, labels[i].text, labels[i].len);
		if (i < value_count)
			sink->text(sink->user, right, layout->y, whole - right, ALIGN_right, FACE_table, values[i].text, values[i].len);
	}
}

static void
put_bars(struct layout *layout, const struct page_block *block)
{
	int64_t most = 0;

	for (size_t i = 0; i < block->count; i++)
		most = block->bars[i].amount > most ? block->bars[i].amount : most;
	for (size_t i = 0; i < block->count; i++)
		put_bar(layout, &block->bars[i], most);
}

static void
put_space(struct layout *layout, const struct page_block *block)
{
	int height = block->lines * line_height(layout, FACE_body);

	layout->y += height < layout_room(layout) ? height : layout_room(layout);
}

static void (*const put[])(struct layout *layout, const struct page_block *block) = {
	[BLOCK_text] = put_text,
	[BLOCK_grid] = layout_grid,
	[BLOCK_bars] = put_bars,
	[BLOCK_space] = put_space,
};

/* ---- what keeps with what follows */

/* Only paragraphs and spaces keep: a heading, the line above a table. */
static void
wait_for_next(struct layout *layout, const struct page_block *block)
{
	struct page_block *more = arena_alloc(&layout->kept, (layout->waiting_count + 1) * sizeof *more);

	if (layout->waiting_count)
		memcpy(more, layout->waiting, layout->waiting_count * sizeof *more);
	more[layout->waiting_count] = *block;
	if (block->text)
		more[layout->waiting_count].text = arena_strdup(&layout->kept, block->text);
	layout->waiting = more;
	layout->waiting_count++;
}

static int
whole_height(struct layout *layout, const struct page_block *block)
{
	struct text_line *lines;

	if (block->kind == BLOCK_space)
		return block->lines * line_height(layout, FACE_body);
	return (int)layout_lines(layout, block->text, block->face, layout->metrics->width, block->indent, &lines) *
		line_height(layout, block->face);
}

int
layout_least(struct layout *layout, const struct page_block *block)
{
	if (block->kind == BLOCK_text) {
		int whole = whole_height(layout, block), some = BEGIN_LINES * line_height(layout, block->face);
		return whole < some ? whole : some;
	}
	return block->kind == BLOCK_space ? 0 : 2 * BEGIN_LINES * line_height(layout, FACE_table);
}

static void
put_waiting(struct layout *layout, int least)
{
	int wanted = least;

	for (size_t i = 0; i < layout->waiting_count; i++)
		wanted += whole_height(layout, &layout->waiting[i]);
	if (layout->waiting_count && wanted > layout_room(layout) && wanted <= layout->metrics->height)
		layout_turn(layout);
	for (size_t i = 0; i < layout->waiting_count; i++)
		put[layout->waiting[i].kind](layout, &layout->waiting[i]);
	layout->waiting_count = 0;
	arena_reset(&layout->kept);
}

void
layout_block(struct layout *layout, const struct page_block *block)
{
	if (block->keeps && (block->kind == BLOCK_text || block->kind == BLOCK_space)) {
		wait_for_next(layout, block);
		return;
	}
	put_waiting(layout, layout->waiting_count ? layout_least(layout, block) : 0);
	put[block->kind](layout, block);
	arena_reset(&layout->arena);
}

struct layout *
layout_begin(const struct metrics *metrics, const struct sink *sink)
{
	struct layout *layout = xcalloc(1, sizeof *layout);

	layout->metrics = metrics;
	layout->sink = sink;
	layout->page = 1;
	sink->begin(sink->user, layout->page);
	return layout;
}

int
layout_end(struct layout *layout)
{
	int pages;

	put_waiting(layout, 0);
	pages = layout->page;
	layout->sink->end(layout->sink->user, pages);
	arena_free(&layout->arena);
	arena_free(&layout->kept);
	free(layout);
	return pages;
}
