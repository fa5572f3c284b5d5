/* The sample office: staff of every role, calls and projects in every stage reached so far.  All units and people are made up. */
#ifndef DESK_DEMO_H
#define DESK_DEMO_H

#include "desk/act.h"

/* The day that stands in for today there. */
date_t demo_day(void);
/* Fills fresh records, always with the same people, units and figures, through the same acts that people do. */
int demo_fill(struct desk *desk, bool (*progress)(void *user, uint64_t done, uint64_t total), void *user, struct err *err);

#endif
