#include <config.h>

#include "record/stages.h"

#include <string.h>

#define STAGE_CODE(name, zh, en) [STAGE_##name] = #name,
static const char *const codes[] = {STAGES(STAGE_CODE)};
#undef STAGE_CODE

_Static_assert(STAGE_COUNT <= 32, "a set of stages has 32 bits");

const char *
stage_code(enum stage stage)
{
	return (unsigned)stage < STAGE_COUNT ? codes[stage] : "";
}

enum stage
stage_of(const char *code)
{
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		if (strcmp(codes[stage], code) == 0)
			return stage;
	return STAGE_COUNT;
}
