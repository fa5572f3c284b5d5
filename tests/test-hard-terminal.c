/* Terminals and descriptors that are not what they should be. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "hard.h"

HARD_SUITE(hard_terminal, 120);

/* A shell line with $P for the program and its records. */
static struct run
shell(const char *line)
{
	char script[2000];
	const char *argv[] = {"/bin/sh", "-c", script, NULL};

	snprintf(script, sizeof script, "P() { '%s' --env '%s' --today 2021-03-31 --lang en \"$@\"; }; %s", test_built("shouxi"), office.records, line);
	return run_program(argv, NULL, NULL, 0);
}

#define SHELL_SAYS(wanted, text, line)                                                                   \
	do {                                                                                             \
		struct run run_ = shell(line);                                                           \
		cr_expect_eq(run_.status, wanted, "%s: ended with %d\n%s%s", line, run_.status, run_.out, run_.err); \
		cr_expect(strstr(run_.err, text), "%s: '%s' is not in\n%s", line, text, run_.err);       \
		run_free(&run_);                                                                         \
	} while (0)

Test(hard_terminal, closed_descriptors_never_reach_the_records)
{
	char *before = hard_everything(&office);

	SHELL_SAYS(1, "the output cannot be written", "P list projects >&-");
	SHELL_SAYS(1, "cannot be written", "P export projects - --format csv >&-");
	SHELL_SAYS(1, "cannot be read", "P import applications - <&-");
	SHELL_SAYS(1, "", "P show nope >&- 2>&-");
	SHELL_SAYS(1, "", "P <&- >&- 2>&-");
	SHELL_SAYS(0, "", "P list projects >/dev/null 2>&- <&-");
	char *after = hard_everything(&office);
	cr_expect_str_eq(after, before);
	free(before);
	free(after);
	office_must(&office, 0, "verify");
}

Test(hard_terminal, an_act_whose_answer_cannot_be_written_is_done_and_its_id_tells)
{
	SHELL_SAYS(1, "the output cannot be written", "P --op x do amend QP2021-0001 note=x >/dev/full");
	SHELL_SAYS(1, "the output cannot be written", "P --op y do amend QP2021-0001 note=y >&-");
	json_t *result = hard_json(&office, 0, "--op", "x", "do", "amend", "QP2021-0001", "note=x", NULL);
	cr_expect(json_is_true(json_object_get(result, "already")));
	json_decref(result);
}

Test(hard_terminal, a_reader_that_goes_away_ends_the_verb_and_harms_nothing)
{
	struct run run = shell("P export projects - --format json | head -c 10 >/dev/null; P verify >/dev/null");
	cr_expect_eq(run.status, 0, "%s", run.err);
	run_free(&run);
}

Test(hard_terminal, without_a_terminal_the_screens_say_so)
{
	SHELL_SAYS(1, "terminal", "P </dev/null");
	SHELL_SAYS(1, "terminal", "P </dev/null | cat; P </dev/null >/dev/null");
}

static struct pty *
start(const char *term, const char *locale, const char *lang)
{
	static char type[64], language[64], all[64];

	snprintf(type, sizeof type, "TERM=%s", term);
	snprintf(language, sizeof language, "LANG=%s", locale);
	snprintf(all, sizeof all, "LC_ALL=%s", locale);
	office.environment[0] = type;
	office.environment[1] = language;
	office.environment[2] = all;
	office.environment[3] = NULL;
	office.lang = lang;
	return office_screens(&office, 24, 80);
}

Test(hard_terminal, a_dumb_one_is_refused_politely_in_both_languages)
{
	struct pty *pty = start("dumb", "C.UTF-8", "en");
	int status = pty_wait_exit(pty, PTY_WAIT);
	cr_expect(status > 0 && status >> 8 == 1, "%d", status);
	cr_expect(pty_shows(pty, "a terminal of type 'dumb' cannot show screens"), "%s", pty_dump(pty));
	pty_free(pty);
	pty = start("dumb", "C.UTF-8", "zh");
	cr_expect_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	cr_expect(pty_shows(pty, "dumb"), "%s", pty_dump(pty));
	pty_free(pty);
}

Test(hard_terminal, an_unknown_one_is_taken_for_a_usual_one)
{
	static const char *const types[] = {"no-such-terminal", "", "../../etc/passwd", "vt100", "linux", "screen", "xterm"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pty *pty = start(types[i], "C.UTF-8", "zh");
		cr_expect(pty_wait(pty, "工作台", PTY_WAIT), "TERM=%s\n%s", types[i], pty_dump(pty));
		pty_free(pty);
	}
}

Test(hard_terminal, a_locale_without_utf8_or_none_at_all_still_shows_chinese)
{
	static const char *const locales[] = {"C", "POSIX", "", "zh_CN.GBK", "xx_YY.UTF-8", "en_US.ISO-8859-1"};

	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		struct pty *pty = start("xterm-256color", locales[i], "zh");
		cr_expect(pty_wait(pty, "工作台", PTY_WAIT), "LC_ALL=%s\n%s", locales[i], pty_dump(pty));
		pty_free(pty);
		struct run run = office_run(&office, "todo", NULL);
		cr_expect(run.status == 0 && strstr(run.out, "录入未申报"), "LC_ALL=%s\n%s%s", locales[i], run.out, run.err);
		run_free(&run);
	}
}

/* A terminal for one byte a character gives 中 three columns. */
Test(hard_terminal, one_that_is_not_utf8_is_told_in_words_it_can_show)
{
	struct pty *pty = start("xterm-256color", "C.UTF-8", "zh");

	pty_foreign(pty);
	cr_expect(pty_wait(pty, "UTF-8", PTY_WAIT), "%s", pty_dump(pty));
	pty_free(pty);
	office_must(&office, 0, "verify");
}
