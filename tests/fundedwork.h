/* Projects in their funded years, for tests: awarded, assessed, inspected and paid without going the whole road. */
#ifndef TESTS_FUNDEDWORK_H
#define TESTS_FUNDEDWORK_H

#include "deskwork.h"

/* A project of 2021 that was awarded on that day with all that follows from it (cycle, money due) and stands at `stage`. */
const char *funded_bring(struct work *work, enum stage stage, const char *awarded_on);
/* The same for an application that is there: its award, and the stage it stands at. */
void funded_award(struct work *work, const char *id, enum stage stage, const char *awarded_on);
/* An assessment with its result ("passed", "failed") and grade, as of that day; gives its number. */
const char *funded_assess(struct work *work, const char *id, const char *kind, int year, const char *result, const char *grade, const char *on);
/* An inspection with its outcome; gives its number. */
const char *funded_inspect(struct work *work, const char *id, const char *outcome, const char *on);
/* Everything that is due is paid. */
void funded_pay(struct work *work, const char *id, const char *on);
/* Gives the project another cycle. */
void funded_cycle(struct work *work, const char *id, const char *from, const char *to);
/* A meeting held on that day; gives its number. */
const char *funded_meeting(struct work *work, const char *on);
/* The obligation of a payment's turn; NULL: there is none. */
struct obligation *funded_obligation(struct work *work, const char *id, const char *payment, int turn);
/* Public id of the newest part of a type. */
const char *funded_newest(struct work *work, const char *id, const struct record_type *type);

#endif
