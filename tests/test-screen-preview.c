/* 打印预览 and F9 by keyboard, on a screen of 80 × 24 unless it says otherwise, and the terminal's own printer byte by byte. */
#include <config.h>

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyboard.h"

#define PRINTER_ON "\033[5i"
#define PRINTER_OFF "\033[4i"

static struct office office;

static void
open_office(void)
{
	keyboard_sample(&office, "limin");
}

static void
close_office(void)
{
	office_close(&office);
}

/* One person does everything in an office just founded, with one application in it: the terminal's printer is hers. */
static void
open_alone(void)
{
	keyboard_founded(&office);
	keyboard_application(&office);
}

TestSuite(preview, .init = open_office, .fini = close_office, .timeout = 120);
TestSuite(terminal_printer, .init = open_alone, .fini = close_office, .timeout = 120);

static long
printings(void)
{
	struct run run = office_run(&office, "list", "printings", NULL);
	long count = 0;

	for (const char *at = run.out; (at = strstr(at, "\nPR")); at++)
		count++;
	run_free(&run);
	return count;
}

/* ---- F9 */

Test(preview, of_the_desk_is_the_statistics_of_the_newest_call)
{
	struct pty *pty = keyboard_desk(&office);

	pty_keys(pty, "F9");
	pty_expect(pty, "Preview › Statistics › 2023");
	pty_expect(pty, "These are the text pages; the PDF is set in type and breaks its own.");
	pty_expect(pty, "page 1 of 1");
	pty_expect(pty, "1. By stage");
	pty_keys(pty, "Esc");
	pty_expect(pty, "Waiting");
	pty_keys(pty, "C-p");
	pty_expect(pty, "Preview › Statistics");
	pty_free(pty);
	cr_assert_eq(printings(), 0, "looking went on record");
}

Test(preview, of_a_queue_has_a_sheet_for_each_marked_row)
{
	struct pty *pty = keyboard_desk(&office);

	keyboard_command(pty, "queue");
	pty_expect(pty, " rows");
	pty_keys(pty, "Space Space Space");
	pty_expect(pty, "3 marked");
	pty_keys(pty, "F9");
	pty_expect(pty, "of 3 marked rows");
	pty_type(pty, "receipt");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Preview › Receipt › QP2021-0001");
	pty_keys(pty, "End");
	pty_expect(pty, "Preview › Receipt › QP2021-0003");
	pty_keys(pty, "Right");
	pty_expect(pty, "this is the last page");
	pty_keys(pty, "Home");
	pty_expect(pty, "Preview › Receipt › QP2021-0001");
	pty_keys(pty, "Left");
	pty_expect(pty, "this is the first page");
	pty_free(pty);
}

Test(preview, of_a_whole_call_is_counted_and_searched_only_when_asked)
{
	struct pty *pty = keyboard_desk(&office);

	keyboard_command(pty, "calls");
	pty_expect(pty, " calls");
	pty_keys(pty, "F9");
	pty_expect(pty, "of all projects of 2023");
	pty_type(pty, "receipt");
	pty_keys(pty, "Enter");
	pty_expect(pty, "and more");
	pty_keys(pty, "/");
	pty_expect(pty, "Text to look for");
	pty_type(pty, "QP2023-0030-SL");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Preview › Receipt › QP2023-0030");
	pty_keys(pty, "/");
	pty_expect(pty, "Text to look for");
	pty_keys(pty, "C-u");
	pty_type(pty, "nowhere at all");
	pty_keys(pty, "Enter");
	pty_expect(pty, "is not in this text");
	pty_expect(pty, "Preview › Receipt › QP2023-0030");
	pty_keys(pty, "End");
	pty_expect_gone(pty, "and more");
	pty_expect_gone(pty, "QP2023-0030");
	pty_free(pty);
}

Test(preview, is_refused_where_there_is_nothing_to_print)
{
	struct pty *pty = keyboard_desk(&office);

	keyboard_command(pty, "staff");
	pty_expect(pty, "people");
	pty_keys(pty, "F9");
	pty_expect(pty, "there is nothing here that could be printed");
	pty_free(pty);
}

Test(preview, fills_larger_screens_in_both_languages)
{
	static const int sizes[][2] = {{24, 80}, {30, 100}, {50, 160}};

	office.lang = "zh";
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pty *pty = office_screens(&office, sizes[i][0], sizes[i][1]);
		pty_expect(pty, "工作台");
		pty_keys(pty, "F9");
		pty_expect(pty, "打印预览 › 统计表 › 2023");
		pty_expect(pty, "此为文本页");
		pty_expect(pty, "第1页");
		pty_free(pty);
	}
}

/* ---- onto paper */

static void
open_receipt(struct pty *pty, const char *id)
{
	char line[64];

	snprintf(line, sizeof line, "project %s", id);
	keyboard_command(pty, line);
	pty_expect(pty, id);
	pty_keys(pty, "F9");
	pty_expect(pty, "Print which sheet");
	pty_type(pty, "receipt");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Preview › Receipt");
}

Test(preview, saves_a_pdf_that_is_on_record_and_the_second_time_says_so)
{
	struct pty *pty = keyboard_desk(&office);
	const char *path = office_file(&office, "r.pdf");
	char start[5] = "";
	FILE *file;

	open_receipt(pty, "QP2023-0001");
	pty_keys(pty, "F2");
	pty_expect(pty, "receipt-QP2023-0001.pdf");
	pty_keys(pty, "C-u");
	pty_type(pty, "r.txt");
	pty_keys(pty, "Enter");
	pty_expect(pty, "the name of the file ends in .pdf");
	pty_keys(pty, "C-u");
	pty_type(pty, path);
	pty_keys(pty, "Enter");
	pty_expect(pty, "1 sheets, ");
	file = fopen(path, "r");
	cr_assert(file && fread(start, 1, 4, file) == 4);
	fclose(file);
	cr_assert_str_eq(start, "%PDF");
	cr_assert_eq(printings(), 1);
	pty_keys(pty, "F2");
	pty_expect(pty, "File:");
	pty_keys(pty, "C-u");
	pty_type(pty, path);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Replace it?");
	pty_keys(pty, "1");
	pty_expect(pty, "1 printed again");
	pty_free(pty);
	cr_assert_eq(printings(), 2);
}

/* A program of that name in the office's folder, first on PATH. */
static void
lp_is(const char *does)
{
	static char path[400];
	FILE *file = fopen(office_file(&office, "lp"), "w");

	cr_assert(file);
	fprintf(file, "#!/bin/sh\n%s\n", does);
	fclose(file);
	chmod(office_file(&office, "lp"), 0755);
	snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", office.dir);
	office.environment[0] = path;
}

Test(preview, hands_sheets_to_a_printer_and_tells_what_it_answered)
{
	struct pty *pty;

	lp_is("cat >/dev/null; echo request id is $2-17");
	pty = keyboard_desk(&office);
	open_receipt(pty, "QP2023-0001");
	pty_keys(pty, "F8");
	pty_expect(pty, "Printer (blank: the default one):");
	pty_type(pty, "Office");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Copies:");
	pty_keys(pty, "Enter");
	pty_expect(pty, "request id is Office-17");
	pty_free(pty);
}

Test(preview, tells_why_a_printer_refused)
{
	struct pty *pty;

	lp_is("echo 'lp: The printer or class does not exist.' >&2; exit 1");
	pty = keyboard_desk(&office);
	open_receipt(pty, "QP2023-0001");
	pty_keys(pty, "F8");
	pty_expect(pty, "Printer (blank");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Copies:");
	pty_keys(pty, "Enter");
	pty_expect(pty, "The printer or class does not exist.");
	pty_free(pty);
}

/* ---- the terminal's own printer */

Test(preview, offers_the_terminals_printer_only_to_whom_it_is_switched_on)
{
	struct pty *pty = keyboard_desk(&office);

	open_receipt(pty, "QP2023-0001");
	cr_assert_not(pty_shows(pty, "printer here"), "%s", pty_dump(pty));
	pty_record(pty);
	pty_keys(pty, "F6");
	pty_settle(pty, 300);
	cr_assert_not(pty_shows(pty, "GB18030"));
	pty_free(pty);
}

static void
inside(const char *variable)
{
	struct pty *pty;

	office.environment[0] = variable;
	pty = keyboard_desk(&office);
	open_receipt(pty, "QP2021-0001");
	cr_assert_not(pty_shows(pty, "printer here"), "%s\n%s", variable, pty_dump(pty));
	pty_free(pty);
}

Test(terminal_printer, is_never_used_inside_tmux_or_screen)
{
	inside("TMUX=/tmp/tmux-0/default,1,0");
	inside("STY=1.pts-0.host");
	inside("TERM=screen-256color");
	inside("TERM=tmux-256color");
}

/* Prints with the code chosen and gives what stood between on and off; the screen is back afterwards. */
static const char *
printed(struct pty *pty, const char *code, size_t *len)
{
	const char *bytes, *on, *off;

	open_receipt(pty, "QP2021-0001");
	pty_keys(pty, "F6");
	pty_expect(pty, "GB18030");
	pty_record(pty);
	pty_keys(pty, code);
	pty_expect(pty, "the terminal's own printer");
	pty_expect(pty, "Preview › Receipt");
	bytes = pty_recorded(pty, len);
	on = memmem(bytes, *len, PRINTER_ON, 4);
	cr_assert(on, "it was not switched on");
	off = memmem(on, *len - (size_t)(on - bytes), PRINTER_OFF, 4);
	cr_assert(off, "it was not switched off");
	cr_assert_not(memmem(off, *len - (size_t)(off - bytes), PRINTER_ON, 4), "it was switched on twice");
	*len = (size_t)(off - on) - 4;
	return on + 4;
}

Test(terminal_printer, gets_pages_between_on_and_off_and_nothing_else)
{
	struct pty *pty = keyboard_desk(&office);
	size_t len;
	const char *page = printed(pty, "1", &len);

	cr_assert(memmem(page, len, "上海淀湖精密模具有限公司", strlen("上海淀湖精密模具有限公司")));
	cr_assert_eq(page[len - 1], '\f');
	cr_assert_not(memchr(page, '\033', len), "the screen was printed");
	for (size_t i = 0; i < len; i++)
		cr_assert(page[i] != '\n' || (i > 0 && page[i - 1] == '\r' && (i < 2 || page[i - 2] != '\r')), "line end at %zu", i);
	pty_free(pty);
	cr_assert_eq(printings(), 1);
}

Test(terminal_printer, gets_gb18030_where_that_is_chosen)
{
	static const char name[] = "\xC9\xCF\xBA\xA3"; /* 上海 */
	struct pty *pty = keyboard_desk(&office);
	size_t len;
	const char *page = printed(pty, "2", &len);

	cr_assert(memmem(page, len, name, 4));
	cr_assert_not(memmem(page, len, "上海", strlen("上海")));
	pty_free(pty);
}

/* About to print the receipts of a whole call, far more than a terminal takes at once. */
static struct pty *
in_the_middle(void)
{
	struct pty *pty;

	office.as = "admin";
	office_must(&office, 0, "do", "staff_change", "limin", "terminal_printer=yes", "--reason", "x");
	office.as = "limin";
	pty = keyboard_desk(&office);
	keyboard_command(pty, "calls");
	pty_expect(pty, " calls");
	pty_keys(pty, "F9");
	pty_expect(pty, "of all projects of 2023");
	pty_type(pty, "receipt");
	pty_keys(pty, "Enter");
	pty_expect(pty, "printer here");
	pty_keys(pty, "F6");
	pty_expect(pty, "GB18030");
	pty_record(pty);
	return pty;
}

static void
killed_by(int sig)
{
	struct pty *pty = in_the_middle();
	const char *bytes, *on;
	size_t len;
	int status;

	pty_stall(pty);
	pty_keys(pty, "1");
	pty_settle(pty, 1500);
	kill(pty_pid(pty), sig);
	pty_go_on(pty);
	status = pty_wait_exit(pty, PTY_WAIT);
	cr_assert_neq(status, -1, "it still runs\n%s", pty_dump(pty));
	bytes = pty_recorded(pty, &len);
	on = memmem(bytes, len, PRINTER_ON, 4);
	cr_assert(on, "it was not printing yet");
	cr_assert(memmem(on, len - (size_t)(on - bytes), PRINTER_OFF, 4), "signal %d left the printer on", sig);
	cr_assert_not(memmem(bytes, len, "QP2023-0040-SL", 14), "it printed to the end");
	cr_assert(memmem(bytes, len, "\033[?1049l", 8), "signal %d left the screen as it was", sig);
	pty_free(pty);
}

Test(preview, on_the_terminals_printer_is_switched_off_when_the_program_is_told_to_end)
{
	killed_by(SIGTERM);
}

Test(preview, on_the_terminals_printer_is_switched_off_by_an_interrupt)
{
	killed_by(SIGINT);
}

Test(preview, on_the_terminals_printer_ends_with_a_line_that_drops)
{
	struct pty *pty = in_the_middle();

	pty_stall(pty);
	pty_keys(pty, "1");
	pty_settle(pty, 1500);
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1, "it still runs");
	pty_free(pty);
	office_must(&office, 0, "verify");
}
