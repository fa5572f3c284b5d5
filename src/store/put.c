#include <config.h>

#include "store/inside.h"

#include <stdio.h>
#include <string.h>

/* ---- what changed */

static size_t
place_of(const struct shelf *shelf, uint64_t key)
{
	size_t low = 0, high = shelf->column_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (shelf->columns[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < shelf->column_count && shelf->columns[low].key == key ? low : SIZE_MAX;
}

void
changed_read(struct changed *changed, const struct shelf *shelf, const void *diff, size_t len)
{
	struct wire_reader reader = {.at = diff, .end = (const unsigned char *)diff + len};
	memset(changed, 0, sizeof *changed);
	for (size_t pairs = wire_get_map(&reader); pairs && !reader.fault; pairs--) {
		size_t skipped;
		uint64_t key = wire_get_uint(&reader);
		size_t place = key == KEY_EXTRAS ? COLUMNS_MOST : place_of(shelf, key);
		if (place != SIZE_MAX)
			changed->column[place] = true;
		wire_skip(&reader, &skipped);
	}
}

static bool
has_changed(const struct changed *changed, const struct shelf *shelf, const struct column *column)
{
	return changed->all || changed->column[column - shelf->columns];
}

static bool
text_changed(const struct changed *changed, const struct shelf *shelf)
{
	if (changed->all || changed->column[COLUMNS_MOST])
		return true;
	for (size_t i = 0; i < shelf->column_count; i++)
		if (changed->column[i] && shelf->columns[i].field->flags & FIELD_SEARCHED)
			return true;
	return false;
}

/* ---- keys */

void
index_key(struct buf *out, const struct column *column, const void *record, uint32_t number)
{
	unsigned char end[4];
	buf_clear(out);
	column->field->kind->key(column_in(record, column), column->field, out);
	if (out->len + sizeof end > KEY_MOST)
		BUG("a key of %zu bytes for %s", out->len, column->path);
	put_be32(end, number);
	buf_add(out, end, sizeof end);
}

bool
unique_key(struct buf *out, const struct column *column, const void *record)
{
	static const struct field_context plain;
	const void *member = column_in(record, column);
	struct buf text = {0};
	buf_clear(out);
	if (column->field->kind->empty(member))
		return false;
	column->field->kind->print(member, column->field, &plain, PRINT_PLAIN, &text);
	out->len += key_of_text((unsigned char *)buf_reserve(out, KEY_MOST), buf_text(&text), text.len);
	buf_free(&text);
	return true;
}

size_t
unique_value(unsigned char out[SEAL + 4], const struct buf *key, uint32_t number)
{
	put_be32(out + SEAL, number);
	put_be64(out, xxh3_pair(key->data, key->len, out + SEAL, 4));
	return SEAL + 4;
}

/* The revision is the first pair of the map. */
uint32_t
value_revision(const void *value, size_t len)
{
	if (len < CODEC_HEADER)
		return 0;
	const unsigned char *bytes = value;
	struct wire_reader reader = {.at = bytes + CODEC_HEADER, .end = bytes + len};
	if (!wire_get_map(&reader) || wire_get_uint(&reader) != KEY_REVISION)
		return 0;
	uint64_t revision = wire_get_uint(&reader);
	return reader.fault ? 0 : (uint32_t)revision;
}

/* ---- what follows from a record */

static int
follow_index(struct store *store, struct followed *followed, uint32_t number, const void *old, const void *record)
{
	struct buf *was = &store->writing->bytes, *key = &store->writing->key;
	int rc = 0;
	index_key(key, followed->column, record, number);
	if (old) {
		index_key(was, followed->column, old, number);
		if (was->len == key->len && memcmp(was->data, key->data, key->len) == 0)
			return 0;
		rc = tree_del(store, &followed->index, was->data, was->len);
	}
	return rc ? rc : tree_put(store, &followed->index, key->data, key->len, NULL, 0, 0);
}

static int
follow_unique(struct store *store, struct followed *followed, uint32_t number, const void *old, const void *record)
{
	struct buf *was = &store->writing->bytes, *key = &store->writing->key;
	unsigned char value[SEAL + 4];
	bool had = old && unique_key(was, followed->column, old), has = unique_key(key, followed->column, record);
	int rc = 0;
	if (had && has && was->len == key->len && memcmp(was->data, key->data, key->len) == 0)
		return 0;
	if (had)
		rc = tree_del(store, &followed->unique, was->data, was->len);
	if (rc || !has)
		return rc;
	return tree_put(store, &followed->unique, key->data, key->len, value, unique_value(value, key, number), 0);
}

static int
follow_tally(struct store *store, struct shelf *shelf, const void *old, const void *record, const struct changed *changed)
{
	bool moved = changed->all;
	for (size_t i = 0; i < 3; i++)
		moved = moved || (shelf->tally[i] && has_changed(changed, shelf, shelf->tally[i]));
	if (!moved || !shelf->tally[0])
		return 0;
	if (old)
		tally_add(store, shelf, old, -1);
	tally_add(store, shelf, record, 1);
	return 0;
}

int
record_store(struct store *store, struct shelf *shelf, uint32_t number, const void *old, const void *record, const void *value, size_t len,
	const struct changed *changed)
{
	unsigned char key[4];
	put_be32(key, number);
	int rc = value ? tree_put(store, &shelf->records, key, sizeof key, value, len, old ? 0 : MDB_APPEND) : 0;
	for (size_t i = 0; i < shelf->followed_count && !rc; i++) {
		struct followed *followed = &shelf->followed[i];
		if (!has_changed(changed, shelf, followed->column))
			continue;
		rc = followed->index.dbi ? follow_index(store, followed, number, old, record) : 0;
		if (!rc && followed->unique.dbi)
			rc = follow_unique(store, followed, number, old, record);
	}
	rc = rc ? rc : follow_tally(store, shelf, old, record, changed);
	if (!rc && shelf->searched && text_changed(changed, shelf))
		rc = text_put(store, shelf, record);
	return rc;
}

/* ---- a put */

static int
check_unique(struct store *store, const struct shelf *shelf, const void *record, const struct changed *changed, struct err *err)
{
	struct buf *key = &store->writing->key;
	for (size_t i = 0; i < shelf->followed_count; i++) {
		const struct followed *followed = &shelf->followed[i];
		const struct column *column = followed->column;
		const unsigned char *bytes;
		size_t len;
		MDB_val value;
		if (!followed->unique.dbi || !has_changed(changed, shelf, column) || !unique_key(key, column, record))
			continue;
		int rc = tree_get(store, &followed->unique, key->data, key->len, &value);
		if (rc == MDB_NOTFOUND)
			continue;
		if (rc || !unseal(key->data, key->len, &value, &bytes, &len) || len != 4)
			return write_broken(store, rc ? rc : MDB_CORRUPTED, err);
		if (get_be32(bytes) == ((const struct record *)record)->number)
			continue;
		err_set(err, ERR_CONFLICT, _("another %s has this value of '%s' already"), _(shelf->type->label), _(column->field->label));
		if (err)
			snprintf(err->field, sizeof err->field, "%s", column->path);
		return -1;
	}
	return 0;
}

/* The value stored, copied: the map moves under the writes that follow. */
static int
read_old(struct store *store, const struct shelf *shelf, const struct record *head, struct err *err)
{
	struct writing *writing = store->writing;
	unsigned char key[4];
	MDB_val value;
	put_be32(key, head->number);
	buf_clear(&writing->old);
	int rc = tree_get(store, &shelf->records, key, sizeof key, &value);
	if (rc == MDB_NOTFOUND)
		return err_set(err, ERR_MISSING, _("there is no %s %u"), shelf->type->name, (unsigned)head->number);
	if (rc)
		return write_broken(store, rc, err);
	if (record_check_value(shelf->type, head->number, value.mv_data, value.mv_size, err))
		return -1;
	uint32_t revision = value_revision(value.mv_data, value.mv_size);
	if (revision != head->revision) {
		err_set(err, ERR_CONFLICT, _("somebody changed it meanwhile: it is at revision %u, not %u"), (unsigned)revision, (unsigned)head->revision);
		if (err)
			err->revision = revision;
		return -1;
	}
	buf_add(&writing->old, value.mv_data, value.mv_size);
	return 0;
}

int
old_read(const struct shelf *shelf, uint32_t number, const MDB_val *value, const struct changed *changed, struct arena *arena, void **record,
	struct err *err)
{
	const struct column *columns[COLUMNS_MOST];
	size_t count = 0;
	for (size_t i = 0; i < shelf->column_count; i++) {
		const struct column *column = &shelf->columns[i];
		bool counted = column == shelf->tally[0] || column == shelf->tally[1] || column == shelf->tally[2];
		if (counted || (changed->column[i] && column->field->flags & (FIELD_INDEXED | FIELD_UNIQUE)))
			columns[count++] = column;
	}
	*record = record_new(shelf->type, arena);
	return record_decode_columns(*record, columns, count, number, value->mv_data, value->mv_size, arena, err);
}

static void
add_change(struct writing *writing, const struct shelf *shelf, const struct record *head, uint32_t old_revision)
{
	struct entry *entry = &writing->entry;
	if (entry->change_count == writing->change_cap) {
		writing->change_cap = writing->change_cap ? writing->change_cap * 2 : 4;
		entry->changes = xrealloc(entry->changes, writing->change_cap, sizeof *entry->changes);
	}
	char *diff = arena_alloc(&writing->arena, writing->diff.len + 1);
	memcpy(diff, buf_text(&writing->diff), writing->diff.len);
	entry->changes[entry->change_count++] = (struct entry_change){
		.type = shelf->type,
		.number = head->number,
		.old_revision = old_revision,
		.new_revision = head->revision,
		.version = shelf->type->version,
		.diff = diff,
		.diff_len = writing->diff.len,
	};
}

static const void *
map_of(const struct buf *value, size_t *len)
{
	*len = value->len ? value->len - CODEC_HEADER : 0;
	return value->len ? value->data + CODEC_HEADER : NULL;
}

static int
put_head(struct store *store, struct shelf *shelf, struct record *head, struct err *err)
{
	struct writing *writing = store->writing;
	buf_clear(&writing->old);
	if (head->number && read_old(store, shelf, head, err))
		return -1;
	if (!head->number)
		*head = (struct record){.type = head->type, .number = (uint32_t)tree_count(store, &shelf->records) + 1, .extras = head->extras,
			.extra_count = head->extra_count, .unknown = head->unknown, .unknown_len = head->unknown_len,
			.unknown_pairs = head->unknown_pairs};
	head->revision++;
	head->entry = writing->entry.number;
	if (writing->entry.date != DATE_NONE)
		head->last_date = writing->entry.date;
	return 0;
}

static int
put_checked(struct store *store, struct shelf *shelf, void *record, struct err *err)
{
	struct writing *writing = store->writing;
	struct changed changed;
	size_t old_len, new_len;
	void *old = NULL;
	buf_clear(&writing->value);
	buf_clear(&writing->diff);
	record_encode(record, &writing->value);
	const void *old_map = map_of(&writing->old, &old_len), *new_map = map_of(&writing->value, &new_len);
	map_diff(old_map, old_len, new_map, new_len, &writing->diff);
	changed.all = !old_map;
	if (old_map)
		changed_read(&changed, shelf, writing->diff.data, writing->diff.len);
	if (check_unique(store, shelf, record, &changed, err))
		return -1;
	const struct record *head = record;
	MDB_val value = {writing->old.len, writing->old.data};
	if (old_map && old_read(shelf, head->number, &value, &changed, &writing->put, &old, err))
		return -1;
	int rc = record_store(store, shelf, head->number, old, record, writing->value.data, writing->value.len, &changed);
	if (rc)
		return write_broken(store, rc, err);
	add_change(writing, shelf, head, old_map ? head->revision - 1 : 0);
	return 0;
}

int
store_put(struct store *store, void *record, struct err *err)
{
	struct writing *writing = store->writing;
	struct record *head = record, before = *head;
	struct shelf *shelf = shelf_of(store, head->type);
	if (!writing || !writing->in_entry)
		BUG("a put outside of an entry");
	if (writing->broken)
		return write_broken(store, 0, err);
	arena_reset(&writing->put);
	int rc = put_head(store, shelf, head, err);
	rc = rc ? rc : put_checked(store, shelf, record, err);
	if (rc)
		*head = before;
	return rc;
}
