#include <config.h>

#include "desk/demo.h"

#include <string.h>

#include "desk/demo-people.h"
#include "desk/room.h"

/* How far each application of a call has come, in order of its number; the last word repeats for the rest. */
enum fate { DRAFT, SUBMITTED, ATTESTED, RETURNED, OVERDUE, RESUBMITTED, CANDIDATE, ELIGIBLE, NOT_RECOMMENDED, REJECTED, OFFICE_REJECTED,
	OFFICE_RETURNED, WITHDRAWN, LAPSED, VOIDED };

struct span {
	enum fate fate;
	int count;
};

static const struct sample_call {
	int year, quota;
	const char *opens, *closes, *first_review_by;
	struct span spans[16];
} calls[] = {
	{.year = 2021, .quota = 12, .opens = "2021-03-01", .closes = "2021-04-09", .first_review_by = "2021-04-30",
		.spans = {{ELIGIBLE, 22}, {NOT_RECOMMENDED, 9}, {REJECTED, 6}, {OFFICE_REJECTED, 3}, {WITHDRAWN, 3}, {LAPSED, 2}, {VOIDED, 1}}},
	{.year = 2022, .quota = 12, .opens = "2022-03-01", .closes = "2022-04-08", .first_review_by = "2022-04-29",
		.spans = {{ELIGIBLE, 17}, {NOT_RECOMMENDED, 6}, {REJECTED, 4}, {OFFICE_REJECTED, 2}, {WITHDRAWN, 2}, {LAPSED, 1}}},
	{.year = 2023, .quota = 12, .opens = "2023-03-01", .closes = "2023-04-14", .first_review_by = "2023-04-28",
		.spans = {{CANDIDATE, 9}, {SUBMITTED, 8}, {ATTESTED, 4}, {RETURNED, 3}, {OVERDUE, 2}, {RESUBMITTED, 2}, {ELIGIBLE, 3},
			{NOT_RECOMMENDED, 2}, {REJECTED, 2}, {OFFICE_RETURNED, 1}, {WITHDRAWN, 1}, {DRAFT, 5}}},
};

static const char sample_today[] = "2023-04-12";

struct filling {
	struct desk *desk;
	struct arena arena;
	const struct rules *rules;
	struct sampler sampler;
	const char *id;      /* of the project in work */
	uint64_t done, total;
	bool (*progress)(void *user, uint64_t done, uint64_t total);
	void *user;
};

static date_t
day(const char *text)
{
	date_t date;

	if (date_parse(&date, text, NULL, NULL) < 0)
		BUG("sample date '%s'", text);
	return date;
}

date_t
demo_day(void)
{
	return day(sample_today);
}

/* One act, at the desk's present seat and day. */
static int
act(struct filling *filling, const char *name, const char *target, const struct act_input *inputs, size_t count, const char *reason,
	struct err *err)
{
	struct act_request request = {.act = act_named(name), .target = target, .inputs = inputs, .input_count = count, .reason = reason,
		.date = DATE_NONE};
	struct act_result result;
	int status = desk_do(filling->desk, &request, &filling->arena, &result, err);

	if (status == 0 && *result.id)
		filling->id = result.id;
	faults_free(&result.faults);
	return status < 0 ? err_prefix(err, "%s %s", name, target ? target : "") : 0;
}

#define ACT(filling, name, target, reason, err, ...) \
	act(filling, name, target, (const struct act_input[]){__VA_ARGS__}, \
		sizeof((const struct act_input[]){__VA_ARGS__}) / sizeof(struct act_input), reason, err)

static int
sit(struct filling *filling, const char *id, struct err *err)
{
	return desk_sit(filling->desk, id, err);
}

/* ---- people */

static int
add_staff(struct filling *filling, const struct sample_person *person, struct err *err)
{
	return ACT(filling, "staff_add", NULL, NULL, err, {"staff.id", person->id}, {"staff.name", person->name}, {"staff.roles", person->roles},
		{"staff.organisation", person->organisation});
}

static int
fill_staff(struct filling *filling, struct err *err)
{
	const struct code_list *reviewers = codebook_list(&filling->rules->codes, "reviewer");

	for (size_t i = 0; sample_people[i].id; i++)
		if (add_staff(filling, &sample_people[i], err) < 0)
			return -1;
	for (size_t i = 0; reviewers && i < reviewers->count; i++) {
		const struct code *reviewer = &reviewers->codes[i];
		struct sample_person person = {.organisation = reviewer->code, .roles = "reviewer"};
		if (reviewer->ask || reviewer->retired)
			continue;
		person.id = arena_printf(&filling->arena, "cs-%s", reviewer->code);
		person.name = sample_name(&filling->sampler, &filling->arena);
		if (add_staff(filling, &person, err) < 0)
			return -1;
		person.id = arena_printf(&filling->arena, "ck-%s", reviewer->code);
		person.name = sample_name(&filling->sampler, &filling->arena);
		person.roles = "window";
		if (add_staff(filling, &person, err) < 0)
			return -1;
	}
	return 0;
}

/* ---- one application */

static int
intake(struct filling *filling, const struct sample_application *a, int year, bool weak, struct err *err)
{
	char *call = arena_printf(&filling->arena, "%d", year);
	bool follow_on = a->predecessor_year != NULL;

	return ACT(filling, "intake", NULL, NULL, err, {"project.call", call}, {"project.track", follow_on ? "follow_on" : "new"},
		{"project.reviewer", a->reviewer}, {"unit.name", a->unit}, {"unit.uscc", a->uscc}, {"unit.nature", "enterprise"},
		{"unit.industry", a->industry}, {"unit.staff_count", a->staff_count}, {"unit.legal_representative", a->legal},
		{"unit.contact", a->contact}, {"unit.phone", a->phone}, {"leader.name", a->leader}, {"leader.sex", a->sex},
		{"leader.resident_id", a->resident_id}, {"leader.occupation", a->occupation}, {"leader.level", weak ? "senior" : a->level},
		{"leader.certificate", a->certificate}, {"leader.post", "首席技师"}, {"leader.appointed_from", a->from},
		{"leader.appointed_to", a->to}, {"project.studio_name", a->studio}, {"project.studio_area", "86"}, {"project.team_size", "9"},
		{"project.post_allowance", "1500"}, {"project.education_fund", "350000"}, {"project.matching_committed", a->matching},
		{"project.publicity_from", a->publicity_from}, {"project.publicity_to", a->publicity_to}, {"project.award", a->award},
		{"project.results", a->results}, {"project.predecessor_year", follow_on ? a->predecessor_year : ""},
		{"project.predecessor_grade", follow_on ? "good" : ""});
}

static int
receive_all(struct filling *filling, const char *id, const struct track *track, struct err *err)
{
	for (size_t i = 0; i < track->checklist_count; i++) {
		const struct checklist_item *item = &track->checklist[i];
		if (!item->required)
			continue;
		if (ACT(filling, "receive_material", id, NULL, err, {"material.item", item->code}, {"material.state", "received"},
			{"material.copy", item->original ? "original" : "copy"}, {"material.copies", "1"}, {"material.pages", "4"}) < 0)
			return -1;
		filling->id = id;
	}
	return 0;
}

/* The conditions a person must judge: met, each with its evidence; one of the three ways of 三(一)1 is enough. */
static int
attest_all(struct filling *filling, const char *id, const struct track *track, struct err *err)
{
	for (size_t i = 0; i < track->condition_count; i++) {
		const struct condition *condition = track->conditions[i];
		if (!condition_attested(condition))
			continue;
		if (ACT(filling, "attest", id, NULL, err, {"attestation.condition", condition_id(condition)}, {"attestation.result", "met"},
			{"attestation.evidence", "核对申报材料原件，情况属实"}) < 0)
			return -1;
	}
	filling->id = id;
	return 0;
}

static int
review(struct filling *filling, const char *id, const char *conclusion, const char *opinion, int order, struct err *err)
{
	char *number = arena_printf(&filling->arena, "%d", order);

	return ACT(filling, "first_review", id, NULL, err, {"first_review.conclusion", conclusion}, {"first_review.opinion", opinion},
		{"first_review.recommended", strcmp(conclusion, "recommend") == 0 ? number : ""});
}

static int
give_back(struct filling *filling, const char *id, const char *deadline, struct err *err)
{
	return ACT(filling, "return", id, NULL, err,
		{"correction.defects", "1. 缺首席技师聘任文件；\n2. 配套经费承诺书未盖单位公章。"}, {"correction.served", "phone"},
		{"correction.deadline", deadline});
}

struct road {
	const char *id;
	const struct track *track;
	const char *window, *reviewer;
	int year, order;
	enum fate fate;
};

static void
set_day(struct filling *filling, int year, const char *month_day)
{
	filling->desk->today = day(arena_printf(&filling->arena, "%d-%s", year, month_day));
	filling->desk->assumed = true;
}

/* What the window and the first reviewer did. */
static int
first_reviewer(struct filling *filling, const struct road *road, struct err *err)
{
	set_day(filling, road->year, "04-04");
	if (sit(filling, road->reviewer, err) < 0)
		return -1;
	switch (road->fate) {
	case RETURNED:
		return give_back(filling, road->id, "", err);
	case OVERDUE:
	case LAPSED:
		return give_back(filling, road->id, arena_printf(&filling->arena, "%d-04-10", road->year), err);
	case RESUBMITTED:
		if (give_back(filling, road->id, "", err) < 0 || sit(filling, road->window, err) < 0)
			return -1;
		set_day(filling, road->year, "04-07");
		return act(filling, "submit", road->id, NULL, 0, NULL, err);
	case REJECTED:
		return review(filling, road->id, "rejected", "带头人技能等级未达到技师，不符合选聘条件。", 0, err);
	case SUBMITTED:
		return 0;
	default:
		break;
	}
	if (attest_all(filling, road->id, road->track, err) < 0)
		return -1;
	if (road->fate == ATTESTED || road->fate == WITHDRAWN)
		return 0;
	if (road->fate == NOT_RECOMMENDED)
		return review(filling, road->id, "not_recommended", "条件符合，因名额所限本年度不作推荐。", 0, err);
	return review(filling, road->id, "recommend", "经审核，申报材料真实完整，符合申报条件，同意推荐。", road->order, err);
}

/* What the office did. */
static int
office(struct filling *filling, const struct road *road, struct err *err)
{
	set_day(filling, road->year, "04-11");
	if (sit(filling, "limin", err) < 0)
		return -1;
	switch (road->fate) {
	case ELIGIBLE:
		return act(filling, "accept", road->id, NULL, 0, NULL, err);
	case OFFICE_REJECTED:
		return act(filling, "reject", road->id, NULL, 0, "经复核，聘任文件与申报的聘期不一致。", err);
	case OFFICE_RETURNED:
		return give_back(filling, road->id, "", err);
	case WITHDRAWN:
		return act(filling, "withdraw", road->id, NULL, 0, "单位来函撤回申报", err);
	case LAPSED:
		return act(filling, "lapse", road->id, NULL, 0, NULL, err);
	default:
		return 0;
	}
}

static int
one(struct filling *filling, int year, int nth, enum fate fate, struct err *err)
{
	struct sample_application a = sample_application(&filling->sampler, &filling->rules->codes, year, nth, &filling->arena);
	struct road road = {.year = year, .fate = fate, .order = nth % 4 + 1};
	const char *track = a.predecessor_year ? "follow_on" : "new";

	road.window = arena_printf(&filling->arena, "ck-%s", a.reviewer);
	road.reviewer = arena_printf(&filling->arena, "cs-%s", a.reviewer);
	road.track = rules_track(filling->rules, track);
	set_day(filling, year, "03-29");
	if (sit(filling, road.window, err) < 0 || intake(filling, &a, year, fate == REJECTED, err) < 0)
		return -1;
	road.id = filling->id;
	if (fate == VOIDED)
		return act(filling, "void", road.id, NULL, 0, "重复录入", err);
	if (fate == DRAFT)
		return 0;
	if (fate != RETURNED && fate != OVERDUE && fate != LAPSED && receive_all(filling, road.id, road.track, err) < 0)
		return -1;
	if (act(filling, "submit", road.id, NULL, 0, NULL, err) < 0)
		return -1;
	return first_reviewer(filling, &road, err) < 0 ? -1 : office(filling, &road, err);
}

static int
fill_call(struct filling *filling, const struct sample_call *call, struct err *err)
{
	char *year = arena_printf(&filling->arena, "%d", call->year), *quota = arena_printf(&filling->arena, "%d", call->quota);
	int nth = 0;

	set_day(filling, call->year, "02-24");
	if (sit(filling, "limin", err) < 0 ||
		ACT(filling, "open_call", NULL, NULL, err, {"call.year", year}, {"call.quota", quota}, {"call.opens", call->opens},
			{"call.closes", call->closes}, {"call.first_review_by", call->first_review_by}) < 0)
		return -1;
	for (size_t i = 0; i < sizeof call->spans / sizeof *call->spans; i++)
		for (int j = 0; j < call->spans[i].count; j++) {
			if (one(filling, call->year, nth++, call->spans[i].fate, err) < 0)
				return -1;
			if (filling->progress && !filling->progress(filling->user, ++filling->done, filling->total))
				return err_set(err, ERR_FAILED, _("stopped"));
		}
	if (call->year == date_year(demo_day()))
		return 0;
	set_day(filling, call->year, "05-10");
	return sit(filling, "limin", err) < 0 ? -1 : act(filling, "close_call", year, NULL, 0, NULL, err);
}

static int
fill(struct filling *filling, struct err *err)
{
	set_day(filling, 2021, "01-04");
	if (fill_staff(filling, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (fill_call(filling, &calls[i], err) < 0)
			return -1;
	return 0;
}

int
demo_fill(struct desk *desk, bool (*progress)(void *user, uint64_t done, uint64_t total), void *user, struct err *err)
{
	struct filling filling = {.sampler = {.state = 20201209}, .desk = desk, .progress = progress, .user = user, .rules = desk_rules(desk, err)};
	struct err failed = {0};
	int result;

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		for (size_t j = 0; j < sizeof calls[i].spans / sizeof *calls[i].spans; j++)
			filling.total += (uint64_t)calls[i].spans[j].count;
	if (!filling.rules || desk_batch(desk, false, err) < 0)
		return -1;
	result = fill(&filling, &failed);
	if (result == 0)
		result = desk_batch_commit(desk, &failed);
	else
		desk_batch_abort(desk);
	arena_free(&filling.arena);
	if (result < 0 && err)
		*err = failed;
	return result;
}
