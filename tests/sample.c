#include <config.h>

#include "sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From office.h, whose `struct office` would be a second one beside the record's. */
const char *test_source(const char *name);
void test_remove(const char *path);

static struct desk_options
options_of(const struct sample *sample, const char *as, const char *today)
{
	struct desk_options options = {
		.dir = sample->records,
		.rules = test_source("rules.yaml"),
		.forms = test_source("forms"),
		.as = as,
		.today = DATE_NONE,
		.as_of = DATE_NONE,
		.lang = LANG_ZH,
	};

	if (today)
		cr_assert_eq(date_parse(&options.today, today, NULL, NULL), 0);
	return options;
}

void
sample_sit(struct sample *sample, const char *as, const char *today)
{
	struct desk_options options = options_of(sample, as, today);
	struct err err = {0};

	desk_close(sample->desk);
	sample->desk = NULL;
	cr_assert_eq(desk_open(&sample->desk, &options, &err), 0, "%s", err.message);
}

void
sample_open(struct sample *sample, const char *as, const char *today)
{
	struct desk_options options;
	struct err err = {0};

	*sample = (struct sample){.dir = "/tmp/shouxi-sample-XXXXXX"};
	cr_assert_not_null(mkdtemp(sample->dir));
	snprintf(sample->records, sizeof sample->records, "%s/records", sample->dir);
	options = options_of(sample, NULL, NULL);
	cr_assert_eq(desk_init(&options, true, NULL, NULL, &err), 0, "%s", err.message);
	sample_sit(sample, as, today);
}

void
sample_close(struct sample *sample)
{
	desk_close(sample->desk);
	arena_free(&sample->arena);
	test_remove(sample->dir);
}

void
sample_do(struct sample *sample, const char *act, const char *target, const char *reason, const struct act_input *inputs, size_t count)
{
	struct act_request request = {.act = act_named(act), .target = target, .inputs = inputs, .input_count = count, .reason = reason,
		.date = DATE_NONE};
	struct act_result result;
	struct err err = {0};
	int done;

	cr_assert_not_null(request.act, "%s", act);
	done = desk_do(sample->desk, &request, &sample->arena, &result, &err);
	faults_free(&result.faults);
	cr_assert_eq(done, 0, "%s %s: %s", act, target, err.message);
}

struct query *
sample_list(struct sample *sample, const char *where, const char *order, bool descending)
{
	struct query_spec spec = {.type = &type_project, .where = where, .order = order, .descending = descending};
	struct query *query;
	struct err err = {0};

	cr_assert_eq(query_open(sample->desk, &spec, &query, &err), 0, "%s: %s", where, err.message);
	return query;
}

struct project *
sample_project(struct sample *sample, uint32_t number)
{
	void *record = NULL;

	desk_get_number(sample->desk, &type_project, number, &sample->arena, &record, NULL);
	return record;
}

bool
sample_has_text(const struct project *project, const char *needle)
{
	struct buf text = {0}, pinyin = {0};
	bool found;

	record_search_text(project, &text, &pinyin);
	found = strstr(buf_text(&text), needle) || strstr(buf_text(&pinyin), needle);
	buf_free(&text);
	buf_free(&pinyin);
	return found;
}
