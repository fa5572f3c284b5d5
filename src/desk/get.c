/* Records for somebody: only what may be seen, and masked. */
#include <config.h>

#include "desk/query.h"

#include <stdio.h>

#include "desk/look.h"

int
desk_get(struct desk *desk, const struct record_type *type, const char *id, struct arena *arena, void **record, struct err *err)
{
	int result = store_begin(desk->store, err);

	if (result < 0)
		return -1;
	result = look_id(desk, type, id, arena, record, err);
	if (result == 0)
		look_mask(desk, *record, arena);
	store_end(desk->store);
	return result;
}

int
desk_get_number(struct desk *desk, const struct record_type *type, uint32_t number, struct arena *arena, void **record, struct err *err)
{
	char id[16];
	int result = store_begin(desk->store, err);

	if (result < 0)
		return -1;
	snprintf(id, sizeof id, "%u", (unsigned)number);
	result = look_number(desk, type, number, id, arena, record, err);
	if (result == 0)
		look_mask(desk, *record, arena);
	store_end(desk->store);
	return result;
}

/* A row of a repeating group that was taken away is kept, and shown in the history only. */
static bool
taken_away(const void *record)
{
	const struct record *head = record;

	return head->type == &type_line && ((const struct line *)record)->removed == 1;
}

size_t
desk_parts(struct desk *desk, const struct record_type *type, uint32_t project, struct arena *arena, void ***records)
{
	void *owner;
	size_t count = 0, kept = 0;

	*records = NULL;
	if (store_begin(desk->store, NULL) < 0)
		return 0;
	if (look_number(desk, &type_project, project, "", arena, &owner, NULL) == 0)
		count = parts_read(desk, type, project, arena, records);
	for (size_t i = 0; i < count; i++) {
		if (taken_away((*records)[i]) || veil_hides_type(desk, type) || !veil_part(desk, (*records)[i], owner))
			continue;
		look_mask(desk, (*records)[i], arena);
		(*records)[kept++] = (*records)[i];
	}
	store_end(desk->store);
	return kept;
}
