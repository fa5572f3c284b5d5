#include <config.h>

#include "store/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of one tree not more than these are told one by one. */
enum { TOLD_MOST = 20, STEP = 2048 };

void
check_fault(struct check *check, const char *subject, const char *format, ...)
{
	char message[400];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	check->fault(check, subject, message);
}

const char *
check_name(struct check *check, const struct record_type *type, uint32_t number)
{
	return arena_printf(&check->arena, "%s %u", type->name, (unsigned)number);
}

void
check_step(struct check *check)
{
	if (++check->done % STEP == 0)
		check->progress(check);
}

/* ---- a tree against what waits for it */

struct comparison {
	struct check *check;
	struct tree *tree;
	const char *subject;
	const char *bytes;
	MDB_cursor *cursor;
	MDB_val key, value;
	int rc;
	size_t seen, most; /* a damaged tree may lead round and round */
	size_t told, missing, extra, other;
};

static void
tell(struct comparison *c, size_t *count, const void *key, size_t len, const char *what)
{
	struct check *check = c->check;
	(*count)++;
	if (++c->told > TOLD_MOST)
		return;
	if (len >= 4)
		check_fault(check, c->subject, _("%s (number %u)"), what, (unsigned)get_be32((const char *)key + len - 4));
	else
		check_fault(check, c->subject, "%s", what);
}

static void
next_key(struct comparison *c)
{
	c->rc = c->seen++ > c->most ? MDB_CORRUPTED : mdb_cursor_get(c->cursor, &c->key, &c->value, MDB_NEXT);
}

static int
order_of(const struct comparison *c, const char *item)
{
	size_t len = (unsigned char)item[ITEM_KEY];
	int order = memcmp(c->key.mv_data, item + ITEM_HEAD, c->key.mv_size < len ? c->key.mv_size : len);
	return order ? order : (c->key.mv_size > len) - (c->key.mv_size < len);
}

static void
compare_item(struct comparison *c, const char *item)
{
	size_t len = (unsigned char)item[ITEM_KEY], value_len = (unsigned char)item[ITEM_VALUE];
	while (!c->rc && order_of(c, item) < 0) {
		tell(c, &c->extra, c->key.mv_data, c->key.mv_size, _("a key that no record has"));
		next_key(c);
	}
	if (c->rc || order_of(c, item) > 0) {
		tell(c, &c->missing, item + ITEM_HEAD, len, _("a key is missing"));
		return;
	}
	if (c->value.mv_size != value_len || memcmp(c->value.mv_data, item + ITEM_HEAD + len, value_len) != 0)
		tell(c, &c->other, item + ITEM_HEAD, len, _("a key leads elsewhere"));
	next_key(c);
}

void
check_tree(struct check *check, struct tree *tree, const char *subject)
{
	size_t count;
	struct sorted *items = pending_sort(tree->pending, &count);
	struct comparison c = {.check = check, .tree = tree, .subject = subject, .bytes = pending_bytes(tree->pending),
		.most = tree_count(check->store, tree) + 1};
	if (mdb_cursor_open(txn_now(check->store), tree->dbi, &c.cursor)) {
		check_fault(check, subject, _("it cannot be read"));
		return;
	}
	next_key(&c);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || item_compare(c.bytes + items[i - 1].at, c.bytes + items[i].at) != 0)
			compare_item(&c, c.bytes + items[i].at);
	for (; !c.rc; next_key(&c))
		tell(&c, &c.extra, c.key.mv_data, c.key.mv_size, _("a key that no record has"));
	mdb_cursor_close(c.cursor);
	if (c.rc != MDB_NOTFOUND)
		check_fault(check, subject, _("it cannot be read: %s"), mdb_strerror(c.rc));
	if (c.told > TOLD_MOST)
		check_fault(check, subject, _("%zu keys are missing, %zu too many, %zu lead elsewhere"), c.missing, c.extra, c.other);
	check->report->index_keys += count;
}

/* ---- records, and what follows from them */

static void
check_record(struct check *check, struct shelf *shelf, uint32_t number, const MDB_val *value)
{
	static const struct changed all = {.all = true};
	struct err err = {0};
	void *record = record_decode(shelf->type, number, value->mv_data, value->mv_size, &check->arena, &err);
	check->report->records++;
	if (!record)
		check_fault(check, check_name(check, shelf->type, number), "%s", err.message);
	else
		record_store(check->store, shelf, number, NULL, record, NULL, 0, &all);
}

static void
check_records(struct check *check, struct shelf *shelf)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	size_t count = tree_count(check->store, &shelf->records);
	uint32_t expected = 0;
	int rc = mdb_cursor_open(txn_now(check->store), shelf->records.dbi, &cursor);
	while (!rc && expected <= count && (rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
		arena_reset(&check->arena);
		uint32_t number = key.mv_size == 4 ? get_be32(key.mv_data) : 0;
		if (number != ++expected) {
			check_fault(check, check_name(check, shelf->type, expected), _("it is missing"));
			expected = number;
		}
		if (number)
			check_record(check, shelf, number, &value);
		check_step(check);
	}
	if (rc != MDB_NOTFOUND || expected != count)
		check_fault(check, shelf->type->name, _("%zu records should be there and %u are"), count, (unsigned)expected);
	if (cursor)
		mdb_cursor_close(cursor);
}

static const char *
tree_name(struct check *check, const struct shelf *shelf, const char *what, const struct column *column)
{
	return arena_printf(&check->arena, "%s: %s %s", shelf->type->name, what, column->path);
}

static void
check_followed(struct check *check, struct shelf *shelf)
{
	arena_reset(&check->arena);
	for (size_t i = 0; i < shelf->followed_count; i++) {
		struct followed *followed = &shelf->followed[i];
		if (followed->index.dbi)
			check_tree(check, &followed->index, tree_name(check, shelf, _("order by"), followed->column));
		if (followed->unique.dbi)
			check_tree(check, &followed->unique, tree_name(check, shelf, _("finder of"), followed->column));
	}
}

/* ---- counts */

static void
subtract_row(struct check *check, unsigned char code, const struct tally_row *row)
{
	struct writing *writing = check->store->writing;
	for (size_t i = 0; i < writing->tally_count; i++) {
		struct tally_delta *delta = &writing->tallies[i];
		if (delta->code == code && delta->len == row->len && memcmp(delta->joined, row->joined, row->len) == 0) {
			delta->delta -= (int64_t)row->count;
			return;
		}
	}
	check_fault(check, _("counts"), _("%llu are counted where there are none"), (unsigned long long)row->count);
}

static void
check_tallies(struct check *check)
{
	struct writing *writing = check->store->writing;
	MDB_cursor *cursor;
	MDB_val key, value;
	size_t left = tree_count(check->store, &check->store->tally) + 1;
	int rc = mdb_cursor_open(txn_now(check->store), check->store->tally.dbi, &cursor);
	if (rc) {
		check_fault(check, _("counts"), _("it cannot be read"));
		return;
	}
	while (left-- && (rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
		struct tally_row row;
		if (tally_row(&key, &value, &row))
			subtract_row(check, *(unsigned char *)key.mv_data, &row);
		else
			check_fault(check, _("counts"), _("a count does not match its checksum"));
	}
	mdb_cursor_close(cursor);
	for (size_t i = 0; i < writing->tally_count; i++)
		if (writing->tallies[i].delta)
			check_fault(check, _("counts"), _("a count is wrong by %lld"), (long long)-writing->tallies[i].delta);
}

/* ---- values that follow from nothing */

static void
check_sealed(struct check *check, struct tree *tree, const char *subject)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	const unsigned char *bytes;
	size_t len, left = tree_count(check->store, tree) + 1;
	int rc = mdb_cursor_open(txn_now(check->store), tree->dbi, &cursor);
	while (!rc && left-- && (rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0)
		if (!unseal(key.mv_data, key.mv_size, &value, &bytes, &len))
			check_fault(check, subject, _("a value does not match its checksum"));
	if (rc != MDB_NOTFOUND)
		check_fault(check, subject, _("it cannot be read"));
	if (cursor)
		mdb_cursor_close(cursor);
}

void
check_all(struct check *check)
{
	struct store *store = check->store;
	store->writing = xcalloc(1, sizeof *store->writing);
	*store->writing = (struct writing){.txn = store->reading, .flags = STORE_BULK, .checking = true};
	check->total = tree_count(store, &store->entries);
	for (size_t i = 0; i < store->shelf_count; i++)
		check->total += 2 * tree_count(store, &store->shelves[i].records);
	check_pages(check);
	for (size_t i = 0; i < store->shelf_count; i++) {
		struct shelf *shelf = &store->shelves[i];
		bulk_shelf_begin(store, shelf);
		check_records(check, shelf);
		check_followed(check, shelf);
		if (shelf->searched)
			check_texts(check, shelf);
		bulk_shelf_end(store, shelf);
	}
	check_tallies(check);
	check_journal(check);
	for (size_t i = 0; i < store->shelf_count; i++)
		check_replay(check, &store->shelves[i]);
	check_sealed(check, &store->kept, _("kept keystrokes"));
	check_sealed(check, &store->cache, _("caches"));
}
