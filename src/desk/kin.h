/* Other projects of the same unit or leader: what an application follows on, and what bars it.  Private to desk. */
#ifndef DESK_KIN_H
#define DESK_KIN_H

#include "desk/deed.h"

/* Another project that follows on `predecessor` and stands before `project`: awarded at some time, or on its way and entered earlier; NULL: none. */
const struct project *kin_follow_on(struct desk *desk, const struct project *project, const struct project *predecessor, struct arena *arena);
/* Refuses an application whose unit or leader is barred by what became of an earlier project (rules: bans), naming the clause and the last year. */
int kin_barred(struct deed *deed, const struct rules *rules, struct err *err);

#endif
