/* Acts on calls, rules and people: what each does, who may not, what it refuses. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deskwork.h"

static struct call *
call_named(struct work *work, const char *id)
{
	uint32_t number;

	store_begin(work->desk->store, NULL);
	number = store_find(work->desk->store, &type_call, record_column(&type_call, "call.id"), id);
	store_end(work->desk->store);
	return work_record(work, &type_call, number);
}

static struct staff *
staff_named(struct work *work, const char *id)
{
	const struct staff *staff;

	store_begin(work->desk->store, NULL);
	staff = staff_by(work->desk, "staff.id", id, &work->arena);
	store_end(work->desk->store);
	cr_assert(staff);
	return record_copy(staff, &work->arena);
}

static const char *
less_matching(struct work *work)
{
	return work_rules(work, "value: 100000, name: {zh: 配套经费", "value: 130000, name: {zh: 配套经费");
}

/* ---- the table */

Test(acts, every_act_of_the_programme_is_a_row_and_no_two_have_one_name)
{
	static const char *const names[] = {"found", "adopt_rules", "readopt", "open_call", "close_call", "intake", "amend", "submit", "withdraw",
		"receive_material", "lapse", "void", "attest", "first_review", "return", "accept", "reject", "override", "reveal", "staff_add",
		"staff_change"};
	size_t count = 0;

	while (acts[count]) {
		cr_expect_eq(act_named(acts[count]->name), acts[count]);
		cr_expect(*acts[count]->label && *acts[count]->help && *acts[count]->clause);
		count++;
	}
	cr_assert_geq(count, sizeof names / sizeof *names);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect(act_named(names[i]), "%s", names[i]);
	cr_expect_null(act_named("delete"));
}

Test(acts, found_makes_the_office_with_its_rules_and_is_nobodys_to_do_again)
{
	WORK(work);
	const struct office *office = work_record(&work, &type_office, 1);
	const struct rulebook *book = work_record(&work, &type_rulebook, 1);
	struct entry *entry;

	cr_assert(office && book);
	cr_assert_str_eq(office->title, "青浦区首席技师培养选拔工作小组办公室");
	cr_assert_eq(office->demo, 0);
	cr_assert_eq(office->opened_on, work_date("2021-01-04"));
	cr_assert(strstr(book->rules, "id_prefix: QP"));
	cr_assert(strstr(book->forms, "\fintake.yaml\n"));
	cr_assert(strstr(book->forms, "form: first_review"));
	store_begin(work.desk->store, NULL);
	cr_assert_eq(store_entry(work.desk->store, 1, &work.arena, &entry, NULL), 0);
	store_end(work.desk->store);
	cr_assert_str_eq(entry->act, "found");
	cr_assert_eq(entry->change_count, 2);
	work_roles(&work, "found", 0, NULL, NULL, NULL);
}

Test(acts, found_makes_nothing_where_the_rules_are_wrong)
{
	WORK(work);
	struct desk_options options = {.dir = work_file(&work, "other"), .rules = work_rules(&work, "id_prefix: QP", "id_prefix: [QP"),
		.forms = test_source("forms"), .today = DATE_NONE, .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work.err), -1);
	cr_assert_neq(access(options.dir, F_OK), 0, "no folder is left");
	options.rules = test_source("rules.yaml");
	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work.err), 0, "%s", work.err.message);
}

/* ---- calls */

Test(acts, open_call_opens_a_call_bound_to_todays_rules)
{
	WORK(work);
	const struct call *call = call_named(&work, "2021");
	struct entry *entry = work_entry(&work);

	cr_assert_str_eq(call->state, "open");
	cr_assert_eq(call->quota, 12);
	cr_assert_str_eq(call->title, "2021年度申报");
	cr_assert_eq(call->rulebook, 1, "the rules that were adopted when the records were made are the same");
	cr_assert_str_eq(entry->act, "open_call");
	cr_assert_str_eq(entry->who, "limin");
	cr_assert_str_eq(entry->role, "office");
	cr_assert_str_eq(entry->from, "tty1");
	cr_assert_eq(entry->date, work_date("2021-02-24"));
	cr_assert_eq(entry->assumed_today, work_date("2021-02-24"));
	cr_assert_eq(entry->change_count, 1);
	cr_assert_str_eq(work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=3", NULL), "2021-2", "a second call of the year");
	work_roles(&work, "open_call", ROLE(office), NULL, NULL, "year=2022", "quota=3", NULL);
}

Test(acts, open_call_refuses_a_call_without_quota_or_with_days_in_the_wrong_order)
{
	WORK(work);

	work_refused(&work, ERR_INPUT, "'Quota' is missing", "open_call", NULL, NULL, "year=2022", NULL);
	work_refused(&work, ERR_INPUT, "'Applications until' 2022-03-01 is before 'Opens on' 2022-04-01", "open_call", NULL, NULL, "year=2022",
		"quota=12", "opens=2022-04-01", "closes=2022-03-01", NULL);
	work_refused(&work, ERR_INPUT, "first reviews are due before applications end", "open_call", NULL, NULL, "year=2022", "quota=12",
		"opens=2022-03-01", "closes=2022-04-01", "first_review_by=2022-03-31", NULL);
	work_refused(&work, ERR_INPUT, "there is no field 'colour' in 'open_call'", "open_call", NULL, NULL, "year=2022", "quota=12", "colour=red",
		NULL);
}

Test(acts, close_call_closes_and_nothing_more_is_taken_in)
{
	WORK(work);
	const char *draft = work_bring(&work, STAGE_draft);

	work_roles(&work, "close_call", ROLE(office), "2021", NULL, NULL);
	work_do(&work, "close_call", "2021", NULL, NULL);
	cr_assert_str_eq(call_named(&work, "2021")->state, "closed");
	cr_assert_str_eq(work_entry(&work)->act, "close_call");
	cr_assert_eq(work_entry(&work)->type, &type_call);
	work_refused(&work, ERR_STAGE, "call '2021' is closed", "close_call", "2021", NULL, NULL);
	work_refused(&work, ERR_MISSING, "there is no '2035' here", "close_call", "2035", NULL, NULL);
	work_refused(&work, ERR_STAGE, "no call is open: the office opens one first", "intake", NULL, NULL, "track=new", NULL);
	work_refused(&work, ERR_STAGE, "call '2021' is closed", "intake", NULL, NULL, "call=2021", "track=new", NULL);
	work_refused(&work, ERR_STAGE, "call '2021' is closed", "submit", draft, NULL, NULL);
}

Test(acts, close_call_lets_what_was_submitted_go_on)
{
	WORK(work);
	const char *submitted = work_bring(&work, STAGE_submitted), *returned = work_bring(&work, STAGE_returned);

	work_do(&work, "close_call", "2021", NULL, NULL);
	work_sit(&work, "ck-zjj");
	work_do(&work, "submit", returned, NULL, NULL);
	work_sit(&work, "cs-zjj");
	work_do(&work, "first_review", submitted, NULL, "conclusion=not_recommended", "opinion=名额所限", NULL);
	cr_assert_str_eq(work.result.stage, "not_recommended");
}

/* ---- rules */

Test(acts, adopt_rules_puts_new_texts_on_record_once)
{
	WORK(work);

	work_refused(&work, ERR_FAILED, "these rules and forms are adopted already, as 'R1'", "adopt_rules", NULL, NULL, NULL);
	work_again(&work, less_matching(&work));
	work_roles(&work, "adopt_rules", ROLE(office) | ROLE(admin), NULL, NULL, NULL);
	cr_assert_str_eq(work_do(&work, "adopt_rules", NULL, NULL, NULL), "R2");
	cr_assert_str_eq(work_entry(&work)->act, "adopt_rules");
	cr_assert_eq(work_entry(&work)->type, &type_rulebook);
	cr_assert(strstr(((struct rulebook *)work_record(&work, &type_rulebook, 2))->rules, "value: 130000"));
	work_refused(&work, ERR_FAILED, "these rules and forms are adopted already, as 'R2'", "adopt_rules", NULL, NULL, NULL);
}

Test(acts, adopt_rules_takes_forms_that_changed_alone)
{
	WORK(work);

	work.forms = work_forms(&work);
	work_again(&work, NULL);
	work_refused(&work, ERR_FAILED, "these rules and forms are adopted already, as 'R1'", "adopt_rules", NULL, NULL, NULL);
	const char *file = work_file(&work, "forms/attest.yaml");
	char *text = test_read(file, NULL);
	const char *more = arena_printf(&work.arena, "%s# asked for by the audit\n", text);
	test_write(file, more, strlen(more));
	free(text);
	work_again(&work, NULL);
	cr_assert_str_eq(work_do(&work, "adopt_rules", NULL, NULL, NULL), "R2");
}

Test(acts, adopt_rules_refuses_a_form_that_is_wrong)
{
	WORK(work);

	work.forms = work_forms(&work);
	test_write(work_file(&work, "forms/wrong.yaml"), "form: [", 7);
	work_again(&work, NULL);
	cr_assert_eq(work_try(&work, "adopt_rules", NULL, NULL, NULL), -1);
	cr_assert(strstr(work.err.message, "wrong.yaml") || (work.err.pos.file && strstr(work.err.pos.file, "wrong.yaml")), "%s", work.err.message);
}

Test(acts, readopt_binds_an_open_call_to_rules_that_another_person_adopted)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_refused(&work, ERR_FAILED, "call '2021' is bound to these rules already", "readopt", "2021", "更正", NULL);
	work_again(&work, less_matching(&work));
	work_refused(&work, ERR_STAGE, "today's rules are not adopted yet: adopt them first, as another person", "readopt", "2021", "更正", NULL);
	work_do(&work, "adopt_rules", NULL, NULL, NULL);
	work_refused(&work, ERR_INPUT, "'Readopt rules for a call' needs a reason", "readopt", "2021", NULL, NULL);
	work_refused(&work, ERR_DENIED, "'Readopt rules for a call' needs another person than the one who made or last edited it", "readopt", "2021",
		"更正", NULL);
	work_roles(&work, "readopt", ROLE(office) | ROLE(approver) | ROLE(admin), "2021", "更正", NULL);
	work_do(&work, "override", id, NULL, "condition=treatment", "result=pass", "reason=见会议纪要", NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "matching_committed")->result, VERDICT_PASS, "the old rules hold until then");
	work_sit(&work, "zhaolei");
	work_do(&work, "readopt", "2021", "配套标准录入有误，经核更正", NULL);
	cr_assert_eq(call_named(&work, "2021")->rulebook, 2);
	cr_assert_str_eq(work_entry(&work)->reason, "配套标准录入有误，经核更正");
	work_do(&work, "override", id, NULL, "condition=treatment", "result=pass", "reason=见会议纪要", NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "matching_committed")->result, VERDICT_FAIL, "120,000 is under 130,000");
	work_do(&work, "close_call", "2021", NULL, NULL);
	work_refused(&work, ERR_STAGE, "call '2021' is closed", "readopt", "2021", "更正", NULL);
}

Test(acts, clause_9_1_a_call_keeps_its_rules_for_life)
{
	WORK(work);
	const char *first = work_bring(&work, STAGE_draft), *second;

	work_again(&work, less_matching(&work));
	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=12", NULL);
	cr_assert_eq(call_named(&work, "2021")->rulebook, 1);
	cr_assert_eq(call_named(&work, "2021-2")->rulebook, 2, "a call opened with new rules adopts them");
	second = work_intake(&work, "call=2021-2", NULL);
	work_do(&work, "submit", first, NULL, NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "matching_committed")->result, VERDICT_PASS);
	work_do(&work, "submit", second, NULL, NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "matching_committed")->result, VERDICT_FAIL);
	cr_assert_str_eq(work_project(&work, second)->eligibility, "fail");
}

Test(acts, calendar_and_code_lists_are_never_bound_to_a_call)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_draft);

	work_day(&work, "2021-04-06");
	work_again(&work, work_rules(&work, "off: [01-01..01-03, 02-11..02-17, 04-03..04-05,", "off: [01-01..01-03, 02-11..02-17, 04-03..04-16,"));
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2021-04-29"), "ten working days from 04-19 on, with the 25th worked");
}

/* rules.yaml with a condition under another name everywhere. */
static const char *
renamed_condition(struct work *work)
{
	static const char old[] = "awards_or_benefit";
	char *text = test_read(test_source("rules.yaml"), NULL);
	struct buf changed = {0};
	const char *at = text, *found;

	for (; (found = strstr(at, old)); at = found + strlen(old)) {
		buf_add(&changed, at, (size_t)(found - at));
		buf_adds(&changed, "awards_and_benefit");
	}
	buf_adds(&changed, at);
	test_write(work_file(work, "rules.yaml"), changed.data, changed.len);
	buf_free(&changed);
	free(text);
	return work_file(work, "rules.yaml");
}

Test(acts, a_call_names_the_conditions_and_materials_of_its_own_rules)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_again(&work, renamed_condition(&work));
	work_sit(&work, "cs-zjj");
	work_do(&work, "attest", id, NULL, "condition=awards_or_benefit", "result=met", "evidence=获奖证书原件", NULL);
	cr_assert_eq(work_try(&work, "attest", id, NULL, "condition=awards_and_benefit", "result=met", "evidence=获奖证书原件", NULL), -1,
		"today's rules call it so, the call's do not");
}

/* ---- people */

Test(acts, staff_add_enters_a_person)
{
	WORK(work);

	work_sit(&work, "admin");
	cr_assert_str_eq(work_do(&work, "staff_add", NULL, NULL, "staff.id=wq", "name=王强", "roles=window", "organisation=金泽", NULL), "wq");
	cr_assert_str_eq(staff_named(&work, "wq")->state, "active");
	cr_assert_str_eq(staff_named(&work, "wq")->organisation, "310118104");
	cr_assert_str_eq(work_entry(&work)->act, "staff_add");
	work_roles(&work, "staff_add", ROLE(admin), NULL, NULL, "staff.id=new", "name=王强", "roles=office", NULL);
}

Test(acts, staff_add_refuses_what_does_not_fit_together)
{
	WORK(work);

	work_sit(&work, "admin");
	work_refused(&work, ERR_INPUT, "staff 'limin' is entered already", "staff_add", NULL, NULL, "staff.id=limin", "name=李敏", "roles=office", NULL);
	work_refused(&work, ERR_INPUT, "windows and first reviewers need their town or department", "staff_add", NULL, NULL, "staff.id=x", "name=王强",
		"roles=reviewer", NULL);
	work_refused(&work, ERR_INPUT, "'Roles' is missing", "staff_add", NULL, NULL, "staff.id=x", "name=王强", NULL);
	work_do(&work, "staff_add", NULL, NULL, "staff.id=x", "name=王强", "roles=office", "account=wangqiang", NULL);
	work_refused(&work, ERR_INPUT, "the account 'wangqiang' is somebody else's", "staff_add", NULL, NULL, "staff.id=y", "name=王强", "roles=office",
		"account=wangqiang", NULL);
}

Test(acts, staff_change_changes_a_person_and_keeps_those_who_left)
{
	WORK(work);

	work_roles(&work, "staff_change", ROLE(admin), "zhaolei", NULL, "name=赵蕾蕾", NULL);
	work_sit(&work, "admin");
	work_do(&work, "staff_change", "zhaolei", NULL, "roles=office finance", NULL);
	cr_assert_str_eq(staff_named(&work, "zhaolei")->name, "赵蕾", "what is not named stays");
	cr_assert_eq(roles_parse(staff_named(&work, "zhaolei")->roles), ROLE(office) | ROLE(finance));
	work_do(&work, "staff_change", "zhaolei", NULL, "state=left", NULL);
	cr_assert_eq(work_entry(&work)->change_count, 1);
	cr_assert_eq(desk_sit(work.desk, "zhaolei", &work.err), -1);
	cr_assert_str_eq(work.err.message, "'zhaolei' no longer works here");
	work_refused(&work, ERR_INPUT, "'陆文' is the last administrator", "staff_change", "admin", NULL, "state=left", NULL);
	work_refused(&work, ERR_INPUT, "'陆文' is the last administrator", "staff_change", "admin", NULL, "roles=office", NULL);
	work_refused(&work, ERR_INPUT, "staff 'limin' stays what it is: enter another person instead", "staff_change", "limin", NULL, "staff.id=lm",
		NULL);
	work_refused(&work, ERR_INPUT, "windows and first reviewers need their town or department", "staff_change", "limin", NULL, "roles=window",
		NULL);
	work_refused(&work, ERR_MISSING, "there is no 'nobody' here", "staff_change", "nobody", NULL, "name=王强", NULL);
}
