/* 资金 by keyboard: what is due and why, a batch prepared, approved by its count and total, and entered as paid. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "paywork.h"
#include "pty.h"

static struct work *work;
static char first[24];

/* Two running projects of 2021 with accounts, the first with its year 2021 passed; then the records are let go of. */
static void
open_office(void)
{
	work = xcalloc(1, sizeof *work);
	work_open(work, NULL, NULL);
	snprintf(first, sizeof first, "%s", pay_project(work));
	pay_project(work);
	pay_passed(work, first, 2021);
	desk_close(work->desk);
	work->desk = NULL;
}

static void
close_office(void)
{
	work_close(work);
	free(work);
}

TestSuite(money, .init = open_office, .fini = close_office, .timeout = 120);

static struct pty *
screens(const char *as)
{
	const char *const argv[] = {test_built("shouxi"), "--env", work->records, "--as", as, "--lang", "en", "--rules", test_source("rules.yaml"),
		"--forms", test_source("forms"), NULL};
	struct pty *pty = pty_start(argv, NULL, 24, 100);

	pty_expect(pty, "Desk");
	return pty;
}

static void
command(struct pty *pty, const char *text)
{
	pty_keys(pty, "F10");
	pty_expect(pty, ":");
	pty_type(pty, text);
	pty_keys(pty, "Enter");
}

/* What is asked before a grave act. */
static void
say_word(struct pty *pty, const char *word)
{
	pty_expect(pty, "To go on, type");
	pty_type(pty, word);
	pty_keys(pty, "Enter");
}

static void
prepare(struct pty *pty)
{
	command(pty, "dues");
	pty_expect(pty, "3 obligations");
	pty_keys(pty, "F6");
	pty_expect(pty, "Budget year");
	pty_type(pty, "education_surcharge");
	pty_keys(pty, "F2");
	pty_expect(pty, "done");
}

Test(money, f1_tells_by_clause_and_figures_why_an_amount_is_due)
{
	struct pty *pty = screens("qianhong");

	command(pty, "dues");
	pty_expect(pty, "3 obligations");
	pty_expect(pty, "100,000.00");
	pty_keys(pty, "F1");
	pty_expect(pty, "五(一)1");
	pty_expect(pty, "standard");
	pty_expect(pty, "can still be paid");
	pty_keys(pty, "Esc");
	pty_free(pty);
}

Test(money, a_batch_goes_from_finance_over_another_person_back_to_finance)
{
	struct pty *pty = screens("qianhong");

	prepare(pty);
	command(pty, "batches");
	pty_expect(pty, "prepared");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Prepared by");
	pty_expect(pty, "**");
	cr_assert(!pty_shows(pty, "310066661018150001234"), "accounts are masked\n%s", pty_dump(pty));
	pty_free(pty);

	pty = screens("gujun");
	command(pty, "batches");
	pty_expect(pty, "prepared");
	pty_keys(pty, "Enter");
	pty_expect(pty, "2 payments, 200,000.00 yuan");
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of its payments");
	pty_type(pty, "2");
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "Type the number of its payments");
	pty_expect(pty, "To go on, type");
	pty_type(pty, "200000");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Approve a batch of payments: 'PB1' done");
	pty_free(pty);

	pty = screens("qianhong");
	command(pty, "batches");
	pty_expect(pty, "approved");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Approved by");
	pty_keys(pty, "F6");
	pty_expect(pty, "Voucher");
	pty_keys(pty, "\"J-1\" F2");
	say_word(pty, "Enter as paid");
	pty_expect(pty, "Paid on");
	pty_free(pty);
	work_again(work, NULL);
	cr_assert_eq(work_project(work, first)->unit_paid, 10000000);
	pay_sound(work);
}

Test(money, opens_from_the_desk_for_those_who_see_it)
{
	struct pty *pty = screens("qianhong");

	pty_keys(pty, "5");
	pty_expect(pty, "Grants elsewhere");
	pty_keys(pty, "Enter");
	pty_expect(pty, "3 obligations");
	pty_free(pty);
	pty = screens("cs-zjj");
	cr_assert(!pty_shows(pty, "money"), "%s", pty_dump(pty));
	command(pty, "dues");
	pty_expect(pty, "may not see this");
	pty_free(pty);
}

Test(money, a_wrong_total_approves_nothing)
{
	struct pty *pty = screens("qianhong");

	prepare(pty);
	pty_free(pty);
	pty = screens("gujun");
	command(pty, "batches");
	pty_keys(pty, "Enter");
	pty_expect(pty, "2 payments, 200,000.00 yuan");
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of its payments");
	pty_type(pty, "2");
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "Type the number of its payments");
	pty_type(pty, "20000");
	pty_keys(pty, "Enter Esc");
	pty_free(pty);
	work_again(work, NULL);
	cr_assert_str_eq(((struct batch *)work_record(work, &type_batch, 1))->state, "prepared");
}
