/* Files that are no workbooks, broken ones, and ones made to do harm: each is refused in its own words, none harms. */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/alloc.h"
#include "base/sheetfile.h"
#include "helper/xlsx.h"
#include "xlsxmake.h"

#define AGAIN "open it in the spreadsheet program and save it again as .xlsx"
#define SAVE_AS "open it in the spreadsheet program and save it as .xlsx"

static void
refused(int fd, const char *message)
{
	char *text = read_text(fd, 0);

	cr_expect_str_eq(text, message);
	free(text);
}

static void
bytes_refused(const void *bytes, size_t len, const char *message)
{
	refused(made_file(bytes, len), message);
}

static void
book_refused(const struct made_book *book, const char *message)
{
	refused(made_book(book), message);
}

static void
rows_refused(const char *rows, const char *message)
{
	book_refused(&(struct made_book){ .rows = rows }, message);
}

Test(broken, an_empty_file_is_called_empty)
{
	bytes_refused("", 0, "! the file is empty (0 bytes): ask for it again, or save it again as .xlsx");
}

Test(broken, an_old_workbook_is_told_from_one_with_a_password)
{
	char ole[20000] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

	bytes_refused(ole, sizeof(ole), "! this is an old workbook (.xls): " SAVE_AS);
	/* across the border of two looks */
	memcpy(ole + 4096 - 10, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
	bytes_refused(ole, sizeof(ole), "! the workbook is protected by a password: open it, remove the password and save it "
		"again as .xlsx");
}

Test(broken, other_documents_in_zip_files_are_told_apart)
{
	refused(made_zip((struct made_part[]){ { .name = "mimetype", .text = "application/vnd.oasis.opendocument.spreadsheet" },
		{ .name = "content.xml", .text = "<x/>" }, { 0 } }), "! this is an OpenDocument sheet (.ods): " SAVE_AS);
	refused(made_zip((struct made_part[]){ { .name = "xl/workbook.bin", .text = "x" }, { 0 } }),
		"! this is a binary workbook (.xlsb): " SAVE_AS);
	refused(made_zip((struct made_part[]){ { .name = "word/document.xml", .text = "<x/>" }, { 0 } }),
		"! this is an archive or another kind of document, with no workbook in it: save the sheet as .xlsx");
	bytes_refused("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22,
		"! this is an archive or another kind of document, with no workbook in it: save the sheet as .xlsx");
}

Test(broken, text_and_web_pages_by_another_name_are_told_apart)
{
	bytes_refused("单位,金额\n甲,1\n", 21,
		"! this is a text file (csv) that is only named .xlsx: rename it to .csv, or open it and save it as .xlsx");
	bytes_refused("\xff\xfe" "a\0,\0", 6,
		"! this is a text file (csv) that is only named .xlsx: rename it to .csv, or open it and save it as .xlsx");
	bytes_refused("\r\n<html><table>", 15,
		"! this is a web page or XML text that is only named .xlsx: " SAVE_AS);
	bytes_refused("\x89PNG\r\n\x1a\n\0\0", 10,
		"! this is not a workbook: open it in the program that made it and save it as .xlsx");
}

Test(broken, a_cut_file_is_called_cut_wherever_it_was_cut)
{
	size_t len;
	int fd = made_book(&(struct made_book){ .rows = "<row><c><v>1</v></c></row>" });
	char *bytes = made_bytes(fd, &len);

	for (size_t cut = 4; cut < len; cut += 97)
		bytes_refused(bytes, cut, "! the file is cut off, its end is missing: copy or download it again");
	bytes_refused(bytes, len - 22, "! the file is cut off, its end is missing: copy or download it again");
	free(bytes);
	close(fd);
}

/* The place of a part's local header in a zip file, found by its name. */
static size_t
part_at(const char *bytes, size_t len, const char *name)
{
	const char *found = memmem(bytes, len, name, strlen(name));

	cr_assert(found);
	return (size_t)(found - bytes) - 30;
}

Test(broken, a_flipped_bit_in_a_part_is_found_by_its_checksum)
{
	static const char part[] = "xl/worksheets/sheet1.xml";
	size_t len, at;
	int fd = made_book(&(struct made_book){ .rows = "<row><c><v>123456789</v></c></row>" });
	char *bytes = made_bytes(fd, &len);
	char *text;

	at = part_at(bytes, len, part) + 30 + strlen(part);
	bytes[at + 60] ^= 1;
	text = read_text(made_file(bytes, len), 0);
	cr_expect(strstr(text, "! the workbook is damaged in '") || strstr(text, "is broken at its line"), "%s", text);
	free(text);
	free(bytes);
	close(fd);
}

Test(broken, a_missing_or_doubled_part_is_named)
{
	book_refused(&(struct made_book){ .target = "worksheets/other.xml", .rows = "" },
		"! the workbook lacks its part 'xl/worksheets/other.xml': " AGAIN);
	refused(made_zip((struct made_part[]){ { .name = "xl/workbook.xml", .text = "<workbook/>" },
		{ .name = "XL/workbook.xml", .text = "<workbook/>" }, { 0 } }),
		"! the workbook has its part 'xl/workbook.xml' twice: " AGAIN);
	book_refused(&(struct made_book){ .workbook = "<sheets/>", .rows = "" }, "! the workbook has no sheet with cells");
}

Test(broken, xml_that_breaks_is_told_with_its_line)
{
	book_refused(&(struct made_book){ .sheet = "<worksheet>\n<sheetData>\n<row></c></sheetData></worksheet>" },
		"! the workbook's part 'xl/worksheets/sheet1.xml' is broken at its line 3: " AGAIN);
	book_refused(&(struct made_book){ .sheet = "<worksheet><sheetData><row><c><v>\x80</v></c></row>" },
		"! the workbook's part 'xl/worksheets/sheet1.xml' is broken at its line 1: " AGAIN);
	book_refused(&(struct made_book){ .sheet = "<chart/>" },
		"! the workbook is damaged in 'xl/worksheets/sheet1.xml': copy it again, or " AGAIN);
}

Test(broken, entities_are_refused_before_they_grow)
{
	book_refused(&(struct made_book){ .sheet = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
		"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>" },
		"! the workbook's part 'xl/worksheets/sheet1.xml' declares entities, which no workbook may: it is refused");
	book_refused(&(struct made_book){ .sheet = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>" },
		"! the workbook's part 'xl/worksheets/sheet1.xml' declares entities, which no workbook may: it is refused");
}

Test(broken, xml_nested_without_end_is_refused)
{
	char *sheet = xcalloc(1, 4 * 5000 + 1);

	for (int i = 0; i < 5000; i++)
		memcpy(sheet + 3 * i, "<a>", 3);
	memcpy(sheet, "<worksheet>", 11);
	memset(sheet + 11, ' ', 1);
	book_refused(&(struct made_book){ .sheet = sheet },
		"! the workbook's part 'xl/worksheets/sheet1.xml' is nested deeper than 100 levels: it is refused");
	free(sheet);
}

Test(broken, cells_at_impossible_places_are_told_with_their_row)
{
	rows_refused("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>",
		"! 2: 'A3' is no place for a cell here: open the file in the spreadsheet program and save it again as .xlsx");
	rows_refused("<row r=\"x\"/>",
		"! 'x' is no place for a cell here: open the file in the spreadsheet program and save it again as .xlsx");
	rows_refused("<row r=\"1048577\"/>", "! the sheet has more than 1048576 rows: split it into several files");
	rows_refused("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
		"! 1: the sheet has more than 16384 columns: take the needless ones away");
	rows_refused("<row r=\"2\"/><row r=\"2\"/>",
		"! 2: rows or cells are out of order: open the file in the spreadsheet program and save it again as .xlsx");
	rows_refused("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
		"! 1:2: rows or cells are out of order: open the file in the spreadsheet program and save it again as .xlsx");
}

Test(broken, rows_before_the_fault_still_come)
{
	book_refused(&(struct made_book){ .strings = "<si><t>a</t></si>",
		.rows = "<row><c t=\"s\"><v>0</v></c></row><row><c/><c t=\"s\"><v>1</v></c></row>" },
		"1: A text 'a'\n! 2:2: the cell refers to text '1', which the workbook does not have: " AGAIN);
}

Test(broken, a_text_of_a_megabyte_is_too_long)
{
	char *rows = xcalloc(1, 1100000);

	strncpy(rows, "<row><c t=\"inlineStr\"><is><t>", 64);
	memset(rows + strlen(rows), 'x', 1000000);
	memcpy(rows + strlen(rows), "</t></is></c></row>", 20);
	rows_refused(rows, "! 1:1: the cell's text is longer than 262144: shorten it");
	free(rows);
}

Test(broken, a_part_packed_a_thousandfold_is_refused)
{
	size_t len = 64 << 20;
	char *sheet = xmalloc(len + 1);

	memset(sheet, ' ', len);
	sheet[len] = '\0';
	memcpy(sheet, "<worksheet>", 11);
	book_refused(&(struct made_book){ .sheet = sheet }, "! the workbook's part 'xl/worksheets/sheet1.xml' unpacks to more "
		"than 250 times its size, as only made-up files do: it is refused");
	free(sheet);
}

/* Writes another unpacked size into the list of parts. */
static void
claim_size(char *bytes, size_t len, const char *part, uint32_t size)
{
	char *last = bytes, *found;

	while ((found = memmem(last + 1, len - (size_t)(last + 1 - bytes), part, strlen(part))))
		last = found;
	memcpy(last - 46 + 24, &size, sizeof(size));
}

Test(broken, what_a_part_claims_to_be_is_held_against_the_limits)
{
	size_t len;
	int fd = made_book(&(struct made_book){ .rows = "", .strings = "", .formats = "" });
	char *bytes = made_bytes(fd, &len);

	claim_size(bytes, len, "xl/sharedStrings.xml", 700u << 20);
	claim_size(bytes, len, "xl/styles.xml", 700u << 20);
	bytes_refused(bytes, len, "! the workbook unpacks to more than 1024 MiB: split it into several files");
	claim_size(bytes, len, "xl/sharedStrings.xml", 800u << 20);
	bytes_refused(bytes, len, "! the workbook's part 'xl/sharedStrings.xml' unpacks to more than 768 MiB: split it into "
		"several files");
	free(bytes);
	close(fd);
}

Test(broken, a_part_larger_or_smaller_than_it_claims_is_damaged)
{
	size_t len;
	int fd = made_book(&(struct made_book){ .rows = "<row><c><v>1</v></c></row>" });
	char *bytes = made_bytes(fd, &len);
	char *text;

	for (uint32_t size = 10; size < 100000; size *= 100) {
		claim_size(bytes, len, "xl/worksheets/sheet1.xml", size);
		text = read_text(made_file(bytes, len), 0);
		cr_expect_not_null(strchr(text, '!'), "%s", text);
		free(text);
	}
	free(bytes);
	close(fd);
}

Test(broken, thousands_of_parts_are_refused)
{
	struct made_part *parts = xcalloc(10002, sizeof(*parts));

	for (int i = 0; i < 10001; i++)
		parts[i] = (struct made_part){ .name = "a", .text = "b" };
	refused(made_zip(parts), "! the workbook has more than 10000 parts: copy the sheet alone into a new workbook");
	free(parts);
}

/* The limits that a test could only reach with a huge file are reached with lower ones, without the helper. */
static int
swallow(void *to, const void *bytes, size_t len, struct err *err)
{
	(void)to;
	(void)bytes;
	(void)len;
	(void)err;
	return 0;
}

static enum sheet_fault
fault_with(const struct xlsx_limits *limits)
{
	struct rows_writer out = { .put = swallow };
	struct sheet_trouble trouble = { 0 };
	struct xlsx_read read = { .limits = limits, .out = &out };

	read.fd = made_book(&(struct made_book){
		.strings = "<si><t>甲</t></si><si><t>乙</t></si>",
		.formats = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"0\"/></cellXfs>",
		.rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" });
	xlsx_read(&read, &trouble);
	close(read.fd);
	rows_writer_free(&out);
	return trouble.fault;
}

Test(broken, every_limit_holds)
{
	struct xlsx_limits limits = xlsx_limits;

	cr_expect_eq(fault_with(&limits), SHEET_FINE);
#define HOLDS(member, value, fault) \
	limits = xlsx_limits; \
	limits.member = value; \
	cr_expect_eq(fault_with(&limits), fault)
	HOLDS(file, 100, SHEET_LIMIT_FILE);
	HOLDS(total, 100, SHEET_LIMIT_TOTAL);
	HOLDS(part, 100, SHEET_LIMIT_PART);
	HOLDS(parts, 2, SHEET_LIMIT_PARTS);
	HOLDS(strings, 1, SHEET_LIMIT_STRINGS);
	HOLDS(string_bytes, 5, SHEET_LIMIT_STRING_BYTES);
	HOLDS(cells, 1, SHEET_LIMIT_CELLS);
	HOLDS(styles, 1, SHEET_LIMIT_STYLES);
	HOLDS(sheets, 0, SHEET_LIMIT_SHEETS);
	HOLDS(depth, 2, SHEET_XML_DEPTH);
}
