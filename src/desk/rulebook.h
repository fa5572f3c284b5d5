/* Adopting rules and forms. */
#ifndef DESK_RULEBOOK_H
#define DESK_RULEBOOK_H

#include "desk/deed.h"

/* The number of the rulebook that holds today's rules and forms; 0: they are not adopted. */
uint32_t rulebook_current(struct deed *deed, struct err *err);
/* The same, adopting them under this act's entry when they are new; 0 on failure. */
uint32_t rulebook_adopt(struct deed *deed, struct err *err);

#endif
