#include <config.h>

#include "base/paths.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[] = "/tmp/shouxi-paths-XXXXXX";

static void
make_home(void)
{
	cr_assert(mkdtemp(home));
}

static const char *
inside(const char *name)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/%s", home, name);
	return path;
}

static void
put_rules(void)
{
	int fd = open(inside("rules.yaml"), O_CREAT | O_WRONLY, 0600);
	cr_assert(fd >= 0);
	close(fd);
}

static void
remove_home(void)
{
	unlink(inside("rules.yaml"));
	rmdir(inside("forms"));
	rmdir(home);
}

TestSuite(paths, .init = make_home, .fini = remove_home);

Test(paths, a_folder_with_rules_and_forms_is_the_tree)
{
	put_rules();
	cr_assert(mkdir(inside("forms"), 0700) == 0);
	struct paths paths;
	paths_find_from(&paths, home);
	cr_assert(paths.tree);
	cr_assert_str_eq(paths.rules, inside("rules.yaml"));
	cr_assert_str_eq(paths.forms, inside("forms"));
	cr_assert_str_eq(paths.catalogues, inside("po"));
	cr_assert_str_eq(paths.helpers, home);
	char *helper = paths_helper(&paths, "shouxi-xlsx");
	cr_assert_str_eq(helper, inside("shouxi-xlsx"));
	free(helper);
	paths_free(&paths);
	cr_assert_null(paths.rules);
}

Test(paths, rules_without_forms_are_not_enough)
{
	put_rules();
	struct paths paths;
	paths_find_from(&paths, home);
	cr_assert_not(paths.tree);
	cr_assert_str_eq(paths.rules, PKGDATADIR "/rules.yaml");
	paths_free(&paths);
}

Test(paths, a_program_that_does_not_know_where_it_is_takes_what_was_installed)
{
	struct paths paths;
	paths_find_from(&paths, NULL);
	cr_assert_not(paths.tree);
	cr_assert_str_eq(paths.forms, PKGDATADIR "/forms");
	cr_assert_str_eq(paths.catalogues, LOCALEDIR);
	cr_assert_str_eq(paths.helpers, LIBEXECDIR);
	paths_free(&paths);
}
