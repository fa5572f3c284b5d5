#include <config.h>

#include "rulestext.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testfiles.h"

char *
rulestext_with(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);

	cr_assert(at, "'%s' is not in the file", old);
	return xasprintf("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

char *
rulestext_of(const char *name, const char *old, const char *new)
{
	char *text = test_read(test_source(name), NULL), *changed;

	if (!old)
		return text;
	changed = rulestext_with(text, old, new);
	free(text);
	return changed;
}

struct rules *
rulestext_load(const char *text)
{
	struct faults faults = {0};
	struct rules *rules;

	words_use(LANG_EN, NULL);
	rules = rules_parse("rules.yaml", text, strlen(text), &faults);
	cr_assert(rules && faults.count == 0, "%s", faults.count ? faults.items[0].message : "");
	faults_free(&faults);
	return rules;
}

struct rules *
rulestext_load_of(const char *name, const char *old, const char *new)
{
	char *text = rulestext_of(name, old, new);
	struct rules *rules = rulestext_load(text);

	free(text);
	return rules;
}

static const char *
told(const struct faults *faults)
{
	static char all[8192];
	size_t len = 0;

	all[0] = '\0';
	for (size_t i = 0; i < faults->count; i++) {
		struct err err = {.pos = faults->items[i].pos};
		snprintf(err.message, sizeof err.message, "%s", faults->items[i].message);
		err_print(all + len, sizeof all - len, &err);
		len = strlen(all);
		len += (size_t)snprintf(all + len, sizeof all - len, "\n");
	}
	return all;
}

const char *
rulestext_faults(const char *text)
{
	struct faults faults = {0};
	struct rules *rules;
	const char *all;

	words_use(LANG_EN, NULL);
	rules = rules_parse("rules.yaml", text, strlen(text), &faults);
	all = told(&faults);
	cr_assert(!rules == (faults.errors > 0));
	faults_free(&faults);
	rules_free(rules);
	return all;
}

/* The line on which the piece stands, from 1. */
static int
line_of(const char *text, const char *piece)
{
	int line = 1;

	for (const char *at = text; at < strstr(text, piece); at++)
		line += *at == '\n';
	return line;
}

void
rulestext_refused(const char *name, const char *old, const char *new, int lines_after, const char *wanted)
{
	char *text = rulestext_of(name, old, new);
	char *all = xasprintf("rules.yaml:%d:%s\n", line_of(text, new) + lines_after, wanted);

	cr_expect_str_eq(rulestext_faults(text), all);
	free(all);
	free(text);
}
