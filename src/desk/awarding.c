#include <config.h>

#include "desk/awarding.h"

#include "base/identity.h"
#include "desk/funded.h"
#include "desk/review.h"
#include "desk/room.h"
#include "rules/award.h"

/* Where nobody signs an agreement the funded years begin with the award. */
static enum stage
stage_of_award(const struct track *track)
{
	bool waits = !track || track->stages & STAGE_SET(awarded) || !(track->stages & STAGE_SET(running));

	return waits ? STAGE_awarded : STAGE_running;
}

/* What was followed on once is not followed on again. */
static int
close_window(struct deed *deed, const struct project *follow_on, struct err *err)
{
	uint32_t number = *follow_on->predecessor
		? store_find(deed->store, &type_project, record_column(&type_project, "project.id"), follow_on->predecessor) : 0;
	struct project *predecessor;
	void *record;

	if (!number)
		return 0;
	if (store_get(deed->store, &type_project, number, deed->arena, &record, err) < 0)
		return -1;
	predecessor = record;
	if (predecessor->followable != 1)
		return 0;
	predecessor->followable = -1;
	return deed_put(deed, predecessor, err);
}

int
award_give(struct deed *deed, struct project *project, const char *document, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, project->call, err);
	struct award *award = record_new(&type_award, deed->arena);

	if (!rules)
		return -1;
	award->project = project->head.number;
	award->awarded_on = deed->date;
	award->document = document;
	award->cycle_from = date_make((int)project->year, 1, 1);
	award->cycle_to = cycle_last_day(rules, (int)project->year);
	award->amount = award_amount(rules, project->track);
	award->unit_name = project->unit.name;
	award->leader_name = project->leader.name;
	project->cycle_from = award->cycle_from;
	project->cycle_to = award->cycle_to;
	project->awarded_on = deed->date;
	project->term_to = project->leader.appointed_to;
	project->retires_on = retirement_day(resident_birth(project->leader.resident_id), !resident_is_male(project->leader.resident_id));
	project->stage = stage_code(stage_of_award(rules_track(rules, project->track)));
	if (deed_put(deed, award, err) < 0 || close_window(deed, project, err) < 0 || funded_clock(deed, project, err) < 0 ||
		funded_settle(deed, project, err) < 0)
		return -1;
	return deed_put(deed, project, err);
}

int
list_advance(struct deed *deed, struct project *project, enum stage wanted, const char *document, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, project->call, err);
	enum stage next;

	if (!rules)
		return -1;
	next = deed_next_stage(rules_track(rules, project->track), wanted);
	return next == STAGE_awarded ? award_give(deed, project, document, err) : project_stage(deed, project, next, err);
}
