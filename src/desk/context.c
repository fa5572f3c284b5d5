#include <config.h>

#include "desk/inputs.h"
#include "desk/room.h"

/* Public ids of records that fields refer to. */
static const char *
ref_print(void *user, const struct field *field, uint32_t number, struct arena *arena)
{
	struct desk *desk = user;
	const struct record_type *type = record_type_named(field->target);
	const char *id = NULL;
	void *record;

	if (!type || store_begin(desk->store, NULL) < 0)
		return NULL;
	if (store_get(desk->store, type, number, arena, &record, NULL) == 0)
		id = record_id(record, arena);
	store_end(desk->store);
	return id;
}

static uint32_t
ref_parse(void *user, const struct field *field, const char *text)
{
	struct desk *desk = user;
	const struct record_type *type = record_type_named(field->target);
	uint32_t number;

	if (!type || store_begin(desk->store, NULL) < 0)
		return 0;
	number = desk_number(desk, type, text);
	store_end(desk->store);
	return number;
}

const struct field_context *
desk_context(struct desk *desk)
{
	const struct rules *rules;

	if (desk->context_ready)
		return &desk->context;
	rules = desk_rules(desk, NULL);
	desk->context = (struct field_context){
		.codes = rules ? &rules->codes : NULL,
		.dates = {.today = desk->today, .year = date_year(desk->today), .calendar = rules ? &rules->calendar : NULL},
		.ref_print = ref_print,
		.ref_parse = ref_parse,
		.user = desk,
	};
	desk->context_ready = rules != NULL;
	return &desk->context;
}
