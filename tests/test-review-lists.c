/* Acts of deciding (六(三)4, 一): lists, meetings, publicity, objections, reserves, awards. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "desk/review.h"
#include "reviewwork.h"
#include "rules/award.h"

#define SAY(...) arena_printf(&review.work.arena, __VA_ARGS__)

static const int steady[] = {90, 80, 70, 60, 50, 40, 30, 20};
static const char contact[] = "publicity.contact=小组办 59732000";

static const char *
meeting(struct work *work, const char *number, const char *call)
{
	return work_do(work, "record_meeting", NULL, NULL, "meeting.body=工作小组会议", arena_printf(&work->arena, "meeting.number=%s", number),
		"meeting.held_on=2021-05-12", "meeting.attendees=各成员单位", "meeting.resolution=同意名单",
		arena_printf(&work->arena, "meeting.call=%s", call), NULL);
}

static struct proposal *
list_of(struct work *work, const char *id)
{
	return work_record(work, &type_proposal, (uint32_t)atoi(id + 1));
}

static const char *
object(struct review *review, size_t which)
{
	return work_do(&review->work, "object", review->ids[which], NULL, "objection.about=成果归属有争议", NULL);
}

/* ---- propose */

Test(propose, fills_the_places_then_the_reserve)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *list = review_drafted(&review, steady);
	const struct proposal *proposal = list_of(work, list);

	cr_assert_str_eq(review_stage(&review, 0), "proposed");
	cr_assert_str_eq(review_stage(&review, 1), "proposed");
	cr_assert_str_eq(review_stage(&review, 2), "reserve");
	cr_assert_eq(work_project(work, review.ids[2])->reserve, 1);
	cr_assert_eq(work_project(work, review.ids[3])->reserve, 2);
	cr_assert_eq(proposal->projects, 2);
	cr_assert_str_eq(proposal->made_by, "limin");
	cr_assert_eq(proposal->amount, 2 * award_amount(desk_rules(work->desk, NULL), "new"));
	work_refused(work, ERR_STAGE, SAY("call '2021-2' has its list already: '%s'", list), "propose", review.call, NULL, NULL);
	work_refused(work, ERR_STAGE, "the list of call '2021-2' is drafted: nothing more is assigned", "assign", review.call, NULL, NULL);
}

Test(propose, refuses_a_call_of_quota_0_that_was_scored_all_the_same)
{
	REVIEW(review, 2, 0);
	struct work *work = &review.work;

	work_refused(work, ERR_STAGE, "call '2021-2' has no places: its quota is 0", "propose", review.call, NULL, NULL);
	review_closed(&review, steady);
	cr_assert_eq(work_project(work, review.ids[0])->rank, 1);
	work_refused(work, ERR_STAGE, "call '2021-2' has no places: its quota is 0", "propose", review.call, NULL, NULL);
	cr_assert_str_eq(review_stage(&review, 0), "scored");
}

Test(propose, refuses_while_something_is_still_scored)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;

	work_refused(work, ERR_STAGE, "no project of call '2021-2' is scored: close the scoring first", "propose", review.call, NULL, NULL);
	review_assigned(&review);
	work_refused(work, ERR_STAGE, SAY("'%s' is still being scored: close the scoring first", review.ids[0]), "propose", review.call, NULL, NULL);
	work_roles(work, "propose", ROLE(office), review.call, NULL, NULL);
}

Test(propose, needs_more_candidates_than_places)
{
	REVIEW(review, 2, 2);

	review_closed(&review, steady);
	cr_assert_eq(work_try(&review.work, "propose", review.call, NULL, NULL), -1);
	cr_assert_eq(review.work.err.code, ERR_STAGE);
	cr_assert(strstr(review.work.err.message, "2 candidate(s) for 2 place(s), 0.0% of the places to spare"), "%s", review.work.err.message);
}

Test(propose, leaves_a_tie_of_all_to_people)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;

	review_closed(&review, (const int[]){80, 80, 80});
	work_refused(work, ERR_STAGE, SAY("a tie at the line is open, of '%s' with 80.00: people decide it first", review.ids[0]), "propose", review.call,
		NULL, NULL);
	for (size_t i = 0; i < 3; i++)
		work_do(work, "decide_tie", review.ids[i], "带徒成效", SAY("order=%zu", 3 - i), NULL);
	work_do(work, "propose", review.call, NULL, NULL);
	cr_assert_str_eq(review_stage(&review, 2), "proposed", "whom they put first");
	cr_assert_eq(work_project(work, review.ids[1])->reserve, 1);
	cr_assert_eq(work_project(work, review.ids[0])->reserve, 2);
}

Test(propose, takes_exceptions_with_their_reasons_but_no_place_more)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *a = review.ids[0], *c = review.ids[2];
	void *item;

	review_closed(&review, steady);
	work_refused(work, ERR_INPUT, SAY("an exception is written 'NUMBER=in|reserve|out: reason', not '%s=in'", c), "propose", review.call, NULL,
		SAY("exceptions=%s=in", c), NULL);
	work_refused(work, ERR_INPUT, SAY("an exception is written 'NUMBER=in|reserve|out: reason', not '%s=up: 好'", c), "propose", review.call, NULL,
		SAY("exceptions=%s=up: 好", c), NULL);
	work_refused(work, ERR_INPUT, "'QP2021-9999' is not ranked in this call", "propose", review.call, NULL, "exceptions=QP2021-9999=in: 好", NULL);
	work_refused(work, ERR_INPUT, SAY("'%s' has two exceptions", c), "propose", review.call, NULL, SAY("exceptions=%s=in: 好\n%s=out: 差", c, c), NULL);
	work_refused(work, ERR_INPUT, "the list has 2 places, not 3: an exception that lets one in takes another out", "propose", review.call, NULL,
		SAY("exceptions=%s=in: 好", c), NULL);
	work_do(work, "propose", review.call, NULL, SAY("exceptions=%s=in：重点行业\n%s=reserve: 材料存疑", c, a), NULL);
	cr_assert_str_eq(review_stage(&review, 2), "proposed");
	cr_assert_str_eq(review_stage(&review, 0), "reserve");
	cr_assert_eq(work_project(work, a)->reserve, 3, "behind those whose rank put them there");
	item = work_part(work, c, &type_proposal_item);
	cr_assert_str_eq(((struct proposal_item *)item)->exception, "重点行业");
}

/* ---- approve, send_back */

Test(approve, is_another_person_s_and_bound_to_what_was_shown)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_drafted(&review, steady);

	work_refused(work, ERR_DENIED, "'Approve' needs another person than the one who made or last edited it", "approve", list, NULL, NULL);
	work_sit(work, "gujun");
	work->ask.hash = "0123456789abcdef";
	work_refused(work, ERR_CONFLICT, "what was shown is not what stands there now: look at it again", "approve", list, NULL, NULL);
	work->ask.hash = list_of(work, list)->hash;
	work_do(work, "approve", list, NULL, NULL);
	cr_assert_str_eq(list_of(work, list)->approved_by, "gujun");
	work_refused(work, ERR_STAGE, "this list is not waiting for approval", "approve", list, NULL, NULL);
}

Test(approve, is_for_approvers_and_the_office)
{
	REVIEW(review, 3, 1);
	const char *list = review_drafted(&review, steady);

	work_roles(&review.work, "approve", ROLE(approver) | ROLE(office), list, NULL, NULL);
	work_roles(&review.work, "send_back", ROLE(approver) | ROLE(office), list, "再议", NULL);
}

Test(approve, refuses_a_list_that_a_project_left)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_drafted(&review, steady);

	work_do(work, "decline", review.ids[0], "单位放弃", NULL);
	work_sit(work, "gujun");
	work_refused(work, ERR_CONFLICT, SAY("'%s' left the list since it was made: send it back and draft it anew", review.ids[0]), "approve", list, NULL,
		NULL);
	work_do(work, "send_back", list, "有项目放弃", NULL);
	work_sit(work, "limin");
	work_do(work, "propose", review.call, NULL, NULL);
	cr_assert_str_eq(review_stage(&review, 1), "proposed", "the next one moves into the list");
	cr_assert_str_eq(review_stage(&review, 0), "declined");
}

Test(send_back, puts_the_projects_back_and_ends_with_the_resolution)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_approved(&review, steady);

	work_refused(work, ERR_INPUT, "'Send back' needs a reason", "send_back", list, NULL, NULL);
	work_do(work, "send_back", list, "名次有误", NULL);
	for (size_t i = 0; i < 3; i++)
		cr_assert_str_eq(review_stage(&review, i), "scored");
	work_refused(work, ERR_STAGE, "this list can no longer be sent back", "send_back", list, "再退", NULL);
	list = work_do(work, "propose", review.call, NULL, NULL);
	cr_assert_str_eq(list, "N2");
}

/* ---- record_meeting, resolve */

Test(resolve, rests_on_the_minutes_of_a_meeting)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_drafted(&review, steady);

	work_refused(work, ERR_STAGE, "a list is resolved after another person approved it", "resolve", list, NULL,
		SAY("meeting=%s", meeting(work, "〔2021〕1号", "")), NULL);
	work_sit(work, "gujun");
	work_do(work, "approve", list, NULL, NULL);
	work_sit(work, "limin");
	work_refused(work, ERR_INPUT, "'Meeting' is missing", "resolve", list, NULL, NULL);
	work_refused(work, ERR_INPUT, "there is no record 'T99'", "resolve", list, NULL, "meeting=T99", NULL);
	work_refused(work, ERR_INPUT, "the minutes '〔2021〕2号' are about call '2021'", "resolve", list, NULL,
		SAY("meeting=%s", meeting(work, "〔2021〕2号", "2021")), NULL);
	work_roles(work, "resolve", ROLE(office), list, NULL, "meeting=T1", NULL);
	work_do(work, "resolve", list, NULL, "meeting=T1", NULL);
	cr_assert_str_eq(review_stage(&review, 0), "resolved");
	cr_assert_str_eq(review_stage(&review, 1), "reserve");
	cr_assert_eq(list_of(work, list)->meeting, 1);
}

Test(record_meeting, is_the_office_s_and_never_of_a_day_to_come)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;

	work_refused(work, ERR_INPUT, "the meeting lies after the day of its record", "record_meeting", NULL, NULL, "body=会", "number=1",
		"held_on=2021-05-13", "attendees=甲", "resolution=同意", NULL);
	work_refused(work, ERR_MISSING, "there is no call '1999'", "record_meeting", NULL, NULL, "body=会", "number=1", "held_on=2021-05-12",
		"attendees=甲", "resolution=同意", "meeting.call=1999", NULL);
	work_roles(work, "record_meeting", ROLE(office), NULL, NULL, "body=会", "number=1", "held_on=2021-05-12", "attendees=甲", "resolution=同意", NULL);
}

/* ---- publicise */

Test(publicise, computes_the_last_day_and_shows_no_numbers_of_people)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_resolved(&review, steady), *id;
	const struct publicity *publicity;

	work_refused(work, ERR_INPUT, "a public text must not hold numbers of people: '31022919700101001X'", "publicise", list, NULL, contact,
		"text=带头人身份证31022919700101001X", NULL);
	work_refused(work, ERR_INPUT, "a public text must not hold numbers of people: '138 1234 5678'", "publicise", list, NULL, contact,
		"text=电话 59732000、138 1234 5678", NULL);
	work_refused(work, ERR_INPUT, "a public text must not hold numbers of people: '13812345678'", "publicise", list, NULL,
		"contact=１３８１２３４５６７８", NULL);
	work_roles(work, "publicise", ROLE(office), list, NULL, contact, NULL);
	id = work_do(work, "publicise", list, NULL, contact, "text=公示 2021-05-12 至 2021-05-19，电话 59732000 59732001", NULL);
	publicity = work_record(work, &type_publicity, (uint32_t)atoi(id + 1));
	cr_assert_eq(publicity->first_day, work_date("2021-05-12"));
	cr_assert_eq(publicity->last_day, work_date("2021-05-19"), "five working days, the first not counted");
	cr_assert_str_eq(review_stage(&review, 0), "publicised");
	work_refused(work, ERR_STAGE, "no project of this list waits to be publicised", "publicise", list, NULL, contact, NULL);
	cr_assert_eq(desk_batch(work->desk, false, &work->err), 0);
	work_refused(work, ERR_STAGE, "no project of this list waits to be publicised", "publicise", list, NULL, contact, NULL);
	cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0, "the batch goes on");
}

Test(publicise, guesses_no_day_where_the_calendar_has_no_data)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *list = review_resolved(&review, steady);

	work_day(work, "2026-12-30");
	work_refused(work, ERR_MISSING, "there are no holidays and working days on file for the year 2027", "publicise", list, NULL, contact, NULL);
}

Test(publicise, comes_after_the_resolution)
{
	REVIEW(review, 3, 1);
	const char *list = review_approved(&review, steady);

	work_refused(&review.work, ERR_STAGE, "a list is publicised after its resolution", "publicise", list, NULL, contact, NULL);
}

/* ---- object, resolve_objection */

Test(object, is_taken_by_name_or_without_until_the_last_day)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const struct objection *objection;

	review_public(&review, steady);
	work_roles(work, "object", ROLE(office) | ROLE(window) | ROLE(reviewer), review.ids[0], NULL, "about=不实", NULL);
	work_day(work, "2021-05-20");
	work_do(work, "object", review.ids[0], NULL, "about=不实", "raised_by=王某", "objection.contact=来信", NULL);
	objection = work_record(work, &type_objection, 1);
	cr_assert_str_eq(work->result.id, "J1");
	cr_assert_str_eq(objection->state, "open");
	work_day(work, "2021-05-21");
	work_refused(work, ERR_STAGE, "objections were taken until 2021-05-20, the last day of the publicity", "object", review.ids[0], NULL,
		"about=不实", NULL);
	work_refused(work, ERR_STAGE, SAY("'Record an objection' cannot be done on '%s' at stage 'reserve'", review.ids[1]), "object", review.ids[1], NULL,
		"about=不实", NULL);
}

Test(resolve_objection, takes_the_project_out_or_lets_it_stay)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *first, *second;

	review_public(&review, steady);
	first = object(&review, 0);
	second = object(&review, 1);
	work_refused(work, ERR_INPUT, "'Decide an objection' needs a reason", "resolve_objection", first, NULL, "decision=upheld", NULL);
	work_roles(work, "resolve_objection", ROLE(office), first, "查明", "decision=upheld", NULL);
	work_do(work, "resolve_objection", first, "查实成果非本人完成", "decision=upheld", NULL);
	cr_assert_str_eq(review_stage(&review, 0), "removed");
	cr_assert_str_eq(work_project(work, review.ids[0])->end_reason, "查实成果非本人完成");
	work_do(work, "resolve_objection", second, "查无实据", "decision=dismissed", NULL);
	cr_assert_str_eq(review_stage(&review, 1), "publicised");
	work_refused(work, ERR_STAGE, "this objection is decided already", "resolve_objection", second, "再查", "decision=upheld", NULL);
}

Test(resolve_objection, changes_nothing_of_a_project_that_left_meanwhile)
{
	REVIEW(review, 3, 1);
	const char *objection;

	review_public(&review, steady);
	objection = object(&review, 0);
	work_do(&review.work, "decline", review.ids[0], "单位放弃", NULL);
	work_do(&review.work, "resolve_objection", objection, "查实", "decision=upheld", NULL);
	cr_assert_str_eq(review_stage(&review, 0), "declined");
}

/* ---- promote, decline */

Test(promote, moves_the_first_of_the_reserve_into_the_place_that_fell_free)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *list;

	review_public(&review, steady);
	work_refused(work, ERR_STAGE, "no place of call '2021-2' is free", "promote", review.ids[2], "递补", NULL);
	work_do(work, "resolve_objection", object(&review, 0), "查实", "decision=upheld", NULL);
	work_refused(work, ERR_STAGE, SAY("'%s' stands before '%s' on the reserve list", review.ids[2], review.ids[3]), "promote", review.ids[3], "递补",
		NULL);
	work_roles(work, "promote", ROLE(office), review.ids[2], "递补", NULL);
	work_do(work, "promote", review.ids[2], "递补", NULL);
	cr_assert_str_eq(review_stage(&review, 2), "proposed");
	list = SAY("N%u", (unsigned)work_project(work, review.ids[2])->proposal);
	cr_assert_eq(list_of(work, list)->from_reserve, 1);
	work_refused(work, ERR_STAGE, "no place of call '2021-2' is free", "promote", review.ids[3], "递补", NULL);
	work_do(work, "send_back", list, "再议", NULL);
	cr_assert_str_eq(review_stage(&review, 2), "reserve", "it stands on the reserve list again");
	work_do(work, "promote", review.ids[2], "递补", NULL);
	list = SAY("N%u", (unsigned)work_project(work, review.ids[2])->proposal);
	review_through(&review, list);
	cr_assert_str_eq(review_stage(&review, 2), "publicised");
	cr_assert_neq(work_project(work, review.ids[2])->publicity, work_project(work, review.ids[1])->publicity, "a publicity of its own");
}

Test(promote, waits_for_the_resolution_of_the_list)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;

	review_drafted(&review, steady);
	work_do(work, "decline", review.ids[0], "单位放弃", NULL);
	work_refused(work, ERR_STAGE, SAY("the list of '%s' is not resolved: send it back and draft it anew", review.ids[1]), "promote", review.ids[1],
		"递补", NULL);
}

/* One project more, of the other track, waits for experts. */
static void
add_follow_on(struct review *review)
{
	const char *id = work_intake(&review->work, "project.call=2021-2", "project.track=follow_on", NULL);

	work_force(&review->work, id, STAGE_eligible);
	review->ids[review->count++] = id;
}

Test(promote, passes_over_whom_a_full_shared_quota_stops)
{
	REVIEW_BY(review, 3, 3, "shared: []", "shared: [{code: renewed, tracks: [follow_on], cap: 1}]");
	struct work *work = &review.work;
	static const int totals[] = {70, 60, 50, 90, 80, 40};

	for (int i = 0; i < 3; i++)
		add_follow_on(&review);
	review_public(&review, totals);
	cr_assert_str_eq(review_stage(&review, 3), "publicised", "the one place of its quota");
	cr_assert_str_eq(review_stage(&review, 4), "reserve", "the second of all by its mean");
	cr_assert_eq(work_project(work, review.ids[4])->reserve, 1);
	work_do(work, "decline", review.ids[0], "单位放弃", NULL);
	work_refused(work, ERR_STAGE, SAY("the shared quota of '%s' is full", review.ids[4]), "promote", review.ids[4], "递补", NULL);
	work_do(work, "promote", review.ids[2], "递补", NULL);
	cr_assert_str_eq(review_stage(&review, 2), "proposed", "the next whom nothing stops");
	work_do(work, "decline", review.ids[3], "单位放弃", NULL);
	work_refused(work, ERR_STAGE, SAY("'%s' stands before '%s' on the reserve list", review.ids[4], review.ids[5]), "promote", review.ids[5], "递补",
		NULL);
	work_do(work, "promote", review.ids[4], "递补", NULL);
	cr_assert_str_eq(review_stage(&review, 4), "proposed", "its quota has a place again");
}

Test(promote, takes_first_whom_a_shared_quota_is_due)
{
	REVIEW_BY(review, 3, 2, "shared: []", "shared: [{code: renewed, tracks: [follow_on], floor: 1}]");
	struct work *work = &review.work;
	static const int totals[] = {90, 80, 70, 60, 50};

	for (int i = 0; i < 2; i++)
		add_follow_on(&review);
	review_public(&review, totals);
	cr_assert_str_eq(review_stage(&review, 3), "publicised", "in by the floor");
	work_do(work, "decline", review.ids[3], "单位放弃", NULL);
	work_refused(work, ERR_STAGE, SAY("'%s' stands before '%s' on the reserve list", review.ids[4], review.ids[1]), "promote", review.ids[1], "递补",
		NULL);
	work_do(work, "promote", review.ids[4], "递补", NULL);
	cr_assert_str_eq(review_stage(&review, 4), "proposed");
}

Test(decline, ends_a_place_with_its_reason_before_the_announcement)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;

	review_public(&review, steady);
	work_roles(work, "decline", ROLE(office), review.ids[0], "单位放弃", NULL);
	work_do(work, "decline", review.ids[0], "单位放弃", NULL);
	cr_assert_str_eq(work_project(work, review.ids[0])->end_reason, "单位放弃");
	work_stages(work, "decline", STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised), "放弃", NULL);
}

/* ---- announce */

Test(announce, comes_after_the_last_day_with_no_objection_open_and_begins_the_cycle)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *publicity = review_public(&review, steady), *objection = object(&review, 1);
	const struct award *award;

	work_refused(work, ERR_STAGE, "the list is public until 2021-05-20: it can be announced the day after", "announce", publicity, NULL, NULL);
	work_day(work, "2021-05-21");
	work_refused(work, ERR_STAGE, SAY("an objection to '%s' is open: decide it first", review.ids[1]), "announce", publicity, NULL, NULL);
	work_do(work, "resolve_objection", objection, "查无实据", "decision=dismissed", NULL);
	work_roles(work, "announce", ROLE(office), publicity, NULL, "document=青人社〔2021〕1号", NULL);
	work_do(work, "announce", publicity, NULL, "document=青人社〔2021〕1号", NULL);
	for (size_t i = 0; i < 2; i++)
		cr_assert_str_eq(review_stage(&review, i), "awarded");
	award = work_part(work, review.ids[0], &type_award);
	cr_assert_eq(award->cycle_from, work_date("2021-01-01"));
	cr_assert_eq(award->cycle_to, work_date("2023-12-31"), "three programme years (五)");
	cr_assert_str_eq(award->document, "青人社〔2021〕1号");
	cr_assert_eq(award->amount, award_amount(desk_rules(work->desk, NULL), "new"));
	work_refused(work, ERR_STAGE, "this list is announced already", "announce", publicity, NULL, NULL);
	cr_assert_eq(store_count(work->desk->store, &type_award), 2, "each once");
}
