#include <config.h>

#include "desk/room.h"

#include <string.h>
#include <time.h>

int
desk_keep(struct desk *desk, const char *form, const char *target, const char *text, struct err *err)
{
	struct kept kept = {.form = form, .target = target, .time = time(NULL), .data = text, .len = strlen(text) + 1};

	return store_keep(desk->store, desk->person.id, &kept, err);
}

int
desk_keep_drop(struct desk *desk, const char *form, const char *target, struct err *err)
{
	return store_kept_drop(desk->store, desk->person.id, form, target, err);
}

size_t
desk_kept(struct desk *desk, struct arena *arena, struct kept_form **list)
{
	struct kept *kept;
	size_t count;

	*list = NULL;
	if (store_begin(desk->store, NULL) < 0)
		return 0;
	count = store_kept_list(desk->store, desk->person.id, arena, &kept);
	store_end(desk->store);
	*list = arena_alloc(arena, (count + 1) * sizeof **list);
	for (size_t i = 0; i < count; i++)
		(*list)[i] = (struct kept_form){
			.form = kept[i].form,
			.target = kept[i].target,
			.time = kept[i].time,
			.text = arena_strndup(arena, kept[i].data, kept[i].len),
		};
	return count;
}
