/* The name that unit and leader had on a day: an alteration keeps the name before it. */
#include <config.h>

#include "desk/funded.h"

#include <string.h>

#include "desk/room.h"

static bool
renames(const struct alteration *alteration, const char *const *kinds)
{
	for (; *kinds; kinds++)
		if (strcmp(alteration->kind, *kinds) == 0)
			return *alteration->old_name != '\0';
	return false;
}

/* The name before the first alteration after the day; what it is now where there was none. */
static const char *
name_on(struct desk *desk, const struct project *project, const char *const *kinds, date_t day, const char *now, struct arena *arena)
{
	const struct alteration *first = NULL;
	void **records;
	size_t count = parts_read(desk, &type_alteration, project->head.number, arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct alteration *alteration = records[i];
		if (renames(alteration, kinds) && alteration->happened_on > day && (!first || alteration->happened_on < first->happened_on))
			first = alteration;
	}
	return first ? first->old_name : now;
}

const char *
unit_name_on(struct desk *desk, const struct project *project, date_t day, struct arena *arena)
{
	static const char *const kinds[] = {"unit_renamed", "unit_merged", NULL};

	return name_on(desk, project, kinds, day, project->unit.name, arena);
}

const char *
leader_name_on(struct desk *desk, const struct project *project, date_t day, struct arena *arena)
{
	static const char *const kinds[] = {"leader_replaced", NULL};

	return name_on(desk, project, kinds, day, project->leader.name, arena);
}
