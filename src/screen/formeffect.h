/* What an act would do to money, told below its form while it is keyed.  Private to the form screen. */
#ifndef SCREEN_FORMEFFECT_H
#define SCREEN_FORMEFFECT_H

#include "desk/act.h"
#include "ui/ui.h"

/* Rows it takes of an area of so many; 0: the act tells nothing. */
int form_effect_rows(const struct act *act, int rows);
/* Draws what the act would do to the target with the record as keyed so far. */
void form_effect_draw(struct ui *ui, const struct act *act, const char *target, const void *record, const struct area *area);

#endif
