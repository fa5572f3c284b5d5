#include <config.h>

#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Remembers the first thing that could not be written; rc 0 repeats it. */
int
write_broken(struct store *store, int rc, struct err *err)
{
	struct writing *writing = store->writing;
	if (!writing->broken)
		env_fail(store, rc, &writing->why);
	writing->broken = true;
	writing->outgrown = writing->outgrown || rc == MDB_MAP_FULL;
	if (err)
		*err = writing->why;
	return -1;
}

static void
writing_free(struct store *store)
{
	struct writing *writing = store->writing;
	tally_forget(writing);
	for (size_t i = 0; i < writing->counter_count; i++)
		free(writing->counters[i].name);
	free(writing->counters);
	free(writing->tallies);
	free(writing->tally_slots);
	free(writing->entry.changes);
	arena_free(&writing->arena);
	arena_free(&writing->put);
	buf_free(&writing->old);
	buf_free(&writing->value);
	buf_free(&writing->diff);
	buf_free(&writing->key);
	buf_free(&writing->bytes);
	free(writing);
	store->writing = NULL;
}

/* What follows a commit or an abort; reads that are open go on on what is stored now. */
static void
finish(struct store *store)
{
	if (store->writing->flags & STORE_BULK)
		bulk_end(store);
	writing_free(store);
	env_renew(store);
	lock_give(store);
}

/* ---- beginning */

/* More room long before it is needed: at the moment of need all would have to be done again. */
static void
grow_early(struct store *store)
{
	MDB_envinfo info;
	MDB_stat stat;
	if (store->renewed || mdb_env_info(store->env, &info) || mdb_env_stat(store->env, &stat))
		return;
	if (info.me_last_pgno * stat.ms_psize > info.me_mapsize / 2)
		env_grow(store, info.me_mapsize * 2);
}

static int
begin_txn(struct store *store)
{
	MDB_txn **txn = &store->writing->txn;
	int rc = mdb_txn_begin(store->env, NULL, 0, txn);
	if (rc == MDB_MAP_RESIZED && !store->renewed) {
		mdb_env_set_mapsize(store->env, 0);
		rc = mdb_txn_begin(store->env, NULL, 0, txn);
	}
	if (rc != MDB_PANIC)
		return rc;
	env_stop(store);
	if (env_start(store, NULL))
		return rc;
	return mdb_txn_begin(store->env, NULL, 0, txn);
}

static int
check_schema(struct store *store, struct err *err)
{
	MDB_val value;
	int rc = tree_get(store, &store->meta, "schema", 6, &value);
	if (rc == 0 && value.mv_size == 8 && get_be64(value.mv_data) == shelves_schema(store))
		return 0;
	return err_set(err, ERR_FAILED, _("another version of the program has taken over these records; start again"));
}

static int
begin_locked(struct store *store, unsigned flags, bool spare, struct err *err)
{
	if (!spare && place_reserve(store->dir, err))
		return -1;
	grow_early(store);
	store->writing = xcalloc(1, sizeof *store->writing);
	int rc = begin_txn(store);
	if (!rc && check_schema(store, err) == 0 && last_read(store, store->writing, err) == 0) {
		store->writing->flags = flags;
		if (flags & STORE_BULK)
			bulk_begin(store);
		return 0;
	}
	if (rc)
		env_fail(store, rc, err);
	else
		mdb_txn_abort(store->writing->txn);
	writing_free(store);
	env_renew(store);
	return -1;
}

int
write_start(struct store *store, unsigned flags, bool spare, int wait_ms, struct err *err)
{
	if (store->writing)
		BUG("a write within a write");
	if (store->flags & STORE_READ_ONLY)
		return err_set(err, ERR_DENIED, _("the records are open for reading only"));
	if (!store->env)
		return err_set(err, ERR_SYSTEM, _("the records in '%s' cannot be used any more; start again"), store->dir);
	if (lock_take(store, wait_ms, err))
		return -1;
	int rc = begin_locked(store, flags, spare, err);
	if (rc)
		lock_give(store);
	return rc;
}

int
store_write(struct store *store, unsigned flags, struct err *err)
{
	return write_start(store, flags, false, LOCK_WAIT, err);
}

/* ---- ending */

/* A commit that failed may have reached the disk all the same; only what is stored now knows. */
static int
look_again(struct store *store, int failure, struct err *err)
{
	struct writing *asked = store->writing;
	struct err why;
	MDB_val value;
	bool there = false;
	env_fail(store, failure, &why);
	store->writing = NULL;
	env_stop(store);
	if (env_start(store, NULL)) {
		store->writing = asked;
		return err_set(err, ERR_SYSTEM, _("%s; whether operation '%s' was saved is not known: start again and look it up"), why.message,
			asked->entry.op ? asked->entry.op : "");
	}
	if (asked->last >= asked->first && store_begin(store, NULL) == 0) {
		there = entry_read(store, asked->last, &value, NULL) == 0 &&
			memcmp((const char *)value.mv_data + SEAL, asked->hash.bytes, SHA256_BYTES) == 0;
		store_end(store);
	}
	store->writing = asked;
	if (!there && err)
		*err = why;
	return there ? 0 : -1;
}

/* What waited for the end of the write. */
static int
flush(struct store *store)
{
	int rc = tally_flush(store);
	rc = rc ? rc : counters_flush(store);
	return !rc && store->writing->flags & STORE_BULK ? bulk_flush(store) : rc;
}

int
store_commit(struct store *store, struct err *err)
{
	struct writing *writing = store->writing;
	if (!writing || writing->in_entry)
		BUG("a commit %s", writing ? "within an entry" : "without a write");
	int rc = writing->broken ? 0 : flush(store);
	if (writing->broken || rc) {
		write_broken(store, rc, err);
		store_abort(store);
		return -1;
	}
	rc = mdb_txn_commit(writing->txn);
	writing->txn = NULL;
	if (rc)
		rc = look_again(store, rc, err);
	finish(store);
	return rc;
}

void
store_abort(struct store *store)
{
	MDB_envinfo info;
	if (!store->writing)
		return;
	mdb_txn_abort(store->writing->txn);
	if (store->writing->outgrown && !store->renewed && mdb_env_info(store->env, &info) == 0)
		env_grow(store, info.me_mapsize * 2);
	finish(store);
}
