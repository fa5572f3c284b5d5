/* All that a person can learn from the records, as one text: every list in every order, every record by every number, history, conditions, acts and
 * what they answer, counts, files that go out. */
#ifndef TESTS_OBSERVE_H
#define TESTS_OBSERVE_H

#include "base/buf.h"
#include "desk/act.h"

struct observing {
	struct desk *desk;
	const char *folder;          /* for files that go out */
	const char *const *probes;   /* words to be looked for, ended by NULL */
	const char *const *targets;  /* public ids to try acts on, ended by NULL */
	const char *uscc, *resident; /* of somebody who may be hidden: what an application of theirs is told */
	struct buf out;
};

void observe(struct observing *observing);

#endif
