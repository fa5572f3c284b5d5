#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 32, DIGITS = 8 };

static size_t
key_len(const char *item)
{
	return (unsigned char)item[ITEM_KEY];
}

int
item_compare(const char *a, const char *b)
{
	size_t la = key_len(a), lb = key_len(b);
	int order = memcmp(a + ITEM_HEAD, b + ITEM_HEAD, la < lb ? la : lb);
	return order ? order : (la > lb) - (la < lb);
}

/* Eight bytes of the key from `depth` on, zeros behind its end. */
static uint64_t
word_at(const char *item, size_t depth)
{
	size_t len = key_len(item);
	unsigned char word[8] = {0};
	if (len > depth)
		memcpy(word, item + ITEM_HEAD + depth, len - depth < 8 ? len - depth : 8);
	return get_be64(word);
}

/* Equal keys stay in the order in which they came. */
static int
compare(const void *a, const void *b, void *bytes)
{
	const struct sorted *left = a, *right = b;
	int order = item_compare((const char *)bytes + left->at, (const char *)bytes + right->at);
	return order ? order : (left->at > right->at) - (left->at < right->at);
}

static bool
is_sorted(const struct sorted *items, size_t count, const char *bytes)
{
	for (size_t i = 1; i < count; i++)
		if (compare(&items[i - 1], &items[i], (void *)bytes) > 0)
			return false;
	return true;
}

static void
radix(struct sorted **items, struct sorted **spare, size_t count)
{
	size_t (*starts)[256] = xcalloc(DIGITS, sizeof *starts);
	for (size_t i = 0; i < count; i++)
		for (int d = 0; d < DIGITS; d++)
			starts[d][(*items)[i].word >> (8 * d) & 255]++;
	for (int d = 0; d < DIGITS; d++) {
		if (starts[d][(*items)[0].word >> (8 * d) & 255] == count)
			continue;
		size_t sum = 0;
		for (int v = 0; v < 256; v++) {
			size_t here = starts[d][v];
			starts[d][v] = sum;
			sum += here;
		}
		for (size_t i = 0; i < count; i++)
			(*spare)[starts[d][(*items)[i].word >> (8 * d) & 255]++] = (*items)[i];
		struct sorted *swap = *items;
		*items = *spare;
		*spare = swap;
	}
	free(starts);
}

static void sort_from(struct sorted *items, struct sorted *spare, size_t count, const char *bytes, size_t depth);

/* Items whose words are equal so far. */
static void
sort_run(struct sorted *items, struct sorted *spare, size_t count, const char *bytes, size_t depth)
{
	if (count < 2 || is_sorted(items, count, bytes))
		return;
	if (count <= FEW || depth >= KEY_MOST)
		qsort_r(items, count, sizeof *items, compare, (void *)bytes);
	else
		sort_from(items, spare, count, bytes, depth);
}

static void
sort_from(struct sorted *items, struct sorted *spare, size_t count, const char *bytes, size_t depth)
{
	for (size_t i = 0; i < count; i++)
		items[i].word = word_at(bytes + items[i].at, depth);
	struct sorted *from = items, *to = spare;
	radix(&from, &to, count);
	if (from != items)
		memcpy(items, from, count * sizeof *items);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && items[end].word == items[start].word; end++)
			;
		sort_run(items + start, spare + start, end - start, bytes, depth + 8);
	}
}

void
sort_items(struct sorted *items, size_t count, const char *bytes)
{
	if (count < 2 || is_sorted(items, count, bytes))
		return;
	struct sorted *spare = xcalloc(count, sizeof *spare);
	sort_from(items, spare, count, bytes, 0);
	free(spare);
}
