#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/deed.h"
#include "desk/inputs.h"
#include "desk/room.h"

/* In the order of a project's life. */
const struct act *const acts[] = {
#define ACT(name) &act_##name,
#include "desk/acts.def"
#undef ACT
	NULL,
};

const struct act *
act_named(const char *name)
{
	for (size_t i = 0; acts[i]; i++)
		if (strcmp(acts[i]->name, name) == 0)
			return acts[i];
	return NULL;
}

/* Whether the act could be done on the record, and why not. */
static const char *
why_not(struct desk *desk, const struct act *act, const void *record)
{
	const struct record *head = record;

	if (desk->as_of != DATE_NONE)
		return _("the past can be read, not written");
	if (!(desk->person.roles & act->roles))
		return _("another role does this");
	if (act->stages && head && head->type == &type_project) {
		enum stage stage = desk_stage(desk, record);
		if (stage >= STAGE_COUNT || !(act->stages & UINT32_C(1) << stage))
			return _("not at this stage");
		if (act->in_hands && !act->in_hands(desk->person.roles, stage))
			return _("in other hands at this stage");
	}
	return "";
}

size_t
desk_acts(struct desk *desk, const char *target, struct arena *arena, struct act_choice **choices)
{
	void *record = NULL;
	size_t count = 0, total = 0;

	while (acts[total])
		total++;
	*choices = arena_alloc(arena, total * sizeof **choices);
	if (target && *target && store_begin(desk->store, NULL) == 0) {
		uint32_t number = desk_number(desk, &type_project, target);
		if (number && (store_get(desk->store, &type_project, number, arena, &record, NULL) < 0 || !desk_sees(desk, record)))
			record = NULL;
		store_end(desk->store);
	}
	for (size_t i = 0; i < total; i++) {
		const struct act *act = acts[i];
		if (!act->roles)
			continue; /* done once, when the records are made */
		bool on_project = act->target && *act->target == &type_project && !(act->flags & ACT_NEW);
		if (on_project != (record != NULL))
			continue;
		const char *why = why_not(desk, act, record);
		(*choices)[count++] = (struct act_choice){.act = act, .open = !*why, .why_not = why};
	}
	return count;
}
