/* Keystrokes not saved yet, and caches: beside the records, not journalled. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "record/record.h"

struct store;

struct kept {
	const char *form, *target; /* target "" for a new record */
	int64_t time;
	const void *data;
	size_t len;
};
/* Keeps what `who` typed into a form for a target, in place of what was kept before; own short durable transaction. */
int store_keep(struct store *store, const char *who, const struct kept *kept, struct err *err);
/* Drops it (no error when there is none).  Inside a write it belongs to that write. */
int store_kept_drop(struct store *store, const char *who, const char *form, const char *target, struct err *err);
/* All of `who`, newest first, in the arena. */
size_t store_kept_list(struct store *store, const char *who, struct arena *arena, struct kept **list);

/* Something that can be computed again, by name: read it (false: none), or put it; a put that cannot be done is nobody's failure. */
bool store_cache_get(struct store *store, const char *name, struct arena *arena, const void **data, size_t *len);
void store_cache_put(struct store *store, const char *name, const void *data, size_t len);

#endif
