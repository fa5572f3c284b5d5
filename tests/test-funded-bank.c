/* A bank's return list: matched by account and amount, every fault with its row and column, all of it or nothing. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "exchange/bankreturn.h"
#include "paywork.h"

static const money_t yuan = 100;

#define HEADER "账号,户名,金额,处理结果,原因,流水号\n"

/* Two projects of 100,000 in an approved batch; finance is at work. */
struct bank {
	struct work work;
	const char *ids[2], *batch;
};

static void
bank_begin(struct bank *bank)
{
	struct work *work = &bank->work;

	work_open(work, NULL, NULL);
	bank->ids[0] = pay_project(work);
	bank->ids[1] = pay_project(work);
	pay_account(work, bank->ids[1], "unit", "310066661018150005678");
	bank->batch = pay_approved(work, unit_fund);
}

static void
bank_end(struct bank *bank)
{
	work_close(&bank->work);
}
#define BANK(name) struct bank name __attribute__((cleanup(bank_end))) = {.batch = ""}; bank_begin(&name)

static int
take(struct bank *bank, const char *text, bool trial, struct bank_result *result)
{
	const char *path = work_file(&bank->work, "return.csv");
	struct bank_options options = {.path = path, .batch = bank->batch, .date = DATE_NONE, .dry_run = trial};

	test_write(path, text, strlen(text));
	return bank_return(bank->work.desk, &options, result, &bank->work.err);
}

static const char *
unit_name(struct bank *bank, int which)
{
	return work_project(&bank->work, bank->ids[which])->unit.name;
}

/* The list is refused with exactly this fault there, and leaves nothing behind. */
static void
refused(struct bank *bank, const char *rows, int line, int column, const char *message)
{
	struct bank_result result;
	uint64_t before = desk_pulse(bank->work.desk);

	cr_assert_eq(take(bank, rows, false, &result), 0, "%s", bank->work.err.message);
	cr_assert_eq(result.faults.errors, 1, "%zu faults", result.faults.errors);
	cr_assert_str_eq(result.faults.items[0].message, message);
	cr_assert_eq(result.faults.items[0].pos.line, line);
	cr_assert_eq(result.faults.items[0].pos.column, column);
	cr_assert_eq(result.saved, 0);
	cr_assert_eq(desk_pulse(bank->work.desk), before);
	bank_free(&result);
}

Test(bank_list, enters_what_was_paid_and_what_came_back)
{
	BANK(bank);
	struct bank_result result;
	const char *text = arena_printf(&bank.work.arena, HEADER "310066661018150001234,%s,\"100,000.00\",成功,,20211203-1\n\n"
		"3100 6666 1018 1500 05678,%s,100000,退票,账号户名不符,\n", unit_name(&bank, 0), unit_name(&bank, 1));

	cr_assert_eq(take(&bank, text, true, &result), 0, "%s", bank.work.err.message);
	cr_assert_eq(result.faults.count, 0, "%s", result.faults.count ? result.faults.items[0].message : "");
	cr_assert_eq(result.saved, 0, "a trial");
	bank_free(&result);
	cr_assert_eq(pay_paid(&bank.work, bank.ids[0], "unit_grant", 1), 0);
	cr_assert_eq(take(&bank, text, false, &result), 0);
	cr_assert_eq(result.paid, 1);
	cr_assert_eq(result.failed, 1);
	cr_assert_eq(result.left, 0);
	cr_assert_eq(result.saved, 2);
	bank_free(&result);
	cr_assert_eq(pay_paid(&bank.work, bank.ids[0], "unit_grant", 1), 100000 * yuan);
	cr_assert_str_eq(pay_newest(&bank.work, bank.ids[0])->voucher, "20211203-1");
	cr_assert_str_eq(pay_newest(&bank.work, bank.ids[1])->state, "failed");
	cr_assert_str_eq(pay_newest(&bank.work, bank.ids[1])->failure, "账号户名不符");
	pay_sound(&bank.work);
}

Test(bank_list, taken_in_twice_pays_once)
{
	BANK(bank);
	const char *text = HEADER "310066661018150001234,,100000,成功,,V1\n";
	struct bank_result result;

	cr_assert_eq(take(&bank, text, false, &result), 0);
	cr_assert_eq(result.left, 1);
	bank_free(&result);
	refused(&bank, text, 2, 1, "this payment is entered already, or stands in an earlier row");
	cr_assert_eq(pay_paid(&bank.work, bank.ids[0], "unit_grant", 1), 100000 * yuan);
}

Test(bank_list, what_came_back_later_is_taken_back)
{
	BANK(bank);
	struct bank_result result;

	work_do(&bank.work, "record_payment", bank.batch, NULL, "voucher=V1", NULL);
	cr_assert_eq(take(&bank, "account,amount,result,reason\n310066661018150001234,100000.00,returned,closed\n", false, &result), 0);
	cr_assert_eq(result.faults.count, 0, "%s", result.faults.count ? result.faults.items[0].message : "");
	bank_free(&result);
	cr_assert_str_eq(pay_newest(&bank.work, bank.ids[0])->state, "returned");
	cr_assert_eq(work_project(&bank.work, bank.ids[0])->unit_paid, 0);
}

Test(bank_list, every_fault_has_its_row_and_column_and_nothing_is_saved)
{
	BANK(bank);
	const char *good = HEADER "310066661018150001234,,100000,成功,,V1\n";
	struct bank_result result;

#define ROW(row) arena_printf(&bank.work.arena, "%s%s\n", good, row)
	refused(&bank, ROW("310066661018150009999,,100000,成功,,V2"), 3, 1, "'PB1' pays nothing to this account");
	refused(&bank, ROW("310066661018150005678,,90000,成功,,V2"), 3, 3, "the payment to this account is of 100,000.00 yuan");
	refused(&bank, ROW("310066661018150005678,别家公司,100000,成功,,V2"), 3, 2,
		arena_printf(&bank.work.arena, "the account is in the name of '%s'", unit_name(&bank, 1)));
	refused(&bank, ROW("310066661018150005678,,100000,处理中,,V2"), 3, 4, "'处理中' is neither '成功' nor '失败'");
	refused(&bank, ROW("310066661018150005678,,100000,成功,,"), 3, 6, "what was paid has a voucher");
	refused(&bank, ROW("310066661018150005678,,100000,失败,,"), 3, 5, "what failed has a reason");
	refused(&bank, ROW(",,100000,成功,,V2"), 3, 1, "this row names no account");
	refused(&bank, ROW("310066661018150005678,,,成功,,V2"), 3, 3, "this row names no amount");
	refused(&bank, ROW("310066661018150001234,,100000,成功,,V2"), 3, 1, "this payment is entered already, or stands in an earlier row");
	refused(&bank, ROW("310066661018150005678,,100000,成功,,V1"), 3, 6, "the voucher 'V1' was entered already, with 'PM1'");
	refused(&bank, HEADER, 0, 0, "the list has no rows");
	refused(&bank, "账号,金额\n310066661018150001234,100000\n", 1, 0, "there is no column for 'Result'");
	refused(&bank, "x,y\n1,2\n", 1, 0, "there is no header that names account and amount");
#undef ROW
	cr_assert_eq(take(&bank, HEADER ",,,成功,,\n1,,x,成功,,\n", false, &result), 0);
	cr_assert_geq(result.faults.errors, 5, "each fault is told");
	bank_free(&result);
}

Test(bank_list, of_a_batch_that_was_not_approved_is_refused)
{
	BANK(bank);
	struct bank_result result;

	pay_project(&bank.work);
	bank.batch = pay_prepared(&bank.work, unit_fund);
	cr_assert_eq(take(&bank, HEADER "310066661018150001234,,100000,成功,,V1\n", false, &result), -1);
	cr_assert_eq(bank.work.err.code, ERR_STAGE);
	cr_assert_str_eq(bank.work.err.message, "'PB2' was not approved: the bank knows nothing of it");
	bank_free(&result);
	bank.batch = "PB77";
	cr_assert_eq(take(&bank, HEADER "310066661018150001234,,100000,成功,,V1\n", false, &result), -1);
	cr_assert_eq(bank.work.err.code, ERR_MISSING);
	bank_free(&result);
}
