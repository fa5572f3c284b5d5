/* The verbs, as somebody at a prompt runs them: the real program in a fresh office. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "hard.h"

static const char *const late = "tests/data/applications-2021-late.csv";

/* ---- usage */

Test(usage, without_records_the_way_to_make_them_is_named)
{
	struct office office;

	office_open(&office);
	HARD_SAYS(&office, 1, "'shouxi init' makes them", "list", "projects");
	office_close(&office);
}

Test(usage, wrong_calls_end_with_2_and_say_what_is_wrong)
{
	struct office office;

	hard_begin(&office, false);
	HARD_SAYS(&office, 2, "there is no verb 'fly'; 'shouxi help' lists them", "fly");
	HARD_SAYS(&office, 2, "there is no option '--fast'", "--fast");
	HARD_SAYS(&office, 2, "'list' has no option '--fast'", "list", "projects", "--fast");
	HARD_SAYS(&office, 2, "the option '--where' needs a value: QUERY", "list", "projects", "--where");
	HARD_SAYS(&office, 2, "the option '--json' takes no value", "list", "projects", "--json=yes");
	HARD_SAYS(&office, 2, "the option '--json' is given twice", "list", "projects", "--json", "--json");
	HARD_SAYS(&office, 2, "usage: shouxi list RECORDS", "list");
	HARD_SAYS(&office, 2, "'b' is one word too many", "show", "a", "b");
	HARD_SAYS(&office, 2, "there are no records 'cats'; there are: projects", "list", "cats");
	HARD_SAYS(&office, 2, "there is no act 'fly'", "do", "fly");
	HARD_SAYS(&office, 2, "'quota' is not FIELD=VALUE", "do", "open_call", "year=2022", "quota");
	HARD_SAYS(&office, 2, "'people' cannot be imported, only 'applications' and 'expenses'", "import", "people", "x.csv");
	HARD_SAYS(&office, 2, "'x.pdf' does not end in .csv, .xlsx or .json", "export", "projects", "x.pdf");
	HARD_SAYS(&office, 2, "--date: 'soon' is not a date", "do", "open_call", "--date", "soon");
	HARD_SAYS(&office, 2, "there is no field 'colour' in 'project'", "list", "projects", "--columns", "colour");
	office_close(&office);
}

Test(usage, every_verb_has_help_in_both_languages)
{
	struct office office;
	struct run all;

	office_open(&office);
	all = office_run(&office, "--help", NULL);
	cr_assert_eq(all.status, 0);
	for (char *line = strtok(all.out, "\n"); line && !strstr(line, "Options,"); line = strtok(NULL, "\n")) {
		char name[32];
		struct run run;
		if (line[0] != ' ' || sscanf(line, "  %31[a-z]", name) != 1)
			continue;
		run = office_run(&office, "help", name, NULL);
		cr_expect_eq(run.status, 0);
		cr_expect(strstr(run.out, name), "%s", name);
		run_free(&run);
		office.lang = "zh";
		run = office_run(&office, name, "--help", NULL);
		cr_expect(strstr(run.out, "用法"), "%s: %s", name, run.out);
		run_free(&run);
		office.lang = "en";
	}
	run_free(&all);
	office_close(&office);
}

Test(usage, faults_of_inputs_end_with_3_and_name_the_field)
{
	struct office office;

	hard_begin(&office, false);
	HARD_SAYS(&office, 3, "unit.uscc: ", "do", "intake", "unit.uscc=91310118MA1J00030X", "track=new");
	HARD_SAYS(&office, 3, "nonsense: there is no field 'nonsense'", "do", "intake", "nonsense=1");
	HARD_SAYS(&office, 1, "there is no 'QP2021-9999' here", "show", "QP2021-9999");
	office_close(&office);
}

/* ---- JSON */

Test(json, every_verb_answers_in_json)
{
	static const char *const calls[][5] = {
		{"list", "projects"}, {"list", "calls"}, {"list", "staff"}, {"list", "materials"}, {"list", "corrections"}, {"list", "attestations"},
		{"list", "first_reviews"}, {"list", "overrides"}, {"list", "rulebooks"}, {"list", "lines"}, {"show", "QP2021-0001"}, {"show", "2021"},
		{"history", "QP2021-0001"}, {"check", "QP2021-0001"}, {"acts"}, {"acts", "QP2021-0001"}, {"todo"}, {"stats"},
		{"stats", "--by", "town"}, {"stats", "--by", "year"}, {"stats", "--by", "track"}, {"rules", "show"}, {"fields"}, {"fields", "projects"},
		{"labels"}, {"labels", "level"}, {"staff"}, {"verify"}, {"export", "projects", "-"},
	};
	struct office office;

	hard_begin(&office, true);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		const char *args[8] = {calls[i][0], calls[i][1] ? calls[i][1] : "--json", NULL};
		size_t count = 1;
		while (count < 5 && calls[i][count]) {
			args[count] = calls[i][count];
			count++;
		}
		args[count++] = "--json";
		args[count] = NULL;
		struct run run = office_run_with(&office, NULL, 0, args);
		json_decref(hard_json_of(&run, 0));
		run_free(&run);
	}
	office_close(&office);
}

Test(json, a_row_of_a_list_of_projects_has_the_promised_members)
{
	static const char *const members[] = {"id", "track", "call", "stage", "unit", "leader", "reviewer", "year"};
	struct office office;
	json_t *projects;

	hard_begin(&office, true);
	projects = hard_json(&office, 0, "list", "projects", NULL);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		cr_expect(json_object_get(json_array_get(projects, 0), members[i]), "%s", members[i]);
	cr_expect_str_eq(hard_text(json_array_get(projects, 0), "stage"), "draft");
	cr_expect_eq(hard_number(json_array_get(projects, 0), "year"), 2021);
	json_decref(projects);
	office_close(&office);
}

Test(json, money_is_a_text_of_yuan_and_numbers_of_people_are_masked)
{
	struct office office;
	json_t *project;

	hard_begin(&office, true);
	project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
	cr_expect_str_eq(hard_text(project, "matching_committed"), "100000.00");
	cr_expect_str_eq(hard_text(project, "publicity_from"), "2021-02-15");
	cr_expect(strchr(hard_text(json_object_get(project, "leader"), "resident_id"), '*'));
	cr_expect(strchr(hard_text(json_object_get(project, "unit"), "phone"), '*'));
	json_decref(project);
	office_close(&office);
}

/* ---- acts */

Test(acts, do_prints_number_revision_and_stage)
{
	struct office office;
	json_t *result;

	hard_begin(&office, true);
	result = hard_json(&office, 0, "do", "submit", "QP2021-0001", NULL);
	cr_expect_str_eq(hard_text(result, "id"), "QP2021-0001");
	cr_expect_eq(hard_number(result, "revision"), 2);
	cr_expect_str_eq(hard_text(result, "stage"), "submitted");
	json_decref(result);
	office_close(&office);
}

Test(acts, the_same_operation_id_does_it_once)
{
	struct office office;
	json_t *first, *second;

	hard_begin(&office, true);
	first = hard_json(&office, 0, "--op", "abc", "do", "submit", "QP2021-0001", NULL);
	second = hard_json(&office, 0, "--op", "abc", "do", "submit", "QP2021-0001", NULL);
	cr_expect(json_is_true(json_object_get(second, "already")));
	cr_expect_eq(hard_number(first, "entry"), hard_number(second, "entry"));
	json_decref(first);
	json_decref(second);
	office_close(&office);
}

Test(acts, an_older_revision_is_a_conflict)
{
	struct office office;

	hard_begin(&office, true);
	office_must(&office, 0, "do", "submit", "QP2021-0001");
	HARD_SAYS(&office, 1, "revision 2 now, not 1", "--rev", "1", "do", "withdraw", "QP2021-0001", "--reason", "x");
	office_close(&office);
}

Test(acts, a_value_comes_from_a_file_or_standard_input)
{
	const char *args[] = {"do", "amend", "QP2021-0001", "note=@-", NULL};
	struct office office;
	struct run run;
	json_t *project;

	hard_begin(&office, true);
	run = office_run_with(&office, "第一行\n第二行\n", strlen("第一行\n第二行\n"), args);
	cr_assert_eq(run.status, 0, "%s", run.err);
	run_free(&run);
	project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
	cr_expect_str_eq(hard_text(project, "note"), "第一行\n第二行");
	json_decref(project);
	office_must(&office, 0, "do", "amend", "QP2021-0001", "note=@@home");
	project = hard_json(&office, 0, "show", "QP2021-0001", NULL);
	cr_expect_str_eq(hard_text(project, "note"), "@home");
	json_decref(project);
	HARD_SAYS(&office, 1, "'/nonexistent' cannot be read", "do", "amend", "QP2021-0001", "note=@/nonexistent");
	office_close(&office);
}

Test(acts, staff_are_entered_and_changed_by_acts)
{
	struct office office;
	json_t *staff;

	office_open(&office);
	office_must(&office, 0, "init");
	office_must(&office, 0, "staff", "add", "id=admin", "name=管理员", "roles=admin office");
	office.as = "admin";
	office_must(&office, 0, "staff", "add", "id=zx", "name=赵巷初审", "roles=reviewer", "organisation=赵巷镇");
	office_must(&office, 0, "staff", "change", "zx", "name=赵巷");
	staff = hard_json(&office, 0, "staff", "list", NULL);
	cr_expect_eq(json_array_size(staff), 2);
	cr_expect_str_eq(hard_text(json_array_get(staff, 1), "name"), "赵巷");
	json_decref(staff);
	office.as = "zx";
	HARD_SAYS(&office, 1, "may not do", "staff", "add", "id=x", "name=x", "roles=office");
	office.as = "nobody";
	HARD_SAYS(&office, 1, "nobody is entered as staff 'nobody'", "todo");
	office_close(&office);
}

/* ---- out and back */

Test(export, counts_its_rows_and_is_a_sheet_again)
{
	static const char *const endings[] = {"csv", "xlsx", "json"};
	struct office office;
	char name[32];

	hard_begin(&office, true);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct run run;
		snprintf(name, sizeof name, "list.%s", endings[i]);
		run = office_run(&office, "export", "projects", office_file(&office, name), NULL);
		cr_expect_eq(run.status, 0, "%s", run.err);
		cr_expect_str_eq(run.out, "46 rows\n");
		run_free(&run);
	}
	/* masked numbers do not come back as numbers: each row is refused for them, and only for them */
	for (size_t i = 0; i < 2; i++) {
		struct office other;
		json_t *result;
		hard_begin(&other, false);
		snprintf(name, sizeof name, "list.%s", endings[i]);
		result = hard_json(&other, 3, "import", "applications", office_file(&office, name), NULL);
		cr_expect_eq(hard_number(result, "refused"), 46);
		const json_t *faults = json_object_get(result, "faults");
		for (size_t j = 0; j < json_array_size(faults); j++) {
			const char *field = hard_text(json_array_get(faults, j), "field");
			if (strcmp(hard_text(json_array_get(faults, j), "level"), "error") == 0)
				cr_expect(strcmp(field, "leader.resident_id") == 0 || strstr(field, "phone"), "%s: %s", field,
					hard_text(json_array_get(faults, j), "message"));
		}
		json_decref(result);
		office_close(&other);
	}
	office_close(&office);
}

Test(export, formulas_are_guarded_in_csv)
{
	struct office office;
	struct run run;

	hard_begin(&office, false);
	office_must(&office, 3, "import", "applications", test_source(late), "--good-rows");
	run = office_run(&office, "export", "projects", "-", "--columns", "id,note,unit.uscc", "--where", "安捷电梯", NULL);
	cr_expect_eq(run.status, 0, "%s", run.err);
	cr_expect(strstr(run.out, "\"'=HYPERLINK(\"\"x\"\",\"\"点击\"\")\",\"'91310118MA15J89KX0\""), "%s", run.out);
	cr_expect_str_eq(run.err, "1 rows\n");
	run_free(&run);
	office_close(&office);
}

Test(export, on_a_full_disk_nothing_is_left_and_the_old_file_stays)
{
	struct office office;
	const char *path;
	char *text;

	hard_begin(&office, true);
	path = office_file(&office, "no/such/folder.csv");
	HARD_SAYS(&office, 1, "cannot be written: No such file or directory", "export", "projects", path);
	path = office_file(&office, "list.csv");
	test_write(path, "old", 3);
	HARD_SAYS(&office, 1, "'/dev/full' cannot be written", "export", "projects", "/dev/full", "--format", "csv");
	text = test_read(path, NULL);
	cr_expect_str_eq(text, "old");
	free(text);
	office_close(&office);
}

Test(output, a_full_disk_is_told)
{
	struct office office;
	char shell[1200];
	const char *argv[] = {"/bin/sh", "-c", shell, NULL};
	struct run run;

	hard_begin(&office, true);
	snprintf(shell, sizeof shell, "'%s' --env '%s' --lang en list projects >/dev/full", test_built("shouxi"), office.records);
	run = run_program(argv, NULL, NULL, 0);
	cr_expect_eq(run.status, 1);
	cr_expect_str_eq(run.err, "shouxi: the output cannot be written: No space left on device\n");
	run_free(&run);
	office_close(&office);
}

/* ---- care */

Test(care, verify_backup_restore_and_rebuild)
{
	struct office office;
	char copy[600];
	json_t *report, *again;

	hard_begin(&office, true);
	report = hard_json(&office, 0, "verify", NULL);
	cr_expect(json_is_true(json_object_get(report, "good")));
	office_must(&office, 0, "backup", office_file(&office, "copy"));
	snprintf(copy, sizeof copy, "%s", office_file(&office, "restored"));
	office_must(&office, 0, "restore", office_file(&office, "copy"), "--into", copy);
	HARD_SAYS(&office, 2, "usage: shouxi restore", "restore", "x");
	snprintf(copy, sizeof copy, "%s", office_file(&office, "rebuilt"));
	office_must(&office, 0, "rebuild", "--into", copy);
	snprintf(office.records, sizeof office.records, "%s", office_file(&office, "rebuilt"));
	office.today = NULL;
	again = hard_json(&office, 0, "verify", NULL);
	cr_expect_str_eq(hard_text(report, "head"), hard_text(again, "head"));
	json_decref(report);
	json_decref(again);
	office_close(&office);
}

/* ---- rules and forms */

Test(rules, a_good_file_and_a_wrong_one)
{
	struct office office;

	office_open(&office);
	office_must(&office, 0, "rules", "check", test_source("rules.yaml"));
	office_must(&office, 0, "forms", "check", test_source("forms"));
	test_write(office_file(&office, "bad.yaml"), "programme:\n  colour: red\n", 25);
	HARD_SAYS(&office, 3, "bad.yaml:2:", "rules", "check", office_file(&office, "bad.yaml"));
	office_close(&office);
}
