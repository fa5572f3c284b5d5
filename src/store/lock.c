#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Two bytes of the file are locked: the records, and the place in front of them.  Who stands there is next, so that one
 * who has just given the lock back cannot take it again before others. */
enum { RECORDS = 0, FRONT = 1, NAP_RECORDS = 100, NAP_FRONT = 1000 /* microseconds */ };

int
lock_open(struct store *store, struct err *err)
{
	char *file = place_file(store->dir, "lock");
	store->lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	free(file);
	if (store->lock < 0)
		return err_set(err, errno == ENOSPC ? ERR_SPACE : ERR_SYSTEM, _("the folder '%s' cannot be written: %s"), store->dir, strerror(errno));
	return 0;
}

static int
try_lock(int fd, short type, off_t which)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = which, .l_len = 1};
	return fcntl(fd, F_OFD_SETLK, &lock);
}

static int64_t
now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void
nap(long us)
{
	struct timespec pause = {.tv_nsec = us * 1000};
	nanosleep(&pause, NULL);
}

static int
busy(const struct store *store, struct err *err)
{
	char holder[sizeof store->holder] = "";
	ssize_t len = pread(store->lock, holder, sizeof holder - 1, 0);
	holder[len > 0 ? len : 0] = '\0';
	holder[strcspn(holder, "\n")] = '\0';
	return err_set(err, ERR_BUSY, _("the records are held by '%s'; try again"), holder);
}

/* The disk may be full: then the name is missing, and that is all. */
static void
sign(const struct store *store)
{
	if (pwrite(store->lock, store->holder, sizeof store->holder, 0) < 0)
		return;
}

static void
block_signals(struct store *store)
{
	sigset_t held;
	sigemptyset(&held);
	sigaddset(&held, SIGHUP);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTSTP);
	sigprocmask(SIG_BLOCK, &held, &store->signals);
}

/* A sleeping wait in the kernel could not be given up after a time, so it is asked for again and again. */
static int
wait_for(const struct store *store, off_t which, long pause, int64_t end, struct err *err)
{
	while (try_lock(store->lock, F_WRLCK, which)) {
		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			return err_set(err, ERR_SYSTEM, _("the records in '%s' cannot be locked: %s"), store->dir, strerror(errno));
		if (now_us() >= end)
			return busy(store, err);
		nap(pause);
	}
	return 0;
}

int
lock_take(struct store *store, int wait_ms, struct err *err)
{
	if (store->lone || store->lock_depth) {
		store->lock_depth++;
		return 0;
	}
	int64_t end = now_us() + (int64_t)wait_ms * 1000;
	if (wait_for(store, FRONT, NAP_FRONT, end, err))
		return -1;
	int rc = wait_for(store, RECORDS, NAP_RECORDS, end, err);
	try_lock(store->lock, F_UNLCK, FRONT);
	if (rc)
		return -1;
	store->lock_depth = 1;
	block_signals(store);
	sign(store);
	return 0;
}

void
lock_give(struct store *store)
{
	if (--store->lock_depth || store->lone)
		return;
	try_lock(store->lock, F_UNLCK, RECORDS);
	sigprocmask(SIG_SETMASK, &store->signals, NULL);
}
