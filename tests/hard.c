#include <config.h>

#include "hard.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

static const char *const kinds[] = {
	"projects", "calls", "staff", "materials", "corrections", "attestations", "first_reviews", "overrides", "rulebooks", "lines",
};

void
hard_begin(struct office *office, bool sheet)
{
	office_open(office);
	office_must(office, 0, "init");
	office->today = "2021-03-31";
	office_must(office, 0, "do", "open_call", "year=2021", "quota=12");
	if (sheet)
		office_must(office, 0, "import", "applications", test_source("tests/data/applications-2021.xlsx"));
}

char *
hard_everything(const struct office *office)
{
	struct buf all = {0};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct run run = office_run(office, "export", kinds[i], "-", "--format", "json", NULL);
		cr_assert_eq(run.status, 0, "%s: %s", kinds[i], run.err);
		buf_addf(&all, "%s\n%s\n", kinds[i], run.out);
		run_free(&run);
	}
	cr_assert_gt(all.len, 200);
	return buf_detach(&all);
}

json_t *
hard_json_of(const struct run *run, int status)
{
	json_error_t error;

	cr_assert_eq(run->status, status, "ended with %d, not %d\n%s%s", run->status, status, run->out, run->err);
	json_t *value = json_loads(run->out, 0, &error);
	cr_assert(value, "line %d: %s\n%s", error.line, error.text, run->out);
	return value;
}

json_t *
hard_json(const struct office *office, int status, ...)
{
	const char *args[32];
	size_t count = 0;
	va_list list;

	va_start(list, status);
	while (count < 30 && (args[count] = va_arg(list, const char *)))
		count++;
	va_end(list);
	args[count++] = "--json";
	args[count] = NULL;
	struct run run = office_run_with(office, NULL, 0, args);
	json_t *value = hard_json_of(&run, status);
	run_free(&run);
	return value;
}

const char *
hard_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

int
hard_number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	cr_assert(json_is_integer(value), "no number '%s'", key);
	return (int)json_integer_value(value);
}

int
hard_revision(const struct office *office, const char *id)
{
	json_t *project = hard_json(office, 0, "show", id, NULL);
	int revision = hard_number(project, "revision");

	json_decref(project);
	return revision;
}

void
hard_shim(struct office *office, const char *dir, ...)
{
	static struct arena texts;
	size_t count = 0;
	va_list list;

	office->environment[count++] = arena_printf(&texts, "LD_PRELOAD=%s", test_built("tests/shim.so"));
	office->environment[count++] = arena_printf(&texts, "SHIM_DIR=%s", dir);
	va_start(list, dir);
	for (const char *one; (one = va_arg(list, const char *)); count++) {
		cr_assert_lt(count, OFFICE_OPTIONS - 1);
		office->environment[count] = arena_strdup(&texts, one);
	}
	va_end(list);
	office->environment[count] = NULL;
}

void
hard_well(struct office *office)
{
	office->environment[0] = NULL;
}
