/* What holds for every act: whole or not at all, on which day, by whom, and on whose projects. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "deskwork.h"
#include "store/admin.h"

static const char *
with_id(struct work *work, const char *format, const char *id)
{
	return arena_printf(&work->arena, format, id);
}

/* ---- operation ids */

Test(operation, repeated_it_answers_the_first_result_and_does_nothing)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	struct act_result first;
	uint64_t before;

	work.ask.op = "one";
	work_do(&work, "submit", id, NULL, NULL);
	first = work.result;
	before = desk_pulse(work.desk);
	work_sit(&work, "limin");
	work_do(&work, "return", id, NULL, "defects=x", NULL);
	work.ask.op = "one";
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert(work.result.already);
	cr_assert_eq(work.result.entry, first.entry);
	cr_assert_eq(work.result.revision, first.revision);
	cr_assert_str_eq(work.result.id, id);
	cr_assert_eq(work.result.verdicts.count, first.verdicts.count);
	cr_assert_eq(desk_pulse(work.desk), before + 1);
	cr_assert_str_eq(work_project(&work, id)->stage, "returned", "nothing was submitted again");
}

Test(operation, repeated_intake_makes_one_application)
{
	WORK(work);

	work.ask.op = "new";
	work_do(&work, "intake", NULL, NULL, "track=new", "unit.name=甲", NULL);
	const char *id = work.result.id;
	work_day(&work, "2021-04-01");
	work.ask.op = "new";
	cr_assert_str_eq(work_do(&work, "intake", NULL, NULL, "track=new", "unit.name=甲", NULL), id, "on the next day too");
	cr_assert(work.result.already);
	cr_assert_eq(store_count(work.desk->store, &type_project), 1);
}

Test(operation, an_act_without_a_change_is_answered_as_well)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	for (int i = 0; i < 2; i++) {
		work.ask.op = "look";
		cr_assert_str_eq(work_do(&work, "reveal", id, "核对", NULL), id);
		cr_assert_str_eq(work.result.stage, "submitted");
		cr_assert_eq(work.result.revision, 2);
	}
	cr_assert(work.result.already);
}

Test(operation, with_other_inputs_or_by_somebody_else_it_is_refused)
{
	static const char refusal[] = "the operation id 'one' was used for something else";
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft), *other = work_bring(&work, STAGE_draft);

	work.ask.op = "one";
	work_do(&work, "amend", id, NULL, "note=一", NULL);
	work.ask.op = "one";
	work_refused(&work, ERR_CONFLICT, refusal, "amend", id, NULL, "note=二", NULL);
	work.ask.op = "one";
	work_refused(&work, ERR_CONFLICT, refusal, "amend", other, NULL, "note=一", NULL);
	work.ask.op = "one";
	work_refused(&work, ERR_CONFLICT, refusal, "submit", id, NULL, NULL);
	work_sit(&work, "zhaolei");
	work.ask.op = "one";
	work_refused(&work, ERR_CONFLICT, refusal, "amend", id, NULL, "note=一", NULL);
}

/* ---- revisions and days */

Test(revision, of_an_older_state_is_a_conflict_that_names_the_newer)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work.ask.revision = 1;
	work_do(&work, "amend", id, NULL, "note=一", NULL);
	cr_assert_eq(work.result.revision, 2);
	work.ask.revision = 1;
	work_refused(&work, ERR_CONFLICT, with_id(&work, "'%s' was changed meanwhile: it is revision 2 now, not 1", id), "amend", id, NULL, "note=二",
		NULL);
	cr_assert_eq(work.err.revision, 2);
	work.ask.revision = 2;
	work_do(&work, "amend", id, NULL, "note=二", NULL);
}

Test(business_date, is_not_after_today_nor_before_the_records_last_act)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work_day(&work, "2021-04-02");
	work.ask.date = work_date("2021-04-03");
	work_refused(&work, ERR_INPUT, "the business date lies after today", "submit", id, NULL, NULL);
	work.ask.date = work_date("2021-03-30");
	work_refused(&work, ERR_INPUT, with_id(&work, "the business date lies before the last act on '%s', of 2021-03-31", id), "submit", id, NULL,
		NULL);
	work.ask.date = work_date("2021-04-01");
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_eq(work_entry(&work)->date, work_date("2021-04-01"));
	cr_assert(work_entry(&work)->late);
	cr_assert_eq(work_project(&work, id)->submitted_on, work_date("2021-04-01"));
	cr_assert_eq(work_project(&work, id)->head.last_date, work_date("2021-04-01"));
	work_do(&work, "amend", id, "更正", "note=x", NULL);
	cr_assert_not(work_entry(&work)->late);
}

/* ---- whose */

Test(confinement, another_towns_project_is_as_if_it_were_not_there)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	static const char *const seats[] = {"cs-xj", "ck-xj"};
	static const char *const missing = "QP2021-0009";

	for (size_t i = 0; i < 2; i++) {
		work_sit(&work, seats[i]);
		for (size_t j = 0; acts[j]; j++) {
			struct err there, not_there;
			if (!acts[j]->target || *acts[j]->target != &type_project || acts[j]->flags & ACT_NEW || !desk_may(work.desk, acts[j]->roles))
				continue;
			cr_assert_eq(work_try(&work, acts[j]->name, id, "缘由", NULL), -1);
			there = work.err;
			cr_assert_eq(work_try(&work, acts[j]->name, missing, "缘由", NULL), -1);
			not_there = work.err;
			cr_assert_str_eq(not_there.message, "there is no 'QP2021-0009' here");
			cr_assert_str_eq(there.message, with_id(&work, "there is no '%s' here", id), "%s", acts[j]->name);
			cr_assert_eq(there.code, ERR_MISSING);
			cr_assert_eq(there.code, not_there.code);
			cr_assert_str_eq(there.field, not_there.field);
			cr_assert_eq(there.revision, not_there.revision);
		}
		struct act_choice *choices;
		cr_assert_eq(desk_acts(work.desk, id, &work.arena, &choices), desk_acts(work.desk, missing, &work.arena, &choices));
	}
}

Test(confinement, a_repeat_tells_nothing_of_what_is_no_longer_ones_own)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work_sit(&work, "ck-xj");
	work.ask.op = "foreign";
	work_refused(&work, ERR_MISSING, with_id(&work, "there is no '%s' here", id), "submit", id, NULL, NULL);
	work.ask.op = "foreign";
	work_refused(&work, ERR_MISSING, with_id(&work, "there is no '%s' here", id), "submit", id, NULL, NULL);
}

/* Makes an office without staff, and opens it. */
static void
be_alone(struct work *work)
{
	struct desk_options options = {.dir = work_file(work, "alone"), .rules = test_source("rules.yaml"), .forms = test_source("forms"),
		.today = work_date("2021-03-31"), .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work->err), 0, "%s", work->err.message);
	desk_close(work->desk);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
}

Test(alone, one_person_holds_all_roles_and_what_needs_two_is_an_exception_with_a_reason)
{
	WORK(work);

	be_alone(&work);
	cr_assert(desk_person(work.desk)->alone);
	cr_assert_eq(desk_person(work.desk)->roles, ROLES_ALL);
	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=2", NULL);
	work_do(&work, "intake", NULL, NULL, "track=new", "reviewer=朱家角", NULL);
	desk_close(work.desk);
	struct desk_options options = {.dir = work_file(&work, "alone"), .rules = work_rules(&work, "value: 100000, name", "value: 130000, name"),
		.forms = test_source("forms"), .today = work_date("2021-03-31"), .as_of = DATE_NONE};
	cr_assert_eq(desk_open(&work.desk, &options, &work.err), 0);
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	work_do(&work, "readopt", "2021", "配套标准录入有误", NULL);
	cr_assert_str_eq(work_entry(&work)->detail, "own work", "the exception is marked");
	cr_assert_str_eq(work_entry(&work)->reason, "配套标准录入有误");
}

Test(alone, the_first_person_entered_is_an_administrator)
{
	WORK(work);

	be_alone(&work);
	work_refused(&work, ERR_INPUT, "the first person entered must be an administrator, or nobody could enter the next", "staff_add", NULL, NULL,
		"staff.id=limin", "name=李敏", "roles=office", NULL);
	work_do(&work, "staff_add", NULL, NULL, "staff.id=root", "name=陆文", "roles=admin", NULL);
}

/* ---- opening */

static int
open_as(struct work *work, const char *as, const char *today, const char *as_of)
{
	struct desk_options options = {.dir = work->records, .rules = test_source("rules.yaml"), .forms = test_source("forms"), .as = as,
		.today = today ? work_date(today) : DATE_NONE, .as_of = as_of ? work_date(as_of) : DATE_NONE};

	desk_close(work->desk);
	work->desk = NULL;
	work->err = (struct err){0};
	return desk_open(&work->desk, &options, &work->err);
}

Test(opening, is_for_people_who_are_entered_and_at_work)
{
	WORK(work);

	cr_assert_eq(open_as(&work, "nobody", NULL, NULL), -1);
	cr_assert_str_eq(work.err.message, "nobody is entered as staff 'nobody'");
	cr_assert_eq(work.err.code, ERR_DENIED);
	cr_assert_eq(open_as(&work, "cs-zjj", "2021-03-31", NULL), -1);
	cr_assert_str_eq(work.err.message, "only the office may let another day stand in for today");
	cr_assert_eq(open_as(&work, "admin", "2021-03-31", NULL), 0);
	work_do(&work, "staff_change", "cs-zjj", NULL, "state=left", NULL);
	cr_assert_eq(open_as(&work, "cs-zjj", NULL, NULL), -1);
	cr_assert_str_eq(work.err.message, "'cs-zjj' no longer works here");
	cr_assert_eq(open_as(&work, "cs-xj", NULL, NULL), 0);
	cr_assert_eq(desk_sit(work.desk, "limin", &work.err), -1);
	cr_assert_str_eq(work.err.message, "seats can be changed in the sample office only");
	cr_assert_eq(open_as(&work, NULL, NULL, NULL), -1, "an account that is nobody's");
}

Test(opening, as_of_a_past_day_shows_the_office_as_it_was_to_be_read_only)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work_day(&work, "2021-04-01");
	work_do(&work, "submit", id, NULL, NULL);
	work_day(&work, "2021-04-02");
	work_do(&work, "withdraw", id, "单位来函", NULL);
	cr_assert_eq(open_as(&work, "limin", NULL, "2021-04-01"), 0, "%s", work.err.message);
	cr_assert_eq(desk_as_of(work.desk), work_date("2021-04-01"));
	cr_assert_eq(desk_today(work.desk), work_date("2021-04-01"));
	cr_assert_str_eq(work_project(&work, id)->stage, "submitted");
	work_refused(&work, ERR_DENIED, "the past can be read, not written", "withdraw", id, "单位来函", NULL);
	cr_assert_eq(desk_batch(work.desk, false, &work.err), -1);
	cr_assert_eq(open_as(&work, "limin", NULL, "2021-03-31"), 0);
	cr_assert_str_eq(work_project(&work, id)->stage, "draft");
	cr_assert_eq(open_as(&work, "limin", "2021-04-02", NULL), 0);
	cr_assert_str_eq(work_project(&work, id)->stage, "withdrawn", "the records themselves were not touched");
}

Test(opening, the_past_lends_nobody_a_role)
{
	WORK(work);

	cr_assert_eq(open_as(&work, NULL, NULL, "2021-01-01"), -1, "before anybody was entered one was alone; today one is nobody");
	cr_assert_eq(open_as(&work, "ck-zjj", NULL, "2021-01-02"), 0);
	cr_assert_eq(desk_person(work.desk)->roles, ROLE(window));
}

/* ---- many at once */

Test(batch, an_act_that_fails_leaves_nothing_and_the_batch_goes_on)
{
	WORK(work);
	const char *first = work_bring(&work, STAGE_draft), *second = work_bring(&work, STAGE_submitted), *third = work_bring(&work, STAGE_draft);
	uint64_t before = desk_pulse(work.desk);

	cr_assert_eq(desk_batch(work.desk, false, &work.err), 0);
	work_do(&work, "submit", first, NULL, NULL);
	cr_assert_eq(work_try(&work, "submit", second, NULL, NULL), -1);
	cr_assert_eq(work.err.code, ERR_STAGE);
	cr_assert_eq(work_try(&work, "submit", "QP2021-0999", NULL, NULL), -1);
	cr_assert_eq(work.err.code, ERR_MISSING);
	cr_assert_eq(work_try(&work, "intake", NULL, NULL, "track=new", "leader.level=大师", NULL), -1);
	cr_assert_eq(work.err.code, ERR_INPUT);
	work_do(&work, "submit", third, NULL, NULL);
	cr_assert_eq(desk_batch_commit(work.desk, &work.err), 0);
	cr_assert_eq(desk_pulse(work.desk), before + 2);
	cr_assert_str_eq(work_project(&work, third)->stage, "submitted");
}

Test(batch, in_bulk_the_same_unit_and_leader_are_found_among_what_is_not_written_yet)
{
	WORK(work);

	cr_assert_eq(desk_batch(work.desk, true, &work.err), 0);
	const struct project *there = work_project(&work, work_intake(&work, NULL));
	work_sit(&work, "ck-zjj");
	cr_assert_eq(work_try(&work, "intake", NULL, NULL, "track=new", with_id(&work, "unit.uscc=%s", there->unit.uscc),
		with_id(&work, "leader.resident_id=%s", there->leader.resident_id), NULL), -1);
	cr_assert_str_eq(work.err.message, "the same unit and leader applied in this call already, as 'QP2021-0001'");
	work_intake(&work, NULL);
	cr_assert_eq(desk_batch_commit(work.desk, &work.err), 0);
	cr_assert_eq(store_count(work.desk->store, &type_project), 2);
}

Test(batch, aborted_leaves_nothing_and_forgets_the_rules_it_bound)
{
	WORK(work);
	uint64_t before = desk_pulse(work.desk);
	struct buf was = {0}, now = {0};

	work_dump(work.desk->store, &was);
	cr_assert_eq(desk_batch(work.desk, true, &work.err), 0);
	work_do(&work, "open_call", NULL, NULL, "year=2024", "quota=2", NULL);
	work_intake(&work, "call=2024", NULL);
	desk_batch_abort(work.desk);
	work_dump(work.desk->store, &now);
	cr_assert(was.len == now.len && memcmp(was.data, now.data, was.len) == 0);
	cr_assert_eq(desk_pulse(work.desk), before);
	cr_assert_null(desk_rules_of(work.desk, "2024", &work.err));
	buf_free(&was);
	buf_free(&now);
}

Test(trial, a_dry_run_does_all_but_the_writing)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	uint64_t before = desk_pulse(work.desk);

	work.ask.dry_run = true;
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "submitted");
	cr_assert_gt(work.result.verdicts.count, 10);
	cr_assert_eq(desk_pulse(work.desk), before);
	cr_assert_str_eq(work_project(&work, id)->stage, "draft");
}

/* ---- damage */

Test(damage, nothing_is_decided_on_a_part_that_cannot_be_read)
{
	static const char text[] = "EVIDENCE-ON-PAGE-SEVEN";
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted), *file = arena_printf(&work.arena, "%s/data.mdb", work.records);
	size_t len, found = 0;

	work_receive_all(&work, id);
	work_attest_all(&work, id);
	work_do(&work, "attest", id, NULL, "condition=treatment", "result=not_met", arena_printf(&work.arena, "evidence=%s", text), NULL);
	desk_close(work.desk);
	work.desk = NULL;
	char *bytes = test_read(file, &len);
	for (char *at = bytes; (at = memmem(at, len - (size_t)(at - bytes), text, strlen(text))); found++)
		at[0] ^= 1;
	cr_assert_gt(found, 0);
	test_write(file, bytes, len);
	free(bytes);
	work_again(&work, NULL);
	uint64_t before = desk_pulse(work.desk);
	cr_assert_eq(work_try(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL), -1, "the failed condition was overlooked");
	cr_assert_eq(work.err.code, ERR_DAMAGED, "%s", work.err.message);
	cr_assert_eq(work_try(&work, "attest", id, NULL, "condition=unit_system", "result=met", "evidence=x", NULL), -1);
	cr_assert_eq(work.err.code, ERR_DAMAGED, "%s", work.err.message);
	cr_assert_eq(desk_pulse(work.desk), before);
}

/* ---- what is open to whom */

Test(choices, are_what_the_stage_and_the_role_allow)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_candidate);
	struct act_choice *choices;
	size_t count = desk_acts(work.desk, id, &work.arena, &choices);
	bool accept = false;

	for (size_t i = 0; i < count; i++) {
		accept = accept || (strcmp(choices[i].act->name, "accept") == 0 && choices[i].open);
		if (strcmp(choices[i].act->name, "submit") == 0)
			cr_assert_str_eq(choices[i].why_not, "not at this stage");
		cr_assert_str_neq(choices[i].act->name, "intake");
	}
	cr_assert(accept);
	work_sit(&work, "cs-zjj");
	count = desk_acts(work.desk, id, &work.arena, &choices);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].act->name, "accept") == 0)
			cr_assert_str_eq(choices[i].why_not, "another role does this");
	count = desk_acts(work.desk, NULL, &work.arena, &choices);
	for (size_t i = 0; i < count; i++)
		cr_assert_str_neq(choices[i].act->name, "found", "that is nobody's");
}

/* ---- kept keystrokes */

Test(keep, what_is_typed_is_kept_for_the_person_alone)
{
	WORK(work);
	struct kept_form *kept;

	cr_assert_eq(desk_keep(work.desk, "intake", "", "unit.name=甲", &work.err), 0);
	cr_assert_eq(desk_keep(work.desk, "amend", "QP2021-0001", "note=乙", &work.err), 0);
	cr_assert_eq(desk_kept(work.desk, &work.arena, &kept), 2);
	work_sit(&work, "zhaolei");
	cr_assert_eq(desk_kept(work.desk, &work.arena, &kept), 0);
	work_sit(&work, "limin");
	cr_assert_eq(desk_keep_drop(work.desk, "intake", "", &work.err), 0);
	cr_assert_eq(desk_kept(work.desk, &work.arena, &kept), 1);
	cr_assert_str_eq(kept[0].target, "QP2021-0001");
	cr_assert_str_eq(kept[0].text, "note=乙");
	cr_assert_eq(desk_pulse(work.desk), work_entry(&work)->number, "nothing of it is in the journal");
}
