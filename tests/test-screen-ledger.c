/* 台账 and 任务 by keyboard, on a screen of 80 × 24 and on a wide one, in the sample office. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keyboard.h"

static struct office office;
static char id[32];

/* The first awarded project of the sample. */
static void
find_project(void)
{
	struct run run = office_run(&office, "list", "projects", "--where", "stage:awarded track:new", "--columns", "id", "--json", NULL);
	const char *at = strstr(run.out, "QP");

	cr_assert(at, "%s", run.err);
	snprintf(id, sizeof id, "%.*s", (int)strcspn(at, "\""), at);
	run_free(&run);
}

static void
open_office(void)
{
	keyboard_sample(&office, "limin");
	find_project();
	office_must(&office, 0, "do", "sign_agreement", id, "signed_on=2023-04-10", "unit_signer=陆文", "leader_signer=何国庆", "targets=三年");
	office_must(&office, 0, "do", "record_matching", id, "received_on=2023-04-10", "amount=30000", "voucher=转-1");
	office_must(&office, 0, "do", "record_expense", id, "source=matching", "use=daily_work", "spent_on=2023-04-11", "amount=1200.5", "voucher=配-1",
		"what=办公");
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
ledger_at(int rows, int cols)
{
	struct pty *pty = office_screens(&office, rows, cols);
	char line[64];

	pty_expect(pty, "Waiting");
	snprintf(line, sizeof line, "ledger %s", id);
	keyboard_command(pty, line);
	pty_expect(pty, "Ledger ›");
	return pty;
}

static int
row_of(struct pty *pty, const char *text, int *col)
{
	int row;

	pty_expect(pty, text);
	cr_assert(pty_find(pty, text, &row, col), "%s", pty_dump(pty));
	return row;
}

Test(ledger, shows_the_grant_over_the_matching_money_at_80_columns, .init = open_office, .fini = close_office)
{
	struct pty *pty = ledger_at(24, 80);
	int col, grant = row_of(pty, "Grant  left 0.00", &col), matching = row_of(pty, "Matching money  left 28,799.50", &col);

	cr_expect_lt(grant, matching);
	pty_expect(pty, "nothing was paid to the unit or spent yet");
	pty_expect(pty, "+30,000.00");
	pty_expect(pty, "-1,200.50");
	pty_expect(pty, "五(一)末 30,000.00 of matching funds came of");
	pty_free(pty);
}

Test(ledger, shows_them_side_by_side_from_100_columns_on, .init = open_office, .fini = close_office)
{
	struct pty *pty = ledger_at(30, 100);
	int left, right, grant = row_of(pty, "Grant  left 0.00", &left), matching = row_of(pty, "Matching money  left 28,799.50", &right);

	cr_expect_eq(grant, matching);
	cr_expect_lt(left, 50);
	cr_expect_geq(right, 50);
	pty_expect(pty, "23-04-11");
	pty_free(pty);
}

Test(ledger, f8_reverses_the_entry_under_the_cursor_with_a_reason_and_both_stay, .init = open_office, .fini = close_office)
{
	struct pty *pty = ledger_at(24, 80);

	pty_keys(pty, "Tab Down");
	pty_expect(pty, "F8 reverse");
	pty_keys(pty, "F8");
	pty_expect(pty, "stay in the ledger.");
	pty_keys(pty, "\"wrong amount\" F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "Matching money  left 30,000.00");
	pty_expect(pty, "reversed·");
	pty_expect(pty, "+1,200.50");
	pty_expect(pty, "wrong amount");
	pty_free(pty);
}

Test(ledger, f6_adds_an_expense_out_of_the_side_one_is_on, .init = open_office, .fini = close_office)
{
	struct pty *pty = ledger_at(24, 80);

	pty_keys(pty, "Tab F6");
	pty_expect(pty, "Record an expense");
	pty_expect(pty, "matching funds");
	pty_keys(pty, "Down \"apprentice a\" Enter \"2023-04-12\" Tab \"99999\" Tab \"V-9\" Tab F2");
	pty_expect(pty, "is more than what is left of the matching funds, 28,799.50");
	pty_free(pty);
}

Test(ledger, f1_explains_the_sums_by_use_and_what_the_rules_say, .init = open_office, .fini = close_office)
{
	struct pty *pty = ledger_at(40, 110);

	pty_keys(pty, "F1");
	pty_expect(pty, "How the sums come about");
	pty_expect(pty, "Matching money (五(一)末)");
	pty_expect(pty, "daily work");
	pty_expect(pty, "1,200.50");
	pty_keys(pty, "Esc 1");
	pty_expect(pty, "Tasks ›");
	pty_free(pty);
}

Test(tasks, are_set_and_reported_by_year, .init = open_office, .fini = close_office)
{
	struct pty *pty;
	char line[64];

	office_must(&office, 0, "do", "set_task", id, "year=2022", "task=innovation", "target=solve two problems", "planned=2");
	pty = keyboard_desk(&office);
	snprintf(line, sizeof line, "project %s", id);
	keyboard_command(pty, line);
	pty_expect(pty, "2 tasks");
	pty_keys(pty, "2");
	pty_expect(pty, "Tasks ›");
	pty_expect(pty, " 2022 ");
	pty_expect(pty, "solve two problems");
	pty_keys(pty, "F8");
	pty_expect(pty, "Report a task");
	pty_keys(pty, "\"one was solved\" Tab \"1\" F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "reported");
	pty_expect(pty, "one was solved");
	pty_free(pty);
}

Test(ledger, is_not_opened_to_who_sees_no_money, .init = open_office, .fini = close_office)
{
	struct run run;

	office.as = "expert1";
	run = office_run(&office, "ledger", id, NULL);
	cr_expect_eq(run.status, 1);
	cr_expect(strstr(run.err, "may not see money"), "%s", run.err);
	run_free(&run);
}
