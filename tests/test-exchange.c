/* Sheets on their way in: headers, units, faults, the apostrophe; and what goes out: JSON, and files that are there whole or not at all. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <criterion/criterion.h>

#include "base/text.h"
#include "exchange/guard.h"
#include "exchange/header.h"
#include "exchange/json.h"
#include "exchange/outfile.h"
#include "exchange/rowin.h"
#include "record/types.h"

#define office test_office /* a record is called office as well */
#include "office.h"

/* ---- headers */

struct sheet {
	struct yaml_tree *tree;
	struct arena arena;
	struct form *form;
	struct header header;
	struct faults faults;
};

static void
sheet_open(struct sheet *sheet)
{
	*sheet = (struct sheet){0};
	words_use(LANG_EN, NULL);
	sheet->tree = yaml_load(test_source("forms/intake.yaml"), &sheet->faults);
	sheet->form = form_load(yaml_root(sheet->tree), &sheet->arena, &sheet->faults);
	cr_assert(sheet->form);
}

static void
sheet_close(struct sheet *sheet)
{
	faults_free(&sheet->faults);
	arena_free(&sheet->arena);
	yaml_tree_free(sheet->tree);
}

/* A row of up to 16 cells, "" for an empty one. */
#define ROW(number, ...) row_of(number, (const char *const[]){__VA_ARGS__, NULL})
static const struct table_row *
row_of(int number, const char *const *texts)
{
	static struct rows_cell cells[16];
	static struct table_row row;

	row = (struct table_row){.row = number, .cells = cells};
	for (int i = 0; texts[i]; i++)
		if (*texts[i])
			cells[row.count++] = (struct rows_cell){.column = i + 1, .text = texts[i], .len = strlen(texts[i])};
	return &row;
}

static bool
take(struct sheet *sheet, const struct table_row *row)
{
	return header_take(&sheet->header, sheet->form, row, "x.csv", &sheet->arena, &sheet->faults);
}

Test(header, stands_below_titles_and_is_known_by_its_columns)
{
	struct sheet sheet;

	sheet_open(&sheet);
	cr_expect(!take(&sheet, ROW(1, "青浦区2021年度首席技师资助项目申报汇总表")));
	cr_expect(!take(&sheet, ROW(2, "填报日期：2021年3月31日")));
	cr_expect(take(&sheet, ROW(3, "序号", "单位名称", "统一社会信用代码", "带头人姓名")));
	cr_expect_eq(sheet.header.row, 3);
	cr_expect_eq(header_column_of(&sheet.header, "unit.name"), 2);
	cr_expect_eq(header_column_of(&sheet.header, "leader.name"), 4);
	cr_expect_eq(header_column_of(&sheet.header, "leader.phone"), 0);
	cr_expect_eq(sheet.faults.count, 0, "the running number is no unknown column");
	sheet_close(&sheet);
}

Test(header, takes_dotted_names_labels_stars_and_line_breaks)
{
	struct sheet sheet;

	sheet_open(&sheet);
	cr_expect(take(&sheet, ROW(1, "unit.name", "*USCC", "带头人\n姓名", "Identity number *")));
	cr_expect_eq(sheet.header.count, 4);
	cr_expect_eq(header_column_of(&sheet.header, "leader.resident_id"), 4);
	sheet_close(&sheet);
}

Test(header, an_unknown_column_is_named_in_a_warning)
{
	struct sheet sheet;

	sheet_open(&sheet);
	cr_expect(take(&sheet, ROW(4, "单位名称", "星座", "带头人姓名")));
	cr_assert_eq(sheet.faults.count, 1);
	cr_expect_eq(sheet.faults.errors, 0);
	cr_expect_eq(sheet.faults.items[0].pos.line, 4);
	cr_expect_eq(sheet.faults.items[0].pos.column, 2);
	cr_expect_str_eq(sheet.faults.items[0].message, "the column '星座' is not known and is left out");
	sheet_close(&sheet);
}

Test(header, two_columns_for_one_field_are_an_error)
{
	struct sheet sheet;

	sheet_open(&sheet);
	cr_expect(take(&sheet, ROW(1, "单位名称", "申报单位", "带头人姓名")));
	cr_assert_eq(sheet.faults.errors, 1);
	cr_expect_eq(sheet.faults.items[0].pos.column, 2);
	cr_expect_str_eq(sheet.faults.items[0].message, "the column 'A' holds 'Unit name' already");
	sheet_close(&sheet);
}

Test(header, required_columns_that_are_missing_are_named)
{
	struct sheet sheet;
	bool named = false;

	sheet_open(&sheet);
	cr_expect(take(&sheet, ROW(1, "单位名称", "申报类别", "带头人姓名")));
	header_check(&sheet.header, sheet.form, "project.reviewer", "x.csv", &sheet.faults);
	for (size_t i = 0; i < sheet.faults.count; i++) {
		named = named || strcmp(sheet.faults.items[i].message, "there is no column for 'USCC'") == 0;
		cr_expect_str_neq(sheet.faults.items[i].field, "project.reviewer", "a given field needs no column");
		cr_expect_str_neq(sheet.faults.items[i].field, "unit.name");
	}
	cr_expect(named);
	sheet_close(&sheet);
}

Test(header, repeated_on_every_page_is_no_row)
{
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(3, "序号", "单位名称", "统一社会信用代码", "带头人姓名"));
	cr_expect(header_again(&sheet.header, ROW(30, "序号", "单位名称", "统一社会信用代码", "带头人姓名")));
	cr_expect(!header_again(&sheet.header, ROW(31, "1", "单位名称有限公司", "91310118MA1J001530", "带头人姓名")));
	sheet_close(&sheet);
}

/* ---- rows */

static struct project *
project_of(struct sheet *sheet, const struct table_row *row)
{
	struct row_reader reader = {
		.path = "x.csv",
		.form = sheet->form,
		.header = &sheet->header,
		.context = {.dates = {.serials = true, .year = 2021}},
	};
	struct project *project = record_new(&type_project, &sheet->arena);

	row_read(&reader, row, project, &sheet->arena, &sheet->faults);
	return project;
}

Test(rows, the_unit_in_the_header_decides_what_a_bare_amount_is_in)
{
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "配套经费（万元）", "职工教育经费（元/年）"));
	struct project *project = project_of(&sheet, ROW(2, "甲", "10.5", "1,234.50"));
	cr_expect_eq(project->matching_committed, 10500000);
	cr_expect_eq(project->education_fund, 123450);
	project = project_of(&sheet, ROW(3, "甲", "20000元", "3万元"));
	cr_expect_eq(project->matching_committed, 2000000, "a unit in the cell is stronger");
	cr_expect_eq(project->education_fund, 3000000);
	cr_expect_eq(sheet.faults.count, 0);
	sheet_close(&sheet);
}

Test(rows, dates_come_in_all_forms_and_as_serial_numbers)
{
	static const char *const forms[] = {"2021-03-05", "2021/3/5", "2021.3.5", "20210305", "2021年3月5日", "44260", "2021-03-05 00:00:00"};
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "发证日期"));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		cr_expect_eq(project_of(&sheet, ROW(2, "甲", forms[i]))->leader.certificate_date, date_make(2021, 3, 5), "%s", forms[i]);
	sheet_close(&sheet);
}

Test(rows, a_fault_is_told_with_row_column_and_field)
{
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "身份证号", "发证日期"));
	project_of(&sheet, ROW(9, "甲", "3.10229E+17", "2018年2月30日"));
	cr_assert_eq(sheet.faults.errors, 2);
	cr_expect_str_eq(sheet.faults.items[0].field, "leader.resident_id");
	cr_expect_eq(sheet.faults.items[0].pos.line, 9);
	cr_expect_eq(sheet.faults.items[0].pos.column, 2);
	cr_expect_str_eq(sheet.faults.items[0].message, "a spreadsheet damaged this identity number and lost its last digits (3.10229E+17)");
	cr_expect_str_eq(sheet.faults.items[1].message, "there is no 30 February 2018");
	sheet_close(&sheet);
}

Test(rows, what_looks_like_a_formula_is_only_text_and_one_apostrophe_is_taken_off)
{
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "备注"));
	cr_expect_str_eq(project_of(&sheet, ROW(2, "甲", "=HYPERLINK(\"x\")"))->note, "=HYPERLINK(\"x\")");
	cr_expect_str_eq(project_of(&sheet, ROW(3, "甲", "'=1+1"))->note, "=1+1");
	cr_expect_str_eq(project_of(&sheet, ROW(4, "甲", "''quoted'"))->note, "'quoted'");
	cr_expect_eq(sheet.faults.count, 0);
	sheet_close(&sheet);
}

Test(rows, errors_and_formulas_without_a_value_are_refused_in_words)
{
	struct rows_cell cells[] = {
		{.column = 1, .kind = ROWS_ERROR, .text = "#REF!"},
		{.column = 2, .kind = ROWS_ERROR, .text = "=A1+B1"},
	};
	struct table_row row = {.row = 2, .cells = cells, .count = 2};
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "备注"));
	project_of(&sheet, &row);
	cr_assert_eq(sheet.faults.errors, 2);
	cr_expect_str_eq(sheet.faults.items[0].message, "the spreadsheet has no value here but the error '#REF!'");
	cr_expect_str_eq(sheet.faults.items[1].message,
		"the formula '=A1+B1' has no value: have the spreadsheet program calculate and save it");
	sheet_close(&sheet);
}

Test(rows, sums_and_signatures_are_passed_over_but_no_application_is)
{
	struct sheet sheet;

	sheet_open(&sheet);
	take(&sheet, ROW(1, "单位名称", "身份证号", "配套经费（元）"));
	struct row_reader reader = {.path = "x.csv", .form = sheet.form, .header = &sheet.header};
	cr_expect(row_passes(&reader, ROW(2, "填表人：", "", "")));
	cr_expect(row_passes(&reader, ROW(2, "合 计", "", "1000")));
	cr_expect(row_passes(&reader, ROW(2, " ", "\t")));
	cr_expect(!row_passes(&reader, ROW(2, "合计电子有限公司", "310229198903043953", "1000")));
	cr_expect(!row_passes(&reader, ROW(2, "上海甲有限公司", "", "")));
	sheet_close(&sheet);
}

/* ---- out */

Test(guard, cells_that_would_be_calculated_and_long_numbers_are_guarded)
{
	const struct field *resident = record_column(&type_project, "leader.resident_id")->field;
	const struct field *note = record_column(&type_project, "note")->field;

	for (const char *at = "=+-@\t\r'"; *at; at++)
		cr_expect(guard_needed(note, (char[]){*at, 'x', 0}), "%d", *at);
	cr_expect(!guard_needed(note, "上海=甲"));
	cr_expect(!guard_needed(note, ""));
	cr_expect(guard_needed(resident, "310229198903043953"));
	cr_expect(!guard_needed(note, "310229198903043953"));
	cr_expect_str_eq(guard_strip("'=x"), "=x");
	cr_expect_str_eq(guard_strip("''x"), "'x");
	cr_expect_str_eq(guard_strip("x'"), "x'");
}

static char *
json_text(struct json *value)
{
	char *text = NULL;
	size_t len;
	FILE *file = open_memstream(&text, &len);

	cr_assert_eq(json_write(value, false, file, NULL), 0);
	fclose(file);
	return text;
}

Test(json, a_record_has_its_own_fields_and_an_object_for_each_further_part)
{
	struct arena arena = {0};
	struct project *project = record_new(&type_project, &arena);
	char *text;

	words_use(LANG_EN, NULL);
	project->id = "QP2021-0001";
	project->stage = "draft";
	project->year = 2021;
	project->matching_committed = 10000000;
	project->publicity_from = date_make(2021, 2, 8);
	project->leader.no_national_standard = 1;
	project->unit.name = "上海甲有限公司";
	extra_set(project, "slogan", "好", &arena);
	text = json_text(json_of_record(project, NULL));
	cr_expect(strstr(text, "\"id\": \"QP2021-0001\""));
	cr_expect(strstr(text, "\"year\": 2021"));
	cr_expect(strstr(text, "\"matching_committed\": \"100000.00\""));
	cr_expect(strstr(text, "\"publicity_from\": \"2021-02-08\""));
	cr_expect(strstr(text, "\"publicity_to\": null"));
	cr_expect(strstr(text, "\"unit\": {\"name\": \"上海甲有限公司\""));
	cr_expect(strstr(text, "\"no_national_standard\": true"));
	cr_expect(strstr(text, "\"extras\": {\"slogan\": \"好\"}"));
	cr_expect(strstr(text, "\"labels\": {\"project.stage\": \"draft\"}"));
	cr_expect(!strstr(text, "duplicate_key"), "machinery stays inside");
	free(text);
	arena_free(&arena);
}

Test(json, several_codes_are_an_array)
{
	struct arena arena = {0};
	struct staff *staff = record_new(&type_staff, &arena);
	char *text;

	staff->roles = "office finance";
	text = json_text(json_of_record(staff, NULL));
	cr_expect(strstr(text, "\"roles\": [\"office\", \"finance\"]"));
	free(text);
	arena_free(&arena);
}

Test(outfile, a_file_is_there_whole_or_not_at_all)
{
	struct office office;
	struct outfile out;
	struct stat status;
	struct err err;

	office_open(&office);
	const char *path = office_file(&office, "list.csv");
	test_write(path, "old", 3);
	cr_assert_eq(outfile_open(&out, path, &err), 0);
	fputs("new", out.file);
	outfile_drop(&out);
	char *text = test_read(path, NULL);
	cr_expect_str_eq(text, "old");
	free(text);
	cr_assert_eq(outfile_open(&out, path, &err), 0);
	fputs("new", out.file);
	cr_assert_eq(outfile_commit(&out, &err), 0);
	text = test_read(path, NULL);
	cr_expect_str_eq(text, "new");
	free(text);
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 0777, 0600, "nobody else reads it");
	office_close(&office);
}

Test(outfile, a_folder_that_is_not_there_is_told)
{
	struct outfile out;
	struct err err;

	words_use(LANG_EN, NULL);
	cr_expect_eq(outfile_open(&out, "/nonexistent/x.csv", &err), -1);
	cr_expect_str_eq(err.message, "'/nonexistent/x.csv' cannot be written: No such file or directory");
}
