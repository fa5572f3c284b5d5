#include <config.h>

#include "xlsxmake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>
#include <minizip/zip.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/sheetfile.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define MAIN_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_SPACE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char *const kinds[ROWS_KINDS] = { "text", "number", "money", "date", "moment", "bool", "error" };

const char *
helper_file(void)
{
	static char file[4096];
	const char *build = getenv("SHOUXI_BUILD");
	char here[2048];

	if (!build)
		build = getcwd(here, sizeof(here));
	snprintf(file, sizeof(file), "%s/shouxi-xlsx", build);
	return file;
}

int
made_file(const void *bytes, size_t len)
{
	int fd = memfd_create("made", MFD_CLOEXEC);

	cr_assert(fd >= 0 && write(fd, bytes, len) == (ssize_t)len);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

char *
made_bytes(int fd, size_t *len)
{
	struct stat st;
	char *bytes;

	cr_assert_eq(fstat(fd, &st), 0);
	*len = (size_t)st.st_size;
	bytes = xmalloc(*len + 1);
	cr_assert_eq(pread(fd, bytes, *len, 0), st.st_size);
	bytes[*len] = '\0';
	return bytes;
}

int
made_zip(const struct made_part *parts)
{
	int fd = memfd_create("made", MFD_CLOEXEC);
	char path[64];
	zipFile zip;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	zip = zipOpen64(path, APPEND_STATUS_CREATE);
	cr_assert(zip);
	for (; parts->name; parts++) {
		size_t len = parts->len ? parts->len : strlen(parts->text);
		cr_assert_eq(zipOpenNewFileInZip(zip, parts->name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6), ZIP_OK);
		cr_assert_eq(zipWriteInFileInZip(zip, parts->text, (unsigned)len), ZIP_OK);
		cr_assert_eq(zipCloseFileInZip(zip), ZIP_OK);
	}
	cr_assert_eq(zipClose(zip, NULL), ZIP_OK);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void
add_part(struct made_part *parts, size_t *count, const char *name, char *text)
{
	parts[(*count)++] = (struct made_part){ .name = name, .text = text };
}

int
made_book(const struct made_book *book)
{
	struct made_part parts[8] = { { 0 } };
	const char *target = book->target ? book->target : "worksheets/sheet1.xml";
	size_t count = 0;
	int fd;

	add_part(parts, &count, "_rels/.rels", xstrdup(XML_HEAD "<Relationships xmlns=\"" PACKAGE_SPACE "\"><Relationship Id=\"rId1\" "
		"Type=\"" OFFICE_SPACE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
	add_part(parts, &count, "xl/workbook.xml", xasprintf(XML_HEAD "<workbook xmlns=\"" MAIN_SPACE "\" xmlns:r=\"" OFFICE_SPACE "\">%s"
		"</workbook>", book->workbook ? book->workbook :
		"<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"));
	add_part(parts, &count, "xl/_rels/workbook.xml.rels", xasprintf(XML_HEAD "<Relationships xmlns=\"" PACKAGE_SPACE "\">"
		"<Relationship Id=\"rId1\" Type=\"" OFFICE_SPACE "/worksheet\" Target=\"%s\"/>%s%s%s</Relationships>", target,
		book->strings ? "<Relationship Id=\"rId8\" Type=\"" OFFICE_SPACE "/sharedStrings\" Target=\"sharedStrings.xml\"/>" : "",
		book->formats ? "<Relationship Id=\"rId9\" Type=\"" OFFICE_SPACE "/styles\" Target=\"styles.xml\"/>" : "",
		book->relations ? book->relations : ""));
	if (book->strings)
		add_part(parts, &count, "xl/sharedStrings.xml", xasprintf(XML_HEAD "<sst xmlns=\"" MAIN_SPACE "\">%s</sst>",
			book->strings));
	if (book->formats)
		add_part(parts, &count, "xl/styles.xml", xasprintf(XML_HEAD "<styleSheet xmlns=\"" MAIN_SPACE "\">%s</styleSheet>",
			book->formats));
	add_part(parts, &count, "xl/worksheets/sheet1.xml", book->sheet ? xstrdup(book->sheet) :
		xasprintf(XML_HEAD "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData>%s</sheetData></worksheet>", book->rows));
	fd = made_zip(parts);
	for (size_t i = 0; i < count; i++)
		free((char *)parts[i].text);
	return fd;
}

static void
add_row(struct buf *out, const struct rows_reader *rows)
{
	char letters[8];

	buf_addf(out, "%d: ", rows->row);
	for (size_t i = 0; i < rows->cell_count; i++) {
		const struct rows_cell *cell = &rows->cells[i];
		column_letters(letters, cell->column);
		cr_assert_eq(strlen(cell->text), cell->len);
		buf_addf(out, "%s%s %s '%s'", i ? ", " : "", letters, kinds[cell->kind], cell->text);
	}
	buf_addc(out, '\n');
}

char *
read_text(int fd, int sheet)
{
	struct sheetfile_in in;
	struct buf out = { 0 };
	struct err err = { 0 };
	char message[1024];
	int got;

	buf_adds(&out, "");
	got = sheetfile_open(&in, helper_file(), fd, NULL, sheet, &err);
	if (got == 0) {
		while ((got = sheetfile_next(&in, &err)) == 1)
			add_row(&out, &in.rows);
		sheetfile_close(&in);
	}
	if (got < 0) {
		err_print(message, sizeof(message), &err);
		buf_addf(&out, "! %s", message);
	}
	close(fd);
	return buf_detach(&out);
}
