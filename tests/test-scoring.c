#include <config.h>

#include "rules/scoring.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "trial.h"

enum { SHUFFLES = 40 };

static const struct criterion criteria[] = {
	{.code = "skill", .label = {.zh = "技能", .en = "skill"}, .points = 60, .weight = 100},
	{.code = "innovation", .label = {.zh = "攻关创新", .en = "innovation"}, .points = 40, .weight = 100},
};

static const enum tie_break in_order[] = {TIE_CRITERION, TIE_PREFERENCE, TIE_PEOPLE};
static const enum tie_break preference_first[] = {TIE_PREFERENCE, TIE_CRITERION, TIE_PEOPLE};
static const enum tie_break people_only[] = {TIE_PEOPLE};

static const struct review_rules usual = {
	.criteria = criteria, .criterion_count = 2, .full_marks = 100, .step = 100,
	.trim_highest = 1, .trim_lowest = 1, .trim_from = 5, .decimals = 2,
	.more_candidates = true, .ratio_base = RATIO_PLACES,
	.ties = in_order, .tie_count = 3, .tie_criterion = "innovation",
	.far_from_mean = 15, .reserve_list = true,
	.origin = {.clause = "office", .office = true},
};

/* The same comes out of any order. */
static void
cr_any_order(struct trial *call, const char *claim)
{
	struct scored scored = scoring_rank(&call->input, &call->arena);
	char *first = trial_all(call, &scored);
	for (int i = 0; i < SHUFFLES; i++) {
		trial_shuffle(call);
		scored = scoring_rank(&call->input, &call->arena);
		char *again = trial_all(call, &scored);
		cr_assert_str_eq(again, first, "%s: another order of input", claim);
		free(again);
	}
	free(first);
}

/* ---- the table */

#define BARE(...) .rules = &(const struct review_rules){ \
	.criteria = criteria, .criterion_count = 2, .full_marks = 100, .tie_criterion = "innovation", \
	.origin = {.clause = "office", .office = true}, __VA_ARGS__}
#define BY(way) .ties = (way), .tie_count = sizeof(way) / sizeof *(way)
#define RULES(...) BARE(.step = 100, BY(in_order), .reserve_list = true, __VA_ARGS__)
#define TRIM(high, low, from) .trim_highest = (high), .trim_lowest = (low), .trim_from = (from)

static const struct scene {
	const char *claim;
	const struct review_rules *rules; /* NULL: the usual ones */
	int quota;
	uint32_t without;
	bool untrimmed;
	const char *given, *shared, *wanted;
} scenes[] = {
	/* what is dropped, and what the sum is divided by */
	{"the worked numbers of the ranking screen", .quota = 3,
		.given = "15 95 92 91 90 84; 7 93 90 90 89 85; 21 90 88 87 87 80; 30 91 88 88 86 79; 3 88 86 85; 40 80 80 80 80 80; 41 70 70 70",
		.wanted = "15 1 91.00 in; 7 2 89.67 in; 21 3= 87.33 tied; 30 3= 87.33 tied; 3 5 86.33 reserve1; 40 6 80.00 reserve2; 41 7 70.00 reserve3"},
	{"of several highest and lowest one each is dropped", .quota = 1, .given = "1 95 95 90 88 88", .wanted = "1 1 91.00 in"},
	{"all alike, two are dropped all the same", .quota = 1, .given = "1 90 90 90 90 90", .wanted = "1 1 90.00 in"},
	{"of four sheets none is dropped", .quota = 1, .given = "1 95 90 85 80", .wanted = "1 1 87.50 in"},
	{"of three sheets none is dropped", .quota = 1, .given = "1 88 86 85", .wanted = "1 1 86.33 in"},
	{"one sheet is its own mean", .quota = 1, .given = "1 77", .wanted = "1 1 77.00 in"},
	{"six sheets leave four to divide by", .quota = 1, .given = "1 100 90 80 70 60 0", .wanted = "1 1 75.00 in"},
	{"a recusal that leaves four: no trimming, divided by four", .quota = 1, .given = "1 95 90 85 80; 2 95 90 85 80 20",
		.wanted = "1 1 87.50 in; 2 2 85.00 reserve1"},
	{"two highest and one lowest, from seven on", RULES(TRIM(2, 1, 7), .decimals = 2), .quota = 1, .given = "1 100 99 90 90 90 90 10; 2 100 99 90 90 90 10",
		.wanted = "1 1 90.00 in; 2 2 79.83 reserve1"},
	{"a rule that would drop all drops none", RULES(TRIM(2, 1, 3), .decimals = 2), .quota = 1, .given = "1 90 80 70", .wanted = "1 1 80.00 in"},

	/* rounding */
	{"90.125 is 90.13", RULES(.decimals = 2), .quota = 1, .given = "1 90 90 90 90 90 90 90 91", .wanted = "1 1 90.13 in"},
	{"90.375 is 90.38", RULES(.decimals = 2), .quota = 1, .given = "1 90 90 90 90 90 91 91 91", .wanted = "1 1 90.38 in"},
	{"one third down, two thirds up", RULES(.decimals = 2), .quota = 2, .given = "1 90 90 91; 2 90 91 91", .wanted = "2 1 90.67 in; 1 2 90.33 in"},
	{"0.005 is 0.01", RULES(.decimals = 2), .quota = 1, .given = "1 0.01 0", .wanted = "1 1 0.01 in"},
	{"90.5 without decimals is 91", RULES(.decimals = 0), .quota = 1, .given = "1 90 91", .wanted = "1 1 91 in"},
	{"90.25 with one decimal is 90.3", RULES(.decimals = 1), .quota = 1, .given = "1 90 90 90 91", .wanted = "1 1 90.3 in"},
	{"four decimals", RULES(.decimals = 4), .quota = 1, .given = "1 90 90 91", .wanted = "1 1 90.3333 in"},
	{"half points", BARE(.decimals = 2, .step = 50, BY(in_order)), .quota = 1, .given = "1 90.5 90", .wanted = "1 1 90.25 in"},
	{"nothing but noughts is a mean of 0", .quota = 1, .given = "1 0 0 0", .wanted = "1 1 0.00 in"},
	{"what is equal when rounded is a tie", RULES(.decimals = 0), .quota = 1, .given = "1 90 91; 2 91 91", .wanted = "1 1= 91 tied; 2 1= 91 tied"},
	{"what differs in the last decimal is none", .quota = 1, .given = "1 90 90 91; 2 90 91 91", .wanted = "2 1 90.67 in; 1 2 90.33 reserve1"},

	/* ties off the line */
	{"a tie above the line is harmless", .quota = 2, .given = "1 90; 2 90; 3 80", .wanted = "1 1= 90.00 in; 2 1= 90.00 in; 3 3 80.00 reserve1"},
	{"a tie below the line shares its place on the reserve list", .quota = 1, .given = "1 90; 2 80; 3 80; 4 70",
		.wanted = "1 1 90.00 in; 2 2= 80.00 reserve1; 3 2= 80.00 reserve1; 4 4 70.00 reserve3"},
	{"the reserve list is ordered by the tie criterion as well", .quota = 1, .given = "1 90; 2 80/10; 3 80/12",
		.wanted = "1 1 90.00 in; 3 2= 80.00 reserve1; 2 2= 80.00 reserve2"},
	{"a tie that fills the last places is harmless", .quota = 3, .given = "1 95; 2 90; 3 90; 4 80",
		.wanted = "1 1 95.00 in; 2 2= 90.00 in; 3 2= 90.00 in; 4 4 80.00 reserve1"},

	/* ties at the line */
	{"by the criterion", .quota = 1, .given = "1 90/15 90/15; 2 90/16 90/16; 3 80", .wanted = "2 1= 90.00 in; 1 1= 90.00 reserve1; 3 3 80.00 reserve2"},
	{"by the criterion in the sheets that count", .quota = 1, .given = "1 95/40 90/10 90/10 90/10 80/40; 2 95/0 90/11 90/11 90/11 80/0",
		.wanted = "2 1= 90.00 in; 1 1= 90.00 reserve1"},
	{"of equal totals the one with most for the criterion counts as highest", .quota = 1,
		.given = "1 90/20 90/10 90/10 90/10 90/0; 2 90/11 90/11 90/11 90/0 90/11", .wanted = "2 1= 90.00 in; 1 1= 90.00 reserve1"},
	{"by preference where the criterion is equal", .quota = 1, .given = "1 90/15; 2* 90/15", .wanted = "2 1= 90.00 in; 1 1= 90.00 reserve1"},
	{"preference never beats the criterion that comes first", .quota = 1, .given = "1 90/16; 2* 90/15", .wanted = "1 1= 90.00 in; 2 1= 90.00 reserve1"},
	{"preference is never points", .quota = 1, .given = "1 90.01; 2* 90", .wanted = "1 1 90.01 in; 2 2 90.00 reserve1"},
	{"preference first where the rules say so", BARE(.decimals = 2, BY(preference_first), .reserve_list = true), .quota = 1, .given = "1* 90/10; 2 90/20",
		.wanted = "1 1= 90.00 in; 2 1= 90.00 reserve1"},
	{"people alone where the rules name nothing else", BARE(.decimals = 2, BY(people_only), .reserve_list = true), .quota = 1,
		.given = "1* 90/20; 2 90/10", .wanted = "1 1= 90.00 tied; 2 1= 90.00 tied"},
	{"by people", .quota = 1, .given = "1!2 90; 2!1 90", .wanted = "2 1= 90.00 in; 1 1= 90.00 reserve1"},
	{"until people decide it is open", .quota = 1, .given = "1 90; 2 90; 3 80", .wanted = "1 1= 90.00 tied; 2 1= 90.00 tied; 3 3 80.00 reserve1"},
	{"one of three is settled by preference, two stay open", .quota = 2, .given = "1* 90; 2 90; 3 90; 4 80",
		.wanted = "1 1= 90.00 in; 2 1= 90.00 tied; 3 1= 90.00 tied; 4 4 80.00 reserve1"},
	{"two with preference are open, the third is behind", .quota = 1, .given = "1* 90; 2* 90; 3 90",
		.wanted = "1 1= 90.00 tied; 2 1= 90.00 tied; 3 1= 90.00 reserve1"},
	{"people decided one of three, the others stay open", .quota = 2, .given = "1!1 90; 2 90; 3 90",
		.wanted = "1 1= 90.00 in; 2 1= 90.00 tied; 3 1= 90.00 tied"},
	{"two decided as first decide nothing", .quota = 1, .given = "1!1 90; 2!1 90", .wanted = "1 1= 90.00 tied; 2 1= 90.00 tied"},
	{"people decide only what is tied", .quota = 1, .given = "1!2 91; 2!1 90", .wanted = "1 1 91.00 in; 2 2 90.00 reserve1"},

	/* edges */
	{"without places nobody is in and no tie is open", .quota = 0, .given = "1 90; 2 90; 3 80",
		.wanted = "1 1= 90.00 reserve1; 2 1= 90.00 reserve1; 3 3 80.00 reserve3"},
	{"a quota below nothing is none", .quota = -2, .given = "1 90", .wanted = "1 1 90.00 reserve1"},
	{"every project tied: all open", .quota = 2, .given = "1 90; 2 90; 3 90", .wanted = "1 1= 90.00 tied; 2 1= 90.00 tied; 3 1= 90.00 tied"},
	{"every project tied, and places for all", .quota = 3, .given = "1 90; 2 90; 3 90", .wanted = "1 1= 90.00 in; 2 1= 90.00 in; 3 1= 90.00 in"},
	{"an unscored project has no rank and no mean of 0", .quota = 2, .given = "1 0; 2", .wanted = "1 1 0.00 in; 2 - unscored"},
	{"nobody was scored", .quota = 2, .given = "2; 1", .wanted = "1 - unscored; 2 - unscored"},
	{"no candidate at all", .quota = 2, .given = "", .wanted = ""},

	/* the reserve list */
	{"the reserve list has a length", RULES(.decimals = 2, .reserve_length = 1), .quota = 1, .given = "1 90; 2 80; 3 70",
		.wanted = "1 1 90.00 in; 2 2 80.00 reserve1; 3 3 70.00 out"},
	{"a tie at its end is not cut", RULES(.decimals = 2, .reserve_length = 1), .quota = 1, .given = "1 90; 2 80; 3 80",
		.wanted = "1 1 90.00 in; 2 2= 80.00 reserve1; 3 2= 80.00 reserve1"},
	{"rules without a reserve list", BARE(.decimals = 2, BY(in_order)), .quota = 1, .given = "1 90; 2 80", .wanted = "1 1 90.00 in; 2 2 80.00 out"},

	/* shared quotas */
	{"a capped quota lets the next track in", .quota = 3, .shared = "new 2 0", .given = "1@new 95; 2@new 94; 3@new 93; 4 80",
		.wanted = "1 1 95.00 in; 2 2 94.00 in; 3 3 93.00 reserve1; 4 4 80.00 in"},
	{"a floor holds a place", .quota = 3, .shared = "more -1 1", .given = "1 95; 2 94; 3 93; 4@more 80; 5@more 79",
		.wanted = "1 1 95.00 in; 2 2 94.00 in; 3 3 93.00 reserve1; 4 4 80.00 in; 5 5 79.00 reserve2"},
	{"a floor that is met by rank changes nothing", .quota = 3, .shared = "more -1 1", .given = "1@more 95; 2 94; 3 93; 4@more 80",
		.wanted = "1 1 95.00 in; 2 2 94.00 in; 3 3 93.00 in; 4 4 80.00 reserve1"},
	{"a floor holds nothing for the unscored", .quota = 2, .shared = "more -1 1", .given = "1 95; 2 94; 3@more",
		.wanted = "1 1 95.00 in; 2 2 94.00 in; 3 - unscored"},
	{"a tie for the last place of a cap is open, the next track is in", .quota = 2, .shared = "new 1 0", .given = "1@new 90; 2@new 90; 3 80",
		.wanted = "1 1= 90.00 tied; 2 1= 90.00 tied; 3 3 80.00 in"},
	{"a tie of which a cap lets only one in is not open", .quota = 2, .shared = "new 1 0", .given = "1@new 95; 2@new 90; 3 90",
		.wanted = "1 1 95.00 in; 2 2= 90.00 reserve1; 3 2= 90.00 in"},
	{"a tie for a place that a floor holds for one of them is not open", .quota = 2, .shared = "more -1 1", .given = "1 95; 2 90; 3@more 90",
		.wanted = "1 1 95.00 in; 2 2= 90.00 reserve1; 3 2= 90.00 in"},
	{"more floors than places: the quotas named first come first", .quota = 3, .shared = "a -1 2; b -1 2",
		.given = "1@b 90; 2@b 89; 3@a 80; 4@a 79", .wanted = "1 1 90.00 in; 2 2 89.00 reserve1; 3 3 80.00 in; 4 4 79.00 in"},
	{"a cap of 0 shuts a track out", .quota = 2, .shared = "new 0 0", .given = "1@new 95; 2 80", .wanted = "1 1 95.00 reserve1; 2 2 80.00 in"},

	/* thin competition */
	{"places shrink until there are more candidates", RULES(.decimals = 2, .more_candidates = true, .shrink = true), .quota = 3,
		.given = "1 90; 2 80; 3 70", .wanted = "1 1 90.00 in; 2 2 80.00 in; 3 3 70.00 reserve1"},
	{"one candidate alone: no place is left", RULES(.decimals = 2, .more_candidates = true, .shrink = true), .quota = 3, .given = "1 90",
		.wanted = "1 1 90.00 reserve1"},
	{"half of the places to spare", RULES(.decimals = 2, .more_candidates = true, .shrink = true, .least_ratio = 50), .quota = 3,
		.given = "1 90; 2 80; 3 70; 4 60", .wanted = "1 1 90.00 in; 2 2 80.00 in; 3 3 70.00 reserve1; 4 4 60.00 reserve2"},
	{"three in four of the candidates to spare", RULES(.decimals = 2, .shrink = true, .least_ratio = 75, .ratio_base = RATIO_CANDIDATES), .quota = 3,
		.given = "1 90; 2 80; 3 70; 4 60", .wanted = "1 1 90.00 in; 2 2 80.00 reserve1; 3 3 70.00 reserve2; 4 4 60.00 reserve3"},
	{"the unscored are candidates too", RULES(.decimals = 2, .more_candidates = true, .shrink = true), .quota = 2, .given = "1 90; 2 80; 3",
		.wanted = "1 1 90.00 in; 2 2 80.00 in; 3 - unscored"},

	/* what if */
	{"with every expert", .quota = 1, .given = "1 1:100 2:80 3:80; 2 1:50 2:90 3:90", .wanted = "1 1 86.67 in; 2 2 76.67 reserve1"},
	{"one expert left out", .quota = 1, .without = 1, .given = "1 1:100 2:80 3:80; 2 1:50 2:90 3:90", .wanted = "2 1 90.00 in; 1 2 80.00 reserve1"},
	{"an expert left out can end the trimming", .quota = 1, .without = 5, .given = "1 95 90 85 80 20", .wanted = "1 1 87.50 in"},
	{"the only expert left out leaves a project unscored", .quota = 1, .without = 1, .given = "1 1:90; 2 2:50", .wanted = "2 1 50.00 in; 1 - unscored"},
	{"trimmed", .quota = 1, .given = "1 100 90 90 90 0; 2 89 89 89 89 89", .wanted = "1 1 90.00 in; 2 2 89.00 reserve1"},
	{"untrimmed", .quota = 1, .untrimmed = true, .given = "1 100 90 90 90 0; 2 89 89 89 89 89", .wanted = "2 1 89.00 in; 1 2 74.00 reserve1"},
	{"another quota", .quota = 2, .given = "1 100 90 90 90 0; 2 89 89 89 89 89", .wanted = "1 1 90.00 in; 2 2 89.00 in"},
};

Test(scoring, hand_computed_cases_in_any_order)
{
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		const struct scene *scene = &scenes[i];
		struct trial call;
		trial_start(&call, scene->rules ? scene->rules : &usual, scene->given, scene->shared, scene->quota);
		call.input.without = scene->without;
		call.input.untrimmed = scene->untrimmed;
		struct scored scored = scoring_rank(&call.input, &call.arena);
		char *places = trial_places(&call, &scored);
		cr_expect_str_eq(places, scene->wanted, "%s:\n%s\n%s", scene->claim, places, scene->wanted);
		cr_any_order(&call, scene->claim);
		free(places);
		arena_free(&call.arena);
	}
}

Test(scoring, random_calls_in_any_order)
{
	for (int round = 0; round < 40; round++) {
		struct trial call;
		trial_start(&call, &usual, "", "a 3 1; b -1 2", (int)trial_draw(12));
		for (uint32_t i = 0; i < 24; i++) {
			static const char *const quotas[] = {NULL, "a", "b"};
			call.candidates[call.input.candidate_count++] =
				(struct candidate){.project = i * 3 + 1, .quota = quotas[trial_draw(3)], .preference = trial_draw(2), .decided = (int)trial_draw(3)};
			for (size_t k = trial_draw(8); k > 0; k--)
				call.sheets[call.input.sheet_count++] =
					(struct sheet){i * 3 + 1, (uint32_t)k, 8000 + 100 * (int64_t)trial_draw(4), 100 * (int64_t)trial_draw(2)};
		}
		call.sheets[call.input.sheet_count++] = (struct sheet){.project = 2, .expert = 1, .total = 9900};
		cr_any_order(&call, "a random call");
		arena_free(&call.arena);
	}
}

static void
decide_at_random(struct trial *call, const struct scored *scored)
{
	for (size_t i = 0; i < call->input.candidate_count; i++)
		for (size_t k = 0; k < scored->count; k++)
			if (scored->standings[k].project == call->candidates[i].project && scored->standings[k].place == PLACE_TIED)
				call->candidates[i].decided = 1 + (int)i;
}

/* Whatever people decide on those who are open, nobody else moves, and nobody is open any more. */
Test(scoring, only_the_open_ones_depend_on_people)
{
	int open = 0;
	for (int round = 0; round < 2000; round++) {
		struct trial call;
		trial_start(&call, &usual, "", "a 2 1; b -1 2; c 1 0", (int)trial_draw(9));
		for (uint32_t i = 1; i <= 12; i++) {
			static const char *const quotas[] = {NULL, "a", "b", "c"};
			call.candidates[call.input.candidate_count++] = (struct candidate){.project = i, .quota = quotas[trial_draw(4)]};
			call.sheets[call.input.sheet_count++] = (struct sheet){i, 1, 9000 + 100 * (int64_t)trial_draw(3), 0};
		}
		struct scored before = scoring_rank(&call.input, &call.arena);
		trial_shuffle(&call);
		decide_at_random(&call, &before);
		struct scored after = scoring_rank(&call.input, &call.arena);
		int in = 0;
		for (size_t i = 0; i < before.count; i++)
			for (size_t k = 0; k < after.count; k++) {
				if (before.standings[i].project != after.standings[k].project)
					continue;
				enum place was = before.standings[i].place, is = after.standings[k].place;
				cr_assert(was == PLACE_TIED || (was == PLACE_IN) == (is == PLACE_IN));
				cr_assert_neq(is, PLACE_TIED);
				open += was == PLACE_TIED;
				in += is == PLACE_IN;
			}
		cr_assert_leq(in, call.input.quota);
		arena_free(&call.arena);
	}
	cr_assert_gt(open, 1000, "there were ties to decide");
}

/* ---- what is told */

static struct scored
rank(struct trial *call, const char *given, int quota)
{
	trial_start(call, &usual, given, NULL, quota);
	return scoring_rank(&call->input, &call->arena);
}

Test(scoring, sheets_stand_highest_first_with_what_was_dropped)
{
	struct trial call;
	struct scored scored = rank(&call, "7 93 85 90 89 90; 9 80", 1);
	static const int64_t wanted[] = {9300, 9000, 9000, 8900, 8500};
	cr_assert_eq(scored.sheet_count, 6);
	cr_assert_eq(scored.standings[0].sheets, 3);
	cr_assert_eq(scored.standings[0].sheet_count, 5);
	for (size_t i = 0; i < 5; i++) {
		cr_assert_eq(scored.sheets[scored.standings[0].first_sheet + i].sheet.total, wanted[i]);
		cr_assert_eq(scored.sheets[scored.standings[0].first_sheet + i].dropped, i == 0 || i == 4);
	}
	arena_free(&call.arena);
}

Test(scoring, distance_is_to_the_last_mean_within_the_line)
{
	struct trial call;
	struct scored scored = rank(&call, "1 91; 2 90; 3 88.5; 4", 2);
	cr_assert_eq(scored.standings[0].distance, 100);
	cr_assert_eq(scored.standings[1].distance, 0);
	cr_assert_eq(scored.standings[2].distance, -150);
	arena_free(&call.arena);
	scored = rank(&call, "1 91; 2 90", 0);
	cr_assert_eq(scored.standings[1].distance, 0);
	arena_free(&call.arena);
}

Test(scoring, sheets_far_from_the_mean_are_flagged_from_the_bound_on)
{
	struct trial call;
	struct scored scored = rank(&call, "1 100 70; 2 100 70.01; 3 100 80 80 80 80; 4 20", 1);
	const struct scored_sheet *sheets = scored.sheets;
	cr_assert(sheets[0].far && sheets[1].far, "15 from 85");
	cr_assert_not(sheets[2].far || sheets[3].far, "14.995 from 85.005, which rounds to 15");
	cr_assert(sheets[4].far && sheets[4].dropped, "20 from 80, though dropped");
	cr_assert_not(sheets[5].far);
	cr_assert_not(sheets[9].far, "one alone is its own mean");
	arena_free(&call.arena);
}

Test(scoring, lenient_and_strict_experts_lean)
{
	struct trial call;
	struct scored scored = rank(&call, "1 7:92 4:90 9:88; 2 9:78 7:82 4:80; 3 5:60", 1);
	cr_assert_eq(scored.lean_count, 4);
	cr_assert_eq(scored.leans[0].expert, 4);
	cr_assert_eq(scored.leans[0].lean, 0);
	cr_assert_eq(scored.leans[2].expert, 7);
	cr_assert_eq(scored.leans[2].lean, 200);
	cr_assert_eq(scored.leans[2].sheets, 2);
	cr_assert_eq(scored.leans[3].lean, -200);
	arena_free(&call.arena);
}

static void
cr_why(const char *given, int quota, size_t at, const char *zh, const char *en)
{
	struct trial call;
	struct scored scored = rank(&call, given, quota);
	cr_expect_str_eq(scored.standings[at].why.zh, zh, "%s", scored.standings[at].why.zh);
	cr_expect_str_eq(scored.standings[at].why.en, en, "%s", scored.standings[at].why.en);
	arena_free(&call.arena);
}

Test(scoring, how_a_tie_was_broken_is_said)
{
	cr_why("1 90; 2 80", 1, 0, "", "");
	cr_why("1 90; 2 90; 3 80", 2, 0, "", "");
	cr_why("1 90; 2 90; 3 90", 2, 2, "90.00 分，3 个项目同分，争 2 个名额：须由人裁定并写明理由",
	       "mean 90.00: 3 projects tie at the line for 2 place(s); people must decide, with a reason");
	cr_why("1* 90; 2 90; 3 90", 2, 1, "90.00 分，2 个项目同分，争 1 个名额：须由人裁定并写明理由",
	       "mean 90.00: 2 projects tie at the line for 1 place(s); people must decide, with a reason");
	cr_why("1 90/15; 2 90/16", 1, 0, "90.00 分同分，比“攻关创新”：平均 16.00 分，高于 15.00 分", "tied at 90.00; by 'innovation' 16.00, above 15.00");
	cr_why("1 90/15; 2 90/16", 1, 1, "90.00 分同分，比“攻关创新”：平均 15.00 分，低于 16.00 分", "tied at 90.00; by 'innovation' 15.00, below 16.00");
	cr_why("1* 90; 2 90", 1, 0, "90.00 分同分，符合优先条件", "tied at 90.00; meets a preference condition");
	cr_why("1* 90; 2 90", 1, 1, "90.00 分同分，不符合优先条件", "tied at 90.00; meets no preference condition");
	cr_why("1!2 90; 2!1 90", 1, 1, "90.00 分同分，由人裁定列第 2", "tied at 90.00; people decided: number 2");
	cr_why("1!1 90; 2 90", 1, 1, "90.00 分同分，由人裁定列于其后", "tied at 90.00; people decided for others");
	cr_why("1 90; 2 80; 3 80", 1, 1, "与另 1 个项目同列：递补前须由人裁定先后", "level with 1 other(s): people must decide before one moves up");
}

static void
cr_quota_why(const char *given, const char *shared, int quota, size_t at, const char *zh, const char *en)
{
	struct trial call;
	trial_start(&call, &usual, given, shared, quota);
	struct scored scored = scoring_rank(&call.input, &call.arena);
	cr_expect_str_eq(scored.standings[at].why.zh, zh, "%s", scored.standings[at].why.zh);
	cr_expect_str_eq(scored.standings[at].why.en, en, "%s", scored.standings[at].why.en);
	arena_free(&call.arena);
}

Test(scoring, what_a_shared_quota_changed_is_said)
{
	cr_quota_why("1@new 95; 2@new 94; 3 80", "new 1 0", 2, 1, "“new”至多 1 个名额，已满", "'new' has 1 place(s) at most, all taken");
	cr_quota_why("1@new 95; 2@new 94; 3 80", "new 1 0", 2, 2, "前面有项目因共享名额已满未入围，依次递进", "moves up: a shared quota before it is full");
	cr_quota_why("1 95; 2 94; 3@more 80", "more -1 1", 2, 1, "名次在名额内，但名额已按共享名额的下限留给其他类别",
	             "its rank is within the places, but they are held for other tracks");
	cr_quota_why("1 95; 2 94; 3@more 80", "more -1 1", 2, 2, "按“more”至少 1 个名额入围", "in by 'more', which has 1 place(s) at least");
}

static void
cr_competes(const struct review_rules *review, size_t candidates, int quota, enum verdict_result result, const char *because, const char *cure)
{
	struct trial call;
	trial_start(&call, review, "", NULL, quota);
	for (size_t i = 0; i < candidates; i++)
		call.candidates[call.input.candidate_count++].project = (uint32_t)i + 1;
	struct scored scored = scoring_rank(&call.input, &call.arena);
	cr_expect_eq(scored.competition.result, result, "%s", because);
	cr_expect_str_eq(scored.competition.because.zh, because, "%s", scored.competition.because.zh);
	cr_expect_str_eq(scored.competition.cure.en, cure, "%s", scored.competition.cure.en);
	arena_free(&call.arena);
}

Test(scoring, competition_names_the_base_of_its_ratio)
{
	struct review_rules review = usual;
	cr_competes(&review, 7, 3, VERDICT_PASS, "候选 7 个，名额 3 个，差额 133.3%（按名额数）", "");
	cr_competes(&review, 3, 3, VERDICT_FAIL, "候选 3 个，名额 3 个，差额 0.0%（按名额数）", "at most 2 place(s), or more candidates");
	cr_competes(&review, 1, 3, VERDICT_FAIL, "候选 1 个，名额 3 个，差额 -66.7%（按名额数）", "find more candidates");
	cr_competes(&review, 3, 0, VERDICT_PASS, "候选 3 个，名额 0 个，差额 –（按名额数）", "");
	cr_competes(&review, 0, 0, VERDICT_FAIL, "候选 0 个，名额 0 个，差额 –（按名额数）", "find more candidates");
	review.ratio_base = RATIO_CANDIDATES;
	cr_competes(&review, 7, 3, VERDICT_PASS, "候选 7 个，名额 3 个，差额 57.1%（按候选数）", "");
	review.least_ratio = 60;
	cr_competes(&review, 7, 3, VERDICT_FAIL, "候选 7 个，名额 3 个，差额 57.1%（按候选数）", "at most 2 place(s), or more candidates");
	review.shrink = true;
	cr_competes(&review, 7, 3, VERDICT_PASS, "候选 7 个，名额 2 个，差额 71.4%（按候选数）；候选不足，名额由 3 个减为 2 个", "");
	review.least_ratio = 0;
	review.more_candidates = review.shrink = false;
	cr_competes(&review, 3, 3, VERDICT_PASS, "候选 3 个，名额 3 个，差额 0.0%（按候选数）", "");
}

/* ---- one sheet */

static const struct review_rules weighted = {
	.criteria = (const struct criterion[]){
		{.code = "skill", .label = {.zh = "技能", .en = "skill"}, .points = 50, .weight = 100},
		{.code = "innovation", .label = {.zh = "攻关创新", .en = "innovation"}, .points = 20, .weight = 125},
		{.code = "plan", .label = {.zh = "计划", .en = "plan"}, .points = 10, .weight = 250},
	},
	.criterion_count = 3, .full_marks = 100, .step = 50,
};

Test(scoring, a_total_is_weighted_and_runs_along)
{
	int64_t total;
	bool complete;
	cr_assert_eq(scoring_total(&weighted, (const int64_t[]){4000, 2000, 1000}, &total, &complete, NULL), 0);
	cr_assert(complete);
	cr_assert_eq(total, 9000);
	cr_assert_eq(scoring_total(&weighted, (const int64_t[]){4050, 50, 0}, &total, &complete, NULL), 0);
	cr_assert_eq(total, 4113, "40.5 and 0.625");
	cr_assert_eq(scoring_total(&weighted, (const int64_t[]){4000, -1, INT64_MIN}, &total, &complete, NULL), 0);
	cr_assert_eq(total, 4000);
	cr_assert_not(complete, "unfinished is unfinished, never 0");
	cr_assert_eq(scoring_total(&weighted, (const int64_t[]){0, 0, 0}, &total, &complete, NULL), 0);
	cr_assert(complete && total == 0);
}

static void
cr_refused(int step, int64_t points, const char *message)
{
	struct review_rules review = weighted;
	struct err err = {0};
	int64_t total;
	bool complete;
	review.step = step;
	words_use(LANG_EN, NULL);
	cr_assert_eq(scoring_total(&review, (const int64_t[]){4000, points, -1}, &total, &complete, &err), -1);
	cr_assert_str_eq(err.message, message);
	cr_assert_str_eq(err.field, "innovation");
	cr_assert_eq(err.code, ERR_INPUT);
	cr_assert_not(complete);
}

Test(scoring, points_that_cannot_be)
{
	cr_refused(100, 2100, "'innovation' has 20 points at most");
	cr_refused(100, -100, "'innovation' cannot have less than 0 points");
	cr_refused(100, 1550, "'innovation' takes whole points only");
	cr_refused(50, 1525, "'innovation' takes whole and half points only");
}
