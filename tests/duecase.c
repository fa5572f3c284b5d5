#include <config.h>

#include "duecase.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rulestext.h"

enum { WORDS_MOST = 8, FEN = 100 };

struct rules *
duecase_rules(const char *changed)
{
	const char *arrow = changed ? strstr(changed, " => ") : NULL;
	if (!arrow)
		return rulestext_load_of(changed ? changed : "rules.yaml", NULL, NULL);
	char *old = xstrndup(changed, (size_t)(arrow - changed));
	struct rules *rules = rulestext_load_of("rules.yaml", old, arrow + strlen(" => "));
	free(old);
	return rules;
}

/* ---- what happened */

static date_t
day_of(const char *text)
{
	date_t date;
	struct err err;
	cr_assert_eq(date_parse(&date, text, NULL, &err), 0, "%s", text);
	return date;
}

static money_t
yuan(const char *text)
{
	return strtoll(text, NULL, 10) * FEN;
}

static void
take_assessment(struct duecase *due, char *const *words, size_t count)
{
	struct assessed *one = &due->assessed[due->input.assessed_count++];
	char *colon = strchr(words[3], ':');
	size_t len = colon ? (size_t)(colon - words[3]) : strlen(words[3]);
	*one = (struct assessed){
		.id = arena_printf(&due->arena, "KH%s", words[1]),
		.final = strcmp(words[0], "final") == 0,
		.year = atoi(words[1]),
		.on = day_of(words[2]),
		.passed = strncmp(words[3], "pass", len) == 0,
		.cured = strncmp(words[3], "cured", len) == 0,
		.cured_on = count > 4 ? day_of(words[4]) : 0,
		.grade = colon ? arena_strdup(&due->arena, colon + 1) : "",
	};
}

static void
take_elsewhere(struct duecase *due, char *const *words, size_t count)
{
	due->elsewhere[due->input.elsewhere_count++] = (struct received_elsewhere){
		.policy = "某政策",
		.level = arena_strdup(&due->arena, words[2]),
		.to_leader = strcmp(words[0], "leader") == 0,
		.alike = count < 5,
		.amount = yuan(words[1]),
		.on = day_of(words[3]),
	};
}

static void
take_paid(struct duecase *due, char *const *words, size_t count)
{
	cr_assert_eq(count, 4);
	due->paid[due->input.paid_count++] = (struct paid_already){
		.payment = arena_strdup(&due->arena, words[1]), .turn = atoi(words[2]), .amount = yuan(words[3])};
}

static void
take_track(struct duecase *due, char *const *words, size_t count)
{
	(void)count;
	due->input.track = arena_strdup(&due->arena, words[1]);
}

static void
take_day(struct duecase *due, char *const *words, size_t count)
{
	struct due_input *input = &due->input;
	const struct {
		const char *word;
		date_t *day;
	} days[] = {
		{"award", &input->awarded_on}, {"signed", &input->signed_on}, {"left", &input->leader_left_on}, {"cycle", &input->cycle_to},
		{"cancelled", &input->ended_on}, {"terminated", &input->ended_on}, {"today", &input->today},
	};
	cr_assert_eq(count, 2);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (strcmp(words[0], days[i].word) == 0)
			*days[i].day = day_of(words[1]);
	if (strcmp(words[0], "award") == 0)
		input->year = date_year(input->awarded_on);
	if (strcmp(words[0], "cancelled") == 0)
		input->cancelled = true;
}

static const struct {
	const char *word;
	void (*take)(struct duecase *due, char *const *words, size_t count);
} takers[] = {
	{"annual", take_assessment}, {"final", take_assessment}, {"leader", take_elsewhere}, {"unit", take_elsewhere},
	{"paid", take_paid}, {"track", take_track}, {"", take_day},
};

static void
take(struct duecase *due, char *event)
{
	char *words[WORDS_MOST], *rest = NULL;
	size_t count = 0;
	for (char *word = strtok_r(event, " ", &rest); word && count < WORDS_MOST; word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	for (size_t i = 0; count && i < sizeof takers / sizeof *takers; i++)
		if (!*takers[i].word || strcmp(takers[i].word, words[0]) == 0) {
			takers[i].take(due, words, count);
			return;
		}
}

void
duecase_start(struct duecase *due, struct rules *rules, const char *happened)
{
	char *text = xstrdup(happened), *rest = NULL;
	*due = (struct duecase){
		.rules = rules,
		.input = {.rules = rules, .track = "new", .year = 2021, .awarded_on = DATE_NONE, .award_id = "RD1", .signed_on = DATE_NONE,
			.agreement_id = "XY1", .cycle_from = DATE_NONE, .cycle_to = DATE_NONE, .leader_left_on = DATE_NONE, .left_id = "BG1",
			.ended_on = DATE_NONE, .end_id = "ZL1", .today = date_make(2024, 3, 1)},
	};
	for (char *event = strtok_r(text, ";", &rest); event; event = strtok_r(NULL, ";", &rest))
		take(due, event);
	free(text);
	duecase_compute(due);
}

void
duecase_compute(struct duecase *due)
{
	due->input.assessed = due->assessed;
	due->input.elsewhere = due->elsewhere;
	due->input.paid = due->paid;
	due->count = due_compute(&due->input, &due->arena, &due->dues);
}

void
duecase_end(struct duecase *due)
{
	arena_free(&due->arena);
}

/* ---- what is due */

const char *
duecase_print(struct duecase *due)
{
	static const char *const states[] = {
		[DUE_PAYABLE] = "payable", [DUE_NOTHING] = "nothing", [DUE_STOPPED] = "stopped", [DUE_LATER] = "later"};
	struct buf out = {0};
	for (size_t i = 0; i < due->count; i++) {
		const struct due *one = &due->dues[i];
		buf_addf(&out, "%s%s %d %lld %s", i ? "; " : "", one->rule->to_leader ? "leader" : "unit", one->year, (long long)one->amount / FEN, states[one->state]);
		if (one->state == DUE_PAYABLE)
			buf_addf(&out, "%s %d", one->verdict.result == VERDICT_PASS ? "" : "!", one->budget_year);
		buf_addf(&out, " %s", one->verdict.clause);
	}
	const char *text = arena_strdup(&due->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

const struct due *
duecase_in(const struct duecase *due, const char *payment, int year)
{
	for (size_t i = 0; i < due->count; i++)
		if (due->dues[i].year == year && strcmp(due->dues[i].rule->code, payment) == 0)
			return &due->dues[i];
	cr_assert(false, "no %s in %d", payment, year);
	return NULL;
}
