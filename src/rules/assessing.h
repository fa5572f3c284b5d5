/* Points of an assessment's checklist, its grade and result (八(二)1–6).  Pure. */
#ifndef RULES_ASSESSING_H
#define RULES_ASSESSING_H

#include "rules/funded.h"
#include "rules/verdict.h"

enum item_kind { ITEM_THRESHOLD, ITEM_JUDGED, ITEM_DEDUCTIONS, ITEM_SHORTFALL, ITEM_ZEROING, ITEM_PENALTY, ITEM_BONUS };

struct deduction {
	struct words label;
	int points;
};
struct assessment_item {
	const char *code;
	struct words label;
	enum item_kind kind;
	int points;              /* full marks; of a penalty the most that is taken from the total, of a bonus the most that is added */
	const char *method;      /* how it is proved: a code of "assessment_method" */
	const struct deduction *deductions;
	size_t deduction_count;
	struct words zero_when;  /* empty: nothing zeroes it */
	int target, each_short;  /* of a shortfall */
	struct origin origin;
};
struct assessment_element {
	const char *code;
	struct words label;
	int points;
	const struct assessment_item *items;
	size_t item_count;
	struct origin origin;
};
/* The elements of the rules, in file order. */
size_t rules_elements(const struct rules *rules, const struct assessment_element **out);
const struct assessment_item *rules_item(const struct rules *rules, const char *code);

/* What an assessor found for an item, as text.  Judged, bonus: points ("8", "8.5" never: whole points).  Threshold: "yes" or "no" (also 是 否), or
 * the full marks and 0.  Zeroing: "no" it does not happen, or "zero"; or the full marks and 0.  Penalty: points taken, or "0".  Deductions: the
 * numbers of those that apply ("1 3"), "0" for none, or "zero".  Shortfall: the number reached, then numbers of deductions after a '/': "8",
 * "8/1", or "zero".  Gives the points of the item in hundredths (negative for a penalty) and 1; 0 where nothing was answered, which is never
 * 0 points; -1 where it cannot be: *err says the figure and the cure, err->field the item's code. */
int item_points(const struct assessment_item *item, const char *text, int64_t *hundredths, struct err *err);
/* Puts the item's clause and name before what is wrong with it; -1. */
int item_wrong(const struct assessment_item *item, struct err *err);
/* What earns its points and how its answer is written, a sentence. */
struct words item_standard(const struct assessment_item *item, struct arena *arena);
/* Whether its points are part of its element's: penalties and bonuses change the total alone. */
bool item_counts(const struct assessment_item *item);

struct element_sum {
	const struct assessment_element *element;
	int64_t points;          /* hundredths */
	int64_t possible;        /* full marks of what was answered */
	size_t answered, items;
	bool faulty;             /* an answer of it is wrong */
};
struct checklist_sum {
	struct element_sum *elements;
	size_t element_count;
	int64_t total;           /* hundredths; penalties taken, bonuses added, never under 0 or over 100 */
	int64_t possible;        /* full marks of what was answered, so that "61 of 65, 35 not assessed" can be said */
	bool whole;              /* every item was answered */
};
/* Sums a checklist.  `answer` gives the text of an item, "" where it was not answered; a wrong one counts as not answered and is a fault
 * (`faults` NULL: untold). */
void checklist_sum(const struct rules *rules, const char *(*answer)(void *user, const char *item), void *user, struct arena *arena,
	struct checklist_sum *out, struct faults *faults);
/* The mean of several checklists' totals, in hundredths, half up. */
int64_t checklist_mean(const int64_t *totals, size_t count);
/* The grade of that many points by the bands, as a verdict with its figures; passed unless the grade is the lowest of several bands.  When `top` of
 * `all` projects of the year have the best grade already and one more would go over the cap, the next grade is given and it says so; the cap
 * fails nobody. */
struct verdict assessment_grade(const struct rules *rules, int64_t hundredths, size_t top, size_t all, const char **grade, bool *passed,
	struct arena *arena);

#endif
