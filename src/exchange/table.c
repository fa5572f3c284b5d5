#include <config.h>

#include "exchange/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/paths.h"
#include "base/sheetfile.h"
#include "base/words.h"

static const off_t largest_stream = 1 << 30;

/* How files of a spreadsheet program begin, and what they are called: the helper tells which of them it reads. */
static const struct {
	const char *bytes;
	size_t len;
} beginnings[] = {{"PK\3\4", 4}, {"\xd0\xcf\x11\xe0", 4}};
static const char *const endings[] = {".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"};

static int
file_failed(struct err *err, const char *path, int error)
{
	return err_set(err, ERR_SYSTEM, _("'%s' cannot be read: %s"), path, strerror(error));
}

/* Takes a pipe into memory, so that it can be read twice. */
static int
spool(int from, const char *path, struct err *err)
{
	char piece[1 << 16];
	int to = memfd_create("sheet", MFD_CLOEXEC);
	off_t total = 0;
	ssize_t got;

	if (to < 0)
		return file_failed(err, path, errno);
	while ((got = read(from, piece, sizeof piece)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		total += got > 0 ? got : 0;
		if (got < 0 || total > largest_stream || write(to, piece, (size_t)got) != got) {
			file_failed(err, path, got > 0 && total > largest_stream ? EFBIG : errno);
			close(to);
			return -1;
		}
	}
	lseek(to, 0, SEEK_SET);
	return to;
}

int
table_open(const char *path, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	int copy;

	if (fd < 0 || fstat(fd, &status) < 0)
		return file_failed(err, path, errno);
	if (S_ISREG(status.st_mode) && lseek(fd, 0, SEEK_SET) == 0)
		return standard ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : fd;
	if (S_ISDIR(status.st_mode))
		copy = file_failed(err, path, EISDIR);
	else
		copy = spool(fd, path, err);
	if (!standard)
		close(fd);
	return copy;
}

static bool
is_workbook(int fd, const char *path)
{
	char bytes[8] = "";
	ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (got >= (ssize_t)beginnings[i].len && memcmp(bytes, beginnings[i].bytes, beginnings[i].len) == 0)
			return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (len > strlen(endings[i]) && strcasecmp(path + len - strlen(endings[i]), endings[i]) == 0)
			return true;
	return false;
}

static void
tell_about(const struct sheetfile_in *in, struct table_about *about)
{
	if (!about)
		return;
	about->form = "xlsx";
	about->loose = !in->confined;
	if (in->rows.chosen >= 1 && in->rows.chosen <= in->rows.sheet_count)
		snprintf(about->sheet, sizeof about->sheet, "%s", in->rows.sheets[in->rows.chosen - 1].name);
}

static int
workbook_read(int fd, const char *path, table_take *take, void *user, struct table_about *about, struct err *err)
{
	struct sheetfile_in in;
	struct paths paths;
	char *helper;
	int more;

	paths_find(&paths);
	helper = paths_helper(&paths, "shouxi-xlsx");
	paths_free(&paths);
	more = sheetfile_open(&in, helper, fd, path, 0, err);
	if (more == 0) {
		tell_about(&in, about);
		while ((more = sheetfile_next(&in, err)) > 0) {
			struct table_row row = {.row = in.rows.row, .cells = in.rows.cells, .count = in.rows.cell_count};
			if (take(user, &row, err) < 0) {
				more = -1;
				break;
			}
		}
		sheetfile_close(&in);
	}
	free(helper);
	return more;
}

int
table_read(int fd, const char *path, table_take *take, void *user, struct table_about *about, struct err *err)
{
	if (about)
		*about = (struct table_about){.form = "csv", .encoding = ""};
	return is_workbook(fd, path) ? workbook_read(fd, path, take, user, about, err) : csv_read(fd, path, take, user, about, err);
}
