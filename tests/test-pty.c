/* The terminal and the office that the other tests rely on, shown with small programs whose doings are known. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct pty *
shell(const char *script, int rows, int cols)
{
	const char *argv[] = {"/bin/sh", "-c", script, NULL};
	return pty_start(argv, NULL, rows, cols);
}

Test(pty, text_is_found_with_its_row_and_its_column_in_cells)
{
	struct pty *pty = shell("printf '\\033[3;5H受理窗口 x'; read line", 24, 80);
	int row, col;
	cr_assert(pty_wait(pty, "受理窗口 x", PTY_WAIT), "%s", pty_dump(pty));
	cr_assert(pty_find(pty, "窗口", &row, &col));
	cr_assert_eq(row, 2);
	cr_assert_eq(col, 8);
	cr_assert_str_eq(pty_row(pty, 2), "    受理窗口 x");
	cr_assert(pty_wait_cursor(pty, 2, 14, PTY_WAIT));
	pty_free(pty);
}

Test(pty, a_text_that_does_not_come_is_not_seen)
{
	struct pty *pty = shell("printf here; read line", 24, 80);
	cr_assert(pty_wait(pty, "here", PTY_WAIT));
	cr_assert_not(pty_wait(pty, "there", 50));
	cr_assert(pty_wait_gone(pty, "there", 50));
	cr_assert_not(pty_wait_gone(pty, "here", 50));
	pty_free(pty);
}

Test(pty, cells_have_colours_and_attributes)
{
	struct pty *pty = shell("printf '\\033[1;31;44m重\\033[0m\\033[7;4mx\\033[0my'; read line", 24, 80);
	pty_expect(pty, "重xy");
	struct pty_cell cell = pty_cell(pty, 0, 0);
	cr_assert_str_eq(cell.text, "重");
	cr_assert_eq(cell.width, 2);
	cr_assert(cell.bold && !cell.reverse);
	cr_assert_eq(cell.fg, 1);
	cr_assert_eq(cell.bg, 4);
	cr_assert_eq(pty_cell(pty, 0, 1).width, 0);
	cell = pty_cell(pty, 0, 2);
	cr_assert(cell.reverse && cell.underline && !cell.bold);
	cell = pty_cell(pty, 0, 3);
	cr_assert_eq(cell.fg, -1);
	cr_assert_eq(cell.bg, -1);
	pty_free(pty);
}

/* Shows what comes in one read after the other, each on a line of its own with its number. */
#define SHOW_KEYS                                                                                            \
	"stty raw -echo; printf '\\033[?1h\\033=ready\\r\\n'; n=0;"                                          \
	"while k=$(dd bs=16 count=1 2>/dev/null | od -An -tx1 | tr -d ' \\n'); do"                           \
	" printf '%s<%s>\\r\\n' $n \"$k\"; n=$((n + 1)); done"

Test(pty, keys_send_what_a_terminal_sends)
{
	static const char *const keys[][2] = {
		{"Down", "1b4f42"}, {"PageDown", "1b5b367e"}, {"F1", "1b4f50"},  {"F10", "1b5b32317e"},
		{"Enter", "0d"},    {"Esc", "1b"},            {"BS", "7f"},      {"C-s", "13"},
		{"M-x", "1b78"},    {"Space", "20"},          {"KP5", "1b4f75"}, {"KPEnter", "1b4f4d"},
		{"Tab", "09"},      {"S-Tab", "1b5b5a"},      {"/", "2f"},       {"\"a b\"", "612062"},
		{"C-i", "09"},      {"*", "2a"},              {"Del", "1b5b337e"}, {"中", "e4b8ad"},
	};
	struct pty *pty = shell(SHOW_KEYS, 24, 80);
	pty_expect(pty, "ready");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char shown[40];
		snprintf(shown, sizeof shown, "%zu<%s>", i, keys[i][1]);
		pty_keys(pty, keys[i][0]);
		cr_assert(pty_wait(pty, shown, PTY_WAIT), "%s did not send %s\n%s", keys[i][0], keys[i][1], pty_dump(pty));
	}
	pty_free(pty);
}

Test(pty, a_key_may_be_repeated)
{
	struct pty *pty = shell("stty -echo; printf ready; read line; printf \"[$line]\"; read line", 24, 80);
	pty_expect(pty, "ready");
	pty_keys(pty, "a*3 \"b*2\" Enter");
	pty_expect(pty, "[aaab*2]");
	pty_free(pty);
}

Test(pty, what_follows_an_escape_comes_apart_from_it)
{
	struct pty *pty = shell(SHOW_KEYS, 24, 80);
	pty_expect(pty, "ready");
	pty_keys(pty, "Esc x");
	pty_expect(pty, "0<1b>");
	pty_expect(pty, "1<78>");
	pty_free(pty);
}

Test(pty, a_paste_is_bracketed_when_asked_for)
{
	struct pty *pty = shell("stty raw -echo; printf 'on \\033[?2004h'; dd bs=64 count=1 2>/dev/null | od -An -c | tr -d ' \\n'; read line", 24, 80);
	pty_expect(pty, "on");
	pty_settle(pty, 50);
	pty_paste(pty, "x");
	pty_expect(pty, "033[200~x033[201~");
	pty_free(pty);
}

Test(pty, questions_are_answered_with_the_true_cursor)
{
	struct pty *pty = shell("stty raw -echo; printf '中文\\033[6n'; dd bs=16 count=1 2>/dev/null | od -An -c | tr -d ' \\n'; read line", 24, 80);
	pty_expect(pty, "033[1;5R");
	pty_free(pty);
}

Test(pty, a_resize_reaches_the_program)
{
	struct pty *pty = shell("trap 'stty size' WINCH; printf ready; while :; do read line; done", 24, 80);
	pty_expect(pty, "ready");
	pty_resize(pty, 30, 100);
	pty_expect(pty, "30 100");
	pty_free(pty);
}

Test(pty, a_dropped_line_is_a_hangup)
{
	struct pty *pty = shell("trap 'exit 7' HUP; printf ready; while :; do read line; done", 24, 80);
	pty_expect(pty, "ready");
	pty_hangup(pty);
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert(WIFEXITED(status));
	cr_assert_eq(WEXITSTATUS(status), 7);
	pty_free(pty);
}

Test(pty, the_end_is_told_and_what_was_drawn_stays)
{
	struct pty *pty = shell("printf bye; exit 3", 24, 80);
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert(WIFEXITED(status));
	cr_assert_eq(WEXITSTATUS(status), 3);
	cr_assert(pty_shows(pty, "bye"));
	cr_assert(strstr(pty_dump(pty), "ended with status 3"));
	pty_free(pty);
}

Test(pty, a_program_that_runs_on_has_no_status)
{
	struct pty *pty = shell("read line", 24, 80);
	cr_assert_eq(pty_wait_exit(pty, 50), -1);
	kill(pty_pid(pty), SIGTERM);
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	pty_free(pty);
}

Test(pty, bytes_and_bells_are_counted)
{
	struct pty *pty = shell("printf 'abc\\a'; read line", 24, 80);
	pty_expect(pty, "abc");
	pty_settle(pty, 30);
	cr_assert_eq(pty_written(pty), 4);
	cr_assert_eq(pty_bells(pty), 1);
	pty_free(pty);
}

Test(run, output_error_and_status_are_kept_apart)
{
	const char *argv[] = {"/bin/sh", "-c", "cat; echo oops >&2; exit 4", NULL};
	struct run run = run_program(argv, NULL, "in", 2);
	cr_assert_eq(run.status, 4);
	cr_assert_str_eq(run.out, "in");
	cr_assert_str_eq(run.err, "oops\n");
	run_free(&run);
}

Test(run, a_signal_is_128_and_its_number)
{
	const char *argv[] = {"/bin/sh", "-c", "kill -9 $$", NULL};
	struct run run = run_program(argv, NULL, NULL, 0);
	cr_assert_eq(run.status, 128 + SIGKILL);
	run_free(&run);
}

Test(run, input_larger_than_a_pipe_passes)
{
	static char big[1 << 20];
	const char *argv[] = {"/bin/cat", NULL};
	memset(big, 'x', sizeof big);
	struct run run = run_program(argv, NULL, big, sizeof big);
	cr_assert_eq(run.out_len, sizeof big);
	run_free(&run);
}

Test(office, the_program_that_was_built_is_the_one_that_runs)
{
	struct office office;
	office_open(&office);
	const char *argv[] = {test_built("shouxi"), "--version", NULL};
	struct run run = run_program(argv, NULL, NULL, 0);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert_str_eq(run.out, PACKAGE_STRING "\n");
	run_free(&run);
	office_close(&office);
	cr_assert_neq(access(office.dir, F_OK), 0);
}
