/* Random acts by random people in random order on a call in review, from drafts to the announcement: whatever they do, no project reaches a
 * stage that the table below does not allow, none is awarded twice, and the journal alone gives the same records again. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "desk/types.h"
#include "reviewwork.h"
#include "store/admin.h"

enum { PLACES = 3, ELIGIBLE = 7, PROJECTS = 12, ROUNDS = 120, TRIES = 25 };

/* ---- the programme's table */

#define BEFORE_REVIEW (STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible))
#define LISTED (STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised))

/* What an act is done on. */
enum aim { ON_CALL, ON_PROJECT, ON_PROPOSAL, ON_PUBLICITY, ON_OBJECTION, ON_RECUSAL, ON_SHEET, ON_NOTHING };

static const struct {
	const char *act, *seat; /* who mostly tries it */
	enum aim aim;
	uint32_t at;            /* stages of a project it is done on */
	unsigned often;
} tried[] = {
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
};
enum { ACTS = sizeof tried / sizeof *tried };

/* Which way an act may move a project; what is not here moves none. */
static const struct {
	const char *act;
	uint32_t from, to;
} moves[] = {
	{"submit", STAGE_SET(draft), STAGE_SET(submitted)},
	{"submit", STAGE_SET(returned), STAGE_SET(submitted) | STAGE_SET(candidate)},
	{"first_review", STAGE_SET(submitted), STAGE_SET(candidate) | STAGE_SET(not_recommended) | STAGE_SET(rejected)},
	{"return", STAGE_SET(submitted) | STAGE_SET(candidate), STAGE_SET(returned)},
	{"accept", STAGE_SET(candidate), STAGE_SET(eligible)},
	{"reject", STAGE_SET(candidate), STAGE_SET(rejected)},
	{"lapse", STAGE_SET(returned), STAGE_SET(lapsed)},
	{"void", STAGE_SET(draft), STAGE_SET(void)},
	{"assign", STAGE_SET(eligible), STAGE_SET(in_review)},
	{"close_scoring", STAGE_SET(in_review), STAGE_SET(scored)},
	{"propose", STAGE_SET(scored), STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(not_selected)},
	{"send_back", STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(not_selected), STAGE_SET(scored)},
	{"send_back", STAGE_SET(proposed), STAGE_SET(reserve)},
	{"resolve", STAGE_SET(proposed), STAGE_SET(resolved)},
	{"publicise", STAGE_SET(resolved), STAGE_SET(publicised)},
	{"resolve_objection", STAGE_SET(publicised), STAGE_SET(removed)},
	{"promote", STAGE_SET(reserve), STAGE_SET(proposed)},
	{"decline", LISTED, STAGE_SET(declined)},
	{"announce", STAGE_SET(publicised), STAGE_SET(awarded)},
	{"withdraw", BEFORE_REVIEW | STAGE_SET(in_review) | STAGE_SET(scored) | LISTED, STAGE_SET(withdrawn)},
};

static bool
table_allows(const char *act, enum stage from, enum stage to)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i].act, act) == 0 && moves[i].from & UINT32_C(1) << from && moves[i].to & UINT32_C(1) << to)
			return true;
	return false;
}

/* ---- an office in the middle of it all */

struct stages {
	enum stage at[PROJECTS];
};

struct model {
	struct review review;
	struct stages now;
	uint32_t reached;       /* stages that some project was at */
	unsigned done[ACTS];    /* how often each act was done, not refused */
};

static struct stages
stages_now(struct model *model)
{
	struct stages stages;
	struct arena arena = {0};
	struct store *store = model->review.work.desk->store;

	cr_assert_eq(store_begin(store, NULL), 0);
	cr_assert_eq(store_count(store, &type_project), PROJECTS);
	for (uint32_t i = 0; i < PROJECTS; i++) {
		void *record;
		cr_assert_eq(store_get(store, &type_project, i + 1, &arena, &record, NULL), 0);
		stages.at[i] = stage_of(((struct project *)record)->stage);
		model->reached |= UINT32_C(1) << stages.at[i];
	}
	store_end(store);
	arena_free(&arena);
	return stages;
}

static unsigned
chance(struct model *model, unsigned limit)
{
	struct sampler *sampler = &model->review.work.sampler;

	sampler->state = sampler->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(sampler->state >> 33) % limit;
}

#define PICK(model, list) list[chance(model, sizeof list / sizeof *list)]

static void
bring_candidate(struct work *work, const char *id)
{
	work_sit(work, "ck-zjj");
	work_do(work, "submit", id, NULL, NULL);
	work_sit(work, "cs-zjj");
	work_receive_all(work, id);
	work_attest_all(work, id);
	work_sit(work, "limin");
}

/* Seven projects wait for experts, five are on their way there. */
static void
model_open(struct model *model, uint64_t seed)
{
	struct review *review = &model->review;
	struct work *work = &review->work;

	review_open(review, ELIGIBLE, PLACES, NULL, NULL);
	work_day(work, "2021-03-31");
	cr_assert_eq(desk_batch(work->desk, false, &work->err), 0);
	for (size_t i = ELIGIBLE; i < PROJECTS; i++) {
		const char *id = work_intake(work, "project.call=2021-2", NULL);
		if (i + 1 < PROJECTS)
			bring_candidate(work, id);
	}
	cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0, "%s", work->err.message);
	work_day(work, "2021-05-12");
	work_do(work, "record_meeting", NULL, NULL, "body=工作小组会议", "number=1", "held_on=2021-05-12", "attendees=成员单位",
		"resolution=同意", NULL);
	work->sampler.state = seed;
	model->now = stages_now(model);
}

/* ---- what is tried */

static const char *
project_id(struct model *model, uint32_t number)
{
	return ((struct project *)work_record(&model->review.work, &type_project, number))->id;
}

/* Mostly one where the act may be done. */
static const char *
random_project(struct model *model, uint32_t at)
{
	uint32_t fitting[PROJECTS], count = 0;

	for (uint32_t i = 0; i < PROJECTS; i++)
		if (at & UINT32_C(1) << model->now.at[i])
			fitting[count++] = i + 1;
	return project_id(model, count && chance(model, 6) ? fitting[chance(model, count)] : 1 + chance(model, PROJECTS));
}

/* The newest, or any one, or the number after the last. */
static const char *
random_numbered(struct model *model, const struct record_type *type)
{
	struct work *work = &model->review.work;
	uint32_t count = store_count(work->desk->store, type);

	return arena_printf(&work->arena, "%s%u", type->letters, count && chance(model, 2) ? count : 1 + chance(model, count + 1));
}

static const char *
random_target(struct model *model, enum aim aim, uint32_t at)
{
	static const struct record_type *const types[] = {[ON_PROPOSAL] = &type_proposal, [ON_PUBLICITY] = &type_publicity,
		[ON_OBJECTION] = &type_objection, [ON_RECUSAL] = &type_recusal, [ON_SHEET] = &type_score_sheet};

	if (chance(model, 40) == 0)
		aim = chance(model, ON_NOTHING);
	if (aim == ON_CALL)
		return chance(model, 12) ? "2021-2" : "2021";
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
		const struct assignment *given = work_record(work, &type_assignment, 1 + chance(model, count));
		if (strcmp(given->state, "open") != 0 || model->now.at[given->project - 1] != STAGE_in_review)
			continue;
		work_sit(work, given->expert);
		return project_id(model, given->project);
	}
	return random_project(model, STAGE_SET(in_review));
}

/* Totals are few and mostly the project's own, so that projects tie. */
static int
try_score(struct model *model, const char *target)
{
	struct work *work = &model->review.work;
	unsigned least = target && chance(model, 9) ? (unsigned)(target[strlen(target) - 1] % 3) : chance(model, 6);
	const char *wrong[] = {"21", "-1", "7.5", "", "x"};

	return work_try(work, "score", target, NULL, arena_printf(&work->arena, "leader=%u", 10 + least), "system=12", "studio=12",
		chance(model, 15) ? "innovation=15" : arena_printf(&work->arena, "innovation=%s", PICK(model, wrong)), "apprenticeship=11", "plan=11",
		chance(model, 20) ? NULL : "for_expert=e3", NULL);
}

static int
try_meeting(struct model *model, const char *target, const char *reason)
{
	struct work *work = &model->review.work;

	return work_try(work, "record_meeting", target, reason, "body=工作小组会议", "number=2",
		chance(model, 4) ? "held_on=2021-05-12" : "held_on=2021-06-30", "attendees=成员单位", "resolution=同意", chance(model, 4) ? NULL : "call=2021", NULL);
}

/* Acts that take inputs: what is tried for one of them, NULL leaves all out; and the others. */
static const struct {
	const char *act, *tries[8], *second, *third;
} inputs[] = {
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

static int
try_act(struct model *model, const char *act, const char *target)
{
	struct work *work = &model->review.work;
	const char *reason = chance(model, 12) ? "依职权" : NULL;

	if (strcmp(act, "score") == 0)
		return try_score(model, target);
	if (strcmp(act, "record_meeting") == 0)
		return try_meeting(model, target, reason);
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		if (strcmp(inputs[i].act, act) == 0)
			return work_try(work, act, target, reason, PICK(model, inputs[i].tries), inputs[i].second, inputs[i].third, NULL);
	return work_try(work, act, target, reason, NULL);
}

/* ---- one try, and what may have come of it */

static size_t
random_row(struct model *model)
{
	unsigned total = 0, at;
	size_t row = 0;

	for (size_t i = 0; i < ACTS; i++)
		total += tried[i].often;
	at = chance(model, total);
	while (at >= tried[row].often)
		at -= tried[row++].often;
	return row;
}

/* Everything but a project's own change is as it was; and what changed went by the table. */
static void
check_moves(struct model *model, size_t row, const char *target, int status)
{
	struct stages after = stages_now(model);
	const char *act = tried[row].act;

	for (uint32_t i = 0; i < PROJECTS; i++) {
		enum stage from = model->now.at[i], to = after.at[i];
		if (status == 0 && tried[row].aim == ON_PROJECT && strcmp(project_id(model, i + 1), target) == 0)
			cr_assert(tried[row].at & UINT32_C(1) << from, "%s was done at %s", act, stage_code(from));
		if (from == to)
			continue;
		cr_assert_eq(status, 0, "%s was refused, and yet led from %s to %s", act, stage_code(from), stage_code(to));
		cr_assert(table_allows(act, from, to), "%s led from %s to %s", act, stage_code(from), stage_code(to));
		cr_assert(tried[row].aim != ON_PROJECT || strcmp(project_id(model, i + 1), target) == 0, "%s on %s moved another", act, target);
	}
	model->now = after;
}

static void
random_act(struct model *model)
{
	static const char *const seats[] = {"limin", "zhaolei", "gujun", "cs-zjj", "ck-zjj", "cs-xj", "e1", "e5", "zeng", "admin", "shenyi", "qianhong"};
	struct work *work = &model->review.work;
	size_t row = random_row(model);
	const char *act = tried[row].act, *target;
	uint64_t entries = desk_pulse(work->desk);
	int status;

	work_sit(work, tried[row].seat);
	target = strcmp(act, "score") == 0 ? random_sheet(model) : random_target(model, tried[row].aim, tried[row].at);
	if (chance(model, 8) == 0)
		work_sit(work, PICK(model, seats));
	if (chance(model, 20) == 0)
		work->ask.date = work->desk->today - (date_t)chance(model, 4);
	if (chance(model, 10) == 0)
		work->ask.op = arena_printf(&work->arena, "op-%u", chance(model, 60));
	status = try_act(model, act, target);
	cr_assert(status == 0 || work->err.code < ERR_SPACE, "%s on %s: %d %s", act, target ? target : "", (int)work->err.code, work->err.message);
	if (status == 0 && work->result.already)
		status = -1; /* the same operation once more: nothing happened */
	cr_assert_eq(desk_pulse(work->desk), entries + (status == 0), "%s on %s", act, target ? target : "");
	check_moves(model, row, target, status);
	model->done[row] += status == 0;
}

static void
random_round(struct model *model)
{
	struct work *work = &model->review.work;
	struct stages before = model->now;
	bool batch = chance(model, 8) != 0, keep = chance(model, 8) != 0;

	work->desk->today += chance(model, 2);
	work->desk->context_ready = false;
	if (batch)
		cr_assert_eq(desk_batch(work->desk, chance(model, 3) == 0, &work->err), 0, "%s", work->err.message);
	for (unsigned i = 0; i < TRIES; i++)
		random_act(model);
	if (batch && keep)
		cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0, "%s", work->err.message);
	if (batch && !keep) {
		desk_batch_abort(work->desk);
		model->now = stages_now(model);
		cr_assert_eq(memcmp(&model->now, &before, sizeof before), 0, "an aborted batch left something");
	}
}

/* ---- at the end */

static void
check_awards(struct model *model)
{
	struct work *work = &model->review.work;
	unsigned awards[PROJECTS] = {0}, total = store_count(work->desk->store, &type_award);

	for (uint32_t i = 1; i <= total; i++)
		awards[((struct award *)work_record(work, &type_award, i))->project - 1]++;
	for (uint32_t i = 0; i < PROJECTS; i++)
		cr_assert_eq(awards[i], model->now.at[i] == STAGE_awarded, "%u awards at %s", awards[i], stage_code(model->now.at[i]));
	cr_assert_leq(total, PLACES);
}

static void
check_lists(struct model *model)
{
	struct work *work = &model->review.work;
	uint32_t lists = store_count(work->desk->store, &type_proposal), items = store_count(work->desk->store, &type_proposal_item);

	for (uint32_t number = 1; number <= lists; number++) {
		const struct proposal *list = work_record(work, &type_proposal, number);
		int64_t projects = 0;
		money_t amount = 0;
		for (uint32_t i = 1; i <= items; i++) {
			const struct proposal_item *item = work_record(work, &type_proposal_item, i);
			if (item->proposal != number || strcmp(item->place, "in") != 0)
				continue;
			projects++;
			amount += item->amount;
		}
		cr_assert_eq(list->projects, projects);
		cr_assert_eq(list->amount, amount);
	}
}

static void
verify(const char *dir, struct verify_report *report, struct err *err)
{
	cr_assert_eq(store_verify(dir, report, NULL, NULL, err), 0, "%s", err->message);
	cr_assert_eq(report->faults.errors, 0, "%s: %s", dir, report->faults.errors ? report->faults.items[0].message : "");
	faults_free(&report->faults);
}

/* The journal alone gives the same records and the same chain. */
static void
check_rebuild(struct model *model)
{
	struct work *work = &model->review.work;
	struct verify_report report = {0}, again_report = {0};
	struct buf was = {0}, again = {0};
	const char *into = work_file(work, "again");
	uint64_t entries, all = desk_pulse(work->desk);
	struct store *store;

	work_dump(work->desk->store, &was);
	desk_close(work->desk);
	work->desk = NULL;
	cr_assert_eq(store_rebuild(work->records, into, DATE_NONE, &entries, NULL, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(entries, all);
	cr_assert_eq(store_open(&store, into, STORE_READ_ONLY, &work->err), 0, "%s", work->err.message);
	work_dump(store, &again);
	store_close(store);
	cr_assert(was.len == again.len && memcmp(was.data, again.data, was.len) == 0);
	verify(work->records, &report, &work->err);
	verify(into, &again_report, &work->err);
	cr_assert_eq(report.entries, all);
	cr_assert_eq(memcmp(&report.head, &again_report.head, sizeof report.head), 0);
	buf_free(&was);
	buf_free(&again);
}

static void
run_seed(struct model *total, uint64_t seed)
{
	struct model model = {.review = {.work = {.dir = ""}}};

	model_open(&model, seed);
	for (unsigned i = 0; i < ROUNDS; i++)
		random_round(&model);
	check_awards(&model);
	check_lists(&model);
	check_rebuild(&model);
	review_close(&model.review);
	total->reached |= model.reached;
	for (size_t i = 0; i < ACTS; i++)
		total->done[i] += model.done[i];
}

Test(random_acts, keep_to_the_table_award_nothing_twice_and_rebuild_to_the_same_records)
{
	static const uint64_t seeds[] = {3, 11, 17, 2021, 31118};
	static const uint32_t wanted = BEFORE_REVIEW | STAGE_SET(in_review) | STAGE_SET(scored) | LISTED | STAGE_SET(awarded) | STAGE_SET(not_selected) |
		STAGE_SET(removed) | STAGE_SET(declined) | STAGE_SET(withdrawn);
	struct model total = {.reached = 0};

	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		run_seed(&total, seeds[i]);
	for (size_t i = 0; i < ACTS; i++)
		cr_expect_gt(total.done[i], 0, "%s was never done", tried[i].act);
	for (enum stage stage = 0; stage < STAGE_COUNT; stage++)
		cr_expect(!(wanted & UINT32_C(1) << stage) || total.reached & UINT32_C(1) << stage, "nothing came to %s", stage_code(stage));
}
