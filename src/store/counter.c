#include <config.h>

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

size_t
counter_key(unsigned char out[KEY_MOST], const char *name)
{
	out[0] = 'c';
	return 1 + key_of_text(out + 1, name, strlen(name));
}

static uint64_t
stored_value(struct store *store, const char *name)
{
	unsigned char key[KEY_MOST];
	size_t key_len = counter_key(key, name), len;
	const unsigned char *bytes;
	MDB_val value;
	if (tree_get(store, &store->meta, key, key_len, &value))
		return 0;
	if (!unseal(key, key_len, &value, &bytes, &len) || len != 8) {
		write_broken(store, MDB_CORRUPTED, NULL);
		return 0;
	}
	return get_be64(bytes);
}

struct counter *
counter_named(struct store *store, const char *name)
{
	struct writing *writing = store->writing;
	for (size_t i = 0; i < writing->counter_count; i++)
		if (strcmp(writing->counters[i].name, name) == 0)
			return &writing->counters[i];
	if (writing->counter_count == writing->counter_cap) {
		writing->counter_cap = writing->counter_cap ? writing->counter_cap * 2 : 8;
		writing->counters = xrealloc(writing->counters, writing->counter_cap, sizeof *writing->counters);
	}
	uint64_t value = stored_value(store, name);
	struct counter *counter = &writing->counters[writing->counter_count++];
	*counter = (struct counter){.name = xstrdup(name), .value = value, .now = value};
	return counter;
}

uint64_t
store_next(struct store *store, const char *name)
{
	if (!store->writing || !store->writing->in_entry)
		BUG("a counter outside of an entry");
	return ++counter_named(store, name)->now;
}

int
counters_flush(struct store *store)
{
	struct writing *writing = store->writing;
	int rc = 0;
	for (size_t i = 0; i < writing->counter_count && !rc; i++) {
		struct counter *counter = &writing->counters[i];
		if (!counter->changed)
			continue;
		unsigned char key[KEY_MOST], value[8];
		size_t len = counter_key(key, counter->name);
		put_be64(value, counter->value);
		buf_clear(&writing->bytes);
		seal(&writing->bytes, key, len, value, sizeof value);
		rc = tree_put(store, &store->meta, key, len, writing->bytes.data, writing->bytes.len, 0);
		counter->changed = false;
	}
	return rc;
}
