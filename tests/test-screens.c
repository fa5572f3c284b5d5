/* The screens in a terminal: the real program over the sample office, as somebody at the keyboard sees it. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <jansson.h>

#include "base/pinyin.h"
#include "office.h"

/* ---- helpers */

static void
begin(struct office *office, const char *lang)
{
	office_open(office);
	office->lang = lang;
	office_must(office, 0, "init", "--demo");
}

/* The sample office in Chinese with its screens open at the desk. */
static struct pty *
at_desk(struct office *office, int rows, int cols)
{
	begin(office, "zh");
	struct pty *pty = office_screens(office, rows, cols);
	pty_expect(pty, "工作台");
	pty_expect(pty, "待办");
	return pty;
}

static struct pty *
at_queue(struct office *office, int rows, int cols)
{
	struct pty *pty = at_desk(office, rows, cols);
	pty_keys(pty, "2");
	pty_expect(pty, "按编号");
	return pty;
}

static void
leave(struct pty *pty, struct office *office)
{
	pty_free(pty);
	office_close(office);
}

/* The projects that a filter leaves. */
static json_t *
projects(const struct office *office, const char *where)
{
	struct run run = office_run(office, "list", "projects", "--where", where, "--json", NULL);
	json_t *list = json_loads(run.out, 0, NULL);
	cr_assert(json_is_array(list), "%s%s", run.out, run.err);
	run_free(&run);
	return list;
}

static const char *
text_of(json_t *list, size_t index, const char *name)
{
	return json_string_value(json_object_get(json_array_get(list, index), name));
}

static bool
wait_count(struct pty *pty, size_t count)
{
	char text[40];
	snprintf(text, sizeof text, " %zu 项 · 按", count);
	return pty_wait_row(pty, 0, text, PTY_WAIT);
}

/* The number in the row under the cursor. */
static void
cursor_id(struct pty *pty, char id[16])
{
	int row = 0, col;
	bool visible;
	const char *at = NULL;
	for (int tries = 0; !at && tries < 40; tries++) { /* it comes from the filter line once the keys were taken */
		pty_settle(pty, 100);
		pty_cursor(pty, &row, &col, &visible);
		at = strstr(pty_row(pty, row), "QP");
	}
	cr_assert(at, "no number in row %d\n%s", row, pty_dump(pty));
	snprintf(id, 12, "%s", at);
}

/* ---- the desk and the queue */

Test(screens, the_desk_shows_what_waits_and_opens_its_cases)
{
	struct office office;
	struct pty *pty = at_desk(&office, 30, 100);
	pty_expect(pty, "待复核项目");
	pty_expect(pty, "2023年度申报  名额 12");
	pty_keys(pty, "Enter");
	pty_expect(pty, "项目队列  筛选: ");
	pty_keys(pty, "Esc");
	pty_expect(pty, "› 工作台");
	leave(pty, &office);
}

Test(screens, a_queue_narrows_by_pinyin_initials)
{
	struct office office;
	struct pty *pty = at_queue(&office, 30, 100);
	json_t *all = projects(&office, "");
	struct buf spellings = {0};
	pinyin_search_text(&spellings, text_of(all, 4, "unit"), PINYIN_WORDS);
	const char *initials = strchr(strchr(buf_text(&spellings), '\x1f') + 1, '\x1f') + 1;
	char typed[12];
	snprintf(typed, sizeof typed, "%.*s", (int)(strcspn(initials, "\x1f") < 6 ? strcspn(initials, "\x1f") : 6), initials);
	json_t *some = projects(&office, typed);
	cr_assert_gt(json_array_size(some), 0);
	cr_assert_lt(json_array_size(some), json_array_size(all));
	pty_keys(pty, "/");
	pty_type(pty, typed);
	cr_assert(wait_count(pty, json_array_size(some)), "%s", pty_dump(pty));
	pty_expect(pty, text_of(all, 4, "id"));
	json_decref(all);
	json_decref(some);
	buf_free(&spellings);
	leave(pty, &office);
}

Test(screens, a_queue_narrows_by_town_and_a_han_character_begins_a_filter)
{
	struct office office;
	struct pty *pty = at_queue(&office, 24, 80);
	json_t *town = projects(&office, "镇:朱家角"), *word = projects(&office, "纺织");
	cr_assert_gt(json_array_size(town), 0);
	pty_keys(pty, "/");
	pty_type(pty, "镇:朱家角");
	pty_keys(pty, "Enter");
	cr_assert(wait_count(pty, json_array_size(town)), "%s", pty_dump(pty));
	for (int row = 3; row < 3 + (int)json_array_size(town); row++)
		cr_assert(strstr(pty_row(pty, row), "朱家角镇"), "%s", pty_dump(pty));
	pty_keys(pty, "0");
	pty_type(pty, "纺织");
	cr_assert(wait_count(pty, json_array_size(word)), "%s", pty_dump(pty));
	json_decref(town);
	json_decref(word);
	leave(pty, &office);
}

Test(screens, a_filter_built_by_field_reads_as_a_clerk_would_write_it)
{
	struct office office;
	struct pty *pty = at_queue(&office, 30, 100);
	json_t *waiting = projects(&office, "状态:待初审");
	pty_keys(pty, "F7");
	pty_expect(pty, "按哪一项查询");
	pty_type(pty, "zt");
	pty_keys(pty, "Enter");
	pty_type(pty, "待初审");
	pty_keys(pty, "Enter");
	pty_expect(pty, "筛选: 状态:待初审");
	cr_assert(wait_count(pty, json_array_size(waiting)), "%s", pty_dump(pty));
	json_decref(waiting);
	leave(pty, &office);
}

Test(screens, a_queue_is_ordered_by_a_digit_and_turned_round_by_it)
{
	struct office office;
	struct pty *pty = at_queue(&office, 30, 100);
	char first[16], last[16];
	pty_keys(pty, "3");
	pty_expect(pty, "按带头人↑");
	cursor_id(pty, first);
	pty_keys(pty, "3");
	pty_expect(pty, "按带头人↓");
	cursor_id(pty, last);
	cr_assert_str_neq(first, last);
	pty_keys(pty, "1");
	pty_expect(pty, "按编号↑");
	cr_assert(pty_wait_row(pty, 3, "QP2021-0001", PTY_WAIT), "%s", pty_dump(pty));
	leave(pty, &office);
}

Test(screens, an_act_on_marked_rows_shows_which_and_wants_their_count)
{
	struct office office;
	struct pty *pty = at_queue(&office, 30, 100);
	json_t *before = projects(&office, "状态:待复核");
	size_t count = json_array_size(before);
	cr_assert_geq(count, 3);
	pty_keys(pty, "/");
	pty_type(pty, "状态:待复核");
	pty_keys(pty, "Enter");
	cr_assert(wait_count(pty, count));
	pty_keys(pty, "Space Space F2");
	pty_expect(pty, "办理选中的 2 行");
	pty_keys(pty, "Enter");
	for (size_t i = 0; i < 2; i++)
		pty_expect(pty, text_of(before, i, "id"));
	pty_expect(pty, "待复核 → 待评审");
	pty_expect(pty, "请键入 2");
	pty_type(pty, "3");
	pty_keys(pty, "Enter");
	json_t *still = projects(&office, "状态:待复核");
	cr_assert_eq(json_array_size(still), count);
	pty_keys(pty, "BS");
	pty_type(pty, "2");
	pty_keys(pty, "Enter");
	pty_expect(pty, "复核通过：已办理 2 项");
	cr_assert(wait_count(pty, count - 2), "%s", pty_dump(pty));
	json_decref(before);
	json_decref(still);
	leave(pty, &office);
}

Test(screens, what_others_do_appears_within_a_second)
{
	struct office office;
	struct pty *pty = at_queue(&office, 30, 100);
	json_t *waiting = projects(&office, "状态:待复核");
	size_t count = json_array_size(waiting);
	pty_keys(pty, "/");
	pty_type(pty, "状态:待复核");
	pty_keys(pty, "Enter Down");
	cr_assert(wait_count(pty, count));
	char here[16], now[16];
	cursor_id(pty, here);
	office.as = "zhaolei";
	office_must(&office, 0, "do", "accept", text_of(waiting, 0, "id"));
	char text[40];
	snprintf(text, sizeof text, " %zu 项 · 按", count - 1);
	cr_assert(pty_wait_row(pty, 0, text, 1000), "%s", pty_dump(pty));
	cr_assert_not(pty_shows(pty, text_of(waiting, 0, "id")));
	cursor_id(pty, now);
	cr_assert_str_eq(now, here);
	json_decref(waiting);
	leave(pty, &office);
}

/* ---- the other screens */

Test(screens, a_project_is_shown_whole_with_its_history)
{
	struct office office;
	struct pty *pty = at_queue(&office, 40, 100);
	int newest, accepted, column;
	pty_keys(pty, "Enter");
	pty_expect(pty, "项目 › QP2021-0001");
	pty_expect(pty, "三(一)2 技师及以上技能水平");
	pty_expect(pty, "现在可办理");
	pty_keys(pty, "F5");
	pty_expect(pty, "办理记录 › QP2021-0001");
	pty_expect(pty, "状态: 待复核 → 待评审");
	cr_assert(pty_find(pty, "状态: 待复核 → 待评审", &accepted, &column) && pty_find(pty, "▸", &newest, &column));
	for (int row = newest; row < accepted; row++)
		pty_keys(pty, "Down");
	pty_keys(pty, "Enter");
	pty_expect(pty, "改动：原值 → 新值");
	pty_expect(pty, "校验值");
	pty_expect(pty, "依据的核对结果");
	pty_keys(pty, "Esc End F5");
	pty_expect(pty, "之后的内容");
	pty_expect(pty, "状态                     录入");
	leave(pty, &office);
}

Test(screens, the_journal_is_read_from_its_newest_entry_to_its_oldest)
{
	struct office office;
	struct pty *pty = at_desk(&office, 30, 100);
	pty_keys(pty, "F5");
	pty_expect(pty, "办理记录");
	pty_expect(pty, " 条 ");
	pty_keys(pty, "End Enter");
	pty_expect(pty, "序号                     1");
	leave(pty, &office);
}

Test(screens, seats_change_who_works_and_what_is_seen)
{
	struct office office;
	struct pty *pty = at_desk(&office, 30, 100);
	pty_expect(pty, "李敏 · 小组办");
	pty_keys(pty, "9");
	pty_expect(pty, "换到哪个岗位");
	pty_type(pty, "cs-310118104");
	pty_keys(pty, "Enter");
	pty_expect(pty, "初审 · ");
	json_t *all = projects(&office, "");
	office.as = "cs-310118104";
	json_t *own = projects(&office, "");
	cr_assert_lt(json_array_size(own), json_array_size(all));
	pty_keys(pty, "2");
	cr_assert(wait_count(pty, json_array_size(own)), "%s", pty_dump(pty));
	json_decref(all);
	json_decref(own);
	leave(pty, &office);
}

Test(screens, calls_people_and_figures_open_what_they_count)
{
	struct office office;
	struct pty *pty = at_desk(&office, 30, 100);
	json_t *of_call = projects(&office, "批次:2022");
	pty_keys(pty, "0");
	pty_expect(pty, "2022年度申报");
	pty_keys(pty, "Down Down F2");
	pty_expect(pty, "项目队列  筛选: ");
	cr_assert(wait_count(pty, json_array_size(of_call)), "%s", pty_dump(pty));
	pty_keys(pty, "Esc Esc 7");
	pty_expect(pty, "工号");
	pty_keys(pty, "/");
	pty_type(pty, "limin");
	pty_keys(pty, "Enter Enter");
	pty_expect(pty, "小组办");
	pty_keys(pty, "Esc Esc Esc");
	pty_expect(pty, "› 工作台");
	pty_keys(pty, "6 2");
	pty_expect(pty, "统计 › 状态");
	pty_keys(pty, "Enter");
	pty_expect(pty, "筛选: 状态=");
	json_decref(of_call);
	leave(pty, &office);
}

Test(screens, the_command_line_opens_screens_and_projects_does_acts_and_filters)
{
	struct office office;
	struct pty *pty = at_desk(&office, 30, 100);
	json_t *waiting = projects(&office, "状态:待复核");
	pty_keys(pty, "F10");
	pty_type(pty, "tj");
	pty_keys(pty, "Enter");
	pty_expect(pty, "统计 › ");
	pty_keys(pty, "F10");
	pty_type(pty, "QP2022-0003");
	pty_keys(pty, "Enter");
	pty_expect(pty, "项目 › QP2022-0003");
	pty_keys(pty, "F10");
	pty_type(pty, "状态:待复核");
	pty_keys(pty, "Enter");
	cr_assert(wait_count(pty, json_array_size(waiting)), "%s", pty_dump(pty));
	pty_keys(pty, "F10");
	pty_type(pty, "acce");
	pty_keys(pty, "Tab");
	pty_expect(pty, ": accept");
	pty_type(pty, " ");
	pty_type(pty, text_of(waiting, 0, "id"));
	pty_keys(pty, "Enter");
	pty_expect(pty, "待复核 → 待评审");
	pty_keys(pty, "1");
	pty_expect(pty, "已办理");
	cr_assert(wait_count(pty, json_array_size(waiting) - 1), "%s", pty_dump(pty));
	json_decref(waiting);
	leave(pty, &office);
}

Test(figures, open_their_cases_with_the_filter_in_words)
{
	struct office office;
	struct pty *pty = at_desk(&office, 24, 80);

	pty_keys(pty, "6");
	pty_expect(pty, "占比");
	pty_keys(pty, "Enter");
	pty_expect(pty, "筛选: 镇=");
	cr_assert_not(pty_shows(pty, "=310118"), "a code stands for a name:\n%s", pty_dump(pty));
	leave(pty, &office);
}

Test(project, offers_a_window_no_amending_of_what_is_decided)
{
	struct office office;

	begin(&office, "zh");
	office.as = "ck-310118102";
	struct pty *pty = office_screens(&office, 24, 80);
	pty_expect(pty, "工作台");
	pty_keys(pty, "2");
	pty_expect(pty, "QP2021-0016");
	pty_keys(pty, "Enter");
	pty_expect(pty, "F5 记录");
	cr_assert_not(pty_shows(pty, "F6 修改"), "%s", pty_dump(pty));
	leave(pty, &office);
}

Test(history, says_nothing_of_the_project_it_is_the_history_of)
{
	struct office office;

	begin(&office, "zh");
	struct run run = office_run(&office, "history", "QP2021-0016", NULL);
	cr_assert(strstr(run.out, "材料名称: "), "%s%s", run.out, run.err);
	cr_assert_not(strstr(run.out, "→ QP2021-0016\n"), "%s", run.out);
	cr_assert_not(strstr(run.out, ":  → "), "%s", run.out);
	run_free(&run);
	office_close(&office);
}

Test(command, is_completed_in_the_language_of_the_screens)
{
	struct office office;
	struct pty *pty = at_desk(&office, 24, 80);

	pty_keys(pty, "F10 Tab");
	pty_expect(pty, "项目队列");
	cr_assert_not(pty_shows(pty, "queue"), "%s", pty_dump(pty));
	pty_keys(pty, "Esc Esc F10 \"tuih\" Tab");
	pty_expect(pty, ": 退回");
	leave(pty, &office);
}

Test(queue, says_how_many_rows_are_marked_and_its_menu_goes_by_first_letters)
{
	struct office office;
	struct pty *pty = at_queue(&office, 24, 80);

	pty_type(pty, "/状态:录入");
	pty_keys(pty, "Enter");
	pty_expect(pty, "5 项");
	pty_keys(pty, "Space Space");
	pty_expect(pty, "已选 2");
	pty_keys(pty, "F2");
	pty_expect(pty, "办理选中的 2 行");
	pty_type(pty, "作");
	pty_expect(pty, "▸ 2 作废");
	leave(pty, &office);
}
