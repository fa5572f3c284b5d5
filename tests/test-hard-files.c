/* Files and texts as bad as they come: rules, forms, and what is written into fields. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <criterion/criterion.h>

#include "base/buf.h"
#include "hard.h"

static struct office office;
static char rules[300], forms[300];

static void
setup(void)
{
	hard_begin(&office, false);
	snprintf(rules, sizeof rules, "%s", office_file(&office, "rules.yaml"));
	snprintf(forms, sizeof forms, "%s", office_file(&office, "forms"));
}

static void
teardown(void)
{
	office_close(&office);
}

TestSuite(hard_files, .init = setup, .fini = teardown, .timeout = 300);

/* Copies a file of the tree with each text in place of another. */
static void
write_changed(const char *source, const char *to, const char *const changes[][2], size_t count)
{
	char *text = test_read(test_source(source), NULL);

	for (size_t i = 0; i < count; i++) {
		char *at = strstr(text, changes[i][0]);
		struct buf changed = {0};
		cr_assert(at, "'%s' is not in %s", changes[i][0], source);
		buf_add(&changed, text, (size_t)(at - text));
		buf_adds(&changed, changes[i][1]);
		buf_adds(&changed, at + strlen(changes[i][0]));
		buf_addc(&changed, '\0');
		free(text);
		text = buf_detach(&changed);
	}
	test_write(to, text, strlen(text));
	free(text);
}

static int
lines_of(const char *text, const char *beginning)
{
	int count = 0;

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		count += strncmp(line, beginning, strlen(beginning)) == 0;
	}
	return count;
}

static void
wrong_rules(void)
{
	static const char *const changes[][2] = {{"\ntasks:", "\ntask:"}, {"\ncorrection:", "\ncolour: red\ncorrection:"}};

	write_changed("rules.yaml", rules, changes, 2);
	office.rules = rules;
}

Test(hard_files, every_fault_of_the_rules_is_told_before_anything_is_done)
{
	static const char *const verbs[][3] = {{"todo"}, {"list", "projects"}, {"do", "open_call", "year=2022"}};

	wrong_rules();
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		struct run run = office_run(&office, verbs[i][0], verbs[i][1], verbs[i][1] ? verbs[i][2] : NULL, NULL);
		cr_expect_eq(run.status, 3, "%s", run.err);
		cr_expect_str_empty(run.out);
		cr_expect_geq(lines_of(run.err, rules), 3, "%s", run.err);
		cr_expect(strstr(run.err, "unknown key 'colour'"), "%s", run.err);
		cr_expect(strstr(run.err, "unknown key 'task'"), "%s", run.err);
		cr_expect(strstr(run.err, "nothing was done"), "%s", run.err);
		run_free(&run);
	}
	office.lang = "zh";
	HARD_SAYS(&office, 3, "未作任何处理", "todo");
}

Test(hard_files, rules_check_tells_the_same_faults_in_both_languages_and_in_json)
{
	wrong_rules();
	office.rules = NULL;
	HARD_SAYS(&office, 3, "unknown key 'colour'", "rules", "check", rules);
	json_t *report = hard_json(&office, 3, "rules", "check", rules, NULL);
	cr_expect(json_is_false(json_object_get(report, "good")));
	const json_t *faults = json_object_get(report, "faults");
	cr_expect_geq(json_array_size(faults), 3);
	for (size_t i = 0; i < json_array_size(faults); i++)
		cr_expect_gt(hard_number(json_array_get(faults, i), "line"), 0);
	json_decref(report);
	office.lang = "zh";
	HARD_SAYS(&office, 3, "colour", "rules", "check", rules);
}

Test(hard_files, no_records_are_made_under_wrong_rules)
{
	wrong_rules();
	snprintf(office.records, sizeof office.records, "%s", office_file(&office, "other"));
	HARD_SAYS(&office, 3, "unknown key 'colour'", "init");
	HARD_SAYS(&office, 3, "unknown key 'colour'", "init", "--demo");
	office.rules = NULL;
	HARD_SAYS(&office, 1, "'shouxi init' makes them", "todo");
	office_must(&office, 0, "init");
}

Test(hard_files, what_is_no_yaml_at_all_is_refused_with_its_place)
{
	static const struct {
		const char *bytes;
		size_t len;
	} files[] = {
		{"", 0}, {"\0\0\0\0", 4}, {"- a\n- b\n", 8}, {"a: [1, 2\n", 9}, {"\xff\xfe" "a\0", 4}, {"a: \x1b[31m\n", 9}, {"a: *b\n", 6},
		{"a: &a [*a, *a]\n", 15}, {"a: 1\na: 2\n", 10}, {"!!python/object a\n", 18}, {"%YAML 9.9\n", 10}, {"\xc3\x28: x\n", 6},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		test_write(rules, files[i].bytes, files[i].len);
		struct run run = office_run(&office, "rules", "check", rules, NULL);
		cr_expect_eq(run.status, 3, "file %zu: %d %s", i, run.status, run.err);
		cr_expect_eq(strncmp(run.err, rules, strlen(rules)), 0, "file %zu: %s", i, run.err);
		cr_expect(!strchr(run.err, 0x1b), "file %zu", i);
		run_free(&run);
		office.rules = rules;
		struct run with = office_run(&office, "todo", NULL);
		cr_expect_eq(with.status, 3, "file %zu: %d %s", i, with.status, with.err);
		run_free(&with);
		office.rules = NULL;
	}
	HARD_SAYS(&office, 1, "cannot be read: No such file", "--rules", "/nonexistent.yaml", "todo");
	HARD_SAYS(&office, 1, "cannot be read: Is a directory", "--rules", "/usr", "todo");
}

static void
copy_forms(void)
{
	static const char *const names[] = {"attest", "first_review", "intake", "open_call", "override", "receive_material", "return", "staff"};

	cr_assert_eq(mkdir(forms, 0700), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char from[64], to[400];
		snprintf(from, sizeof from, "forms/%s.yaml", names[i]);
		snprintf(to, sizeof to, "%s/%s.yaml", forms, names[i]);
		write_changed(from, to, NULL, 0);
	}
}

Test(hard_files, every_fault_of_every_form_is_told_at_once)
{
	static const char *const intake[][2] = {{"field: unit.name", "field: unit.nme"}, {"list: sex", "list: sax"}};
	static const char *const review[][2] = {{"form: first_review", "form: first-review"}};
	char path[400];

	copy_forms();
	snprintf(path, sizeof path, "%s/intake.yaml", forms);
	write_changed("forms/intake.yaml", path, intake, 2);
	snprintf(path, sizeof path, "%s/first_review.yaml", forms);
	write_changed("forms/first_review.yaml", path, review, 1);
	office.forms = forms;
	struct run run = office_run(&office, "do", "intake", "unit.name=甲", NULL);
	cr_expect_eq(run.status, 3, "%s", run.err);
	cr_expect(strstr(run.err, "there is no field 'unit.nme'"), "%s", run.err);
	cr_expect_geq(lines_of(run.err, forms), 2, "%s", run.err);
	cr_expect(strstr(run.err, "first_review.yaml:"), "%s", run.err);
	run_free(&run);
	office.forms = NULL;
	HARD_SAYS(&office, 3, "unit.nme", "forms", "check", forms);
	office_must(&office, 0, "do", "intake", "unit.name=甲");
}

Test(hard_files, a_folder_without_forms_is_told)
{
	cr_assert_eq(mkdir(forms, 0700), 0);
	HARD_SAYS(&office, 1, "there are no forms in", "--forms", forms, "todo");
	HARD_SAYS(&office, 1, "cannot be read: No such file", "--forms", "/nonexistent", "todo");
}

/* ---- hostile text */

/* Bytes that must not stand in a name, and what is said of them. */
static const struct {
	const char *text, *says;
} hostile[] = {
	{"甲\x1b[2J公司", "character 2 (U+001B) is a control character"},
	{"甲\x1b]0;x\x07", "character 2 (U+001B) is a control character"},
	{"\xc2\x9b" "31m甲", "character 1 (U+009B) is a control character"},
	{"甲\x07", "character 2 (U+0007) is a control character"},
	{"甲\x08\x08", "character 2 (U+0008) is a control character"},
	{"甲\x7f", "character 2 (U+007F) is a control character"},
	{"甲\xe2\x80\xae" "司公", "character 2 (U+202E) is invisible"},
	{"甲\xe2\x81\xa6", "character 2 (U+2066) is invisible"},
	{"甲\xe2\x80\x8b乙", "character 2 (U+200B) is invisible"},
	{"甲\xef\xbb\xbf乙", "character 2 (U+FEFF) is invisible"},
	{"\xff\xfe", "character 1"},
	{"甲\xe4\xb8", "character 2"},
	{"\xed\xa0\x80", "character 1"},
	{"\xf4\x90\x80\x80", "character 1"},
	{"甲\xf3\xa0\x80\x81", "character 2 (U+E0001)"},
};

/* Whether nothing is in what the program wrote that a terminal would obey. */
static bool
harmless(const char *text)
{
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		if ((*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7f)
			return false;
		if (*at == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
			return false;
		if (*at == 0xe2 && at[1] == 0x80 && (at[2] == 0x8b || at[2] == 0xae))
			return false;
	}
	return true;
}

Test(hard_files, hostile_text_in_a_field_is_refused_with_its_position)
{
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		char name[64];
		snprintf(name, sizeof name, "unit.name=%s", hostile[i].text);
		struct run run = office_run(&office, "do", "intake", name, NULL);
		cr_expect_eq(run.status, 3, "text %zu ended with %d: %s", i, run.status, run.err);
		cr_expect(strstr(run.err, "unit.name: "), "text %zu: %s", i, run.err);
		cr_expect(strstr(run.err, hostile[i].says), "'%s' is not in %s", hostile[i].says, run.err);
		cr_expect(harmless(run.err) && harmless(run.out), "text %zu reaches the terminal", i);
		run_free(&run);
	}
	json_t *projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(projects), 0);
	json_decref(projects);
}

Test(hard_files, hostile_text_in_every_other_place_of_the_command_line_is_harmless)
{
	const char *calls[][6] = {
		{"show", NULL}, {"check", NULL}, {"history", NULL}, {"list", NULL}, {"list", "projects", "--where", NULL}, {"acts", NULL},
		{"list", "projects", "--columns", NULL}, {"do", "submit", NULL}, {"do", NULL}, {"do", "intake", NULL}, {NULL},
		{"do", "open_call", "year=2022", "quota=1", "--reason", NULL}, {"labels", NULL}, {"fields", NULL}, {"help", NULL},
		{"import", "applications", NULL}, {"--as", NULL}, {"--today", NULL}, {"--env", NULL}, {"--op", NULL}, {"--rules", NULL},
	};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		size_t at = 0;
		while (at < 5 && calls[i][at])
			at++;
		calls[i][at] = "x\x1b[2J\xc2\x9b\xe2\x80\xae=\x07";
		const char *args[9] = {calls[i][0], calls[i][1], calls[i][2], calls[i][3], calls[i][4], calls[i][5]};
		if (calls[i][0][0] == '-') {
			args[2] = "todo";
			args[3] = NULL;
		}
		struct run run = office_run_with(&office, NULL, 0, args);
		cr_expect(harmless(run.err) && harmless(run.out), "call %zu (%s) reaches the terminal: %s%s", i, calls[i][0], run.out, run.err);
		run_free(&run);
	}
}

Test(hard_files, hostile_text_in_a_sheet_is_refused_with_row_and_column)
{
	const char *args[] = {"import", "applications", "-", NULL};

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct buf sheet = {0};
		if ((unsigned char)hostile[i].text[0] >= 0x80 && strstr(hostile[i].says, "character 1") && !strstr(hostile[i].says, "control"))
			continue; /* then the file is not UTF-8 and is read as something else */
		if (strcmp(hostile[i].says, "character 2") == 0)
			continue;
		buf_adds(&sheet, "申报类别,单位名称,统一社会信用代码,单位性质,所属镇街/主管部门,带头人姓名,身份证号,职业（工种）,聘期起,聘期止\n新申报,");
		buf_adds(&sheet, hostile[i].text);
		buf_adds(&sheet, ",91310118MA1J00030Y,企业,赵巷镇,张三,310229198903043953,焊工,2020-01-01,2025-01-01\n");
		struct run run = office_run_with(&office, sheet.data, sheet.len, args);
		cr_expect_eq(run.status, 3, "text %zu: %d %s", i, run.status, run.err);
		cr_expect(strstr(run.err, "-:2:B: Unit name: character"), "text %zu: %s", i, run.err);
		cr_expect(strstr(run.err, hostile[i].says), "'%s' is not in %s", hostile[i].says, run.err);
		cr_expect(harmless(run.err) && harmless(run.out), "text %zu reaches the terminal", i);
		run_free(&run);
		buf_free(&sheet);
	}
	json_t *projects = hard_json(&office, 0, "list", "projects", NULL);
	cr_expect_eq(json_array_size(projects), 0);
	json_decref(projects);
}

Test(hard_files, texts_that_only_look_dangerous_are_kept_as_they_are)
{
	static const char *const texts[] = {"=1+1", "'; DROP TABLE", "%s%n%d", "\\e[31m", "<script>", "𠮷野家", "é", "甲　乙", "$(reboot)", "../../etc"};
	char note[64];

	office_must(&office, 0, "do", "intake", "unit.name=甲", "track=new");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		snprintf(note, sizeof note, "note=%s", texts[i]);
		office_must(&office, 0, "do", "amend", "QP2021-0001", note);
		json_t *project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
		cr_expect_str_eq(hard_text(project, "note"), texts[i]);
		json_decref(project);
	}
}

Test(hard_files, texts_too_long_or_too_many_are_refused_and_nothing_is_cut)
{
	struct buf name = {0}, note = {0};

	buf_adds(&name, "unit.name=");
	for (int i = 0; i < 20000; i++)
		buf_adds(&name, "长");
	HARD_SAYS(&office, 3, "unit.name: ", "do", "intake", buf_text(&name));
	for (int i = 0; i < 5000; i++)
		buf_adds(&note, "行\n");
	test_write(office_file(&office, "note"), note.data, note.len);
	char argument[400];
	snprintf(argument, sizeof argument, "note=@%s", office_file(&office, "note"));
	HARD_SAYS(&office, 3, "note: ", "do", "intake", "unit.name=甲", argument);
	buf_free(&name);
	buf_free(&note);
}
