/* The helper shouxi-pdf as it is run: what it draws can be read again whole, stands where it should, and is refused when it is broken. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/text.h"
#include "geometry.h"
#include "office.h"
#include "page/stream.h"

TestSuite(pdf, .timeout = 120);

#define ROW(...) {.cells = (const struct page_cell[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_cell[]){__VA_ARGS__}) / sizeof(struct page_cell)}
#define ROWS(...) .rows = (const struct page_row[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_row[]){__VA_ARGS__}) / sizeof(struct page_row)
#define GRID(number, ...) .kind = BLOCK_grid, .columns = number, .widths = (const int[]){__VA_ARGS__}
#define T(words) {.text = words}

/* ---- a stream, and what the helper makes of it */

static void
begin(struct buf *stream, bool landscape)
{
	stream_sheet(stream, &(struct page_setup){.title = "表", .mark = "草稿", .witness = "QP2021-0001 · 3 · 70 · P1-0123abcd", .code = "P1-0123abcd",
		.landscape = landscape, .numbered = true});
}

static void
end(struct buf *stream)
{
	stream_mark(stream, STREAM_SHEET_END);
	stream_mark(stream, STREAM_END);
}

static void
say(struct buf *stream, const char *text)
{
	stream_block(stream, &(struct page_block){.kind = BLOCK_text, .text = text});
}

static struct run
help(const struct buf *stream, const char *option)
{
	return run_program((const char *const[]){test_built("shouxi-pdf"), option, NULL}, NULL, stream->data, stream->len);
}

/* What a tool says of the PDF on its standard input, given by `-` among the arguments. */
static struct run
ask(const char *const argv[], const struct run *pdf)
{
	struct run run = run_program(argv, NULL, pdf->out, pdf->out_len);

	cr_assert_eq(run.status, 0, "%s: %s", argv[1], run.err);
	return run;
}

/* Without blanks, which lines and columns put in as they like. */
static char *
squeeze(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++)
		if (!strchr(" \n\f", *at))
			*to++ = *at;
	*to = '\0';
	return text;
}

static void
expect_text(const struct buf *stream, const char *const words[])
{
	struct run pdf = help(stream, NULL), text;

	cr_assert_eq(pdf.status, 0, "%s", pdf.err);
	cr_assert(pdf.out_len > 5 && memcmp(pdf.out, "%PDF-", 5) == 0);
	text = ask((const char *const[]){"/usr/bin/env", "pdftotext", "-", "-", NULL}, &pdf);
	squeeze(text.out);
	for (size_t i = 0; words[i]; i++)
		cr_expect(strstr(text.out, words[i]), "%s is not in %s", words[i], text.out);
	run_free(&pdf);
	run_free(&text);
}

Test(pdf, names_of_any_characters_can_be_read_from_it)
{
	struct buf stream = {0};

	begin(&stream, false);
	say(&stream, "𠮷野、䶮霞、㛃玲、Müller、曾正平");
	stream_block(&stream, &(struct page_block){GRID(2, 500, 500), ROWS(ROW(T("𠮷䶮㛃"), T("１２３，４５６．７８")))});
	end(&stream);
	expect_text(&stream, (const char *const[]){"𠮷野、䶮霞、㛃玲、Müller、曾正平", "𠮷䶮㛃", NULL});
	buf_free(&stream);
}

Test(pdf, its_fonts_are_embedded_and_cut_down)
{
	struct buf stream = {0};
	struct run pdf, fonts;
	int rows = 0;

	begin(&stream, false);
	for (int face = 0; face < FACE_COUNT; face++)
		stream_block(&stream, &(struct page_block){.kind = BLOCK_text, .text = "上海市青浦区 𠮷 abc 123", .face = (enum page_face)face});
	end(&stream);
	pdf = help(&stream, NULL);
	fonts = ask((const char *const[]){"/usr/bin/env", "pdffonts", "-", NULL}, &pdf);
	for (const char *at = fonts.out; *at; at += strcspn(at, "\n") + 1, rows++)
		if (rows >= 2) /* below the heads: "emb sub uni" */
			cr_expect(strstr(at, "yes yes yes") && strstr(at, "yes yes yes") < at + strcspn(at, "\n"), "%.*s", (int)strcspn(at, "\n"), at);
	cr_expect_gt(rows, 2, "%s", fonts.out);
	run_free(&pdf);
	run_free(&fonts);
	buf_free(&stream);
}

Test(pdf, characters_that_no_font_has_are_told_once_each)
{
	struct buf stream = {0};
	struct run pdf;
	const char *first;

	begin(&stream, false);
	say(&stream, "张\xee\x80\x80三\xee\x80\x80、\xee\x80\x81");
	end(&stream);
	pdf = help(&stream, NULL);
	cr_expect_eq(pdf.status, 0);
	first = strstr(pdf.err, "missing U+E000\n");
	cr_assert(first, "%s", pdf.err);
	cr_expect_null(strstr(first + 1, "missing U+E000\n"));
	cr_expect(strstr(pdf.err, "missing U+E001\n"), "%s", pdf.err);
	run_free(&pdf);
	buf_free(&stream);
}

/* ---- where it stands */

Test(pdf, a_table_of_three_hundred_rows_has_its_heads_on_every_page)
{
	enum { MANY = 300 };
	static struct page_cell cells[MANY][3];
	static char numbers[MANY][12];
	struct page_row rows[MANY + 1] = {ROW(T("序号"), T("单位"), T("金额"))};
	struct buf stream = {0};
	struct run drawn;

	for (int i = 0; i < MANY; i++) {
		snprintf(numbers[i], sizeof numbers[i], "row %d.", i + 1);
		cells[i][0].text = numbers[i];
		cells[i][1].text = i % 7 ? "上海某某机械制造有限公司" : "一家名字很长很长很长很长很长很长的有限责任公司（上海）";
		cells[i][2] = (struct page_cell){.text = "100000.00", .align = ALIGN_right};
		rows[i + 1] = (struct page_row){.cells = cells[i], .count = 3};
	}
	for (int landscape = 0; landscape < 2; landscape++) {
		begin(&stream, landscape);
		stream_block(&stream, &(struct page_block){GRID(3, 200, 500, 300), .heads = 1, .rows = rows, .count = MANY + 1});
		end(&stream);
		drawn = help(&stream, "--layout");
		int pages = geometry_check(drawn.out, "300 rows");
		cr_expect_gt(pages, 6);
		cr_expect_eq(geometry_count(drawn.out, "序号"), pages);
		for (int i = 0; i < MANY; i++)
			cr_expect_eq(geometry_count(drawn.out, numbers[i]), 1, "%s", numbers[i]);
		cr_expect(strstr(drawn.err, "sheets 1\n"), "%s", drawn.err);
		run_free(&drawn);
		buf_clear(&stream);
	}
	buf_free(&stream);
}

/* Every character of it is another one, so that what is lost is seen. */
Test(pdf, an_opinion_of_four_thousand_characters_goes_on_over_pages_whole)
{
	enum { LONG = 4000, FIRST = 0x4e00 };
	struct buf stream = {0}, opinion = {0};
	struct run drawn;

	for (uint32_t c = FIRST; c < FIRST + LONG; c++) {
		char bytes[4];
		buf_add(&opinion, bytes, (size_t)utf8_put(bytes, c));
	}
	begin(&stream, false);
	stream_block(&stream, &(struct page_block){GRID(2, 160, 840),
		ROWS(ROW(T("意见"), {.text = buf_text(&opinion), .foot = "（盖章）"}), ROW({.text = "以下", .columns = 2}))});
	end(&stream);
	drawn = help(&stream, "--layout");
	cr_expect_gt(geometry_check(drawn.out, "opinion"), 2);
	for (const char *at = buf_text(&opinion); *at; at += 3) {
		char c[4] = {at[0], at[1], at[2], '\0'};
		cr_assert(strstr(drawn.out, c), "%s is lost", c);
	}
	cr_expect_eq(geometry_count(drawn.out, "（盖章）"), 1);
	run_free(&drawn);
	buf_free(&stream);
	buf_free(&opinion);
}

Test(pdf, the_pages_of_a_run_are_numbered_within_each_sheet)
{
	struct buf stream = {0};
	struct run drawn;

	for (int i = 0; i < 3; i++) {
		begin(&stream, i == 1);
		say(&stream, "一");
		stream_mark(&stream, STREAM_SHEET_END);
	}
	stream_mark(&stream, STREAM_END);
	drawn = help(&stream, "--layout");
	cr_expect_eq(geometry_check(drawn.out, "three"), 3);
	cr_expect_eq(geometry_count(drawn.out, "— 1 —"), 3);
	cr_expect(strstr(drawn.out, "page 2 297.0 210.0\n"), "the second lies across");
	run_free(&drawn);
	buf_free(&stream);
}

Test(pdf, a_page_of_an_official_document_has_22_lines_of_28_characters)
{
	struct buf stream = {0}, text = {0};
	struct run drawn;

	for (int i = 0; i < 22 * 28; i++)
		buf_adds(&text, "国");
	begin(&stream, false);
	say(&stream, buf_text(&text));
	end(&stream);
	drawn = help(&stream, "--layout");
	cr_expect_eq(geometry_check(drawn.out, "22 lines"), 1);
	cr_expect(strstr(drawn.out, "area 28.0 37.0 156.0 225.0\n"), "%.200s", drawn.out);
	buf_clear(&text);
	for (int i = 0; i < 28; i++)
		buf_adds(&text, "国");
	cr_expect_eq(geometry_count(drawn.out, buf_text(&text)), 22);
	run_free(&drawn);
	buf_free(&stream);
	buf_free(&text);
}

/* ---- bad days */

Test(pdf, a_stream_that_is_cut_or_broken_is_refused)
{
	struct buf stream = {0};
	struct run run;

	begin(&stream, false);
	say(&stream, "一");
	end(&stream);
	for (size_t left = 1; left < stream.len; left += 7) {
		struct buf part = {.data = stream.data, .len = stream.len - left};
		run = help(&part, NULL);
		cr_expect_eq(run.status, 1, "%zu bytes less: %d", left, run.status);
		cr_expect(strstr(run.err, "failed the stream is cut\n"), "%s", run.err);
		run_free(&run);
	}
	stream.data[4] = (char)0xff;
	run = help(&stream, NULL);
	cr_expect_eq(run.status, 1);
	cr_expect(strstr(run.err, "failed "), "%s", run.err);
	run_free(&run);
	buf_free(&stream);
}

static void
expect_failed(const struct buf *stream, const char *redirection, const char *why)
{
	char script[200];
	struct run run;

	snprintf(script, sizeof script, "exec \"$0\" %s", redirection);
	run = run_program((const char *const[]){"/bin/sh", "-c", script, test_built("shouxi-pdf"), NULL}, NULL, stream->data, stream->len);
	cr_expect_eq(run.status, 1, "%s: %d", redirection, run.status);
	cr_expect(strstr(run.err, why), "%s: %s", redirection, run.err);
	run_free(&run);
}

Test(pdf, a_full_disk_and_a_closed_output_are_told)
{
	struct buf stream = {0};

	begin(&stream, false);
	say(&stream, "一");
	end(&stream);
	expect_failed(&stream, ">/dev/full", "failed No space left on device\n");
	expect_failed(&stream, "--layout >/dev/full", "failed No space left on device\n");
	expect_failed(&stream, ">&-", "failed Bad file descriptor\n");
	buf_free(&stream);
}

Test(pdf, the_program_itself_links_no_drawing)
{
	struct run run = run_program((const char *const[]){"/usr/bin/env", "ldd", test_built("shouxi"), NULL}, NULL, "", 0);

	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_expect(strstr(run.out, "libc.so"), "%s", run.out);
	for (const char *const *library = (const char *const[]){"pango", "cairo", "qrencode", "fontconfig", NULL}; *library; library++)
		cr_expect_null(strstr(run.out, *library), "%s is linked", *library);
	run_free(&run);
}
