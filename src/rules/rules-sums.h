/* What the tables of rules-later.c cannot say: sums, orders, references.  Private to rules. */
#ifndef RULES_SUMS_H
#define RULES_SUMS_H

#include "rules/load.h"

/* Points of the criteria make 100 by their weights, the one that breaks ties is among them, and trimming leaves sheets. */
void review_check(struct load *load, struct yaml_node *review);
/* Points of an element's items make the element's, those of the elements 100. */
void elements_check(struct load *load, struct yaml_node *elements);
/* Grade bands go down, and the last begins at 0. */
void bands_check(struct load *load, struct yaml_node *bands);
/* Payments: an amount or amounts by grades that an assessment gives, a fund that the file names, and the assessment that makes them due. */
void payments_check(struct load *load, struct yaml_node *payments);
/* Floors not above caps, and no track in two quotas. */
void shared_check(struct load *load, struct yaml_node *quotas);

#endif
