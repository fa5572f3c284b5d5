/* Like subsidies that the same unit or leader received on another project (九.4): money is never given twice for the same thing. */
#include <config.h>

#include <string.h>

#include "desk/paying.h"
#include "desk/review.h"
#include "desk/room.h"
#include "desk/set.h"

/* Whether the grant counts: alike, in force, of a level that the rules name, and to that payee. */
static bool
counts(const struct grant_elsewhere *grant, const char *levels, const char *payee)
{
	return grant->alike == 1 && grant->withdrawn != 1 && expert_listed(levels, grant->level) && strcmp(grant->payee, payee) == 0;
}

static bool
same_grant(const struct grant_elsewhere *a, const struct grant_elsewhere *b)
{
	return a->amount == b->amount && a->granted_on == b->granted_on && strcmp(a->policy, b->policy) == 0;
}

/* Somebody looked at it for this project, whatever came of it. */
static bool
known_here(const struct grant_elsewhere *grant, void **here, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (same_grant(grant, here[i]))
			return true;
	return false;
}

struct overlapping {
	struct desk *desk;
	const struct project *project;
	const char *levels, *payee;
	bool seen;
	void **here;
	size_t here_count;
	struct arena *arena;
};

static const char *
grant_words(const struct overlapping *overlapping, const struct grant_elsewhere *grant, const struct project *other)
{
	char amount[32];

	money_print(amount, grant->amount);
	return arena_printf(overlapping->arena, _("'%s' of '%s': %s, %s yuan"), record_id(grant, overlapping->arena), other->id, grant->policy, amount);
}

static const char *
unknown_of(const struct overlapping *overlapping, uint32_t number)
{
	struct desk *desk = overlapping->desk;
	void *other, **records;
	size_t count;

	if (number == overlapping->project->head.number || store_get(desk->store, &type_project, number, overlapping->arena, &other, NULL) < 0)
		return NULL;
	if (overlapping->seen && !scope_allows(desk, other))
		return NULL;
	count = parts_read(desk, &type_grant_elsewhere, number, overlapping->arena, &records);
	for (size_t i = 0; i < count; i++)
		if (counts(records[i], overlapping->levels, overlapping->payee) &&
			!known_here(records[i], overlapping->here, overlapping->here_count))
			return grant_words(overlapping, records[i], other);
	return NULL;
}

const char *
overlap_unknown(struct desk *desk, const struct project *project, bool leader, bool seen, struct arena *arena)
{
	const struct rules *rules = desk_rules_of(desk, project->call, NULL);
	const char *value = leader ? project->leader.resident_id : project->unit.uscc, *found = NULL;
	struct overlapping overlapping = {.desk = desk, .project = project, .seen = seen, .payee = leader ? "leader" : "unit", .arena = arena};
	struct numbers others = {0};

	overlapping.levels = rules ? rules_funded(rules)->overlap_levels : NULL;
	if (!overlapping.levels || !*value)
		return NULL;
	overlapping.here_count = parts_read(desk, &type_grant_elsewhere, project->head.number, arena, &overlapping.here);
	set_range_text(desk->store, &type_project, record_column(&type_project, leader ? "leader.resident_id" : "unit.uscc"), value, &others);
	for (size_t i = 0; i < others.count && !found; i++)
		found = unknown_of(&overlapping, others.items[i]);
	numbers_free(&others);
	return found;
}

void
overlap_warn(struct deed *deed, const struct project *project)
{
	static const char *const fields[] = {"unit.uscc", "leader.resident_id"};

	if (deed->desk->in_batch || veil_hides_type(deed->desk, &type_grant_elsewhere)) /* before money goes it is looked for in any case */
		return;
	for (int leader = 0; leader < 2; leader++) {
		const char *found = overlap_unknown(deed->desk, project, leader, true, deed->arena);
		if (found)
			fault_add(deed->faults, FAULT_WARNING, (struct pos){0}, fields[leader],
				_("a like grant is recorded elsewhere: %s; enter it here too, so that the higher alone counts (九.4)"), found);
	}
}
