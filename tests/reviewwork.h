/* A call on its way through expert review: a panel of seven, projects that wait for it, and each further step by acts. */
#ifndef TESTS_REVIEWWORK_H
#define TESTS_REVIEWWORK_H

#include "deskwork.h"

enum { REVIEW_MOST = 24 };

struct review {
	struct work work;          /* 李敏 of the office (limin) is at work, on 2021-05-12 */
	const char *call;          /* "2021-2", or "2021" where the rules are others */
	const char *ids[REVIEW_MOST]; /* its projects, eligible, in order of number */
	size_t count;
};

/* Put away when its block ends. */
#define REVIEW(name, projects, quota) \
	struct review name __attribute__((cleanup(review_close))) = {.work = {.dir = ""}}; \
	review_open(&name, projects, quota, NULL, NULL)
/* The same under rules.yaml with one text in place of another. */
#define REVIEW_BY(name, projects, quota, from, to) \
	struct review name __attribute__((cleanup(review_close))) = {.work = {.dir = ""}}; \
	review_open(&name, projects, quota, from, to)
void review_open(struct review *review, size_t projects, int quota, const char *from, const char *to);
void review_close(struct review *review);

/* A staff member more, an expert of that employer. */
void review_expert(struct review *review, const char *id, const char *employer);
/* e1 to e7 are the panel, and every project has its five. */
void review_assigned(struct review *review);
/* The experts of a project who have its sheet to fill, in order of assignment; how many. */
size_t review_experts(struct review *review, const char *id, const char *experts[REVIEW_MOST]);
/* The expert hands in a sheet of that total; equal totals have equal points. */
void review_score(struct review *review, const char *expert, const char *id, int total);
/* All open sheets: each project's by its total in the list, all alike. */
void review_score_all(struct review *review, const int *totals);
/* The steps up to and with the named one, each by whose it is: closed scoring, drafted, approved, resolved, publicised (on 2021-05-13, last
 * day 2021-05-20).  They give the list's id, the last one the publicity's. */
void review_closed(struct review *review, const int *totals);
const char *review_drafted(struct review *review, const int *totals);
const char *review_approved(struct review *review, const int *totals);
const char *review_resolved(struct review *review, const int *totals);
const char *review_public(struct review *review, const int *totals);
/* Approves and resolves a drafted list, and puts it before the public; gives the publicity's id. */
const char *review_through(struct review *review, const char *list);
const char *review_stage(struct review *review, size_t which);

#endif
