/* Conditions as data: what a test of rules.yaml reads and asks.  Private to rules. */
#ifndef RULES_CONDITIONS_H
#define RULES_CONDITIONS_H

#include "rules/eligibility.h"
#include "rules/load.h"

/* A field of the project, or one that the office's forms added. */
struct subject {
	const char *path; /* "leader.level", "extra.age" */
	const struct column *column;
	const char *extra; /* its name when column is NULL */
	const struct kind *kind;
};

struct test {
	const struct operator *operator;
	struct subject subject, until; /* `until`: the end of a span */
	struct words name;             /* of the subject in sentences */
	int64_t least, most;           /* INT64_MIN, INT64_MAX: no bound */
	const char *text;              /* code or text wanted, region, … */
	const char *const *codes;
	size_t code_count;
	bool flag;
	const struct test *parts;
	size_t part_count;
	const struct condition *other; /* of `met` */
	const struct subject *shows;   /* fields told with the verdict */
	size_t show_count;
};

struct condition {
	const char *id;
	struct origin origin;
	struct words label, help, cure;
	struct test test;
	bool attested, derived, part, preference;
};

enum { VALUES_MOST = 24 };

/* A value of a sentence: where it goes in the template, and its name among the facts (NULL: no fact). */
struct value {
	const char *place, *fact;
	struct words text;
};

struct finding {
	enum verdict_result result;
	struct words because, cure;
	struct value values[VALUES_MOST];
	size_t count;
};

/* What the tests of one project share. */
struct judging {
	const struct eligibility_input *input;
	const struct condition *condition; /* the one that is judged */
	date_t reference;                  /* the submission, today while there is none */
	struct arena *arena;
	struct buf scratch;
};

/* One row a test that rules.yaml may use. */
struct operator {
	const char *name;
	bool named; /* its sentences name the field */
	void (*load)(struct load *load, struct yaml_node *node, struct test *test);
	void (*judge)(struct judging *judging, const struct test *test, struct finding *finding);
};

extern const struct operator op_at_least, op_at_most, op_age, op_one_of, op_rank_at_least, op_present, op_flag, op_equals;
extern const struct operator op_within_months, op_span_given, op_date_in_span;
extern const struct operator op_predecessor_cycle, op_predecessor_grade, op_predecessor_track;
extern const struct operator op_attested, op_all, op_any, op_not, op_met;
extern const struct operator *const operators[]; /* ended by NULL */

/* The one test in the map; false after a fault. */
bool test_load(struct load *load, struct yaml_node *map, struct test *test);
const struct condition *condition_named(const struct rules *rules, const char *id);

/* The field under `key`, of one of `kinds` (ended by NULL; NULL: any); a fault otherwise. */
bool subject_load(struct load *load, struct yaml_node *map, const char *key, const struct kind *const *kinds, struct subject *subject);
/* Which code list the subject's codes are from, or NULL. */
const char *subject_list(const struct subject *subject);
/* The value; room for an extra's is in *room. */
union room {
	const char *text;
	int64_t number;
	date_t date;
	int8_t flag;
	uint32_t ref;
};
const void *subject_value(struct judging *judging, const struct subject *subject, union room *room);

/* A verdict over the condition with everything that counts: attestations, overrides, other conditions. */
struct verdict condition_judge(struct judging *judging, const struct condition *condition);

#endif
