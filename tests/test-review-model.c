/* Random acts by random people in random order on a call in review, from drafts to the announcement, while further applications and people
 * come, calls open and close and the rules change: whatever they do, no project reaches a stage that the table below does not allow, none is
 * awarded twice, and the journal alone gives the same records again. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "desk/types.h"
#include "modeltries.h"
#include "store/admin.h"

enum { ROUNDS = 120, TRIES = 25 };

/* ---- the programme's table */

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

static struct stages
stages_now(struct model *model)
{
	struct stages stages = {.count = 0};
	struct arena arena = {0};
	struct store *store = model->review.work.desk->store;

	cr_assert_eq(store_begin(store, NULL), 0);
	stages.count = store_count(store, &type_project);
	cr_assert_leq(stages.count, PROJECTS_MOST);
	for (uint32_t i = 0; i < stages.count; i++) {
		void *record;
		cr_assert_eq(store_get(store, &type_project, i + 1, &arena, &record, NULL), 0);
		stages.at[i] = stage_of(((struct project *)record)->stage);
		model->reached |= UINT32_C(1) << stages.at[i];
	}
	store_end(store);
	arena_free(&arena);
	return stages;
}

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

/* ---- one try, and what may have come of it */

/* Everything but a project's own change is as it was; and what changed went by the table. */
static void
check_moves(struct model *model, size_t row, const char *target, int status)
{
	struct stages after = stages_now(model);
	const char *act = tried[row].act;
	bool came = status == 0 && strcmp(act, "intake") == 0;

	cr_assert_eq(after.count, model->now.count + came, "%s made %zu projects of %zu", act, after.count, model->now.count);
	cr_assert(!came || after.at[after.count - 1] == STAGE_draft);
	for (uint32_t i = 0; i < model->now.count; i++) {
		enum stage from = model->now.at[i], to = after.at[i];
		if (status == 0 && tried[row].aim == ON_PROJECT && strcmp(model_project_id(model, i + 1), target) == 0)
			cr_assert(tried[row].at & UINT32_C(1) << from, "%s was done at %s", act, stage_code(from));
		if (from == to)
			continue;
		cr_assert_eq(status, 0, "%s was refused, and yet led from %s to %s", act, stage_code(from), stage_code(to));
		cr_assert(table_allows(act, from, to), "%s led from %s to %s", act, stage_code(from), stage_code(to));
		cr_assert(tried[row].aim != ON_PROJECT || strcmp(model_project_id(model, i + 1), target) == 0, "%s on %s moved another", act, target);
	}
	model->now = after;
}

static void
random_act(struct model *model)
{
	struct work *work = &model->review.work;
	size_t row = model_pick(model);
	const char *act = tried[row].act, *target = model_target(model, row);
	uint64_t entries = desk_pulse(work->desk);
	int status;

	if (strcmp(act, "intake") == 0 && model->now.count == PROJECTS_MOST)
		return;
	if (model_chance(model, 20) == 0)
		work->ask.date = work->desk->today - (date_t)model_chance(model, 4);
	if (model_chance(model, 10) == 0)
		work->ask.op = arena_printf(&work->arena, "op-%u", model_chance(model, 60));
	status = model_attempt(model, row, target);
	cr_assert(status == 0 || work->err.code < ERR_SPACE, "%s on %s: %d %s", act, target ? target : "", (int)work->err.code, work->err.message);
	if (status == 0 && work->result.already)
		status = -1; /* the same operation once more: nothing happened */
	cr_assert_eq(desk_pulse(work->desk), entries + (status == 0), "%s on %s", act, target ? target : "");
	check_moves(model, row, target, status);
	model->done[row] += status == 0;
}

/* Another day of the office, under rules that may be others. */
static void
next_day(struct model *model)
{
	static const char *const lengths[] = {"length: 0}", "length: 4}", "length: 9}"};
	struct work *work = &model->review.work;

	if (model_chance(model, 10) == 0)
		work_again(work, work_rules(work, lengths[0], lengths[model_chance(model, 3)]));
	work->desk->today += model_chance(model, 2);
	work->desk->context_ready = false;
}

static void
random_round(struct model *model)
{
	struct work *work = &model->review.work;
	struct stages before = model->now;
	bool batch = model_chance(model, 8) != 0, keep = model_chance(model, 8) != 0;

	next_day(model);
	if (batch)
		cr_assert_eq(desk_batch(work->desk, model_chance(model, 3) == 0, &work->err), 0, "%s", work->err.message);
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
	unsigned awards[PROJECTS_MOST] = {0}, total = store_count(work->desk->store, &type_award);

	for (uint32_t i = 1; i <= total; i++)
		awards[((struct award *)work_record(work, &type_award, i))->project - 1]++;
	for (uint32_t i = 0; i < model->now.count; i++)
		cr_assert_eq(awards[i], model->now.at[i] == STAGE_awarded, "%u awards at %s", awards[i], stage_code(model->now.at[i]));
}

/* No call gives more places than it has. */
static void
check_places(struct model *model)
{
	static const uint32_t places = STAGE_SET(proposed) | STAGE_SET(resolved) | STAGE_SET(publicised) | STAGE_SET(awarded);
	struct work *work = &model->review.work;
	uint32_t calls = store_count(work->desk->store, &type_call);

	for (uint32_t number = 1; number <= calls; number++) {
		const struct call *call = work_record(work, &type_call, number);
		int64_t taken = 0;
		for (uint32_t i = 0; i < model->now.count; i++)
			taken += places & UINT32_C(1) << model->now.at[i] &&
				strcmp(((struct project *)work_record(work, &type_project, i + 1))->call, call->id) == 0;
		cr_assert_leq(taken, call->quota, "call %s", call->id);
	}
}

/* One unit applies with one leader once in a call. */
static void
check_applicants(struct model *model)
{
	struct work *work = &model->review.work;

	for (uint32_t i = 1; i <= model->now.count; i++)
		for (uint32_t j = 1; j < i; j++) {
			const struct project *a = work_record(work, &type_project, i), *b = work_record(work, &type_project, j);
			cr_assert(!*a->duplicate_key || strcmp(a->duplicate_key, b->duplicate_key) != 0, "%s and %s", a->id, b->id);
		}
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
	check_places(&model);
	check_applicants(&model);
	check_lists(&model);
	check_rebuild(&model);
	review_close(&model.review);
	total->reached |= model.reached;
	for (size_t i = 0; tried[i].act; i++)
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
	for (size_t i = 0; tried[i].act; i++)
		cr_expect_gt(total.done[i], 0, "%s was never done", tried[i].act);
	for (enum stage stage = 0; stage < STAGE_COUNT; stage++)
		cr_expect(!(wanted & UINT32_C(1) << stage) || total.reached & UINT32_C(1) << stage, "nothing came to %s", stage_code(stage));
}
