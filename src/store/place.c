#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Memory maps and record locks do not hold across machines. */
static const struct {
	unsigned long magic;
	const char *name;
} far_systems[] = {
	{.magic = 0x6969, .name = "NFS"},
	{.magic = 0xFF534D42, .name = "CIFS"},
	{.magic = 0x517B, .name = "SMB"},
	{.magic = 0xFE534D42, .name = "SMB2"},
	{.magic = 0x65735546, .name = "FUSE"},
};

/* Of free space, so that an act never meets a full disk and keystrokes can still be kept. */
static const unsigned long long RESERVE = 16ull << 20;
/* 1022 readers of 64 bytes and the head of the table. */
static const off_t TABLE_SIZE = 65536;

char *
place_file(const char *dir, const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

bool
place_has_records(const char *dir)
{
	char *file = place_file(dir, "data.mdb");
	struct stat st;
	bool has = stat(file, &st) == 0;
	free(file);
	return has;
}

/* Makes a folder and those above it, all for this user alone. */
int
place_make(const char *dir, struct err *err)
{
	char *path = xstrdup(dir);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	int rc = mkdir(path, 0700);
	if (rc && errno == EEXIST)
		rc = 0;
	free(path);
	if (rc)
		return err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be made: %s"), dir, strerror(errno));
	return 0;
}

static int
check_system(const char *dir, struct err *err)
{
	struct statfs fs;
	if (statfs(dir, &fs))
		return err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be read: %s"), dir, strerror(errno));
	for (size_t i = 0; i < sizeof far_systems / sizeof *far_systems; i++)
		if (((unsigned long)fs.f_type & 0xFFFFFFFF) == far_systems[i].magic)
			return err_set(err, ERR_FAILED, _("the folder '%s' is on a network file system (%s); records need a local disk"), dir,
				far_systems[i].name);
	return 0;
}

int
place_check(const char *dir, bool create, struct err *err)
{
	struct stat st;
	if (stat(dir, &st)) {
		if (errno != ENOENT)
			return err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be read: %s"), dir, strerror(errno));
		if (!create)
			return err_set(err, ERR_MISSING, _("there are no records in '%s'"), dir);
		if (place_make(dir, err) || stat(dir, &st))
			return -1;
	}
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ERR_FAILED, _("'%s' is not a folder"), dir);
	if (st.st_uid != geteuid())
		return err_set(err, ERR_DENIED, _("the folder '%s' belongs to another user"), dir);
	if (st.st_mode & 077)
		return err_set(err, ERR_DENIED, _("the folder '%s' is open to other users; make it private first: chmod 700"), dir);
	if (check_system(dir, err))
		return -1;
	if (!create && !place_has_records(dir))
		return err_set(err, ERR_MISSING, _("there are no records in '%s'"), dir);
	return 0;
}

int
place_reserve(const char *dir, struct err *err)
{
	struct statvfs fs;
	if (statvfs(dir, &fs))
		return 0;
	unsigned long long available = (unsigned long long)fs.f_bavail * fs.f_frsize;
	if (available >= RESERVE)
		return 0;
	return err_set(err, ERR_SPACE, _("the disk of '%s' is nearly full: %llu MB are free and at least %llu MB are needed; nothing was saved"), dir,
		available >> 20, RESERVE >> 20);
}

/* A sparse table would be filled in later, through memory, where a full disk kills. */
int
place_make_table(const char *dir, struct err *err)
{
	char *file = place_file(dir, "lock.mdb");
	int fd = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int failure = fd < 0 ? errno : posix_fallocate(fd, 0, TABLE_SIZE);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && failure)
		unlink(file);
	free(file);
	if (!failure || failure == EEXIST)
		return 0;
	if (failure == ENOSPC)
		return err_set(err, ERR_SPACE, _("the disk of '%s' is full"), dir);
	return err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be written: %s"), dir, strerror(failure));
}

int
place_sync(const char *dir, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);
	int failure = errno;
	if (fd >= 0)
		close(fd);
	if (rc)
		return err_set(err, ERR_SYSTEM, _("the folder '%s' cannot be written: %s"), dir, strerror(failure));
	return 0;
}

int
place_is_free(const char *dir, struct err *err)
{
	struct stat st;
	if (lstat(dir, &st) == 0)
		return err_set(err, ERR_FAILED, _("'%s' exists already"), dir);
	return 0;
}

/* Takes away what the store makes, and nothing else. */
void
place_remove(const char *dir)
{
	static const char *const names[] = {"data.mdb", "lock.mdb", "lock"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *file = place_file(dir, names[i]);
		unlink(file);
		free(file);
	}
	rmdir(dir);
}
