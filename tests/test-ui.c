/* The frame, the questions and the terminal: what is asked is answered only on purpose, and the terminal is given back on every way out. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/glyph.h"
#include "ui/term.h"

static const char *
demo(void)
{
	static char program[512];
	snprintf(program, sizeof program, "%s/ui-demo", getenv("SHOUXI_BUILD") ? getenv("SHOUXI_BUILD") : ".");
	return program;
}

static struct pty *
start_with(const char *option, const char *const env[], int rows, int cols)
{
	const char *const argv[] = {demo(), option, NULL};
	return pty_start(argv, env, rows, cols);
}

static struct pty *
start(void)
{
	struct pty *pty = start_with(NULL, NULL, 24, 80);
	pty_expect(pty, "SX00000001");
	return pty;
}

Test(ui, the_key_line_and_the_help_page_come_from_the_verbs)
{
	struct pty *pty = start();
	pty_expect(pty, "Enter 打开");
	pty_expect(pty, "F5 选择");
	pty_keys(pty, "F1");
	pty_expect(pty, "打开所在行");
	pty_expect(pty, "READY 的说明");
	pty_expect(pty, "F10");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "打开所在行");
	pty_keys(pty, "C-g");
	pty_expect(pty, "打开所在行");
	pty_free(pty);
}

Test(ui, the_title_says_where_who_and_which_day)
{
	struct pty *pty = start();
	cr_assert(pty_wait_row(pty, 0, "READY › 项目队列", PTY_WAIT));
	cr_assert(pty_wait_row(pty, 0, "李敏 · 小组办 · 2021-04-12 Mon", PTY_WAIT), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(ui, a_count_must_be_typed_and_only_the_right_one_does_it)
{
	struct pty *pty = start();
	pty_keys(pty, "F6");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "Enter");
	pty_expect(pty, "✗");
	pty_keys(pty, "\"11\" Enter");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "C-u \"１２\" Enter");
	pty_expect(pty, "批准 1");
	pty_keys(pty, "F6");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "Esc");
	pty_expect(pty, "批准 0");
	pty_free(pty);
}

Test(ui, a_grave_act_needs_its_word)
{
	struct pty *pty = start();
	pty_keys(pty, "F8");
	pty_expect(pty, "不可恢复");
	pty_type(pty, "取消");
	pty_keys(pty, "Enter");
	pty_expect(pty, "✗");
	pty_type(pty, "资助");
	pty_keys(pty, "Enter");
	pty_expect(pty, "取消 1");
	pty_free(pty);
}

Test(ui, what_was_typed_ahead_answers_no_question)
{
	struct pty *pty = start();
	pty_keys(pty, "F6 \"12\" Enter"); /* in one breath: digits and Enter came before the question was seen */
	pty_expect(pty, "共 12 项");
	pty_settle(pty, 200);
	pty_expect(pty, "共 12 项");
	cr_assert_not(pty_shows(pty, "批准 1"));
	pty_free(pty);
}

Test(ui, a_prompt_gives_its_text_and_escape_gives_none)
{
	struct pty *pty = start();
	pty_keys(pty, "1");
	pty_expect(pty, "旧名");
	pty_type(pty, "新名");
	pty_keys(pty, "Enter");
	pty_expect(pty, "名称 新名");
	pty_keys(pty, "1 Esc");
	pty_expect(pty, "名称 未改");
	pty_free(pty);
}

Test(ui, a_reason_is_never_blank)
{
	struct pty *pty = start();
	pty_keys(pty, "2");
	pty_expect(pty, "请写明理由");
	pty_keys(pty, "F2");
	pty_expect(pty, "✗");
	pty_type(pty, "材料不全");
	pty_keys(pty, "F2");
	pty_expect(pty, "理由 材料不全");
	pty_free(pty);
}

Test(ui, a_pick_is_narrowed_by_initials_and_one_match_is_taken)
{
	struct pty *pty = start();
	pty_keys(pty, "F5 \"sl\"");
	pty_expect_gone(pty, "新申报");
	pty_keys(pty, "Enter");
	pty_expect(pty, "选了 2");
	pty_keys(pty, "F5 Esc");
	pty_expect(pty, "选了 -1");
	pty_free(pty);
}

Test(ui, long_work_shows_a_bar_and_escape_stops_it)
{
	struct pty *pty = start();
	pty_keys(pty, "3");
	pty_expect(pty, "▇");
	pty_expect(pty, "Esc stops it cleanly");
	pty_keys(pty, "Esc");
	pty_expect(pty, "已停止");
	pty_free(pty);
}

Test(ui, two_versions_are_compared_field_by_field)
{
	struct pty *pty = start();
	pty_keys(pty, "4");
	pty_expect(pty, "上海朱溪园艺有限公司");
	pty_keys(pty, "2 Down 1 F2");
	pty_expect(pty, "1 1 0");
	pty_free(pty);
}

Test(ui, the_command_line_completes_and_remembers)
{
	struct pty *pty = start();
	pty_keys(pty, "F10 \"o\" Tab");
	cr_assert(pty_wait_row(pty, 22, ":open 202", PTY_WAIT) || pty_wait_row(pty, 22, ": open 202", 10), "%s", pty_dump(pty));
	pty_keys(pty, "\"1\" Enter");
	pty_expect(pty, "没有命令 'open 2021'");
	pty_keys(pty, "C-k Up");
	cr_assert(pty_wait_row(pty, 22, "open 2021", PTY_WAIT));
	pty_keys(pty, "C-u \"quit\" Enter");
	cr_assert_eq(pty_wait_exit(pty, PTY_WAIT), 0);
	pty_free(pty);
}

Test(ui, a_small_window_gets_a_notice_and_nothing_is_lost)
{
	struct pty *pty = start();
	pty_keys(pty, "Down*4");
	pty_resize(pty, 20, 60);
	pty_expect(pty, "60 columns and 20 lines");
	pty_keys(pty, "Down*4");
	pty_resize(pty, 24, 80);
	pty_expect(pty, "SX00000005");
	cr_assert(pty_wait_cursor(pty, 7, 0, PTY_WAIT), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(ui, a_pop_up_outlives_a_resize)
{
	struct pty *pty = start();
	pty_keys(pty, "F6");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "1");
	pty_resize(pty, 40, 120);
	pty_expect(pty, "SX00000020");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "2 Enter");
	pty_expect(pty, "批准 1");
	pty_free(pty);
}

Test(ui, lines_are_ascii_where_asked)
{
	struct pty *pty = start_with("--ascii-lines", NULL, 24, 80);
	pty_expect(pty, "SX00000001");
	pty_expect(pty, "------------");
	cr_assert(pty_wait_row(pty, 3, ">", PTY_WAIT));
	cr_assert_not(pty_shows(pty, "─"));
	cr_assert_not(pty_shows(pty, "▸"));
	pty_free(pty);
}

Test(ui, without_colours_signs_say_it)
{
	const char *const env[] = {"NO_COLOR=1", "LC_ALL=C.UTF-8", "TERM=xterm-256color", NULL};
	struct pty *pty = start_with(NULL, env, 24, 80);
	pty_expect(pty, "SX00000001");
	pty_keys(pty, "F6");
	pty_expect(pty, "共 12 项");
	pty_keys(pty, "Enter");
	pty_expect(pty, "✗");
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			cr_assert_eq(pty_cell(pty, y, x).fg, -1, "row %d column %d is coloured", y, x);
	pty_free(pty);
}

Test(ui, an_unknown_terminal_is_taken_for_a_usual_one_and_a_dumb_one_refused)
{
	const char *const unknown[] = {"LC_ALL=C.UTF-8", "TERM=no-such-terminal", NULL};
	struct pty *pty = start_with(NULL, unknown, 24, 80);
	pty_expect(pty, "SX00000001");
	pty_free(pty);
	const char *const dumb[] = {"LC_ALL=C.UTF-8", "TERM=dumb", NULL};
	pty = start_with(NULL, dumb, 24, 80);
	pty_expect(pty, "a terminal of type 'dumb' cannot show screens");
	cr_assert_eq(WEXITSTATUS(pty_wait_exit(pty, PTY_WAIT)), 1);
	pty_free(pty);
}

Test(ui, without_a_terminal_it_says_so)
{
	const char *const argv[] = {demo(), NULL};
	struct run run = run_program(argv, NULL, "", 0);
	cr_expect_eq(run.status, 1);
	cr_expect_str_eq(run.err, "ui-demo: the screens need a terminal; the verbs work without one (see --help)\n");
	run_free(&run);
}

/* The program under a shell that stays, so that what it left of the terminal is seen. */
static struct pty *
below_shell(void)
{
	static char script[1024];
	snprintf(script, sizeof script, "'%s'; echo ended $?; stty -a | tr ';' '\\n' | grep -w -- icanon; read line", demo());
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct pty *pty = pty_start(argv, NULL, 24, 80);
	pty_expect(pty, "SX00000001");
	return pty;
}

Test(ui, the_terminal_is_given_back_at_the_end)
{
	struct pty *pty = below_shell();
	pty_keys(pty, "F3");
	pty_expect(pty, "ended 0");
	pty_expect(pty, "icanon");
	cr_assert_not(pty_shows(pty, "-icanon"));
	cr_assert_not(pty_shows(pty, "SX00000001"));
	pty_free(pty);
}

Test(ui, the_terminal_is_given_back_after_a_crash)
{
	struct pty *pty = below_shell();
	pty_keys(pty, "0");
	pty_expect(pty, "ended 134");
	pty_expect(pty, "icanon");
	cr_assert_not(pty_shows(pty, "-icanon"));
	pty_free(pty);
}

Test(ui, a_terminate_signal_keeps_what_was_typed_and_gives_the_terminal_back)
{
	struct pty *pty = start();
	kill(pty_pid(pty), SIGTERM);
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert(WIFEXITED(status));
	cr_assert_eq(WEXITSTATUS(status), 3);
	pty_free(pty);
}

Test(ui, a_stalled_terminal_holds_nothing_up)
{
	struct pty *pty = start();
	pty_settle(pty, 300);
	pty_stall(pty);
	for (int i = 0; i < 60; i++)
		pty_keys(pty, "PageDown*10");
	kill(pty_pid(pty), SIGTERM);
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert_neq(status, -1, "it hangs in a write");
	cr_assert_eq(WEXITSTATUS(status), 3);
	pty_free(pty);
}

Test(ui, after_a_stall_the_screen_is_what_it_should_be)
{
	struct pty *pty = start();
	pty_settle(pty, 300);
	pty_stall(pty);
	for (int i = 0; i < 60; i++)
		pty_keys(pty, "PageDown*10");
	pty_go_on(pty);
	pty_expect(pty, "SX00010801");
	cr_assert(pty_wait_cursor(pty, 3, 0, PTY_WAIT), "%s", pty_dump(pty));
	pty_free(pty);
}

/* ---- characters that terminals disagree about */

/* The answer to one question: where the cursor stood after a character of that width. */
static int
answer(int width)
{
	struct key key = {.code = K_REPORT, .row = 23, .column = 1 + width};
	return term_answer(&key);
}

Test(glyphs, a_character_drawn_two_columns_wide_gets_an_ascii_one)
{
	glyph_reset();
	term_probe(22);
	cr_assert(term_probing());
	cr_expect_eq(answer(2), 0, "中 is as wide as it should be");
	for (int i = 0; i + 1 < GLYPH_CLASSES; i++)
		cr_expect_eq(answer(i == GLYPH_MARK || i == GLYPH_LINE ? 2 : 1), 0);
	cr_expect_eq(answer(1), 1, "the last answer asks for a new drawing");
	cr_expect_not(term_probing());
	cr_expect_str_eq(glyph(GLYPH_MARK), ">");
	cr_expect_str_eq(glyph(GLYPH_PILLAR), "|");
	cr_expect_str_eq(glyph(GLYPH_DONE), "✓");
	cr_expect_eq(glyph_shown(0x2500), '-');
	cr_expect_eq(glyph_shown(0x4e2d), 0x4e2d);
	glyph_reset();
}

Test(glyphs, nothing_is_drawn_anew_where_all_are_as_they_should_be)
{
	glyph_reset();
	term_probe(22);
	cr_expect_eq(answer(2), 0);
	for (int i = 0; i < GLYPH_CLASSES; i++)
		cr_expect_eq(answer(1), 0);
	cr_expect(glyph_all());
}

Test(glyphs, a_terminal_that_is_not_utf8_is_noticed)
{
	term_probe(22);
	cr_expect_eq(answer(3), -1);
}

Test(glyphs, a_report_of_another_row_answers_nothing)
{
	struct key key = {.code = K_REPORT, .row = 5, .column = 9};
	term_probe(22);
	cr_expect_eq(term_answer(&key), 0);
	cr_expect(term_probing());
}
