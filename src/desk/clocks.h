/* What runs out in the funded years, counted by index: assessments, rectifications, cycles, terms, money.  Private to desk. */
#ifndef DESK_CLOCKS_H
#define DESK_CLOCKS_H

#include "desk/room.h"
#include "record/stages.h"

enum { CLOCK_TERMS = 3, CLOCKS_MOST = 48 };

/* Records of a type whose coded members are these and whose numbers and dates lie so, ends included. */
struct clock {
	const char *kind, *label, *fund; /* fund: the one it is about; "" none */
	const struct record_type *type;
	struct {
		const char *path, *code;       /* path NULL: no more */
	} codes[CLOCK_TERMS];
	struct {
		const char *path;
		int64_t low, high;             /* INT64_MIN, INT64_MAX: open */
	} spans[CLOCK_TERMS];
	const char *deadline;              /* the date that is the line's deadline; NULL: none */
	uint64_t count;
	date_t first;                      /* the earliest deadline; DATE_NONE none */
};
struct clocks {
	struct clock items[CLOCKS_MOST];
	size_t count;
};

/* Those that concern this person today, not counted yet. */
void clocks_list(struct desk *desk, struct clocks *out);
/* How many of what this person sees each of them counts, and the first; not between store_begin and store_end. */
void clocks_count(struct desk *desk, struct clocks *out);

#endif
