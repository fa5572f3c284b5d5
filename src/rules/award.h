/* What an award is worth to the unit by the rules (五(一)1, 五(一)3), and how long its list is public. */
#ifndef RULES_AWARD_H
#define RULES_AWARD_H

#include "rules/rules.h"

/* The sum of the track's payments to the unit that an award makes due; 0 where there are none. */
money_t award_amount(const struct rules *rules, const char *track);
/* Section `publicity`. */
struct publicity_rules rules_publicity(const struct rules *rules);

#endif
