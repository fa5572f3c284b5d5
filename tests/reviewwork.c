#include <config.h>

#include "reviewwork.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/review.h"

static const char *const panel[] = {"e1", "e2", "e3", "e4", "e5", "e6", "e7"};

void
review_expert(struct review *review, const char *id, const char *employer)
{
	struct work *work = &review->work;

	work_sit(work, "admin");
	work_do(work, "staff_add", NULL, NULL, arena_printf(&work->arena, "staff.id=%s", id), arena_printf(&work->arena, "staff.name=评审%s", id),
		"staff.roles=expert", arena_printf(&work->arena, "staff.employer=%s", employer), NULL);
	work_sit(work, "limin");
}

void
review_open(struct review *review, size_t projects, int quota, const char *from, const char *to)
{
	struct work *work = &review->work;

	work_open(work, NULL, NULL);
	if (from) {
		const char *rules = work_rules(work, from, to);
		work_again(work, rules);
		work_sit(work, "admin");
		work_do(work, "adopt_rules", NULL, NULL, NULL);
		work_sit(work, "limin");
	}
	work_day(work, "2021-03-01");
	work_do(work, "close_call", "2021", NULL, NULL);
	work_do(work, "open_call", NULL, NULL, "year=2021", arena_printf(&work->arena, "quota=%d", quota), NULL);
	review->call = "2021-2";
	for (size_t i = 0; i < sizeof panel / sizeof *panel; i++)
		review_expert(review, panel[i], "市技师协会");
	for (size_t i = 0; i < projects; i++) {
		review->ids[review->count++] = work_intake(work, "project.call=2021-2", NULL);
		work_force(work, review->ids[i], STAGE_eligible);
	}
	work_day(work, "2021-05-12");
}

void
review_close(struct review *review)
{
	work_close(&review->work);
}

void
review_assigned(struct review *review)
{
	work_do(&review->work, "form_panel", review->call, NULL, "panel.experts=e1 e2 e3 e4 e5 e6 e7", "panel.chair=e1", NULL);
	work_do(&review->work, "assign", review->call, NULL, NULL);
}

size_t
review_experts(struct review *review, const char *id, const char *experts[REVIEW_MOST])
{
	struct work *work = &review->work;
	void **records;
	size_t total, count = 0;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	total = parts_read(work->desk, &type_assignment, work_project(work, id)->head.number, &work->arena, &records);
	store_end(work->desk->store);
	for (size_t i = 0; i < total; i++)
		if (strcmp(((struct assignment *)records[i])->state, "open") == 0)
			experts[count++] = ((struct assignment *)records[i])->expert;
	return count;
}

void
review_score(struct review *review, const char *expert, const char *id, int total)
{
	static const struct {
		const char *code;
		int points;
	} criteria[] = {{"leader", 20}, {"system", 15}, {"studio", 15}, {"innovation", 20}, {"apprenticeship", 15}, {"plan", 15}};
	struct work *work = &review->work;
	const char *inputs[6];

	for (size_t i = 0; i < 6; i++) {
		int points = total < criteria[i].points ? total : criteria[i].points;
		inputs[i] = arena_printf(&work->arena, "%s=%d", criteria[i].code, points);
		total -= points;
	}
	work_sit(work, expert);
	work_do(work, "score", id, NULL, inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], inputs[5], NULL);
	work_sit(work, "limin");
}

void
review_score_all(struct review *review, const int *totals)
{
	for (size_t i = 0; i < review->count; i++) {
		const char *experts[REVIEW_MOST];
		size_t count = review_experts(review, review->ids[i], experts);
		for (size_t j = 0; j < count; j++)
			review_score(review, experts[j], review->ids[i], totals[i]);
	}
}

void
review_closed(struct review *review, const int *totals)
{
	review_assigned(review);
	review_score_all(review, totals);
	work_do(&review->work, "close_scoring", review->call, NULL, NULL);
}

const char *
review_drafted(struct review *review, const int *totals)
{
	review_closed(review, totals);
	return work_do(&review->work, "propose", review->call, NULL, NULL);
}

static void
approve(struct review *review, const char *list)
{
	work_sit(&review->work, "gujun");
	work_do(&review->work, "approve", list, NULL, NULL);
	work_sit(&review->work, "limin");
}

static void
resolve(struct review *review, const char *list)
{
	struct work *work = &review->work;
	const char *meeting = work_do(work, "record_meeting", NULL, NULL, "meeting.body=工作小组会议", "meeting.number=〔2021〕3号",
		"meeting.held_on=2021-05-12", "meeting.attendees=组长、副组长及成员单位", "meeting.resolution=同意", NULL);

	work_do(work, "resolve", list, NULL, arena_printf(&work->arena, "proposal.meeting=%s", meeting), NULL);
}

const char *
review_approved(struct review *review, const int *totals)
{
	const char *list = review_drafted(review, totals);

	approve(review, list);
	return list;
}

const char *
review_resolved(struct review *review, const int *totals)
{
	const char *list = review_approved(review, totals);

	resolve(review, list);
	return list;
}

const char *
review_public(struct review *review, const int *totals)
{
	const char *list = review_resolved(review, totals);

	work_day(&review->work, "2021-05-13");
	return work_do(&review->work, "publicise", list, NULL, "publicity.contact=小组办 59732000", NULL);
}

const char *
review_through(struct review *review, const char *list)
{
	approve(review, list);
	resolve(review, list);
	return work_do(&review->work, "publicise", list, NULL, "publicity.contact=小组办 59732000", NULL);
}

const char *
review_stage(struct review *review, size_t which)
{
	return work_project(&review->work, review->ids[which])->stage;
}
