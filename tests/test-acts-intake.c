/* Acts on an application until it is in its first reviewer's hands (六(三)2), and those that end it or show what is masked. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "deskwork.h"

static const char *
with_id(struct work *work, const char *format, const char *id)
{
	return arena_printf(&work->arena, format, id);
}

/* ---- intake */

Test(intake, takes_in_a_draft_with_the_next_number)
{
	WORK(work);
	const char *id = work_intake(&work, NULL);
	const struct project *project = work_project(&work, id);
	const struct entry *entry = work_entry(&work);

	cr_assert_str_eq(id, "QP2021-0001");
	cr_assert_str_eq(project->stage, "draft");
	cr_assert_str_eq(project->call, "2021", "the only open call");
	cr_assert_str_eq(project->received_at, zhujiajiao);
	cr_assert_eq(project->received_on, work_date("2021-03-31"));
	cr_assert_eq(project->year, 2021);
	cr_assert_str_eq(entry->act, "intake");
	cr_assert_str_eq(entry->who, "ck-zjj");
	cr_assert_str_eq(entry->role, "window");
	cr_assert_eq(entry->type, &type_project);
	cr_assert_eq(entry->change_count, 1);
	cr_assert_eq(entry->changes[0].new_revision, 1);
	cr_assert_str_eq(work_intake(&work, NULL), "QP2021-0002");
	work_roles(&work, "intake", ROLE(window) | ROLE(reviewer) | ROLE(office), NULL, NULL, "track=new", NULL);
}

Test(intake, a_number_is_never_used_again)
{
	WORK(work);

	work_do(&work, "void", work_intake(&work, NULL), "重复录入", NULL);
	cr_assert_eq(desk_batch(work.desk, false, &work.err), 0);
	cr_assert_str_eq(work_intake(&work, NULL), "QP2021-0002");
	desk_batch_abort(work.desk);
	cr_assert_str_eq(work_intake(&work, NULL), "QP2021-0002", "that one was never given");
}

Test(intake, a_draft_may_miss_what_an_application_may_not)
{
	WORK(work);

	work_do(&work, "intake", NULL, NULL, "track=new", NULL);
	cr_assert_gt(work.result.faults.count, 3);
	cr_assert_eq(work.result.faults.errors, 0, "they are warnings");
	work_refused(&work, ERR_INPUT, "'Unit name' is missing (and 8 more faults)", "submit", work.result.id, NULL, NULL);
}

Test(intake, every_fault_is_told_once_and_all_of_them)
{
	WORK(work);
	unsigned level = 0, missing = 0;

	cr_assert_eq(work_try(&work, "intake", NULL, NULL, "track=new", "leader.level=大师", "leader.resident_id=310229197001011234",
		"unit.uscc=91310118MA1JK7G4X1", "nonsense=1", NULL), -1);
	cr_assert_eq(work.err.code, ERR_INPUT);
	for (size_t i = 0; i < work.result.faults.count; i++) {
		const struct fault *fault = &work.result.faults.items[i];
		level += strcmp(fault->field, "leader.level") == 0;
		missing += fault->level == FAULT_WARNING && strcmp(fault->field, "unit.name") == 0;
	}
	cr_assert_eq(work.result.faults.errors, 4);
	cr_assert_eq(level, 1, "a refused value is not missing as well");
	cr_assert_eq(missing, 1, "what is missing is told too");
}

Test(intake, a_window_takes_in_for_its_own_town_only)
{
	WORK(work);

	work_sit(&work, "ck-xj");
	work_refused(&work, ERR_DENIED, "'Xujing Town' takes in applications that report to it, not to 'Zhujiajiao Town'", "intake", NULL, NULL,
		"track=new", "reviewer=朱家角", NULL);
	work_do(&work, "intake", NULL, NULL, "track=new", NULL);
	cr_assert_str_eq(work_project(&work, work.result.id)->reviewer, xujing, "its own when none is named");
	work_sit(&work, "limin");
	work_do(&work, "intake", NULL, NULL, "track=new", "reviewer=朱家角", NULL);
	cr_assert_str_eq(work_project(&work, work.result.id)->received_at, zhujiajiao, "the office takes in for anybody");
}

Test(intake, with_several_open_calls_one_must_be_named)
{
	WORK(work);

	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=2", NULL);
	work_refused(&work, ERR_STAGE, "several calls are open: name one", "intake", NULL, NULL, "track=new", NULL);
	work_refused(&work, ERR_MISSING, "there is no call '2019'", "intake", NULL, NULL, "track=new", "call=2019", NULL);
	cr_assert_str_eq(work_project(&work, work_intake(&work, "call=2021-2", NULL))->call, "2021-2");
}

Test(intake, the_same_unit_and_leader_apply_once_in_a_call)
{
	WORK(work);
	const char *first = work_intake(&work, NULL);
	const struct project *there = work_project(&work, first);
	const char *uscc = with_id(&work, "unit.uscc=%s", there->unit.uscc), *person = with_id(&work, "leader.resident_id=%s", there->leader.resident_id);

	work_sit(&work, "ck-zjj");
	work_refused(&work, ERR_INPUT, "the same unit and leader applied in this call already, as 'QP2021-0001'", "intake", NULL, NULL, "track=new",
		uscc, person, NULL);
	cr_assert_str_eq(work.err.field, "leader.resident_id");
	work_sit(&work, "ck-xj");
	work_refused(&work, ERR_INPUT, "the same unit and leader applied in this call already, elsewhere", "intake", NULL, NULL, "track=new", uscc,
		person, NULL);
	work_do(&work, "intake", NULL, NULL, "track=new", uscc, NULL);
	work_sit(&work, "limin");
	work_refused(&work, ERR_INPUT, "the same unit and leader applied in this call already, as 'QP2021-0001'", "amend", "QP2021-0002", NULL, person,
		NULL);
	work_do(&work, "open_call", NULL, NULL, "year=2022", "quota=2", NULL);
	work_do(&work, "intake", NULL, NULL, "track=new", "call=2022", uscc, person, NULL);
}

Test(intake, unit_and_leader_may_apply_again_after_withdraw_void_and_lapse)
{
	static const struct {
		const char *act;
		enum stage from;
	} ends[] = {{"withdraw", STAGE_submitted}, {"void", STAGE_draft}, {"lapse", STAGE_returned}, {"reject", STAGE_candidate}};
	WORK(work);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		work_day(&work, "2021-03-31");
		const char *id = work_bring(&work, ends[i].from);
		const struct project *there = work_project(&work, id);
		const char *uscc = with_id(&work, "unit.uscc=%s", there->unit.uscc);
		const char *person = with_id(&work, "leader.resident_id=%s", there->leader.resident_id);
		work_day(&work, "2021-04-20");
		work_do(&work, ends[i].act, id, "依申请", NULL);
		int status = work_try(&work, "intake", NULL, NULL, "track=new", uscc, person, NULL);
		cr_assert_eq(status, ends[i].from == STAGE_candidate ? -1 : 0, "after %s: %s", ends[i].act, work.err.message);
	}
}

/* ---- amend */

Test(amend, changes_what_is_named_and_nothing_else)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	const struct project *before = work_project(&work, id), *after;

	work_sit(&work, "ck-zjj");
	work_do(&work, "amend", id, NULL, "leader.name=曾正平", "matching_committed=20万元", NULL);
	after = work_project(&work, id);
	cr_assert_str_eq(after->leader.name, "曾正平");
	cr_assert_eq(after->matching_committed, 20000000);
	cr_assert_str_eq(after->unit.uscc, before->unit.uscc);
	cr_assert_eq(after->head.revision, 2);
	cr_assert_str_eq(after->stage, "draft");
	cr_assert_str_eq(work_entry(&work)->act, "amend");
	work_do(&work, "amend", id, NULL, "leader.name=", NULL);
	cr_assert_str_eq(work_project(&work, id)->leader.name, "", "a draft may miss it again");
}

Test(amend, stages_roles_and_hands)
{
	WORK(work);
	const char *submitted = work_bring(&work, STAGE_submitted), *candidate = work_bring(&work, STAGE_candidate);

	work_stages(&work, "amend", STAGE_SET(draft) | STAGE_SET(returned) | STAGE_SET(submitted) | STAGE_SET(candidate) | STAGE_SET(eligible), "更正",
		"note=x", NULL);
	work_roles(&work, "amend", ROLE(window) | ROLE(reviewer) | ROLE(office), submitted, "更正", "note=x", NULL);
	work_sit(&work, "ck-zjj");
	work_refused(&work, ERR_DENIED, with_id(&work, "'%s' was submitted: only its first reviewer or the office can amend it", submitted), "amend",
		submitted, "更正", "note=x", NULL);
	work_sit(&work, "cs-zjj");
	work_refused(&work, ERR_INPUT, with_id(&work, "'%s' was submitted: amending it needs a reason", submitted), "amend", submitted, NULL, "note=x",
		NULL);
	work_refused(&work, ERR_DENIED, with_id(&work, "'%s' was reported: only the office can amend it", candidate), "amend", candidate, "更正",
		"note=x", NULL);
	work_do(&work, "amend", submitted, "电话更正", "note=x", NULL);
	work_sit(&work, "limin");
	work_do(&work, "amend", candidate, "配套更正", "matching_committed=50000", NULL);
	cr_assert_str_eq(work_project(&work, candidate)->eligibility, "fail", "its conditions are computed anew");
	cr_assert_str_eq(work_entry(&work)->reason, "配套更正");
}

Test(amend, what_was_submitted_stays_complete_and_in_its_call)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_do(&work, "open_call", NULL, NULL, "year=2022", "quota=2", NULL);
	work_refused(&work, ERR_INPUT, "'Leader' is missing", "amend", id, "更正", "leader.name=", NULL);
	work_refused(&work, ERR_INPUT, with_id(&work, "'%s' stays in its call '2021'", id), "amend", id, "更正", "call=2022", NULL);
}

Test(amend, a_masked_value_sent_back_changes_nothing)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	const struct project *before = work_project(&work, id), *after;
	struct project *shown = record_copy(before, &work.arena);

	record_mask(shown, &work.arena);
	cr_assert(strchr(shown->leader.resident_id, '*'));
	work_do(&work, "amend", id, NULL, with_id(&work, "leader.resident_id=%s", shown->leader.resident_id),
		with_id(&work, "unit.phone=%s", shown->unit.phone), "note=第一次", NULL);
	after = work_project(&work, id);
	cr_assert_str_eq(after->leader.resident_id, before->leader.resident_id);
	cr_assert_str_eq(after->unit.phone, before->unit.phone);
	cr_assert_str_eq(after->note, "第一次");
	shown->note = "第二次";
	work.ask.record = shown;
	work_do(&work, "amend", id, NULL, NULL);
	after = work_project(&work, id);
	cr_assert_str_eq(after->leader.resident_id, before->leader.resident_id);
	cr_assert_str_eq(after->unit.phone, before->unit.phone);
	cr_assert_str_eq(after->duplicate_key, before->duplicate_key);
	cr_assert_str_eq(after->note, "第二次");
	work_refused(&work, ERR_INPUT, work_try(&work, "amend", id, NULL, "leader.resident_id=310***********1234", NULL) ? work.err.message : "",
		"amend", id, NULL, "leader.resident_id=310***********1234", NULL);
}

static struct line *
row(struct work *work, int position, const char *name)
{
	struct line *line = record_new(&type_line, &work->arena);

	line->list = "members";
	line->position = position;
	extra_set(line, "name", name, &work->arena);
	return line;
}

Test(amend, rows_of_a_repeating_group_are_replaced_as_a_whole)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	const struct line *three[] = {row(&work, 1, "王强"), row(&work, 2, "李丽"), row(&work, 3, "张明")};
	const struct line *two[] = {row(&work, 1, "王强"), row(&work, 2, "赵敏")};

	work.ask = (struct act_request){.date = DATE_NONE, .lines = three, .line_count = 3, .replace_lines = true};
	work_do(&work, "amend", id, NULL, NULL);
	cr_assert_eq(work_entry(&work)->change_count, 4, "the project and three rows");
	work.ask = (struct act_request){.date = DATE_NONE, .lines = two, .line_count = 2, .replace_lines = true};
	work_do(&work, "amend", id, NULL, NULL);
	cr_assert_eq(work_entry(&work)->change_count, 3, "the project, the row that changed and the one that went");
	cr_assert_eq(store_count(work.desk->store, &type_line), 3, "nothing is deleted");
	cr_assert_str_eq(extra_get(work_record(&work, &type_line, 2), "name"), "赵敏");
	cr_assert_eq(((struct line *)work_record(&work, &type_line, 3))->removed, 1);
	work_do(&work, "amend", id, NULL, "note=x", NULL);
	cr_assert_eq(work_entry(&work)->change_count, 1, "left alone when none are given");
	work.ask = (struct act_request){.date = DATE_NONE, .lines = three, .line_count = 3, .replace_lines = true};
	work_do(&work, "amend", id, NULL, NULL);
	cr_assert_neq(((struct line *)work_record(&work, &type_line, 3))->removed, 1, "back again");
}

/* ---- submit */

Test(submit, gives_the_receipt_computes_and_starts_the_reviewers_days)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);
	const struct project *project;

	work_do(&work, "submit", id, NULL, NULL);
	project = work_project(&work, id);
	cr_assert_str_eq(project->stage, "submitted");
	cr_assert_str_eq(project->receipt, with_id(&work, "%s-SL", id));
	cr_assert_eq(project->submitted_on, work_date("2021-03-31"));
	cr_assert_eq(project->deadline, work_date("2021-04-15"), "ten working days over the holiday of 04-03 to 04-05");
	cr_assert_str_eq(project->deadline_of, "first_review");
	cr_assert_str_eq(project->eligibility, "open", "what is attested is not answered yet");
	cr_assert_eq((uint64_t)project->verdict_entry, work.result.entry);
	cr_assert_gt(work_entry(&work)->verdicts_len, 100, "the verdicts are in the entry");
	cr_assert_eq(verdicts_computed(&work.result.verdicts), VERDICT_PASS);
	work_stages(&work, "submit", STAGE_SET(draft) | STAGE_SET(returned), NULL, NULL);
	work_roles(&work, "submit", ROLE(window) | ROLE(reviewer) | ROLE(office), work_bring(&work, STAGE_draft), NULL, NULL);
}

Test(submit, takes_an_application_that_fails_a_condition_and_says_so)
{
	WORK(work);
	const char *id = work_intake(&work, "leader.level=高级工", NULL);

	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->eligibility, "fail");
	cr_assert_str_eq(verdicts_get(&work.result.verdicts, "technician_level")->clause, "三(一)2");
}

Test(submit, refuses_what_is_not_complete_or_not_within_the_days_of_the_call)
{
	WORK(work);
	const char *id = work_intake(&work, "leader.name=", NULL), *whole = work_intake(&work, NULL);

	work_refused(&work, ERR_INPUT, "'Leader' is missing", "submit", id, NULL, NULL);
	work_day(&work, "2021-04-12");
	work_refused(&work, ERR_STAGE, "call '2021' took applications until 2021-04-09", "submit", whole, NULL, NULL);
	work.ask.date = work_date("2021-04-09");
	work_do(&work, "submit", whole, NULL, NULL);
	cr_assert(work_entry(&work)->late, "entered later than it happened");
	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=2", "opens=2021-05-01", NULL);
	id = work_intake(&work, "call=2021-2", NULL);
	work_refused(&work, ERR_STAGE, "call '2021-2' opens on 2021-05-01 only", "submit", id, NULL, NULL);
}

Test(submit, clause_6_2_a_follow_on_is_judged_by_its_own_predecessor_and_by_no_strangers)
{
	WORK(work);
	const char *first = work_bring(&work, STAGE_eligible), *stranger = work_bring(&work, STAGE_eligible), *id;
	const struct project *old = work_project(&work, first);

	work_do(&work, "open_call", NULL, NULL, "year=2024", "quota=2", NULL);
	id = work_intake(&work, "call=2024", "track=follow_on", "predecessor_grade=优秀", with_id(&work, "unit.uscc=%s", old->unit.uscc),
		with_id(&work, "predecessor=%s", first), NULL);
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "previous_cycle")->result, VERDICT_PASS, "2021 to 2023");
	cr_assert_eq(verdicts_get(&work.result.verdicts, "follow_on_once")->result, VERDICT_PASS);
	work_do(&work, "amend", id, "更正", with_id(&work, "predecessor=%s", stranger), NULL);
	cr_assert_neq(verdicts_get(&work.result.verdicts, "previous_cycle")->result, VERDICT_PASS, "a stranger's year is not told");
}

/* ---- materials */

Test(receive_material, records_an_item_of_the_checklist_and_changes_it_the_next_time)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	const struct material *material;

	work_sit(&work, "ck-zjj");
	work_do(&work, "receive_material", id, NULL, "item=certificate", "state=不全", "copies=1", "note=缺第二页", NULL);
	material = work_part(&work, id, &type_material);
	cr_assert_str_eq(material->state, "incomplete");
	cr_assert_str_eq(work_entry(&work)->act, "receive_material");
	cr_assert_eq(work_entry(&work)->changes[0].type, &type_material);
	work_day(&work, "2021-04-01");
	work_do(&work, "receive_material", id, NULL, "item=certificate", "state=received", "copy=已核原件", "pages=2", "kept=甲-12", NULL);
	material = work_part(&work, id, &type_material);
	cr_assert_eq(store_count(work.desk->store, &type_material), 1);
	cr_assert_str_eq(material->state, "received");
	cr_assert_eq(material->received_on, work_date("2021-04-01"));
	cr_assert_eq(material->head.revision, 2);
	cr_assert_eq(work_project(&work, id)->head.revision, 2, "the application itself says the same as before");
	work_do(&work, "receive_material", id, NULL, "item=职业资格证书、技能等级证书或行业内水平认定", "state=missing", NULL);
	material = work_part(&work, id, &type_material);
	cr_assert_str_eq(material->item, "certificate", "an item goes by its name as well");
	cr_assert_eq(material->received_on, DATE_NONE);
	work.ask.date = work_date("2021-03-31");
	work_refused(&work, ERR_INPUT, "'certificate of the level or recognition within the trade' was dealt with on a later day already",
		"receive_material", id, NULL, "item=certificate", "state=received", NULL);
	work_refused(&work, ERR_INPUT, "the checklist of the track has no item 'final_assessment'", "receive_material", id, NULL, "item=final_assessment",
		"state=received", NULL);
	work_refused(&work, ERR_INPUT, "'Verdict' is missing", "receive_material", id, NULL, "item=certificate", NULL);
}

Test(receive_material, stages_and_roles)
{
	WORK(work);

	work_stages(&work, "receive_material", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) |
		STAGE_SET(eligible), NULL, "item=studio", "state=received", NULL);
	work_roles(&work, "receive_material", ROLE(window) | ROLE(reviewer) | ROLE(office), work_bring(&work, STAGE_draft), NULL, "item=studio",
		"state=received", NULL);
}

/* ---- the ends */

Test(withdraw, ends_an_application_with_the_units_reason_before_it_is_awarded)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_returned);

	work_roles(&work, "withdraw", ROLE(window) | ROLE(reviewer) | ROLE(office), id, "单位来函", NULL);
	work_refused(&work, ERR_INPUT, "'Withdraw' needs a reason", "withdraw", id, NULL, NULL);
	work_do(&work, "withdraw", id, "单位来函", NULL);
	const struct project *project = work_project(&work, id);
	cr_assert_str_eq(project->stage, "withdrawn");
	cr_assert_str_eq(project->end_reason, "单位来函");
	cr_assert_str_eq(project->duplicate_key, "");
	cr_assert_eq(project->deadline, DATE_NONE);
	cr_assert_str_eq(((struct correction *)work_part(&work, id, &type_correction))->state, "cancelled", "nothing waits for it any more");
	cr_assert_str_eq(work_entry(&work)->reason, "单位来函");
	work_stages(&work, "withdraw", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible) |
		STAGE_SET(in_review) | STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised),
		"单位来函", NULL);
}

Test(void, takes_back_a_draft_keyed_by_mistake)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work_roles(&work, "void", ROLE(window) | ROLE(reviewer) | ROLE(office), id, "重复录入", NULL);
	work_refused(&work, ERR_INPUT, "'Void' needs a reason", "void", id, "", NULL);
	work_do(&work, "void", id, "重复录入", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "void");
	cr_assert_str_eq(work_project(&work, id)->end_reason, "重复录入");
	cr_assert_str_eq(work_entry(&work)->act, "void");
	work_stages(&work, "void", STAGE_SET(draft), "重复录入", NULL);
}

Test(lapse, counts_as_given_up_when_the_correction_did_not_come_in_time)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_returned);

	work_roles(&work, "lapse", ROLE(reviewer) | ROLE(office), id, NULL, NULL);
	work_day(&work, "2021-04-08");
	work_refused(&work, ERR_STAGE, with_id(&work, "the correction of '%s' may come until 2021-04-08", id), "lapse", id, NULL, NULL);
	work_day(&work, "2021-04-09");
	work_do(&work, "lapse", id, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "lapsed");
	cr_assert_str_eq(((struct correction *)work_part(&work, id, &type_correction))->state, "lapsed");
	cr_assert_eq(work_entry(&work)->change_count, 2);
	work_stages(&work, "lapse", STAGE_SET(returned), NULL, NULL);
}

/* ---- reveal */

Test(reveal, shows_masked_numbers_with_a_reason_on_the_record_and_changes_nothing)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	const struct entry *entry;

	work_refused(&work, ERR_INPUT, "'Reveal' needs a reason", "reveal", id, NULL, NULL);
	work_do(&work, "reveal", id, "核对身份证原件", NULL);
	entry = work_entry(&work);
	cr_assert_str_eq(entry->act, "reveal");
	cr_assert_str_eq(entry->reason, "核对身份证原件");
	cr_assert_eq(entry->change_count, 0);
	cr_assert_eq(entry->record, work_project(&work, id)->head.number);
	cr_assert(strstr(entry->detail, "leader.resident_id") && strstr(entry->detail, "unit.phone"));
	cr_assert_not(strstr(entry->detail, work_project(&work, id)->leader.resident_id), "the entry names the fields, never the values");
	cr_assert_eq(work_project(&work, id)->head.revision, 2);
	work_roles(&work, "reveal", ROLE(window) | ROLE(reviewer) | ROLE(office) | ROLE(finance) | ROLE(auditor), id, "核对", NULL);
}
