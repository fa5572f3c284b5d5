/* From score sheets to a ranking with its cut line.  Pure; whatever the order of its input, the same comes out. */
#ifndef RULES_SCORING_H
#define RULES_SCORING_H

#include "rules/review.h"

/* One expert's submitted sheet of one project.  Unfinished and recused sheets are not given here: a missing score is never 0. */
struct sheet {
	uint32_t project;
	uint32_t expert;      /* the number of the staff record */
	int64_t total;        /* weighted, in hundredths of a point */
	int64_t tie_points;   /* points of the tie criterion, in hundredths */
};

struct candidate {
	uint32_t project;
	const char *quota;    /* code of the shared quota of its track (rules_quota_of); NULL: it takes the call's places alone */
	bool preference;      /* meets a preference condition (六(一)2, 六(二)5): may break ties, never adds points */
	int decided;          /* place among its tie as people decided (1 first), 0: not decided */
};

enum place { PLACE_IN, PLACE_RESERVE, PLACE_OUT, PLACE_TIED /* at the line, open until people decide */, PLACE_UNSCORED };

struct standing {
	uint32_t project;
	int64_t mean;         /* of the sheets that count, in units of its last decimal, rounded half up; compared as rounded */
	int64_t tie_mean;     /* the same sheets' mean of the tie criterion, rounded alike */
	const char *quota;    /* these three as given */
	bool preference;
	int decided;
	size_t sheets;        /* that count: the divisor */
	size_t first_sheet, sheet_count; /* its sheets in scored->sheets, highest first */
	unsigned rank;        /* 1 first; equal means share a rank; 0 unscored */
	bool shared;
	enum place place;
	unsigned reserve;     /* place on the reserve list from 1, shared by those whom nothing tells apart; 0 not on it */
	struct words why;     /* how the tie was broken, what is open, or which shared quota decided; empty otherwise */
	int64_t distance;     /* mean less the last mean within the line; 0 while nobody is within */
};

struct scored_sheet {
	struct sheet sheet;
	bool dropped;         /* trimmed: shown in brackets */
	bool far;             /* far from the mean: advice to the chair */
};

struct scored {
	struct standing *standings; /* in order of rank, then of what breaks ties, then of number; unscored ones last */
	size_t count;
	struct scored_sheet *sheets;
	size_t sheet_count;
	int places;           /* the quota, after shrinking */
	int candidates;
	struct verdict competition; /* 差额: candidates, places, ratio and its base */
	struct expert_lean {
		uint32_t expert;
		size_t sheets;
		int64_t lean;     /* mean difference to the projects' means, hundredths: above 0 lenient; advice only */
	} *leans;
	size_t lean_count;
};

struct scoring_input {
	const struct review_rules *review;
	const struct candidate *candidates;
	size_t candidate_count;
	const struct sheet *sheets;  /* in any order */
	size_t sheet_count;
	int quota;
	const struct shared_quota *shared; /* rules_quotas() */
	size_t shared_count;
	uint32_t without;            /* what if: leave this expert out; 0 nobody */
	bool untrimmed;              /* what if: drop nothing */
};

struct scored scoring_rank(const struct scoring_input *input, struct arena *arena);
/* "91.00" by the decimals of the rules, in the arena. */
const char *scoring_print(const struct review_rules *review, int64_t mean, struct arena *arena);

/* A sheet's running total, weighted, from its points by criterion (hundredths; −1 or INT64_MIN: not given).  While one is not given *complete is
 * false, which is no error.  -1 for points over full marks, negative or no multiple of the step; err->field is the criterion's code. */
int scoring_total(const struct review_rules *review, const int64_t *points, int64_t *total, bool *complete, struct err *err);

#endif
