#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* The key: eight bytes of who, sixteen of form and target.  The value says all of them, sealed:
 * [who, form, target, time, bytes]. */
enum { WHO_BYTES = 8, PLACE_BYTES = 16, KEPT_KEY = WHO_BYTES + PLACE_BYTES, KEPT_ITEMS = 5 };

static void
kept_key(unsigned char key[KEPT_KEY], const char *who, const char *form, const char *target)
{
	struct sha256 hash;
	const struct hash_piece whose[] = {{who, strlen(who)}}, pieces[] = {{form, strlen(form) + 1}, {target, strlen(target)}};
	sha256_pieces(&hash, whose, 1);
	memcpy(key, hash.bytes, WHO_BYTES);
	sha256_pieces(&hash, pieces, 2);
	memcpy(key + WHO_BYTES, hash.bytes, PLACE_BYTES);
}

static void
put_text(struct wire_writer *writer, const char *text)
{
	wire_put_text(writer, text, strlen(text));
}

static int
put_kept(struct store *store, const char *who, const struct kept *kept)
{
	unsigned char key[KEPT_KEY];
	struct buf bytes = {0}, value = {0};
	struct wire_writer writer = {.out = &bytes};
	kept_key(key, who, kept->form, kept->target);
	wire_put_array(&writer, KEPT_ITEMS);
	put_text(&writer, who);
	put_text(&writer, kept->form);
	put_text(&writer, kept->target);
	wire_put_int(&writer, kept->time);
	wire_put_bytes(&writer, kept->data, kept->len);
	seal(&value, key, sizeof key, bytes.data, bytes.len);
	int rc = tree_put(store, &store->kept, key, sizeof key, value.data, value.len, 0);
	buf_free(&bytes);
	buf_free(&value);
	return rc;
}

static int
finish(struct store *store, int rc, struct err *err)
{
	if (!rc)
		return store_commit(store, err);
	write_broken(store, rc, err);
	store_abort(store);
	return -1;
}

/* The reserve of the disk is there for this. */
int
store_keep(struct store *store, const char *who, const struct kept *kept, struct err *err)
{
	if (write_start(store, 0, true, LOCK_WAIT, err))
		return -1;
	return finish(store, put_kept(store, who, kept), err);
}

static bool
is_kept(struct store *store, const unsigned char key[KEPT_KEY])
{
	MDB_val value;
	if (store_begin(store, NULL))
		return false;
	bool is = tree_get(store, &store->kept, key, KEPT_KEY, &value) == 0;
	store_end(store);
	return is;
}

int
store_kept_drop(struct store *store, const char *who, const char *form, const char *target, struct err *err)
{
	unsigned char key[KEPT_KEY];
	kept_key(key, who, form, target);
	if (!is_kept(store, key))
		return 0;
	if (store->writing) {
		int rc = tree_del(store, &store->kept, key, sizeof key);
		return rc ? write_broken(store, rc, err) : 0;
	}
	if (write_start(store, 0, true, LOCK_WAIT, err))
		return -1;
	return finish(store, tree_del(store, &store->kept, key, sizeof key), err);
}

/* ---- reading */

static const char *
get_text(struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	const char *text = wire_get_text(reader, &len);
	return text ? arena_strndup(arena, text, len) : "";
}

static struct kept *
read_kept(const char *who, const MDB_val *key, const MDB_val *value, struct arena *arena)
{
	const unsigned char *bytes;
	size_t len;
	if (!unseal(key->mv_data, key->mv_size, value, &bytes, &len))
		return NULL;
	struct wire_reader reader = {.at = bytes, .end = bytes + len};
	if (wire_get_array(&reader) != KEPT_ITEMS || strcmp(get_text(&reader, arena), who) != 0)
		return NULL;
	struct kept *kept = arena_alloc(arena, sizeof *kept);
	kept->form = get_text(&reader, arena);
	kept->target = get_text(&reader, arena);
	kept->time = wire_get_int(&reader);
	const void *data = wire_get_bytes(&reader, &kept->len);
	if (reader.fault)
		return NULL;
	void *copy = arena_alloc(arena, kept->len + 1);
	memcpy(copy, data, kept->len);
	kept->data = copy;
	return kept;
}

static int
newest_first(const void *a, const void *b)
{
	const struct kept *const *left = a, *const *right = b;
	return ((*left)->time < (*right)->time) - ((*left)->time > (*right)->time);
}

/* The kept of one person lie together. */
static struct kept **
gather(struct store *store, const char *who, struct arena *arena, size_t *count)
{
	unsigned char from[KEPT_KEY];
	struct kept **list = NULL;
	MDB_cursor *cursor;
	MDB_val key = {WHO_BYTES, from}, value;
	size_t n = 0;
	kept_key(from, who, "", "");
	if (mdb_cursor_open(txn_now(store), store->kept.dbi, &cursor))
		return NULL;
	int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	for (; !rc && key.mv_size == KEPT_KEY && memcmp(key.mv_data, from, WHO_BYTES) == 0; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
		struct kept *kept = read_kept(who, &key, &value, arena);
		if (!kept)
			continue;
		list = xrealloc(list, n + 1, sizeof *list);
		list[n++] = kept;
	}
	mdb_cursor_close(cursor);
	*count = n;
	return list;
}

size_t
store_kept_list(struct store *store, const char *who, struct arena *arena, struct kept **out)
{
	size_t count = 0;
	*out = NULL;
	if (store_begin(store, NULL))
		return 0;
	struct kept **list = gather(store, who, arena, &count);
	store_end(store);
	if (!count)
		return 0;
	qsort(list, count, sizeof *list, newest_first);
	*out = arena_alloc(arena, count * sizeof **out);
	for (size_t i = 0; i < count; i++)
		(*out)[i] = *list[i];
	free(list);
	return count;
}

/* ---- caches */

bool
store_cache_get(struct store *store, const char *name, struct arena *arena, const void **data, size_t *len)
{
	unsigned char key[KEY_MOST];
	const unsigned char *bytes;
	size_t key_len = key_of_text(key, name, strlen(name));
	MDB_val value;
	if (store_begin(store, NULL))
		return false;
	bool found = tree_get(store, &store->cache, key, key_len, &value) == 0 && unseal(key, key_len, &value, &bytes, len);
	if (found) {
		void *copy = arena_alloc(arena, *len + 1);
		memcpy(copy, bytes, *len);
		*data = copy;
	}
	store_end(store);
	return found;
}

void
store_cache_put(struct store *store, const char *name, const void *data, size_t len)
{
	unsigned char key[KEY_MOST];
	struct buf value = {0};
	size_t key_len = key_of_text(key, name, strlen(name));
	if (store->writing || write_start(store, 0, false, 0, NULL))
		return;
	seal(&value, key, key_len, data, len);
	finish(store, tree_put(store, &store->cache, key, key_len, value.data, value.len, 0), NULL);
	buf_free(&value);
}
