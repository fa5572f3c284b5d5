#include <config.h>

#include "screen/rowwalk.h"

#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "ui/glyph.h"

enum { AT_ONCE = 64 };

_Static_assert(sizeof(struct row_place) == sizeof(struct list_place), "a row's place is the list's place");

size_t
rowwalk(struct query *query, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	struct row_place places[AT_ONCE];
	uint32_t numbers[AT_ONCE];
	size_t count;

	if (limit > AT_ONCE)
		limit = AT_ONCE;
	count = query_walk(query, (const struct row_place *)(const void *)from, inclusive, forward, limit, numbers, places);
	for (size_t i = 0; i < count; i++) {
		rows[i].id = numbers[i];
		memcpy(&rows[i].place, &places[i], sizeof rows[i].place);
	}
	return count;
}

void
rowcount(struct query *query, char out[32])
{
	if (query_counted(query))
		number_print(out, (int64_t)query_count(query));
	else
		snprintf(out, 32, "%s", glyph(GLYPH_MORE));
}
