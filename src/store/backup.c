#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first pages are sent while writers are kept out; behind them all comes from one fixed state. */
enum { CHUNK = 1 << 18, HEAD_PAGES = 2 };

static int
cannot(const char *path, int failure, struct err *err)
{
	if (failure == ENOSPC || failure == EDQUOT || failure == EFBIG)
		return err_set(err, ERR_SPACE, _("'%s' cannot be written: the disk is full"), path);
	return err_set(err, ERR_SYSTEM, _("'%s' cannot be written: %s"), path, strerror(failure));
}

static int
write_all(int fd, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		ssize_t written = write(fd, bytes + at, len - at);
		if (written < 0 && errno != EINTR)
			return errno;
		at += written > 0 ? (size_t)written : 0;
	}
	return 0;
}

/* ---- the copy: LMDB sends it through a pipe */

struct copier {
	MDB_env *env;
	int out;
	int rc;
};

static void *
copy(void *argument)
{
	struct copier *copier = argument;
	sigset_t broken;
	sigemptyset(&broken);
	sigaddset(&broken, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &broken, NULL);
	copier->rc = mdb_env_copyfd2(copier->env, copier->out, 0);
	close(copier->out);
	return NULL;
}

struct receiver {
	struct store *store;
	int in, out;
	size_t head, size; /* bytes until the lock can be given, and in all */
	bool locked;
	store_progress *progress;
	void *user;
};

/* 0, an errno, or ECANCELED when it was stopped. */
static int
receive(struct receiver *receiver)
{
	char *bytes = xmalloc(CHUNK);
	size_t done = 0;
	ssize_t got;
	int failure = 0;
	while (!failure && (got = read(receiver->in, bytes, CHUNK)) != 0) {
		if (got < 0) {
			failure = errno == EINTR ? 0 : errno;
			continue;
		}
		done += (size_t)got;
		failure = write_all(receiver->out, bytes, (size_t)got);
		if (receiver->locked && done > receiver->head) {
			lock_give(receiver->store);
			receiver->locked = false;
		}
		if (!failure && receiver->progress && !receiver->progress(receiver->user, done, receiver->size))
			failure = ECANCELED;
	}
	free(bytes);
	return failure;
}

static int
transfer(struct receiver *receiver, const char *path, struct err *err)
{
	struct copier copier = {.env = receiver->store->env};
	pthread_t thread;
	int ends[2];
	if (pipe2(ends, O_CLOEXEC))
		return err_set(err, ERR_SYSTEM, _("no child can be started: %s"), strerror(errno));
	copier.out = ends[1];
	receiver->in = ends[0];
	int failure = pthread_create(&thread, NULL, copy, &copier);
	if (failure) {
		close(ends[0]);
		close(ends[1]);
		return err_set(err, ERR_SYSTEM, _("no child can be started: %s"), strerror(failure));
	}
	failure = receive(receiver);
	close(ends[0]);
	pthread_join(thread, NULL);
	if (failure == ECANCELED)
		return err_set(err, ERR_FAILED, _("stopped before the end"));
	if (failure)
		return cannot(path, failure, err);
	return copier.rc ? env_fail(receiver->store, copier.rc, err) : 0;
}

static int
copy_store(const char *dir, const char *path, int out, store_progress *progress, void *user, struct err *err)
{
	struct receiver receiver = {.out = out, .progress = progress, .user = user};
	MDB_envinfo info;
	MDB_stat stat;
	if (store_open(&receiver.store, dir, STORE_READ_ONLY, err))
		return -1;
	int rc = lock_take(receiver.store, LOCK_WAIT, err);
	if (!rc) {
		receiver.locked = true;
		mdb_env_info(receiver.store->env, &info);
		mdb_env_stat(receiver.store->env, &stat);
		receiver.head = HEAD_PAGES * stat.ms_psize;
		receiver.size = (info.me_last_pgno + 1) * stat.ms_psize;
		rc = transfer(&receiver, path, err);
		if (receiver.locked)
			lock_give(receiver.store);
	}
	store_close(receiver.store);
	return rc;
}

/* ---- a file that is there whole or not at all */

static int
sync_parent(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	int rc = place_sync(dirname(copy), err);
	free(copy);
	return rc;
}

static int
make_file(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return cannot(path, errno, err);
	return fd;
}

static int
finish_file(int fd, const char *path, struct err *err)
{
	int failure = fsync(fd) ? errno : 0;
	if (close(fd) && !failure)
		failure = errno;
	return failure ? cannot(path, failure, err) : 0;
}

static int
publish(const char *temporary, const char *path, struct err *err)
{
	struct verify_report report;
	int rc = verify_place(temporary, true, &report, NULL, NULL, err);
	faults_free(&report.faults);
	if (!rc && rename(temporary, path))
		rc = cannot(path, errno, err);
	return rc ? rc : sync_parent(path, err);
}

int
store_backup(const char *dir, const char *file, store_progress *progress, void *user, struct err *err)
{
	char *temporary = xasprintf("%s.%ld.part", file, (long)getpid());
	int fd = make_file(temporary, err), rc = -1;
	if (fd >= 0) {
		rc = copy_store(dir, temporary, fd, progress, user, err);
		int closed = finish_file(fd, temporary, rc ? NULL : err);
		rc = rc || closed ? -1 : publish(temporary, file, err);
		if (rc)
			unlink(temporary);
	}
	free(temporary);
	return rc;
}

/* ---- and back */

static int
copy_file(const char *from, const char *to, store_progress *progress, void *user, struct err *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	struct stat st;
	if (in < 0 || fstat(in, &st)) {
		int failure = errno;
		if (in >= 0)
			close(in);
		return err_set(err, ERR_MISSING, _("the backup '%s' cannot be read: %s"), from, strerror(failure));
	}
	int out = make_file(to, err), rc = -1;
	if (out >= 0) {
		struct receiver receiver = {.in = in, .out = out, .size = (size_t)st.st_size, .progress = progress, .user = user};
		int failure = receive(&receiver);
		int closed = finish_file(out, to, err);
		rc = closed;
		if (failure)
			rc = failure == ECANCELED ? err_set(err, ERR_FAILED, _("stopped before the end")) : cannot(to, failure, err);
	}
	close(in);
	return rc;
}

static int
unpack(const char *file, const char *dir, store_progress *progress, void *user, struct err *err)
{
	struct verify_report report;
	char *data = place_file(dir, "data.mdb");
	int rc = copy_file(file, data, progress, user, err);
	free(data);
	if (rc)
		return -1;
	rc = store_verify(dir, &report, NULL, NULL, err);
	faults_free(&report.faults);
	return rc ? err_prefix(err, _("the backup '%s'"), file) : place_sync(dir, err);
}

int
store_restore(const char *file, const char *into, store_progress *progress, void *user, struct err *err)
{
	if (place_is_free(into, err))
		return -1;
	char *temporary = xasprintf("%s.%ld.part", into, (long)getpid());
	int rc = place_make(temporary, err);
	rc = rc ? rc : unpack(file, temporary, progress, user, err);
	if (!rc && rename(temporary, into))
		rc = cannot(into, errno, err);
	rc = rc ? rc : sync_parent(into, err);
	if (rc)
		place_remove(temporary);
	free(temporary);
	return rc;
}
