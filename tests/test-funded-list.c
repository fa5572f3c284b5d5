/* The list of vouchers that a unit sends goes into the books of its project whole, or not at all, with every fault by row and column. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bookwork.h"
#include "desk/ledger.h"
#include "exchange/expenses.h"

#define TITLES "上海福泉仪表有限公司首席技师经费支出明细,,,,,\n"
#define HEADER "序号,日期,凭证号,资金来源,用途,金额（元）,摘要\n"

static int
take(struct work *work, const char *id, const char *text, const char *source, struct import_result *result)
{
	struct expenses_options options = {.path = work_file(work, "list.csv"), .project = id, .source = source, .date = DATE_NONE};

	test_write(options.path, text, strlen(text));
	return import_expenses(work->desk, &options, result, &work->err);
}

static money_t
left_of_grant(struct work *work, const char *id)
{
	struct ledger ledger;

	cr_assert_eq(desk_ledger(work->desk, id, &work->arena, &ledger, &work->err), 0, "%s", work->err.message);
	return ledger.sums[LEDGER_GRANT].left;
}

static void
expect_fault(const struct import_result *result, size_t at, int row, int column, const char *message)
{
	cr_assert_lt(at, result->faults.count);
	cr_expect_eq(result->faults.items[at].pos.line, row, "row %d", result->faults.items[at].pos.line);
	cr_expect_eq(result->faults.items[at].pos.column, column, "column %d: %s", result->faults.items[at].pos.column, result->faults.items[at].message);
	cr_expect_str_eq(result->faults.items[at].message, message);
}

Test(list, of_a_unit_is_booked_with_its_titles_and_sums_passed_over)
{
	WORK(work);
	const char *id = books_running(&work);
	struct import_result result;

	work_do(&work, "record_matching", id, NULL, "received_on=2021-06-15", "amount=1000", "voucher=转-9", NULL);
	cr_assert_eq(take(&work, id, TITLES HEADER "1,2021-06-20,记-1,资助经费,培训进修,\"1,200.50\",进修班\n2,2021.6.21,记-2,配套经费,日常工作经费,300,办公\n"
		"合计,,,,,1500.50,\n", NULL, &result), 0, "%s", work.err.message);
	cr_expect_eq(result.faults.count, 0, "%s", result.faults.count ? result.faults.items[0].message : "");
	cr_expect_eq(result.saved, 2);
	cr_expect_eq(left_of_grant(&work, id), 9879950);
	cr_expect_str_eq(((struct expense *)work_record(&work, &type_expense, 2))->use, "daily_work");
	cr_expect_eq(work_project(&work, id)->matching_spent, 30000);
	import_free(&result);
}

Test(list, with_a_fault_is_not_booked_at_all_and_every_fault_has_its_row_and_column)
{
	WORK(work);
	const char *id = books_running(&work);
	struct import_result result;

	cr_assert_eq(take(&work, id, TITLES HEADER
		"1,2021-06-20,记-1,资助经费,培训进修,1200,进修班\n"
		"2,2021-06-20,记-2,资助经费,日常工作经费,10,办公\n"
		"3,2021-06-20,记-3,资助经费,培训进修,99000,设备\n"
		"4,2021-02-30,,资助经费,培训进修,x,\n"
		"5,2021-05-20,记-5,资助经费,培训进修,1,\n"
		"6,2021-06-20,记-1,资助经费,培训进修,1200,进修班\n", NULL, &result), 0, "%s", work.err.message);
	cr_expect_eq(result.saved, 0);
	cr_expect_eq(result.accepted, 1);
	cr_expect_eq(result.refused, 5);
	expect_fault(&result, 0, 4, 5, "'daily work' is no use of the grant (五(二)): training, exchange, publishing, apprenticeship, research, "
		"problem solving, system, studio and team, other related benefits");
	expect_fault(&result, 1, 5, 6, "99,000.00 is more than what is left of the grant, 98,800.00 (paid 100,000.00, spent 1,200.00, refunded 0.00) (五(三)2)");
	expect_fault(&result, 2, 6, 2, "there is no 30 February 2021");
	expect_fault(&result, 3, 6, 6, "'x' is not an amount of money");
	expect_fault(&result, 4, 7, 0, "2021-05-20 lies before the award of 2021-06-01 (五(三)1)");
	expect_fault(&result, 5, 8, 0, "voucher '记-1' of that day and amount is recorded already, as 'EX1'");
	cr_expect_eq(left_of_grant(&work, id), 10000000, "nothing was booked");
	import_free(&result);
}

Test(list, without_a_column_for_the_source_needs_to_be_told)
{
	WORK(work);
	const char *id = books_running(&work);
	struct import_result result;

	cr_assert_eq(take(&work, id, "日期,凭证,用途,金额,摘要\n2021-06-20,记-1,培训进修,10,\n", NULL, &result), 0);
	expect_fault(&result, 0, 1, 0, "there is no column for 'Out of'");
	import_free(&result);
	cr_assert_eq(take(&work, id, "日期,凭证,用途,金额,摘要\n2021-06-20,记-1,培训进修,10,\n", "grant", &result), 0);
	cr_expect_eq(result.saved, 1);
	import_free(&result);
	cr_assert_eq(take(&work, id, "日期,凭证,用途,金额\n", "both", &result), -1);
	cr_expect_str_eq(work.err.message, "'both' is neither 'grant' nor 'matching'");
}

Test(list, of_a_project_without_books_is_refused_once)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	struct import_result result;

	cr_assert_eq(take(&work, id, HEADER "1,2021-03-20,记-1,资助经费,培训进修,10,\n2,2021-03-20,记-2,资助经费,培训进修,10,\n", NULL, &result), -1);
	cr_expect_eq(work.err.code, ERR_STAGE, "%s", work.err.message);
	import_free(&result);
	work_sit(&work, "cs-zjj");
	cr_assert_eq(take(&work, id, HEADER "1,2021-03-20,记-1,资助经费,培训进修,10,\n", NULL, &result), -1);
	cr_expect_eq(work.err.code, ERR_DENIED);
	import_free(&result);
}

Test(list, of_hundreds_of_vouchers_is_taken)
{
	WORK(work);
	const char *id = books_running(&work);
	struct import_result result;
	struct buf text = {0};

	buf_adds(&text, HEADER);
	for (int i = 1; i <= 400; i++)
		buf_addf(&text, "%d,2021-06-20,记-%d,资助经费,培训进修,250,\n", i, i);
	cr_assert_eq(take(&work, id, buf_text(&text), NULL, &result), 0);
	cr_expect_eq(result.saved, 400);
	cr_expect_eq(left_of_grant(&work, id), 0);
	import_free(&result);
	buf_free(&text);
}
