#include <config.h>

#include "geometry.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

enum { TEXTS_MOST = 4000, EXCERPT = 60 };

/* A tenth of a millimetre is told, and a line touches the next. */
static const double play = 0.25;

struct placed_text {
	double x, y, width, height;
	const char *text;
};

struct page_look {
	const char *what;
	double width, height;
	struct placed_text area, texts[TEXTS_MOST];
	size_t count;
	int pages;
};

static struct placed_text
read_place(const char *line)
{
	struct placed_text place = {0};
	int used = 0;

	cr_assert_eq(sscanf(line, "%*s %lf %lf %lf %lf%n", &place.x, &place.y, &place.width, &place.height, &used), 4, "%.60s", line);
	place.text = line + used + (line[used] == ' ');
	return place;
}

static bool
inside(const struct placed_text *inner, double x, double y, double width, double height)
{
	return inner->x >= x - play && inner->y >= y - play && inner->x + inner->width <= x + width + play &&
		inner->y + inner->height <= y + height + play;
}

static bool
overlap(const struct placed_text *a, const struct placed_text *b)
{
	return a->x + a->width > b->x + play && b->x + b->width > a->x + play && a->y + a->height > b->y + play && b->y + b->height > a->y + play;
}

static void
check_text(const struct page_look *look, const struct placed_text *text)
{
	const struct placed_text *area = &look->area;

	cr_assert(inside(text, 0, 0, look->width, look->height), "%s: page %d: off the page: %.*s", look->what, look->pages, EXCERPT, text->text);
	if (text->y < area->y + area->height - play)
		cr_assert(inside(text, area->x, area->y, area->width, area->height), "%s: page %d: beyond the type area: %.*s", look->what, look->pages,
			EXCERPT, text->text);
	for (size_t i = 0; i < look->count; i++)
		cr_assert(!overlap(text, &look->texts[i]), "%s: page %d: '%.*s' lies over '%.*s'", look->what, look->pages, EXCERPT, text->text, EXCERPT,
			look->texts[i].text);
}

static void
take_line(struct page_look *look, const char *line)
{
	struct placed_text place;

	if (strncmp(line, "page ", 5) == 0) {
		int number;
		cr_assert_eq(sscanf(line, "page %d %lf %lf", &number, &look->width, &look->height), 3);
		cr_assert_eq(number, ++look->pages, "%s", look->what);
		look->count = 0;
		return;
	}
	place = read_place(line);
	if (strncmp(line, "area ", 5) == 0)
		look->area = place;
	if (strncmp(line, "box ", 4) == 0 || strncmp(line, "bar ", 4) == 0)
		cr_assert(inside(&place, look->area.x, look->area.y, look->area.width, look->area.height), "%s: page %d: beyond the type area: %.60s",
			look->what, look->pages, line);
	if (strncmp(line, "text ", 5) != 0 || place.width <= 0)
		return;
	check_text(look, &place);
	cr_assert_lt(look->count, TEXTS_MOST);
	look->texts[look->count++] = place;
}

int
geometry_check(const char *layout, const char *what)
{
	struct page_look *look = calloc(1, sizeof *look);
	int pages;

	cr_assert(look);
	look->what = what;
	for (const char *at = layout; *at; at += strcspn(at, "\n") + 1)
		take_line(look, at);
	pages = look->pages;
	free(look);
	return pages;
}

int
geometry_count(const char *layout, const char *words)
{
	size_t len = strlen(words);
	int count = 0;

	for (const char *at = layout; *at; at += strcspn(at, "\n") + 1) {
		struct placed_text place;
		if (strncmp(at, "text ", 5) != 0)
			continue;
		place = read_place(at);
		count += strncmp(place.text, words, len) == 0 && place.text[len] == '\n';
	}
	return count;
}
