#include <config.h>

#include "modeltries.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/types.h"

const struct tried tried[] = {
	{"adopt_rules", "zhaolei", ON_NOTHING, 0, 6},
	{"readopt", "limin", ON_CALL, 0, 6},
	{"open_call", "limin", ON_NOTHING, 0, 1},
	{"close_call", "limin", ON_CALL, 0, 1},
	{"staff_add", "admin", ON_NOTHING, 0, 4},
	{"staff_change", "admin", ON_STAFF, 0, 6},
	{"intake", "ck-zjj", ON_NOTHING, 0, 4},
	{"amend", "limin", ON_PROJECT, BEFORE_REVIEW, 10},
	{"submit", "ck-zjj", ON_PROJECT, STAGE_SET(draft) | STAGE_SET(returned), 4},
	{"receive_material", "cs-zjj", ON_PROJECT, BEFORE_REVIEW, 5},
	{"attest", "cs-zjj", ON_PROJECT, STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), 5},
	{"override", "limin", ON_PROJECT, STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), 5},
	{"first_review", "cs-zjj", ON_PROJECT, STAGE_SET(submitted), 8},
	{"return", "limin", ON_PROJECT, STAGE_SET(submitted) | STAGE_SET(candidate), 8},
	{"accept", "limin", ON_PROJECT, STAGE_SET(candidate), 8},
	{"reject", "limin", ON_PROJECT, STAGE_SET(candidate), 8},
	{"lapse", "limin", ON_PROJECT, STAGE_SET(returned), 20},
	{"void", "ck-zjj", ON_PROJECT, STAGE_SET(draft), 3},
	{"reveal", "limin", ON_PROJECT, UINT32_MAX, 2},
	{"form_panel", "limin", ON_CALL, 0, 4},
	{"assign", "limin", ON_CALL, 0, 25},
	{"declare_recusal", "e1", ON_PROJECT, STAGE_SET(eligible) | STAGE_SET(in_review), 8},
	{"confirm_recusal", "limin", ON_RECUSAL, 0, 30},
	{"score", "e2", ON_PROJECT, STAGE_SET(in_review), 300},
	{"reopen_sheet", "limin", ON_SHEET, 0, 10},
	{"refuse_reopening", "gujun", ON_SHEET, 0, 40},
	{"refuse_reopening", "gujun", ON_SHEET, 0, 6},
	{"close_scoring", "limin", ON_CALL, 0, 30},
	{"decide_tie", "limin", ON_PROJECT, STAGE_SET(scored), 40},
	{"what_if", "limin", ON_CALL, 0, 2},
	{"propose", "limin", ON_CALL, 0, 40},
	{"approve", "gujun", ON_PROPOSAL, 0, 40},
	{"send_back", "gujun", ON_PROPOSAL, 0, 10},
	{"record_meeting", "limin", ON_NOTHING, 0, 4},
	{"resolve", "limin", ON_PROPOSAL, 0, 40},
	{"publicise", "limin", ON_PROPOSAL, 0, 40},
	{"object", "limin", ON_PROJECT, STAGE_SET(publicised), 8},
	{"resolve_objection", "limin", ON_OBJECTION, 0, 40},
	{"promote", "limin", ON_PROJECT, STAGE_SET(reserve), 40},
	{"decline", "limin", ON_PROJECT, LISTED, 2},
	{"announce", "limin", ON_PUBLICITY, 0, 40},
	{"withdraw", "limin", ON_PROJECT, BEFORE_REVIEW | STAGE_SET(in_review) | STAGE_SET(scored) | LISTED, 1},
	{0},
};

unsigned
model_chance(struct model *model, unsigned limit)
{
	struct sampler *sampler = &model->review.work.sampler;

	sampler->state = sampler->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(sampler->state >> 33) % limit;
}

#define PICK(model, list) list[model_chance(model, sizeof list / sizeof *list)]

/* ---- on what */

const char *
model_project_id(struct model *model, uint32_t number)
{
	return ((struct project *)work_record(&model->review.work, &type_project, number))->id;
}

/* Mostly one where the act may be done. */
static const char *
random_project(struct model *model, uint32_t at)
{
	uint32_t fitting[PROJECTS_MOST], count = 0;

	for (uint32_t i = 0; i < model->now.count; i++)
		if (at & UINT32_C(1) << model->now.at[i])
			fitting[count++] = i + 1;
	return model_project_id(model, count && model_chance(model, 6) ? fitting[model_chance(model, count)] : 1 + model_chance(model, (unsigned)model->now.count));
}

/* The newest, or any one, or the number after the last. */
static const char *
random_numbered(struct model *model, const struct record_type *type)
{
	struct work *work = &model->review.work;
	uint32_t count = store_count(work->desk->store, type);

	return arena_printf(&work->arena, "%s%u", type->letters, count && model_chance(model, 2) ? count : 1 + model_chance(model, count + 1));
}

/* Experts and those entered here: who runs the office stays. */
static const char *
random_staff(struct model *model)
{
	return arena_printf(&model->review.work.arena, "%s%u", model_chance(model, 3) ? "x" : "e", 1 + model_chance(model, 8));
}

static const char *
random_target(struct model *model, enum aim aim, uint32_t at)
{
	static const struct record_type *const types[] = {[ON_PROPOSAL] = &type_proposal, [ON_PUBLICITY] = &type_publicity,
		[ON_OBJECTION] = &type_objection, [ON_RECUSAL] = &type_recusal, [ON_SHEET] = &type_score_sheet};

	if (model_chance(model, 40) == 0)
		aim = model_chance(model, ON_NOTHING);
	if (aim == ON_CALL)
		return model_chance(model, 12) ? "2021-2" : model_chance(model, 2) ? "2021" : "2021-3";
	if (aim == ON_STAFF)
		return random_staff(model);
	if (aim == ON_NOTHING)
		return NULL;
	return aim == ON_PROJECT ? random_project(model, at) : random_numbered(model, types[aim]);
}

/* A sheet that waits, with its expert at work; any project where none does. */
static const char *
random_sheet(struct model *model)
{
	struct work *work = &model->review.work;
	uint32_t count = store_count(work->desk->store, &type_assignment);

	for (unsigned i = 0; count && i < 30; i++) {
		const struct assignment *given = work_record(work, &type_assignment, 1 + model_chance(model, count));
		if (strcmp(given->state, "open") != 0 || model->now.at[given->project - 1] != STAGE_in_review)
			continue;
		if (desk_sit(work->desk, given->expert, NULL) < 0)
			continue; /* no longer at work */
		return model_project_id(model, given->project);
	}
	return random_project(model, STAGE_SET(in_review));
}

const char *
model_target(struct model *model, size_t row)
{
	static const char *const seats[] = {"limin", "zhaolei", "gujun", "cs-zjj", "ck-zjj", "cs-xj", "e1", "e5", "x1", "x2", "admin", "shenyi", "qianhong"};
	struct work *work = &model->review.work;
	const char *target;

	if (desk_sit(work->desk, tried[row].seat, NULL) < 0)
		work_sit(work, "limin");
	target = strcmp(tried[row].act, "score") == 0 ? random_sheet(model) : random_target(model, tried[row].aim, tried[row].at);
	if (model_chance(model, 8) == 0)
		desk_sit(work->desk, PICK(model, seats), NULL); /* where nobody sits, who sat before goes on */
	return target;
}

size_t
model_pick(struct model *model)
{
	unsigned total = 0, at;
	size_t row = 0;

	for (size_t i = 0; tried[i].act; i++)
		total += tried[i].often;
	at = model_chance(model, total);
	while (at >= tried[row].often)
		at -= tried[row++].often;
	return row;
}

/* ---- with what */

/* Totals are few and mostly the project's own, so that projects tie. */
static int
try_score(struct model *model, const char *target)
{
	struct work *work = &model->review.work;
	unsigned least = target && model_chance(model, 9) ? (unsigned)(target[strlen(target) - 1] % 3) : model_chance(model, 6);
	const char *wrong[] = {"21", "-1", "7.5", "", "x"};

	return work_try(work, "score", target, NULL, arena_printf(&work->arena, "leader=%u", 10 + least), "system=12", "studio=12",
		model_chance(model, 15) ? "innovation=15" : arena_printf(&work->arena, "innovation=%s", PICK(model, wrong)), "apprenticeship=11", "plan=11",
		model_chance(model, 20) ? NULL : "for_expert=e3", NULL);
}

static int
try_meeting(struct model *model, const char *target, const char *reason)
{
	struct work *work = &model->review.work;

	return work_try(work, "record_meeting", target, reason, "body=工作小组会议", "number=2",
		model_chance(model, 4) ? "held_on=2021-05-12" : "held_on=2021-06-30", "attendees=成员单位", "resolution=同意", model_chance(model, 4) ? NULL : "call=2021", NULL);
}

/* Mostly a new unit and leader, else those of a project that is there. */
static int
try_intake(struct model *model)
{
	struct work *work = &model->review.work;
	const char *calls[] = {"project.call=2021-2", "project.call=2021-2", "project.call=2021-2", "project.call=2021-3", "project.call=2021", "project.call="};
	const struct project *other = work_record(work, &type_project, 1 + model_chance(model, (unsigned)model->now.count));

	if (model_chance(model, 4))
		return work_try_intake(work, PICK(model, calls), NULL);
	return work_try_intake(work, PICK(model, calls), arena_printf(&work->arena, "unit.uscc=%s", other->unit.uscc),
		arena_printf(&work->arena, "leader.resident_id=%s", other->leader.resident_id), NULL);
}

static int
try_staff(struct model *model, const char *act, const char *target)
{
	struct work *work = &model->review.work;
	const char *roles[] = {"staff.roles=expert", "staff.roles=expert", "staff.roles=office", "staff.roles=window", "staff.roles="};
	const char *states[] = {"staff.state=active", "staff.state=active", "staff.state=active", "staff.state=left"};

	if (strcmp(act, "staff_add") == 0)
		return work_try(work, act, target, NULL, arena_printf(&work->arena, "staff.id=%s", random_staff(model)), "staff.name=新来",
			PICK(model, roles), NULL);
	return work_try(work, act, target, NULL, PICK(model, states), arena_printf(&work->arena, "staff.note=%u", model_chance(model, 100)), NULL);
}

/* Acts that take inputs: what is tried for one of them, NULL leaves all out; and the others. */
static const struct {
	const char *act, *tries[8], *second, *third;
} inputs[] = {
	{.act = "open_call", .tries = {"year=2021", "year=2021", "year=2022", "year=", "year=x", NULL, "year=2021", "year=2021"}, .second = "quota=2"},
	{.act = "amend", .tries = {"note=甲", "note=乙", "note=丙", "leader.level=大师", "leader.appointed_to=2021-01-01", NULL, "note=丁", "note="}},
	{.act = "receive_material", .tries = {"item=studio", "item=nonsense", NULL, "item=studio", "item=studio", "item=studio", "item=studio", "item=studio"},
		.second = "state=received"},
	{.act = "return", .tries = {"defects=缺件", "defects=缺件", "defects=缺件", "defects=缺件", NULL, "defects=缺件", "defects=缺件", "defects="}},
	{.act = "form_panel", .tries = {"experts=e1 e2 e3 e4 e5 e6 e7", "experts=e1 e2 e3 e4 e5 e6 e7", "experts=e1 e2 e3 e4 e5 e6 e7 zeng e8", "experts=e1 e2 e3 e4 e5",
		"experts=e1 e2 e3 e4 e5 e6", "experts=e1 e1 e2 e3 e4 e5 e6", "experts=nobody", NULL}},
	{.act = "declare_recusal", .tries = {"reason=曾任职", "reason=曾任职", "reason=曾任职", "reason=曾任职", "reason=曾任职", "reason=曾任职", NULL, "reason="}},
	{.act = "confirm_recusal", .tries = {"decision=confirmed", "decision=refused", "decision=confirmed", "decision=refused", "decision=refused", "decision=maybe", NULL,
		"decision=refused"}},
	{.act = "decide_tie", .tries = {"order=1", "order=2", "order=3", "order=4", "order=5", "order=6", "order=0", NULL}},
	{.act = "propose", .tries = {NULL, NULL, NULL, "exceptions=QP2021-0003=out: 放弃", "exceptions=QP2021-0005=out: 放弃", "exceptions=QP2021-0001=out: 放弃",
		"exceptions=QP2021-0002=in: 特批", "exceptions=nonsense"}},
	{.act = "resolve", .tries = {"meeting=T1", "meeting=T1", "meeting=T1", "meeting=T1", "meeting=T2", "meeting=T9", "meeting=x", NULL}},
	{.act = "publicise", .tries = {"contact=小组办", "contact=小组办", "contact=小组办", "contact=小组办", "contact=小组办", "contact=13800138000",
		"contact=11010519491231002X", NULL}},
	{.act = "object", .tries = {"about=成果有争议", "about=成果有争议", "about=成果有争议", "about=成果有争议", "about=条件不符", "about=条件不符", "about=", NULL}},
	{.act = "resolve_objection", .tries = {"decision=upheld", "decision=dismissed", "decision=dismissed", "decision=dismissed", "decision=dismissed", "decision=maybe",
		"decision=", NULL}},
	{.act = "announce", .tries = {"document=1号", "document=1号", "document=2号", "document=", NULL, "document=3号", "document=4号", "nonsense=1"}},
	{.act = "attest", .tries = {"condition=treatment", "condition=technician_level", "condition=studio_or_team", "condition=unit_system", "condition=nonsense", NULL,
		"condition=treatment", "condition=treatment"}, .second = "result=met", .third = "evidence=看过"},
	{.act = "override", .tries = {"condition=treatment", "condition=technician_level", "condition=studio_or_team", "condition=unit_system", "condition=nonsense", NULL,
		"condition=treatment", "condition=treatment"}, .second = "result=pass", .third = "reason=依解释"},
	{.act = "first_review", .tries = {"conclusion=recommend", "conclusion=recommend", "conclusion=recommend", "conclusion=recommend", "conclusion=not_recommended",
		"conclusion=rejected", "conclusion=maybe", NULL}, .second = "opinion=已审"},
};

int
model_attempt(struct model *model, size_t row, const char *target)
{
	struct work *work = &model->review.work;
	const char *act = tried[row].act, *reason = model_chance(model, 12) ? "依职权" : NULL;

	if (strcmp(act, "score") == 0)
		return try_score(model, target);
	if (strcmp(act, "record_meeting") == 0)
		return try_meeting(model, target, reason);
	if (strcmp(act, "intake") == 0)
		return try_intake(model);
	if (strncmp(act, "staff_", 6) == 0)
		return try_staff(model, act, target);
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		if (strcmp(inputs[i].act, act) == 0)
			return work_try(work, act, target, reason, PICK(model, inputs[i].tries), inputs[i].second, inputs[i].third, NULL);
	return work_try(work, act, target, reason, NULL);
}
