/* shouxi-xlsx: reads and writes workbooks for shouxi.  Run as a child; what goes over its descriptors is told in base/rows.h. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "helper/jail.h"
#include "helper/xlsx.h"

#define MIB (UINT64_C(1024) * 1024)
#define COPY_BYTES 65536

enum { EXIT_FINE, EXIT_FAULT, EXIT_CALL };

/* It may touch the folder it was started in, which is private to it, and nothing else. */
static const struct jail_place places[] = { { .path = ".", .writable = 1 } };

static const struct jail read_jail = {
	.memory = 1536 * MIB,
	.file = 257 * MIB, /* the input, where it cannot be sought */
	.seconds = 300,
	.files = 32,
	.places = places,
	.place_count = 1,
};

static const struct jail write_jail = {
	.memory = 1536 * MIB,
	.file = 4096 * MIB,
	.seconds = 600,
	.files = 32,
	.places = places,
	.place_count = 1,
};

static int
put_fd(void *to, const void *bytes, size_t len, struct err *err)
{
	const char *at = bytes;
	ssize_t wrote;

	while (len > 0) {
		wrote = write(*(int *)to, at, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return err_set(err, ERR_SYSTEM, "%s", strerror(errno));
		at += wrote;
		len -= (size_t)wrote;
	}
	return 0;
}

static ssize_t
get_fd(void *from, void *bytes, size_t size, struct err *err)
{
	ssize_t got;

	do
		got = read(*(int *)from, bytes, size);
	while (got < 0 && errno == EINTR);
	return got < 0 ? err_set(err, ERR_SYSTEM, "%s", strerror(errno)) : got;
}

/* A copy of what cannot be read from any place, in a file without a name. */
static int
copy_in(int from, struct sheet_trouble *trouble)
{
	char name[] = "input-XXXXXX";
	int fd = mkostemp(name, O_CLOEXEC);
	char *bytes = xmalloc(COPY_BYTES);
	uint64_t total = 0;
	ssize_t got = -1;

	if (fd >= 0)
		unlink(name);
	while (fd >= 0 && (got = get_fd(&from, bytes, COPY_BYTES, NULL)) > 0) {
		total += (uint64_t)got;
		if (total > xlsx_limits.file)
			trouble_set(trouble, SHEET_LIMIT_FILE, NULL, (int64_t)(xlsx_limits.file / MIB));
		if (trouble->fault || put_fd(&fd, bytes, (size_t)got, NULL) < 0)
			break;
	}
	if (got != 0)
		trouble_set(trouble, SHEET_IO, strerror(errno), 0);
	free(bytes);
	return trouble->fault ? -1 : fd;
}

static int
seekable(struct sheet_trouble *trouble)
{
	struct stat st;

	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode))
		return STDIN_FILENO;
	return copy_in(STDIN_FILENO, trouble);
}

static int
run_read(int sheet, int landlock, struct sheet_trouble *trouble)
{
	int fd = STDOUT_FILENO;
	struct rows_writer writer = { .put = put_fd, .to = &fd };
	struct xlsx_read read = { .sheet = sheet, .landlock = (unsigned)landlock, .limits = &xlsx_limits,
		.out = &writer };

	if (landlock < 0)
		trouble_set(trouble, SHEET_JAIL, strerror(errno), 0);
	else if ((read.fd = seekable(trouble)) >= 0)
		xlsx_read(&read, trouble);
	if (trouble->fault)
		rows_write_fault(&writer, trouble, NULL);
	rows_writer_free(&writer);
	return trouble->fault ? EXIT_FAULT : EXIT_FINE;
}

/* The sheet goes to 1, so a fault goes to 2, in place of whatever a library has said there. */
static int
run_write(int landlock, struct sheet_trouble *trouble)
{
	int in = STDIN_FILENO, said = STDERR_FILENO;
	struct rows_reader reader = { .get = get_fd, .from = &in };
	struct rows_writer writer = { .put = put_fd, .to = &said };

	if (landlock < 0)
		trouble_set(trouble, SHEET_JAIL, strerror(errno), 0);
	else
		xlsx_write(&reader, STDOUT_FILENO, trouble);
	rows_reader_free(&reader);
	if (!trouble->fault)
		return EXIT_FINE;
	if (ftruncate(said, 0) == 0)
		lseek(said, 0, SEEK_SET);
	rows_write_fault(&writer, trouble, NULL);
	rows_writer_free(&writer);
	return EXIT_FAULT;
}

/* From 1; 0: not named; -1: no number. */
static int
sheet_number(int argc, char **argv)
{
	char *end;
	long number;

	if (argc == 2)
		return 0;
	if (argc != 4 || strcmp(argv[2], "--sheet") != 0)
		return -1;
	number = strtol(argv[3], &end, 10);
	return *end || end == argv[3] || number < 0 || number > 100000 ? -1 : (int)number;
}

int
main(int argc, char **argv)
{
	struct sheet_trouble trouble = { 0 };
	int sheet = argc > 1 ? sheet_number(argc, argv) : -1;
	int status = EXIT_CALL;

	if (sheet >= 0 && strcmp(argv[1], "read") == 0)
		status = run_read(sheet, jail_enter(&read_jail), &trouble);
	else if (argc == 2 && strcmp(argv[1], "write") == 0)
		status = run_write(jail_enter(&write_jail), &trouble);
	else
		fputs("usage: shouxi-xlsx read [--sheet N] <WORKBOOK >ROWS\n"
			"       shouxi-xlsx write <ROWS >WORKBOOK\n"
			"The rows are a CBOR sequence; shouxi runs this program where it needs it.\n", stderr);
	/* at once: a sanitizer's last look around would find the files of the system locked */
	fflush(NULL);
	_exit(status);
}
