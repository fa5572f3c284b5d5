/* An expert's sheets by keyboard, on a screen of 80 × 24, in the sample office. */
#include <config.h>

#include "keyboard.h"

#include <criterion/criterion.h>
#include <string.h>

static struct office office;

static void
open_office(void)
{
	keyboard_sample(&office, "expert4");
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
my_sheets(void)
{
	struct pty *pty = keyboard_desk(&office);

	pty_keys(pty, "3");
	pty_expect(pty, "My sheets");
	return pty;
}

static struct pty *
first_sheet(void)
{
	struct pty *pty = my_sheets();

	pty_keys(pty, "Enter");
	pty_expect(pty, "QP2023-0043 (blind)");
	return pty;
}

/* What the office sees of a call's sheets. */
static void
expect_ranked(const char *text, bool there)
{
	struct run run;

	office.as = "limin";
	run = office_run(&office, "rank", "2023", NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert_eq(strstr(run.out, text) != NULL, there, "'%s' in\n%s", text, run.out);
	run_free(&run);
	office.as = "expert4";
}

Test(scoring, points_are_typed_a_fault_does_not_trap_and_the_next_sheet_comes, .init = open_office, .fini = close_office)
{
	struct pty *pty = my_sheets();

	pty_expect(pty, "done 1/3, left 2");
	pty_keys(pty, "F2");
	pty_expect(pty, "QP2023-0043 (blind)");
	pty_keys(pty, "\"18\" Enter \"25\" Enter");
	pty_expect(pty, "not over 15");
	pty_keys(pty, "\"13\" Enter \"17\" Enter \"12.5\" Enter");
	pty_expect(pty, "takes whole");
	pty_keys(pty, "\"12\" Enter");
	pty_expect(pty, "unfinished: 2 without points");
	/* Handing in goes to the first that is wrong, and takes nothing. */
	pty_keys(pty, "F2");
	pty_expect(pty, "system and treatment: not over 15");
	pty_keys(pty, "\"12\" Enter");
	pty_expect_gone(pty, "not over 15");
	pty_keys(pty, "Down Down \"13\" Enter");
	pty_expect(pty, "complete: F2 hands it in");
	pty_expect(pty, "   85");
	pty_keys(pty, "Down \"方案扎实\" F2");
	pty_expect(pty, "QP2023-0043 handed in; this is the next: QP2023-0046");
	pty_expect(pty, "done 2/3, left 1");
	pty_free(pty);
	expect_ranked("85", true);
}

Test(scoring, tab_and_the_arrow_go_to_the_remark_on_a_criterion_and_enter_on, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();
	struct run run;
	int row, column;

	pty_keys(pty, "\"18\" Tab \"全国技术能手\" Enter \"12\" Right \"制度健全\" Tab \"13\" Enter \"17\" Enter \"12\" Enter \"13\" Enter");
	pty_expect(pty, "complete: F2 hands it in");
	pty_expect(pty, "[   18]  全国技术能手");
	pty_expect(pty, "[   12]  制度健全");
	/* Back from a remark to its points, and up and down among remarks. */
	pty_keys(pty, "Up Up Tab \"x\" S-Tab");
	pty_expect(pty, "x");
	cr_assert(pty_find(pty, "apprenticeship", &row, &column));
	cr_assert(pty_wait_row(pty, row, "[12   ]  x", PTY_WAIT), "%s", pty_dump(pty));
	pty_keys(pty, "Tab Up \"y\" Up Left");
	cr_assert(pty_wait_row(pty, row - 1, "[   17]  y", PTY_WAIT), "%s", pty_dump(pty));
	pty_expect(pty, "place, equipment and funds are there");
	pty_keys(pty, "F2");
	pty_expect(pty, "this is the next: QP2023-0046");
	pty_free(pty);
	office.as = "limin";
	run = office_run(&office, "show", "QP2023-0043", "--json", NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert(strstr(run.out, "leader_remark") && strstr(run.out, "全国技术能手"), "%s", run.out);
	run_free(&run);
	pty = office_screens(&office, 24, 80);
	pty_expect(pty, "Desk");
	pty_keys(pty, "F10 \"dossier QP2023-0043\" Enter");
	pty_expect(pty, "Score sheets");
	for (int page = 0; page < 4 && !pty_wait(pty, "leader's skill and honours: 全国技术能手", 300); page++)
		pty_keys(pty, "PageDown");
	pty_expect(pty, "leader's skill and honours: 全国技术能手");
	pty_free(pty);
}

Test(scoring, an_unfinished_sheet_is_refused_and_is_not_0, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();

	pty_keys(pty, "\"18\" Enter F2");
	pty_expect(pty, "unfinished: 5 criteria have no points yet");
	pty_expect(pty, "QP2023-0043 (blind)");
	pty_keys(pty, "\"0\" Enter");
	pty_expect(pty, "unfinished: 4 without points");
	pty_free(pty);
}

Test(scoring, keystrokes_are_there_again_after_the_line_dropped, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();

	pty_keys(pty, "\"18\" Enter \"14\"");
	pty_expect(pty, "   32");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	pty_free(pty);
	pty = my_sheets();
	pty_expect(pty, "begun");
	pty_keys(pty, "Enter");
	pty_expect(pty, "goes on with what was keyed at");
	pty_expect(pty, "   32");
	pty_free(pty);
}

Test(scoring, leaving_keeps_the_sheet_and_handing_in_forgets_what_was_kept, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();

	pty_keys(pty, "\"18\" Enter Esc");
	pty_expect(pty, "QP2023-0043 is not handed in; what was keyed is kept");
	pty_expect(pty, "begun");
	pty_keys(pty, "Enter");
	pty_expect(pty, "goes on with what was keyed at");
	pty_keys(pty, "\"14\" Enter \"13\" Enter \"17\" Enter \"13\" Enter \"12\" Enter F2");
	pty_expect(pty, "this is the next: QP2023-0046");
	pty_keys(pty, "Esc");
	pty_expect(pty, "My sheets");
	cr_assert_not(pty_shows(pty, "begun"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(scoring, what_was_handed_in_can_be_read_and_not_changed, .init = open_office, .fini = close_office)
{
	struct pty *pty = my_sheets();

	pty_keys(pty, "End Enter");
	pty_expect(pty, "QP2023-0045 (blind)");
	pty_expect(pty, "   79");
	pty_keys(pty, "\"1\" Enter F2");
	pty_expect(pty, "   79");
	cr_assert_not(pty_shows(pty, "F2"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(scoring, f1_tells_what_earns_the_points, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();

	pty_keys(pty, "F1");
	pty_expect(pty, "titles and honours 10");
	pty_free(pty);
}

Test(scoring, the_materials_name_neither_unit_nor_leader, .init = open_office, .fini = close_office)
{
	struct pty *pty = keyboard_sit(&office, "limin", NULL);

	keyboard_command(pty, "project QP2023-0043");
	pty_expect(pty, "上海");
	pty_free(pty);
	office.as = "expert4";
	pty = first_sheet();
	pty_keys(pty, "F5");
	pty_expect(pty, "QP2023-0043  new");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "Occupation");
	cr_assert_not(pty_shows(pty, "上海"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(scoring, standing_aside_takes_a_reason_and_a_confirmation_and_the_project_is_gone, .init = open_office, .fini = close_office)
{
	struct pty *pty = first_sheet();

	pty_keys(pty, "F8");
	pty_expect(pty, "employment, shares");
	pty_keys(pty, "\"三年内曾任该单位顾问\" F2");
	pty_expect(pty, "Stand aside from this project?");
	pty_keys(pty, "2");
	pty_expect_gone(pty, "Stand aside from this project?");
	pty_expect(pty, "QP2023-0043 (blind)");
	pty_keys(pty, "F8 \"三年内曾任该单位顾问\" F2");
	pty_expect(pty, "Stand aside from this project?");
	pty_keys(pty, "1");
	pty_expect(pty, "this is the next: QP2023-0046");
	pty_keys(pty, "Esc");
	pty_expect(pty, "My sheets");
	pty_expect(pty, "done 1/2, left 1");
	cr_assert_not(pty_shows(pty, "QP2023-0043"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(scoring, chinese_is_complete_on_the_sheet, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	office.lang = "zh";
	pty = keyboard_desk(&office);
	pty_keys(pty, "3");
	pty_expect(pty, "我的评分表");
	pty_keys(pty, "Enter \"18\" Enter");
	pty_expect(pty, "QP2023-0043（盲评）");
	pty_expect(pty, "未完成：5 项未评（不作 0 分）");
	pty_expect(pty, "F2 交表并取下一份");
	pty_free(pty);
}

Test(scoring, a_reopening_that_was_asked_for_is_refused_with_a_reason_that_all_see, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	office.as = "limin";
	office_must(&office, 0, "do", "reopen_sheet", "S236", "--reason", "专家要求更正");
	pty = office_screens(&office, 24, 80);
	pty_expect(pty, "Desk");
	pty_keys(pty, "F10 \"panel 2023\" Enter");
	pty_expect(pty, "reopenings to answer 1");
	pty_free(pty);
	office.as = "gujun";
	pty = office_screens(&office, 24, 80);
	pty_expect(pty, "Reopenings to");
	pty_keys(pty, "F10 \"sheets 2023\" Enter");
	pty_expect(pty, "reopening asked");
	pty_keys(pty, "Down*4 2");
	pty_expect(pty, "Refuse a reopening");
	pty_keys(pty, "\"扣分依据不足\" F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "reopening asked");
	pty_free(pty);
	office.as = "expert4";
	pty = my_sheets();
	pty_expect(pty, "stays handed in");
	pty_keys(pty, "End Enter");
	pty_expect(pty, "QP2023-0045 (blind)");
	pty_expect(pty, "The sheet was not opened again: 扣分依据不足");
	pty_free(pty);
}
