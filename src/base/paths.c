#include <config.h>

#include "base/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

static char *
below(const char *folder, const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

static bool
is_kind(const char *folder, const char *name, mode_t kind)
{
	char *path = below(folder, name);
	struct stat st;
	bool is = stat(path, &st) == 0 && (st.st_mode & S_IFMT) == kind;
	free(path);
	return is;
}

void
paths_find_from(struct paths *paths, const char *home)
{
	paths->tree = home && is_kind(home, "rules.yaml", S_IFREG) && is_kind(home, "forms", S_IFDIR);
	const char *data = paths->tree ? home : PKGDATADIR;
	paths->rules = below(data, "rules.yaml");
	paths->forms = below(data, "forms");
	paths->catalogues = paths->tree ? below(home, "po") : xstrdup(LOCALEDIR);
	paths->helpers = xstrdup(paths->tree ? home : LIBEXECDIR);
}

void
paths_find(struct paths *paths)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash = NULL;
	if (len > 0) {
		self[len] = '\0';
		slash = strrchr(self, '/');
	}
	if (slash)
		*slash = '\0';
	paths_find_from(paths, slash ? self : NULL);
}

char *
paths_helper(const struct paths *paths, const char *name)
{
	return below(paths->helpers, name);
}

void
paths_free(struct paths *paths)
{
	free(paths->rules);
	free(paths->forms);
	free(paths->catalogues);
	free(paths->helpers);
	*paths = (struct paths){0};
}
