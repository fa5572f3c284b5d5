/* Money on its way, for tests: projects with accounts, batches prepared, approved and paid by those whose work it is. */
#ifndef TESTS_PAYWORK_H
#define TESTS_PAYWORK_H

#include "fundedwork.h"

/* A project awarded on 2021-11-15 that runs, with an account for each payee; 钱虹 of finance (qianhong) is at work, on 2021-12-01. */
const char *pay_project(struct work *work);
/* Another account for a payee, entered by finance and approved. */
void pay_account(struct work *work, const char *id, const char *payee, const char *account);
/* The year's assessment, passed on 20 December, which becomes the day. */
void pay_passed(struct work *work, const char *id, int year);
/* Batches of a fund: prepared; and approved by 顾军; and entered as paid with that voucher.  They give the batch's number. */
const char *pay_prepared(struct work *work, const char *fund);
const char *pay_approved(struct work *work, const char *fund);
const char *pay_recorded(struct work *work, const char *fund, const char *voucher);
/* The newest payment of a project, and what is kept of its n-th time of a payment. */
struct payment *pay_newest(struct work *work, const char *id);
money_t pay_paid(struct work *work, const char *id, const char *payment, int turn);
/* Whether paid is within due for each obligation, project and fund, and sums and amounts in hand are those of the entries. */
void pay_sound(struct work *work);

extern const char unit_fund[], leader_fund[];

#endif
