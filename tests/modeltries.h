/* Acts tried at random on a call from drafts to the announcement: by whom, on what, with which inputs. */
#ifndef TESTS_MODELTRIES_H
#define TESTS_MODELTRIES_H

#include "reviewwork.h"

enum { PLACES = 3, ELIGIBLE = 7, PROJECTS = 12, PROJECTS_MOST = 20, TRIED_MOST = 64 };

#define BEFORE_REVIEW (STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible))
#define LISTED (STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised))

/* What an act is done on. */
enum aim { ON_CALL, ON_PROJECT, ON_PROPOSAL, ON_PUBLICITY, ON_OBJECTION, ON_RECUSAL, ON_SHEET, ON_STAFF, ON_NOTHING };

struct tried {
	const char *act, *seat; /* who mostly tries it */
	enum aim aim;
	uint32_t at;            /* stages of a project it is done on */
	unsigned often;
};
/* Ended by one without an act. */
extern const struct tried tried[];

/* Where every project is, in order of number. */
struct stages {
	size_t count;
	enum stage at[PROJECTS_MOST];
};

struct model {
	struct review review;
	struct stages now;
	uint32_t reached;          /* stages that some project was at */
	unsigned done[TRIED_MOST]; /* how often each act was done, not refused */
};

/* Below the limit, by the model's own sequence. */
unsigned model_chance(struct model *model, unsigned limit);
const char *model_project_id(struct model *model, uint32_t number);
/* One of the acts, often those that are tried often. */
size_t model_pick(struct model *model);
/* What it is tried on, once somebody sits there who may try it. */
const char *model_target(struct model *model, size_t row);
/* Tries it, with inputs that are right or not; its status. */
int model_attempt(struct model *model, size_t row, const char *target);

#endif
