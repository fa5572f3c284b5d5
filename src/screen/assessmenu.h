/* The way into an assessment: a checklist where elements are scored, else the short form. */
#ifndef SCREEN_ASSESSMENU_H
#define SCREEN_ASSESSMENU_H

#include "ui/ui.h"

/* Opens what assesses the project: that kind and year, or what comes next where `kind` is NULL.  Whose checklist it is is asked for. */
bool assess_open(struct ui *ui, const char *project, const char *kind, int year);
/* Goes on with the checklist of which keystrokes were kept under this target. */
int assess_go_on(struct ui *ui, const char *target, struct err *err);

#endif
