/* What falls due at the end of a year and not by any act: nobody would settle it otherwise. */
#include <config.h>

#include "desk/funded.h"

#include <string.h>

#include "desk/ranking.h"
#include "desk/room.h"

static const uint32_t funded_stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed);

static bool
pays_by_year(const struct rules *rules, const char *track)
{
	const struct payment_rule *payments;
	size_t count = rules_payments(rules, track, &payments);

	for (size_t i = 0; i < count; i++)
		if (payments[i].when == PAY_YEAR_END)
			return true;
	return false;
}

static bool
any_track_pays(const struct rules *rules)
{
	for (size_t i = 0; i < rules->track_count; i++)
		if (pays_by_year(rules, rules->tracks[i].code))
			return true;
	return false;
}

static bool
is_there(void **obligations, size_t count, const struct due *due)
{
	for (size_t i = 0; i < count; i++) {
		const struct obligation *obligation = obligations[i];
		if (obligation->turn == due->turn && strcmp(obligation->payment, due->rule->code) == 0)
			return true;
	}
	return false;
}

/* Whether a year ended since the project was settled. */
static bool
is_behind(struct deed *deed, const struct project *project)
{
	void **obligations;
	struct due *dues;
	size_t there = parts_read(deed->desk, &type_obligation, project->head.number, deed->arena, &obligations);
	size_t count = funded_dues(deed->desk, project, deed->date, deed->arena, &dues);

	for (size_t i = 0; i < count; i++)
		if (dues[i].rule->when == PAY_YEAR_END && dues[i].state == DUE_PAYABLE && !is_there(obligations, there, &dues[i]))
			return true;
	return false;
}

static int
settle_call(struct deed *deed, const struct rules *rules, const char *call, struct err *err)
{
	struct project **projects;
	size_t count = call_projects(deed->desk, call, funded_stages, deed->arena, &projects);

	for (size_t i = 0; i < count; i++)
		if (pays_by_year(rules, projects[i]->track) && is_behind(deed, projects[i]) &&
			(funded_settle(deed, projects[i], err) < 0 || deed_put(deed, projects[i], err) < 0))
			return -1;
	return 0;
}

int
funded_year_ends(struct deed *deed, struct err *err)
{
	uint32_t total = store_count(deed->store, &type_call);

	for (uint32_t number = 1; number <= total; number++) {
		const struct rules *rules;
		void *record;
		if (store_get(deed->store, &type_call, number, deed->arena, &record, NULL) < 0)
			continue;
		rules = desk_rules_of(deed->desk, ((struct call *)record)->id, NULL);
		if (rules && any_track_pays(rules) && settle_call(deed, rules, ((struct call *)record)->id, err) < 0)
			return -1;
	}
	return 0;
}
