#include <config.h>

#include "store/inside.h"

#include <string.h>

static const char *
entry_name(struct check *check, uint64_t number)
{
	return arena_printf(&check->arena, _("entry %llu"), (unsigned long long)number);
}

/* ---- the chain, and what follows from each entry */

static bool
names_records(struct check *check, const struct entry *entry)
{
	for (size_t i = 0; i < entry->change_count; i++) {
		const struct entry_change *change = &entry->changes[i];
		if (!change->number || change->number > tree_count(check->store, &shelf_of(check->store, change->type)->records)) {
			check_fault(check, check_name(check, change->type, change->number), _("the journal has it and the records have not"));
			return false;
		}
	}
	return true;
}

static void
expect_counters(struct check *check, const struct entry *entry)
{
	for (size_t i = 0; i < entry->counter_count; i++)
		counter_named(check->store, entry->counters[i].name)->now = entry->counters[i].value;
}

static void
check_entry(struct check *check, uint64_t number)
{
	struct entry *entry;
	struct err err = {0};
	check->report->entries++;
	if (store_entry(check->store, number, &check->arena, &entry, &err)) {
		check_fault(check, entry_name(check, number), "%s", err.message);
		return;
	}
	check->report->head = entry->hash;
	entry_follow(check->store, entry);
	expect_counters(check, entry);
	names_records(check, entry);
}

static void
check_numbers(struct check *check)
{
	uint64_t count = tree_count(check->store, &check->store->entries);
	MDB_cursor *cursor;
	MDB_val key, value;
	if (mdb_cursor_open(txn_now(check->store), check->store->entries.dbi, &cursor))
		return;
	if (mdb_cursor_get(cursor, &key, &value, MDB_LAST) == 0 && (key.mv_size != 8 || get_be64(key.mv_data) != count))
		check_fault(check, _("journal"), _("its last entry is not number %llu"), (unsigned long long)count);
	mdb_cursor_close(cursor);
}

static void
check_counters(struct check *check)
{
	struct writing *writing = check->store->writing;
	for (size_t i = 0; i < writing->counter_count; i++) {
		const struct counter *counter = &writing->counters[i];
		if (counter->value != counter->now)
			check_fault(check, _("counters"), _("'%s' stands at %llu and the journal says %llu"), counter->name,
				(unsigned long long)counter->value, (unsigned long long)counter->now);
	}
	/* The schema stands beside the counters. */
	size_t stored = tree_count(check->store, &check->store->meta);
	if (stored != writing->counter_count + 1)
		check_fault(check, _("counters"), _("%zu are there and the journal has %zu"), stored - 1, writing->counter_count);
}

void
check_journal(struct check *check)
{
	struct store *store = check->store;
	uint64_t count = tree_count(store, &store->entries);
	bulk_begin(store);
	for (uint64_t number = 1; number <= count; number++) {
		arena_reset(&check->arena);
		check_entry(check, number);
		check_step(check);
	}
	arena_reset(&check->arena);
	check_numbers(check);
	check_counters(check);
	check_tree(check, &store->ops, _("operations"));
	for (size_t i = 0; i < store->shelf_count; i++)
		check_tree(check, &store->shelves[i].history, arena_printf(&check->arena, _("%s: history"), store->shelves[i].type->name));
	bulk_end(store);
}

/* ---- the records as the journal tells them */

struct replayed {
	struct buf map, next;
	unsigned version;
};

/* What an entry says of one record, put upon what was there. */
static int
replay_entry(struct check *check, struct shelf *shelf, uint32_t number, uint64_t entry_number, struct replayed *replayed, struct err *err)
{
	struct entry *entry = arena_alloc(&check->arena, sizeof *entry);
	MDB_val value;
	if (entry_read(check->store, entry_number, &value, err))
		return -1;
	if (entry_decode(entry, (const char *)value.mv_data + ENTRY_HEADER, value.mv_size - ENTRY_HEADER, &check->arena, err))
		return -1;
	for (size_t i = 0; i < entry->change_count; i++) {
		const struct entry_change *change = &entry->changes[i];
		if (change->type != shelf->type || change->number != number)
			continue;
		buf_clear(&replayed->next);
		if (map_apply(replayed->map.len ? replayed->map.data : NULL, replayed->map.len, change->diff, change->diff_len, &replayed->next, err))
			return -1;
		struct buf swap = replayed->map;
		replayed->map = replayed->next;
		replayed->next = swap;
		replayed->version = change->version;
	}
	return 0;
}

static bool
same_value(const struct replayed *replayed, const MDB_val *value)
{
	return value->mv_size == replayed->map.len + CODEC_HEADER && ((unsigned char *)value->mv_data)[1] == replayed->version &&
		memcmp((char *)value->mv_data + CODEC_HEADER, buf_text(&replayed->map), replayed->map.len) == 0;
}

static void
check_one(struct check *check, struct shelf *shelf, MDB_cursor *history, uint32_t number, struct replayed *replayed)
{
	unsigned char from[12] = {0};
	struct err err = {0};
	MDB_val key = {sizeof from, from}, value;
	int failed = 0;
	put_be32(from, number);
	buf_clear(&replayed->map);
	int rc = mdb_cursor_get(history, &key, &value, MDB_SET_RANGE);
	for (; !rc && !failed && key.mv_size == 12 && get_be32(key.mv_data) == number; rc = mdb_cursor_get(history, &key, &value, MDB_NEXT))
		failed = replay_entry(check, shelf, number, get_be64((char *)key.mv_data + 4), replayed, &err);
	key = (MDB_val){4, from};
	if (failed)
		check_fault(check, check_name(check, shelf->type, number), "%s", err.message);
	else if (tree_get(check->store, &shelf->records, from, 4, &value) == 0 && !same_value(replayed, &value))
		check_fault(check, check_name(check, shelf->type, number), _("it is not what the journal says"));
}

void
check_replay(struct check *check, struct shelf *shelf)
{
	struct replayed replayed = {.version = 0};
	MDB_cursor *history;
	uint32_t count = (uint32_t)tree_count(check->store, &shelf->records);
	if (mdb_cursor_open(txn_now(check->store), shelf->history.dbi, &history))
		return;
	for (uint32_t number = 1; number <= count; number++) {
		arena_reset(&check->arena);
		check_one(check, shelf, history, number, &replayed);
		check_step(check);
	}
	mdb_cursor_close(history);
	buf_free(&replayed.map);
	buf_free(&replayed.next);
}
