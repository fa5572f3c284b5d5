/* Text separated by commas as programs and people make and break it, in the encodings that offices save it in. */
#include <config.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/table.h"

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
