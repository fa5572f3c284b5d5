/* A disk that fails and a clock that is wrong: loaded into the real program by
 * LD_PRELOAD, steered by the environment.
 *
 *   SHIM_DIR    what concerns files below this folder; others are never touched
 *   SHIM_CALLS  a list of write fsync truncate msync; all four when unset
 *   SHIM_AFTER  so many of those calls work, then they fail (default 0)
 *   SHIM_BYTES  or: so many bytes can be written, then the disk is full
 *   SHIM_TIMES  so many calls fail, then all is well again (default: for ever)
 *   SHIM_ERROR  EIO (default), ENOSPC, or KILL, which ends the program there as kill -9 does
 *   SHIM_GATE   a file: nothing fails while it does not exist
 *   SHIM_CLOCK  seconds added to the time of day
 *
 * While the disk is full, statvfs says so as well. */
#include <config.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls, bytes, failures;

static long
number(const char *name, long otherwise)
{
	const char *value = getenv(name);
	return value && *value ? strtol(value, NULL, 10) : otherwise;
}

static int
error(void)
{
	const char *name = getenv("SHIM_ERROR");
	return name && strcmp(name, "ENOSPC") == 0 ? ENOSPC : EIO;
}

static bool
is_below(const char *path)
{
	const char *dir = getenv("SHIM_DIR");
	size_t len = dir ? strlen(dir) : 0;
	return len && strncmp(path, dir, len) == 0 && (path[len] == '/' || !path[len]);
}

static bool
is_open(void)
{
	const char *gate = getenv("SHIM_GATE");
	return !gate || !*gate || faccessat(AT_FDCWD, gate, F_OK, 0) == 0;
}

static bool
is_meant(const char *kind)
{
	const char *list = getenv("SHIM_CALLS");
	return is_open() && (!list || !*list || strstr(list, kind));
}

static bool
concerns(int fd, const char *kind)
{
	char link[40], path[PATH_MAX];
	if (!getenv("SHIM_DIR") || !is_meant(kind))
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t len = readlink(link, path, sizeof path - 1);
	if (len <= 0)
		return false;
	path[len] = '\0';
	return is_below(path);
}

/* The call fails now. */
static int
fail(void)
{
	const char *name = getenv("SHIM_ERROR");
	long most = number("SHIM_TIMES", LONG_MAX);
	if (atomic_fetch_add(&failures, 1) >= most)
		return 0;
	if (name && strcmp(name, "KILL") == 0)
		kill(getpid(), SIGKILL);
	errno = error();
	return -1;
}

/* −1 with errno set when this call is to fail. */
static int
count_call(void)
{
	if (getenv("SHIM_BYTES"))
		return 0;
	return atomic_fetch_add(&calls, 1) < number("SHIM_AFTER", 0) ? 0 : fail();
}

/* How many of `len` bytes may be written, −1 with errno set when none. */
static ssize_t
allow(size_t len)
{
	if (!getenv("SHIM_BYTES"))
		return count_call() < 0 ? -1 : (ssize_t)len;
	long room = number("SHIM_BYTES", 0) - atomic_load(&bytes);
	if (room <= 0 && len)
		return fail() < 0 ? -1 : (ssize_t)len;
	if ((size_t)room < len)
		len = (size_t)room;
	atomic_fetch_add(&bytes, (long)len);
	return (ssize_t)len;
}

/* The real function behind a name that this file takes over. */
static void *
real(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);
	if (!function)
		abort();
	return function;
}

/* ISO C has no cast from an object pointer to a function pointer; POSIX promises that the bytes do. */
#define REAL(type, name, ...)                        \
	static type (*next)(__VA_ARGS__);            \
	if (!next) {                                 \
		void *found = real(name);            \
		memcpy(&next, &found, sizeof next);  \
	}

ssize_t
write(int fd, const void *data, size_t len)
{
	REAL(ssize_t, "write", int, const void *, size_t)
	ssize_t room = concerns(fd, "write") ? allow(len) : (ssize_t)len;
	return room < 0 ? -1 : next(fd, data, (size_t)room);
}

ssize_t
pwrite(int fd, const void *data, size_t len, off_t at)
{
	REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t)
	ssize_t room = concerns(fd, "write") ? allow(len) : (ssize_t)len;
	return room < 0 ? -1 : next(fd, data, (size_t)room, at);
}

ssize_t
pwrite64(int fd, const void *data, size_t len, off64_t at)
{
	return pwrite(fd, data, len, at);
}

static size_t
total(const struct iovec *pieces, int count)
{
	size_t sum = 0;
	for (int i = 0; i < count; i++)
		sum += pieces[i].iov_len;
	return sum;
}

/* Where not all pieces fit, as much of the first as does. */
ssize_t
writev(int fd, const struct iovec *pieces, int count)
{
	REAL(ssize_t, "writev", int, const struct iovec *, int)
	size_t len = total(pieces, count);
	ssize_t room = concerns(fd, "write") ? allow(len) : (ssize_t)len;
	if (room < 0)
		return -1;
	if ((size_t)room == len)
		return next(fd, pieces, count);
	struct iovec first = {pieces[0].iov_base, pieces[0].iov_len < (size_t)room ? pieces[0].iov_len : (size_t)room};
	return next(fd, &first, 1);
}

ssize_t
pwritev(int fd, const struct iovec *pieces, int count, off_t at)
{
	REAL(ssize_t, "pwritev64", int, const struct iovec *, int, off_t)
	size_t len = total(pieces, count);
	ssize_t room = concerns(fd, "write") ? allow(len) : (ssize_t)len;
	if (room < 0)
		return -1;
	if ((size_t)room == len)
		return next(fd, pieces, count, at);
	struct iovec first = {pieces[0].iov_base, pieces[0].iov_len < (size_t)room ? pieces[0].iov_len : (size_t)room};
	return next(fd, &first, 1, at);
}

ssize_t
pwritev64(int fd, const struct iovec *pieces, int count, off64_t at)
{
	return pwritev(fd, pieces, count, at);
}

int
fsync(int fd)
{
	REAL(int, "fsync", int)
	return concerns(fd, "fsync") && count_call() < 0 ? -1 : next(fd);
}

int
fdatasync(int fd)
{
	REAL(int, "fdatasync", int)
	return concerns(fd, "fsync") && count_call() < 0 ? -1 : next(fd);
}

int
ftruncate(int fd, off_t len)
{
	REAL(int, "ftruncate64", int, off_t)
	return concerns(fd, "truncate") && count_call() < 0 ? -1 : next(fd, len);
}

int
ftruncate64(int fd, off64_t len)
{
	return ftruncate(fd, len);
}

/* Gives its error back instead of setting errno. */
int
posix_fallocate(int fd, off_t at, off_t len)
{
	REAL(int, "posix_fallocate64", int, off_t, off_t)
	return concerns(fd, "truncate") && count_call() < 0 ? errno : next(fd, at, len);
}

int
posix_fallocate64(int fd, off64_t at, off64_t len)
{
	return posix_fallocate(fd, at, len);
}

/* Whether the mapping that holds `address` is of a file that is meant. */
static bool
is_mapped_below(const void *address)
{
	bool found = false;
	char line[PATH_MAX + 128];
	FILE *maps = fopen("/proc/self/maps", "re");
	while (maps && !found && fgets(line, sizeof line, maps)) {
		uintptr_t from, to;
		int path = 0;
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %*s %*s %*s %*s %n", &from, &to, &path) < 2 || !path)
			continue;
		found = (uintptr_t)address >= from && (uintptr_t)address < to && is_below(line + path);
	}
	if (maps)
		fclose(maps);
	return found;
}

int
msync(void *address, size_t len, int flags)
{
	REAL(int, "msync", void *, size_t, int)
	bool meant = getenv("SHIM_DIR") && is_meant("msync") && is_mapped_below(address);
	return meant && count_call() < 0 ? -1 : next(address, len, flags);
}

/* ---- what a full disk answers when asked */

static bool
is_full(void)
{
	if (!getenv("SHIM_DIR") || !is_open() || error() != ENOSPC)
		return false;
	if (atomic_load(&failures) > number("SHIM_TIMES", LONG_MAX) - 1)
		return false;
	if (getenv("SHIM_BYTES"))
		return atomic_load(&bytes) >= number("SHIM_BYTES", 0);
	return atomic_load(&calls) >= number("SHIM_AFTER", 0);
}

int
statvfs(const char *path, struct statvfs *out)
{
	REAL(int, "statvfs64", const char *, struct statvfs *)
	int result = next(path, out);
	if (result == 0 && is_below(path) && is_full())
		out->f_bfree = out->f_bavail = 0;
	return result;
}

int
fstatvfs(int fd, struct statvfs *out)
{
	REAL(int, "fstatvfs64", int, struct statvfs *)
	int result = next(fd, out);
	if (result == 0 && concerns(fd, "") && is_full())
		out->f_bfree = out->f_bavail = 0;
	return result;
}

/* ---- the clock */

int
clock_gettime(clockid_t clock, struct timespec *out)
{
	REAL(int, "clock_gettime", clockid_t, struct timespec *)
	int result = next(clock, out);
	if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
		out->tv_sec += number("SHIM_CLOCK", 0);
	return result;
}

time_t
time(time_t *out)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}

int
gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	struct timespec now;
	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	*out = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
	return 0;
}
