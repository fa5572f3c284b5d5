/* rules.yaml: everything an office could change without a programmer.  Loaded whole or refused with every fault. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "base/workday.h"
#include "base/yamltree.h"
#include "record/types.h"
#include "rules/sections.h"
#include "rules/verdict.h"

struct condition; /* see conditions.h */
struct checklist_item {
	const char *code;
	struct words label;
	bool required;
	bool original;       /* must be seen in the original */
	struct origin origin;
};
struct track {
	const char *code;    /* "new", "follow_on" */
	struct words label;
	const char *const *aliases;
	const char *id_prefix; /* of project numbers; the programme's unless the track has its own */
	const struct condition *const *conditions; /* in the order shown */
	size_t condition_count;
	const struct checklist_item *checklist;
	size_t checklist_count;
	uint32_t stages;     /* STAGE_SET of its stages; one left out is passed through by the act before it */
	bool leader_paid;    /* the leader receives allowances */
};
enum { RULES_OWN_LISTS = 7 }; /* track, condition, material, fund, payment, use, task: bound to a call with the sections they come from */
struct rules {
	const char *hash;      /* SHA-256 of the text, hex */
	const char *id_prefix; /* "QP" */
	struct office_texts office;
	struct calendar calendar;
	const struct track *tracks;
	size_t track_count;
	struct codebook codes; /* reviewer, nature, level, grade, track, … */
	const struct condition *conditions; /* all, in file order; tracks point to theirs */
	size_t condition_count;
	struct cycle_rules cycle;
	struct correction_rules correction;
	struct first_review_rules first_review;
	struct target target;
	const struct review_rules *review;  /* see review.h */
	const struct shared_quota *quotas;
	size_t quota_count;
	const struct funded_rules *funded;  /* see funded.h */
	const struct assessment_element *elements; /* see assessing.h */
	size_t element_count;
	const struct track_money *money;    /* private to funded.c: one for each track */
	struct publicity_rules publicity;
	struct yaml_node *root; /* for rules_each_value(); NULL once forgotten */
	struct yaml_tree *tree; /* owned */
	struct arena arena;
};

/* Loads rules from a text; NULL with every fault in *faults.  Warnings may be there when it succeeds. */
struct rules *rules_parse(const char *name, const char *text, size_t len, struct faults *faults);
struct rules *rules_load(const char *path, struct faults *faults);
void rules_free(struct rules *rules);
const struct track *rules_track(const struct rules *rules, const char *code);
/* Years of a cycle begun in `year`: its cohort's, else those of new projects; and the last day of it. */
int cycle_years(const struct rules *rules, int year);
date_t cycle_last_day(const struct rules *rules, int year);
/* Every value of the file with its clause or origin, for `rules show`: calls `each` in file order.  Most of the memory of rules is for this
 * alone: rules_forget_values() gives it back. */
void rules_each_value(const struct rules *rules, void (*each)(void *user, const char *path, const char *value, const char *origin), void *user);
void rules_forget_values(struct rules *rules);

#endif
