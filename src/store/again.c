#include <config.h>

#include "store/inside.h"

/* What follows from records and journal: keys, counts, text, histories, operations. */

static int
empty_tree(struct store *store, struct tree *tree)
{
	return mdb_drop(store->writing->txn, tree->dbi, 0);
}

static int
follow_record(struct store *store, struct shelf *shelf, const MDB_val *key, const MDB_val *value, struct arena *arena, struct err *err)
{
	static const struct changed all = {.all = true};
	uint32_t number = key->mv_size == 4 ? get_be32(key->mv_data) : 0;
	arena_reset(arena);
	void *record = record_decode(shelf->type, number, value->mv_data, value->mv_size, arena, err);
	if (!record)
		return -1;
	int rc = record_store(store, shelf, number, NULL, record, NULL, 0, &all);
	return rc ? write_broken(store, rc, err) : 0;
}

static int
follow_records(struct store *store, struct shelf *shelf, struct arena *arena, struct err *err)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	int failed = 0, rc = mdb_cursor_open(store->writing->txn, shelf->records.dbi, &cursor);
	if (rc)
		return write_broken(store, rc, err);
	while (!failed && (rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0)
		failed = follow_record(store, shelf, &key, &value, arena, err);
	mdb_cursor_close(cursor);
	if (!failed && rc != MDB_NOTFOUND)
		return write_broken(store, rc, err);
	return failed;
}

static int
follow_journal(struct store *store, struct arena *arena, struct err *err)
{
	uint64_t count = tree_count(store, &store->entries);
	for (uint64_t number = 1; number <= count; number++) {
		struct entry *entry;
		arena_reset(arena);
		if (store_entry(store, number, arena, &entry, err))
			return -1;
		int rc = entry_follow(store, entry);
		if (rc)
			return write_broken(store, rc, err);
	}
	return 0;
}

int
derived_make(struct store *store, struct err *err)
{
	struct arena arena = {0};
	int rc = shelves_each_derived(store, empty_tree);
	if (rc)
		return write_broken(store, rc, err);
	store->writing->flags |= STORE_BULK;
	bulk_begin(store);
	for (size_t i = 0; i < store->shelf_count && !rc; i++)
		rc = follow_records(store, &store->shelves[i], &arena, err);
	rc = rc ? rc : follow_journal(store, &arena, err);
	arena_free(&arena);
	return rc;
}
