/* How experts review by the rules (sections `review` and `quotas` of rules.yaml). */
#ifndef RULES_REVIEW_H
#define RULES_REVIEW_H

#include "rules/rules.h"

struct criterion {
	const char *code;
	struct words label;
	struct words standard; /* what earns the points; may be empty */
	int points;            /* full marks */
	int weight;            /* in percent of the points as given; 100 unless the rules weigh */
};

enum tie_break { TIE_CRITERION, TIE_PREFERENCE, TIE_PEOPLE };
enum ratio_base { RATIO_PLACES, RATIO_CANDIDATES }; /* (n−m)/m and (n−m)/n: named wherever it is shown */

struct review_rules {
	const struct criterion *criteria;
	size_t criterion_count;
	int full_marks;             /* of a sheet, weighted */
	int step;                   /* points come in hundredths that are multiples of this: 100 whole, 50 half ones */
	int panel_least;
	bool panel_odd;
	int sheets;                 /* wanted for each project; as many as the least panel where the rules name none */
	int load_cap;               /* most projects of one expert; 0: none */
	int recusal_years;
	bool hide_unit, hide_leader; /* blind review */
	int trim_highest, trim_lowest, trim_from; /* dropped once that many sheets remain after recusals */
	int decimals;               /* of the mean */
	bool more_candidates;       /* more candidates than places are required */
	enum ratio_base ratio_base;
	int least_ratio;            /* in percent of the base; 0: any */
	bool shrink;                /* with thin competition the places shrink until there are more candidates */
	const enum tie_break *ties; /* in order */
	size_t tie_count;
	const char *tie_criterion;  /* code; the heaviest one where the rules name none */
	int far_from_mean;          /* points from the mean that flag a sheet; advice only */
	bool reserve_list, reserve_publicity;
	int reserve_length;         /* 0: all that were ranked behind the line */
	bool close_unfinished;      /* scoring may be closed with sheets unfinished; they never count */
	struct origin origin;
};

/* Places of a call that some tracks share: together they get at most the cap, and at least the floor while they have
 * candidates for it.  A track is in one of them at most. */
struct shared_quota {
	const char *code;
	struct words label;        /* the code where the rules have no words */
	const char *const *tracks;
	size_t track_count;
	int cap;                   /* -1: none */
	int floor;                 /* 0: none */
};

/* The review of the programme; NULL where it has no expert review. */
const struct review_rules *rules_review(const struct rules *rules);
const struct criterion *review_criterion(const struct review_rules *review, const char *code);
/* What a sheet keeps the remark on a criterion under, "innovation_remark", in the arena; and the criterion whose remark that name is, or NULL. */
const char *criterion_remark(const struct criterion *criterion, struct arena *arena);
const struct criterion *review_remarked(const struct review_rules *review, const char *name);
/* Whether experts score the projects of the track: the rules have a review, and the track its stages. */
bool rules_scored(const struct rules *rules, const char *track);
/* All shared quotas in file order, and the one that a track is in, or NULL. */
const struct shared_quota *rules_quotas(const struct rules *rules, size_t *count);
const struct shared_quota *rules_quota_of(const struct rules *rules, const char *track);

#endif
