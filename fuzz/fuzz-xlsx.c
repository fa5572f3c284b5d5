/* Any bytes as a workbook: what comes out is a stream that can be read, or a fault. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/rows.h"
#include "helper/xlsx.h"

#define KIB UINT64_C(1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Low ones, so that each run is short and the limits themselves are met. */
static const struct xlsx_limits limits = {
	.file = 1024 * KIB,
	.total = 4096 * KIB,
	.part = 2048 * KIB,
	.ratio = 250,
	.ratio_from = 512 * KIB,
	.parts = 100,
	.strings = 1000,
	.string_bytes = 256 * KIB,
	.cells = 10000,
	.text = 32 * KIB,
	.styles = 500,
	.sheets = 20,
	.depth = 100,
};

struct stream {
	struct buf bytes;
	size_t at;
};

static int
put(void *to, const void *bytes, size_t len, struct err *err)
{
	(void)err;
	buf_add(&((struct stream *)to)->bytes, bytes, len);
	return 0;
}

/* In small pieces, so that items are cut at every place. */
static ssize_t
get(void *from, void *bytes, size_t size, struct err *err)
{
	struct stream *stream = from;
	size_t len = stream->bytes.len - stream->at;

	(void)err;
	if (len > size)
		len = size;
	if (len > 7)
		len = 7;
	if (len > 0)
		memcpy(bytes, stream->bytes.data + stream->at, len);
	stream->at += len;
	return (ssize_t)len;
}

static void
read_back(struct stream *stream)
{
	struct rows_reader reader = { .get = get, .from = stream };
	int type;

	do
		type = rows_next(&reader, NULL);
	while (type == ROWS_HEAD || type == ROWS_ROW);
	if (type != ROWS_END && type != ROWS_FAULT)
		abort();
	rows_reader_free(&reader);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stream stream = { 0 };
	struct rows_writer writer = { .put = put, .to = &stream };
	struct sheet_trouble trouble = { 0 };
	struct xlsx_read read = { .fd = memfd_create("input", MFD_CLOEXEC), .limits = &limits, .out = &writer };

	if (read.fd < 0 || write(read.fd, data, size) != (ssize_t)size)
		abort();
	if (xlsx_read(&read, &trouble) < 0)
		rows_write_fault(&writer, &trouble, NULL);
	read_back(&stream);
	rows_writer_free(&writer);
	buf_free(&stream.bytes);
	close(read.fd);
	return 0;
}
