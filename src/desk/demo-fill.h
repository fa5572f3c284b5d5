/* The sample office while it is being filled.  Private to the files that fill it. */
#ifndef DESK_DEMO_FILL_H
#define DESK_DEMO_FILL_H

#include "desk/demo-people.h"
#include "desk/demo.h"
#include "desk/room.h"

struct filling {
	struct desk *desk;
	struct arena arena;
	const struct rules *rules;
	struct sampler sampler;
	const char *id;      /* of the record that the last act was on */
	uint64_t done, total;
	bool (*progress)(void *user, uint64_t done, uint64_t total);
	void *user;
	const char *later[8]; /* accepted when the experts are at work already */
	size_t later_count;
};

/* The day on which what follows is done. */
void demo_set_day(struct filling *filling, const char *day);
int demo_sit(struct filling *filling, const char *id, struct err *err);
/* One act, at the desk's present seat and day. */
int demo_act(struct filling *filling, const char *name, const char *target, const struct act_input *inputs, size_t count, const char *reason,
	struct err *err);

#define ACT(filling, name, target, reason, err, ...) \
	demo_act(filling, name, target, (const struct act_input[]){__VA_ARGS__}, \
		sizeof((const struct act_input[]){__VA_ARGS__}) / sizeof(struct act_input), reason, err)
#define PLAIN_ACT(filling, name, target, reason, err) demo_act(filling, name, target, NULL, 0, reason, err)

/* The expert review of a call, as far as it has come in the sample; nothing for a call that it has no course for. */
int demo_review(struct filling *filling, const char *call, struct err *err);
/* What became of the awards of 2020 and 2021 until today. */
int demo_funded(struct filling *filling, struct err *err);

#endif
