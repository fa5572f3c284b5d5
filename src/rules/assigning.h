/* Who reads what: a minimum-cost flow, so that where an assignment exists it is found.  Pure. */
#ifndef RULES_ASSIGNING_H
#define RULES_ASSIGNING_H

#include <stdint.h>

#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"

struct assigning_expert {
	uint32_t expert;
	int load_cap;        /* most projects in all, those kept included; 0: no cap */
};

struct assigning_pair {
	uint32_t project, expert;
};

struct assigning_input {
	const uint32_t *projects;
	size_t project_count;
	const struct assigning_expert *experts;
	size_t expert_count;
	int sheets;                           /* wanted for each project */
	const struct assigning_pair *barred;  /* conflicts: never together */
	size_t barred_count;
	const struct assigning_pair *kept;    /* assigned before: stay, whatever comes, and count; a pair of a project not listed
	                                         here still is a load */
	size_t kept_count;
};

struct assigning_result {
	struct assigning_pair *added;         /* sorted by project, expert */
	size_t added_count;
	struct assigning_lack {
		uint32_t project;
		int missing;                      /* sheets that could not be found */
		int barred;                       /* experts it conflicts with */
		int full;                         /* experts without conflict who do not have it and are at their cap */
	} *lacks;                             /* projects left short, with what stands in the way */
	size_t lack_count;
	int least_load, most_load;
};

/* As many sheets as can be had, and first one for each project, then a second, and so on; loads as even as can be then.
 * The same input, in whatever order, gives the same result. */
struct assigning_result assigning_run(const struct assigning_input *input, struct arena *arena);

#endif
