#include <config.h>

#include "desk/set.h"

#include <stdlib.h>
#include <string.h>

enum { WALK_STEP = 1024, NUMBER_BYTES = 4 };

void
set_and(struct numbers *set, const struct numbers *other)
{
	size_t kept = 0;

	for (size_t i = 0, j = 0; i < set->count && j < other->count;) {
		uint32_t a = set->items[i], b = other->items[j];
		if (a == b)
			set->items[kept++] = a;
		i += a <= b;
		j += b <= a;
	}
	set->count = kept;
}

void
set_or(struct numbers *set, const struct numbers *other)
{
	struct numbers both = {0};
	size_t i = 0, j = 0;

	if (!other->count)
		return;
	both.cap = set->count + other->count;
	both.items = xrealloc(NULL, both.cap, sizeof *both.items);
	while (i < set->count && j < other->count) {
		uint32_t a = set->items[i], b = other->items[j];
		both.items[both.count++] = a < b ? a : b;
		i += a <= b;
		j += b <= a;
	}
	while (i < set->count)
		both.items[both.count++] = set->items[i++];
	while (j < other->count)
		both.items[both.count++] = other->items[j++];
	numbers_free(set);
	*set = both;
}

void
set_minus(struct numbers *set, const struct numbers *other)
{
	size_t kept = 0, j = 0;

	if (!other->count)
		return;
	for (size_t i = 0; i < set->count; i++) {
		while (j < other->count && other->items[j] < set->items[i])
			j++;
		if (j == other->count || other->items[j] != set->items[i])
			set->items[kept++] = set->items[i];
	}
	set->count = kept;
}

size_t
set_below(const struct numbers *set, uint32_t number)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (set->items[middle] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
set_has(const struct numbers *set, uint32_t number)
{
	size_t at = set_below(set, number);

	return at < set->count && set->items[at] == number;
}

void
bits_of(struct bits *bits, const struct numbers *set, uint32_t most)
{
	bits->most = most;
	bits->bytes = xcalloc(most / 8 + 1, 1);
	for (size_t i = 0; i < set->count; i++)
		if (set->items[i] <= most)
			bits->bytes[set->items[i] >> 3] |= (unsigned char)(1u << (set->items[i] & 7));
}

void
bits_free(struct bits *bits)
{
	free(bits->bytes);
	bits->bytes = NULL;
}

void
set_sort(struct numbers *set, uint32_t most)
{
	struct bits bits;
	size_t at = 0;

	while (at + 1 < set->count && set->items[at] < set->items[at + 1])
		at++;
	if (at + 1 >= set->count)
		return;
	bits_of(&bits, set, most);
	set->count = 0;
	for (uint32_t byte = 0; byte <= most / 8; byte++)
		for (unsigned left = bits.bytes[byte]; left; left &= left - 1)
			set->items[set->count++] = byte * 8 + (uint32_t)__builtin_ctz(left);
	bits_free(&bits);
}

void
set_copy(struct numbers *out, const struct numbers *from)
{
	*out = (struct numbers){.count = from->count, .cap = from->count};
	if (!from->count)
		return;
	out->items = xrealloc(NULL, from->count, sizeof *out->items);
	memcpy(out->items, from->items, from->count * sizeof *out->items);
}

void
numbers_fit(struct numbers *numbers)
{
	if (numbers->cap <= numbers->count * 2)
		return;
	numbers->cap = numbers->count ? numbers->count : 1;
	numbers->items = xrealloc(numbers->items, numbers->cap, sizeof *numbers->items);
}

void
set_all(struct numbers *out, uint32_t most)
{
	*out = (struct numbers){.count = most, .cap = most};
	if (most)
		out->items = xrealloc(NULL, most, sizeof *out->items);
	for (uint32_t i = 0; i < most; i++)
		out->items[i] = i + 1;
}

/* ---- ranges of an index */

struct range {
	struct store *store;
	struct store_order order;
	bool fixed; /* all keys have one length */
	struct buf key, least;
};

static void
range_open(struct range *range, struct store *store, const struct record_type *type, const struct column *column, const void *member)
{
	union {
		int64_t number;
		const char *text;
	} empty = {0};
	const struct kind *kind = column->field->kind;

	*range = (struct range){.store = store, .order = {.type = type, .column = column}, .fixed = !kind->text};
	kind->key(member, column->field, &range->key);
	kind->clear(&empty);
	kind->key(&empty, column->field, &range->least);
	if (range->fixed)
		range->least.data[range->least.len - 1]++; /* the key of the empty value is the first of all */
	else
		buf_addc(&range->least, '\1');
}

static void
range_close(struct range *range)
{
	buf_free(&range->key);
	buf_free(&range->least);
}

static void
range_bounds(struct range *range, const struct buf *low, const struct buf *high)
{
	range->order.low = low ? buf_text(low) : NULL;
	range->order.low_len = low ? low->len : 0;
	range->order.high = high ? buf_text(high) : NULL;
	range->order.high_len = high ? high->len : 0;
}

static void
range_take(struct range *range, struct numbers *out)
{
	store_numbers(range->store, &range->order, out);
	set_sort(out, store_count(range->store, range->order.type));
}

/* Longer texts begin with the same key: only places tell those that end there. */
static void
range_equal(struct range *range, struct numbers *out)
{
	struct store_place *places, from;
	uint32_t numbers[WALK_STEP];
	size_t got;
	bool begun = false;

	range_bounds(range, &range->key, &range->key);
	if (range->fixed) {
		range_take(range, out);
		return;
	}
	places = xmalloc(WALK_STEP * sizeof *places);
	do {
		got = store_walk(range->store, &range->order, begun ? &from : NULL, false, true, WALK_STEP, numbers, places);
		for (size_t i = 0; i < got; i++)
			if (places[i].len == range->key.len + NUMBER_BYTES)
				numbers_add(out, numbers[i]);
		if (got)
			from = places[got - 1];
		begun = true;
	} while (got == WALK_STEP);
	free(places);
	set_sort(out, store_count(range->store, range->order.type));
}

static void
range_less(struct range *range, struct numbers *out)
{
	struct numbers beginning = {0};

	range_bounds(range, &range->least, &range->key);
	range_take(range, out);
	range_bounds(range, &range->key, &range->key);
	range_take(range, &beginning);
	set_minus(out, &beginning);
	numbers_free(&beginning);
}

void
set_range(struct store *store, const struct record_type *type, const struct column *column, enum range_op op, const void *member,
	struct numbers *out)
{
	struct range range;
	struct numbers equal = {0};

	range_open(&range, store, type, column, member);
	if (op != RANGE_LESS)
		range_equal(&range, op == RANGE_IS ? out : &equal);
	if (op == RANGE_LESS || op == RANGE_AT_MOST) {
		range_less(&range, out);
		set_or(out, &equal);
	} else if (op != RANGE_IS) {
		range_bounds(&range, &range.key, NULL);
		range_take(&range, out);
		if (op == RANGE_MORE)
			set_minus(out, &equal);
	}
	numbers_free(&equal);
	range_close(&range);
}

void
set_range_text(struct store *store, const struct record_type *type, const struct column *column, const char *text, struct numbers *out)
{
	set_range(store, type, column, RANGE_IS, &text, out);
}
