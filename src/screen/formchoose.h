/* What F4 offers in fields that name something without a code list: a condition, a material, a meeting, experts. */
#ifndef SCREEN_FORMCHOOSE_H
#define SCREEN_FORMCHOOSE_H

#include "record/form.h"
#include "ui/ui.h"

/* The text to take, malloc'ed; NULL: nothing was chosen, or the field has nothing to choose from.  `target` may be NULL. */
char *form_choose_text(struct ui *ui, const char *target, const struct form_field *field);

#endif
