#include <config.h>

#include "helper/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Later than the oldest kernel headers this compiles with. */
#define RIGHT_REFER (UINT64_C(1) << 13)
#define RIGHT_TRUNCATE (UINT64_C(1) << 14)
#define RIGHT_IOCTL_DEV (UINT64_C(1) << 15)
#define NET_ALL (UINT64_C(3))
#define SCOPE_ALL (UINT64_C(3))

#define RIGHTS_FIRST ((UINT64_C(1) << 13) - 1)
#define RIGHTS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RIGHTS_WRITE (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* What can be granted on a file; the rest is for folders. */
#define RIGHTS_ON_FILE (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE)

/* The kernel's struct landlock_ruleset_attr as it is today; older kernels take its beginning. */
struct ruleset {
	uint64_t files, net, scoped;
};

static int
limit(int what, uint64_t value)
{
	struct rlimit now, wanted = { .rlim_cur = value, .rlim_max = value };

	if (getrlimit((__rlimit_resource_t)what, &now) < 0)
		return -1;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < value)
		wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)what, &wanted) == 0)
		return 0;
	/* valgrind takes only the lower one */
	wanted.rlim_max = now.rlim_max;
	return setrlimit((__rlimit_resource_t)what, &wanted);
}

static int
set_limits(const struct jail *jail)
{
	/* a file grown too large is an error to tell, not a signal to die by */
	signal(SIGXFSZ, SIG_IGN);
	/* the sanitizer's shadow takes terabytes of address space */
	if (!SANITIZED && limit(RLIMIT_AS, jail->memory) < 0)
		return -1;
	return limit(RLIMIT_FSIZE, jail->file) < 0 || limit(RLIMIT_CPU, jail->seconds) < 0 ||
		limit(RLIMIT_NOFILE, jail->files) < 0 || limit(RLIMIT_CORE, 0) < 0 ? -1 : 0;
}

static size_t
ruleset_size(int abi)
{
	if (abi < 4)
		return sizeof(uint64_t);
	return abi < 6 ? 2 * sizeof(uint64_t) : sizeof(struct ruleset);
}

static uint64_t
rights_known(int abi)
{
	uint64_t rights = RIGHTS_FIRST;

	if (abi >= 2)
		rights |= RIGHT_REFER;
	if (abi >= 3)
		rights |= RIGHT_TRUNCATE;
	if (abi >= 5)
		rights |= RIGHT_IOCTL_DEV;
	return rights;
}

static int
allow(int ruleset, const struct jail_place *place, uint64_t known)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = RIGHTS_READ };
	struct stat st;
	int result;

	rule.parent_fd = open(place->path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return errno == ENOENT ? 0 : -1;
	if (place->writable)
		rule.allowed_access |= (RIGHTS_WRITE | RIGHT_TRUNCATE) & known;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= RIGHTS_ON_FILE;
	result = (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return result;
}

static int
landlock(const struct jail *jail)
{
	int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset attr = { 0 };
	int ruleset, result = 0;

	if (abi < 1)
		return 0;
	attr = (struct ruleset){ .files = rights_known(abi), .net = NET_ALL, .scoped = SCOPE_ALL };
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, ruleset_size(abi), 0);
	if (ruleset < 0)
		return -1;
	for (size_t i = 0; i < jail->place_count && result == 0; i++)
		result = allow(ruleset, &jail->places[i], attr.files);
	if (result == 0)
		result = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return result < 0 ? -1 : abi;
}

int
jail_enter(const struct jail *jail)
{
	int abi;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ||
	    prctl(PR_SET_DUMPABLE, 0) < 0)
		return -1;
	abi = landlock(jail);
	return abi < 0 || set_limits(jail) < 0 ? -1 : abi;
}
