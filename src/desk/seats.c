/* Seats of the sample office. */
#include <config.h>

#include "desk/room.h"

#include <string.h>

int
desk_sit(struct desk *desk, const char *staff_id, struct err *err)
{
	struct arena arena = {0};
	const struct staff *staff;
	int result = 0;

	if (!desk->demo)
		return err_set(err, ERR_DENIED, _("seats can be changed in the sample office only"));
	if (store_begin(desk->store, err) < 0)
		return -1;
	staff = staff_by(desk, "staff.id", staff_id, &arena);
	if (!staff)
		result = err_set(err, ERR_MISSING, _("nobody is entered as staff '%s'"), staff_id);
	else if (strcmp(staff->state, "left") == 0)
		result = err_set(err, ERR_DENIED, _("'%s' no longer works here"), staff->id);
	else
		seat_take(desk, staff);
	store_end(desk->store);
	arena_free(&arena);
	return result;
}

size_t
desk_seats(struct desk *desk, struct arena *arena, const char ***ids)
{
	uint32_t total;
	size_t count = 0;

	*ids = NULL;
	if (!desk->demo || store_begin(desk->store, NULL) < 0)
		return 0;
	total = store_count(desk->store, &type_staff);
	*ids = arena_alloc(arena, (total + 1) * sizeof **ids);
	for (uint32_t number = 1; number <= total; number++) {
		void *record;
		if (store_get(desk->store, &type_staff, number, arena, &record, NULL) == 0)
			(*ids)[count++] = ((struct staff *)record)->id;
	}
	store_end(desk->store);
	return count;
}

const char *
desk_seat_label(struct desk *desk, const char *staff_id, struct arena *arena)
{
	const struct staff *staff;
	const char *label = "";

	if (store_begin(desk->store, NULL) < 0)
		return "";
	staff = staff_by(desk, "staff.id", staff_id, arena);
	if (staff)
		label = arena_printf(arena, "%s · %s%s%s", staff->name, role_label(roles_parse(staff->roles) & -roles_parse(staff->roles)),
			*staff->organisation ? " · " : "", *staff->organisation ? desk_label(desk, "reviewer", staff->organisation) : "");
	store_end(desk->store);
	return label;
}
