/* Keying a form: nothing typed is lost, no fault holds the cursor, and the keyboard alone does it all. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct pty *
start(const char *mode, int rows, int cols)
{
	static char program[512];
	const char *build = getenv("SHOUXI_BUILD");
	snprintf(program, sizeof program, "%s/ui-demo", build ? build : ".");
	const char *const argv[] = {program, mode, NULL};
	struct pty *pty = pty_start(argv, NULL, rows, cols);
	pty_expect(pty, "F2 保存");
	return pty;
}

static void
expect_at(struct pty *pty, const char *label)
{
	int row, col;
	cr_assert(pty_wait(pty, label, PTY_WAIT), "%s", pty_dump(pty));
	cr_assert(pty_find(pty, label, &row, &col));
	cr_assert(pty_wait_row(pty, row, "▸", PTY_WAIT), "the cursor is not at '%s'\n%s", label, pty_dump(pty));
}

Test(formview, enter_goes_from_field_to_field)
{
	struct pty *pty = start("--form", 24, 80);
	expect_at(pty, "Unit name");
	pty_keys(pty, "\"朱溪园艺\" Enter");
	expect_at(pty, "USCC");
	pty_expect(pty, "[朱溪园艺");
	pty_keys(pty, "S-Tab");
	expect_at(pty, "Unit name");
	pty_keys(pty, "Tab Down");
	expect_at(pty, "Sex");
	pty_free(pty);
}

Test(formview, a_full_number_that_is_right_moves_on_and_the_enter_behind_it_is_swallowed)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Enter \"91310118MA1B2FAK8T\" Enter");
	expect_at(pty, "Sex");
	pty_settle(pty, 100);
	expect_at(pty, "Sex");
	pty_free(pty);
}

Test(formview, a_wrong_check_digit_stays_and_holds_nobody)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Enter \"91310118MA1B2FAK8X\"");
	pty_expect(pty, "✗");
	expect_at(pty, "USCC");
	pty_keys(pty, "Down");
	expect_at(pty, "Sex");
	pty_expect(pty, "91310118MA1B2FAK8X");
	pty_keys(pty, "Up BS \"T\"");
	pty_expect_gone(pty, "✗");
	pty_free(pty);
}

Test(formview, initials_find_a_code_and_several_open_the_list)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Down Down Down \"zjj\"");
	pty_expect(pty, "→ 朱家角镇");
	pty_keys(pty, "Enter");
	pty_expect(pty, "[朱家角镇");
	expect_at(pty, "Staff");
	pty_keys(pty, "Up \"z\" Enter");
	pty_expect(pty, "练塘镇");
	pty_keys(pty, "\"x\" Enter");
	pty_expect(pty, "[赵巷镇");
	expect_at(pty, "Staff");
	pty_free(pty);
}

Test(formview, f4_lists_codes)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Down Down F4");
	pty_expect(pty, "   女");
	pty_keys(pty, "Down Enter");
	pty_expect(pty, "[女");
	expect_at(pty, "First reviewer");
	pty_keys(pty, "C-t");
	pty_expect(pty, "金泽镇");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "金泽镇");
	expect_at(pty, "First reviewer");
	pty_free(pty);
}

Test(formview, the_verdict_stands_below_the_field_it_is_about)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Down*5 \"50000\" Enter");
	pty_expect(pty, "50,000.00");
	pty_expect(pty, "✗ 五(一)末：不低于 100,000.00");
	pty_keys(pty, "Up \"10万元\" Enter");
	pty_expect(pty, "✓ 五(一)末：配套经费足够");
	pty_free(pty);
}

Test(formview, short_dates_are_of_the_calls_year)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Down*7 \"3.5\" Up");
	pty_expect(pty, "[2021-03-05");
	pty_keys(pty, "Down \"2.30\" Up");
	pty_expect(pty, "✗");
	pty_expect(pty, "[2.30");
	pty_free(pty);
}

Test(formview, the_last_record_gives_its_values)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "Down*4 C-d");
	pty_expect(pty, "1,871 ]");
	expect_at(pty, "Matching");
	pty_keys(pty, "C-e");
	pty_expect(pty, "50,000.00");
	pty_free(pty);
}

Test(formview, escape_restores_the_field_and_then_leaves)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "\"甲乙丙\"");
	pty_expect(pty, "[甲乙丙");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "甲乙丙");
	pty_expect(pty, "Unit name");
	pty_keys(pty, "Esc");
	pty_expect(pty, "SX00000001");
	pty_free(pty);
}

Test(formview, a_pasted_newline_saves_nothing)
{
	struct pty *pty = start("--form", 24, 80);
	pty_paste(pty, "上海朱溪园艺\n");
	pty_expect(pty, "[上海朱溪园艺");
	expect_at(pty, "Unit name");
	pty_paste(pty, "一\n二");
	pty_expect(pty, "✗");
	pty_expect(pty, "[上海朱溪园艺 ");
	pty_free(pty);
}

Test(formview, a_long_text_takes_enter_and_tab_leaves_it)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "PageDown \"第一行\" Enter \"第二行\"");
	pty_expect(pty, "[第一行");
	pty_expect(pty, "|第二行");
	expect_at(pty, "Main results");
	pty_keys(pty, "Tab");
	expect_at(pty, "Note");
	pty_free(pty);
}

Test(formview, a_table_grows_by_enter_and_ends_at_an_empty_row)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "PageDown PageDown \"张三\" Enter \"41\" Enter \"李四\" Enter \"x\" Enter");
	pty_expect(pty, "[张三");
	pty_expect(pty, "✗");
	pty_keys(pty, "Enter");
	pty_expect(pty, "▸ [ F2 ");
	pty_keys(pty, "F5");
	pty_expect(pty, "2行");
	pty_free(pty);
}

Test(formview, rows_of_a_table_come_and_go)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "PageDown PageDown \"张三\" Down Up Ins \"王五\" F5");
	pty_expect(pty, "2行");
	pty_keys(pty, "C-x F5");
	pty_expect(pty, "1行");
	pty_free(pty);
}

Test(formview, all_faults_are_listed_at_save_and_enter_jumps_to_one)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "\"甲\" Enter \"123\" Enter F2");
	pty_expect(pty, "faults");
	pty_keys(pty, "Down Enter");
	pty_expect_gone(pty, "faults");
	expect_at(pty, "First reviewer");
	pty_free(pty);
}

Test(formview, enter_on_the_last_field_goes_to_the_button_and_never_saves_by_itself)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "PageDown PageDown PageDown");
	pty_expect(pty, "▸ [ F2 ");
	pty_expect_gone(pty, "已存");
	pty_keys(pty, "PageUp PageUp PageUp");
	expect_at(pty, "Unit name");
	pty_free(pty);
}

Test(formview, what_is_masked_stays_until_it_is_retyped)
{
	struct pty *pty = start("--amend", 24, 80);
	pty_expect(pty, "[138****1234");
	pty_keys(pty, "Down*6");
	expect_at(pty, "Unit phone");
	pty_keys(pty, "Left Up F5");
	pty_expect(pty, "0行");
	cr_assert_not(pty_shows(pty, "phone="), "%s", pty_dump(pty));
	pty_keys(pty, "Down \"13912345678\" Up F5");
	pty_expect(pty, "phone=13912345678");
	pty_free(pty);
}

Test(formview, amending_edits_and_entry_replaces)
{
	struct pty *pty = start("--amend", 24, 80);
	pty_keys(pty, "\"二\" Down");
	pty_expect(pty, "上海朱溪园艺科技有限公司二");
	pty_free(pty);
	pty = start("--form", 24, 80);
	pty_keys(pty, "\"一\" Down Up \"二\" Down");
	pty_expect(pty, "[二 ");
	pty_free(pty);
}

Test(formview, what_was_typed_can_be_kept_and_read_back_faults_and_all)
{
	struct pty *pty = start("--form", 24, 80);
	pty_keys(pty, "\"朱溪\" Enter \"123\" Down*3 \"1871\" PageDown \"一\" Enter \"二\" Tab PageDown \"张三\" Enter \"41\"");
	pty_expect(pty, "[张三");
	pty_keys(pty, "F6");
	pty_expect(pty, "[朱溪");
	pty_expect(pty, "[123");
	pty_expect(pty, "✗");
	pty_expect(pty, "1,871");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "|二");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "[张三");
	pty_expect(pty, "41 ]");
	pty_free(pty);
}

Test(formview, a_dropped_line_keeps_even_the_field_being_typed)
{
	struct office office;
	char kept[1024] = "", variable[512], program[512];
	office_open(&office);
	snprintf(variable, sizeof variable, "UI_DEMO_KEPT=%s", office_file(&office, "kept"));
	snprintf(program, sizeof program, "%s/ui-demo", getenv("SHOUXI_BUILD") ? getenv("SHOUXI_BUILD") : ".");
	const char *const argv[] = {program, "--form", NULL};
	const char *const env[] = {variable, "LC_ALL=C.UTF-8", "TERM=xterm-256color", NULL};
	struct pty *pty = pty_start(argv, env, 24, 80);
	pty_expect(pty, "F2 保存");
	pty_keys(pty, "\"朱溪园艺\" Enter \"9131\"");
	pty_expect(pty, "[9131");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	FILE *file = fopen(office_file(&office, "kept"), "r");
	cr_assert_not_null(file);
	size_t len = fread(kept, 1, sizeof kept - 1, file);
	kept[len] = '\0';
	fclose(file);
	cr_expect_str_eq(kept, "unit.name\t朱溪园艺\nunit.uscc\t9131\nkept on 1\n");
	pty_free(pty);
	office_close(&office);
}

Test(formview, help_stands_beside_where_there_is_room)
{
	struct pty *pty = start("--form", 30, 120);
	pty_keys(pty, "Down");
	pty_expect(pty, "18 位，末位为校验码。");
	pty_keys(pty, "Up");
	pty_expect_gone(pty, "18 位，末位为校验码。");
	pty_resize(pty, 24, 80);
	pty_keys(pty, "Down F1");
	pty_expect(pty, "18 位，末位为校验码。");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "18 位，末位为校验码。");
	expect_at(pty, "USCC");
	pty_free(pty);
}
