#include <config.h>

#include "record/form.h"

#include <dirent.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "record/types.h"
#include "recordsuite.h"

RECORD_SUITE(form);

#define HEAD "form: intake\nrecord: project\ntitle: {zh: 录入, en: Intake}\nsections:\n"
#define SECTION HEAD "- name: unit\n  title: 单位\n  fields:\n"

static const char *
fault_lines(const struct faults *faults)
{
	buf_clear(&out);
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->items[i];
		buf_addf(&out, "%s:%d:%d: %s\n", fault->pos.file, fault->pos.line, fault->pos.column, fault->message);
	}
	return buf_text(&out);
}

static void
expect_faults(const char *text, const char *wanted)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_parse("intake.yaml", text, strlen(text), &faults);
	cr_assert_not_null(tree, "%s", fault_lines(&faults));
	cr_expect_null(form_load(yaml_root(tree), &arena, &faults));
	cr_expect_str_eq(fault_lines(&faults), wanted, "of:\n%s\ngot:\n%swanted:\n%s", text, buf_text(&out), wanted);
	yaml_tree_free(tree);
	faults_free(&faults);
}

/* The tree stays, since the form's texts are its. */
static const struct form *
load(struct yaml_tree *tree)
{
	struct faults faults = {0};
	cr_assert_not_null(tree);
	const struct form *form = form_load(yaml_root(tree), &arena, &faults);
	cr_assert_not_null(form, "%s", fault_lines(&faults));
	cr_expect_eq(faults.count, 0, "%s", fault_lines(&faults));
	return form;
}

static struct yaml_tree *
tree_of(const char *text)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_parse("intake.yaml", text, strlen(text), &faults);
	cr_assert_not_null(tree, "%s", fault_lines(&faults));
	return tree;
}

static const char *
forms_dir(void)
{
	const char *source = getenv("SHOUXI_SOURCE");

	return arena_printf(&arena, "%s/forms", source ? source : ".");
}

static struct yaml_tree *
shipped(const char *name)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_load(arena_printf(&arena, "%s/%s.yaml", forms_dir(), name), &faults);
	cr_assert_not_null(tree, "%s", fault_lines(&faults));
	return tree;
}

/* ---- the forms that come with the program */

Test(form, each_form_of_the_program_loads_and_forgets_no_field)
{
	glob_t files;
	cr_assert_eq(glob(arena_printf(&arena, "%s/*.yaml", forms_dir()), 0, NULL, &files), 0);
	cr_expect_geq(files.gl_pathc, 17);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		const char *file = strrchr(files.gl_pathv[i], '/') + 1;
		const char *name = arena_strndup(&arena, file, strlen(file) - strlen(".yaml"));
		struct yaml_tree *tree = shipped(name);
		const struct form *form = load(tree);
		cr_expect_str_eq(form->name, name);
		cr_expect_str_neq(form->sections[form->count - 1].name, "others", "%s forgets %s", name,
		                  form->sections[form->count - 1].fields[0].path);
		yaml_tree_free(tree);
	}
	globfree(&files);
}

Test(form, intake_asks_for_every_field_of_the_command_line)
{
	static const char *const paths[] = {
		"unit.name", "unit.uscc", "unit.nature", "unit.industry", "unit.staff_count", "unit.legal_representative", "unit.contact",
		"unit.phone", "unit.address", "leader.name", "leader.sex", "leader.resident_id", "leader.occupation", "leader.education",
		"leader.level", "leader.certificate", "leader.certificate_date", "leader.post", "leader.trade_recognised",
		"leader.appointed_from", "leader.appointed_to", "leader.phone", "project.track", "project.call", "project.reviewer",
		"project.competent_department", "project.studio_name", "project.studio_area", "project.team_size", "project.post_allowance",
		"project.education_fund", "project.matching_committed", "project.publicity_from", "project.publicity_to", "project.award",
		"project.results", "project.continuing_training", "project.predecessor", "project.predecessor_year",
		"project.predecessor_grade", "project.predecessor_document", "project.note", "unit_payee.bank",
		"leader_payee.account_name", "leader_payee.account",
	};
	struct yaml_tree *tree = shipped("intake");
	const struct form *form = load(tree);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		cr_expect_not_null(form_field(form, paths[i]), "%s", paths[i]);
	cr_expect_str_eq(form_field(form, "uscc")->path, "unit.uscc");
	cr_expect_null(form_field(form, "name"), "the unit's or the leader's?");
	cr_expect_null(form_field(form, "project.stage"));
	cr_expect_str_eq(form_field(form, "project.matching_committed")->clause, "五(一)末");
	yaml_tree_free(tree);
}

Test(form, headers_of_the_offices_sheets_are_known)
{
	static const struct {
		const char *header, *path;
		int unit;
	} headers[] = {
		{"申报类别", "project.track", 1}, {"单位名称", "unit.name", 1}, {"统一社会信用代码", "unit.uscc", 1},
		{"单位性质", "unit.nature", 1}, {"所属镇街/主管部门", "project.reviewer", 1}, {"行业", "unit.industry", 1},
		{"职工人数", "unit.staff_count", 1}, {"法定代表人", "unit.legal_representative", 1}, {"联系人", "unit.contact", 1},
		{"联系电话", "unit.phone", 1}, {"带头人姓名", "leader.name", 1}, {"性别", "leader.sex", 1},
		{"身份证号", "leader.resident_id", 1}, {"职业（工种）", "leader.occupation", 1}, {"职业(工种)", "leader.occupation", 1},
		{"技能等级", "leader.level", 1}, {"证书编号", "leader.certificate", 1}, {"发证日期", "leader.certificate_date", 1},
		{"聘期起", "leader.appointed_from", 1}, {"聘期止", "leader.appointed_to", 1}, {"内部公示起", "project.publicity_from", 1},
		{"内部公示止", "project.publicity_to", 1}, {"工作室名称", "project.studio_name", 1},
		{"工作室面积（㎡）", "project.studio_area", 1}, {"团队人数", "project.team_size", 1},
		{"岗位津贴（元/月）", "project.post_allowance", 1}, {"职工教育经费（元/年）", "project.education_fund", 1},
		{"配套经费（元）", "project.matching_committed", 1}, {"市级及以上奖项", "project.award", 1},
		{"主要业绩", "project.results", 1}, {"继续培训日期", "project.continuing_training", 1},
		{"原项目年度", "project.predecessor_year", 1}, {"期满考核结果", "project.predecessor_grade", 1}, {"备注", "project.note", 1},
		{" 配套 经费（万元）", "project.matching_committed", 10000}, {"unit.uscc", "unit.uscc", 1},
	};
	struct yaml_tree *tree = shipped("intake");
	const struct form *form = load(tree);
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		int unit = 0;
		const struct form_field *field = form_header(form, headers[i].header, &unit);
		cr_expect_str_eq(field ? field->path : "nothing", headers[i].path, "%s", headers[i].header);
		cr_expect_eq(unit, headers[i].unit, "%s", headers[i].header);
	}
	cr_expect_null(form_header(form, "序号", NULL));
	cr_expect_null(form_header(form, "", NULL));
	yaml_tree_free(tree);
}

Test(form, repeating_groups_have_fields_of_their_own)
{
	struct yaml_tree *tree = shipped("intake");
	const struct form *form = load(tree);
	const struct form_section *members = NULL;
	size_t groups = 0;
	for (size_t i = 0; i < form->count; i++) {
		const char *list = form->sections[i].list;
		groups += list != NULL;
		if (list && strcmp(list, "members") == 0)
			members = &form->sections[i];
	}
	cr_expect_eq(groups, 6);
	cr_assert_not_null(members);
	cr_expect_null(form_field(form, "occupation_of"), "a row's field is no field of the project");
	struct line *line = record_new(&type_line, &arena);
	struct faults faults = {0};
	form_check_line(members, line, &faults);
	cr_expect_eq(faults.count, 1);
	cr_expect_str_eq(faults.items[0].message, "'Name' is missing");
	faults_free(&faults);
	cr_expect_eq(form_set(line, &members->fields[0], "陈芳", NULL, &arena, &err), 0);
	cr_expect_eq(form_set(line, &members->fields[1], "女", NULL, &arena, &err), 0);
	cr_expect_str_eq(extra_get(line, "sex"), "female");
	form_check_line(members, line, &faults);
	cr_expect_eq(faults.count, 0);
	yaml_tree_free(tree);
}

/* ---- what an office adds */

#define OFFICE_FORM \
	SECTION "  - unit.name\n" \
		"  - {field: project.matching_committed, unit: 10000, label: {zh: 配套, en: Matching}, clause: 五(一)末, headers: [配 套]}\n" \
		"  - {extra: visited_on, kind: date, label: {zh: 走访日期, en: Visited on}, headers: [走访日期], origin: office}\n" \
		"  - {extra: hall, kind: text, label: 厅, max: 5, required: true}\n" \
		"  - {extra: fee, kind: money, label: {zh: 费用, en: Fee}}\n" \
		"  - {extra: grade, kind: code, list: sex, label: {zh: 等, en: Grade}, when: follow_on, required: true}\n" \
		"  - {extra: stay_from, kind: date, label: From}\n" \
		"  - {extra: stay_to, kind: date, label: To}\n" \
		"  - {extra: beds, kind: number, min: 2, max: 9, label: Beds}\n"

static void
set(void *record, const struct form *form, const char *path, const char *text)
{
	cr_assert_eq(form_set(record, form_field(form, path), text, NULL, &arena, &err), 0, "%s: %s", path, err.message);
}

static const char *
shown(const void *record, const struct form *form, const char *path, enum print_style style)
{
	buf_clear(&out);
	form_print(record, form_field(form, path), NULL, style, &out);
	return buf_text(&out);
}

Test(form, a_field_that_stands_only_in_the_form_is_set_checked_and_printed)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	struct project *project = record_new(&type_project, &arena);
	cr_expect(form_empty(project, form_field(form, "visited_on")));
	set(project, form, "visited_on", "2021年3月5日");
	set(project, form, "fee", "1,234.5");
	set(project, form, "grade", "女");
	cr_expect_not(form_empty(project, form_field(form, "visited_on")));
	cr_expect_str_eq(extra_get(project, "visited_on"), "2021-03-05");
	cr_expect_str_eq(extra_get(project, "fee"), "1234.50");
	cr_expect_str_eq(shown(project, form, "fee", PRINT_SCREEN), "1,234.50");
	cr_expect_str_eq(shown(project, form, "fee", PRINT_PLAIN), "1234.50");
	cr_expect_str_eq(shown(project, form, "grade", PRINT_SCREEN), "female");
	cr_expect_str_eq(shown(project, form, "grade", PRINT_PLAIN), "female");
	cr_expect_eq(form_set(project, form_field(form, "visited_on"), "2021-02-30", NULL, &arena, &err), -1);
	cr_expect_str_eq(err.field, "visited_on");
	cr_expect_str_eq(extra_get(project, "visited_on"), "2021-03-05", "a refused value replaced the old one");
	cr_expect_eq(form_set(project, form_field(form, "hall"), "一二三四五六", NULL, &arena, &err), -1);
	cr_expect_eq(form_set(project, form_field(form, "beds"), "10", NULL, &arena, &err), -1);
	cr_expect_str_eq(err.message, "10 is not between 2 and 9");
	set(project, form, "visited_on", "");
	cr_expect_str_eq(extra_get(project, "visited_on"), "");
	yaml_tree_free(tree);
}

Test(form, a_stored_value_that_no_longer_parses_shows_as_it_is)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	struct project *project = record_new(&type_project, &arena);
	extra_set(project, "grade", "third_sex", &arena);
	cr_expect_str_eq(shown(project, form, "grade", PRINT_SCREEN), "third_sex");
	yaml_tree_free(tree);
}

Test(form, labels_come_from_the_form_or_from_the_field)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	cr_expect_str_eq(form_label(form_field(form, "unit.name")), "Unit name");
	cr_expect_str_eq(form_label(form_field(form, "project.matching_committed")), "Matching");
	cr_expect_str_eq(form_label(form_field(form, "hall")), "厅");
	cr_expect_str_eq(form_help(form_field(form, "hall")), "");
	cr_expect_str_neq(form_help(form_field(form, "project.reviewer")), "");
	words_use(LANG_ZH, "/nonexistent");
	cr_expect_str_eq(form_label(form_field(form, "project.matching_committed")), "配套");
	cr_expect_str_eq(form_field(form, "visited_on")->clause, "office");
	cr_expect_str_eq(form_field(form, "project.matching_committed")->headers[0], "配套");
	int unit;
	form_header(form, "配套", &unit);
	cr_expect_eq(unit, 10000);
	form_header(form, "配套（元）", &unit);
	cr_expect_eq(unit, 1, "the sheet's own word counts");
	yaml_tree_free(tree);
}

Test(form, fields_that_no_section_names_follow_under_others)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	const struct form_section *others = &form->sections[form->count - 1];
	cr_expect_str_eq(others->title.zh, "其他");
	cr_expect_not_null(form_field(form, "unit.uscc"));
	for (size_t i = 0; i < others->count; i++) {
		cr_expect_str_neq(others->fields[i].path, "unit.name");
		cr_expect_not(others->fields[i].field.flags & (FIELD_COMPUTED | FIELD_HIDDEN), "%s", others->fields[i].path);
	}
	yaml_tree_free(tree);
}

static const char *
check_messages(const struct form *form, const void *record, const char *track)
{
	struct faults faults = {0};
	form_check(form, record, track, &faults);
	buf_clear(&out);
	for (size_t i = 0; i < faults.count; i++)
		if (strncmp(faults.items[i].field, "project.", 8) != 0 && strncmp(faults.items[i].field, "leader.", 7) != 0 &&
		    strncmp(faults.items[i].field, "unit.", 5) != 0)
			buf_addf(&out, "%s: %s\n", faults.items[i].field, faults.items[i].message);
	faults_free(&faults);
	return buf_text(&out);
}

Test(form, missing_fields_are_told_and_those_of_another_track_are_not_asked)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	struct project *project = record_new(&type_project, &arena);
	cr_expect_str_eq(check_messages(form, project, "new"), "hall: '厅' is missing\n");
	cr_expect_str_eq(check_messages(form, project, "follow_on"), "hall: '厅' is missing\ngrade: 'Grade' is missing\n");
	set(project, form, "hall", "东");
	cr_expect_str_eq(check_messages(form, project, NULL), "");
	yaml_tree_free(tree);
}

Test(form, a_span_of_dates_may_not_end_before_it_begins)
{
	struct yaml_tree *tree = tree_of(OFFICE_FORM);
	const struct form *form = load(tree);
	struct project *project = record_new(&type_project, &arena);
	set(project, form, "hall", "东");
	set(project, form, "stay_from", "2021-06-01");
	cr_expect_str_eq(check_messages(form, project, NULL), "");
	set(project, form, "stay_to", "2021-06-01");
	cr_expect_str_eq(check_messages(form, project, NULL), "");
	set(project, form, "stay_to", "2020-06-01");
	cr_expect_str_eq(check_messages(form, project, NULL), "stay_to: 'To' 2020-06-01 is before 'From' 2021-06-01\n");
	yaml_tree_free(tree);

	tree = shipped("intake");
	form = load(tree);
	struct faults faults = {0};
	project = record_new(&type_project, &arena);
	set(project, form, "leader.appointed_from", "2021-06-01");
	set(project, form, "leader.appointed_to", "2020-06-01");
	form_check(form, project, "follow_on", &faults);
	bool told = false;
	for (size_t i = 0; i < faults.count; i++)
		told |= strcmp(faults.items[i].message, "'Appointed to' 2020-06-01 is before 'Appointed from' 2021-06-01") == 0;
	cr_expect(told);
	faults_free(&faults);
	yaml_tree_free(tree);
}

Test(form, lists_and_tracks_are_checked_against_the_rules)
{
	static const struct code tracks[] = {{.code = "new"}};
	static const struct code_list lists[] = {{"track", tracks, 1}};
	struct codebook book = {.lists = lists, .count = 1};
	struct faults faults = {0};
	struct yaml_tree *tree = tree_of(SECTION "  - {extra: a, kind: code, list: colour, label: A}\n"
	                                         "  - {extra: b, kind: text, when: follow_on, label: B}\n"
	                                         "  - {extra: c, kind: code, list: sex, when: new, label: C}\n"
	                                         "  - {field: project.reviewer}\n"
	                                         "  - {field: project.competent_department}\n");
	form_check_codes(load(tree), &book, &faults);
	cr_expect_str_eq(fault_lines(&faults), "intake.yaml:8:5: there is no code list 'colour'\n"
	                                       "intake.yaml:9:5: there is no track 'follow_on'\n"
	                                       "intake.yaml:11:5: there is no code list 'reviewer'\n"
	                                       "intake.yaml:12:5: there is no code list 'reviewer'\n", "%s", buf_text(&out));
	faults_free(&faults);
	yaml_tree_free(tree);
}

/* ---- faults */

Test(form, every_fault_of_a_file_is_told_at_once_with_its_place)
{
	expect_faults(SECTION "  - unit.nme\n"
	                      "  - project.stage\n"
	                      "  - {extra: Hall, kind: text, label: H}\n"
	                      "  - {extra: hall, kind: colour, label: H}\n"
	                      "  - {extra: uscc, kind: text, label: H}\n"
	                      "  - {extra: who, kind: resident, label: H}\n"
	                      "  - {extra: grade, kind: code, label: H}\n"
	                      "  - {extra: more, kind: text, list: sex, min: 1, label: H}\n"
	                      "  - {field: unit.name, unit: 10000}\n"
	                      "  - {field: unit.name}\n"
	                      "  - {label: H}\n"
	                      "  - {extra: nameless, kind: text}\n"
	                      "  - {field: unit.uscc, lable: H}\n",
	              "intake.yaml:8:5: there is no field 'unit.nme'\n"
	              "intake.yaml:9:5: 'project.stage' is set by the program and cannot be asked for\n"
	              "intake.yaml:10:13: 'Hall' is not a name: a small letter, then small letters, digits and _\n"
	              "intake.yaml:11:25: there is no kind of field called 'colour'\n"
	              "intake.yaml:12:13: 'uscc' is a field of the program already\n"
	              "intake.yaml:13:24: a field of the office's own cannot be of the kind 'resident'\n"
	              "intake.yaml:14:5: a coded field needs a 'list'\n"
	              "intake.yaml:15:37: 'list' is only for coded fields\n"
	              "intake.yaml:15:47: 'min' is only for numbers that have a 'max'\n"
	              "intake.yaml:16:30: 'unit' is only for amounts of money\n"
	              "intake.yaml:17:5: the field 'unit.name' stands twice\n"
	              "intake.yaml:18:5: a field needs 'field' or 'extra'\n"
	              "intake.yaml:19:5: key 'label' is missing\n"
	              "intake.yaml:20:24: unknown key 'lable'; 'label' is known\n");
}

Test(form, headers_sections_and_lists_stand_once)
{
	expect_faults(HEAD "- {name: a, title: A, fields: [{field: unit.name, headers: [名 称]}, {field: unit.industry, headers: [名称]}]}\n"
	                   "- {name: a, title: A, fields: []}\n"
	                   "- {name: b, title: A, lines: rows, fields: [unit.name, {extra: x, kind: text, label: X}]}\n"
	                   "- {name: c, title: A, lines: rows, fields: []}\n",
	              "intake.yaml:5:68: the header '名称' belongs to 'unit.name' already\n"
	              "intake.yaml:6:3: the section 'a' stands twice\n"
	              "intake.yaml:7:45: keys with values are expected here\n"
	              "intake.yaml:8:3: the list 'rows' stands twice\n");
}

Test(form, a_form_names_records_that_there_are)
{
	expect_faults("form: x\nrecord: invoice\ntitle: X\nsections: []\n", "intake.yaml:2:9: there are no records called 'invoice'\n");
	expect_faults("form: x\ntitle: X\nsections: []\n", "intake.yaml:1:1: key 'record' is missing\n");
}
