#include <config.h>

#include "helper/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <minizip/unzip.h>

#include "base/alloc.h"

#define NAME_BYTES 256
#define WINDOW_BYTES 16384
#define MIB (1024 * 1024)
#define FLAG_ENCRYPTED 1

struct entry {
	char *name;
	uint64_t packed, unpacked;
	bool encrypted;
	unz64_file_pos pos;
};

/* minizip asks for single bytes; a window keeps that from being as many system calls. */
struct window {
	int fd;
	uint64_t at, size;
	uint64_t begin;
	size_t len;
	bool failed;
	char bytes[WINDOW_BYTES];
};

struct archive {
	struct window window;
	unzFile zip;
	const struct xlsx_limits *limits;
	struct entry *entries;
	size_t count;
	const struct entry *open;
	uint64_t got;   /* bytes of the open part */
	uint64_t total; /* of all parts read */
};

static voidpf ZCALLBACK
window_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static bool
window_fill(struct window *window)
{
	ssize_t got;

	do
		got = pread(window->fd, window->bytes, WINDOW_BYTES, (off_t)window->at);
	while (got < 0 && errno == EINTR);
	window->begin = window->at;
	window->len = got > 0 ? (size_t)got : 0;
	window->failed = window->failed || got < 0;
	return got > 0;
}

static uLong ZCALLBACK
window_read(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
	struct window *window = opaque;
	uLong done = 0;
	size_t part;

	(void)stream;
	while (done < size) {
		if (window->at < window->begin || window->at >= window->begin + window->len)
			if (!window_fill(window))
				break;
		part = (size_t)(window->begin + window->len - window->at);
		if (part > size - done)
			part = size - done;
		memcpy((char *)bytes + done, window->bytes + (window->at - window->begin), part);
		window->at += part;
		done += part;
	}
	return done;
}

static uLong ZCALLBACK
window_write(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)bytes;
	(void)size;
	return 0;
}

static ZPOS64_T ZCALLBACK
window_tell(voidpf opaque, voidpf stream)
{
	(void)stream;
	return ((struct window *)opaque)->at;
}

static long ZCALLBACK
window_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct window *window = opaque;
	uint64_t base = 0;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_CUR)
		base = window->at;
	else if (origin == ZLIB_FILEFUNC_SEEK_END)
		base = window->size;
	if (offset > window->size || base > window->size - offset)
		return -1;
	window->at = base + offset;
	return 0;
}

static int ZCALLBACK
window_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static int ZCALLBACK
window_error(voidpf opaque, voidpf stream)
{
	(void)stream;
	return ((struct window *)opaque)->failed;
}

static unzFile
open_zip(struct window *window)
{
	zlib_filefunc64_def functions = {
		.zopen64_file = window_open,
		.zread_file = window_read,
		.zwrite_file = window_write,
		.ztell64_file = window_tell,
		.zseek64_file = window_seek,
		.zclose_file = window_close,
		.zerror_file = window_error,
		.opaque = window,
	};

	return unzOpen2_64("", &functions);
}

/* Notes the part that the zip stands at. */
static int
note_entry(struct archive *archive, struct sheet_trouble *trouble)
{
	struct entry *entry = &archive->entries[archive->count];
	unz_file_info64 info;
	char name[NAME_BYTES];

	if (unzGetCurrentFileInfo64(archive->zip, &info, name, sizeof(name) - 1, NULL, 0, NULL, 0) != UNZ_OK ||
	    unzGetFilePos64(archive->zip, &entry->pos) != UNZ_OK)
		return trouble_set(trouble, SHEET_CUT, NULL, 0);
	name[NAME_BYTES - 1] = '\0';
	if (info.uncompressed_size > archive->limits->part)
		return trouble_set(trouble, SHEET_LIMIT_PART, name, (int64_t)(archive->limits->part / MIB));
	entry->name = xstrdup(name);
	entry->packed = info.compressed_size;
	entry->unpacked = info.uncompressed_size;
	entry->encrypted = info.flag & FLAG_ENCRYPTED;
	archive->count++;
	return 0;
}

static int
list_entries(struct archive *archive, struct sheet_trouble *trouble)
{
	const struct xlsx_limits *limits = archive->limits;
	unz_global_info64 info;
	uint64_t total = 0;
	int status;

	if (unzGetGlobalInfo64(archive->zip, &info) != UNZ_OK)
		return trouble_set(trouble, SHEET_CUT, NULL, 0);
	if (info.number_entry > limits->parts)
		return trouble_set(trouble, SHEET_LIMIT_PARTS, NULL, (int64_t)limits->parts);
	archive->entries = xcalloc((size_t)info.number_entry + 1, sizeof(*archive->entries));
	status = info.number_entry ? unzGoToFirstFile(archive->zip) : UNZ_END_OF_LIST_OF_FILE;
	while (status == UNZ_OK && archive->count < info.number_entry) {
		if (note_entry(archive, trouble) < 0)
			return -1;
		total += archive->entries[archive->count - 1].unpacked;
		if (total > limits->total)
			return trouble_set(trouble, SHEET_LIMIT_TOTAL, NULL, (int64_t)(limits->total / MIB));
		status = unzGoToNextFile(archive->zip);
	}
	return status == UNZ_END_OF_LIST_OF_FILE ? 0 : trouble_set(trouble, SHEET_CUT, NULL, 0);
}

struct archive *
archive_open(int fd, const struct xlsx_limits *limits, struct sheet_trouble *trouble)
{
	struct archive *archive = xcalloc(1, sizeof(*archive));
	off_t size = lseek(fd, 0, SEEK_END);

	archive->limits = limits;
	archive->window.fd = fd;
	archive->window.size = size > 0 ? (uint64_t)size : 0;
	archive->zip = open_zip(&archive->window);
	if (!archive->zip)
		trouble_set(trouble, SHEET_CUT, NULL, 0);
	if (archive->zip && list_entries(archive, trouble) == 0)
		return archive;
	archive_close(archive);
	return NULL;
}

void
archive_close(struct archive *archive)
{
	if (!archive)
		return;
	archive_end(archive);
	for (size_t i = 0; i < archive->count; i++)
		free(archive->entries[i].name);
	free(archive->entries);
	if (archive->zip)
		unzClose(archive->zip);
	free(archive);
}

const struct xlsx_limits *
archive_limits(const struct archive *archive)
{
	return archive->limits;
}

/* How many parts have the name; the first of them in *found. */
static size_t
find(const struct archive *archive, const char *name, const struct entry **found)
{
	size_t count = 0;

	for (size_t i = 0; i < archive->count; i++)
		if (strcasecmp(archive->entries[i].name, name) == 0 && count++ == 0)
			*found = &archive->entries[i];
	return count;
}

bool
archive_has(const struct archive *archive, const char *name)
{
	const struct entry *entry;

	return find(archive, name, &entry) > 0;
}

int
archive_begin(struct archive *archive, const char *name, struct sheet_trouble *trouble)
{
	const struct entry *entry = NULL;
	size_t count = find(archive, name, &entry);

	if (count == 0)
		return trouble_set(trouble, SHEET_PART_MISSING, name, 0);
	/* two readers could each take another one */
	if (count > 1)
		return trouble_set(trouble, SHEET_PART_TWICE, name, 0);
	if (entry->encrypted)
		return trouble_set(trouble, SHEET_PASSWORD, NULL, 0);
	if (unzGoToFilePos64(archive->zip, &entry->pos) != UNZ_OK || unzOpenCurrentFile(archive->zip) != UNZ_OK)
		return trouble_set(trouble, SHEET_PART_DAMAGED, name, 0);
	archive->open = entry;
	archive->got = 0;
	return 0;
}

static int
check_limits(const struct archive *archive, struct sheet_trouble *trouble)
{
	const struct xlsx_limits *limits = archive->limits;
	const struct entry *entry = archive->open;

	if (archive->total > limits->total)
		return trouble_set(trouble, SHEET_LIMIT_TOTAL, NULL, (int64_t)(limits->total / MIB));
	if (archive->got > limits->part)
		return trouble_set(trouble, SHEET_LIMIT_PART, entry->name, (int64_t)(limits->part / MIB));
	if (archive->got > limits->ratio_from && archive->got / limits->ratio > entry->packed)
		return trouble_set(trouble, SHEET_LIMIT_RATIO, entry->name, (int64_t)limits->ratio);
	return 0;
}

ssize_t
archive_read(struct archive *archive, void *bytes, size_t size, struct sheet_trouble *trouble)
{
	int got = unzReadCurrentFile(archive->zip, bytes, (unsigned)size);

	if (got < 0)
		return trouble_set(trouble, SHEET_PART_DAMAGED, archive->open->name, 0);
	archive->got += (uint64_t)got;
	archive->total += (uint64_t)got;
	if (check_limits(archive, trouble) < 0)
		return -1;
	if (got == 0 && (archive->got != archive->open->unpacked || unzCloseCurrentFile(archive->zip) != UNZ_OK))
		return trouble_set(trouble, SHEET_PART_DAMAGED, archive->open->name, 0);
	return got;
}

void
archive_end(struct archive *archive)
{
	if (archive->open)
		unzCloseCurrentFile(archive->zip);
	archive->open = NULL;
}
