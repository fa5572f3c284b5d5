/* A call under review, written as text. */
#ifndef TESTS_TRIAL_H
#define TESTS_TRIAL_H

#include "rules/scoring.h"

enum { CANDIDATES_MOST = 64, SHEETS_MOST = 512, QUOTAS_MOST = 4 };

struct trial {
	struct review_rules review;
	struct candidate candidates[CANDIDATES_MOST];
	struct sheet sheets[SHEETS_MOST];
	struct shared_quota shared[QUOTAS_MOST];
	char codes[CANDIDATES_MOST + QUOTAS_MOST][16];
	size_t code_count;
	struct scoring_input input;
	struct arena arena;
};

/* Candidates are parted by ';': a number, '*' for one with a preference condition, '!2' as decided second, '@code' for its shared quota; then
 * its sheets: points, with '/' the points of the tie criterion, before ':' the expert where it is not the place in the line.
 * Shared quotas likewise: code, cap (-1: none), floor; NULL: none. */
void trial_start(struct trial *call, const struct review_rules *review, const char *given, const char *shared, int quota);
/* "15 1 91.00 in; 21 3= 87.33 tied; 3 5 86.33 reserve1; 9 - unscored"; malloc'ed, as is all that came out, to the last sentence. */
char *trial_places(struct trial *call, const struct scored *scored);
char *trial_all(struct trial *call, const struct scored *scored);
/* Chance that is the same each time, and another order of the input by it. */
size_t trial_draw(size_t below);
void trial_shuffle(struct trial *call);

#endif
