#include <config.h>

#include "base/rows.h"

#include <string.h>

#include <cbor.h>

#define HEAD_BYTES 9
#define SEND_FROM (64 * 1024)

static void
add_number(struct buf *buf, uint64_t number)
{
	unsigned char *at = (unsigned char *)buf_reserve(buf, HEAD_BYTES);

	buf->len += cbor_encode_uint(number, at, HEAD_BYTES);
}

static void
add_text(struct buf *buf, const char *text, size_t len)
{
	unsigned char *at = (unsigned char *)buf_reserve(buf, HEAD_BYTES + len);
	size_t head = cbor_encode_string_start(len, at, HEAD_BYTES);

	memcpy(at + head, text, len);
	buf->len += head + len;
}

static void
add_array(struct buf *buf, size_t count)
{
	unsigned char *at = (unsigned char *)buf_reserve(buf, HEAD_BYTES);

	buf->len += cbor_encode_array_start(count, at, HEAD_BYTES);
}

static int
hand_on(struct rows_writer *writer, struct err *err)
{
	int result = writer->put(writer->to, writer->out.data, writer->out.len, err);

	buf_clear(&writer->out);
	return result;
}

void
rows_write_head(struct rows_writer *writer, unsigned landlock, unsigned chosen, const struct rows_sheet *sheets,
	size_t count)
{
	struct buf *out = &writer->out;

	add_array(out, 4 + 2 * count);
	add_number(out, ROWS_HEAD);
	add_number(out, ROWS_VERSION);
	add_number(out, landlock);
	add_number(out, chosen);
	for (size_t i = 0; i < count; i++) {
		add_text(out, sheets[i].name, strlen(sheets[i].name));
		add_number(out, sheets[i].state);
	}
}

void
rows_write_sheet(struct rows_writer *writer, const char *name)
{
	add_array(&writer->out, 3);
	add_number(&writer->out, ROWS_SHEET);
	add_number(&writer->out, ROWS_VERSION);
	add_text(&writer->out, name, strlen(name));
}

void
rows_begin(struct rows_writer *writer, int row)
{
	buf_clear(&writer->item);
	add_number(&writer->item, ROWS_ROW);
	add_number(&writer->item, (uint64_t)row);
	writer->values = 2;
}

void
rows_add(struct rows_writer *writer, int column, enum rows_kind kind, const char *text, size_t len)
{
	add_number(&writer->item, (uint64_t)column);
	add_number(&writer->item, kind);
	add_text(&writer->item, text, len);
	writer->values += 3;
}

int
rows_commit(struct rows_writer *writer, struct err *err)
{
	if (writer->values <= 2)
		return 0;
	add_array(&writer->out, writer->values);
	buf_add(&writer->out, writer->item.data, writer->item.len);
	writer->rows++;
	return writer->out.len < SEND_FROM ? 0 : hand_on(writer, err);
}

int
rows_write_fault(struct rows_writer *writer, const struct sheet_trouble *trouble, struct err *err)
{
	struct buf *out = &writer->out;

	add_array(out, 6);
	add_number(out, ROWS_FAULT);
	add_number(out, trouble->fault);
	add_number(out, (uint64_t)trouble->row);
	add_number(out, (uint64_t)trouble->column);
	add_number(out, trouble->number > 0 ? (uint64_t)trouble->number : 0);
	add_text(out, trouble->text, strnlen(trouble->text, sizeof(trouble->text)));
	return hand_on(writer, err);
}

int
rows_write_end(struct rows_writer *writer, struct err *err)
{
	add_array(&writer->out, 2);
	add_number(&writer->out, ROWS_END);
	add_number(&writer->out, writer->rows);
	return hand_on(writer, err);
}

void
rows_writer_free(struct rows_writer *writer)
{
	buf_free(&writer->out);
	buf_free(&writer->item);
}
