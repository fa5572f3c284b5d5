/* What taking in and amending an application share (六(三)2). */
#ifndef DESK_INTAKE_H
#define DESK_INTAKE_H

#include "desk/types.h"

/* The call an application goes to: the one it names, else the only open one. */
const struct call *intake_call(struct deed *deed, const struct project *project, struct err *err);
/* One path only: a window or reviewer takes in for its own town or department; sets where it was received. */
int intake_path(struct deed *deed, struct project *project, struct err *err);
/* The same unit and leader apply once in a call: sets the key and refuses a second one, naming it only to who may see it. */
int intake_duplicate(struct deed *deed, struct project *project, struct err *err);
/* Gives the public number, like QP2021-0007. */
void intake_number(struct deed *deed, const struct rules *rules, struct project *project);
/* Replaces the rows of repeating groups by those of the request. */
int intake_lines(struct deed *deed, struct err *err);

#endif
