#include <config.h>

#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct store *
store_new(const char *dir, unsigned flags)
{
	struct store *store = xcalloc(1, sizeof *store);
	store->dir = xstrdup(dir);
	store->flags = flags;
	store->lock = -1;
	shelves_make(store);
	store_sign(store, "");
	return store;
}

int
store_open(struct store **out, const char *dir, unsigned flags, struct err *err)
{
	*out = NULL;
	if (place_check(dir, flags & STORE_CREATE, err))
		return -1;
	struct store *store = store_new(dir, flags);
	if (lock_open(store, err) || env_start(store, err)) {
		store_close(store);
		return -1;
	}
	*out = store;
	return 0;
}

int
env_open_file(struct store **out, const char *file, struct err *err)
{
	*out = NULL;
	struct store *store = store_new(file, STORE_READ_ONLY);
	store->lone = true;
	if (env_start(store, err)) {
		store_close(store);
		return -1;
	}
	*out = store;
	return 0;
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	if (store->writing)
		store_abort(store);
	env_stop(store);
	if (store->lock >= 0)
		close(store->lock);
	shelves_free(store);
	if (store->temporary)
		past_remove(store->temporary);
	free(store->temporary);
	free(store->dir);
	free(store);
}

const char *
store_dir(const struct store *store)
{
	return store->dir;
}

void
store_sign(struct store *store, const char *who)
{
	memset(store->holder, 0, sizeof store->holder);
	snprintf(store->holder, sizeof store->holder, "%s%s%ld\n", who, *who ? " " : "", (long)getpid());
}

MDB_txn *
txn_now(const struct store *store)
{
	return store->writing ? store->writing->txn : store->reading;
}

static int
renew(struct store *store)
{
	int rc = mdb_txn_renew(store->reading);
	if (rc == MDB_MAP_RESIZED) {
		mdb_env_set_mapsize(store->env, 0);
		rc = mdb_txn_renew(store->reading);
	}
	store->renewed = !rc;
	return rc;
}

void
env_renew(struct store *store)
{
	if (store->depth && !store->renewed && store->reading)
		renew(store);
}

int
store_begin(struct store *store, struct err *err)
{
	if (!store->env)
		return err_set(err, ERR_SYSTEM, _("the records in '%s' cannot be used any more; start again"), store->dir);
	int rc = store->writing || store->renewed ? 0 : renew(store);
	if (rc)
		return env_fail(store, rc, err);
	store->depth++;
	return 0;
}

void
store_end(struct store *store)
{
	if (!store->depth)
		BUG("store_end without store_begin");
	if (--store->depth || !store->renewed)
		return;
	mdb_txn_reset(store->reading);
	store->renewed = false;
}

/* The head of the file tells whether anything was written since the last look. */
uint64_t
store_last_entry(struct store *store)
{
	MDB_envinfo info;
	if (store->writing)
		return store->writing->last;
	if (!store->env || mdb_env_info(store->env, &info))
		return store->seen_entry;
	if (store->seen_txn != info.me_last_txnid && store_begin(store, NULL) == 0) {
		store->seen_entry = tree_count(store, &store->entries);
		store->seen_txn = info.me_last_txnid;
		store_end(store);
	}
	return store->seen_entry;
}
