#include <config.h>

#include "desk/demo.h"

#include <string.h>

#include "desk/demo-fill.h"

/* How far each application of a call has come, in order of its number; the last word repeats for the rest. */
enum fate { DRAFT, SUBMITTED, ATTESTED, RETURNED, OVERDUE, RESUBMITTED, CANDIDATE, ELIGIBLE, NOT_RECOMMENDED, REJECTED, OFFICE_REJECTED,
	OFFICE_RETURNED, WITHDRAWN, LAPSED, VOIDED, ACCEPTED_LATER };

struct span {
	enum fate fate;
	int count;
};

enum { OPENED, TAKEN_IN, REVIEWED, SENT_AGAIN, DECIDED, CLOSED, MOMENTS };

static const struct sample_call {
	const char *name;
	int year, quota;
	const char *title, *opens, *closes, *first_review_by;
	const char *days[MOMENTS]; /* without one of closing it is still open */
	struct span spans[16];
} calls[] = {
	{.name = "2021", .year = 2021, .quota = 12, .opens = "2021-03-01", .closes = "2021-04-09", .first_review_by = "2021-04-30",
		.days = {"2021-02-24", "2021-03-29", "2021-04-04", "2021-04-07", "2021-04-11", "2021-05-10"},
		.spans = {{ELIGIBLE, 22}, {NOT_RECOMMENDED, 9}, {REJECTED, 6}, {OFFICE_REJECTED, 3}, {WITHDRAWN, 3}, {LAPSED, 2}, {VOIDED, 1}}},
	{.name = "2022", .year = 2022, .quota = 12, .opens = "2022-03-01", .closes = "2022-04-08", .first_review_by = "2022-04-29",
		.days = {"2022-02-24", "2022-03-29", "2022-04-04", "2022-04-07", "2022-04-11", "2022-05-10"},
		.spans = {{ELIGIBLE, 17}, {NOT_RECOMMENDED, 6}, {REJECTED, 4}, {OFFICE_REJECTED, 2}, {WITHDRAWN, 2}, {LAPSED, 1}}},
	{.name = "2022-2", .year = 2022, .quota = 3, .title = "2022年度补充申报", .opens = "2022-09-01", .closes = "2022-10-14",
		.first_review_by = "2022-10-28", .days = {"2022-08-24", "2022-09-29", "2022-10-10", "2022-10-12", "2022-10-18", "2022-11-10"},
		.spans = {{ELIGIBLE, 7}}},
	{.name = "2023", .year = 2023, .quota = 12, .opens = "2023-03-01", .closes = "2023-04-14", .first_review_by = "2023-04-28",
		.days = {"2023-02-24", "2023-03-29", "2023-04-04", "2023-04-07", "2023-04-11", NULL},
		.spans = {{CANDIDATE, 9}, {SUBMITTED, 8}, {ATTESTED, 4}, {RETURNED, 3}, {OVERDUE, 2}, {RESUBMITTED, 2}, {ACCEPTED_LATER, 3},
			{NOT_RECOMMENDED, 2}, {REJECTED, 2}, {OFFICE_RETURNED, 1}, {WITHDRAWN, 1}, {DRAFT, 5}, {ELIGIBLE, 4}}},
	/* Entered after the others, as old papers are. */
	{.name = "2020", .year = 2020, .quota = 2, .title = "2020年度申报", .opens = "2021-01-05", .closes = "2021-01-20",
		.first_review_by = "2021-01-29", .days = {"2021-01-05", "2021-01-12", "2021-01-15", "2021-01-18", "2021-01-19", "2021-01-21"},
		.spans = {{ELIGIBLE, 4}}},
};

static const char sample_today[] = "2023-04-12";

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

void
demo_set_day(struct filling *filling, const char *text)
{
	filling->desk->today = day(text);
	filling->desk->assumed = true;
}

int
demo_act(struct filling *filling, const char *name, const char *target, const struct act_input *inputs, size_t count, const char *reason,
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

int
demo_sit(struct filling *filling, const char *id, struct err *err)
{
	return desk_sit(filling->desk, id, err);
}

/* ---- people */

static int
add_staff(struct filling *filling, const struct sample_person *person, struct err *err)
{
	const struct sample_expert *expert = sample_experts;

	while (expert->id && strcmp(expert->id, person->id) != 0)
		expert++;
	return ACT(filling, "staff_add", NULL, NULL, err, {"staff.id", person->id}, {"staff.name", person->name}, {"staff.roles", person->roles},
		{"staff.organisation", person->organisation}, {"staff.employer", expert->id ? expert->employer : ""},
		{"staff.field", expert->id ? expert->field : ""}, {"staff.title", expert->id ? expert->title : ""});
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
intake(struct filling *filling, const struct sample_application *a, const char *call, bool weak, struct err *err)
{
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
	const struct sample_call *call;
	int order;
	enum fate fate;
};

/* What the window and the first reviewer did. */
static int
first_reviewer(struct filling *filling, const struct road *road, struct err *err)
{
	demo_set_day(filling, road->call->days[REVIEWED]);
	if (demo_sit(filling, road->reviewer, err) < 0)
		return -1;
	switch (road->fate) {
	case RETURNED:
		return give_back(filling, road->id, "", err);
	case OVERDUE:
	case LAPSED:
		return give_back(filling, road->id, arena_printf(&filling->arena, "%d-04-10", road->call->year), err);
	case RESUBMITTED:
		if (give_back(filling, road->id, "", err) < 0 || demo_sit(filling, road->window, err) < 0)
			return -1;
		demo_set_day(filling, road->call->days[SENT_AGAIN]);
		return PLAIN_ACT(filling, "submit", road->id, NULL, err);
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
	demo_set_day(filling, road->call->days[DECIDED]);
	if (demo_sit(filling, "limin", err) < 0)
		return -1;
	switch (road->fate) {
	case ELIGIBLE:
		return PLAIN_ACT(filling, "accept", road->id, NULL, err);
	case OFFICE_REJECTED:
		return PLAIN_ACT(filling, "reject", road->id, "经复核，聘任文件与申报的聘期不一致。", err);
	case OFFICE_RETURNED:
		return give_back(filling, road->id, "", err);
	case WITHDRAWN:
		return PLAIN_ACT(filling, "withdraw", road->id, "单位来函撤回申报", err);
	case ACCEPTED_LATER:
		filling->later[filling->later_count++] = road->id;
		return 0;
	case LAPSED:
		return PLAIN_ACT(filling, "lapse", road->id, NULL, err);
	default:
		return 0;
	}
}

static int
one(struct filling *filling, const struct sample_call *call, int nth, enum fate fate, struct err *err)
{
	struct sample_application a = sample_application(&filling->sampler, &filling->rules->codes, call->year, nth, &filling->arena);
	struct road road = {.call = call, .fate = fate, .order = nth % 4 + 1};
	const char *track = a.predecessor_year ? "follow_on" : "new";

	road.window = arena_printf(&filling->arena, "ck-%s", a.reviewer);
	road.reviewer = arena_printf(&filling->arena, "cs-%s", a.reviewer);
	road.track = rules_track(filling->rules, track);
	demo_set_day(filling, call->days[TAKEN_IN]);
	if (demo_sit(filling, road.window, err) < 0 || intake(filling, &a, call->name, fate == REJECTED, err) < 0)
		return -1;
	road.id = filling->id;
	if (fate == VOIDED)
		return PLAIN_ACT(filling, "void", road.id, "重复录入", err);
	if (fate == DRAFT)
		return 0;
	if (fate != RETURNED && fate != OVERDUE && fate != LAPSED && receive_all(filling, road.id, road.track, err) < 0)
		return -1;
	if (PLAIN_ACT(filling, "submit", road.id, NULL, err) < 0)
		return -1;
	return first_reviewer(filling, &road, err) < 0 ? -1 : office(filling, &road, err);
}

static int
open_call(struct filling *filling, const struct sample_call *call, struct err *err)
{
	demo_set_day(filling, call->days[OPENED]);
	return demo_sit(filling, "limin", err) < 0 ? -1 :
		ACT(filling, "open_call", NULL, NULL, err, {"call.year", arena_printf(&filling->arena, "%d", call->year)},
			{"call.quota", arena_printf(&filling->arena, "%d", call->quota)}, {"call.title", call->title ? call->title : ""},
			{"call.opens", call->opens}, {"call.closes", call->closes}, {"call.first_review_by", call->first_review_by});
}

/* What was applied before the panel began is in review now; the others wait for the experts. */
static int
review_call(struct filling *filling, const struct sample_call *call, struct err *err)
{
	if (call->days[CLOSED]) {
		demo_set_day(filling, call->days[CLOSED]);
		if (demo_sit(filling, "limin", err) < 0 || PLAIN_ACT(filling, "close_call", call->name, NULL, err) < 0)
			return -1;
	}
	if (demo_review(filling, call->name, err) < 0)
		return -1;
	for (size_t i = 0; i < filling->later_count; i++)
		if (PLAIN_ACT(filling, "accept", filling->later[i], NULL, err) < 0)
			return -1;
	filling->later_count = 0;
	return 0;
}

static int
fill_call(struct filling *filling, const struct sample_call *call, struct err *err)
{
	int nth = 0;

	if (open_call(filling, call, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof call->spans / sizeof *call->spans; i++)
		for (int j = 0; j < call->spans[i].count; j++) {
			if (one(filling, call, nth++, call->spans[i].fate, err) < 0)
				return -1;
			if (filling->progress && !filling->progress(filling->user, ++filling->done, filling->total))
				return err_set(err, ERR_FAILED, _("stopped"));
		}
	return review_call(filling, call, err);
}

static int
fill(struct filling *filling, struct err *err)
{
	demo_set_day(filling, "2021-01-04");
	if (fill_staff(filling, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (fill_call(filling, &calls[i], err) < 0)
			return -1;
	return demo_funded(filling, err);
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
