#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024, PLACE_BITS = 40 };
static const uint64_t PLACE_MASK = ((uint64_t)1 << PLACE_BITS) - 1;

/* Items one behind another; by wish a table that finds the last of a key. */
struct pending {
	struct buf bytes;
	size_t count;
	uint64_t *slots; /* 1 + where the item begins, and some bits of the key's hash above; 0: free */
	size_t mask, used;
	struct sorted *sorted;
};

struct pending *
pending_new(bool looked_up)
{
	struct pending *pending = xcalloc(1, sizeof *pending);
	if (looked_up) {
		pending->slots = xcalloc(FIRST_SLOTS, sizeof *pending->slots);
		pending->mask = FIRST_SLOTS - 1;
	}
	return pending;
}

void
pending_free(struct pending *pending)
{
	if (!pending)
		return;
	buf_free(&pending->bytes);
	free(pending->slots);
	free(pending->sorted);
	free(pending);
}

size_t
pending_count(const struct pending *pending)
{
	return pending->count;
}

const char *
pending_bytes(const struct pending *pending)
{
	return buf_text(&pending->bytes);
}

/* The bits above tell most other keys apart without a look at them. */
static uint64_t *
slot_of(const struct pending *pending, uint64_t hash, const void *key, size_t key_len)
{
	size_t i = hash & pending->mask;
	for (; pending->slots[i]; i = (i + 1) & pending->mask) {
		if ((pending->slots[i] ^ hash) >> PLACE_BITS)
			continue;
		const char *item = pending->bytes.data + (pending->slots[i] & PLACE_MASK) - 1;
		if ((unsigned char)item[ITEM_KEY] == key_len && memcmp(item + ITEM_HEAD, key, key_len) == 0)
			break;
	}
	return &pending->slots[i];
}

static void
more_slots(struct pending *pending)
{
	uint64_t *old = pending->slots;
	size_t count = pending->mask + 1;
	pending->slots = xcalloc(count * 4, sizeof *pending->slots);
	pending->mask = count * 4 - 1;
	for (size_t i = 0; i < count; i++) {
		if (!old[i])
			continue;
		const char *item = pending->bytes.data + (old[i] & PLACE_MASK) - 1;
		size_t len = (unsigned char)item[ITEM_KEY];
		*slot_of(pending, xxh3_of(item + ITEM_HEAD, len), item + ITEM_HEAD, len) = old[i];
	}
	free(old);
}

void
pending_add(struct pending *pending, const void *key, size_t key_len, const void *value, size_t len, bool put)
{
	if (key_len > KEY_MOST || len > 255)
		BUG("a key of %zu bytes, a value of %zu", key_len, len);
	if (pending->slots) {
		if (pending->used * 2 > pending->mask)
			more_slots(pending);
		uint64_t hash = xxh3_of(key, key_len), *slot = slot_of(pending, hash, key, key_len);
		pending->used += !*slot;
		*slot = (hash & ~PLACE_MASK) | (pending->bytes.len + 1);
	}
	char *item = buf_reserve(&pending->bytes, ITEM_HEAD + key_len + len);
	item[ITEM_KEY] = (char)key_len;
	item[ITEM_VALUE] = (char)len;
	item[ITEM_PUT] = put;
	memcpy(item + ITEM_HEAD, key, key_len);
	if (len)
		memcpy(item + ITEM_HEAD + key_len, value, len);
	pending->bytes.len += ITEM_HEAD + key_len + len;
	pending->count++;
}

const char *
pending_find(const struct pending *pending, const void *key, size_t key_len)
{
	uint64_t at = pending->slots ? *slot_of(pending, xxh3_of(key, key_len), key, key_len) & PLACE_MASK : 0;
	return at ? pending->bytes.data + at - 1 : NULL;
}

struct sorted *
pending_sort(struct pending *pending, size_t *count)
{
	free(pending->sorted);
	struct sorted *items = pending->sorted = xcalloc(pending->count, sizeof *items);
	const char *bytes = pending_bytes(pending);
	size_t at = 0;
	for (size_t i = 0; i < pending->count; i++) {
		items[i].at = at;
		at += ITEM_HEAD + (unsigned char)bytes[at + ITEM_KEY] + (unsigned char)bytes[at + ITEM_VALUE];
	}
	sort_items(items, pending->count, bytes);
	*count = pending->count;
	return items;
}

static void
pending_clear(struct pending *pending)
{
	buf_clear(&pending->bytes);
	free(pending->sorted);
	pending->sorted = NULL;
	pending->count = pending->used = 0;
	if (pending->slots)
		memset(pending->slots, 0, (pending->mask + 1) * sizeof *pending->slots);
}

/* Whether all keys from the smallest on lie behind what the tree holds. */
static bool
lies_behind(MDB_cursor *cursor, const char *item)
{
	MDB_val key, value;
	if (mdb_cursor_get(cursor, &key, &value, MDB_LAST))
		return true;
	size_t len = (unsigned char)item[ITEM_KEY];
	int order = memcmp(key.mv_data, item + ITEM_HEAD, key.mv_size < len ? key.mv_size : len);
	return order < 0 || (order == 0 && key.mv_size < len);
}

/* Of all changes of a key only the last counts; a key that came and went within was never in the tree. */
static int
write_group(MDB_cursor *cursor, const char *first, const char *last, bool append)
{
	size_t len = (unsigned char)last[ITEM_KEY];
	MDB_val key = {len, (char *)last + ITEM_HEAD}, value = {(unsigned char)last[ITEM_VALUE], (char *)last + ITEM_HEAD + len};
	if (last[ITEM_PUT])
		return mdb_cursor_put(cursor, &key, &value, append ? MDB_APPEND : 0);
	if (first[ITEM_PUT])
		return 0;
	int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET);
	return rc == MDB_NOTFOUND ? 0 : rc ? rc : mdb_cursor_del(cursor, 0);
}

int
pending_flush(struct store *store, struct tree *tree)
{
	struct pending *pending = tree->pending;
	if (!pending || !pending->count)
		return 0;
	size_t count;
	struct sorted *items = pending_sort(pending, &count);
	const char *bytes = pending_bytes(pending);
	MDB_cursor *cursor;
	int rc = mdb_cursor_open(store->writing->txn, tree->dbi, &cursor);
	if (rc)
		return rc;
	bool append = lies_behind(cursor, bytes + items[0].at);
	for (size_t start = 0, end; start < count && !rc; start = end) {
		const char *first = bytes + items[start].at;
		for (end = start + 1; end < count && item_compare(first, bytes + items[end].at) == 0; end++)
			;
		rc = write_group(cursor, first, bytes + items[end - 1].at, append);
	}
	mdb_cursor_close(cursor);
	pending_clear(pending);
	return rc;
}

/* ---- for all trees whose keys do not come in order */

static int
begin_tree(struct store *store, struct tree *tree)
{
	(void)store;
	tree->pending = pending_new(tree->looked_up);
	return 0;
}

static int
end_tree(struct store *store, struct tree *tree)
{
	(void)store;
	pending_free(tree->pending);
	tree->pending = NULL;
	return 0;
}

static int
each_of_shelf(struct store *store, struct shelf *shelf, int (*each)(struct store *store, struct tree *tree))
{
	int rc = each(store, &shelf->history);
	for (size_t k = 0; k < shelf->followed_count && !rc; k++) {
		struct followed *followed = &shelf->followed[k];
		rc = followed->index.dbi ? each(store, &followed->index) : 0;
		if (!rc && followed->unique.dbi)
			rc = each(store, &followed->unique);
	}
	return rc;
}

static int
each_waiting(struct store *store, int (*each)(struct store *store, struct tree *tree))
{
	int rc = each(store, &store->ops);
	for (size_t i = 0; i < store->shelf_count && !rc; i++)
		rc = each_of_shelf(store, &store->shelves[i], each);
	return rc;
}

void
bulk_shelf_begin(struct store *store, struct shelf *shelf)
{
	each_of_shelf(store, shelf, begin_tree);
}

void
bulk_shelf_end(struct store *store, struct shelf *shelf)
{
	each_of_shelf(store, shelf, end_tree);
	buf_free(&shelf->waiting);
}

void
bulk_begin(struct store *store)
{
	each_waiting(store, begin_tree);
}

int
bulk_flush(struct store *store)
{
	int rc = each_waiting(store, pending_flush);
	for (size_t i = 0; i < store->shelf_count && !rc; i++)
		rc = text_flush(store, &store->shelves[i]);
	return rc;
}

void
bulk_end(struct store *store)
{
	each_waiting(store, end_tree);
	for (size_t i = 0; i < store->shelf_count; i++)
		buf_free(&store->shelves[i].waiting);
}
