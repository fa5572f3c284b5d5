/* Sheets on their way in: encodings, csv as programs and people break it, headers, units, the apostrophe; and files that go out whole or not at all. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* ---- csv */

static int
memory_file(const void *bytes, size_t len)
{
	int fd = memfd_create("test", MFD_CLOEXEC);

	cr_assert_eq(write(fd, bytes, len), (ssize_t)len);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static int
print_row(void *user, const struct table_row *row, struct err *err)
{
	struct buf *out = user;
	char letters[8];

	(void)err;
	buf_addf(out, "%d:", row->row);
	for (size_t i = 0; i < row->count; i++) {
		column_letters(letters, row->cells[i].column);
		buf_addf(out, " %s[%s]", letters, row->cells[i].text);
	}
	buf_addc(out, '\n');
	return 0;
}

/* All rows as text, or the error with its position. */
static char *
csv_text(const void *bytes, size_t len, const char **encoding)
{
	struct table_about about = {0};
	struct buf out = {0};
	struct err err = {0};
	int fd = memory_file(bytes, len);
	char told[600];

	if (csv_read(fd, "x.csv", print_row, &out, &about, &err) < 0) {
		err_print(told, sizeof told, &err);
		buf_adds(&out, told);
	}
	close(fd);
	if (encoding)
		*encoding = about.encoding;
	buf_addc(&out, '\0');
	return buf_detach(&out);
}

static void
csv_gives_n(const void *bytes, size_t len, const char *expected)
{
	char *text = csv_text(bytes, len, NULL);

	cr_expect_str_eq(text, expected);
	free(text);
}

static void
csv_gives(const char *bytes, const char *expected)
{
	csv_gives_n(bytes, strlen(bytes), expected);
}

Test(csv, rows_and_columns_are_those_that_the_sheet_shows)
{
	csv_gives("a,b\n,c\n\n\nd\n", "1: A[a] B[b]\n2: B[c]\n5: A[d]\n");
	csv_gives("a,b\r\n\r\nc,d", "1: A[a] B[b]\n3: A[c] B[d]\n");
	csv_gives("a\rb\r\rc", "1: A[a]\n2: A[b]\n4: A[c]\n");
}

Test(csv, a_quoted_text_may_hold_separators_quotes_and_lines_and_counts_as_one_row)
{
	csv_gives("\"a,\"\"b\"\"\r\nc\",d\r\ne,f\r\n", "1: A[a,\"b\"\r\nc] B[d]\n2: A[e] B[f]\n");
}

Test(csv, tabs_and_semicolons_separate_where_they_are_more)
{
	csv_gives("a\tb\tc,d\n1\t\t3\n", "1: A[a] B[b] C[c,d]\n2: A[1] C[3]\n");
	csv_gives("a;b;c\n1;2,5;3\n", "1: A[a] B[b] C[c]\n2: A[1] B[2,5] C[3]\n");
}

Test(csv, a_quotation_mark_that_is_never_closed_is_told_where_it_opens)
{
	csv_gives("a,b\nc,\"d\ne,f\n", "1: A[a] B[b]\nx.csv:2:2: the quotation mark that opens here is never closed");
}

Test(csv, a_quotation_mark_within_a_text_is_told_with_its_place)
{
	csv_gives("a,b\nc\"d,e\n",
		"1: A[a] B[b]\nx.csv:2:1: a quotation mark stands where none may stand: one within a text is written twice, and the text in quotation marks");
	csv_gives("a,\"b\"c,d\n",
		"x.csv:1:2: a quotation mark stands where none may stand: one within a text is written twice, and the text in quotation marks");
}

Test(csv, a_text_without_end_is_not_gathered_for_ever)
{
	size_t len = 3 << 20;
	char *bytes = malloc(len);

	memset(bytes, 'x', len);
	memcpy(bytes, "a,\"", 3);
	csv_gives_n(bytes, len, "x.csv:1:2: the text that begins here is too long; a closing quotation mark may be missing");
	free(bytes);
}

Test(csv, a_nul_does_not_hide_what_stands_behind_it)
{
	csv_gives_n("a\0b,c\n", 6, "1: A[a\1b] B[c]\n");
}

Test(csv, an_empty_file_has_no_rows)
{
	csv_gives("", "");
	csv_gives("\xef\xbb\xbf", "");
}

static void
encoded(const void *bytes, size_t len, const char *encoding)
{
	const char *found;
	char *text = csv_text(bytes, len, &found);

	cr_expect_str_eq(text, "1: A[单位] B[x]\n");
	cr_expect_str_eq(found, encoding);
	free(text);
}

Test(encoding, utf8_with_and_without_mark_gb18030_and_utf16_are_told_apart)
{
	encoded("单位,x\n", 9, "UTF-8");
	encoded("\xef\xbb\xbf单位,x\n", 12, "UTF-8");
	encoded("\xb5\xa5\xce\xbb,x\n", 7, "GB18030");
	encoded("\xff\xfe\x55\x53\x4d\x4f,\0x\0\n\0", 12, "UTF-16");
	encoded("\xfe\xff\x53\x55\x4f\x4d\0,\0x\0\n", 12, "UTF-16");
}

Test(encoding, characters_of_four_bytes_in_gb18030_are_read)
{
	csv_gives("\xce\xd2,\x95\x32\x82\x36\n", "1: A[我] B[𠀀]\n");
}

Test(encoding, characters_cut_between_two_pieces_are_whole)
{
	struct buf bytes = {0}, expected = {0};

	/* three bytes a character never fall on the pieces' ends together */
	for (int i = 0; i < 20000; i++)
		buf_addf(&bytes, "%d,朱家角镇\n", i);
	for (int i = 0; i < 20000; i++)
		buf_addf(&expected, "%d: A[%d] B[朱家角镇]\n", i + 1, i);
	csv_gives_n(bytes.data, bytes.len, buf_text(&expected));
	buf_free(&bytes);
	buf_free(&expected);
}

Test(encoding, what_is_no_text_is_refused)
{
	csv_gives_n("a,b\n\xff\xff\xff\n", 8, "x.csv:1: the file is neither UTF-8 nor GB18030 text");
	csv_gives_n("\xff\xfe" "a\0,\0b", 7, "x.csv:1: the file is not whole: it is no valid UTF-16 text");
}

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
