/* The screens of the expert review and the decision, from one menu. */
#ifndef SCREEN_REVIEWMENU_H
#define SCREEN_REVIEWMENU_H

#include "ui/ui.h"

/* Opens what the person chooses of those that are open to them; without a question where there is only one. */
void reviewmenu(struct ui *ui);
/* Whether there is anything to choose. */
bool reviewmenu_any(struct ui *ui);

#endif
