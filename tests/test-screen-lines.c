/* What stands around a screen's body at 80 × 24: titles, keys, help about the line under the cursor, and what a login offers. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <string.h>

static struct office office;

static void
open_office(void)
{
	office_open(&office);
	office_must(&office, 0, "init", "--demo");
	office.as = "limin";
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
desk(const char *lang, const char *shown)
{
	struct pty *pty;

	office.lang = lang;
	pty = office_screens(&office, 24, 80);
	pty_expect(pty, shown);
	return pty;
}

static void
expect_all(struct pty *pty, const char *const *texts)
{
	for (; *texts; texts++)
		pty_expect(pty, *texts);
}

Test(lines, every_key_of_the_desk_is_shown_at_80_columns, .init = open_office, .fini = close_office)
{
	static const char *const en[] = {"calls", "history", "people", "figures", "phone", NULL}, *const zh[] = {"批次", "记录", "人员", "统计", "答复", NULL};
	struct pty *pty = desk("en", "Desk");

	expect_all(pty, en);
	pty_free(pty);
	pty = desk("zh", "工作台");
	expect_all(pty, zh);
	pty_free(pty);
}

Test(lines, a_message_stands_before_the_keys_that_found_no_room_and_gives_way_to_them, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Desk");

	pty_expect(pty, "0 calls");
	pty_keys(pty, "C-c");
	pty_expect(pty, "Esc or F3 goes back");
	cr_assert_not(pty_shows(pty, "0 calls"), "%s", pty_dump(pty));
	pty_keys(pty, "Down");
	pty_expect(pty, "0 calls");
	pty_free(pty);
}

static void
expect_uncut(struct pty *pty)
{
	for (int row = 2; row < 20; row++)
		cr_assert_null(strstr(pty_row(pty, row), "…"), "%s", pty_dump(pty));
}

Test(lines, no_label_of_the_desk_is_cut_in_english, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Sheets missing · 查文斌");

	expect_uncut(pty);
	pty_keys(pty, "End");
	pty_expect(pty, "Objections to decide");
	expect_uncut(pty);
	pty_free(pty);
}

enum { FIRST_LINE = 3 };

Test(lines, f1_explains_the_line_under_the_cursor_before_the_keys, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Candidates to check");
	int row, column;

	cr_assert(pty_find(pty, "Candidates to check", &row, &column), "%s", pty_dump(pty));
	for (int at = FIRST_LINE; at < row; at++) {
		pty_keys(pty, "Down");
		cr_assert(pty_wait_row(pty, at + 1, "▸", PTY_WAIT), "%s", pty_dump(pty));
	}
	pty_keys(pty, "F1");
	pty_expect(pty, "Candidates that were recommended to the office");
	pty_expect(pty, "Keys of this screen");
	pty_free(pty);
}

Test(lines, the_title_of_an_amendment_keeps_its_page, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Desk");

	pty_keys(pty, "F10 \"project QP2023-0038\" Enter");
	pty_expect(pty, "QP2023-0038");
	pty_keys(pty, "F6");
	pty_expect(pty, "Amend QP2023-0038");
	pty_expect(pty, "page 1/");
	pty_keys(pty, "Down Down \"1\" Tab");
	pty_expect(pty, "kept ");
	pty_expect(pty, "page 1/");
	pty_free(pty);
}

Test(lines, a_deadline_says_that_it_is_one, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("zh", "工作台");

	pty_keys(pty, "2");
	pty_expect(pty, "带头人");
	pty_keys(pty, "/ \"状态:待初审\" Enter");
	pty_expect_gone(pty, "已认定");
	pty_keys(pty, "Enter");
	pty_expect(pty, "初审期限");
	pty_free(pty);
}

Test(lines, f8_offers_what_the_stage_allows, .init = open_office, .fini = close_office)
{
	static const struct {
		const char *stage, *offered;
	} stages[] = {{"submitted", "F8 review"}, {"candidate", "F8 check"}, {"awarded", "F8 conditions"}};

	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		struct pty *pty = desk("en", "Desk");
		pty_keys(pty, "2");
		pty_expect(pty, "by number");
		pty_keys(pty, "/");
		pty_type(pty, "stage:");
		pty_type(pty, stages[i].stage);
		pty_keys(pty, "Enter");
		pty_expect(pty, stages[i].offered);
		pty_keys(pty, "Enter");
		pty_expect(pty, "Project ›");
		pty_expect(pty, stages[i].offered);
		pty_free(pty);
	}
}

Test(lines, a_search_from_elsewhere_says_that_enter_returns, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Desk");

	pty_keys(pty, "1");
	pty_expect(pty, "page 1/");
	pty_keys(pty, "F12");
	pty_expect(pty, "Enter take it back");
	pty_keys(pty, "Enter");
	pty_expect(pty, "page 1/");
	pty_free(pty);
}

Test(lines, forms_that_were_not_saved_are_offered_in_one_list, .init = open_office, .fini = close_office)
{
	struct pty *pty = desk("en", "Desk");

	pty_keys(pty, "1");
	pty_expect(pty, "page 1/");
	pty_keys(pty, "\"new\" Enter");
	pty_type(pty, "上海断线有限公司");
	pty_expect(pty, "上海断线有限公司");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	pty_free(pty);
	pty = desk("en", "Keyed and not saved");
	pty_keys(pty, "2 F10 \"project QP2023-0038\" Enter F6");
	pty_expect(pty, "Amend QP2023-0038");
	pty_keys(pty, "Down Down \"1\" Tab");
	pty_expect(pty, "kept ");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	pty_free(pty);
	pty = desk("en", "Keyed and not saved");
	pty_expect(pty, "a new application");
	pty_expect(pty, "QP2023-0038");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "Keyed and not saved");
	pty_expect(pty, "keyed and not saved: 2");
	pty_free(pty);
}
