/* People at the screens in the life of a funded project: the agreement, and money that three of them handle; each sits down on a day. */
#ifndef TESTS_FUNDEDKEYS_H
#define TESTS_FUNDEDKEYS_H

#include "fundedroad.h"
#include "keyboard.h"

/* Who pays and who approves, besides 李敏. */
void keys_staff(struct life *life);
struct pty *keys_sit(struct life *life, const char *as, const char *today);
/* A list or a form, by its name on the command line. */
void keys_go(struct pty *pty, const char *verb, const char *target, const char *shown);
/* What is asked before an act, and before a grave one. */
void keys_say_yes(struct pty *pty);
void keys_say_word(struct pty *pty, const char *word);
void keys_sign(struct life *life, const char *project, const char *today);
/* Why a payment of a year is due, or is not, as F1 tells it; `said` ends with NULL. */
void keys_expect_why(struct life *life, const char *today, const char *project, const char *payment, int year, const char *const said[]);
#define EXPECT_WHY(life, today, project, payment, year, ...) \
	keys_expect_why(life, today, project, payment, year, (const char *const[]){__VA_ARGS__, NULL})
/* The one payment that is due out of a fund: prepared, approved by another person on its count and total, and paid. */
void keys_pay(struct life *life, const char *fund, const char *today, const char *content, const char *total, const char *voucher);
/* Nothing can be paid out of that fund. */
void keys_expect_nothing_to_pay(struct life *life, const char *fund, const char *today);

#endif
