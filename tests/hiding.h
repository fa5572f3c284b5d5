/* Pairs of records that differ only in what a person may not see.  What that is is said here once more, from the programme and not from the code
 * that hides it. */
#ifndef TESTS_HIDING_H
#define TESTS_HIDING_H

#include "desk/room.h"

enum { PROBES = 16, TARGETS = 24 };

struct chance {
	uint64_t state;
};
unsigned chance(struct chance *chance, unsigned limit);

struct viewer {
	char as[32];
	unsigned role;
	const char *town; /* of a window or first reviewer */
};

/* A sample office in the folder "base", and a pair of it in "a" and "b". */
struct world {
	char dir[96];
	struct arena arena;
	struct viewer viewer;
	const char *probes[PROBES + 1];  /* words that were hidden in one of the two */
	size_t probe_count;
	const char *targets[TARGETS + 1];
	const char *twin_uscc, *twin_resident; /* of an applicant of an earlier call that this seat may not see */
};

/* Made for the tests of one seat: "expert", "recused" (who stands aside from a project in review), "window", "reviewer". */
void world_open(struct world *world, const char *seat);
void world_close(struct world *world);
/* The nth pair; forgets the one before. */
void world_pair(struct world *world, unsigned pair);
const char *world_file(struct world *world, const char *name);
struct desk *world_desk(struct world *world, const char *side, const char *as);

#endif
