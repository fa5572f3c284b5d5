/* Acts of the funded years tried at random: by whom, on what, with which inputs. */
#ifndef TESTS_FUNDEDTRIES_H
#define TESTS_FUNDEDTRIES_H

#include "paywork.h"

enum { PROJECTS = 5, TRIED_MOST = 64 };

/* What an act is done on. */
enum aim { ON_PROJECT, ON_ORDER, ON_BATCH, ON_PAYMENT, ON_REQUEST, ON_ACCOUNT, ON_GRANT, ON_TASK, ON_EXPENSE, ON_MATCHING, ON_NOTHING };

struct tried {
	const char *act, *seat; /* who mostly tries it */
	enum aim aim;
	unsigned often;
	const char *inputs[18]; /* "field=value"; of values parted by '|' one is taken, and "$word" stands for what the model makes up */
};
/* Ended by one without an act. */
extern const struct tried tried[];

struct model {
	struct work work;
	enum stage now[PROJECTS];  /* where every project is, in order of number */
	uint32_t reached;          /* stages that some project was at */
	unsigned done[TRIED_MOST]; /* how often each act was done, not refused */
	unsigned voucher;
	struct arena seen;         /* records read by the checks after an act */
};

/* Below the limit, by the model's own sequence. */
unsigned model_chance(struct model *model, unsigned limit);
/* One of the acts, often those that are tried often. */
size_t model_pick(struct model *model);
/* What it is tried on; NULL: on nothing. */
const char *model_target(struct model *model, size_t row);
/* Tries it, with inputs that are right or not; its status. */
int model_attempt(struct model *model, size_t row, const char *target);

#endif
