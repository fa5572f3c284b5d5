/* How long expert review computes: prints milliseconds, medians of a few rounds.
 * usage: bench-review [PROJECTS [SHEETS [EXPERTS]]]
 * Ranks 10000 projects of 7 sheets each; assigns 5 sheets each among 500 experts, first with room to spare and one pair in a hundred barred,
 * then with caps that leave none, then with caps that cannot be met. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "rules/assigning.h"
#include "rules/scoring.h"
#include "timing.h"

enum { ROUNDS = 5, WANTED = 5, BARRED_ONE_IN = 100 };

static uint64_t state = 2021;

static uint32_t
draw(uint32_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % below);
}

static void
bench_ranking(uint32_t projects, uint32_t sheets, uint32_t experts)
{
	static const enum tie_break ties[] = {TIE_CRITERION, TIE_PREFERENCE, TIE_PEOPLE};
	static const struct criterion criterion = {.code = "innovation", .label = {.zh = "攻关", .en = "innovation"}, .points = 100, .weight = 100};
	static const struct review_rules review = {
		.criteria = &criterion, .criterion_count = 1, .full_marks = 100, .step = 100, .trim_highest = 1, .trim_lowest = 1, .trim_from = 5,
		.decimals = 2, .ties = ties, .tie_count = 3, .tie_criterion = "innovation", .far_from_mean = 15, .reserve_list = true,
		.origin = {.clause = "office"},
	};
	struct candidate *candidates = xcalloc(projects, sizeof *candidates);
	struct sheet *all = xcalloc((size_t)projects * sheets, sizeof *all);
	double times[ROUNDS];
	int places = 0;
	for (uint32_t i = 0; i < projects; i++)
		candidates[i] = (struct candidate){.project = i + 1, .preference = draw(2)};
	for (uint32_t i = 0; i < projects * sheets; i++) {
		uint32_t to = draw(i + 1);
		all[i] = all[to];
		all[to] = (struct sheet){i % projects + 1, draw(experts) + 1, 6000 + 100 * draw(40), 100 * draw(20)};
	}
	for (int i = 0; i < ROUNDS; i++) {
		struct arena arena = {0};
		double start = timing_now();
		struct scored scored = scoring_rank(&(struct scoring_input){.review = &review, .candidates = candidates, .candidate_count = projects,
			.sheets = all, .sheet_count = (size_t)projects * sheets, .quota = (int)projects / 2}, &arena);
		times[i] = (timing_now() - start) / 1e3;
		places = scored.places;
		arena_free(&arena);
	}
	printf("ranking %u x %u sheets for %d places: %.1f ms\n", projects, sheets, places, timing_median(times, ROUNDS));
	free(candidates);
	free(all);
}

static void
bench_assigning(const char *what, uint32_t projects, uint32_t experts, int cap, uint32_t barred)
{
	uint32_t *numbers = xcalloc(projects, sizeof *numbers);
	struct assigning_expert *people = xcalloc(experts, sizeof *people);
	struct assigning_pair *pairs = xcalloc(barred + 1, sizeof *pairs);
	struct assigning_result result = {0};
	double times[ROUNDS];
	for (uint32_t i = 0; i < projects; i++)
		numbers[i] = i + 1;
	for (uint32_t i = 0; i < experts; i++)
		people[i] = (struct assigning_expert){i + 1, cap};
	for (uint32_t i = 0; i < barred; i++)
		pairs[i] = (struct assigning_pair){draw(projects) + 1, draw(experts) + 1};
	for (int i = 0; i < ROUNDS; i++) {
		struct arena arena = {0};
		double start = timing_now();
		result = assigning_run(&(struct assigning_input){.projects = numbers, .project_count = projects, .experts = people,
			.expert_count = experts, .sheets = WANTED, .barred = pairs, .barred_count = barred}, &arena);
		times[i] = (timing_now() - start) / 1e3;
		arena_free(&arena);
	}
	printf("assigning %u x %d among %u experts, %s: %.1f ms, %zu sheets, loads %d to %d\n", projects, WANTED, experts, what, timing_median(times, ROUNDS),
	       result.added_count, result.least_load, result.most_load);
	free(numbers);
	free(people);
	free(pairs);
}

static uint32_t
number_at(int argc, char **argv, int at, uint32_t missing)
{
	return argc > at ? (uint32_t)strtoul(argv[at], NULL, 10) : missing;
}

int
main(int argc, char **argv)
{
	uint32_t projects = number_at(argc, argv, 1, 10000), sheets = number_at(argc, argv, 2, 7), experts = number_at(argc, argv, 3, 500);
	if (!projects || !sheets || !experts) {
		fprintf(stderr, "usage: bench-review [PROJECTS [SHEETS [EXPERTS]]]\n");
		return 2;
	}
	uint32_t pairs = projects * experts, fair = (projects * WANTED + experts - 1) / experts;
	bench_ranking(projects, sheets, experts);
	bench_assigning("no caps", projects, experts, 0, pairs / BARRED_ONE_IN);
	bench_assigning("tight caps", projects, experts, (int)fair, pairs / 2);
	bench_assigning("caps too low", projects, experts, (int)fair / 2, pairs / BARRED_ONE_IN);
	return 0;
}
