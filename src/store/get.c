#include <config.h>

#include "store/inside.h"

static int
find_value(struct store *store, const struct record_type *type, uint32_t number, MDB_val *value, struct err *err)
{
	unsigned char key[4];
	put_be32(key, number);
	int rc = tree_get(store, &shelf_of(store, type)->records, key, sizeof key, value);
	if (rc == MDB_NOTFOUND)
		return err_set(err, ERR_MISSING, _("there is no %s %u"), type->name, (unsigned)number);
	return rc ? env_fail(store, rc, err) : 0;
}

int
store_get(struct store *store, const struct record_type *type, uint32_t number, struct arena *arena, void **record, struct err *err)
{
	*record = NULL;
	if (store_begin(store, err))
		return -1;
	MDB_val value;
	int rc = find_value(store, type, number, &value, err);
	if (!rc)
		*record = record_decode(type, number, value.mv_data, value.mv_size, arena, err);
	store_end(store);
	return *record ? 0 : -1;
}

int
store_get_columns(struct store *store, const struct record_type *type, uint32_t number, const struct column *const *columns, size_t count,
	struct arena *arena, void **record, struct err *err)
{
	*record = NULL;
	if (store_begin(store, err))
		return -1;
	MDB_val value;
	int rc = find_value(store, type, number, &value, err);
	if (!rc) {
		*record = record_new(type, arena);
		((struct record *)*record)->number = number;
		rc = record_decode_columns(*record, columns, count, number, value.mv_data, value.mv_size, arena, err);
	}
	store_end(store);
	return rc;
}

uint32_t
store_find(struct store *store, const struct record_type *type, const struct column *column, const char *text)
{
	const struct followed *followed = shelf_followed(shelf_of(store, type), column);
	unsigned char key[KEY_MOST];
	size_t key_len = key_of_text(key, text, __builtin_strlen(text)), len;
	const unsigned char *bytes;
	uint32_t number = 0;
	MDB_val value;
	if (!followed->unique.dbi || !*text || store_begin(store, NULL))
		return 0;
	if (tree_get(store, &followed->unique, key, key_len, &value) == 0 && unseal(key, key_len, &value, &bytes, &len) && len == 4)
		number = get_be32(bytes);
	store_end(store);
	return number;
}

uint32_t
store_count(struct store *store, const struct record_type *type)
{
	if (store_begin(store, NULL))
		return 0;
	size_t count = tree_count(store, &shelf_of(store, type)->records);
	store_end(store);
	return (uint32_t)count;
}
