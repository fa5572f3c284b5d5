#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

static const char *
value_of(const struct column *column, const void *record)
{
	const char *const *text = column_in(record, column);
	return *text ? *text : "";
}

static void
join(struct buf *out, const struct shelf *shelf, const void *record)
{
	for (size_t i = 0; i < 3; i++) {
		if (shelf->tally[i])
			buf_adds(out, value_of(shelf->tally[i], record));
		buf_addc(out, '\0');
	}
}

static size_t *
slot_of(const struct writing *writing, unsigned char code, const void *joined, size_t len)
{
	size_t i = (xxh3_of(joined, len) + code) & writing->tally_mask;
	for (; writing->tally_slots[i]; i = (i + 1) & writing->tally_mask) {
		const struct tally_delta *delta = &writing->tallies[writing->tally_slots[i] - 1];
		if (delta->code == code && delta->len == len && memcmp(delta->joined, joined, len) == 0)
			break;
	}
	return &writing->tally_slots[i];
}

static void
more_room(struct writing *writing)
{
	writing->tally_cap = writing->tally_cap ? writing->tally_cap * 2 : FIRST_SLOTS / 2;
	writing->tallies = xrealloc(writing->tallies, writing->tally_cap, sizeof *writing->tallies);
	free(writing->tally_slots);
	writing->tally_mask = writing->tally_cap * 2 - 1;
	writing->tally_slots = xcalloc(writing->tally_cap * 2, sizeof *writing->tally_slots);
	for (size_t i = 0; i < writing->tally_count; i++) {
		const struct tally_delta *delta = &writing->tallies[i];
		*slot_of(writing, delta->code, delta->joined, delta->len) = i + 1;
	}
}

void
tally_add(struct store *store, const struct shelf *shelf, const void *record, int by)
{
	struct writing *writing = store->writing;
	if (!shelf->tally[0])
		return;
	buf_clear(&writing->bytes);
	join(&writing->bytes, shelf, record);
	if (writing->tally_count == writing->tally_cap)
		more_room(writing);
	size_t *slot = slot_of(writing, shelf->type->code, writing->bytes.data, writing->bytes.len);
	if (!*slot) {
		char *joined = xmalloc(writing->bytes.len);
		memcpy(joined, writing->bytes.data, writing->bytes.len);
		writing->tallies[writing->tally_count] = (struct tally_delta){.joined = joined, .len = writing->bytes.len, .code = shelf->type->code};
		*slot = ++writing->tally_count;
	}
	writing->tallies[*slot - 1].delta += by;
}

/* Three texts, each ended by NUL. */
static bool
split(struct tally_row *row, const char *joined, size_t len)
{
	const char *end = joined + len;
	row->joined = joined;
	row->len = len;
	for (size_t i = 0; i < 3; i++) {
		const char *stop = memchr(joined, '\0', (size_t)(end - joined));
		if (!stop)
			return false;
		row->values[i] = joined;
		joined = stop + 1;
	}
	return joined == end;
}

bool
tally_row(const MDB_val *key, const MDB_val *value, struct tally_row *row)
{
	const unsigned char *bytes;
	size_t len;
	if (!unseal(key->mv_data, key->mv_size, value, &bytes, &len) || len < 8)
		return false;
	row->count = get_be64(bytes);
	return split(row, (const char *)bytes + 8, len - 8);
}

static int
write_delta(struct store *store, const struct tally_delta *delta)
{
	unsigned char key[KEY_MOST], count[8];
	key[0] = delta->code;
	size_t key_len = 1 + key_of_text(key + 1, delta->joined, delta->len);
	MDB_val k = {key_len, key}, old;
	struct tally_row row = {.count = 0};
	int rc = tree_get(store, &store->tally, key, key_len, &old);
	if (rc && rc != MDB_NOTFOUND)
		return rc;
	if (!rc && !tally_row(&k, &old, &row))
		return MDB_CORRUPTED;
	uint64_t now = row.count + (uint64_t)delta->delta;
	if (!now)
		return tree_del(store, &store->tally, key, key_len);
	struct buf value = {0}, sealed = {0};
	put_be64(count, now);
	buf_add(&value, count, sizeof count);
	buf_add(&value, delta->joined, delta->len);
	seal(&sealed, key, key_len, value.data, value.len);
	rc = tree_put(store, &store->tally, key, key_len, sealed.data, sealed.len, 0);
	buf_free(&value);
	buf_free(&sealed);
	return rc;
}

void
tally_forget(struct writing *writing)
{
	for (size_t i = 0; i < writing->tally_count; i++)
		free(writing->tallies[i].joined);
	writing->tally_count = 0;
	if (writing->tally_slots)
		memset(writing->tally_slots, 0, (writing->tally_mask + 1) * sizeof *writing->tally_slots);
}

int
tally_flush(struct store *store)
{
	struct writing *writing = store->writing;
	int rc = 0;
	for (size_t i = 0; i < writing->tally_count && !rc; i++)
		if (writing->tallies[i].delta)
			rc = write_delta(store, &writing->tallies[i]);
	tally_forget(writing);
	return rc;
}

static bool
matches(const struct tally_row *row, const char *const match[3])
{
	for (size_t i = 0; i < 3; i++)
		if (match && match[i] && strcmp(match[i], row->values[i]) != 0)
			return false;
	return true;
}

/* Rows are gathered first: what is called with them may use the store. */
static void
gather(struct store *store, unsigned char code, const char *const match[3], struct buf *rows)
{
	MDB_cursor *cursor;
	MDB_val key = {1, &code}, value;
	if (mdb_cursor_open(txn_now(store), store->tally.dbi, &cursor))
		return;
	int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	for (; !rc && key.mv_size && *(unsigned char *)key.mv_data == code; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
		struct tally_row row;
		if (!tally_row(&key, &value, &row) || !matches(&row, match))
			continue;
		buf_add(rows, &row.count, sizeof row.count);
		buf_add(rows, &row.len, sizeof row.len);
		buf_add(rows, row.joined, row.len);
	}
	mdb_cursor_close(cursor);
}

void
store_tally(struct store *store, const struct record_type *type, const char *const match[3],
	void (*each)(void *user, const char *const values[3], uint64_t count), void *user)
{
	struct buf rows = {0};
	if (store_begin(store, NULL))
		return;
	if (!store->writing || tally_flush(store) == 0)
		gather(store, type->code, match, &rows);
	store_end(store);
	for (size_t at = 0; at < rows.len;) {
		struct tally_row row;
		memcpy(&row.count, rows.data + at, sizeof row.count);
		memcpy(&row.len, rows.data + at + sizeof row.count, sizeof row.len);
		at += sizeof row.count + sizeof row.len;
		if (split(&row, rows.data + at, row.len))
			each(user, row.values, row.count);
		at += row.len;
	}
	buf_free(&rows);
}
