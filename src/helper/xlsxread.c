#include <config.h>

#include "helper/xlsx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "helper/archive.h"
#include "helper/sheetread.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)
#define LOOK_BYTES 4096

const struct xlsx_limits xlsx_limits = {
	.file = 256 * MIB,
	.total = 1024 * MIB,
	.part = 768 * MIB,
	.ratio = 250,
	.ratio_from = 16 * MIB,
	.parts = 10000,
	.strings = 8000000,
	.string_bytes = 256 * MIB,
	.cells = 50000000,
	.text = 256 * KIB,
	.styles = 65536,
	.sheets = 1024,
	.depth = 100,
};

static const char ole_magic[8] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/* "EncryptedPackage" as the folder of an OLE file spells it. */
static const char package_name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static bool
holds(int fd, const char *bytes, size_t len)
{
	char *window = xmalloc(LOOK_BYTES + len);
	size_t kept = 0;
	off_t at = 0;
	ssize_t got;
	bool found = false;

	while (!found && (got = pread(fd, window + kept, LOOK_BYTES, at)) > 0) {
		kept += (size_t)got;
		at += got;
		found = memmem(window, kept, bytes, len);
		if (kept >= len) {
			memmove(window, window + kept - (len - 1), len - 1);
			kept = len - 1;
		}
	}
	free(window);
	return found;
}

/* Text in any coding has no NUL, but for UTF-16, which says so at its beginning. */
static bool
is_text(const char *bytes, size_t len)
{
	if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return true;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] < ' ' && !strchr("\t\r\n\f", bytes[i]))
			return false;
	return true;
}

static bool
is_markup(const char *bytes, size_t len)
{
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	while (len > 0 && strchr(" \t\r\n", *bytes)) {
		bytes++;
		len--;
	}
	return len > 1 && bytes[0] == '<' && strchr("!?hHmtT", bytes[1]);
}

/* Refuses what is no zip file, by what it is. */
static int
look(const struct xlsx_read *read, struct sheet_trouble *trouble)
{
	char bytes[LOOK_BYTES];
	off_t size = lseek(read->fd, 0, SEEK_END);
	ssize_t got = pread(read->fd, bytes, sizeof(bytes), 0);
	size_t len = got > 0 ? (size_t)got : 0;

	if (size < 0 || got < 0)
		return trouble_set(trouble, SHEET_IO, strerror(errno), 0);
	if (len == 0)
		return trouble_set(trouble, SHEET_EMPTY, NULL, 0);
	if ((uint64_t)size > read->limits->file)
		return trouble_set(trouble, SHEET_LIMIT_FILE, NULL, (int64_t)(read->limits->file / MIB));
	if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return 0;
	/* an archive with nothing in it */
	if (len >= 4 && memcmp(bytes, "PK\5\6", 4) == 0)
		return trouble_set(trouble, SHEET_NO_WORKBOOK, NULL, 0);
	if (len >= sizeof(ole_magic) && memcmp(bytes, ole_magic, sizeof(ole_magic)) == 0)
		return trouble_set(trouble, holds(read->fd, package_name, sizeof(package_name)) ? SHEET_PASSWORD :
			SHEET_OLD_XLS, NULL, 0);
	if (is_markup(bytes, len))
		return trouble_set(trouble, SHEET_WEB_PAGE, NULL, 0);
	return trouble_set(trouble, is_text(bytes, len) ? SHEET_PLAIN_TEXT : SHEET_UNKNOWN, NULL, 0);
}

static void
send_head(const struct xlsx_read *read, const struct book *book, int chosen)
{
	struct rows_sheet *sheets = xcalloc(book->count, sizeof(*sheets));

	for (size_t i = 0; i < book->count; i++)
		sheets[i] = (struct rows_sheet){ .name = book->sheets[i].name, .state = book->sheets[i].state };
	rows_write_head(read->out, read->landlock, (unsigned)chosen + 1, sheets, book->count);
	free(sheets);
}

static int
send_rows(const struct xlsx_read *read, struct archive *archive, const struct sheet_source *source,
	struct sheet_trouble *trouble)
{
	struct err err;

	if (sheet_read(source, archive, read->out, trouble) < 0)
		return -1;
	if (rows_write_end(read->out, &err) < 0)
		return trouble_set(trouble, SHEET_IO, err.message, 0);
	return 0;
}

static int
read_archive(const struct xlsx_read *read, struct archive *archive, struct sheet_trouble *trouble)
{
	struct book book = { 0 };
	struct styles styles = { 0 };
	struct strings strings = { 0 };
	struct sheet_source source = { .book = &book, .styles = &styles, .strings = &strings };
	int result = -1, chosen;

	if (book_read(&book, archive, trouble) == 0 && (chosen = book_choose(&book, read->sheet, trouble)) >= 0 &&
	    (!book.styles || styles_read(&styles, archive, book.styles, trouble) == 0) &&
	    (!book.strings || strings_read(&strings, archive, book.strings, trouble) == 0)) {
		send_head(read, &book, chosen);
		source.part = book.sheets[chosen].part;
		result = send_rows(read, archive, &source, trouble);
	}
	strings_free(&strings);
	styles_free(&styles);
	book_free(&book);
	return result;
}

int
xlsx_read(const struct xlsx_read *read, struct sheet_trouble *trouble)
{
	struct archive *archive;
	int result;

	if (look(read, trouble) < 0)
		return -1;
	archive = archive_open(read->fd, read->limits, trouble);
	if (!archive)
		return -1;
	result = read_archive(read, archive, trouble);
	archive_close(archive);
	return result;
}
