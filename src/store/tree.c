#include <config.h>

#include "store/inside.h"

#include <string.h>

/* Longer texts are known by their hash. */
enum { TEXT_MOST = 48 };

size_t
key_of_text(unsigned char *out, const void *text, size_t len)
{
	if (len <= TEXT_MOST) {
		out[0] = 1;
		memcpy(out + 1, text, len);
		return len + 1;
	}
	struct sha256 hash;
	sha256_of(&hash, text, len);
	out[0] = 2;
	memcpy(out + 1, hash.bytes, sizeof hash.bytes);
	return sizeof hash.bytes + 1;
}

void
seal(struct buf *out, const void *key, size_t key_len, const void *value, size_t len)
{
	char *at = buf_reserve(out, SEAL + len);
	put_be64(at, xxh3_pair(key, key_len, value, len));
	if (len)
		memcpy(at + SEAL, value, len);
	out->len += SEAL + len;
}

bool
unseal(const void *key, size_t key_len, const MDB_val *sealed, const unsigned char **value, size_t *len)
{
	if (sealed->mv_size < SEAL)
		return false;
	*value = (const unsigned char *)sealed->mv_data + SEAL;
	*len = sealed->mv_size - SEAL;
	return get_be64(sealed->mv_data) == xxh3_pair(key, key_len, *value, *len);
}

int
tree_get(const struct store *store, const struct tree *tree, const void *key, size_t key_len, MDB_val *value)
{
	const char *item = tree->pending && tree->looked_up ? pending_find(tree->pending, key, key_len) : NULL;
	if (item) {
		*value = (MDB_val){(unsigned char)item[ITEM_VALUE], (char *)item + ITEM_HEAD + key_len};
		return item[ITEM_PUT] ? 0 : MDB_NOTFOUND;
	}
	if (tree->pending && store->writing->checking)
		return MDB_NOTFOUND;
	MDB_val k = {key_len, (void *)key};
	return mdb_get(txn_now(store), tree->dbi, &k, value);
}

int
tree_put(struct store *store, struct tree *tree, const void *key, size_t key_len, const void *value, size_t len, unsigned flags)
{
	if (tree->pending) {
		pending_add(tree->pending, key, key_len, value, len, true);
		return 0;
	}
	MDB_val k = {key_len, (void *)key}, v = {len, (void *)value};
	return mdb_put(store->writing->txn, tree->dbi, &k, &v, flags);
}

int
tree_del(struct store *store, struct tree *tree, const void *key, size_t key_len)
{
	if (tree->pending) {
		pending_add(tree->pending, key, key_len, NULL, 0, false);
		return 0;
	}
	MDB_val k = {key_len, (void *)key};
	int rc = mdb_del(store->writing->txn, tree->dbi, &k, NULL);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

size_t
tree_count(const struct store *store, const struct tree *tree)
{
	MDB_stat stat;
	return mdb_stat(txn_now(store), tree->dbi, &stat) ? 0 : stat.ms_entries;
}
