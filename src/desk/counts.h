/* Counts that this person may know, from kept counters where these tell enough.  Private to desk. */
#ifndef DESK_COUNTS_H
#define DESK_COUNTS_H

#include "desk/room.h"

/* Calls `each` with call, stage, first reviewer and number of projects, over all that this person sees; the same three may come more than once. */
void counts_each(struct desk *desk, void (*each)(void *user, const char *const values[3], uint64_t count), void *user);

#endif
