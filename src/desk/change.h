/* Changes of unit and leader (变更登记), and what each does to money.  Private to desk. */
#ifndef DESK_CHANGE_H
#define DESK_CHANGE_H

#include "desk/funded.h"
#include "rules/funded.h"

/* What must be there for its kind: names, numbers, dates; and that it can have happened to this project. */
int change_check(const struct project *project, const struct alteration *alteration, date_t today, struct err *err);
/* Changes unit, leader, address or stage of the project as the alteration says; `project` is the caller's own copy. */
void change_apply(const struct funded_rules *rules, struct project *project, struct alteration *alteration);
/* What the change does to money, in both languages: every turn of a payment that is due otherwise, and the sums before and after. */
struct words change_effect(struct desk *desk, const struct project *before, const struct project *after, const struct alteration *alteration,
	date_t today, struct arena *arena);

#endif
