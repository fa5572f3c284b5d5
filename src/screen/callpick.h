/* Which call a screen is about. */
#ifndef SCREEN_CALLPICK_H
#define SCREEN_CALLPICK_H

#include "base/alloc.h"
#include "ui/ui.h"

/* The newest call's id in the arena; NULL while there is none. */
const char *call_newest(struct ui *ui, struct arena *arena);
/* Asks for one, newest first; without a question where there is only one.  NULL: none was chosen. */
const char *call_choose(struct ui *ui, struct arena *arena);
/* "2023 annual call" of an id, for titles: the call's own title where it has one. */
const char *call_title(struct ui *ui, const char *id, struct arena *arena);

#endif
