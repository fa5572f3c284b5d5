/* A field more, and everything has it: the form, lists, import, export, JSON, history, filters.  The office adds one in the form alone.
 * tests/new-field.sh runs the same over a program that was built with one more line in project.def. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <criterion/criterion.h>

#include "base/buf.h"
#include "office.h"

/* Set by new-field.sh: the field is the program's own. */
#define BUILT_IN "SHOUXI_NEW_FIELD"

static struct office office;
static char forms[300];

static bool
built_in(void)
{
	return getenv(BUILT_IN) != NULL;
}

static void
copy_forms(const char *dir, const char *name, const char *behind, const char *line)
{
	char from[64], to[400];
	struct buf text = {0};
	char *whole, *at;

	snprintf(from, sizeof from, "forms/%s.yaml", name);
	snprintf(to, sizeof to, "%s/%s.yaml", dir, name);
	whole = test_read(test_source(from), NULL);
	at = behind ? strstr(whole, behind) : NULL;
	cr_assert(!behind || at, "'%s' has no '%s'", from, behind);
	if (at)
		at += strcspn(at, "\n") + 1;
	buf_add(&text, whole, at ? (size_t)(at - whole) : strlen(whole));
	if (at) {
		buf_adds(&text, line);
		buf_adds(&text, at);
	}
	test_write(to, text.data, text.len);
	buf_free(&text);
	free(whole);
}

/* The office's own forms: one line more in intake.yaml, nothing else. */
static void
add_to_forms(void)
{
	snprintf(forms, sizeof forms, "%s", office_file(&office, "forms"));
	cr_assert_eq(mkdir(forms, 0700), 0);
	for (const char *const *name = (const char *const[]){"attest", "first_review", "open_call", "override", "receive_material", "return",
		"staff", NULL}; *name; name++)
		copy_forms(forms, *name, NULL, NULL);
	copy_forms(forms, "intake", "headers: [申报批次", "  - {extra: workbenches, kind: number, max: 999, label: {zh: 工位数, en: Workbenches}}\n");
	office.forms = forms;
}

static void
setup(void)
{
	office_open(&office);
	if (!built_in())
		add_to_forms();
	office_must(&office, 0, "init");
	office.today = "2021-03-31";
	office_must(&office, 0, "do", "open_call", "year=2021", "quota=12");
}

static void
teardown(void)
{
	office_close(&office);
}

TestSuite(new_field, .init = setup, .fini = teardown, .timeout = 120);

/* Runs a verb that must be done; its output holds `text`. */
#define SHOWS(text, ...)                                                                                        \
	do {                                                                                                    \
		struct run run_ = office_run(&office, __VA_ARGS__, NULL);                                       \
		cr_assert_eq(run_.status, 0, "ended with %d\n%s%s", run_.status, run_.out, run_.err);           \
		cr_expect(strstr(run_.out, text), "'%s' is not in\n%s%s", text, run_.out, run_.err);            \
		run_free(&run_);                                                                                \
	} while (0)

static void
import_one(void)
{
	static const char sheet[] =
		"申报类别,单位名称,统一社会信用代码,单位性质,所属镇街/主管部门,带头人姓名,身份证号,职业（工种）,聘期起,聘期止,工位数\n"
		"新申报,上海甲有限公司,91310118MA1J00030Y,企业,赵巷镇,张三,310229198903043953,焊工,2020-01-01,2025-01-01,17\n";

	test_write(office_file(&office, "sheet.csv"), sheet, strlen(sheet));
	SHOWS("1 accepted, 0 refused, 1 saved", "import", "applications", office_file(&office, "sheet.csv"));
}

static const char *
path(void)
{
	return built_in() ? "project.workbenches" : "workbenches";
}

Test(new_field, stands_in_the_list_of_fields)
{
	char name[64];

	snprintf(name, sizeof name, "\"name\": \"%s\"", path());
	SHOWS(name, "fields", "projects", "--json");
	office.lang = "zh";
	SHOWS("工位数", "fields", "projects");
}

Test(new_field, is_read_from_a_sheet_by_its_chinese_header)
{
	import_one();
	SHOWS("\"workbenches\": ", "show", "QP2021-0001", "--json");
	SHOWS("17", "list", "projects", "--columns", "workbenches");
}

Test(new_field, is_a_column_of_lists_and_is_shown)
{
	import_one();
	office.lang = "zh";
	SHOWS("工位数", "list", "projects", "--columns", "id,workbenches");
	SHOWS("17", "list", "projects", "--columns", "workbenches");
	SHOWS("\"workbenches\": ", "list", "projects", "--columns", "workbenches", "--json");
	SHOWS("工位数", "show", "QP2021-0001");
}

Test(new_field, is_narrowed_by)
{
	import_one();
	SHOWS("QP2021-0001", "list", "projects", "--where", "workbenches:17");
	office.lang = "zh";
	SHOWS("QP2021-0001", "list", "projects", "--where", "工位数>16");
	struct run run = office_run(&office, "list", "projects", "--where", "workbenches:16", NULL);
	cr_expect_eq(run.status, 0);
	cr_expect(!strstr(run.out, "QP2021-0001"), "%s", run.out);
	run_free(&run);
}

Test(new_field, goes_out_with_its_label_and_comes_in_again)
{
	import_one();
	office.lang = "zh";
	SHOWS("\"17\"", "export", "projects", "-", "--columns", "id,workbenches");
	for (const char *const *name = (const char *const[]){"list.csv", "list.xlsx", "list.json", NULL}; *name; name++)
		office_must(&office, 0, "export", "projects", office_file(&office, *name));
	char *csv = test_read(office_file(&office, "list.csv"), NULL);
	cr_expect(strstr(csv, "工位数"), "%s", csv);
	free(csv);
	char *json = test_read(office_file(&office, "list.json"), NULL);
	cr_expect(strstr(json, "\"workbenches\": "), "%s", json);
	free(json);
	/* numbers of people went out masked and are refused coming back, this column is not */
	struct run run = office_run(&office, "import", "applications", office_file(&office, "list.xlsx"), "--dry-run", NULL);
	cr_expect(!strstr(run.err, "工位数"), "%s", run.err);
	run_free(&run);
}

Test(new_field, what_is_wrong_in_it_is_refused_and_its_changes_are_kept)
{
	import_one();
	struct run run = office_run(&office, "do", "amend", "QP2021-0001", "workbenches=many", NULL);
	cr_expect_eq(run.status, 3);
	cr_expect(strstr(run.err, "workbenches"), "%s", run.err);
	run_free(&run);
	office_must(&office, 0, "do", "amend", "QP2021-0001", "workbenches=21");
	office.lang = "zh";
	SHOWS("工位数: 17 → 21", "history", "QP2021-0001");
	SHOWS(built_in() ? "\"project.workbenches\", \"old\": \"17\"" : "\"workbenches\", \"old\": \"17\"", "history", "QP2021-0001", "--json");
	office_must(&office, 0, "rebuild", "--into", office_file(&office, "again"));
	snprintf(office.records, sizeof office.records, "%s", office_file(&office, "again"));
	SHOWS("21", "list", "projects", "--columns", "workbenches");
}

Test(new_field, is_asked_for_by_the_form)
{
	office.lang = "zh";
	struct pty *pty = office_screens(&office, 24, 80);
	pty_expect(pty, "工作台");
	pty_keys(pty, "1");
	pty_expect(pty, "申报类别");
	for (int page = 0; page < 12 && !pty_wait(pty, "工位数", 200); page++)
		pty_keys(pty, "PageDown");
	pty_expect(pty, "工位数");
	pty_free(pty);
}
