/* What belongs to a project, and the verdicts over all of it. */
#include <config.h>

#include "desk/room.h"

#include <string.h>

#include "desk/kin.h"

size_t
parts_read(struct desk *desk, const struct record_type *type, uint32_t number, struct arena *arena, void ***records)
{
	const struct column *column = record_column(type, "project");
	struct numbers found = {0};
	struct buf key = {0};
	size_t count = 0;

	*records = NULL;
	if (!number)
		return 0;
	column->field->kind->key(&number, column->field, &key);
	struct store_order order = {
		.type = type, .column = column, .low = key.data, .low_len = key.len, .high = key.data, .high_len = key.len};
	store_numbers(desk->store, &order, &found);
	*records = arena_alloc(arena, (found.count + 1) * sizeof **records);
	for (size_t i = 0; i < found.count; i++) {
		struct err why = {0};
		if (store_get(desk->store, type, found.items[i], arena, &(*records)[count], &why) == 0)
			count++;
		else if (!desk->damage.code)
			desk->damage = why;
	}
	numbers_free(&found);
	buf_free(&key);
	return count;
}

/* Whether one may follow on the other: the same unit's or the same leader's. */
static bool
akin(const struct project *a, const struct project *b)
{
	return (*a->unit.uscc && strcmp(a->unit.uscc, b->unit.uscc) == 0) ||
		(*a->leader.resident_id && strcmp(a->leader.resident_id, b->leader.resident_id) == 0);
}

/* The project this one follows on, where it is in these records; what is said of it must tell nothing of a stranger's. */
static const struct project *
predecessor_of(struct desk *desk, const struct project *project, struct arena *arena)
{
	uint32_t number;
	void *record;

	if (!*project->predecessor)
		return NULL;
	number = store_find(desk->store, &type_project, record_column(&type_project, "project.id"), project->predecessor);
	if (!number || store_get(desk->store, &type_project, number, arena, &record, NULL) < 0)
		return NULL;
	return akin(project, record) ? record : NULL;
}

bool
case_input(struct desk *desk, const struct project *project, date_t today, struct arena *arena, struct eligibility_input *input)
{
	const struct rules *rules = desk_rules_of(desk, project->call, NULL);
	void **attestations, **overrides;

	*input = (struct eligibility_input){.rules = rules, .project = project, .today = today};
	if (!rules)
		return false;
	input->attestation_count = parts_read(desk, &type_attestation, project->head.number, arena, &attestations);
	input->attestations = (const struct attestation *const *)attestations;
	input->override_count = parts_read(desk, &type_override, project->head.number, arena, &overrides);
	input->overrides = (const struct override *const *)overrides;
	input->predecessor = predecessor_of(desk, project, arena);
	if (input->predecessor)
		input->follow_on = kin_follow_on(desk, project, input->predecessor, arena);
	input->predecessor_grade = input->predecessor ? input->predecessor->final_grade : NULL;
	return true;
}

struct verdicts
case_check(struct desk *desk, const struct project *project, date_t today, struct arena *arena)
{
	struct eligibility_input input;

	if (!case_input(desk, project, today, arena, &input))
		return (struct verdicts){0};
	return eligibility_check(&input, arena);
}

int
entry_verdicts(const struct entry *entry, struct verdicts *verdicts, struct arena *arena, struct err *err)
{
	struct wire_reader reader;

	*verdicts = (struct verdicts){0};
	if (!entry->verdicts_len)
		return 0;
	reader = (struct wire_reader){.at = entry->verdicts, .end = (const unsigned char *)entry->verdicts + entry->verdicts_len};
	return verdicts_decode(verdicts, &reader, arena, err);
}
