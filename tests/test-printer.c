/* lp: what it is given and what is told of its answer, with a program of that name in a folder of the test's own. */
#include <config.h>

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"
#include "sheet/printer.h"
#include "testfiles.h"

static char folder[] = "/tmp/shouxi-lp-XXXXXX";
static struct buf said;
static struct err err;

static const char *
in_folder(const char *name)
{
	static char path[300];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(in_folder(name), "w");

	cr_assert(file);
	fputs(text, file);
	fclose(file);
	chmod(in_folder(name), mode);
}

static const char *
read_back(const char *name)
{
	static char text[4096];
	FILE *file = fopen(in_folder(name), "r");
	size_t len = file ? fread(text, 1, sizeof text - 1, file) : 0;

	text[len] = '\0';
	if (file)
		fclose(file);
	return text;
}

static void
open_folder(void)
{
	cr_assert(mkdtemp(folder));
	words_switch(LANG_EN);
	setenv("PATH", folder, 1);
}

static void
close_folder(void)
{
	static const char *const names[] = {"lp", "args", "got", "hit", "ended"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(in_folder(names[i]));
	rmdir(folder);
	buf_free(&said);
}

TestSuite(lp, .init = open_folder, .fini = close_folder, .timeout = 60);

/* A program of that name that notes what it is given. */
static void
lp_is(const char *does)
{
	char script[1000];

	snprintf(script, sizeof script, "#!/bin/sh\nfor word; do echo \"<$word>\"; done >%s/args\n%s\n", folder, does);
	put("lp", script, 0755);
}

static int
queue(const char *printer, const char *title, int copies, int seconds)
{
	int fd, result;

	put("got", "%PDF-1.7 it is\n", 0600);
	fd = open(in_folder("got"), O_RDONLY | O_CLOEXEC);
	result = printer_queue(fd, &(struct printer_job){.printer = printer, .title = title, .copies = copies, .seconds = seconds}, &said, &err);
	close(fd);
	return result;
}

Test(lp, gets_exactly_these_words_and_the_pdf_on_its_input)
{
	char read_all[200];

	snprintf(read_all, sizeof read_all, "/bin/cat >%s/hit; echo 'request id is Office-17 (1 file(s))'", folder);
	lp_is(read_all);
	cr_assert_eq(queue("Office", "receipt", 3, 0), 0, "%s", err.message);
	cr_assert_str_eq(read_back("args"), "<-d>\n<Office>\n<-n>\n<3>\n<-t>\n<receipt>\n<-->\n<->\n");
	cr_assert_str_eq(read_back("hit"), "%PDF-1.7 it is\n");
	cr_assert_str_eq(buf_text(&said), "request id is Office-17 (1 file(s))");
}

Test(lp, is_not_told_a_printer_where_the_default_one_is_meant)
{
	lp_is("exit 0");
	cr_assert_eq(queue("", "receipt", 1, 0), 0, "%s", err.message);
	cr_assert_str_eq(read_back("args"), "<-n>\n<1>\n<-t>\n<receipt>\n<-->\n<->\n");
}

Test(lp, is_run_without_a_shell)
{
	char nasty[200];

	snprintf(nasty, sizeof nasty, "x; touch %s/hit; $(touch %s/hit) `touch %s/hit`", folder, folder, folder);
	lp_is("exit 0");
	cr_assert_eq(queue(nasty, "a 'b' \"c\" && d", 1, 0), 0, "%s", err.message);
	cr_assert_neq(access(in_folder("hit"), F_OK), 0, "a shell saw the words");
	cr_assert(strstr(read_back("args"), nasty), "%s", read_back("args"));
	cr_assert(strstr(read_back("args"), "<a 'b' \"c\" && d>"));
}

Test(lp, that_refuses_says_why)
{
	lp_is("echo 'lp: The printer or class does not exist.' >&2; exit 1");
	cr_assert_eq(queue("Nowhere", "receipt", 1, 0), -1);
	cr_assert_eq(err.code, ERR_FAILED);
	cr_assert_str_eq(err.message, "the printer 'Nowhere' did not take it: The printer or class does not exist.");
}

Test(lp, without_a_scheduler_says_so)
{
	lp_is("echo 'lp: Error - scheduler not responding.' >&2; exit 1");
	cr_assert_eq(queue("", "receipt", 1, 0), -1);
	cr_assert(strstr(err.message, "scheduler not responding"), "%s", err.message);
}

Test(lp, that_fails_without_a_word_is_not_taken_for_a_success)
{
	lp_is("exit 3");
	cr_assert_eq(queue("Office", "receipt", 1, 0), -1);
	cr_assert_str_eq(err.message, "the printer 'Office' did not take it: no reason was given");
}

Test(lp, that_is_not_there_is_named)
{
	cr_assert_eq(queue("Office", "receipt", 1, 0), -1);
	cr_assert_eq(err.code, ERR_MISSING);
	cr_assert(strstr(err.message, "there is no 'lp' here"), "%s", err.message);
}

Test(lp, that_is_no_program_of_the_folders_of_path_is_not_run)
{
	put("lp", "#!/bin/sh\nexit 0\n", 0644);
	cr_assert_eq(queue("Office", "receipt", 1, 0), -1);
	cr_assert_eq(err.code, ERR_MISSING);
	setenv("PATH", ".:", 1);
	cr_assert_eq(chdir(folder), 0);
	chmod(in_folder("lp"), 0755);
	cr_assert_eq(queue("Office", "receipt", 1, 0), -1, "it was found in the folder one happens to be in");
}

Test(lp, that_hangs_is_stopped_when_its_time_is_over)
{
	lp_is("exec /bin/sleep 50");
	cr_assert_eq(queue("Office", "receipt", 1, 1), -1);
	cr_assert(strstr(err.message, "1 s") || strstr(err.message, "second"), "%s", err.message);
}
