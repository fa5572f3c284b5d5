/* Sheets on their way to the helper: what is written is what is read, and anything else is refused. */
#include <config.h>

#include <string.h>

#include <criterion/criterion.h>

#include "base/alloc.h"
#include "page/stream.h"

#define ROW(...) {.cells = (const struct page_cell[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_cell[]){__VA_ARGS__}) / sizeof(struct page_cell)}
#define ROWS(...) .rows = (const struct page_row[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_row[]){__VA_ARGS__}) / sizeof(struct page_row)
#define GRID(number, ...) .kind = BLOCK_grid, .columns = number, .widths = (const int[]){__VA_ARGS__}
#define T(words) {.text = words}

TestSuite(stream, .timeout = 60);

struct bytes {
	const char *at;
	size_t left;
};

static int
get(void *from, void *into, size_t size, struct err *err)
{
	struct bytes *bytes = from;

	if (bytes->left < size)
		return bytes->left ? err_set(err, ERR_DAMAGED, "the stream is cut") : 1;
	memcpy(into, bytes->at, size);
	bytes->at += size;
	bytes->left -= size;
	return 0;
}

/* Reads to the end and writes what came again; the fault's text, or NULL. */
static const char *
read_again(const char *data, size_t len, struct buf *again)
{
	static struct err err;
	struct bytes bytes = {data, len};
	struct stream_reader reader = {.get = get, .from = &bytes};
	struct arena arena = {0};
	int type;

	while ((type = stream_next(&reader, &arena, &err)) >= 0 && type != STREAM_END) {
		if (type == STREAM_SHEET)
			stream_sheet(again, &reader.setup);
		else if (type == STREAM_BLOCK)
			stream_block(again, &reader.block);
		else
			stream_mark(again, STREAM_SHEET_END);
		arena_reset(&arena);
	}
	stream_reader_free(&reader);
	arena_free(&arena);
	if (type < 0)
		return err.message;
	stream_mark(again, STREAM_END);
	return NULL;
}

static void
some_stream(struct buf *out)
{
	stream_sheet(out, &(struct page_setup){.title = "受理回执", .mark = "草稿", .witness = "w", .code = "c", .landscape = true});
	stream_block(out, &(struct page_block){.kind = BLOCK_text, .text = "𠮷䶮㛃", .face = FACE_title, .align = ALIGN_right, .indent = 2, .keeps = true});
	stream_block(out, &(struct page_block){GRID(2, 300, 700), .heads = 1, .unruled = true,
		ROWS(ROW(T("a"), T("b")), ROW({.text = "c\nd", .columns = 2, .rows = 1, .align = ALIGN_centre, .face = FACE_small, .lines = 3, .foot = "f"}))});
	stream_block(out, &(struct page_block){.kind = BLOCK_bars, .count = 1, .bars = (const struct page_bar[]){{"l", "v", -5, 3}}});
	stream_block(out, &(struct page_block){.kind = BLOCK_space, .lines = 2});
	stream_mark(out, STREAM_SHEET_END);
	stream_mark(out, STREAM_END);
}

Test(stream, a_stream_comes_back_as_it_was_written)
{
	struct buf out = {0}, again = {0};

	some_stream(&out);
	cr_expect_null(read_again(out.data, out.len, &again));
	cr_expect_eq(out.len, again.len);
	cr_expect(out.len == again.len && memcmp(out.data, again.data, out.len) == 0);
	buf_free(&out);
	buf_free(&again);
}

Test(stream, a_stream_cut_anywhere_is_refused)
{
	struct buf out = {0}, again = {0};

	some_stream(&out);
	for (size_t len = 0; len < out.len; len++) {
		cr_expect_not_null(read_again(out.data, len, &again), "cut after %zu bytes", len);
		buf_clear(&again);
	}
	buf_free(&out);
	buf_free(&again);
}

Test(stream, hostile_streams_are_refused_in_words)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *fault;
	} cases[] = {
#define CASE(bytes, fault) {bytes, sizeof bytes - 1, fault}
		CASE("\xff\xff\xff\xff", "a message of 4294967295 bytes"),
		CASE("\0\0\0\2\x81\x09", "a number that names nothing"),
		CASE("\0\0\0\3\x82\x03\x00", "another number of fields"),
		CASE("\0\0\0\3\x81\x03\x00", "more than was announced"),
		CASE("\0\0\0\x12\x8d\x01\x01\x60\x00\x00\x00\x00\xf4\xf4\x00\x9a\x0f\xff\xff\xff\x80\x80", "a count is larger than the data"),
		CASE("\0\0\0\x0f\x8d\x01\x01\x60\x00\x00\x00\x00\xf4\xf4\x00\x80\x80\x80\x80", "a grid without columns, or of heads alone"),
		CASE("\0\0\0\x0e\x8d\x01\x00\x60\x00\x00\x00\x00\xf4\xf4\x01\x80\x80\x80", "a grid without columns, or of heads alone"),
		CASE("\0\0\0\x12\x8d\x01\x03\x60\x00\x00\x00\x1a\x7f\xff\xff\xff\xf4\xf4\x00\x80\x80\x80", "a number out of bounds"),
#undef CASE
	};
	struct buf again = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *fault = read_again(cases[i].bytes, cases[i].len, &again);
		cr_expect(fault && strcmp(fault, cases[i].fault) == 0, "case %zu: %s, not %s", i, fault ? fault : "read", cases[i].fault);
		buf_clear(&again);
	}
	buf_free(&again);
}
