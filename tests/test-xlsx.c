/* What shouxi-xlsx reads out of workbooks, in all the ways that programs write them.  The helper itself is run. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/alloc.h"
#include "base/sheetfile.h"
#include "helper/book.h"
#include "helper/value.h"
#include "xlsxmake.h"

/* Reads the workbook and compares all of it. */
static void
gives(const struct made_book *book, int sheet, const char *expected)
{
	char *text = read_text(made_book(book), sheet);

	cr_expect_str_eq(text, expected);
	free(text);
}

static void
rows_give(const char *rows, const char *expected)
{
	gives(&(struct made_book){ .rows = rows }, 0, expected);
}

Test(xlsx, shared_texts_are_looked_up)
{
	gives(&(struct made_book){
		.strings = "<si><t>单位</t></si><si><t xml:space=\"preserve\"> a </t></si>",
		.rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>",
	}, 0, "1: A text ' a ', B text '单位'\n");
}

Test(xlsx, runs_of_rich_text_are_joined_and_reading_aids_left_out)
{
	gives(&(struct made_book){
		.strings = "<si><r><rPr><b/></rPr><t>东</t></r><r><t>京</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>"
			"<phoneticPr fontId=\"1\"/></si>",
		.rows = "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r>"
			"<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c></row>",
	}, 0, "1: A text '东京', B text 'xy'\n");
}

Test(xlsx, inline_texts_are_read)
{
	rows_give("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>文字</t></is></c></row>", "1: A text '文字'\n");
}

Test(xlsx, gaps_keep_the_places_of_rows_and_cells)
{
	rows_give("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"AB3\"><v>2</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\">"
		"<v>3</v></c></row>", "3: B number '1', AB number '2'\n1048576: XFD number '3'\n");
}

Test(xlsx, rows_and_cells_without_places_count_on)
{
	rows_give("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"D5\"><v>3</v></c><c><v>4</v></c></row>"
		"<row><c><v>5</v></c></row>",
		"1: A number '1', B number '2'\n5: D number '3', E number '4'\n6: A number '5'\n");
}

Test(xlsx, empty_cells_and_rows_are_left_out)
{
	rows_give("<row r=\"1\"><c r=\"A1\" s=\"0\"/><c r=\"B1\"><v></v></c></row><row r=\"2\"/>"
		"<row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>7</v></c></row>", "3: A number '7'\n");
}

Test(xlsx, merged_cells_have_their_value_at_the_top_left)
{
	gives(&(struct made_book){
		.sheet = "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>"
			"</c><c r=\"B1\"/></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>",
	}, 0, "1: A number '1'\n");
}

Test(xlsx, cached_results_of_formulas_are_read)
{
	rows_give("<row><c t=\"str\"><f>A2&amp;\"x\"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c>"
		"<c t=\"e\"><f>A9</f><v>#REF!</v></c><c t=\"str\"><f>\"\"</f><v></v></c></row>",
		"1: A text '甲x', B number '2', C error '#REF!'\n");
}

Test(xlsx, formulas_never_calculated_are_not_taken_for_empty)
{
	rows_give("<row><c><f>A2+B2</f></c></row>", "1: A error '=A2+B2'\n");
}

Test(xlsx, truth_values_are_read)
{
	rows_give("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>", "1: A bool 'true', B bool 'false'\n");
}

Test(xlsx, iso_dates_are_read)
{
	rows_give("<row><c t=\"d\"><v>2021-03-05</v></c><c t=\"d\"><v>2021-03-05T10:21:05.000Z</v></c>"
		"<c t=\"d\"><v>2021-02-30</v></c></row>",
		"1: A date '2021-03-05', B moment '2021-03-05 10:21:05', C text '2021-02-30'\n");
}

#define STYLES \
	"<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>" \
	"<numFmt numFmtId=\"165\" formatCode=\"0.00&quot;days&quot;\"/></numFmts>" \
	"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" \
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"57\"/>" \
	"<xf numFmtId=\"22\"/></cellXfs>"

Test(xlsx, numbers_in_date_formats_are_dates)
{
	gives(&(struct made_book){
		.formats = STYLES,
		.rows = "<row><c s=\"0\"><v>44260</v></c><c s=\"1\"><v>44260</v></c><c s=\"2\"><v>44260</v></c><c s=\"3\"><v>44260</v>"
			"</c><c s=\"4\"><v>44260</v></c><c s=\"5\"><v>44260.431307870371</v></c><c s=\"1\"><v>60</v></c>"
			"<c s=\"1\"><v>-5</v></c><c s=\"99\"><v>44260</v></c></row>",
	}, 0, "1: A number '44260', B date '2021-03-05', C date '2021-03-05', D number '44260', E date '2021-03-05', "
		"F moment '2021-03-05 10:21:05', G number '60', H number '-5', I number '44260'\n");
}

Test(xlsx, both_epochs_are_known)
{
	gives(&(struct made_book){
		.formats = STYLES,
		.workbook = "<workbookPr date1904=\"1\"/><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets>",
		.rows = "<row><c s=\"1\"><v>42798</v></c></row>",
	}, 0, "1: A date '2021-03-05'\n");
}

Test(xlsx, entities_and_escapes_become_characters)
{
	rows_give("<row><c t=\"inlineStr\"><is><t>a&amp;b&lt;&#x4e2d;_x4E2D__x005F_x4E2D_ _xZZZZ_</t></is></c></row>",
		"1: A text 'a&b<中中_x4E2D_ _xZZZZ_'\n");
}

Test(xlsx, strict_namespaces_and_prefixes_make_no_difference)
{
	gives(&(struct made_book){
		.sheet = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"2\">"
			"<x:c r=\"C2\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>",
	}, 0, "2: C number '5'\n");
}

Test(xlsx, parts_may_be_named_absolutely_and_with_dots)
{
	const char *const targets[] = { "/xl/worksheets/sheet1.xml", "../xl/./worksheets/sheet1.xml",
		"worksheets\\sheet1.xml", "Worksheets/Sheet1.xml" };

	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++)
		gives(&(struct made_book){ .target = targets[i], .rows = "<row><c><v>1</v></c></row>" }, 0,
			"1: A number '1'\n");
}

#define SHEETS \
	"<sheets><sheet name=\"封面\" sheetId=\"1\" state=\"hidden\" r:id=\"rId5\"/>" \
	"<sheet name=\"图\" sheetId=\"2\" r:id=\"rId6\"/><sheet name=\"名单\" sheetId=\"3\" r:id=\"rId1\"/></sheets>"
#define CHART \
	"<Relationship Id=\"rId6\" Type=\"http://x/chartsheet\" Target=\"c.xml\"/>" \
	"<Relationship Id=\"rId5\" Type=\"http://x/worksheet\" Target=\"none.xml\"/>"

Test(xlsx, first_visible_sheet_of_cells_is_read_unless_one_is_named)
{
	struct made_book book = { .workbook = SHEETS, .relations = CHART, .rows = "<row><c><v>1</v></c></row>" };

	gives(&book, 0, "1: A number '1'\n");
	gives(&book, 3, "1: A number '1'\n");
	gives(&book, 2, "! the workbook has no sheet number 2 with cells");
	gives(&book, 4, "! the workbook has no sheet number 4 with cells");
	gives(&book, 1, "! the workbook lacks its part 'xl/none.xml': open it in the spreadsheet program and save it again as "
		".xlsx");
}

Test(xlsx, names_and_states_of_the_sheets_come_first_and_whether_landlock_holds)
{
	struct sheetfile_in in;
	int fd = made_book(&(struct made_book){ .workbook = SHEETS, .relations = CHART, .rows = "<row><c><v>1</v></c></row>" });

	cr_assert_eq(sheetfile_open(&in, helper_file(), fd, "a.xlsx", 0, NULL), 0);
	cr_expect_eq(in.rows.sheet_count, 3);
	cr_expect_eq(in.rows.chosen, 3);
	cr_expect_eq(in.confined, syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 1);
	cr_assert_eq(sheetfile_next(&in, NULL), 1);
	cr_expect_str_eq(in.rows.sheets[0].name, "封面");
	cr_expect_eq(in.rows.sheets[0].state, ROWS_HIDDEN);
	cr_expect_str_eq(in.rows.sheets[2].name, "名单");
	cr_expect_eq(in.rows.sheets[2].state, ROWS_VISIBLE);
	cr_expect_eq(sheetfile_next(&in, NULL), 0);
	sheetfile_close(&in);
	close(fd);
}

static void
number_gives(const char *text, const char *expected)
{
	struct buf out = { 0 };

	cr_expect_eq(value_number(&out, text), expected != NULL, "%s", text);
	if (expected)
		cr_expect_str_eq(buf_text(&out), expected, "%s", text);
	buf_free(&out);
}

Test(xlsx, numbers_are_the_shortest_exact_decimals)
{
	number_gives("12", "12");
	number_gives("12.50", "12.5");
	number_gives("-0.0", "0");
	number_gives("007", "7");
	number_gives("0.10000000000000001", "0.1");
	number_gives("1234567.8899999999", "1234567.89");
	number_gives("1E5", "100000");
	number_gives("1.5e-3", "0.0015");
	number_gives("-2.5E+2", "-250");
	number_gives("1E-20", "1E-20");
	number_gives("123456789012345", "123456789012345");
	number_gives("1E999", NULL);
	number_gives("abc", NULL);
	number_gives("", NULL);
	number_gives("0x10", NULL);
	number_gives("nan", NULL);
}

Test(xlsx, digits_a_spreadsheet_has_lost_stay_to_be_seen)
{
	number_gives("3.10229E+17", "3.10229E+17");
	number_gives("3.1022919800101101E+17", "3.10229198001011E+17");
	/* a program that wrote all the digits lost none */
	number_gives("310229198001011234", "310229198001011234");
}

Test(xlsx, date_formats_are_told_from_others)
{
	const char *const dates[] = { "yyyy-mm-dd", "yyyy\\-mm\\-dd;@", "m/d/yy", "[$-804]yyyy年m月d日", "h:mm AM/PM",
		"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[Red]yyyy" };
	const char *const others[] = { "General", "0.00", "#,##0.00\"days\"", "[h]:mm:ss", "[Red]0", "0\\d", "_d0", "@", "",
		"0;yyyy", "\"", "[", "0.00E+00" };

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		cr_expect(format_is_date(dates[i]), "%s", dates[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		cr_expect_not(format_is_date(others[i]), "%s", others[i]);
}

Test(xlsx, built_in_date_formats_are_known_by_number)
{
	const int dates[] = { 14, 22, 27, 36, 45, 47, 50, 57, 58 };
	const int others[] = { 0, 1, 4, 13, 23, 26, 37, 44, 48, 49, 59 };

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		cr_expect(format_number_is_date(dates[i]), "%d", dates[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		cr_expect_not(format_number_is_date(others[i]), "%d", others[i]);
}

static int
open_sample(void)
{
	const char *source = getenv("SHOUXI_SOURCE");
	char *path = xasprintf("%s/tests/data/applications-2021.xlsx", source ? source : ".");
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	cr_assert(fd >= 0, "%s", path);
	free(path);
	return fd;
}

static size_t
count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

Test(xlsx, the_sample_sheet_of_2021_is_read_whole)
{
	char *text = read_text(open_sample(), 0);

	cr_expect_eq(count_of(text, "\n"), 50);
	cr_expect_null(strstr(text, "!"));
	cr_expect_not_null(strstr(text, "\n4: A number '1',"));
	cr_expect_not_null(strstr(text, "\n49: A number '46',"));
	cr_expect_gt(count_of(text, " date '"), 46);
	free(text);
}

Test(xlsx, a_file_that_cannot_be_sought_is_read_too)
{
	struct sheetfile_in in;
	struct err err = { 0 };
	size_t len;
	int sample = open_sample(), ends[2], rows = 0;
	char *bytes = made_bytes(sample, &len);

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], bytes, len), (ssize_t)len);
	close(ends[1]);
	cr_assert_eq(sheetfile_open(&in, helper_file(), ends[0], "a.xlsx", 0, &err), 0, "%s", err.message);
	while (sheetfile_next(&in, &err) == 1)
		rows++;
	cr_expect_eq(rows, 50);
	sheetfile_close(&in);
	close(ends[0]);
	close(sample);
	free(bytes);
}
