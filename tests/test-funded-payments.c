/* Paying (五(一), 五(三)): requests, batches, approval, vouchers, returns. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/ledger.h"
#include "desk/query.h"
#include "paywork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)

static const money_t yuan = 100;

static const struct batch *
batch_of(struct work *work, const char *id)
{
	return work_record(work, &type_batch, (uint32_t)atoi(id + strlen("PB")));
}

/* ---- what is due */

Test(due, an_announced_project_has_its_unit_grant_at_once)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_awarded, "2021-11-15");
	const struct obligation *grant = funded_obligation(&work, id, "unit_grant", 1);

	cr_assert(grant);
	cr_assert_eq(grant->amount, 100000 * yuan);
	cr_assert_str_eq(grant->fund, unit_fund);
	cr_assert_str_eq(grant->clause, "五(一)1");
	cr_assert_str_eq(grant->state, "due");
	cr_assert_str_eq(grant->call, "2021");
	cr_assert_eq(grant->year, 2021);
	cr_assert_null(funded_obligation(&work, id, "leader_allowance", 1), "the year is not assessed yet");
	cr_assert_eq(work_project(&work, id)->unit_due, 100000 * yuan);
	cr_assert_eq(work_project(&work, id)->leader_due, 0);
}

Test(due, a_passed_year_brings_the_allowance_and_a_year_counts_once)
{
	WORK(work);
	const char *id = pay_project(&work);

	pay_passed(&work, id, 2021);
	cr_assert_eq(funded_obligation(&work, id, "leader_allowance", 1)->amount, 20000 * yuan);
	cr_assert_str_eq(funded_obligation(&work, id, "leader_allowance", 1)->clause, "五(一)2");
	cr_assert_eq(work_project(&work, id)->leader_due, 20000 * yuan);
	pay_recorded(&work, leader_fund, "J-1");
	work_refused(&work, ERR_STAGE, "nothing is due out of this fund", "prepare_payment", NULL, NULL, "fund=talent", NULL);
	work_refused(&work, ERR_STAGE, SAY("nothing can be paid: OB2 %s: nothing is due", id), "prepare_payment", NULL, NULL, "fund=talent",
		"obligations=OB2", NULL);
	cr_assert_eq(store_count(work.desk->store, &type_obligation), 2, "no second allowance for one year");
	pay_sound(&work);
}

Test(due, desk_dues_tells_each_turn_with_its_clause)
{
	WORK(work);
	const char *id = pay_project(&work);
	struct due_line *lines;
	size_t count;

	cr_assert_eq(desk_dues(work.desk, id, &work.arena, &lines, &count, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(count, 4, "the grant and three years");
	cr_assert_str_eq(lines[0].due->rule->code, "unit_grant");
	cr_assert_eq(lines[0].obligation->amount, 100000 * yuan);
	cr_assert_eq(lines[1].due->state, DUE_LATER);
	cr_assert_null(lines[1].obligation);
	work_sit(&work, "ck-zjj");
	cr_assert_eq(desk_dues(work.desk, id, &work.arena, &lines, &count, &work.err), -1);
	cr_assert_eq(work.err.code, ERR_DENIED);
	cr_assert_str_eq(work.err.message, "'仇志强' may not see money");
}

Test(due, desk_money_counts_by_fund_and_each_figure_opens_its_cases)
{
	WORK(work);
	const char *id = pay_project(&work);
	struct money_row *rows;
	size_t count;

	pay_passed(&work, id, 2021);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_eq(desk_money(work.desk, "fund", &work.arena, &rows, &count, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(rows[0].code, unit_fund);
	cr_assert_eq(rows[0].due, 100000 * yuan);
	cr_assert_eq(rows[0].paid, 100000 * yuan);
	cr_assert_eq(rows[1].due, 20000 * yuan);
	cr_assert_eq(rows[1].paid, 0);
	for (size_t i = 0; i < count; i++) {
		struct query_spec spec = {.type = &type_obligation, .where = rows[i].where};
		struct query *query;
		cr_assert_eq(query_open(work.desk, &spec, &query, &work.err), 0, "%s: %s", rows[i].where, work.err.message);
		cr_assert_eq(query_count(query), rows[i].count);
		query_close(query);
	}
	cr_assert_eq(desk_money(work.desk, "colour", &work.arena, &rows, &count, &work.err), -1);
	cr_assert_str_eq(work.err.message, "money is not counted by 'colour'; there are: fund year town payee payment call");
}

/* ---- requests */

Test(request, the_next_batch_pays_what_was_asked_for_and_no_more)
{
	WORK(work);
	const char *id = pay_project(&work), *request;

	work_sit(&work, "ck-zjj");
	request = work_do(&work, "request_funds", id, NULL, "amount=60000", "purpose=购置设备", NULL);
	cr_assert_str_eq(request, "FR1");
	work_refused(&work, ERR_STAGE, "'FR1' asks for it already", "request_funds", id, NULL, "amount=1000", NULL);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_eq(pay_paid(&work, id, "unit_grant", 1), 60000 * yuan);
	cr_assert_str_eq(funded_obligation(&work, id, "unit_grant", 1)->state, "part");
	cr_assert_str_eq(((struct funds_request *)work_part(&work, id, &type_funds_request))->state, "granted");
	work_sit(&work, "limin");
	work_refused(&work, ERR_INPUT, "50,000.00 yuan are asked for, of 'OB1' only 40,000.00 can still be paid (五(一)1)", "request_funds", id, NULL,
		"obligation=OB1", "amount=50000", NULL);
	pay_recorded(&work, unit_fund, "J-2");
	cr_assert_eq(pay_paid(&work, id, "unit_grant", 1), 100000 * yuan);
	pay_sound(&work);
}

Test(request, can_be_refused_with_a_reason)
{
	WORK(work);
	const char *id = pay_project(&work);

	work_sit(&work, "limin");
	work_do(&work, "request_funds", id, NULL, "amount=60000", NULL);
	work_refused(&work, ERR_INPUT, "'Refuse a request for funds' needs a reason", "refuse_request", "FR1", NULL, NULL);
	work_do(&work, "refuse_request", "FR1", "材料不全", NULL);
	work_refused(&work, ERR_STAGE, "this request is decided already", "refuse_request", "FR1", "材料不全", NULL);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_eq(pay_paid(&work, id, "unit_grant", 1), 100000 * yuan, "what is due stays due");
}

Test(request, a_cancelled_project_gets_nothing_any_more)
{
	WORK(work);
	const char *id = pay_project(&work);

	work_force(&work, id, STAGE_cancelled);
	work_sit(&work, "limin");
	work_refused(&work, ERR_STAGE, SAY("'%s' was cancelled: nothing more is paid (八(二))", id), "request_funds", id, NULL, "amount=1000", NULL);
}

/* ---- batches */

Test(batch, holds_what_is_due_out_of_one_fund_with_the_accounts_of_that_day)
{
	WORK(work);
	const char *first = pay_project(&work), *second = pay_project(&work), *id;
	const struct batch *batch;

	pay_passed(&work, first, 2021);
	id = pay_prepared(&work, unit_fund);
	batch = batch_of(&work, id);
	cr_assert_str_eq(batch->state, "prepared");
	cr_assert_eq(batch->payments, 2);
	cr_assert_eq(batch->amount, 200000 * yuan);
	cr_assert_eq(batch->budget_year, 2021);
	cr_assert_str_eq(batch->made_by, "qianhong");
	cr_assert_eq(strlen(batch->hash), 64);
	cr_assert_str_eq(pay_newest(&work, second)->account, "310066661018150001234");
	cr_assert_str_eq(pay_newest(&work, second)->account_name, work_project(&work, second)->unit.name);
	cr_assert_eq(funded_obligation(&work, second, "unit_grant", 1)->in_hand, 100000 * yuan);
	work_refused(&work, ERR_STAGE, SAY("nothing can be paid: OB1 %s: it is in a batch already\nOB2 %s: it is in a batch already", first, second),
		"prepare_payment", NULL, NULL, "fund=education_surcharge", NULL);
	pay_account(&work, second, "unit", "310066661018150009999");
	cr_assert_str_eq(pay_newest(&work, second)->account, "310066661018150001234", "the payment keeps the account it was prepared with");
	pay_sound(&work);
}

Test(batch, says_whom_it_leaves_out_and_why)
{
	WORK(work);
	const char *good = pay_project(&work), *suspended = pay_project(&work), *bare, *asked = pay_project(&work);
	const struct batch *batch;

	work_force(&work, suspended, STAGE_suspended);
	work_sit(&work, "limin");
	bare = funded_bring(&work, STAGE_running, "2021-11-15");
	work_sit(&work, "qianhong");
	work_do(&work, "change_account", asked, NULL, "payee=unit", "bank=工商银行", "account_name=甲公司", "account=310066661018150007777",
		"authorisation=授权书 2021-11-20", NULL);
	batch = batch_of(&work, pay_prepared(&work, unit_fund));
	cr_assert_eq(batch->payments, 1);
	cr_assert_str_eq(batch->skipped,
		SAY("OB2 %s: '%s' is suspended: it is paid once it goes on\nOB3 %s: a change of its account waits for approval\n"
		    "OB4 %s: the payee has no account: enter it with change_account", suspended, suspended, asked, bare));
	cr_assert_eq(work.result.faults.count, 1);
	cr_assert_eq(work.result.faults.items[0].level, FAULT_WARNING);
	cr_assert(pay_newest(&work, good));
}

Test(batch, takes_only_what_was_named_and_says_what_is_wrong_with_the_rest)
{
	WORK(work);
	const char *first = pay_project(&work), *second = pay_project(&work);

	pay_passed(&work, first, 2021);
	work_sit(&work, "qianhong");
	work_refused(&work, ERR_MISSING, "there is no 'OB9' here", "prepare_payment", NULL, NULL, "fund=talent", "obligations=OB9", NULL);
	work_refused(&work, ERR_INPUT, "'OB3' is named twice", "prepare_payment", NULL, NULL, "fund=talent", "obligations=OB3 OB3", NULL);
	work_refused(&work, ERR_STAGE, SAY("nothing can be paid: OB2 %s: it is paid out of another fund", second), "prepare_payment", NULL, NULL,
		"fund=talent", "obligations=OB2", NULL);
	work_refused(&work, ERR_STAGE, SAY("nothing can be paid: OB3 %s: its budget year is later", first), "prepare_payment", NULL, NULL,
		"fund=talent", "obligations=OB3", "budget_year=2020", NULL);
	work_do(&work, "prepare_payment", NULL, NULL, "fund=education_surcharge", "obligations=OB2", NULL);
	cr_assert_eq(funded_obligation(&work, first, "unit_grant", 1)->in_hand, 0);
	cr_assert_eq(funded_obligation(&work, second, "unit_grant", 1)->in_hand, 100000 * yuan);
}

Test(batch, is_approved_by_another_person_on_what_was_shown)
{
	WORK(work);
	const char *batch, *id = pay_project(&work);

	batch = pay_prepared(&work, unit_fund);
	work_refused(&work, ERR_STAGE, "a batch is paid after another person approved it, and once", "record_payment", batch, NULL, "voucher=J-1", NULL);
	work_sit(&work, "gujun");
	work.ask.hash = "0000";
	work_refused(&work, ERR_CONFLICT, "what was shown is not what stands there now: look at it again", "approve_payment", batch, NULL, NULL);
	work.ask.hash = batch_of(&work, batch)->hash;
	work_do(&work, "approve_payment", batch, NULL, NULL);
	cr_assert_str_eq(batch_of(&work, batch)->state, "approved");
	cr_assert_str_eq(batch_of(&work, batch)->approved_by, "gujun");
	cr_assert_str_eq(pay_newest(&work, id)->state, "approved");
	work_refused(&work, ERR_STAGE, "this batch is not waiting for approval", "approve_payment", batch, NULL, NULL);
}

Test(batch, is_not_approved_by_who_prepared_it)
{
	WORK(work);
	const char *batch;

	pay_project(&work);
	work_sit(&work, "admin");
	work_do(&work, "staff_change", "qianhong", NULL, "staff.roles=finance approver", NULL);
	batch = pay_prepared(&work, unit_fund);
	work_refused(&work, ERR_DENIED, "'Approve a batch of payments' needs another person than the one who made or last edited it", "approve_payment",
		batch, NULL, NULL);
}

Test(batch, is_void_once_an_account_was_changed)
{
	WORK(work);
	const char *id = pay_project(&work), *batch = pay_prepared(&work, unit_fund);

	pay_account(&work, id, "unit", "310066661018150009999");
	work_sit(&work, "gujun");
	work_refused(&work, ERR_CONFLICT,
		SAY("the account of '%s' was changed after 'PM1' was prepared: send the batch back and prepare it anew", id), "approve_payment", batch,
		NULL, NULL);
	work_do(&work, "send_back_payment", batch, "账户已变更", NULL);
	cr_assert_str_eq(batch_of(&work, batch)->state, "sent_back");
	cr_assert_str_eq(pay_newest(&work, id)->state, "dropped");
	pay_sound(&work);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_str_eq(pay_newest(&work, id)->account, "310066661018150009999");
	work_refused(&work, ERR_STAGE, "this batch is paid or was sent back already", "send_back_payment", "PB2", "再看", NULL);
}

/* ---- paid */

Test(paid, a_batch_with_date_and_voucher)
{
	WORK(work);
	const char *id = pay_project(&work), *batch;

	work_day(&work, "2021-12-06");
	batch = pay_recorded(&work, unit_fund, "记-2021-118");
	cr_assert_str_eq(batch_of(&work, batch)->state, "recorded");
	cr_assert_eq(batch_of(&work, batch)->paid_on, work_date("2021-12-06"));
	cr_assert_str_eq(pay_newest(&work, id)->state, "paid");
	cr_assert_eq(pay_newest(&work, id)->paid, 100000 * yuan);
	cr_assert_str_eq(pay_newest(&work, id)->voucher, "记-2021-118");
	cr_assert_str_eq(funded_obligation(&work, id, "unit_grant", 1)->state, "paid");
	cr_assert_eq(work_project(&work, id)->unit_paid, 100000 * yuan);
	cr_assert_eq(work_project(&work, id)->grant_left, 100000 * yuan);
	cr_assert_str_eq(work_entry(&work)->act, "record_payment");
	work_refused(&work, ERR_STAGE, "a batch is paid after another person approved it, and once", "record_payment", batch, NULL, "voucher=J-9", NULL);
	pay_sound(&work);
}

Test(paid, a_voucher_is_used_once)
{
	WORK(work);
	const char *batch;

	pay_project(&work);
	pay_recorded(&work, unit_fund, "J-1");
	pay_project(&work);
	batch = pay_approved(&work, unit_fund);
	work_refused(&work, ERR_INPUT, "the voucher 'J-1' was entered already, with 'PM1'", "record_payment", batch, NULL, "voucher=J-1", NULL);
	work_refused(&work, ERR_INPUT, "the voucher 'J-1' was entered already, with 'PM1'", "record_payment", "PM2", NULL, "voucher=J-1", NULL);
	cr_assert_eq(work_try(&work, "record_payment", batch, NULL, NULL), -1, "a voucher is asked for");
	work_do(&work, "record_payment", batch, NULL, "voucher=J-2", NULL);
}

Test(paid, one_payment_in_part_leaves_the_rest_payable)
{
	WORK(work);
	const char *first = pay_project(&work), *second = pay_project(&work), *batch = pay_approved(&work, unit_fund);

	work_refused(&work, ERR_INPUT, "a part is paid on one payment, not on a batch", "record_payment", batch, NULL, "voucher=J-1", "paid=10", NULL);
	work_refused(&work, ERR_INPUT, "100,000.01 yuan cannot be paid on a payment of 100,000.00", "record_payment", "PM1", NULL, "voucher=J-1",
		"paid=100000.01", NULL);
	work_refused(&work, ERR_INPUT, "0.00 yuan cannot be paid on a payment of 100,000.00", "record_payment", "PM1", NULL, "voucher=J-1", "paid=0",
		NULL);
	work_do(&work, "record_payment", "PM1", NULL, "voucher=J-1", "paid=30000", NULL);
	cr_assert_str_eq(pay_newest(&work, first)->state, "part");
	cr_assert_str_eq(batch_of(&work, batch)->state, "approved", "the other payment waits");
	work_refused(&work, ERR_STAGE, "a payment is entered after its batch was approved, and once", "record_payment", "PM1", NULL, "voucher=J-2", NULL);
	work_do(&work, "record_payment", "PM2", NULL, "voucher=J-2", NULL);
	cr_assert_str_eq(batch_of(&work, batch)->state, "recorded");
	cr_assert_eq(pay_paid(&work, second, "unit_grant", 1), 100000 * yuan);
	pay_recorded(&work, unit_fund, "J-3");
	cr_assert_eq(pay_newest(&work, first)->amount, 70000 * yuan);
	cr_assert_eq(pay_paid(&work, first, "unit_grant", 1), 100000 * yuan);
	pay_sound(&work);
}

Test(paid, nothing_goes_to_a_cancelled_project)
{
	WORK(work);
	const char *id = pay_project(&work), *batch = pay_approved(&work, unit_fund);

	work_force(&work, id, STAGE_cancelled);
	work_refused(&work, ERR_STAGE, SAY("PM1: '%s' was cancelled: nothing more is paid (八(二))", id), "record_payment", batch, NULL, "voucher=J-1",
		NULL);
	work_do(&work, "return_payment", "PM1", NULL, "failure=项目已取消，未付出", NULL);
	cr_assert_eq(pay_paid(&work, id, "unit_grant", 1), 0);
	cr_assert_str_eq(batch_of(&work, batch)->state, "recorded");
}

Test(paid, nothing_goes_beyond_what_became_due_less_meanwhile)
{
	WORK(work);
	const char *id = pay_project(&work), *batch = pay_approved(&work, unit_fund);

	work_do(&work, "record_grant_elsewhere", id, NULL, "payee=unit", "policy=区技能大师工作室", "level=district", "alike=yes", "amount=60000",
		"granted_on=2021-10-08", NULL);
	cr_assert_eq(funded_obligation(&work, id, "unit_grant", 1)->amount, 40000 * yuan);
	work_refused(&work, ERR_STAGE, SAY("'PM1' would pay 100,000.00 yuan to '%s', of which only 40,000.00 is due (五(一)1)", id), "record_payment",
		batch, NULL, "voucher=J-1", NULL);
}

/* ---- failed, and returned by the bank */

Test(returned, what_the_bank_could_not_pay_is_payable_again)
{
	WORK(work);
	const char *id = pay_project(&work);

	pay_approved(&work, unit_fund);
	cr_assert_eq(work_try(&work, "return_payment", "PM1", NULL, NULL), -1, "the bank's reason is asked for");
	work_do(&work, "return_payment", "PM1", NULL, "failure=账号户名不符", NULL);
	cr_assert_str_eq(pay_newest(&work, id)->state, "failed");
	cr_assert_str_eq(pay_newest(&work, id)->failure, "账号户名不符");
	work_refused(&work, ERR_STAGE, "this payment did not go to the bank, or is back already", "return_payment", "PM1", NULL, "failure=再退", NULL);
	pay_sound(&work);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_eq(pay_paid(&work, id, "unit_grant", 1), 100000 * yuan);
}

Test(returned, what_came_back_after_it_was_paid_is_payable_again)
{
	WORK(work);
	const char *id = pay_project(&work);

	pay_recorded(&work, unit_fund, "J-1");
	work_day(&work, "2021-12-10");
	work_do(&work, "return_payment", "PM1", NULL, "failure=账户已销户", NULL);
	cr_assert_str_eq(pay_newest(&work, id)->state, "returned");
	cr_assert_eq(pay_newest(&work, id)->returned_on, work_date("2021-12-10"));
	cr_assert_str_eq(funded_obligation(&work, id, "unit_grant", 1)->state, "due");
	cr_assert_eq(work_project(&work, id)->unit_paid, 0);
	pay_sound(&work);
	pay_recorded(&work, unit_fund, "J-2");
	cr_assert_eq(work_project(&work, id)->unit_paid, 100000 * yuan);
	pay_sound(&work);
}

/* ---- who may, and who sees */

Test(rights, money_is_finances_and_approvals_are_not)
{
	WORK(work);
	const char *id = pay_project(&work);

	work_roles(&work, "prepare_payment", ROLE(finance), NULL, NULL, "fund=education_surcharge", NULL);
	cr_assert(id);
}

Test(rights, towns_and_experts_see_nothing_of_money)
{
	static const struct record_type *const kept[] = {&type_obligation, &type_batch, &type_payment, &type_account_change, &type_grant_elsewhere};
	static const char *const people[] = {"ck-zjj", "cs-zjj", "zeng"};
	WORK(work);

	pay_project(&work);
	pay_prepared(&work, unit_fund);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		for (size_t j = 0; j < sizeof kept / sizeof *kept; j++) {
			void *record;
			work_sit(&work, people[i]);
			cr_assert_eq(desk_get_number(work.desk, kept[j], 1, &work.arena, &record, &work.err), -1, "%s sees %s", people[i], kept[j]->name);
		}
	for (size_t j = 0; j < 2; j++) {
		void *record;
		work_sit(&work, "shenyi");
		cr_assert_eq(desk_get_number(work.desk, kept[j], 1, &work.arena, &record, &work.err), 0, "%s", work.err.message);
	}
}
