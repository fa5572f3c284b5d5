/* Printed sheets by the real program, over the sample office: all of them, what they say, what they keep back, and files of sheets that are wrong. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "geometry.h"
#include "hard.h"

enum { KINDS_LEAST = 20, CODE_MOST = 64 };

static struct office office;

static void
setup(void)
{
	office_open(&office);
	office_must(&office, 0, "init", "--demo");
	office.as = "limin";
}

static void
teardown(void)
{
	office_close(&office);
}

TestSuite(sheets, .init = setup, .fini = teardown, .timeout = 600);

/* ---- all of them */

/* The newest record of what the sheet is made from; projects are printed for a whole call. */
static const char *
target_of(const char *takes)
{
	static const struct {
		const char *takes, *records;
	} lists[] = {{"proposal", "proposals"}, {"publicity", "publicities"}, {"meeting", "meetings"}, {"batch", "batches"}, {"order", "orders"},
		{"funds_request", "funds_requests"}};
	static char id[32];
	json_t *rows;

	if (strcmp(takes, "project") == 0 || strcmp(takes, "call") == 0)
		return "2021";
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].takes, takes) == 0) {
			rows = hard_json(&office, 0, "list", lists[i].records, NULL);
			snprintf(id, sizeof id, "%s", hard_text(json_array_get(rows, 0), "id"));
			json_decref(rows);
			return id;
		}
	cr_assert(false, "sheets are made from '%s', which this test does not know", takes);
	return "";
}

/* Whether the office has anything for it yet. */
static bool
look_at(const char *name, const char *target)
{
	struct run run = office_run(&office, "sheet", name, target, "--layout", NULL);
	bool made = run.status == 0;

	if (made)
		cr_expect_gt(geometry_check(run.out, name), 0);
	else
		cr_expect(strstr(run.err, "has nothing for") || strstr(run.err, "尚无"), "%s: %s", name, run.err);
	run_free(&run);
	return made;
}

static void
look_at_all(const char *lang)
{
	json_t *sheets, *sheet;
	size_t at, made = 0;

	office.lang = lang;
	sheets = hard_json(&office, 0, "sheet", "list", NULL);
	cr_assert_geq(json_array_size(sheets), 30);
	json_array_foreach(sheets, at, sheet) {
		const char *target = target_of(hard_text(sheet, "takes"));
		made += *target && look_at(hard_text(sheet, "name"), target);
	}
	cr_expect_geq(made, KINDS_LEAST, "only %zu kinds of sheets were made", made);
	json_decref(sheets);
}

Test(sheets, all_of_the_sample_office_stand_within_their_pages_in_chinese)
{
	look_at_all("zh");
}

Test(sheets, all_of_the_sample_office_stand_within_their_pages_in_english)
{
	look_at_all("en");
}

/* ---- what they say */

static char *
print(const char *name, const char *target)
{
	struct run run = office_run(&office, "sheet", name, target, NULL);

	cr_assert_eq(run.status, 0, "%s %s: %s", name, target, run.err);
	free(run.err);
	return run.out;
}

/* Without the line that names the printing: how many entries there were before is not the sheet's. */
static void
drop_witness(char *text)
{
	char *to = text, *at = text;

	while (*at) {
		size_t len = strcspn(at, "\n");
		bool witness = strstr(at, "校验码 ") == at || strstr(at, "check code ") == at;
		len += at[len] == '\n';
		if (!witness) {
			memmove(to, at, len);
			to += len;
		}
		at += len;
	}
	*to = '\0';
}

static void
expect_golden(const char *name, const char *target, const char *lang)
{
	char path[120];
	char *text, *wanted;

	office.lang = lang;
	snprintf(path, sizeof path, "tests/data/sheets/%s-%s.txt", name, lang);
	text = print(name, target);
	drop_witness(text);
	wanted = test_read(test_source(path), NULL);
	cr_expect_str_eq(text, wanted, "%s is now\n%s", path, text);
	free(text);
	free(wanted);
}

Test(sheets, say_word_for_word_what_they_said)
{
	static const struct {
		const char *name, *target;
	} golden[] = {{"receipt", "QP2023-0004"}, {"application", "QP2023-0004"}, {"score_sheet_blank", "QP2023-0043"}, {"envelope", "QP2023-0004"},
		{"materials", "QP2023-0004"}};

	for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
		expect_golden(golden[i].name, golden[i].target, "zh");
		expect_golden(golden[i].name, golden[i].target, "en");
	}
}

Test(sheets, of_a_draft_are_marked_as_such)
{
	char *draft = print("receipt", "QP2023-0038"), *final = print("receipt", "QP2023-0004");

	cr_expect(strstr(draft, "DRAFT"), "%s", draft);
	cr_expect_null(strstr(final, "DRAFT"));
	free(draft);
	free(final);
}

Test(sheets, mask_the_numbers_of_people)
{
	char *text = print("application", "QP2023-0004");

	cr_expect(strstr(text, "310***********30"), "%s", text);
	cr_expect(strstr(text, "138****8269"), "%s", text);
	free(text);
}

/* Who prints what leaves the office learns nothing of how much goes on in it. */
Test(sheets, that_leave_the_office_carry_no_number_of_its_journal)
{
	static const char *const own[][2] = {{"receipt", "QP2023-0004"}, {"score_sheet", "QP2023-0043"}, {"score_sheet_blank", "QP2023-0043"},
		{"envelope", "QP2023-0004"}, {"correction", "2023"}};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		char *text = print(own[i][0], own[i][1]);
		cr_expect(strstr(text, "check code "), "%s: %s", own[i][0], text);
		cr_expect_null(strstr(text, "journal "), "%s: %s", own[i][0], text);
		cr_expect_null(strstr(text, "revision "), "%s: %s", own[i][0], text);
		free(text);
	}
	char *text = print("dossier", "QP2023-0043");
	cr_expect(strstr(text, "QP2023-0043 · revision "), "%s", text);
	cr_expect(strstr(text, " · journal "));
	free(text);
}

Test(sheets, are_refused_to_whom_they_are_not_for)
{
	office.as = "ck-organisation";
	HARD_SAYS(&office, 1, "may not print 'Review dossier'", "sheet", "dossier", "QP2021-0001");
	office.as = "qianhong";
	HARD_SAYS(&office, 1, "may not print 'Minutes of a meeting'", "sheet", "meeting", "T1");
	office.as = "expert1";
	HARD_SAYS(&office, 1, "may not print 'Results of the review'", "sheet", "ranking", "2021");
	office.as = "limin";
	HARD_SAYS(&office, 2, "there is no sheet 'nonsense': see 'sheet list'", "sheet", "nonsense", "QP2021-0001");
	HARD_SAYS(&office, 1, "QP2099-0001", "sheet", "receipt", "QP2099-0001");
}

/* ---- paper as witness */

static void
code_of(const char *sheet, char code[CODE_MOST])
{
	const char *at = strstr(sheet, " · journal ");

	cr_assert(at, "%s", sheet);
	at = strstr(at + 4, " · ");
	cr_assert(at);
	at += strlen(" · ");
	snprintf(code, CODE_MOST, "%.*s", (int)strcspn(at, " \n"), at);
}

static struct run
verify(const char *code, int status)
{
	struct run run = office_run(&office, "verify", "sheet", code, NULL);

	cr_assert_eq(run.status, status, "%s%s", run.out, run.err);
	return run;
}

Test(sheets, on_paper_from_before_a_score_changed_are_told_to_differ_and_in_what)
{
	char *paper = print("dossier", "QP2023-0043"), code[CODE_MOST];
	struct run run;

	code_of(paper, code);
	run = verify(code, 0);
	cr_expect(strstr(run.out, "the records say what the paper says"), "%s", run.out);
	run_free(&run);
	office_must(&office, 0, "do", "reopen_sheet", "S228", "--reason", "误记一项");
	office.as = "zhaolei";
	office_must(&office, 0, "do", "reopen_sheet", "S228", "--reason", "同意");
	office.as = "expert1";
	office_must(&office, 0, "do", "score", "QP2023-0043", "leader=15", "system=10", "studio=10", "innovation=20", "apprenticeship=10", "plan=5");
	office.as = "limin";
	run = verify(code, 1);
	cr_expect(strstr(run.out, "the records say something else now"), "%s", run.out);
	cr_expect(strstr(run.out, "Total: 75.00 → 70.00"), "%s", run.out);
	run_free(&run);
	HARD_SAYS(&office, 1, "no sheet with the code 'P0-00000000' was printed here", "verify", "sheet", "P0-00000000");
	free(paper);
}

Test(sheets, printed_again_say_so)
{
	const char *path = office_file(&office, "again.pdf");

	office_must(&office, 0, "sheet", "meeting", "T1", "-o", path);
	char *text = print("meeting", "T1");
	cr_expect(strstr(text, "printing 2"), "%s", text);
	free(text);
	office_must(&office, 0, "verify");
}

/* ---- bad days */

Test(sheets, leave_no_half_file_on_a_full_disk)
{
	char path[400];

	snprintf(path, sizeof path, "%s", office_file(&office, "sheet.txt"));
	hard_shim(&office, office.dir, "SHIM_ERROR=ENOSPC", "SHIM_BYTES=2000", "SHIM_CALLS=write fsync", NULL);
	struct run run = office_run(&office, "sheet", "dossier", "QP2021-0001", "-o", path, NULL);
	hard_well(&office);
	cr_expect_eq(run.status, 1, "%d: %s%s", run.status, run.out, run.err);
	cr_expect(access(path, F_OK) != 0, "half a file is there");
	cr_expect_gt(strlen(run.err), 10);
	run_free(&run);
}

Test(sheets, of_a_pdf_say_a_full_disk_and_a_closed_output)
{
	static const char *const ways[] = {">/dev/full", ">&-"};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char script[700];
		snprintf(script, sizeof script, "exec \"$0\" --env '%s' --as limin --lang en sheet meeting T1 --layout %s", office.records, ways[i]);
		struct run run = run_program((const char *const[]){"/bin/sh", "-c", script, test_built("shouxi"), NULL}, NULL, "", 0);
		cr_expect_eq(run.status, 1, "%s: %d %s", ways[i], run.status, run.err);
		cr_expect_gt(strlen(run.err), 10, "%s", ways[i]);
		run_free(&run);
	}
}

/* ---- files of sheets that are wrong */

#define HEAD "label: {zh: 试, en: Trial}\ntakes: project\nroles: [office]\nwitness: own\ntitle: {zh: 试, en: Trial}\n"

static void
expect_fault(const char *yaml, const char *place, const char *message)
{
	const char *forms = office_file(&office, "forms"), *path;
	char place_of[500];
	struct run run = run_program((const char *const[]){"/bin/cp", "-rT", test_source("forms"), forms, NULL}, NULL, "", 0);

	cr_assert_eq(run.status, 0, "%s", run.err);
	run_free(&run);
	office.forms = strdup(office_file(&office, "forms"));
	path = office_file(&office, "forms/sheets/zz.yaml");
	test_write(path, yaml, strlen(yaml));
	snprintf(place_of, sizeof place_of, "zz.yaml:%s", place);
	run = office_run(&office, "sheet", "list", NULL);
	cr_expect_eq(run.status, 3, "%d: %s%s", run.status, run.out, run.err);
	cr_expect(strstr(run.err, place_of) || strstr(run.out, place_of), "'%s' is not in %s%s", place_of, run.out, run.err);
	cr_expect(strstr(run.err, message) || strstr(run.out, message), "'%s' is not in %s%s", message, run.out, run.err);
	run_free(&run);
	free((char *)office.forms);
	office.forms = NULL;
}

Test(sheets, with_wrong_files_are_refused_with_line_and_column)
{
	static const struct {
		const char *yaml, *place, *message;
	} cases[] = {
		{HEAD "blocks:\n- {text: \"{project.nonsense}\"}\n", "7:10", "there is no 'project.nonsense' that this sheet could show"},
		{HEAD "blocks:\n- {text: \"a {project.id\"}\n", "7:10", "'{project.id' opens a brace that nothing closes"},
		{HEAD "blocks:\n- {text: \"{project.id|loud}\"}\n", "7:10", "'loud' is no way to write a value: capitals, long or plain"},
		{HEAD "blocks:\n- {text: a, face: wide}\n", "7:19", "'wide' is no face: body, title, heading, subheading, table or small"},
		{HEAD "blocks:\n- {text: a, align: up}\n", "7:20", "'up' is no way to align: left, centre or right"},
		{HEAD "blocks:\n- grid:\n    widths: [600, 500]\n    rows: [[a, b]]\n", "8:13", "the columns are wider than the page"},
		{HEAD "blocks:\n- grid:\n    widths: [500]\n    rows: [[a, b]]\n", "9:12", "a row of more columns than 'widths' names"},
		{HEAD "blocks:\n- grid:\n    widths: [500]\n    heads: 2\n    rows: [[a]]\n", "8:5", "more heads than rows"},
		{HEAD "blocks:\n- table:\n    of: nothing\n    widths: [500]\n    row: [a]\n", "8:9", "there is no table 'nothing'"},
		{HEAD "blocks:\n- table:\n    of: payments\n    widths: [500]\n    row: [a]\n", "8:9", "a sheet of this kind has no table 'payments'"},
		{HEAD "blocks:\n- {picture: a}\n", "7:3", "a block is one of: text, grid, table, bars, space"},
		{HEAD "blocks:\n- {text: a, when: nothing=1}\n", "7:19", "there is no 'nothing' that this sheet could show"},
		{"label: a\ntakes: nothing\nroles: [office]\nwitness: own\ntitle: a\nblocks: []\n", "2:8", "there are no records 'nothing'"},
		{"label: a\ntakes: project\nroles: [nobody]\nwitness: own\ntitle: a\nblocks: []\n", "3:8", "there is no role 'nobody'"},
		{"label: a\ntakes: project\nroles: [office]\nwitness: own\ntitle: a\nblocks: []\ncolour: red\n", "7:", "colour"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_fault(cases[i].yaml, cases[i].place, cases[i].message);
}
