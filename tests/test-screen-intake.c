/* Keying applications by hand, in the real program on a screen of 80 × 24. */
#include <config.h>

#include "keyboard.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

static struct office office;

static void
open_office(void)
{
	keyboard_founded(&office);
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
desk(void)
{
	return keyboard_desk(&office);
}

static void
expect_stored(const char *id, const char *text)
{
	keyboard_stored(&office, NULL, id, text);
}

static void
open_form(struct pty *pty)
{
	pty_keys(pty, "1");
	pty_expect(pty, "Key in");
	pty_expect(pty, "Track");
}

static struct pty *
form(void)
{
	struct pty *pty = desk();

	open_form(pty);
	return pty;
}

/* The unit up to its USCC, which is right and moves on by itself. */
static void
key_unit(struct pty *pty, const char *name)
{
	pty_keys(pty, "\"new\" Enter");
	pty_expect(pty, "Unit name");
	pty_type(pty, name);
	pty_keys(pty, "Enter");
}

static void
key_leader(struct pty *pty)
{
	pty_keys(pty, "PageDown");
	pty_expect(pty, "Identity number");
	pty_keys(pty, "\"何国庆\" Enter \"male\" Enter \"310229197502140010\"");
	pty_expect(pty, "the check digit is right");
	pty_keys(pty, "\"模具工\" Enter Enter \"technician\" Enter");
	pty_expect(pty, "skill level: technician");
	pty_keys(pty, "Enter Enter Enter Enter \"首席技师\" Enter \"2020.1.1\" Enter \"2024.12.31\" Enter");
	pty_expect(pty, "2024-12-31");
}

static void
key_project(struct pty *pty, const char *matching)
{
	pty_keys(pty, "PageDown");
	pty_expect(pty, "Matching funds committed");
	pty_keys(pty, "\"3.1\" Enter \"3.8\" Enter");
	pty_expect(pty, "over before 2021-03-31");
	pty_keys(pty, "Enter*6");
	pty_type(pty, matching);
	pty_keys(pty, "Enter");
}

Test(intake, a_person_keys_an_application_and_a_wrong_check_digit_loses_nothing, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海测试精密机械有限公司");
	pty_type(pty, "91310118MA1J00153X");
	pty_expect(pty, "check");
	pty_keys(pty, "Enter \"enterprise\" Enter \"310118102\" Enter");
	pty_expect(pty, "one of those");
	pty_expect(pty, "上海测试精密机械有限公司");
	/* Saving lists the fault and goes there; the rest is as it was. */
	pty_keys(pty, "F2");
	pty_expect(pty, "1 fault");
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "1 fault");
	pty_keys(pty, "C-u \"91310118MA1J001530\"");
	pty_expect(pty, "the check digit is right");
	key_leader(pty);
	key_project(pty, "5万");
	pty_expect(pty, "short by 50,000.00");
	pty_keys(pty, "Up \"10万元\" Enter");
	pty_expect(pty, "matching funds 100,000.00 are at");
	pty_keys(pty, "F8");
	pty_expect(pty, "QP2021-0001 submitted, receipt QP2021-0001-SL");
	expect_stored("QP2021-0001", "上海测试精密机械有限公司");
	expect_stored("QP2021-0001", "\"submitted\"");
	pty_free(pty);
}

Test(intake, a_draft_may_miss_what_an_application_may_not, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海半份材料有限公司");
	pty_keys(pty, "F8");
	pty_expect(pty, "faults: Enter goes there");
	pty_keys(pty, "Esc F2");
	pty_expect(pty, "QP2021-0001 saved as a draft;");
	expect_stored("QP2021-0001", "\"draft\"");
	pty_free(pty);
}

Test(intake, the_next_form_is_fresh_and_takes_values_of_the_last, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海连录有限公司");
	pty_keys(pty, "\"91310118MA1J001530\"");
	pty_expect(pty, "the check digit is right");
	pty_keys(pty, "\"enterprise\" Enter \"310118102\" Enter Enter \"装备制造\" Enter F2");
	pty_expect(pty, "QP2021-0001 saved");
	pty_expect_gone(pty, "装备制造");
	pty_keys(pty, "Down*4 C-d");
	pty_expect(pty, "Zhujiajiao Town");
	pty_free(pty);
}

Test(intake, a_unit_that_applied_before_brings_its_fields_and_overwrites_nothing, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	keyboard_application(&office);
	pty = form();
	key_unit(pty, "上海淀湖模具");
	pty_keys(pty, "\"91310118MA1J00161T\"");
	pty_expect(pty, "The unit applied before");
	pty_expect(pty, "上海淀湖精密模具");
	pty_keys(pty, "F2");
	pty_expect(pty, "1 differ and stay as typed");
	pty_expect(pty, "模具制造");
	pty_expect(pty, "上海淀湖模具 ");
	pty_free(pty);
}

Test(intake, a_line_dropped_amid_a_field_keeps_the_keystrokes_for_the_next_login, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	pty_keys(pty, "\"new\" Enter");
	pty_type(pty, "上海断线有限公司");
	pty_expect(pty, "上海断线有限公司");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	pty_free(pty);

	pty = office_screens(&office, 24, 80);
	pty_expect(pty, "was not saved.");
	pty_keys(pty, "1");
	pty_expect(pty, "上海断线有限公司");
	pty_free(pty);
}

Test(intake, what_was_kept_is_gone_once_it_is_saved, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海存妥有限公司");
	pty_expect(pty, "kept ");
	pty_keys(pty, "F2");
	pty_expect(pty, "QP2021-0001 saved");
	pty_hangup(pty);
	pty_wait_exit(pty, PTY_WAIT);
	pty_free(pty);
	pty = desk();
	cr_assert_not(pty_shows(pty, "not saved"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(intake, a_new_form_does_not_write_over_what_was_kept, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海搁置有限公司");
	pty_expect(pty, "kept ");
	pty_keys(pty, "F3");
	pty_expect(pty, "Desk");
	pty_keys(pty, "1");
	pty_expect(pty, "and not saved");
	pty_keys(pty, "1");
	pty_expect(pty, "上海搁置有限公司");
	pty_free(pty);
}

Test(intake, looking_something_up_leaves_the_form_as_it_is, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	keyboard_application(&office);
	pty = form();
	key_unit(pty, "上海查阅有限公司");
	pty_keys(pty, "F12");
	pty_expect(pty, "QP2021-0001");
	pty_keys(pty, "Enter");
	pty_expect(pty, "looked up: QP2021-0001");
	pty_expect(pty, "上海查阅有限公司");
	pty_free(pty);
}

static void
open_amend(struct pty *pty)
{
	pty_keys(pty, "2");
	pty_expect(pty, "QP2021-0001");
	pty_keys(pty, "Enter F6");
	pty_expect(pty, "Amend QP2021-0001");
	pty_expect(pty, "Contact");
}

static struct pty *
amend(void)
{
	struct pty *pty;

	keyboard_application(&office);
	pty = desk();
	open_amend(pty);
	return pty;
}

Test(intake, amending_shows_masked_numbers_and_keeps_them_until_retyped, .init = open_office, .fini = close_office)
{
	struct pty *pty = amend();

	pty_keys(pty, "PageDown");
	pty_expect(pty, "310***********0023");
	pty_keys(pty, "End \"x\" Enter F2");
	pty_expect(pty, "QP2021-0001 saved");
	expect_stored("QP2021-0001", "单海燕x");
	expect_stored("QP2021-0001", "310***********0023");
	pty_free(pty);
}

Test(intake, two_people_who_save_one_record_see_both_versions, .init = open_office, .fini = close_office)
{
	struct pty *first, *second;

	keyboard_application(&office);
	first = desk();
	second = desk();
	open_amend(first);
	open_amend(second);
	pty_keys(first, "Down*10 \"张甲\" Enter F2");
	pty_expect(first, "QP2021-0001 saved");
	pty_keys(second, "Down*10 \"王乙\" Enter F2");
	pty_expect(second, "Changed by somebody else meanwhile");
	pty_expect(second, "张甲");
	pty_expect(second, "王乙");
	pty_keys(second, "F2");
	pty_expect(second, "QP2021-0001 saved");
	expect_stored("QP2021-0001", "王乙");
	pty_free(first);
	pty_free(second);
}

Test(intake, rows_of_a_group_are_stored_and_come_back, .init = open_office, .fini = close_office)
{
	struct pty *pty = amend();

	pty_keys(pty, "PageDown*4");
	pty_expect(pty, "Team members");
	pty_keys(pty, "\"赵一\" Tab Tab \"钳工\" Tab Tab \"攻关\" Tab \"钱二\" Tab F2");
	pty_expect(pty, "QP2021-0001 saved");
	pty_keys(pty, "F6");
	pty_expect(pty, "Amend QP2021-0001");
	pty_keys(pty, "PageDown*4");
	pty_expect(pty, "赵一");
	pty_expect(pty, "钱二");
	/* Taking the first away leaves the second. */
	pty_keys(pty, "C-x");
	pty_expect_gone(pty, "赵一");
	pty_keys(pty, "F2");
	pty_expect(pty, "QP2021-0001 saved");
	pty_keys(pty, "F6");
	pty_expect(pty, "Amend QP2021-0001");
	pty_keys(pty, "PageDown*4");
	pty_expect(pty, "钱二");
	cr_assert_not(pty_shows(pty, "赵一"), "%s", pty_dump(pty));
	pty_free(pty);
}

static struct pty *
form_in_chinese(void)
{
	struct pty *pty;

	office.lang = "zh";
	pty = desk();
	pty_keys(pty, "1");
	pty_expect(pty, "申报类别");
	return pty;
}

Test(intake, chinese_is_complete_on_the_form, .init = open_office, .fini = close_office)
{
	struct pty *pty = form_in_chinese();

	pty_expect(pty, "F2 保存");
	pty_expect(pty, "F8 保存并申报");
	pty_expect(pty, "1/10 页");
	pty_free(pty);
}

Test(intake, initials_take_the_code_that_begins_with_them, .init = open_office, .fini = close_office)
{
	struct pty *pty = form_in_chinese();

	pty_keys(pty, "Down*3 \"qy\" Enter");
	pty_expect(pty, "单位性质为企业"); /* 民办非企业单位 has the letters within */
	pty_keys(pty, "Up F4");
	pty_expect(pty, "键入名称");
	pty_expect(pty, "职业院校");
	cr_assert_not(pty_shows(pty, "vocational_college"), "words of the program are not shown:\n%s", pty_dump(pty));
	pty_free(pty);
}

Test(intake, a_page_is_named_by_what_is_on_it_and_amounts_say_what_they_are_in, .init = open_office, .fini = close_office)
{
	struct pty *pty = form_in_chinese();

	pty_expect(pty, "新申报 › 单位");
	pty_keys(pty, "PageDown*2");
	pty_expect(pty, "元/月]");
	pty_keys(pty, "PageDown*2");
	pty_expect(pty, "新申报 › 团队成员"); /* 追加 is passed over */
	pty_expect(pty, "5/10 页");
	pty_free(pty);
}

Test(intake, escape_on_the_list_of_faults_stays_where_one_was, .init = open_office, .fini = close_office)
{
	struct pty *pty = form();

	key_unit(pty, "上海留步有限公司");
	pty_keys(pty, "PageDown F8");
	pty_expect(pty, "faults: Enter goes there");
	pty_keys(pty, "Esc");
	pty_expect(pty, "Leader");
	pty_expect(pty, "page 2/10");
	pty_free(pty);
}
