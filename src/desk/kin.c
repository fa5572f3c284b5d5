#include <config.h>

#include "desk/kin.h"

#include <string.h>

#include "desk/room.h"
#include "desk/set.h"
#include "record/stages.h"
#include "rules/funded.h"

/* Stages of projects that were recognised, whatever became of them; and of those that may be yet. */
static const uint32_t recognised = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
	STAGE_SET(cancelled) | STAGE_SET(terminated);
static const uint32_t on_its_way = STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible) | STAGE_SET(in_review) |
	STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised);

static bool
same_unit(const struct project *a, const struct project *b)
{
	return *a->unit.uscc && strcmp(a->unit.uscc, b->unit.uscc) == 0;
}

static bool
same_leader(const struct project *a, const struct project *b)
{
	return *a->leader.resident_id && strcmp(a->leader.resident_id, b->leader.resident_id) == 0;
}

/* The projects of its unit and of its leader, itself among them, in the arena. */
static size_t
kin_read(struct desk *desk, const struct project *project, struct arena *arena, const struct project ***out)
{
	struct numbers found = {0}, more = {0};
	size_t count = 0;
	void *record;

	if (*project->unit.uscc)
		set_range_text(desk->store, &type_project, record_column(&type_project, "unit.uscc"), project->unit.uscc, &found);
	if (*project->leader.resident_id)
		set_range_text(desk->store, &type_project, record_column(&type_project, "leader.resident_id"), project->leader.resident_id, &more);
	set_or(&found, &more);
	*out = arena_alloc(arena, (found.count + 1) * sizeof **out);
	for (size_t i = 0; i < found.count; i++)
		if (store_get(desk->store, &type_project, found.items[i], arena, &record, NULL) == 0 &&
			(same_unit(project, record) || same_leader(project, record)))
			(*out)[count++] = record;
	numbers_free(&found);
	numbers_free(&more);
	return count;
}

/* ---- a follow-on of the same predecessor */

static bool
stands_before(const struct project *other, const struct project *project)
{
	enum stage stage = stage_of(other->stage);
	uint32_t set = stage < STAGE_COUNT ? UINT32_C(1) << stage : 0;

	if (set & recognised)
		return true;
	return set & on_its_way && (!project->head.number || other->head.number < project->head.number);
}

const struct project *
kin_follow_on(struct desk *desk, const struct project *project, const struct project *predecessor, struct arena *arena)
{
	const struct project **kin;
	size_t count = kin_read(desk, predecessor, arena, &kin);

	for (size_t i = 0; i < count; i++)
		if (kin[i]->head.number != project->head.number && strcmp(kin[i]->predecessor, predecessor->id) == 0 && stands_before(kin[i], project))
			return kin[i];
	return NULL;
}

/* ---- bans */

/* The year in which the project came to that end; 0: it did not. */
static int
year_ended(const struct project *project, enum stage stage)
{
	return stage_of(project->stage) == stage && project->ended_on != DATE_NONE ? date_year(project->ended_on) : 0;
}

static int
year_cancelled(struct deed *deed, const struct project *project)
{
	(void)deed;
	return year_ended(project, STAGE_cancelled);
}

static int
year_terminated(struct deed *deed, const struct project *project)
{
	(void)deed;
	return year_ended(project, STAGE_terminated);
}

static int
year_clawed_back(struct deed *deed, const struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_order, project->head.number, deed->arena, &records);
	int year = 0;

	for (size_t i = 0; i < count; i++) {
		const struct order *order = records[i];
		bool counts = strcmp(order->state, "in_force") == 0 || strcmp(order->state, "settled") == 0;
		if (counts && strcmp(order->kind, "clawback") == 0 && order->issued_on != DATE_NONE && date_year(order->issued_on) > year)
			year = date_year(order->issued_on);
	}
	return year;
}

static int
year_failed(struct deed *deed, const struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_assessment, project->head.number, deed->arena, &records);
	int year = 0;

	for (size_t i = 0; i < count; i++) {
		const struct assessment *assessment = records[i];
		if (strcmp(assessment->kind, "unit") != 0 && strcmp(assessment->result, "failed") == 0 && assessment->cured != 1 &&
			assessment->year > year)
			year = (int)assessment->year;
	}
	return year;
}

struct ban {
	int years;
	int (*year)(struct deed *deed, const struct project *project);
	const char *what;
};

static int
tell_barred(const struct project *project, const struct project *kin, const struct ban *ban, int year, const struct origin *origin, struct err *err)
{
	const char *who = same_unit(project, kin) ? _("the unit") : _("the leader");

	return err_set(err, ERR_STAGE, _("%s is barred until the end of %d: %s in %d (%s)"), who, year + ban->years, _(ban->what), year, origin->clause);
}

static int
check_kin(struct deed *deed, const struct project *kin, const struct ban *bans, size_t count, const struct origin *origin, struct err *err)
{
	int now = deed->project->year == INT64_MIN ? date_year(deed->date) : (int)deed->project->year;

	for (size_t i = 0; i < count; i++) {
		int year = bans[i].years > 0 ? bans[i].year(deed, kin) : 0;
		if (year && now <= year + bans[i].years)
			return tell_barred(deed->project, kin, &bans[i], year, origin, err);
	}
	return 0;
}

int
kin_barred(struct deed *deed, const struct rules *rules, struct err *err)
{
	const struct funded_rules *funded = rules_funded(rules);
	const struct ban bans[] = {
		{funded->ban_cancelled, year_cancelled, N_("funding was cancelled")},
		{funded->ban_terminated, year_terminated, N_("a project was terminated")},
		{funded->ban_clawback, year_clawed_back, N_("money was clawed back")},
		{funded->ban_failed, year_failed, N_("an assessment failed")},
	};
	const struct project **kin;
	size_t count;

	if (!funded->ban_cancelled && !funded->ban_terminated && !funded->ban_clawback && !funded->ban_failed)
		return 0;
	count = kin_read(deed->desk, deed->project, deed->arena, &kin);
	for (size_t i = 0; i < count; i++)
		if (kin[i]->head.number != deed->project->head.number &&
			check_kin(deed, kin[i], bans, sizeof bans / sizeof *bans, &funded->bans_origin, err) < 0)
			return -1;
	return 0;
}
