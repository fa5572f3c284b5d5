/* What is written by shouxi-xlsx comes back from it as it was, and looks as an office expects. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <criterion/criterion.h>
#include <minizip/unzip.h>

#include "base/alloc.h"
#include "base/sheetfile.h"
#include "xlsxmake.h"

struct cell {
	int column;
	enum rows_kind kind;
	const char *text;
};

static void
add_row(struct sheetfile_out *out, int row, const struct cell *cells)
{
	rows_begin(&out->rows, row);
	for (; cells->column; cells++)
		rows_add(&out->rows, cells->column, cells->kind, cells->text, strlen(cells->text));
	cr_assert_eq(rows_commit(&out->rows, NULL), 0);
}

static int
start(struct sheetfile_out *out, const char *sheet)
{
	int fd = memfd_create("out", MFD_CLOEXEC);
	struct err err = { 0 };

	cr_assert_eq(sheetfile_create(out, helper_file(), fd, sheet, &err), 0, "%s", err.message);
	return fd;
}

static int
written(const struct cell *header, const struct cell *cells)
{
	struct sheetfile_out out;
	struct err err = { 0 };
	int fd = start(&out, "名单");

	add_row(&out, 1, header);
	if (cells)
		add_row(&out, 2, cells);
	cr_assert_eq(sheetfile_finish(&out, &err), 0, "%s", err.message);
	return fd;
}

static const struct cell header[] = { { 1, ROWS_TEXT, "单位名称" }, { 2, ROWS_TEXT, "金额" }, { 0 } };

Test(write, what_was_written_is_read_again)
{
	const struct cell cells[] = {
		{ 1, ROWS_TEXT, "上海甲公司" }, { 2, ROWS_MONEY, "1234567.80" }, { 3, ROWS_TEXT, "310229198001011234" },
		{ 4, ROWS_DATE, "2021-03-05" }, { 5, ROWS_MOMENT, "2021-03-05 10:21:05" }, { 6, ROWS_NUMBER, "42" },
		{ 8, ROWS_BOOL, "true" }, { 9, ROWS_TEXT, "=1+1" }, { 10, ROWS_TEXT, "a & <b>\n_x000D_" },
		{ 11, ROWS_NUMBER, "12345678901234567" }, { 12, ROWS_TEXT, "0012" }, { 0 },
	};
	char *text = read_text(written(header, cells), 0);

	cr_expect_str_eq(text, "1: A text '单位名称', B text '金额'\n"
		"2: A text '上海甲公司', B number '1234567.8', C text '310229198001011234', D date '2021-03-05', "
		"E moment '2021-03-05 10:21:05', F number '42', H bool 'true', I text '=1+1', J text 'a & <b>\n_x000D_', "
		"K text '12345678901234567', L text '0012'\n");
	free(text);
}

/* A part of the workbook as text. */
static char *
part_of(int fd, const char *name)
{
	char path[64], *text = xcalloc(1, 65536);
	unzFile zip;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	zip = unzOpen64(path);
	cr_assert(zip && unzLocateFile(zip, name, 1) == UNZ_OK && unzOpenCurrentFile(zip) == UNZ_OK, "%s", name);
	cr_assert_gt(unzReadCurrentFile(zip, text, 65535), 0);
	unzClose(zip);
	return text;
}

Test(write, header_is_bold_and_frozen_and_columns_fit)
{
	const struct cell cells[] = { { 1, ROWS_TEXT, "上海青浦某某某某某某有限公司" }, { 2, ROWS_MONEY, "1.00" },
		{ 3, ROWS_DATE, "2021-03-05" }, { 0 } };
	int fd = written(header, cells);
	char *sheet = part_of(fd, "xl/worksheets/sheet1.xml"), *styles = part_of(fd, "xl/styles.xml");

	cr_expect_not_null(strstr(sheet, "ySplit=\"1\""));
	cr_expect_not_null(strstr(sheet, "state=\"frozen\""));
	cr_expect_not_null(strstr(sheet, "min=\"1\" max=\"1\" width=\"30."));
	cr_expect_not_null(strstr(sheet, "min=\"2\" max=\"2\" width=\"8."));
	cr_expect_not_null(strstr(styles, "<b/>"));
	cr_expect_not_null(strstr(styles, "formatCode=\"yyyy-mm-dd\""));
	cr_expect_not_null(strstr(styles, "formatCode=\"#,##0.00\""));
	free(sheet);
	free(styles);
	close(fd);
}

Test(write, a_name_that_no_sheet_may_have_is_made_fit)
{
	struct sheetfile_out out;
	struct sheetfile_in in;
	int fd = start(&out, "名单[1]:2021/12*名单名单名单名单名单名单名单名单名单名单名单名单名单");

	add_row(&out, 1, header);
	cr_assert_eq(sheetfile_finish(&out, NULL), 0);
	cr_assert_eq(sheetfile_open(&in, helper_file(), fd, NULL, 0, NULL), 0);
	cr_expect_str_eq(in.rows.sheets[0].name, "名单 1  2021 12 名单名单名单名单名单名单名单名单名");
	sheetfile_close(&in);
	close(fd);
}

Test(write, a_hundred_thousand_cells_go_through)
{
	struct sheetfile_out out;
	struct sheetfile_in in;
	char text[32];
	int fd = start(&out, "s"), rows = 0;

	for (int row = 1; row <= 5000; row++) {
		rows_begin(&out.rows, row);
		for (int column = 1; column <= 20; column++) {
			int len = snprintf(text, sizeof(text), "%d-%d", row, column);
			rows_add(&out.rows, column, ROWS_TEXT, text, (size_t)len);
		}
		cr_assert_eq(rows_commit(&out.rows, NULL), 0);
	}
	cr_assert_eq(sheetfile_finish(&out, NULL), 0);
	cr_assert_eq(sheetfile_open(&in, helper_file(), fd, NULL, 0, NULL), 0);
	while (sheetfile_next(&in, NULL) == 1) {
		rows++;
		snprintf(text, sizeof(text), "%d-20", rows);
		cr_assert_eq(in.rows.cell_count, 20);
		cr_assert_str_eq(in.rows.cells[19].text, text);
	}
	cr_expect_eq(rows, 5000);
	sheetfile_close(&in);
	close(fd);
}

Test(write, a_text_no_cell_can_hold_is_told_with_its_place)
{
	struct sheetfile_out out;
	struct err err = { 0 };
	char *text = xcalloc(1, 40001), message[512];
	int fd = start(&out, "s");

	memset(text, 'x', 40000);
	add_row(&out, 1, header);
	add_row(&out, 2, (const struct cell[]){ { 3, ROWS_TEXT, text }, { 0 } });
	cr_expect_eq(sheetfile_finish(&out, &err), -1);
	err_print(message, sizeof(message), &err);
	cr_expect_str_eq(message, "2:3: the cell's text is longer than 32767: shorten it");
	cr_expect_eq(lseek(fd, 0, SEEK_END), 0);
	free(text);
	close(fd);
}

Test(write, rows_cut_off_make_no_file)
{
	const char *const argv[] = { helper_file(), "write", NULL };
	int fd = memfd_create("out", MFD_CLOEXEC);
	struct child_spec spec = { .argv = argv, .name = "it", .in = -1, .out = fd, .folder = true, .seconds = 20 };
	struct child child;

	cr_assert_eq(child_start(&child, &spec, NULL), 0);
	cr_assert_eq(child_write(&child, "\x83\x04\x01\x61s\x85\x01\x01\x01\x00\x61x", 12, NULL), 0);
	child_close_in(&child);
	cr_expect_eq(child_finish(&child, NULL, NULL), 1);
	cr_expect_eq(lseek(fd, 0, SEEK_END), 0);
	close(fd);
}

Test(write, a_full_disk_is_called_full)
{
	struct sheetfile_out out;
	struct err err = { 0 };
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

	cr_assert_geq(full, 0);
	cr_assert_eq(sheetfile_create(&out, helper_file(), full, "s", NULL), 0);
	add_row(&out, 1, header);
	cr_expect_eq(sheetfile_finish(&out, &err), -1);
	cr_expect_eq(err.code, ERR_SPACE);
	cr_expect_str_eq(err.message, "the disk is full: the workbook was not written");
	close(full);
}

/* Where the temporary files stop growing, as on a disk that fills up meanwhile. */
Test(write, a_workbook_that_could_not_grow_is_never_handed_over)
{
	char *script = xasprintf("ulimit -f 100; exec %s write", helper_file());
	const char *const argv[] = { "/bin/sh", "-c", script, NULL };
	int fd = memfd_create("out", MFD_CLOEXEC);
	struct child_spec spec = { .argv = argv, .name = "it", .in = -1, .out = fd, .folder = true, .seconds = 20 };
	struct sheetfile_out out = { 0 };
	struct err err = { 0 };

	cr_assert_eq(child_start(&out.child, &spec, NULL), 0);
	out.rows.put = (int (*)(void *, const void *, size_t, struct err *))child_write;
	out.rows.to = &out.child;
	rows_write_sheet(&out.rows, "s");
	for (int row = 1; row <= 1000; row++)
		add_row(&out, row, (const struct cell[]){ { 1, ROWS_TEXT, "0123456789012345678901234567890123456789" }, { 0 } });
	cr_expect_eq(sheetfile_finish(&out, &err), -1);
	cr_expect_str_eq(err.message, "the workbook was not written whole: see whether the disk is full, then write it again");
	cr_expect_eq(lseek(fd, 0, SEEK_END), 0);
	free(script);
	close(fd);
}
