/* A filter typed on, held against the rows it left so far: a piece at a time, as far as they are shown. */
#include <config.h>

#include "desk/queryroom.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE_LEAST = 64, PIECE_MOST = 1 << 16 };

bool
narrow_later(struct query *query, size_t narrows)
{
	if (query->order || query->descending || query->desk->scope.assigned) /* an expert's few rows are searched in what is shown */
		return false;
	for (size_t i = narrows; i < query->filter.count; i++)
		if (query->filter.terms[i].field || query->filter.terms[i].code_count)
			return false;
	query->pending = narrows;
	query->rest = 0;
	query->end = narrows < query->filter.count ? query->rows.count : 0;
	query->rows.count -= query->end;
	return true;
}

size_t
narrow_again(struct query *query, size_t narrows)
{
	struct numbers *rows = &query->rows;
	size_t left = query->end - query->rest;

	if (!left)
		return narrows;
	memmove(rows->items + rows->count, rows->items + query->rest, left * sizeof *rows->items);
	rows->count += left;
	query->rest = query->end = 0;
	return query->pending < narrows ? query->pending : narrows;
}

/* The part of `set` that stands between two numbers. */
static struct numbers
part(const struct numbers *set, uint32_t first, uint32_t last)
{
	size_t from = set_below(set, first);

	return (struct numbers){.items = set->items + from, .count = set_below(set, last + 1) - from};
}

static void
narrow_piece(struct query *query, size_t size)
{
	struct numbers *rows = &query->rows, left = {.items = rows->items + query->rest, .count = size}, kept = {0};
	struct numbers hits = query->text_known ? part(&query->text_hits, left.items[0], left.items[size - 1]) : left;

	for (size_t i = query->pending; i < query->filter.count; i++) {
		const char *needle = query->filter.terms[i].needle;
		struct numbers found = {0};
		bool typed = query->text_known && i + 1 == query->filter.count && query_scans_pinyin(needle);
		query_scan(query, needle, &left, typed ? &hits : &left, &found);
		numbers_free(&kept);
		kept = left = found;
	}
	if (left.count)
		memmove(rows->items + rows->count, left.items, left.count * sizeof *left.items);
	rows->count += left.count;
	query->rest += size;
	numbers_free(&kept);
}

static void
narrow(struct query *query, size_t count, uint32_t number)
{
	size_t size = PIECE_LEAST;

	if (query->rest == query->end || store_begin(query->desk->store, NULL) < 0)
		return;
	while (query->rest < query->end && (query->rows.count < count || query->rows.items[query->rest] <= number)) {
		size_t left = query->end - query->rest;
		narrow_piece(query, size < left ? size : left);
		if (size < PIECE_MOST)
			size *= 2;
	}
	store_end(query->desk->store);
	if (query->rest == query->end)
		numbers_fit(&query->rows);
}

void
narrow_count(struct query *query, size_t count)
{
	narrow(query, count, 0);
}

void
narrow_past(struct query *query, uint32_t number)
{
	narrow(query, 0, number);
}

void
narrow_all(struct query *query)
{
	narrow(query, SIZE_MAX, 0);
}
