/* The life of one project in its funded years, by the real program: applications that come to their award by `do` alone, under rules that leave
 * out the experts' review and nothing else. */
#ifndef TESTS_FUNDEDROAD_H
#define TESTS_FUNDEDROAD_H

#include "hard.h"

struct life {
	struct office office; /* 李敏 of the office (limin) is at work */
	char rules[300], forms[300];
};

/* 李敏, 顾军 (approver), 钱红 (finance) and a call of 2021, on 2021-03-31; `from` and `to` (NULL: none) are another change of rules.yaml. */
void life_open(struct life *life, const char *from, const char *to);
void life_close(struct life *life);

/* An act by that person on that day, which must be done; the id of its record, kept for as long as the life. */
#define LIFE_DO(life, as, today, ...) life_do(life, as, today, __VA_ARGS__, NULL)
const char *life_do(struct life *life, const char *as, const char *today, ...) __attribute__((sentinel));
/* It must be refused, with that text. */
#define LIFE_REFUSED(life, as, today, text, ...) life_refused(life, as, today, text, __VA_ARGS__, NULL)
void life_refused(struct life *life, const char *as, const char *today, const char *text, ...) __attribute__((sentinel));

/* An application in the year's call, new or that follows on the predecessor; `more` (NULL: none) is one further input. */
const char *life_intake(struct life *life, int year, const char *predecessor, const char *more);
/* Handed in with its materials, and judged in person; what comes next is the first review. */
void life_submit(struct life *life, const char *id, int year, bool follow_on);
/* From its first review to the announcement on 21 May. */
void life_award(struct life *life, const char *id, int year);
/* A call of a later year, open from January on. */
void life_call(struct life *life, int year);
/* All that is due out of a fund: prepared, approved and paid on that day with that voucher. */
void life_pay(struct life *life, const char *fund, const char *today, const char *voucher);

/* What `due --json` tells of a project's payment, for a year; the caller puts it away. */
json_t *life_due(const struct life *life, const char *id, const char *payment, int year);
/* It is so many yuan, so many of them paid, for that reason by that clause; the reason only where it is told. */
void life_expect_due(const struct life *life, const char *id, const char *payment, int year, const char *amount, const char *paid, const char *clause,
	const char *because);
/* A field of a project as it is shown. */
void life_expect(const struct life *life, const char *id, const char *field, const char *value);

extern const char life_unit_fund[], life_leader_fund[];

#endif
