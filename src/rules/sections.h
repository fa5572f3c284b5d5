/* What the short sections of rules.yaml say. */
#ifndef RULES_SECTIONS_H
#define RULES_SECTIONS_H

#include "base/date.h"
#include "base/words.h"

/* Where a value comes from. */
struct origin {
	const char *clause; /* the clause's number, or "office" */
	bool office;        /* the office's choice, be it in carrying out a clause */
};
struct correction_rules {
	int days;            /* working days to correct */
	bool first_day_counts;
	bool lapse;          /* past the deadline the application counts as given up */
	struct origin origin;
};
struct first_review_rules {
	int days;            /* working days for a first review; 0: none */
	bool first_day_counts;
	bool needs_open_attested; /* every attested condition must be answered before recommending */
	struct origin origin;
};
struct office_texts {
	struct words programme, district, office, working_group;
	const char *document; /* 青人社〔2020〕54号 */
	date_t in_force_from, in_force_to; /* by application date; DATE_NONE: open */
};
struct target {
	int projects, from_year, to_year; /* 四: 60, 2021, 2025 */
	const char *tracks;               /* codes of those that count, with blanks between; "" all */
	bool cancelled_too;               /* cancelled ones count; else they are told apart */
	struct origin origin;
};
/* How long projects run, by the year of their award; the first year counts. */
struct cohort {
	int from_year, until_year, years;
};
/* How long a list is before the public. */
struct publicity_rules {
	int days; /* working days */
	bool first_day_counts;
};
struct cycle_rules {
	int years; /* of new projects; 0: the rules name no cycle */
	const struct cohort *cohorts;
	size_t cohort_count;
	struct origin origin;
};

#endif
