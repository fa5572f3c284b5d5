/* The screens of ui-demo. */
#ifndef TESTS_UI_DEMO_H
#define TESTS_UI_DEMO_H

#include "ui/frame.h"

extern const struct screen_class screen_form; /* its argument: whether an existing record is amended */

#endif
