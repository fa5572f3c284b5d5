/* The rows of the table of acts, each in a file of its own. */
#ifndef DESK_ACTS_H
#define DESK_ACTS_H

#include "desk/act.h"

#define ACT(name) extern const struct act act_##name;
#include "desk/acts.def"
#undef ACT

#endif
