/* Changing seats in the sample office, and what was keyed and not saved. */
#ifndef SCREEN_SEAT_H
#define SCREEN_SEAT_H

#include "desk/query.h"
#include "ui/ui.h"

/* Offers everybody's seat; screens above the first are asked to close before another sits down. */
void seat_choose(struct ui *ui);
/* Lists what this person keyed and did not save; Enter goes on with it, or it is dropped after a question. */
void seat_unsaved(struct ui *ui);

/* Goes on with one of them. */
void seat_go_on(struct ui *ui, const struct kept_form *kept);

#endif
