/* Stages that a track leaves out are passed through by the act before them: no experts, no drafted list, no resolution, no publicity. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "desk/ranking.h"
#include "deskwork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)

static const char alone[] = "单机办理";

/* A new office by the rules of tests/data/rules-direct.yaml, where one person does everything. */
static void
open_office(struct work *work, int quota)
{
	struct desk_options options = {.dir = work_file(work, "direct"), .rules = test_source("tests/data/rules-direct.yaml"),
		.forms = test_source("forms"), .today = work_date("2023-03-01"), .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work->err), 0, "%s", work->err.message);
	desk_close(work->desk);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work_do(work, "open_call", NULL, NULL, "year=2023", arena_printf(&work->arena, "quota=%d", quota), NULL);
}

/* One of another unit and leader, submitted. */
static const char *
apply(struct work *work, const char *track, const char *reviewer)
{
	const struct rules *rules = desk_rules(work->desk, NULL);
	struct sample_application a = sample_application(&work->sampler, &rules->codes, 2023, 0, &work->arena);
	const char *id;

#define INPUT(name, value) arena_printf(&work->arena, name "=%s", value)
	id = work_do(work, "intake", NULL, NULL, INPUT("track", track), INPUT("reviewer", reviewer), INPUT("unit.name", a.unit),
		INPUT("unit.uscc", a.uscc), "unit.nature=enterprise", "unit.staff_count=80", INPUT("unit.contact", a.contact),
		INPUT("unit.phone", a.phone), INPUT("leader.name", a.leader), INPUT("leader.resident_id", a.resident_id),
		INPUT("leader.occupation", a.occupation), "leader.level=technician", "leader.appointed_from=2021-01-01",
		"leader.appointed_to=2026-12-31", NULL);
#undef INPUT
	work_do(work, "submit", id, NULL, NULL);
	return id;
}

/* The one level of review: recommended as the how-manieth, it is eligible at once. */
static const char *
recommended(struct work *work, const char *track, const char *reviewer, int order)
{
	const char *id = apply(work, track, reviewer);

	work_do(work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意推荐", arena_printf(&work->arena, "recommended=%d", order), NULL);
	cr_assert_str_eq(work->result.stage, "eligible", "there is no check of candidates");
	return id;
}

static const char *
record_meeting(struct work *work)
{
	return work_do(work, "record_meeting", NULL, NULL, "meeting.body=区技能办", "meeting.number=〔2023〕3号", "meeting.held_on=2023-03-01",
		"meeting.attendees=全体", "meeting.resolution=同意", NULL);
}

static void
expect_stage(struct work *work, const char *id, const char *stage)
{
	cr_assert_str_eq(work_project(work, id)->stage, stage, "%s", id);
}

static const struct proposal *
list_of(struct work *work, const char *id)
{
	return work_record(work, &type_proposal, (uint32_t)strtoul(id + 1, NULL, 10));
}

/* ---- no experts */

Test(propose, without_experts_goes_by_the_order_of_recommendation_within_the_quota)
{
	WORK(work);

	open_office(&work, 2);
	const char *third = recommended(&work, "recommended", "east", 3), *first = recommended(&work, "recommended", "east", 1),
		*second = recommended(&work, "recommended", "west", 2);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	expect_stage(&work, first, "proposed");
	expect_stage(&work, second, "proposed");
	expect_stage(&work, third, "reserve");
	cr_assert_eq(work_project(&work, third)->reserve, 1);
	cr_assert_eq(work_project(&work, first)->rank, INT64_MIN, "nobody ranked them");
	cr_assert_eq(list_of(&work, list)->projects, 2);
	cr_assert_eq(list_of(&work, list)->amount, 7000000);
	cr_assert_eq(list_of(&work, list)->unscored, 1);
}

Test(propose, without_experts_leaves_who_is_recommended_alike_to_people)
{
	WORK(work);

	open_office(&work, 1);
	const char *east = recommended(&work, "recommended", "east", 1), *west = recommended(&work, "recommended", "west", 1);
	work_refused(&work, ERR_STAGE, SAY("'%s' and '%s' are recommended alike at the line: an exception with its reason says who is in", east, west),
		"propose", "2023", NULL, NULL);
	work_refused(&work, ERR_INPUT, "the list has 1 places, not 2: an exception that lets one in takes another out", "propose", "2023", NULL,
		SAY("proposal.exceptions=%s=in: 带徒更多", west), NULL);
	work_do(&work, "propose", "2023", NULL, SAY("proposal.exceptions=%s=in: 带徒更多\n%s=reserve: 名额所限", west, east), NULL);
	expect_stage(&work, west, "proposed");
	expect_stage(&work, east, "reserve");
}

Test(propose, without_experts_keeps_to_shared_quotas)
{
	WORK(work);

	open_office(&work, 3);
	const char *one = recommended(&work, "approved", "east", 1), *two = recommended(&work, "approved", "east", 2),
		*other = recommended(&work, "recommended", "east", 3);
	work_do(&work, "propose", "2023", NULL, NULL);
	expect_stage(&work, one, "proposed");
	expect_stage(&work, two, "reserve");
	expect_stage(&work, other, "proposed");
}

Test(propose, without_experts_refuses_a_call_where_nothing_is_eligible)
{
	WORK(work);

	open_office(&work, 3);
	apply(&work, "recommended", "east");
	work_refused(&work, ERR_STAGE, "no project of call '2023' is eligible", "propose", "2023", NULL, NULL);
	work_refused(&work, ERR_STAGE, "by the rules of call '2023' no experts review", "assign", "2023", NULL, NULL);
}

Test(send_back, puts_what_no_experts_scored_back_among_the_eligible)
{
	WORK(work);

	open_office(&work, 1);
	const char *in = recommended(&work, "recommended", "east", 1), *reserve = recommended(&work, "recommended", "east", 2);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	work_do(&work, "send_back", list, "重新拟定", NULL);
	expect_stage(&work, in, "eligible");
	expect_stage(&work, reserve, "eligible");
	work_do(&work, "propose", "2023", NULL, NULL);
	expect_stage(&work, in, "proposed");
}

/* ---- no publicity, no resolution, no list */

Test(resolve, awards_where_the_track_is_never_before_the_public)
{
	WORK(work);

	open_office(&work, 1);
	const char *id = recommended(&work, "recommended", "east", 1), *reserve = recommended(&work, "recommended", "east", 2);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	work_do(&work, "approve", list, alone, NULL);
	expect_stage(&work, id, "proposed");
	work_do(&work, "resolve", list, NULL, SAY("proposal.meeting=%s", record_meeting(&work)), NULL);
	expect_stage(&work, id, "awarded");
	const struct award *award = work_part(&work, id, &type_award);
	cr_assert(award);
	cr_assert_eq(award->awarded_on, work_date("2023-03-01"));
	cr_assert_str_eq(award->document, "〔2023〕3号", "it rests on the minutes");
	cr_assert_eq(award->amount, 3500000);
	cr_assert_str_eq(list_of(&work, list)->state, "resolved");
	cr_assert_eq(list_of(&work, list)->awarded, 1);
	cr_assert_eq(store_count(work.desk->store, &type_award), 1);
	work_refused(&work, ERR_STAGE, "no project of this list waits to be publicised", "publicise", list, NULL, "publicity.contact=区技能办", NULL);
	work_refused(&work, ERR_STAGE, "no place of call '2023' is free", "promote", reserve, "递补", NULL);
	work_refused(&work, ERR_STAGE, "a list is resolved after another person approved it", "resolve", list, NULL,
		SAY("proposal.meeting=%s", record_meeting(&work)), NULL);
}

Test(approve, awards_where_the_track_needs_no_resolution_either)
{
	WORK(work);

	open_office(&work, 2);
	const char *id = recommended(&work, "approved", "east", 1);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	expect_stage(&work, id, "proposed");
	work_do(&work, "approve", list, alone, NULL);
	expect_stage(&work, id, "awarded");
	cr_assert_str_eq(list_of(&work, list)->state, "resolved");
}

Test(approve, passes_the_resolution_through_to_the_publicity_where_there_is_one)
{
	WORK(work);

	open_office(&work, 2);
	const char *id = recommended(&work, "public", "east", 1);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	work_do(&work, "approve", list, alone, NULL);
	expect_stage(&work, id, "resolved");
	const char *publicity = work_do(&work, "publicise", list, NULL, "publicity.contact=区技能办", NULL);
	expect_stage(&work, id, "publicised");
	work_day(&work, "2023-03-09");
	work_do(&work, "announce", publicity, NULL, NULL);
	expect_stage(&work, id, "awarded");
}

Test(propose, awards_where_the_track_has_neither_list_nor_publicity)
{
	WORK(work);

	open_office(&work, 2);
	const char *id = apply(&work, "direct", "east");
	cr_assert_str_eq(work.result.stage, "eligible", "neither first review nor check");
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	expect_stage(&work, id, "awarded");
	cr_assert_str_eq(list_of(&work, list)->state, "resolved");
	work_refused(&work, ERR_STAGE, "this list is not waiting for approval", "approve", list, alone, NULL);
}

Test(lists, of_different_tracks_take_each_project_its_own_way)
{
	WORK(work);

	open_office(&work, 3);
	const char *whole = recommended(&work, "recommended", "east", 1), *approved = recommended(&work, "approved", "east", 2),
		*open = recommended(&work, "public", "east", 3);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL);
	work_do(&work, "approve", list, alone, NULL);
	expect_stage(&work, whole, "proposed");
	expect_stage(&work, approved, "awarded");
	expect_stage(&work, open, "resolved");
	cr_assert_str_eq(list_of(&work, list)->state, "approved");
	work_do(&work, "resolve", list, NULL, SAY("proposal.meeting=%s", record_meeting(&work)), NULL);
	expect_stage(&work, whole, "awarded");
	expect_stage(&work, open, "resolved");
	cr_assert_neq(list_of(&work, list)->awarded, 1, "one of it is still to be before the public");
	work_do(&work, "publicise", list, NULL, "publicity.contact=区技能办", NULL);
	expect_stage(&work, open, "publicised");
}

Test(veil, shows_no_drafted_list_where_no_experts_score)
{
	WORK(work);

	open_office(&work, 1);
	const char *in = recommended(&work, "recommended", "east", 1), *reserve = recommended(&work, "recommended", "east", 2);
	const char *list = work_do(&work, "propose", "2023", NULL, NULL), *minutes = record_meeting(&work);
	work_do(&work, "staff_add", NULL, NULL, "staff.id=chen", "staff.name=陈磊", "staff.roles=admin office", NULL);
	work.desk->demo = true; /* seats may be changed */
	work_sit(&work, "chen");
	work_do(&work, "staff_add", NULL, NULL, "staff.id=gujun", "staff.name=顾军", "staff.roles=approver", NULL);
	work_do(&work, "staff_add", NULL, NULL, "staff.id=cs", "staff.name=单海燕", "staff.roles=reviewer", "staff.organisation=east", NULL);
	work_sit(&work, "cs");
	cr_assert_eq(desk_stage(work.desk, work_project(&work, in)), STAGE_eligible);
	cr_assert_eq(desk_stage(work.desk, work_project(&work, reserve)), STAGE_eligible);
	work_sit(&work, "gujun");
	work_do(&work, "approve", list, NULL, NULL);
	work_sit(&work, "chen");
	work_do(&work, "resolve", list, NULL, SAY("proposal.meeting=%s", minutes), NULL);
	work_sit(&work, "cs");
	cr_assert_eq(desk_stage(work.desk, work_project(&work, in)), STAGE_awarded);
	cr_assert_eq(desk_stage(work.desk, work_project(&work, reserve)), STAGE_reserve);
}
