/* One tree: values now or later, keys, checksums; and what waits while a bulk write goes on. */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "store/shelf.h"

/* ---- tree.c: values, and changes now or later */
int tree_get(const struct store *store, const struct tree *tree, const void *key, size_t key_len, MDB_val *value);
int tree_put(struct store *store, struct tree *tree, const void *key, size_t key_len, const void *value, size_t len, unsigned flags);
int tree_del(struct store *store, struct tree *tree, const void *key, size_t key_len);
size_t tree_count(const struct store *store, const struct tree *tree);
/* A value with its checksum before it. */
void seal(struct buf *out, const void *key, size_t key_len, const void *value, size_t len);
bool unseal(const void *key, size_t key_len, const MDB_val *sealed, const unsigned char **value, size_t *len);
/* A key for bytes of any length: themselves, or their hash. Returns its length. */
size_t key_of_text(unsigned char *out, const void *text, size_t len);
static inline void
put_be32(void *at, uint32_t value)
{
	value = __builtin_bswap32(value);
	__builtin_memcpy(at, &value, 4);
}
static inline uint32_t
get_be32(const void *at)
{
	uint32_t value;
	__builtin_memcpy(&value, at, 4);
	return __builtin_bswap32(value);
}
static inline void
put_be64(void *at, uint64_t value)
{
	value = __builtin_bswap64(value);
	__builtin_memcpy(at, &value, 8);
}
static inline uint64_t
get_be64(const void *at)
{
	uint64_t value;
	__builtin_memcpy(&value, at, 8);
	return __builtin_bswap64(value);
}

/* ---- bulk.c, sort.c */
struct sorted {
	uint64_t word; /* eight bytes of the key */
	uint64_t at;   /* where the item begins: key length, value length, put or delete, key, value */
};
enum { ITEM_KEY = 0, ITEM_VALUE = 1, ITEM_PUT = 2, ITEM_HEAD = 3 };
void sort_items(struct sorted *items, size_t count, const char *bytes);
int item_compare(const char *a, const char *b);
struct pending *pending_new(bool looked_up);
void pending_free(struct pending *pending);
size_t pending_count(const struct pending *pending);
void pending_add(struct pending *pending, const void *key, size_t key_len, const void *value, size_t len, bool put);
/* The item waiting last for the key, NULL when none. */
const char *pending_find(const struct pending *pending, const void *key, size_t key_len);
int pending_flush(struct store *store, struct tree *tree);
/* Sorts what waits; the items live with it. */
struct sorted *pending_sort(struct pending *pending, size_t *count);
const char *pending_bytes(const struct pending *pending);
void bulk_begin(struct store *store);
void bulk_shelf_begin(struct store *store, struct shelf *shelf);
void bulk_shelf_end(struct store *store, struct shelf *shelf);
int bulk_flush(struct store *store);
void bulk_end(struct store *store);

#endif
