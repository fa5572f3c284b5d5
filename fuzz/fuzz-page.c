/* Any bytes as a stream of sheets: refused with words, or read, written back the same and drawn within the page. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/alloc.h"
#include "page/stream.h"
#include "page/textpage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COLUMNS = 60, LINES = 40 };

struct bytes {
	const uint8_t *at;
	size_t left;
};

static int
get(void *from, void *into, size_t size, struct err *err)
{
	struct bytes *bytes = from;

	if (bytes->left < size)
		return bytes->left ? err_set(err, ERR_DAMAGED, "the stream is cut") : 1;
	if (size)
		memcpy(into, bytes->at, size);
	bytes->at += size;
	bytes->left -= size;
	return 0;
}

static void
look(void *user, int number, const char *text)
{
	(void)user;
	(void)number;
	for (const char *at = text; *at; at += strcspn(at, "\n") + 1)
		if (text_width_n(at, strcspn(at, "\n")) > COLUMNS)
			abort();
}

/* What was read once must be read again from what is written of it. */
static void
write_back(const struct page_block *block)
{
	struct buf out = {0}, again = {0};
	struct arena arena = {0};
	struct bytes bytes;
	struct stream_reader reader = {.get = get, .from = &bytes};

	stream_block(&out, block);
	bytes = (struct bytes){(const uint8_t *)out.data, out.len};
	if (stream_next(&reader, &arena, NULL) != STREAM_BLOCK)
		abort();
	stream_block(&again, &reader.block);
	if (again.len != out.len || memcmp(again.data, out.data, out.len) != 0)
		abort();
	stream_reader_free(&reader);
	arena_free(&arena);
	buf_free(&out);
	buf_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = {data, size};
	struct stream_reader reader = {.get = get, .from = &bytes};
	struct arena arena = {0};
	struct page_setup setup = {.title = "", .mark = "", .witness = "", .code = "", .numbered = true};
	struct textpage *drawer = textpage_new(COLUMNS, LINES, false, look, NULL);
	int type;

	textpage_begin(drawer, &setup);
	while ((type = stream_next(&reader, &arena, NULL)) >= 0 && type != STREAM_END) {
		if (type == STREAM_BLOCK) {
			write_back(&reader.block);
			textpage_block(drawer, &reader.block);
		}
		arena_reset(&arena);
	}
	textpage_end(drawer);
	textpage_free(drawer);
	stream_reader_free(&reader);
	arena_free(&arena);
	return 0;
}
