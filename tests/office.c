#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

#define ARGS_MOST 64

/* ---- where things are */

/* The folder a variable names; for a test started by hand, the one the test itself stands in. */
static char *
root(const char *variable, const char *otherwise)
{
	const char *value = getenv(variable);
	if (value && *value)
		return xstrdup(value);
	if (otherwise)
		return xstrdup(otherwise);
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	cr_assert(len > 0);
	self[len] = '\0';
	*strrchr(self, '/') = '\0';
	return xstrdup(self);
}

static const char *
below(char *top, const char *name)
{
	static struct arena paths;
	const char *path = arena_printf(&paths, "%s/%s", top, name);

	free(top);
	return path;
}

const char *
test_source(const char *name)
{
	return below(root("SHOUXI_SOURCE", TOP_SOURCE), name);
}

const char *
test_built(const char *name)
{
	return below(root("SHOUXI_BUILD", NULL), name);
}

int
test_patience(int ms)
{
	const char *factor = getenv("SHOUXI_PATIENCE");
	int times = factor ? atoi(factor) : 1;
	return ms * (times > 0 ? times : 1);
}

bool
test_skips(const char *what)
{
	const char *list = getenv("SHOUXI_SKIP");
	return list && strstr(list, what);
}

/* ---- files */

char *
test_read(const char *path, size_t *len)
{
	struct buf bytes = {0};
	FILE *file = fopen(path, "rb");
	cr_assert(file, "cannot read '%s': %s", path, strerror(errno));
	size_t got;
	do {
		got = fread(buf_reserve(&bytes, 65536), 1, 65536, file);
		bytes.len += got;
	} while (got);
	fclose(file);
	buf_addc(&bytes, '\0');
	if (len)
		*len = bytes.len - 1;
	return buf_detach(&bytes);
}

void
test_write(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");
	cr_assert(file, "cannot write '%s': %s", path, strerror(errno));
	cr_assert_eq(fwrite(bytes, 1, len, file), len);
	cr_assert_eq(fclose(file), 0);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void
test_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void
office_open(struct office *office)
{
	const char *tmp = getenv("TMPDIR");
	*office = (struct office){.lang = "en"};
	snprintf(office->dir, sizeof office->dir, "%s/office-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(office->dir), "mkdtemp: %s", strerror(errno));
	snprintf(office->records, sizeof office->records, "%s/records", office->dir);
}

void
office_close(struct office *office)
{
	test_remove(office->dir);
}

const char *
office_file(const struct office *office, const char *name)
{
	static char path[512];
	snprintf(path, sizeof path, "%s/%s", office->dir, name);
	return path;
}

/* ---- running */

/* The environment of the test with the entries of `more` in place of those of the same names; only the array is to be freed. */
static const char **
environment(const char *const more[])
{
	size_t count = 0, used = 0;
	while (environ[count])
		count++;
	const char **env = xcalloc(count + OFFICE_OPTIONS + 1, sizeof *env);
	for (size_t i = 0; i < count; i++) {
		size_t name = strcspn(environ[i], "=") + 1;
		bool replaced = false;
		for (size_t j = 0; more[j]; j++)
			replaced = replaced || strncmp(environ[i], more[j], name) == 0;
		if (!replaced)
			env[used++] = environ[i];
	}
	for (size_t j = 0; more[j]; j++)
		env[used++] = more[j];
	return env;
}

static size_t
add_option(const char **argv, size_t at, const char *option, const char *value)
{
	if (!value || !*value)
		return at;
	argv[at++] = option;
	argv[at++] = value;
	return at;
}

static void
fill_arguments(const struct office *office, const char **argv, const char *const args[])
{
	size_t n = 0;
	argv[n++] = test_built("shouxi");
	n = add_option(argv, n, "--env", office->records);
	n = add_option(argv, n, "--as", office->as);
	n = add_option(argv, n, "--today", office->today);
	n = add_option(argv, n, "--lang", office->lang);
	n = add_option(argv, n, "--rules", office->rules);
	n = add_option(argv, n, "--forms", office->forms);
	for (size_t i = 0; office->options[i]; i++)
		argv[n++] = office->options[i];
	for (size_t i = 0; args && args[i]; i++) {
		cr_assert(n < ARGS_MOST - 1, "more than %d arguments", ARGS_MOST);
		argv[n++] = args[i];
	}
	argv[n] = NULL;
}

struct run
office_run_with(const struct office *office, const char *input, size_t len, const char *const args[])
{
	const char *argv[ARGS_MOST];
	fill_arguments(office, argv, args);
	const char **env = environment(office->environment);
	struct run run = run_program(argv, env, input, len);
	free(env);
	return run;
}

struct run
office_run(const struct office *office, ...)
{
	const char *args[ARGS_MOST] = {NULL};
	va_list list;
	va_start(list, office);
	for (size_t i = 0; i < ARGS_MOST - 1 && (args[i] = va_arg(list, const char *)); i++)
		;
	va_end(list);
	return office_run_with(office, NULL, 0, args);
}

struct pty *
office_pty(const struct office *office, int rows, int cols, const char *const args[])
{
	const char *argv[ARGS_MOST];
	fill_arguments(office, argv, args);
	const char **env = environment(office->environment);
	struct pty *pty = pty_start(argv, env, rows, cols);
	free(env);
	return pty;
}

struct pty *
office_screens(const struct office *office, int rows, int cols)
{
	return office_pty(office, rows, cols, NULL);
}
