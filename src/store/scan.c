#include <config.h>

#include "store/inside.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Looking at a text by itself costs about as much as running over this many of its neighbours. */
enum { WORTH = 8, AHEAD = 8 };

struct scan {
	const char *needle;
	size_t needle_len;
	const struct numbers *among; /* NULL: all */
	size_t at;                   /* the next of among */
	size_t limit;
	struct numbers *out;
};

static bool
full(const struct scan *scan)
{
	return scan->limit && scan->out->count >= scan->limit;
}

#ifdef __SSE2__
enum { STEP = 64 }; /* places that are held against the needle's first and last byte at a time */

static uint64_t
sixteen(const char *at, size_t behind, __m128i first, __m128i last)
{
	__m128i a = _mm_loadu_si128((const void *)at), b = _mm_loadu_si128((const void *)(at + behind));
	return (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last)));
}

/* At which of the next STEP places the needle may begin. */
static uint64_t
candidates(const char *at, size_t behind, __m128i first, __m128i last)
{
	return sixteen(at, behind, first, last) | sixteen(at + 16, behind, first, last) << 16 | sixteen(at + 32, behind, first, last) << 32 |
		sixteen(at + 48, behind, first, last) << 48;
}
#endif

/* Like memmem(), which takes several times as long for the few letters that people begin with.  Found is what lies before `stop`; up to
 * `end`, which may be further on, may be read. */
static const char *
find(const char *at, const char *stop, const char *end, const struct scan *scan)
{
	const char *needle = scan->needle;
	size_t len = scan->needle_len;
	if (len == 1)
		return at < stop ? memchr(at, *needle, (size_t)(stop - at)) : NULL;
#ifdef __SSE2__
	const __m128i first = _mm_set1_epi8(needle[0]), last = _mm_set1_epi8(needle[len - 1]);
	for (; at < stop && (size_t)(end - at) >= len - 1 + STEP; at += STEP) {
		for (uint64_t mask = candidates(at, len - 1, first, last); mask; mask &= mask - 1) {
			const char *place = at + __builtin_ctzll(mask);
			if (len == 2 || memcmp(place + 1, needle + 1, len - 2) == 0)
				return place + len <= stop ? place : NULL;
		}
	}
#else
	(void)end;
#endif
	return at < stop ? memmem(at, (size_t)(stop - at), needle, len) : NULL;
}

/* Which text a place in the block lies in, from `i` on: steps that double, then halves. */
static size_t
text_at(const struct block *block, size_t i, size_t place)
{
	size_t step = 1, low = i, high;
	while (low + step < block->count && block_at(block, low + step) <= place) {
		low += step;
		step *= 2;
	}
	high = low + step < block->count ? low + step : block->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (block_at(block, middle) <= place)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Whether the number is one of among; asked in ascending order. */
static bool
wanted(struct scan *scan, uint32_t number)
{
	if (!scan->among)
		return true;
	while (scan->at < scan->among->count && scan->among->items[scan->at] < number)
		scan->at++;
	return scan->at < scan->among->count && scan->among->items[scan->at] == number;
}

static void
scan_whole(struct scan *scan, const struct block *block)
{
	const char *at = block->text, *end = at + block->len;
	for (size_t i = 0; i < block->count && !full(scan); i++) {
		at = find(at, end, end, scan);
		if (!at)
			return;
		i = text_at(block, i, (size_t)(at - block->text));
		if (wanted(scan, block->first + (uint32_t)i))
			numbers_add(scan->out, block->first + (uint32_t)i);
		size_t next = block_at(block, i + 1);
		if (next < (size_t)(at - block->text))
			return;
		at = block->text + next;
	}
}

/* Texts far apart come slowly from memory, unless several are asked for at a time. */
static void
fetch(const struct numbers *among, size_t at, const struct block *block)
{
	if (at < among->count && among->items[at] < block->first + block->count) {
		const char *text = block->text + block_at(block, among->items[at] - block->first);
		__builtin_prefetch(text);
		__builtin_prefetch(text + 64);
	}
}

static void
scan_some(struct scan *scan, const struct block *block)
{
	const struct numbers *among = scan->among;
	for (size_t i = 0; i < AHEAD; i++)
		fetch(among, scan->at + i, block);
	for (; scan->at < among->count && among->items[scan->at] < block->first + block->count && !full(scan); scan->at++) {
		size_t i = among->items[scan->at] - block->first;
		size_t from = block_at(block, i), to = block_at(block, i + 1);
		fetch(among, scan->at + AHEAD, block);
		if (to > from && find(block->text + from, block->text + to, block->text + block->len, scan))
			numbers_add(scan->out, among->items[scan->at]);
	}
}

static size_t
how_many(const struct scan *scan, const struct block *block)
{
	size_t low = scan->at, high = scan->among->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (scan->among->items[middle] < block->first + block->count)
			low = middle + 1;
		else
			high = middle;
	}
	return low - scan->at;
}

static void
scan_block(struct scan *scan, const struct block *block)
{
	if (!scan->among) {
		scan_whole(scan, block);
		return;
	}
	while (scan->at < scan->among->count && scan->among->items[scan->at] < block->first)
		scan->at++;
	size_t some = how_many(scan, block);
	if (some * WORTH > block->count)
		scan_whole(scan, block);
	else if (some)
		scan_some(scan, block);
}

/* With few wanted, blocks without any of them are passed over. */
static int
next_block(struct scan *scan, MDB_cursor *cursor, uint32_t last, MDB_val *key, MDB_val *value)
{
	unsigned char from[4];
	if (scan->among) {
		while (scan->at < scan->among->count && scan->among->items[scan->at] <= last)
			scan->at++;
		if (scan->at == scan->among->count)
			return MDB_NOTFOUND;
		if (scan->among->items[scan->at] - last > BLOCK_BIG) {
			put_be32(from, (scan->among->items[scan->at] - 1) / BLOCK_BIG * BLOCK_BIG + 1);
			*key = (MDB_val){4, from};
			return mdb_cursor_get(cursor, key, value, MDB_SET_RANGE);
		}
	}
	return mdb_cursor_get(cursor, key, value, last ? MDB_NEXT : MDB_FIRST);
}

static void
scan_all(struct scan *scan, MDB_cursor *cursor)
{
	MDB_val key, value;
	struct block block;
	uint32_t last = 0;
	while (!full(scan) && next_block(scan, cursor, last, &key, &value) == 0 && block_read(&block, &key, &value)) {
		scan_block(scan, &block);
		last = block.first + (uint32_t)block.count - 1;
		if (!block.count)
			return;
	}
}

/* An empty needle is in every text. */
static void
take_all(struct store *store, const struct record_type *type, struct scan *scan)
{
	uint32_t count = store_count(store, type);
	if (scan->among)
		for (size_t i = 0; i < scan->among->count && !full(scan); i++)
			numbers_add(scan->out, scan->among->items[i]);
	else
		for (uint32_t i = 1; i <= count && !full(scan); i++)
			numbers_add(scan->out, i);
}

void
store_scan(struct store *store, const struct record_type *type, enum store_lane lane, const char *needle, const struct numbers *among,
	size_t limit, struct numbers *out)
{
	struct shelf *shelf = shelf_of(store, type);
	struct scan scan = {.needle = needle, .needle_len = strlen(needle), .among = among, .limit = limit ? out->count + limit : 0, .out = out};
	MDB_cursor *cursor;
	if (!shelf->searched || store_begin(store, NULL))
		return;
	if (!*needle)
		take_all(store, type, &scan);
	else if ((!store->writing || text_flush(store, shelf) == 0) && mdb_cursor_open(txn_now(store), shelf->text[lane].dbi, &cursor) == 0) {
		scan_all(&scan, cursor);
		mdb_cursor_close(cursor);
	}
	store_end(store);
}
