/* What first screens need of the rules without reading them: labels of codes, the aim, reminders.  Private to desk. */
#ifndef DESK_LABELS_H
#define DESK_LABELS_H

#include "desk/desk.h"

struct labels;
void labels_free(struct labels *labels);
/* Makes the cache of labels anew from today's rules. */
int labels_refresh(struct desk *desk, struct err *err);
const char *labels_title(struct desk *desk);
/* The number of projects aimed at (四), what comes up how long before its day, and the codes of a list of the rules, from the same cache. */
struct target labels_target(struct desk *desk);
struct reminders {
	int annual, final, term, retirement, cycle; /* days */
	int leftover_months;                        /* before the end of the cycle; 0: money unspent is not told */
};
struct reminders labels_reminders(struct desk *desk);
size_t labels_codes(struct desk *desk, const char *list, const char **codes, size_t most);

#endif
