/* The list over a million rows: where the cursor stands, what it costs, what a filter does, and what others' changes do not. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pty *
start(int rows, int cols, const char *option)
{
	static char program[512];
	const char *build = getenv("SHOUXI_BUILD");
	snprintf(program, sizeof program, "%s/ui-demo", build ? build : ".");
	const char *const argv[] = {program, option, NULL};
	struct pty *pty = pty_start(argv, NULL, rows, cols);
	cr_assert(pty_wait(pty, "SX00000001", PTY_WAIT), "%s", pty_dump(pty));
	pty_settle(pty, 300); /* the terminal's answers, and the pane */
	return pty;
}

static void
expect_on(struct pty *pty, const char *id)
{
	int row, col, at;
	bool visible;
	cr_assert(pty_wait(pty, id, PTY_WAIT), "%s", pty_dump(pty));
	cr_assert(pty_find(pty, id, &row, &col));
	cr_assert(pty_wait_row(pty, row, "▸", PTY_WAIT), "the sign is not at %s\n%s", id, pty_dump(pty));
	cr_assert(pty_wait_cursor(pty, row, 0, PTY_WAIT), "%s", pty_dump(pty));
	pty_cursor(pty, &at, &col, &visible);
	cr_assert(visible);
	/* one row only has the sign */
	int signs = 0;
	for (int y = 0; y < 24; y++)
		signs += strstr(pty_row(pty, y), "▸") != NULL;
	cr_assert_eq(signs, 1, "%s", pty_dump(pty));
}

Test(list, arrows_pages_and_ends)
{
	struct pty *pty = start(24, 80, NULL);
	expect_on(pty, "SX00000001");
	pty_keys(pty, "Down*3");
	expect_on(pty, "SX00000004");
	pty_keys(pty, "Up");
	expect_on(pty, "SX00000003");
	pty_keys(pty, "PageDown");
	expect_on(pty, "SX00000021");
	pty_keys(pty, "PageUp");
	expect_on(pty, "SX00000003");
	pty_keys(pty, "End");
	expect_on(pty, "SX01000000");
	pty_keys(pty, "Down PageDown");
	expect_on(pty, "SX01000000");
	pty_keys(pty, "Home Up PageUp");
	expect_on(pty, "SX00000001");
	pty_free(pty);
}

Test(list, scrolls_by_one_row_in_both_directions)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "Down*30");
	expect_on(pty, "SX00000031");
	pty_expect_gone(pty, "SX00000013");
	pty_expect(pty, "SX00000014");
	pty_keys(pty, "Up*25");
	expect_on(pty, "SX00000006");
	pty_expect_gone(pty, "SX00000024");
	pty_free(pty);
}

/* Counted over many keys, each settled; the least ncurses list takes 23 and 116. */
static double
bytes_per(struct pty *pty, const char *key, int times)
{
	size_t before = pty_written(pty);
	for (int i = 0; i < times; i++) {
		pty_keys(pty, key);
		pty_settle(pty, 15);
	}
	return (double)(pty_written(pty) - before) / times;
}

Test(list, a_step_costs_few_bytes)
{
	struct pty *pty = start(40, 120, NULL);
	pty_keys(pty, "Down");
	pty_settle(pty, 50);
	cr_expect_lt(bytes_per(pty, "Down", 20), 16.0);
	pty_keys(pty, "Down*20");
	pty_settle(pty, 50);
	cr_expect_lt(bytes_per(pty, "Down", 20), 120.0);
	pty_free(pty);
}

Test(list, idle_it_writes_nothing)
{
	struct pty *pty = start(24, 80, NULL);
	pty_settle(pty, 300);
	size_t before = pty_written(pty);
	pty_settle(pty, 1200);
	cr_expect_eq(pty_written(pty), before);
	pty_free(pty);
}

Test(list, the_pane_is_drawn_when_the_keys_rest_and_folds_away_where_there_is_no_room)
{
	struct pty *pty = start(30, 120, "--pane");
	pty_expect(pty, "✓ 三(一)2");
	pty_keys(pty, "Down*4");
	cr_assert(pty_wait_row(pty, 2, "SX00000005", PTY_WAIT), "%s", pty_dump(pty));
	pty_keys(pty, "Down*40");
	cr_assert(pty_wait_row(pty, 2, "SX00000045", PTY_WAIT), "%s", pty_dump(pty));
	for (int y = 2; y < 27; y++)
		cr_assert_not_null(strstr(pty_row(pty, y), "│"), "row %d\n%s", y, pty_dump(pty));
	pty_resize(pty, 24, 80);
	pty_expect_gone(pty, "✓ 三(一)2");
	expect_on(pty, "SX00000045");
	pty_free(pty);
}

Test(list, a_filter_narrows_as_one_types)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "Down*5 / \"z\"");
	pty_expect(pty, "筛选: z");
	pty_expect(pty, "SX00000011");
	pty_keys(pty, "Down Enter");
	expect_on(pty, "SX00000011");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "筛选");
	expect_on(pty, "SX00000011");
	pty_free(pty);
}

Test(list, a_han_character_starts_the_filter_and_digits_go_into_it)
{
	struct pty *pty = start(24, 80, NULL);
	pty_type(pty, "朱家1");
	pty_expect(pty, "筛选: 朱家1");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "筛选");
	pty_free(pty);
}

Test(list, full_width_forms_are_their_keys)
{
	struct pty *pty = start(24, 80, NULL);
	pty_type(pty, "／甲");
	pty_expect(pty, "筛选: 甲");
	pty_keys(pty, "Esc");
	pty_type(pty, "５");
	pty_expect(pty, "选一个");
	pty_free(pty);
}

Test(list, a_filter_that_is_not_understood_says_so_and_keeps_the_rows)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "/ \"错:\"");
	pty_expect(pty, "✗ there is no field '错'");
	pty_expect(pty, "SX00000002");
	pty_free(pty);
}

Test(list, space_marks)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "Space Down Space");
	pty_expect(pty, "已选 2");
	cr_expect(strstr(pty_row(pty, 3), " *SX00000001"), "%s", pty_dump(pty));
	cr_expect(strstr(pty_row(pty, 5), " *SX00000003"), "%s", pty_dump(pty));
	pty_keys(pty, "Up Space");
	pty_expect(pty, "已选 1");
	pty_free(pty);
}

Test(list, the_cursor_stays_on_its_row_when_others_shift_the_rows)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "Down*10");
	expect_on(pty, "SX00000011");
	pty_keys(pty, "7");
	pty_expect_gone(pty, "SX00000003");
	expect_on(pty, "SX00000011");
	pty_keys(pty, "Home 7");
	pty_expect_gone(pty, "SX00000006");
	expect_on(pty, "SX00000007");
	pty_free(pty);
}

Test(list, columns_go_where_there_is_no_room_and_numbers_stand_right)
{
	struct pty *pty = start(24, 80, NULL);
	pty_keys(pty, "Down");
	cr_expect(strstr(pty_row(pty, 2), "      金额"), "%s", pty_dump(pty));
	cr_expect(strstr(pty_row(pty, 4), "  37.00"), "%s", pty_dump(pty));
	pty_resize(pty, 60, 200);
	pty_expect(pty, "SX00000054");
	pty_free(pty);
}

Test(list, an_empty_list_says_so)
{
	static char program[512];
	snprintf(program, sizeof program, "%s/ui-demo", getenv("SHOUXI_BUILD") ? getenv("SHOUXI_BUILD") : ".");
	const char *const argv[] = {program, "0", NULL};
	struct pty *pty = pty_start(argv, NULL, 24, 80);
	pty_expect(pty, "没有记录");
	pty_keys(pty, "Down PageDown End Home Space Up Enter");
	pty_expect(pty, "打开 0");
	pty_free(pty);
}
