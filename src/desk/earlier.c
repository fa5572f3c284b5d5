/* What a unit applied with before. */
#include <config.h>

#include "desk/casework.h"

#include "desk/look.h"
#include "desk/set.h"

/* A masked value would be keyed in as it stands: what is sensitive is asked for again. */
static void
clear_sensitive(void *record)
{
	const struct column *columns;
	size_t count;

	columns = record_columns(((struct record *)record)->type, &count);
	for (size_t i = 0; i < count; i++)
		if (columns[i].field->flags & FIELD_SENSITIVE)
			columns[i].field->kind->clear(column_of(record, &columns[i]));
}

const struct project *
desk_earlier_of_unit(struct desk *desk, const char *uscc, struct arena *arena)
{
	const struct project *found = NULL;
	struct numbers numbers = {0};

	if (!uscc || !*uscc || desk->scope.assigned || store_begin(desk->store, NULL) < 0)
		return NULL;
	set_range_text(desk->store, &type_project, record_column(&type_project, "unit.uscc"), uscc, &numbers);
	for (size_t i = numbers.count; i-- > 0 && !found;) {
		void *record;
		if (look_number(desk, &type_project, numbers.items[i], uscc, arena, &record, NULL) < 0)
			continue;
		clear_sensitive(record);
		found = record;
	}
	store_end(desk->store);
	numbers_free(&numbers);
	return found;
}
