/* Made-up people and units for the sample office, always the same ones in the same order. */
#ifndef DESK_DEMO_PEOPLE_H
#define DESK_DEMO_PEOPLE_H

#include <stdint.h>

#include "base/alloc.h"
#include "record/codebook.h"

/* Where the made-up things have come to: a small generator of its own, so that the same office comes out everywhere. */
struct sampler {
	uint64_t state;
};

struct sample_person {
	const char *id, *name, *roles, *organisation;
};
/* The office's own people, ended by a NULL id. */
extern const struct sample_person sample_people[];

/* What experts are beside their names, ended by a NULL id. */
struct sample_expert {
	const char *id, *employer, *field, *title;
};
extern const struct sample_expert sample_experts[];

struct sample_application {
	const char *reviewer, *unit, *uscc, *industry, *staff_count, *legal, *contact, *phone;
	const char *leader, *sex, *resident_id, *occupation, *level, *certificate, *from, *to;
	const char *studio, *matching, *publicity_from, *publicity_to, *award, *results;
	const char *predecessor_year; /* NULL: a new application */
};

/* A number below `limit`. */
unsigned sample_number(struct sampler *sampler, unsigned limit);
const char *sample_name(struct sampler *sampler, struct arena *arena);
/* The nth application of a call; numbers of units and people carry right check characters. */
struct sample_application sample_application(struct sampler *sampler, const struct codebook *codes, int year, int nth, struct arena *arena);

#endif
