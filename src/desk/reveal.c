#include <config.h>

#include "desk/act.h"
#include "desk/inputs.h"
#include "desk/query.h"
#include "desk/room.h"

int
desk_reveal(struct desk *desk, const char *id, const char *reason, struct arena *arena, struct project **clear, struct err *err)
{
	struct act_request request = {.act = act_named("reveal"), .target = id, .reason = reason, .date = DATE_NONE};
	struct act_result result;
	void *record = NULL;
	int status = desk_do(desk, &request, arena, &result, err);

	faults_free(&result.faults);
	if (status < 0 || store_begin(desk->store, err) < 0)
		return -1;
	status = store_get(desk->store, &type_project, desk_number(desk, &type_project, id), arena, &record, err);
	if (status == 0)
		veil_record(desk, record, arena);
	store_end(desk->store);
	*clear = record;
	return status;
}
