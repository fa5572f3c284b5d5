/* The sample office's call of 2023 from its candidates to the announcement, by acts alone: seven experts, two of them standing aside, a tie at
 * the line, an objection that is upheld, and the successor from the reserve. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/review.h"
#include "reviewwork.h"

enum { PLACES = 12 };

/* The sample office as it is made, with 李敏 at work on its day. */
static void
open_sample(struct work *work)
{
	struct desk_options options = {.dir = work->records, .rules = test_source("rules.yaml"), .forms = test_source("forms"), .from = "tty1",
		.today = DATE_NONE, .as_of = DATE_NONE};
	const char *tmp = getenv("TMPDIR");

	*work = (struct work){.ask = {.date = DATE_NONE}};
	words_use(LANG_EN, NULL);
	snprintf(work->dir, sizeof work->dir, "%s/work-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(work->dir));
	snprintf(work->records, sizeof work->records, "%s/records", work->dir);
	cr_assert_eq(desk_init(&options, true, NULL, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work_sit(work, "limin");
}

static size_t
projects_at(struct work *work, enum stage stage, struct project ***projects)
{
	size_t count;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	count = call_projects(work->desk, "2023", UINT32_C(1) << stage, &work->arena, projects);
	store_end(work->desk->store);
	return count;
}

static size_t
parts_of(struct work *work, const struct record_type *type, void ***records)
{
	size_t count;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	count = call_parts(work->desk, type, "2023", &work->arena, records);
	store_end(work->desk->store);
	return count;
}

static const char *
id_of(struct work *work, uint32_t number)
{
	return ((struct project *)work_record(work, &type_project, number))->id;
}

/* Points that add up: the first criteria are filled first, so that equal totals are equal throughout. */
static void
score(struct review *review, const char *expert, const char *id, int total)
{
	review_score(review, expert, id, total);
}

/* Every project's sheets say the same; the two at the line the same as each other. */
static void
score_all(struct review *review)
{
	struct work *work = &review->work;
	void **records;
	struct project **projects;
	size_t count = parts_of(work, &type_assignment, &records), total = projects_at(work, STAGE_in_review, &projects);

	for (size_t i = 0; i < count; i++) {
		const struct assignment *given = records[i];
		size_t place = 0;
		if (strcmp(given->state, "open") != 0)
			continue;
		while (place < total && projects[place]->head.number != given->project)
			place++;
		if (place < total) /* one that left the review is scored no more */
			score(review, given->expert, projects[place]->id, place == PLACES ? 95 - (PLACES - 1) : 95 - (int)place);
	}
}

/* Opens again what the sample office scored already, so that this test's own points stand. */
static void
reopen_all(struct work *work)
{
	uint32_t total = store_count(work->desk->store, &type_score_sheet);

	for (uint32_t number = 1; number <= total; number++) {
		const struct score_sheet *sheet = work_record(work, &type_score_sheet, number);
		const char *id = arena_printf(&work->arena, "S%u", (unsigned)number);
		if (strcmp(sheet->call, "2023") != 0 || strcmp(sheet->state, "submitted") != 0)
			continue;
		work_do(work, "reopen_sheet", id, "按会议要求重评", NULL);
		work_sit(work, "gujun");
		work_do(work, "reopen_sheet", id, "同意", NULL);
		work_sit(work, "limin");
	}
}

static void
accept_all(struct work *work)
{
	struct project **projects;
	size_t count = projects_at(work, STAGE_candidate, &projects);

	for (size_t i = 0; i < count; i++)
		if (work_try(work, "accept", projects[i]->id, NULL, NULL) < 0)
			work_do(work, "reject", projects[i]->id, "不符合条件", NULL);
}

static void
decide_recusals(struct work *work)
{
	uint32_t total = store_count(work->desk->store, &type_recusal);

	for (uint32_t number = 1; number <= total; number++)
		if (strcmp(((struct recusal *)work_record(work, &type_recusal, number))->state, "declared") == 0)
			work_do(work, "confirm_recusal", arena_printf(&work->arena, "H%u", (unsigned)number), NULL, "recusal.decision=confirmed", NULL);
}

static size_t
confirmed_recusals(struct work *work)
{
	void **records;
	size_t count = parts_of(work, &type_recusal, &records), confirmed = 0;

	for (size_t i = 0; i < count; i++)
		confirmed += strcmp(((struct recusal *)records[i])->state, "confirmed") == 0;
	return confirmed;
}

/* Experts stand aside until two of the call did, and somebody else reads in their place. */
static void
stand_aside(struct work *work)
{
	void **records;
	size_t count = parts_of(work, &type_assignment, &records);

	decide_recusals(work);
	for (size_t i = 0; i < count && confirmed_recusals(work) < 2; i++) {
		const struct assignment *given = records[i];
		if (strcmp(given->state, "open") != 0)
			continue;
		work_sit(work, given->expert);
		work_do(work, "declare_recusal", id_of(work, given->project), NULL, "recusal.reason=三年内在该单位任职", NULL);
		work_sit(work, "limin");
		decide_recusals(work);
	}
	work_do(work, "assign", "2023", NULL, NULL);
}

static const char *
list_through(struct review *review, const char *list, const char *number)
{
	struct work *work = &review->work;
	const char *meeting;

	work_sit(work, "gujun");
	work_do(work, "approve", list, NULL, NULL);
	work_sit(work, "limin");
	meeting = work_do(work, "record_meeting", NULL, NULL, "body=工作小组会议", arena_printf(&work->arena, "number=%s", number),
		"held_on=2023-04-12", "attendees=各成员单位", "resolution=同意", NULL);
	work_do(work, "resolve", list, NULL, arena_printf(&work->arena, "meeting=%s", meeting), NULL);
	return work_do(work, "publicise", list, NULL, "contact=小组办 59732000", NULL);
}

Test(review_road, runs_from_candidates_to_the_announcement)
{
	struct review review __attribute__((cleanup(review_close))) = {.call = "2023"};
	struct work *work = &review.work;
	struct ranking ranking;
	struct project **projects;
	const char *list, *publicity, *objection, *removed, *successor, *tied[2];

	open_sample(work);
	accept_all(work);
	work_do(work, "form_panel", "2023", NULL, "panel.experts=expert1 expert2 expert3 expert4 expert5 expert6 expert7", "panel.chair=expert1", NULL);
	work_do(work, "assign", "2023", NULL, NULL);
	reopen_all(work);
	stand_aside(work);
	cr_assert_geq(confirmed_recusals(work), 2);
	score_all(&review);
	work_do(work, "close_scoring", "2023", NULL, NULL);

	cr_assert_eq(desk_rank(work->desk, "2023", NULL, &work->arena, &ranking, &work->err), 0, "%s", work->err.message);
	cr_assert_gt(ranking.scored.count, PLACES + 1, "more candidates than places");
	for (size_t i = 0; i < 2; i++) {
		const struct standing *standing = &ranking.scored.standings[PLACES - 1 + i];
		cr_assert_eq(standing->place, PLACE_TIED, "the tie is at the line");
		tied[i] = id_of(work, standing->project);
	}
	cr_assert_eq(work_try(work, "propose", "2023", NULL, NULL), -1, "no list while a tie is open");
	work_do(work, "decide_tie", tied[1], "带徒成效更突出", "order=1", NULL);
	work_do(work, "decide_tie", tied[0], "带徒成效次之", "order=2", NULL);

	list = work_do(work, "propose", "2023", NULL, NULL);
	cr_assert_str_eq(work_project(work, tied[1])->stage, "proposed");
	cr_assert_eq(work_project(work, tied[0])->reserve, 1);
	publicity = list_through(&review, list, "〔2023〕5号");
	cr_assert_eq(projects_at(work, STAGE_publicised, &projects), PLACES);
	removed = projects[3]->id;
	objection = work_do(work, "object", removed, NULL, "about=成果归属有争议", NULL);
	work_day(work, "2023-04-21");
	work_do(work, "resolve_objection", objection, "查实成果非本人完成", "decision=upheld", NULL);
	successor = tied[0];
	work_do(work, "promote", successor, "前一名异议成立", NULL);
	work_do(work, "announce", publicity, NULL, "document=青人社〔2023〕20号", NULL);
	cr_assert_eq(projects_at(work, STAGE_awarded, &projects), PLACES - 1);

	publicity = list_through(&review, arena_printf(&work->arena, "N%u", (unsigned)work_project(work, successor)->proposal), "〔2023〕6号");
	work_day(work, "2023-05-12");
	work_do(work, "announce", publicity, NULL, "document=青人社〔2023〕21号", NULL);
	cr_assert_eq(projects_at(work, STAGE_awarded, &projects), PLACES);
	cr_assert_str_eq(work_project(work, successor)->stage, "awarded");
	cr_assert_str_eq(work_project(work, removed)->stage, "removed");
	cr_assert_eq(work_project(work, successor)->cycle_to, work_date("2025-12-31"));
}
