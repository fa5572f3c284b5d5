#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* A walk over one tree between two bounds. */
struct walk {
	MDB_cursor *cursor;
	const struct store_order *order;
	MDB_val key, value;
	int rc;
};

static struct tree *
tree_of(struct store *store, const struct store_order *order)
{
	struct shelf *shelf = shelf_of(store, order->type);
	if (!order->column)
		return &shelf->records;
	struct followed *followed = shelf_followed(shelf, order->column);
	if (!followed->index.dbi)
		BUG("%s.%s has no index", order->type->name, order->column->path);
	return &followed->index;
}

static bool
walk_open(struct walk *walk, struct store *store, const struct store_order *order)
{
	struct tree *tree = tree_of(store, order);
	if (tree->pending && pending_flush(store, tree))
		return false;
	*walk = (struct walk){.order = order};
	return mdb_cursor_open(txn_now(store), tree->dbi, &walk->cursor) == 0;
}

static int
compare(const void *a, size_t a_len, const void *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static bool
below_low(const struct store_order *order, const void *key, size_t len)
{
	return order->low && compare(key, len, order->low, order->low_len) < 0;
}

/* Keys that begin with the high bound are still within. */
static bool
above_high(const struct store_order *order, const void *key, size_t len)
{
	if (!order->high)
		return false;
	if (len >= order->high_len)
		return memcmp(key, order->high, order->high_len) > 0;
	return compare(key, len, order->high, order->high_len) > 0;
}

static void
step(struct walk *walk, MDB_cursor_op op)
{
	walk->rc = mdb_cursor_get(walk->cursor, &walk->key, &walk->value, op);
}

static bool
within(const struct walk *walk)
{
	return !walk->rc && !below_low(walk->order, walk->key.mv_data, walk->key.mv_size) &&
		!above_high(walk->order, walk->key.mv_data, walk->key.mv_size);
}

/* To the first key that is not before these bytes. */
static void
seek(struct walk *walk, const void *key, size_t len)
{
	walk->key = (MDB_val){len, (void *)key};
	step(walk, len ? MDB_SET_RANGE : MDB_FIRST);
}

/* To the last key of the order: before the first one behind all that begins with the high bound. */
static void
seek_end(struct walk *walk)
{
	unsigned char next[KEY_MOST];
	size_t len = walk->order->high_len < sizeof next ? walk->order->high_len : sizeof next;
	if (walk->order->high)
		memcpy(next, walk->order->high, len);
	while (len && next[len - 1] == 0xFF)
		len--;
	if (!walk->order->high || !len) {
		step(walk, MDB_LAST);
		return;
	}
	next[len - 1]++;
	seek(walk, next, len);
	step(walk, walk->rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
}

static void
start_forward(struct walk *walk, const struct store_place *from, bool inclusive)
{
	const struct store_order *order = walk->order;
	if (!from || below_low(order, from->key, from->len)) {
		seek(walk, order->low, order->low ? order->low_len : 0);
		return;
	}
	seek(walk, from->key, from->len);
	if (!walk->rc && !inclusive && compare(walk->key.mv_data, walk->key.mv_size, from->key, from->len) == 0)
		step(walk, MDB_NEXT);
}

static void
start_backward(struct walk *walk, const struct store_place *from, bool inclusive)
{
	if (!from || above_high(walk->order, from->key, from->len)) {
		seek_end(walk);
		return;
	}
	seek(walk, from->key, from->len);
	if (walk->rc == MDB_NOTFOUND)
		step(walk, MDB_LAST);
	else if (!walk->rc && !(inclusive && compare(walk->key.mv_data, walk->key.mv_size, from->key, from->len) == 0))
		step(walk, MDB_PREV);
}

static uint32_t
number_of(const MDB_val *key)
{
	return key->mv_size < 4 ? 0 : get_be32((const char *)key->mv_data + key->mv_size - 4);
}

static void
keep_place(struct store_place *place, const MDB_val *key)
{
	place->len = (unsigned char)(key->mv_size < sizeof place->key ? key->mv_size : sizeof place->key);
	memcpy(place->key, key->mv_data, place->len);
}

size_t
store_walk(struct store *store, const struct store_order *order, const struct store_place *from, bool inclusive, bool forward,
	size_t limit, uint32_t *numbers, struct store_place *places)
{
	size_t count = 0;
	struct walk walk;
	if (!limit || store_begin(store, NULL))
		return 0;
	if (walk_open(&walk, store, order)) {
		(forward ? start_forward : start_backward)(&walk, from, inclusive);
		for (; count < limit && within(&walk); step(&walk, forward ? MDB_NEXT : MDB_PREV)) {
			if (numbers)
				numbers[count] = number_of(&walk.key);
			if (places)
				keep_place(&places[count], &walk.key);
			count++;
		}
		mdb_cursor_close(walk.cursor);
	}
	store_end(store);
	return count;
}

void
numbers_add(struct numbers *numbers, uint32_t number)
{
	if (numbers->count == numbers->cap) {
		numbers->cap = numbers->cap ? numbers->cap * 2 : 64;
		numbers->items = xrealloc(numbers->items, numbers->cap, sizeof *numbers->items);
	}
	numbers->items[numbers->count++] = number;
}

void
numbers_free(struct numbers *numbers)
{
	free(numbers->items);
	*numbers = (struct numbers){0};
}

void
store_numbers(struct store *store, const struct store_order *order, struct numbers *out)
{
	struct walk walk;
	if (store_begin(store, NULL))
		return;
	if (!order->column && !order->low && !order->high)
		for (uint32_t i = 1, count = store_count(store, order->type); i <= count; i++)
			numbers_add(out, i);
	else if (walk_open(&walk, store, order)) {
		for (start_forward(&walk, NULL, true); within(&walk); step(&walk, MDB_NEXT))
			numbers_add(out, number_of(&walk.key));
		mdb_cursor_close(walk.cursor);
	}
	store_end(store);
}
