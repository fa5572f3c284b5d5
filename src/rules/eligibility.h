/* Whether an application meets the conditions of its track: 三(一) 三(二) 五(一)末 六(一) 六(二).  Pure. */
#ifndef RULES_ELIGIBILITY_H
#define RULES_ELIGIBILITY_H

#include "rules/rules.h"

struct eligibility_input {
	const struct rules *rules;
	const struct project *project;
	const struct attestation *const *attestations; /* the newest of each condition counts; in order of making */
	size_t attestation_count;
	const struct override *const *overrides;
	size_t override_count;
	const struct project *predecessor; /* in these records, or NULL */
	const char *predecessor_grade; /* its final grade on record; NULL or "": what the application says counts */
	const struct project *follow_on; /* another one that follows on the same predecessor and stands before this one; NULL: none */
	date_t today;      /* stands for the submission while there is none */
};

/* The verdicts over every condition of the project's track, in the arena.  An unknown or empty track gives one failed verdict. */
struct verdicts eligibility_check(const struct eligibility_input *input, struct arena *arena);
/* Over the one condition; the form's live verdict under a field uses the conditions that name the field. */
struct verdict eligibility_one(const struct eligibility_input *input, const struct condition *condition, struct arena *arena);
/* The conditions of the track that read `path`, in *out (arena); returns how many. */
size_t conditions_of_field(const struct track *track, const char *path, const struct condition *const **out, struct arena *arena);
/* The track whose conditions ask for a predecessor's whole cycle; NULL: none. */
const struct track *follow_on_track(const struct rules *rules);
/* Whether track and final grade of a project that ran its cycle let another follow on it (六(二)3). */
bool followable(const struct rules *rules, const struct project *project);
/* Whether a person attests this condition; one derived from others (any of three) is not attested itself. */
bool condition_attested(const struct condition *condition);
const char *condition_id(const struct condition *condition);
const char *condition_clause(const struct condition *condition);
struct words condition_label(const struct condition *condition);
struct words condition_help(const struct condition *condition);

#endif
