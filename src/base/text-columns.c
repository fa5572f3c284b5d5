#include <config.h>

#include "base/text.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6" /* … takes one column */

/* Never at the beginning of a line; a line ends after them. */
static const uint32_t closing[] = {
	',', '.', ';', ':', '!', '?', ')', ']', '}', '%', 0xB0, 0xB7, 0x2014, 0x2019, 0x201D, 0x2026, 0x2030, 0x2103,
	0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E,
	0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E,
};

/* Never at the end of a line. */
static const uint32_t opening[] = {
	'(', '[', '{', 0xA5, 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B,
	0xFF5B, 0xFFE5,
};

#define EXCERPT_COLUMNS 40

/* A character with the marks that follow it. */
struct cluster {
	uint32_t c;
	int width;
	size_t len;
};

static bool
listed(const uint32_t *list, size_t count, uint32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == c)
			return true;
	return false;
}

/* What cannot be shown stands as one replacement character. */
static int
columns_of(uint32_t c)
{
	int width = char_width(c);
	return width < 0 ? 1 : width;
}

static struct cluster
cluster_at(const char *at, const char *end)
{
	struct cluster cluster;
	cluster.len = (size_t)utf8_decode(at, end, &cluster.c, NULL);
	cluster.width = columns_of(cluster.c);
	while (at + cluster.len < end && (unsigned char)at[cluster.len] >= 0x80) {
		uint32_t mark;
		int len = utf8_decode(at + cluster.len, end, &mark, NULL);
		if (char_width(mark) != 0)
			break;
		cluster.len += (size_t)len;
	}
	return cluster;
}

int
text_width_n(const char *text, size_t len)
{
	int columns = 0;
	const char *end = text + strnlen(text, len);
	while (text < end) {
		uint32_t c;
		text += utf8_decode(text, end, &c, NULL);
		columns += columns_of(c);
	}
	return columns;
}

int
text_width(const char *text)
{
	return text_width_n(text, SIZE_MAX);
}

size_t
text_fit(const char *text, int columns, int *used)
{
	const char *at = text, *end = text + strlen(text);
	int taken = 0;
	while (at < end) {
		struct cluster cluster = cluster_at(at, end);
		if (taken + cluster.width > columns)
			break;
		taken += cluster.width;
		at += cluster.len;
	}
	if (used)
		*used = taken;
	return (size_t)(at - text);
}

static void
add_spaces(struct buf *out, int count)
{
	if (count > 0) {
		memset(buf_reserve(out, (size_t)count), ' ', (size_t)count);
		out->len += (size_t)count;
	}
}

void
text_pad(struct buf *out, const char *text, int columns, bool right)
{
	if (columns < 1)
		return;
	int used;
	size_t fitting = text_fit(text, columns, &used);
	bool cut = text[fitting] != '\0';
	if (cut) {
		fitting = text_fit(text, columns - 1, &used);
		used++;
	}
	if (right)
		add_spaces(out, columns - used);
	buf_add(out, text, fitting);
	if (cut)
		buf_adds(out, ELLIPSIS);
	if (!right)
		add_spaces(out, columns - used);
}

const char *
text_excerpt(char out[TEXT_EXCERPT], const char *text)
{
	struct buf safe = {0};
	text_safe(&safe, text, strlen(text), 0);
	const char *shown = buf_text(&safe);
	bool cut = text_width(shown) > EXCERPT_COLUMNS;
	size_t len = text_fit(shown, cut ? EXCERPT_COLUMNS - 1 : EXCERPT_COLUMNS, NULL);
	/* Only marks heaped on one character take more bytes than columns can. */
	if (len + sizeof ELLIPSIS > TEXT_EXCERPT) {
		len = 0;
		cut = true;
	}
	memcpy(out, shown, len);
	memcpy(out + len, cut ? ELLIPSIS : "", cut ? sizeof ELLIPSIS : 1);
	buf_free(&safe);
	return out;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == 0x3000;
}

/* Whether a line may end between two characters. */
static bool
may_break(struct cluster before, struct cluster after)
{
	if (is_space(after.c))
		return false;
	if (is_space(before.c))
		return true;
	if (before.width < 2 && after.width < 2 && !char_is_han(before.c) && !char_is_han(after.c))
		return false;
	return !listed(closing, sizeof closing / sizeof *closing, after.c)
	       && !listed(opening, sizeof opening / sizeof *opening, before.c);
}

/* The line of `len` bytes without the spaces at its end. */
static size_t
trim_line(const char *text, size_t len)
{
	static const char wide_space[] = "\xE3\x80\x80";
	for (;;) {
		if (len && text[len - 1] == ' ')
			len--;
		else if (len >= 3 && memcmp(text + len - 3, wide_space, 3) == 0)
			len -= 3;
		else
			return len;
	}
}

size_t
text_break(const char *text, int columns, size_t *next)
{
	const char *end = text + strlen(text);
	size_t at = 0, best = 0;
	int used = 0;
	struct cluster before = {0}, cluster;
	for (; text + at < end && text[at] != '\n'; at += cluster.len, before = cluster) {
		cluster = cluster_at(text + at, end);
		if (at && may_break(before, cluster))
			best = at;
		used += cluster.width;
		/* Spaces may stand beyond the edge: they are dropped there. */
		if (used > columns && at && !is_space(cluster.c)) {
			*next = best ? best : at;
			return trim_line(text, *next);
		}
	}
	*next = at + (text[at] == '\n');
	return trim_line(text, at);
}
