/* An office with one application in it, and what was found about it. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include "record/types.h"
#include "rules/eligibility.h"

enum { SCENE_MOST = 40 };

struct scene {
	struct rules *rules;
	struct arena arena;
	struct project *project;
	struct attestation *attestations[SCENE_MOST];
	struct override *overrides[SCENE_MOST];
	struct eligibility_input input;
};

/* A scene that is put away when its block ends. */
#define SCENE(name) struct scene name __attribute__((cleanup(scene_end))) = {0}
void scene_end(struct scene *scene);

/* A file of the source tree; malloc'ed. */
char *scene_source(const char *name);
/* What was there before is put away.  An empty application in a call of 2021, looked at on 2021-03-31, under these rules, which must load without a word. */
void scene_start(struct scene *scene, const char *rules, const char *track);
/* One under rules.yaml that meets all that can be computed. */
void scene_start_good(struct scene *scene, const char *track);
/* Sets a field as a person would type it. */
void scene_set(struct scene *scene, const char *path, const char *text);
void scene_attest(struct scene *scene, const char *condition, const char *result, const char *evidence);

#endif
