/* What a line of the desk counts, and what is to be done about it. */
#ifndef SCREEN_TODOHELP_H
#define SCREEN_TODOHELP_H

#include "desk/casework.h"

void todohelp(const struct todo_item *item, struct buf *out);

#endif
