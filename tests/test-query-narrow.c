/* A filter typed on, asked in every order, against a look at every record. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"

enum { MANY = 400 };

/* The projects that have every word in their text, by number. */
static size_t
naive(const struct project *const projects[MANY], const char *where, uint32_t out[MANY])
{
	char words[64];
	size_t count = 0;

	for (size_t i = 0; projects[i]; i++) {
		bool holds = strcmp(projects[i]->stage, "void") != 0;
		snprintf(words, sizeof words, "%s", where);
		for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
			holds = holds && sample_has_text(projects[i], word);
		if (holds)
			out[count++] = (uint32_t)i + 1;
	}
	return count;
}

/* Where a row stood when it was seen last. */
struct seen {
	struct row_place place;
	bool known;
};

/* One call of any kind, from a place that a call before gave or from an end. */
static void
ask_anything(struct query *query, const uint32_t *rows, size_t count, struct seen seen[MANY + 1], const char *where)
{
	struct row_place got_places[9];
	uint32_t got_numbers[9];
	size_t at = (size_t)rand() % (count + 1), limit = (size_t)rand() % 9 + 1, expected, got;
	uint32_t number = at < count ? rows[at] : 0;
	bool inclusive = rand() % 2, forward = rand() % 4 > 0, known = seen[number].known;

	if (rand() % 16 == 0)
		cr_expect_eq(query_count(query), count, "'%s'", where);
	if (known && rand() % 4 == 0)
		cr_expect_eq(query_ordinal(query, &seen[number].place), at + 1, "'%s'", where);
	got = query_walk(query, known ? &seen[number].place : NULL, inclusive, forward, limit, got_numbers, got_places);
	if (known)
		at += forward ? !inclusive : inclusive;
	else
		at = forward ? 0 : count;
	expected = forward ? count - at : at;
	cr_expect_eq(got, expected < limit ? expected : limit, "'%s'", where);
	for (size_t i = 0; i < got; i++) {
		cr_expect_eq(got_numbers[i], rows[forward ? at + i : at - 1 - i], "'%s'", where);
		seen[got_numbers[i]] = (struct seen){got_places[i], true};
	}
}

Test(query, a_filter_typed_on_answers_as_a_look_at_every_record_whatever_is_asked_first)
{
	static const char *const typed[][5] = {{"公", "公司", "公司 海", "公司 海 d", "公司 海 dh"}, {"d", "di", "dia", "dian", "dian "},
		{"s", "sh", "sh q", "sh qp", "sh qp2"}, {"q", "qp", "qp20", "qp2022", "qp2022-000"}, {"2", "20", "20 司", "20 公司", "20 公司 zz"}};
	struct sample sample;
	const struct project *projects[MANY + 1] = {0};
	uint32_t rows[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	for (uint32_t number = 1; number <= MANY && (projects[number - 1] = sample_project(&sample, number)); number++)
		;
	srand(7);
	for (size_t round = 0; round < 300; round++) {
		struct query *query = sample_list(&sample, "", NULL, false);
		struct seen seen[MANY + 1] = {0};
		for (size_t i = 0; i < 5; i++) {
			const char *where = typed[round % 5][i];
			size_t count = naive(projects, where, rows);
			cr_assert_eq(query_refilter(query, where, NULL), 0);
			for (int asked = rand() % 6; asked > 0; asked--)
				ask_anything(query, rows, count, seen, where);
		}
		query_close(query);
	}
	sample_close(&sample);
}
