#include <config.h>

#include "page/stream.h"

#include <string.h>

#include "base/wire.h"

enum { LENGTH_BYTES = 4, MESSAGE_MOST = 64 * 1024 * 1024, NUMBER_MOST = 10000, FIELDS_SHEET = 7, FIELDS_BLOCK = 13, FIELDS_CELL = 7, FIELDS_BAR = 4 };

static const size_t message_fields[] = {
	[STREAM_SHEET] = FIELDS_SHEET, [STREAM_BLOCK] = FIELDS_BLOCK, [STREAM_SHEET_END] = 1, [STREAM_END] = 1};

/* ---- out */

static size_t
begin(struct buf *out)
{
	size_t at = out->len;

	buf_add(out, "\0\0\0", LENGTH_BYTES);
	return at;
}

static void
finish(struct buf *out, size_t at)
{
	size_t len = out->len - at - LENGTH_BYTES;

	for (size_t i = 0; i < LENGTH_BYTES; i++)
		out->data[at + i] = (char)(len >> 8 * (LENGTH_BYTES - 1 - i) & 0xff);
}

static void
put_text(struct wire_writer *writer, const char *text)
{
	wire_put_text(writer, text ? text : "", text ? strlen(text) : 0);
}

void
stream_sheet(struct buf *out, const struct page_setup *setup)
{
	struct wire_writer writer = {.out = out};
	size_t at = begin(out);

	wire_put_array(&writer, FIELDS_SHEET);
	wire_put_uint(&writer, STREAM_SHEET);
	put_text(&writer, setup->title);
	put_text(&writer, setup->mark);
	put_text(&writer, setup->witness);
	put_text(&writer, setup->code);
	wire_put_bool(&writer, setup->landscape);
	wire_put_bool(&writer, setup->numbered);
	finish(out, at);
}

static void
put_cell(struct wire_writer *writer, const struct page_cell *cell)
{
	wire_put_array(writer, FIELDS_CELL);
	put_text(writer, cell->text);
	wire_put_int(writer, cell->columns);
	wire_put_int(writer, cell->rows);
	wire_put_uint(writer, cell->align);
	wire_put_uint(writer, cell->face);
	wire_put_int(writer, cell->lines);
	put_text(writer, cell->foot);
}

static void
put_bar(struct wire_writer *writer, const struct page_bar *bar)
{
	wire_put_array(writer, FIELDS_BAR);
	put_text(writer, bar->label);
	put_text(writer, bar->value);
	wire_put_int(writer, bar->amount);
	wire_put_int(writer, bar->part);
}

void
stream_block(struct buf *out, const struct page_block *block)
{
	struct wire_writer writer = {.out = out};
	size_t at = begin(out), rows = block->kind == BLOCK_grid ? block->count : 0, bars = block->kind == BLOCK_bars ? block->count : 0;

	wire_put_array(&writer, FIELDS_BLOCK);
	wire_put_uint(&writer, STREAM_BLOCK);
	wire_put_uint(&writer, block->kind);
	put_text(&writer, block->text);
	wire_put_uint(&writer, block->face);
	wire_put_uint(&writer, block->align);
	wire_put_int(&writer, block->indent);
	wire_put_int(&writer, block->lines);
	wire_put_bool(&writer, block->keeps);
	wire_put_bool(&writer, block->unruled);
	wire_put_uint(&writer, block->heads);
	wire_put_array(&writer, block->columns);
	for (size_t i = 0; i < block->columns; i++)
		wire_put_int(&writer, block->widths[i]);
	wire_put_array(&writer, rows);
	for (size_t i = 0; i < rows; i++) {
		wire_put_array(&writer, block->rows[i].count);
		for (size_t j = 0; j < block->rows[i].count; j++)
			put_cell(&writer, &block->rows[i].cells[j]);
	}
	wire_put_array(&writer, bars);
	for (size_t i = 0; i < bars; i++)
		put_bar(&writer, &block->bars[i]);
	finish(out, at);
}

void
stream_mark(struct buf *out, enum stream_type type)
{
	struct wire_writer writer = {.out = out};
	size_t at = begin(out);

	wire_put_array(&writer, 1);
	wire_put_uint(&writer, type);
	finish(out, at);
}

/* ---- in */

static const char *
get_text(struct stream_reader *reader, struct wire_reader *wire)
{
	size_t len = 0;
	const char *text = wire_get_text(wire, &len);

	return text ? arena_strndup(reader->arena, text, len) : "";
}

/* A number that says one of `most` things. */
static int
get_choice(struct wire_reader *wire, int most)
{
	uint64_t number = wire_get_uint(wire);

	if (number < (uint64_t)most)
		return (int)number;
	wire_fail(wire, "a number that names nothing");
	return 0;
}

static int
get_int(struct wire_reader *wire)
{
	int64_t number = wire_get_int(wire);

	if (number >= 0 && number <= NUMBER_MOST)
		return (int)number;
	wire_fail(wire, "a number out of bounds");
	return 0;
}

/* How many items follow; each takes a byte at least, so more than there are bytes is a fault before any memory is asked for. */
static size_t
get_count(struct wire_reader *wire)
{
	size_t count = wire_get_array(wire);

	if (count <= (size_t)(wire->end - wire->at))
		return count;
	wire_fail(wire, "more items than bytes");
	return 0;
}

static void
get_fields(struct wire_reader *wire, size_t wanted)
{
	if (wire_get_array(wire) != wanted)
		wire_fail(wire, "another number of fields");
}

static void
read_sheet(struct stream_reader *reader, struct wire_reader *wire)
{
	struct page_setup *setup = &reader->setup;

	setup->title = get_text(reader, wire);
	setup->mark = get_text(reader, wire);
	setup->witness = get_text(reader, wire);
	setup->code = get_text(reader, wire);
	setup->landscape = wire_get_bool(wire);
	setup->numbered = wire_get_bool(wire);
}

static struct page_cell
read_cell(struct stream_reader *reader, struct wire_reader *wire)
{
	struct page_cell cell = {0};

	get_fields(wire, FIELDS_CELL);
	cell.text = get_text(reader, wire);
	cell.columns = get_int(wire);
	cell.rows = get_int(wire);
	cell.align = (enum page_align)get_choice(wire, ALIGN_COUNT);
	cell.face = (enum page_face)get_choice(wire, FACE_COUNT);
	cell.lines = get_int(wire);
	cell.foot = get_text(reader, wire);
	return cell;
}

static const struct page_row *
read_rows(struct stream_reader *reader, struct wire_reader *wire, size_t *count)
{
	size_t total = get_count(wire);
	struct page_row *rows = arena_alloc(reader->arena, (total + 1) * sizeof *rows);

	for (*count = 0; *count < total && !wire->fault; ++*count) {
		size_t cells = get_count(wire);
		struct page_cell *row = arena_alloc(reader->arena, (cells + 1) * sizeof *row);
		for (size_t i = 0; i < cells && !wire->fault; i++)
			row[i] = read_cell(reader, wire);
		rows[*count] = (struct page_row){.cells = row, .count = cells};
	}
	return rows;
}

static const struct page_bar *
read_bars(struct stream_reader *reader, struct wire_reader *wire, size_t *count)
{
	size_t total = get_count(wire);
	struct page_bar *bars = arena_alloc(reader->arena, (total + 1) * sizeof *bars);

	for (*count = 0; *count < total && !wire->fault; ++*count) {
		get_fields(wire, FIELDS_BAR);
		bars[*count].label = get_text(reader, wire);
		bars[*count].value = get_text(reader, wire);
		bars[*count].amount = wire_get_int(wire);
		bars[*count].part = wire_get_int(wire);
	}
	return bars;
}

static const int *
read_widths(struct stream_reader *reader, struct wire_reader *wire, size_t *count)
{
	size_t total = get_count(wire);
	int *widths = arena_alloc(reader->arena, (total + 1) * sizeof *widths);

	for (*count = 0; *count < total && !wire->fault; ++*count)
		widths[*count] = get_int(wire);
	return widths;
}

static void
read_block(struct stream_reader *reader, struct wire_reader *wire)
{
	struct page_block *block = &reader->block;
	size_t rows, bars;

	*block = (struct page_block){.kind = (enum block_kind)get_choice(wire, BLOCK_COUNT)};
	block->text = get_text(reader, wire);
	block->face = (enum page_face)get_choice(wire, FACE_COUNT);
	block->align = (enum page_align)get_choice(wire, ALIGN_COUNT);
	block->indent = get_int(wire);
	block->lines = get_int(wire);
	block->keeps = wire_get_bool(wire);
	block->unruled = wire_get_bool(wire);
	block->heads = wire_get_uint(wire);
	block->widths = read_widths(reader, wire, &block->columns);
	block->rows = read_rows(reader, wire, &rows);
	block->bars = read_bars(reader, wire, &bars);
	block->count = block->kind == BLOCK_bars ? bars : block->kind == BLOCK_grid ? rows : 0;
	if (block->columns > NUMBER_MOST)
		wire_fail(wire, "a number out of bounds");
	if ((block->heads && (block->kind != BLOCK_grid || block->heads > block->count)) || (block->kind == BLOCK_grid && !block->columns))
		wire_fail(wire, "a grid without columns, or of heads alone");
}

/* The bytes of the next message; 1 at the end of the stream between two. */
static int
read_message(struct stream_reader *reader, struct err *err)
{
	unsigned char length[LENGTH_BYTES];
	size_t len = 0;
	int result = reader->get(reader->from, length, sizeof length, err);

	if (result != 0)
		return result;
	for (size_t i = 0; i < LENGTH_BYTES; i++)
		len = len << 8 | length[i];
	if (len > MESSAGE_MOST)
		return err_set(err, ERR_DAMAGED, "a message of %zu bytes", len);
	buf_clear(&reader->bytes);
	if (reader->get(reader->from, buf_reserve(&reader->bytes, len), len, err) != 0)
		return err_set(err, ERR_DAMAGED, "the stream is cut");
	reader->bytes.len = len;
	return 0;
}

int
stream_next(struct stream_reader *reader, struct arena *arena, struct err *err)
{
	struct wire_reader wire;
	size_t count;
	int type, result = read_message(reader, err);

	if (result != 0)
		return result < 0 ? -1 : err_set(err, ERR_DAMAGED, "the stream is cut");
	wire = (struct wire_reader){.at = (unsigned char *)reader->bytes.data, .end = (unsigned char *)reader->bytes.data + reader->bytes.len};
	reader->arena = arena;
	count = wire_get_array(&wire);
	type = get_choice(&wire, STREAM_END + 1);
	if (count != message_fields[type])
		wire_fail(&wire, "another number of fields");
	if (type == STREAM_SHEET)
		read_sheet(reader, &wire);
	else if (type == STREAM_BLOCK)
		read_block(reader, &wire);
	if (wire.fault || wire.at != wire.end)
		return err_set(err, ERR_DAMAGED, "%s", wire.fault ? wire.fault : "more than was announced");
	return type;
}

void
stream_reader_free(struct stream_reader *reader)
{
	buf_free(&reader->bytes);
}
