/* What the files of the ranking share.  Private to rules. */
#ifndef RULES_SCORING_PARTS_H
#define RULES_SCORING_PARTS_H

#include "rules/scoring.h"

struct ranking {
	const struct scoring_input *input;
	const struct review_rules *review;
	struct arena *arena;
	struct scored *scored;
	size_t ranked; /* standings with a mean: the first ones */
};

/* Why a standing is where it is, besides its mean. */
enum quota_reason { QUOTA_NONE, QUOTA_FULL, QUOTA_KEPT, QUOTA_HELD, QUOTA_MOVED };

/* Below 0 where `a` goes before `b` by that one way of breaking ties. */
int ranking_break(enum tie_break by, const struct standing *a, const struct standing *b);
/* The same by mean and all ways in their order; 0: only people can tell them apart. */
int ranking_compare(const struct review_rules *review, const struct standing *a, const struct standing *b);

/* The places after shrinking, and whether there are candidates enough. */
void ranking_compete(struct ranking *ranking);
/* Who is in, who waits behind, who is open; the standings stand in their order. */
void ranking_draw_line(struct ranking *ranking);

/* Sentences for `why`. */
struct words ranking_say_open(struct ranking *ranking, const struct standing *standing, size_t tied, int places);
struct words ranking_say_break(struct ranking *ranking, const struct standing *standing, const struct standing *other, bool ahead);
struct words ranking_say_reserve(struct ranking *ranking, size_t others);
struct words ranking_say_quota(struct ranking *ranking, enum quota_reason reason, const struct shared_quota *quota);

#endif
