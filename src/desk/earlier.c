/* What a unit applied with before, and what a follow-on begins with. */
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

/* What stays as it is from one cycle to the next. */
static struct project *
draft_after(const struct project *predecessor, const struct track *track, struct arena *arena)
{
	struct project *draft = record_new(&type_project, arena);

	draft->track = track->code;
	draft->predecessor = predecessor->id;
	draft->reviewer = predecessor->reviewer;
	draft->competent_department = predecessor->competent_department;
	draft->studio_name = predecessor->studio_name;
	draft->studio_address = predecessor->studio_address;
	draft->unit = predecessor->unit;
	draft->leader = predecessor->leader;
	draft->leader.appointed_from = draft->leader.appointed_to = DATE_NONE; /* a term of its own */
	clear_sensitive(draft);
	return draft;
}

int
desk_follow_on(struct desk *desk, const char *predecessor_id, struct arena *arena, struct project **draft, struct err *err)
{
	const struct rules *rules = desk_rules(desk, err);
	const struct track *track = rules ? follow_on_track(rules) : NULL;
	void *record;
	int result;

	if (!rules)
		return -1;
	if (!track)
		return err_set(err, ERR_STAGE, _("by these rules nothing follows on a project"));
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = look_id(desk, &type_project, predecessor_id, arena, &record, err);
	store_end(desk->store);
	if (result == 0)
		*draft = draft_after(record, track, arena);
	return result;
}
