#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HISTORY_KEY = 12 };

/* ---- the last one: what the next is chained to */

/* Number and time are the first two pairs of the map. */
static int64_t
time_of(const unsigned char *map, size_t len)
{
	struct wire_reader reader = {.at = map, .end = map + len};
	wire_get_map(&reader);
	wire_get_uint(&reader);
	wire_get_uint(&reader);
	return wire_get_uint(&reader) == 2 ? wire_get_int(&reader) : 0;
}

int
last_read(struct store *store, struct writing *writing, struct err *err)
{
	MDB_val value;
	writing->last = tree_count(store, &store->entries);
	writing->first = writing->last + 1;
	if (!writing->last)
		return 0;
	if (entry_read(store, writing->last, &value, err))
		return -1;
	const unsigned char *bytes = value.mv_data;
	memcpy(writing->hash.bytes, bytes + SEAL, SHA256_BYTES);
	writing->time = value.mv_size > ENTRY_HEADER ? time_of(bytes + ENTRY_HEADER, value.mv_size - ENTRY_HEADER) : 0;
	return 0;
}

/* ---- what follows from an entry */

static int
follow_history(struct store *store, const struct record_type *type, uint32_t number, uint64_t entry)
{
	unsigned char key[HISTORY_KEY];
	put_be32(key, number);
	put_be64(key + 4, entry);
	return tree_put(store, &shelf_of(store, type)->history, key, sizeof key, NULL, 0, 0);
}

/* The first entry of an operation is the one it is known by. */
static int
follow_op(struct store *store, const struct entry *entry)
{
	unsigned char key[KEY_MOST], value[SEAL + 8];
	MDB_val old;
	size_t len = key_of_text(key, entry->op, strlen(entry->op));
	int rc = tree_get(store, &store->ops, key, len, &old);
	if (rc != MDB_NOTFOUND)
		return rc;
	put_be64(value + SEAL, entry->number);
	put_be64(value, xxh3_pair(key, len, value + SEAL, 8));
	return tree_put(store, &store->ops, key, len, value, sizeof value, 0);
}

int
entry_follow(struct store *store, const struct entry *entry)
{
	int rc = entry->op && *entry->op ? follow_op(store, entry) : 0;
	if (!rc && entry->type && entry->record)
		rc = follow_history(store, entry->type, entry->record, entry->number);
	for (size_t i = 0; i < entry->change_count && !rc; i++)
		rc = follow_history(store, entry->changes[i].type, entry->changes[i].number, entry->number);
	return rc;
}

int
entry_add(struct store *store, const struct entry *entry, const struct buf *bytes)
{
	struct writing *writing = store->writing;
	unsigned char key[8];
	put_be64(key, entry->number);
	const struct hash_piece pieces[] = {{writing->hash.bytes, SHA256_BYTES}, {bytes->data, bytes->len}};
	sha256_pieces(&writing->hash, pieces, 2);
	struct buf *value = &writing->value;
	buf_clear(value);
	buf_reserve(value, ENTRY_HEADER + bytes->len);
	memcpy(value->data + SEAL, writing->hash.bytes, SHA256_BYTES);
	memcpy(value->data + ENTRY_HEADER, bytes->data, bytes->len);
	value->len = ENTRY_HEADER + bytes->len;
	put_be64(value->data, xxh3_pair(key, sizeof key, value->data + SEAL, value->len - SEAL));
	int rc = tree_put(store, &store->entries, key, sizeof key, value->data, value->len, MDB_APPEND);
	rc = rc ? rc : entry_follow(store, entry);
	writing->last = entry->number;
	writing->time = entry->time;
	return rc;
}

/* ---- an act's entry */

static const char *
copy(struct writing *writing, const char *text)
{
	return text && *text ? arena_strdup(&writing->arena, text) : "";
}

/* Takes over what the caller says of the entry; what the store knows of it stays. */
static void
take_head(struct writing *writing, const struct entry *from)
{
	struct entry *entry = &writing->entry, mine = *entry;
	*entry = *from;
	entry->number = mine.number;
	entry->time = mine.time;
	entry->clock_back = mine.clock_back;
	entry->changes = mine.changes;
	entry->change_count = mine.change_count;
	entry->counters = mine.counters;
	entry->counter_count = mine.counter_count;
	entry->who = copy(writing, from->who);
	entry->role = copy(writing, from->role);
	entry->from = copy(writing, from->from);
	entry->act = copy(writing, from->act);
	entry->reason = copy(writing, from->reason);
	entry->op = copy(writing, from->op);
	entry->detail = copy(writing, from->detail);
	void *verdicts = arena_alloc(&writing->arena, from->verdicts_len + 1);
	if (from->verdicts_len)
		memcpy(verdicts, from->verdicts, from->verdicts_len);
	entry->verdicts = verdicts;
}

int
store_entry_begin(struct store *store, const struct entry *from, struct err *err)
{
	struct writing *writing = store->writing;
	if (!writing || (writing->in_entry && writing->entry.change_count))
		BUG("an entry %s", writing ? "within an entry" : "outside of a write");
	if (writing->broken)
		return write_broken(store, 0, err);
	for (size_t i = 0; i < writing->counter_count; i++)
		writing->counters[i].now = writing->counters[i].value;
	arena_reset(&writing->arena);
	writing->caller = from;
	writing->entry.change_count = 0;
	writing->entry.counters = NULL;
	writing->entry.counter_count = 0;
	writing->entry.date = from->date;
	writing->entry.number = writing->last + 1;
	writing->entry.time = time(NULL);
	writing->entry.clock_back = writing->entry.time < writing->time;
	writing->in_entry = true;
	return 0;
}

static void
add_counters(struct writing *writing)
{
	struct entry *entry = &writing->entry;
	entry->counters = arena_alloc(&writing->arena, writing->counter_count * sizeof *entry->counters);
	for (size_t i = 0; i < writing->counter_count; i++) {
		struct counter *counter = &writing->counters[i];
		if (counter->now == counter->value)
			continue;
		entry->counters[entry->counter_count++] = (struct entry_counter){.name = counter->name, .value = counter->now};
		counter->value = counter->now;
		counter->changed = true;
	}
}

void
counters_store(struct store *store, const struct entry *entry)
{
	for (size_t i = 0; i < entry->counter_count; i++) {
		struct counter *counter = counter_named(store, entry->counters[i].name);
		counter->value = counter->now = entry->counters[i].value;
		counter->changed = true;
	}
}

/* An act that makes a record cannot name it before. */
static void
name_record(struct entry *entry)
{
	for (size_t i = 0; i < entry->change_count && entry->type && !entry->record; i++)
		if (entry->changes[i].type == entry->type)
			entry->record = entry->changes[i].number;
}

int
store_entry_end(struct store *store, uint64_t *number, struct err *err)
{
	struct writing *writing = store->writing;
	if (!writing || !writing->in_entry)
		BUG("the end of no entry");
	if (writing->broken)
		return write_broken(store, 0, err);
	take_head(writing, writing->caller);
	add_counters(writing);
	name_record(&writing->entry);
	buf_clear(&writing->diff);
	entry_encode(&writing->entry, &writing->diff);
	int rc = entry_add(store, &writing->entry, &writing->diff);
	if (rc)
		return write_broken(store, rc, err);
	writing->in_entry = false;
	writing->entry.change_count = 0;
	if (number)
		*number = writing->last;
	return 0;
}

/* ---- looking back */

bool
store_op(struct store *store, const char *op, uint64_t *number, struct sha256 *inputs)
{
	unsigned char key[KEY_MOST];
	const unsigned char *bytes;
	size_t key_len = key_of_text(key, op, strlen(op)), len;
	struct arena arena = {0};
	struct entry *entry;
	MDB_val value;
	bool known = false;
	if (!*op || store_begin(store, NULL))
		return false;
	if (tree_get(store, &store->ops, key, key_len, &value) == 0 && unseal(key, key_len, &value, &bytes, &len) && len == 8) {
		uint64_t found = get_be64(bytes);
		known = store_entry(store, found, &arena, &entry, NULL) == 0;
		if (known && number)
			*number = found;
		if (known && inputs)
			*inputs = entry->inputs;
	}
	store_end(store);
	arena_free(&arena);
	return known;
}

static size_t
whole_journal(struct store *store, uint64_t before, size_t limit, uint64_t *entries)
{
	uint64_t last = tree_count(store, &store->entries);
	uint64_t next = before && before <= last ? before - 1 : last;
	size_t count = 0;
	while (count < limit && next)
		entries[count++] = next--;
	return count;
}

static size_t
of_record(struct store *store, struct tree *tree, uint32_t number, uint64_t before, size_t limit, uint64_t *entries)
{
	unsigned char from[HISTORY_KEY];
	MDB_cursor *cursor;
	MDB_val key = {sizeof from, from}, value;
	size_t count = 0;
	put_be32(from, number);
	put_be64(from + 4, before ? before : UINT64_MAX);
	if ((tree->pending && pending_flush(store, tree)) || mdb_cursor_open(txn_now(store), tree->dbi, &cursor))
		return 0;
	int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	rc = mdb_cursor_get(cursor, &key, &value, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	while (!rc && count < limit && key.mv_size == HISTORY_KEY && get_be32(key.mv_data) == number) {
		entries[count++] = get_be64((const char *)key.mv_data + 4);
		rc = mdb_cursor_get(cursor, &key, &value, MDB_PREV);
	}
	mdb_cursor_close(cursor);
	return count;
}

size_t
store_history(struct store *store, const struct record_type *type, uint32_t number, uint64_t before, size_t limit, uint64_t *entries)
{
	if (store_begin(store, NULL))
		return 0;
	size_t count = type ? of_record(store, &shelf_of(store, type)->history, number, before, limit, entries)
		: whole_journal(store, before, limit, entries);
	store_end(store);
	return count;
}
