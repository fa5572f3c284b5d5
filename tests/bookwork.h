/* A project whose books are kept, for tests: awarded on 2021-06-01 for 2021 to 2023. */
#ifndef TESTS_BOOKWORK_H
#define TESTS_BOOKWORK_H

#include "deskwork.h"

/* One that is awarded, without the acts of the review; the day at work becomes 2021-06-01. */
const char *books_award(struct work *work);
/* The whole grant of 100,000 is paid to the unit on 2021-07-01, without the acts of paying. */
void books_pay(struct work *work, const char *id);
/* Awarded, signed and paid; the day at work becomes 2021-07-01. */
const char *books_running(struct work *work);

#endif
