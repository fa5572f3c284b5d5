#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { READERS = 1022, TREES_MOST = 512, DESCRIPTORS_NEAR = 16 };

/* Address space, not disk. */
static const size_t MAP_FIRST = (size_t)64 << 30, MAP_LEAST = (size_t)1 << 30;

static bool
disk_is_full(const struct store *store)
{
	struct statvfs fs;
	return statvfs(store->dir, &fs) == 0 && (unsigned long long)fs.f_bavail * fs.f_frsize < (unsigned long long)1 << 20;
}

/* LMDB says "input/output error" for a full disk. */
int
env_fail(const struct store *store, int rc, struct err *err)
{
	if (rc == ENOSPC || rc == EDQUOT || rc == EFBIG || (rc == EIO && disk_is_full(store)))
		return err_set(err, ERR_SPACE, _("the disk of '%s' is full; nothing was saved"), store->dir);
	if (rc == MDB_MAP_FULL || rc == MDB_TXN_FULL)
		return err_set(err, ERR_SPACE, _("the records in '%s' have outgrown their map; nothing was saved: do it again"), store->dir);
	if (rc == MDB_CORRUPTED || rc == MDB_PAGE_NOTFOUND || rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH || rc == MDB_BAD_VALSIZE)
		return err_set(err, ERR_DAMAGED, _("the records in '%s' are damaged (%s); run verify"), store->dir, mdb_strerror(rc));
	if (rc == MDB_READERS_FULL)
		return err_set(err, ERR_BUSY, _("too many sessions use the records in '%s'"), store->dir);
	return err_set(err, ERR_SYSTEM, _("the records in '%s' cannot be used: %s"), store->dir, mdb_strerror(rc));
}

/* LMDB opens the file twice and tells of one descriptor; the other is near it. */
static void
close_on_exec(MDB_env *env)
{
	int first;
	struct stat file, other;
	if (mdb_env_get_fd(env, &first) || fstat(first, &file))
		return;
	fcntl(first, F_SETFD, FD_CLOEXEC);
	for (int fd = first + 1, found = 0; fd < first + DESCRIPTORS_NEAR && !found; fd++)
		if (fstat(fd, &other) == 0 && other.st_ino == file.st_ino && other.st_dev == file.st_dev) {
			fcntl(fd, F_SETFD, FD_CLOEXEC);
			found = 1;
		}
}

/* Reading behind the end of a cut file would end the program. */
static int
check_length(const struct store *store, struct err *err)
{
	int fd;
	struct stat st;
	MDB_envinfo info;
	MDB_stat stat;
	if (mdb_env_get_fd(store->env, &fd) || fstat(fd, &st) || mdb_env_info(store->env, &info) || mdb_env_stat(store->env, &stat))
		return env_fail(store, EIO, err);
	unsigned long long wanted = ((unsigned long long)info.me_last_pgno + 1) * stat.ms_psize;
	if ((unsigned long long)st.st_size >= wanted || info.me_last_txnid == 0)
		return 0;
	return err_set(err, ERR_DAMAGED, _("the records in '%s' are cut: %llu bytes of %llu are left; restore a backup"), store->dir,
		(unsigned long long)st.st_size, wanted);
}

static int
open_map(struct store *store, size_t size)
{
	int rc = mdb_env_create(&store->env);
	if (rc)
		return rc;
	mdb_env_set_maxreaders(store->env, READERS);
	mdb_env_set_maxdbs(store->env, TREES_MOST);
	mdb_env_set_mapsize(store->env, size);
	unsigned flags = MDB_NOTLS | (store->lone ? MDB_RDONLY | MDB_NOLOCK | MDB_NOSUBDIR : 0);
	rc = mdb_env_open(store->env, store->dir, flags, 0600);
	if (rc) {
		mdb_env_close(store->env);
		store->env = NULL;
	}
	return rc;
}

static int
begin_reading(struct store *store)
{
	int rc = mdb_txn_begin(store->env, NULL, MDB_RDONLY, &store->reading);
	if (rc == MDB_MAP_RESIZED) {
		mdb_env_set_mapsize(store->env, 0);
		rc = mdb_txn_begin(store->env, NULL, MDB_RDONLY, &store->reading);
	}
	return rc;
}

/* ---- what kind of records these are */

static uint64_t
stored_schema(const struct store *store)
{
	MDB_val value;
	return tree_get(store, &store->meta, "schema", 6, &value) || value.mv_size != 8 ? 0 : get_be64(value.mv_data);
}

static int
store_schema(struct store *store)
{
	unsigned char schema[8];
	put_be64(schema, shelves_schema(store));
	return tree_put(store, &store->meta, "schema", 6, schema, sizeof schema, 0);
}

static int
fill_trees(struct store *store, struct err *err)
{
	int rc = mdb_txn_begin(store->env, NULL, 0, &store->writing->txn);
	rc = rc ? rc : shelves_open(store, store->writing->txn, true);
	if (!rc && tree_count(store, &store->entries) && derived_make(store, err))
		return -1;
	rc = rc ? rc : store_schema(store);
	return rc ? write_broken(store, rc, err) : 0;
}

/* Makes the trees that this program knows, and what follows from records again where it was made for other fields. */
static int
make_trees(struct store *store, struct err *err)
{
	if (place_reserve(store->dir, err) || lock_take(store, 0, err))
		return -1;
	store->writing = xcalloc(1, sizeof *store->writing);
	store->writing->first = 1;
	if (!fill_trees(store, err))
		return store_commit(store, err);
	store_abort(store);
	return -1;
}

/* Opens the trees in a first transaction of its own: handles outlive it only by a commit. */
static int
open_trees(struct store *store, bool *bare, bool *other, struct err *err)
{
	*other = *bare = false;
	int rc = begin_reading(store);
	if (rc)
		return env_fail(store, rc, err);
	rc = shelves_open(store, store->reading, false);
	*bare = !store->meta.dbi;
	*other = rc == MDB_NOTFOUND || (rc == 0 && stored_schema(store) != shelves_schema(store));
	if (rc == 0)
		rc = mdb_txn_commit(store->reading);
	else
		mdb_txn_abort(store->reading);
	store->reading = NULL;
	return rc && !*other ? env_fail(store, rc, err) : 0;
}

static bool
has_entries(struct store *store)
{
	bool found = true;
	if (begin_reading(store) == 0) {
		found = tree_count(store, &store->entries) > 0;
		mdb_txn_abort(store->reading);
		store->reading = NULL;
	}
	return found;
}

static int
start_reading(struct store *store, struct err *err)
{
	int rc = begin_reading(store);
	if (rc)
		return env_fail(store, rc, err);
	store->renewed = store->depth;
	if (!store->renewed)
		mdb_txn_reset(store->reading);
	return 0;
}

static int
start_locked(struct store *store, struct err *err)
{
	bool bare, other;
	size_t size = MAP_FIRST;
	int rc = open_map(store, size);
	while ((rc == ENOMEM || rc == EINVAL) && (size /= 2) >= MAP_LEAST)
		rc = open_map(store, size);
	if (rc)
		return env_fail(store, rc, err);
	close_on_exec(store->env);
	if (check_length(store, err))
		return -1;
	if (!store->lone) {
		int dead;
		mdb_reader_check(store->env, &dead);
	}
	if (open_trees(store, &bare, &other, err))
		return -1;
	if (bare && !(store->flags & STORE_CREATE))
		return err_set(err, ERR_MISSING, _("there are no records in '%s'"), store->dir);
	/* without an entry nobody ever worked in them: making them was cut short */
	if (!bare && store->flags & STORE_CREATE && !store->made && (other || has_entries(store)))
		return err_set(err, ERR_FAILED, _("there are records in '%s' already"), store->dir);
	if (other && store->lone)
		return err_set(err, ERR_FAILED, _("'%s' was made by another version of the program"), store->dir);
	if (other && make_trees(store, err))
		return -1;
	store->made = true;
	return start_reading(store, err);
}

int
env_start(struct store *store, struct err *err)
{
	if (lock_take(store, LOCK_WAIT, err))
		return -1;
	int rc = store->lone ? 0 : place_make_table(store->dir, err);
	rc = rc ? rc : start_locked(store, err);
	if (rc)
		env_stop(store);
	lock_give(store);
	return rc;
}

void
env_stop(struct store *store)
{
	if (store->reading)
		mdb_txn_abort(store->reading);
	store->reading = NULL;
	store->renewed = false;
	if (store->env)
		mdb_env_close(store->env);
	store->env = NULL;
	store->seen_txn = 0;
}

/* Only while the lock is held and no transaction is open. */
int
env_grow(struct store *store, size_t size)
{
	return mdb_env_set_mapsize(store->env, size);
}
