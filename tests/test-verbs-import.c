/* The sheets of 2021, as somebody at a prompt imports them: the real program in a fresh office. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "hard.h"

static const char *const sheet = "tests/data/applications-2021.xlsx";
static const char *const late = "tests/data/applications-2021-late.csv";

static json_t *
expected_rows(const char *name, json_t **whole)
{
	json_error_t error;

	*whole = json_load_file(test_source(name), 0, &error);
	cr_assert(*whole, "%s", error.text);
	return json_object_get(*whole, "rows");
}

Test(import, the_sheet_of_2021_is_accepted_whole)
{
	struct office office;
	json_t *result, *whole, *rows, *projects;

	hard_begin(&office, false);
	result = hard_json(&office, 0, "import", "applications", test_source(sheet), NULL);
	cr_expect_eq(hard_number(result, "accepted"), 46);
	cr_expect_eq(hard_number(result, "refused"), 0);
	cr_expect_eq(hard_number(result, "saved"), 46);
	json_decref(result);
	rows = expected_rows("tests/data/applications-2021.expected.json", &whole);
	projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_assert_eq(json_array_size(projects), json_array_size(rows));
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *project = json_array_get(projects, i), *row = json_array_get(rows, i);
		json_t *check;
		cr_expect_str_eq(hard_text(project, "unit"), hard_text(row, "unit"));
		cr_expect_str_eq(hard_text(project, "leader"), hard_text(row, "leader"));
		cr_expect_str_eq(hard_text(project, "track"), hard_text(row, "track"));
		check = hard_json(&office, 0, "check", hard_text(project, "id"), NULL);
		cr_expect_str_eq(hard_text(check, "computed"), hard_text(row, "verdict"), "%s", hard_text(project, "id"));
		json_decref(check);
	}
	json_decref(projects);
	json_decref(whole);
	office_close(&office);
}

/* The project's failed conditions name the clause that is expected, and it fails as a whole. */
static void
fails_by(const struct office *office, const char *id, const json_t *row)
{
	json_t *check = hard_json(office, 0, "check", id, NULL);
	const json_t *conditions = json_object_get(check, "conditions");
	bool found = !*hard_text(row, "clause");

	cr_expect_str_eq(hard_text(check, "project"), id);
	cr_expect_str_eq(hard_text(check, "computed"), hard_text(row, "verdict"), "%s", hard_text(row, "why"));
	for (size_t i = 0; i < json_array_size(conditions); i++) {
		const json_t *condition = json_array_get(conditions, i);
		if (strcmp(hard_text(condition, "verdict"), "fail") != 0 || strcmp(hard_text(condition, "clause"), hard_text(row, "clause")) != 0)
			continue;
		found = true;
		cr_expect_neq(*hard_text(condition, "because"), '\0');
		cr_expect_gt(json_object_size(json_object_get(condition, "facts")), 0, "a failure shows its figures");
	}
	cr_expect(found, "%s does not fail by %s", id, hard_text(row, "clause"));
	json_decref(check);
}

static int
errors_in_row(const json_t *faults, int row)
{
	int found = 0;

	for (size_t i = 0; i < json_array_size(faults); i++) {
		const json_t *fault = json_array_get(faults, i);
		if (hard_number(fault, "row") == row && strcmp(hard_text(fault, "level"), "error") == 0)
			found++;
	}
	return found;
}

static const char *
project_of(const json_t *projects, const json_t *row)
{
	for (size_t i = 0; i < json_array_size(projects); i++) {
		const json_t *project = json_array_get(projects, i);
		if (strcmp(hard_text(project, "unit"), hard_text(row, "unit")) == 0 && strcmp(hard_text(project, "leader"), hard_text(row, "leader")) == 0)
			return hard_text(project, "id");
	}
	return NULL;
}

enum { FIRST_ROW = 4, SAME_TWICE = 25 };

Test(import, nothing_of_the_late_list_is_saved_while_rows_are_wrong)
{
	struct office office;
	json_t *result, *projects;

	hard_begin(&office, false);
	result = hard_json(&office, 3, "import", "applications", test_source(late), NULL);
	cr_expect_eq(hard_number(result, "accepted"), 17);
	cr_expect_eq(hard_number(result, "refused"), 8);
	cr_expect_eq(hard_number(result, "saved"), 0);
	json_decref(result);
	projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(projects), 0);
	json_decref(projects);
	office_close(&office);
}

Test(import, each_row_of_the_late_list_comes_to_what_is_expected)
{
	struct office office;
	json_t *result, *whole, *rows, *projects;

	hard_begin(&office, false);
	result = hard_json(&office, 3, "import", "applications", test_source(late), "--good-rows", NULL);
	cr_expect_eq(hard_number(result, "saved"), 17);
	rows = expected_rows("tests/data/applications-2021-late.expected.json", &whole);
	projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(projects), 17);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		bool refused = strcmp(hard_text(row, "import"), "refuse") == 0;
		const char *id = project_of(projects, row);
		cr_expect_eq(errors_in_row(json_object_get(result, "faults"), (int)i + FIRST_ROW), refused, "row %zu: %s", i + FIRST_ROW, hard_text(row, "why"));
		cr_expect_eq(id == NULL, refused && hard_number(row, "row") != SAME_TWICE, "row %zu", i + FIRST_ROW);
		if (id && !refused)
			fails_by(&office, id, row);
	}
	json_decref(result);
	json_decref(projects);
	json_decref(whole);
	office_close(&office);
}

Test(import, faults_are_told_by_row_and_letter_as_the_sheet_shows_them)
{
	struct office office;

	hard_begin(&office, false);
	HARD_SAYS(&office, 3, "applications-2021-late.csv:9:R: Certificate issued on: there is no 30 February 2018\n", "import", "applications", test_source(late));
	HARD_SAYS(&office, 3, "applications-2021-late.csv:8:L: Leader: character 2 (U+200B) is invisible\n", "import", "applications", test_source(late));
	HARD_SAYS(&office, 3, "applications-2021-late.csv:28:N: Identity number: the same unit and leader stand in row 17 already\n", "import", "applications",
		test_source(late));
	HARD_SAYS(&office, 3, "applications-2021-late.csv:26:Q: warning: Certificate number: ", "import", "applications", test_source(late));
	office.lang = "zh";
	HARD_SAYS(&office, 3, "applications-2021-late.csv:28:N: 身份证号：同一单位", "import", "applications", test_source(late));
	office_close(&office);
}

Test(import, a_trial_saves_nothing)
{
	struct office office;
	json_t *result;

	hard_begin(&office, false);
	result = hard_json(&office, 0, "import", "applications", test_source(sheet), "--dry-run", NULL);
	cr_expect_eq(hard_number(result, "accepted"), 46);
	cr_expect_eq(hard_number(result, "saved"), 0);
	json_decref(result);
	result = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(result), 0);
	json_decref(result);
	office_close(&office);
}

Test(import, with_submit_they_stand_before_the_first_reviewer)
{
	struct office office;
	json_t *result;

	hard_begin(&office, false);
	office_must(&office, 0, "import", "applications", test_source(sheet), "--submit");
	result = hard_json(&office, 0, "list", "projects", "--where", "stage:submitted", NULL);
	cr_expect_eq(json_array_size(result), 46);
	json_decref(result);
	office_close(&office);
}

Test(import, the_same_sheet_twice_is_refused_naming_those_there_are)
{
	struct office office;

	hard_begin(&office, false);
	office_must(&office, 0, "import", "applications", test_source(sheet));
	HARD_SAYS(&office, 3, "the same unit and leader applied in this call already, as 'QP2021-0001'", "import", "applications", test_source(sheet));
	office_close(&office);
}

Test(import, without_an_open_call_the_reason_is_told_once)
{
	struct office office;

	office_open(&office);
	office_must(&office, 0, "init");
	HARD_SAYS(&office, 1, "shouxi: no call is open: the office opens one first\n", "import", "applications", test_source(sheet));
	office_close(&office);
}

static const char utf8_sheet[] =
	"申报类别,单位名称,统一社会信用代码,单位性质,所属镇街/主管部门,带头人姓名,身份证号,职业（工种）,聘期起,聘期止\n"
	"新申报,上海甲有限公司,91310118MA1J00030Y,企业,赵巷镇,张三,310229198903043953,焊工,2020-01-01,2025-01-01\n";

static int
imported_from(struct office *office, const void *bytes, size_t len)
{
	const char *args[] = {"import", "applications", "-", "--json", NULL};
	struct run run = office_run_with(office, bytes, len, args);
	json_t *result = hard_json_of(&run, 0);
	int saved = hard_number(result, "saved");

	json_decref(result);
	run_free(&run);
	return saved;
}

Test(import, reads_standard_input_in_utf8)
{
	struct office office;

	hard_begin(&office, false);
	cr_expect_eq(imported_from(&office, utf8_sheet, strlen(utf8_sheet)), 1);
	office_close(&office);
}

/* Through iconv(1) none of the program's own conversion is asked. */
static void
imported_as(const char *encoding)
{
	struct office office;
	const char *argv[] = {"/usr/bin/iconv", "-f", "UTF-8", "-t", encoding, NULL};
	struct run converted = run_program(argv, NULL, utf8_sheet, strlen(utf8_sheet));
	json_t *projects;

	cr_assert_eq(converted.status, 0);
	hard_begin(&office, false);
	cr_expect_eq(imported_from(&office, converted.out, converted.out_len), 1, "%s", encoding);
	projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_str_eq(hard_text(json_array_get(projects, 0), "unit"), "上海甲有限公司");
	json_decref(projects);
	run_free(&converted);
	office_close(&office);
}

Test(import, reads_gb18030)
{
	imported_as("GB18030");
}

Test(import, reads_utf16)
{
	imported_as("UTF-16");
}

Test(import, broken_sheets_are_refused_with_their_place)
{
	static const struct {
		const char *bytes, *says;
	} broken[] = {
		{"", "-:1: there is no header that names columns of an application"},
		{"a,b\nc,d\n", "-:1: there is no header that names columns of an application"},
		{"单位名称,带头人姓名\n甲,乙\n", "-:1: USCC: there is no column for 'USCC'"},
		{"单位名称,带头人姓名,\"备注\n甲,乙\n", "-:1:C: the quotation mark that opens here is never closed"},
		{"1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n", "-:10: none of the first 10 rows is a header"},
	};
	const char *args[] = {"import", "applications", "-", NULL};
	struct office office;

	hard_begin(&office, false);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct run run = office_run_with(&office, broken[i].bytes, strlen(broken[i].bytes), args);
		cr_expect_eq(run.status, 3, "%s", run.err);
		cr_expect(strstr(run.err, broken[i].says), "'%s' is not in\n%s", broken[i].says, run.err);
		run_free(&run);
	}
	HARD_SAYS(&office, 1, "'/nonexistent.csv' cannot be read: No such file or directory", "import", "applications", "/nonexistent.csv");
	office_close(&office);
}
