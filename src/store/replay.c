#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Records made again from the journal alone. */

enum { BATCH = 100000, STEP = 512 };

struct rebuild {
	struct store *from, *into;
	date_t until;
	struct arena arena;
	struct buf old, map, value;
};

static int
apply(struct rebuild *rebuild, struct shelf *shelf, const struct entry_change *change, struct err *err)
{
	struct store *into = rebuild->into;
	struct changed changed;
	unsigned char key[4];
	MDB_val value;
	void *old = NULL;
	put_be32(key, change->number);
	buf_clear(&rebuild->old);
	buf_clear(&rebuild->map);
	buf_clear(&rebuild->value);
	int rc = tree_get(into, &shelf->records, key, sizeof key, &value);
	if (rc && rc != MDB_NOTFOUND)
		return write_broken(into, rc, err);
	if (!rc)
		buf_add(&rebuild->old, value.mv_data, value.mv_size);
	const char *map = rebuild->old.len ? rebuild->old.data + CODEC_HEADER : NULL;
	if (map_apply(map, map ? rebuild->old.len - CODEC_HEADER : 0, change->diff, change->diff_len, &rebuild->map, err))
		return -1;
	record_seal(shelf->type, change->number, change->version, rebuild->map.data, rebuild->map.len, &rebuild->value);
	changed_read(&changed, shelf, change->diff, change->diff_len);
	changed.all = !map;
	value = (MDB_val){rebuild->old.len, rebuild->old.data};
	if (map && old_read(shelf, change->number, &value, &changed, &rebuild->arena, &old, err))
		return -1;
	void *record = record_decode(shelf->type, change->number, rebuild->value.data, rebuild->value.len, &rebuild->arena, err);
	if (!record)
		return -1;
	rc = record_store(into, shelf, change->number, old, record, rebuild->value.data, rebuild->value.len, &changed);
	return rc ? write_broken(into, rc, err) : 0;
}

/* The bytes of the entry go over as they are, so that the chain is the same. */
static int
add_entry(struct rebuild *rebuild, const struct entry *entry, struct err *err)
{
	struct buf bytes = {0};
	MDB_val value;
	if (entry_read(rebuild->from, entry->number, &value, err))
		return -1;
	buf_add(&bytes, (const char *)value.mv_data + ENTRY_HEADER, value.mv_size - ENTRY_HEADER);
	int rc = entry_add(rebuild->into, entry, &bytes);
	buf_free(&bytes);
	if (rc)
		return write_broken(rebuild->into, rc, err);
	if (memcmp(&rebuild->into->writing->hash, &entry->hash, sizeof entry->hash) == 0)
		return 0;
	return err_set(err, ERR_DAMAGED, _("entry %llu of the journal does not match its hash: it was altered"), (unsigned long long)entry->number);
}

/* The day on which the office made the entry; what stands in for today counts as today. */
static date_t
day_of(const struct entry *entry)
{
	return entry->assumed_today != DATE_NONE ? entry->assumed_today : time_date(entry->time);
}

/* 1: the entry was taken over; 0: it lies behind the day asked for. */
static int
take_entry(struct rebuild *rebuild, uint64_t number, struct err *err)
{
	struct entry *entry;
	arena_reset(&rebuild->arena);
	if (store_entry(rebuild->from, number, &rebuild->arena, &entry, err))
		return -1;
	if (rebuild->until != DATE_NONE && day_of(entry) > rebuild->until)
		return 0;
	for (size_t i = 0; i < entry->change_count; i++)
		if (apply(rebuild, shelf_of(rebuild->into, entry->changes[i].type), &entry->changes[i], err))
			return err_prefix(err, _("entry %llu"), (unsigned long long)number);
	counters_store(rebuild->into, entry);
	return add_entry(rebuild, entry, err) ? -1 : 1;
}

static int
take_batch(struct rebuild *rebuild, uint64_t *number, uint64_t count, store_progress *progress, void *user, struct err *err)
{
	uint64_t end = count - *number < BATCH ? count : *number + BATCH;
	int taken = 1;
	if (store_write(rebuild->into, STORE_BULK, err))
		return -1;
	while (taken == 1 && *number < end) {
		taken = take_entry(rebuild, *number + 1, err);
		*number += taken == 1;
		if (*number % STEP == 0 && progress && !progress(user, *number, count))
			taken = err_set(err, ERR_FAILED, _("stopped before the end"));
	}
	if (taken < 0) {
		store_abort(rebuild->into);
		return -1;
	}
	return store_commit(rebuild->into, err) ? -1 : taken;
}

static int
run(struct rebuild *rebuild, uint64_t *entries, store_progress *progress, void *user, struct err *err)
{
	uint64_t count = store_last_entry(rebuild->from);
	int taken = 1;
	*entries = 0;
	if (store_begin(rebuild->from, err))
		return -1;
	while (taken == 1 && *entries < count)
		taken = take_batch(rebuild, entries, count, progress, user, err);
	store_end(rebuild->from);
	arena_free(&rebuild->arena);
	buf_free(&rebuild->old);
	buf_free(&rebuild->map);
	buf_free(&rebuild->value);
	return taken < 0 ? -1 : 0;
}

int
store_rebuild(const char *dir, const char *into, date_t until, uint64_t *entries, store_progress *progress, void *user, struct err *err)
{
	struct rebuild rebuild = {.until = until};
	if (place_is_free(into, err) || store_open(&rebuild.from, dir, STORE_READ_ONLY, err))
		return -1;
	int rc = store_open(&rebuild.into, into, STORE_CREATE, err);
	rc = rc ? rc : run(&rebuild, entries, progress, user, err);
	store_close(rebuild.into);
	store_close(rebuild.from);
	if (rc)
		place_remove(into);
	return rc;
}
