#include <config.h>

#include "desk/demo.h"
#include "desk/room.h"

static int
found(struct desk *desk, bool demo, struct err *err)
{
	struct act_request request = {.act = act_named("found"), .date = DATE_NONE};
	struct act_result result;
	struct arena arena = {0};
	int status;

	desk->founding = true;
	desk->founding_demo = demo;
	if (demo)
		desk->sample_day = demo_day();
	status = desk_do(desk, &request, &arena, &result, err);
	desk->founding = false;
	faults_free(&result.faults);
	arena_free(&arena);
	return status;
}

int
desk_init(const struct desk_options *options, bool demo, bool (*progress)(void *user, uint64_t done, uint64_t total), void *user, struct err *err)
{
	struct desk *desk;
	int result;

	if (desk_create(&desk, options, err) < 0)
		return -1;
	result = found(desk, demo, err);
	if (result == 0)
		result = labels_refresh(desk, err);
	if (result == 0 && demo) {
		desk->demo = true;
		result = demo_fill(desk, progress, user, err);
	}
	desk_close(desk);
	return result;
}
