/* Accounts that two people change, and grants received elsewhere (九.4). */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "paywork.h"

#define SAY(...) arena_printf(&work.arena, __VA_ARGS__)

static const money_t yuan = 100;

/* ---- accounts */

Test(account, is_changed_by_two_people)
{
	WORK(work);
	const char *id = pay_project(&work), *change;

	work_sit(&work, "limin");
	change = work_do(&work, "change_account", id, NULL, "payee=leader", "bank=农业银行", SAY("account_name=%s", work_project(&work, id)->leader.name),
		"account=6228480031234567893", NULL);
	cr_assert_str_eq(work_project(&work, id)->leader_payee.account, "6222021001116245702", "not in force yet");
	work_refused(&work, ERR_DENIED, "'Approve a change of account' needs another person than the one who made or last edited it", "approve_account",
		change, NULL, NULL);
	work_refused(&work, ERR_STAGE, SAY("'%s' waits for approval: it is decided first", change), "change_account", id, NULL, "payee=leader",
		"bank=农业银行", "account_name=他人", "account=6228480031234567893", "authorisation=委托书", NULL);
	work_sit(&work, "gujun");
	work_do(&work, "approve_account", change, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->leader_payee.account, "6228480031234567893");
	work_refused(&work, ERR_STAGE, "this change of account is decided already", "approve_account", change, NULL, NULL);
	work_refused(&work, ERR_STAGE, "this change of account is decided already", "refuse_account", change, "不符", NULL);
}

Test(account, of_another_unit_needs_its_authorisation)
{
	WORK(work);
	const char *id = pay_project(&work), *unit = work_project(&work, id)->unit.name, *change;

	work_refused(&work, ERR_INPUT, SAY("the account is in the name of '总公司', not of '%s': name the authorisation", unit), "change_account", id,
		NULL, "payee=unit", "bank=建设银行", "account_name=总公司", "account=310066661018150008888", NULL);
	change = work_do(&work, "change_account", id, NULL, "payee=unit", "bank=建设银行", "account_name=总公司", "account=310066661018150008888",
		"authorisation=总公司授权书 2021-11-30", NULL);
	work_sit(&work, "gujun");
	work_do(&work, "refuse_account", change, "授权书未盖章", NULL);
	cr_assert_str_eq(work_project(&work, id)->unit_payee.account, "310066661018150001234");
}

/* ---- like subsidies */

Test(overlap, a_like_grant_of_this_district_lowers_what_is_due_and_can_be_taken_back)
{
	WORK(work);
	const char *id = pay_project(&work), *grant;

	grant = work_do(&work, "record_grant_elsewhere", id, NULL, "payee=unit", "policy=区技能大师工作室", "level=district", "alike=yes",
		"amount=60000", "granted_on=2021-10-08", NULL);
	cr_assert_eq(work_project(&work, id)->unit_due, 40000 * yuan, "100,000 less 60,000 (九.4)");
	cr_assert_eq(funded_obligation(&work, id, "unit_grant", 1)->elsewhere, 60000 * yuan);
	work_refused(&work, ERR_INPUT, SAY("this grant is entered already, as '%s'", grant), "record_grant_elsewhere", id, NULL, "payee=unit",
		"policy=区技能大师工作室", "level=district", "alike=yes", "amount=60000", "granted_on=2021-10-08", NULL);
	work_refused(&work, ERR_INPUT, "the grant lies after the business date", "record_grant_elsewhere", id, NULL, "payee=unit", "policy=其他",
		"level=district", "alike=yes", "amount=60000", "granted_on=2021-12-31", NULL);
	work_do(&work, "record_grant_elsewhere", id, NULL, "payee=unit", "policy=市级技师奖", "level=city", "alike=yes", "amount=90000",
		"granted_on=2021-10-09", NULL);
	cr_assert_eq(work_project(&work, id)->unit_due, 40000 * yuan, "grants of the city do not count");
	work_do(&work, "withdraw_grant_elsewhere", grant, "登记有误", NULL);
	cr_assert_eq(work_project(&work, id)->unit_due, 100000 * yuan);
	work_refused(&work, ERR_STAGE, "this grant was taken back already", "withdraw_grant_elsewhere", grant, "登记有误", NULL);
	pay_sound(&work);
}

Test(overlap, of_another_project_of_the_unit_is_checked_before_payment)
{
	WORK(work);
	const char *first = pay_project(&work), *second;
	const char *uscc = work_project(&work, first)->unit.uscc;

	work_do(&work, "record_grant_elsewhere", first, NULL, "payee=unit", "policy=区技能大师工作室", "level=district", "alike=yes", "amount=60000",
		"granted_on=2021-10-08", NULL);
	work_sit(&work, "limin");
	work_day(&work, "2021-03-31");
	second = work_intake(&work, SAY("unit.uscc=%s", uscc), NULL);
	funded_award(&work, second, STAGE_running, "2021-11-15");
	work_day(&work, "2021-12-01");
	pay_account(&work, second, "unit", "310066661018150001234");
	work_refused(&work, ERR_STAGE,
		SAY("nothing can be paid: OB2 %s: a like grant is to be checked first (九.4): 'GE1' of '%s': 区技能大师工作室, 60,000.00 yuan", second, first),
		"prepare_payment", NULL, NULL, "fund=education_surcharge", "obligations=OB2", NULL);
	work_do(&work, "record_grant_elsewhere", second, NULL, "payee=unit", "policy=区技能大师工作室", "level=district", "alike=no", "amount=60000",
		"granted_on=2021-10-08", NULL);
	pay_recorded(&work, unit_fund, "J-1");
	cr_assert_eq(pay_paid(&work, second, "unit_grant", 1), 100000 * yuan, "looked at, and found not to be alike");
}

Test(overlap, of_another_project_of_the_unit_is_told_to_the_office_that_checks_an_application)
{
	WORK(work);
	const char *first = pay_project(&work), *second;

	work_do(&work, "record_grant_elsewhere", first, NULL, "payee=unit", "policy=区技能大师工作室", "level=district", "alike=yes", "amount=60000",
		"granted_on=2021-10-08", NULL);
	work_sit(&work, "limin");
	work_day(&work, "2021-12-02");
	second = work_intake(&work, SAY("unit.uscc=%s", work_project(&work, first)->unit.uscc), NULL);
	work_force(&work, second, STAGE_candidate);
	work_attest_all(&work, second);
	work_do(&work, "accept", second, NULL, NULL);
	cr_assert_eq(work.result.faults.count, 1);
	cr_assert_eq(work.result.faults.errors, 0);
	cr_assert_str_eq(work.result.faults.items[0].message,
		SAY("a like grant is recorded elsewhere: 'GE1' of '%s': 区技能大师工作室, 60,000.00 yuan; enter it here too, so that the higher alone "
		    "counts (九.4)", first));
}
