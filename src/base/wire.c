#include <config.h>

#include "base/wire.h"

#include <cbor.h>
#include <string.h>

#include "base/text.h"

enum { HEAD_MAX = 9, DEPTH_MAX = 16 };

enum item_type { ITEM_OTHER, ITEM_UINT, ITEM_NEGINT, ITEM_TEXT, ITEM_BYTES, ITEM_ARRAY, ITEM_MAP, ITEM_BOOL, ITEM_NULL };

/* What one call of the decoder found. */
struct item {
	enum item_type type;
	uint64_t value; /* or the length, or the count */
	const unsigned char *data;
};

static unsigned char *
room(struct wire_writer *writer)
{
	return (unsigned char *)buf_reserve(writer->out, HEAD_MAX);
}

void
wire_put_uint(struct wire_writer *writer, uint64_t value)
{
	writer->out->len += cbor_encode_uint(value, room(writer), HEAD_MAX);
}

void
wire_put_int(struct wire_writer *writer, int64_t value)
{
	if (value >= 0)
		wire_put_uint(writer, (uint64_t)value);
	else
		writer->out->len += cbor_encode_negint(~(uint64_t)value, room(writer), HEAD_MAX);
}

void
wire_put_text(struct wire_writer *writer, const char *text, size_t len)
{
	writer->out->len += cbor_encode_string_start(len, room(writer), HEAD_MAX);
	buf_add(writer->out, text, len);
}

void
wire_put_bytes(struct wire_writer *writer, const void *bytes, size_t len)
{
	writer->out->len += cbor_encode_bytestring_start(len, room(writer), HEAD_MAX);
	buf_add(writer->out, bytes, len);
}

void
wire_put_bool(struct wire_writer *writer, bool value)
{
	writer->out->len += cbor_encode_bool(value, room(writer), HEAD_MAX);
}

void
wire_put_null(struct wire_writer *writer)
{
	writer->out->len += cbor_encode_null(room(writer), HEAD_MAX);
}

void
wire_put_array(struct wire_writer *writer, size_t count)
{
	writer->out->len += cbor_encode_array_start(count, room(writer), HEAD_MAX);
}

void
wire_put_map(struct wire_writer *writer, size_t pairs)
{
	writer->out->len += cbor_encode_map_start(pairs, room(writer), HEAD_MAX);
}

void
wire_put_raw(struct wire_writer *writer, const void *items, size_t len)
{
	buf_add(writer->out, items, len);
}

/* ---- what libcbor's decoder calls */

static void
see(void *context, enum item_type type, uint64_t value, const unsigned char *data)
{
	*(struct item *)context = (struct item){.type = type, .value = value, .data = data};
}

#define SEE_INTEGER(name, bits, type) \
	static void name##bits(void *context, uint##bits##_t value) { see(context, type, value, NULL); }
SEE_INTEGER(see_uint, 8, ITEM_UINT)
SEE_INTEGER(see_uint, 16, ITEM_UINT)
SEE_INTEGER(see_uint, 32, ITEM_UINT)
SEE_INTEGER(see_uint, 64, ITEM_UINT)
SEE_INTEGER(see_negint, 8, ITEM_NEGINT)
SEE_INTEGER(see_negint, 16, ITEM_NEGINT)
SEE_INTEGER(see_negint, 32, ITEM_NEGINT)
SEE_INTEGER(see_negint, 64, ITEM_NEGINT)

static void
see_text(void *context, cbor_data data, size_t len)
{
	see(context, ITEM_TEXT, len, data);
}

static void
see_bytes(void *context, cbor_data data, size_t len)
{
	see(context, ITEM_BYTES, len, data);
}

static void
see_array(void *context, size_t count)
{
	see(context, ITEM_ARRAY, count, NULL);
}

static void
see_map(void *context, size_t pairs)
{
	see(context, ITEM_MAP, pairs, NULL);
}

static void
see_bool(void *context, bool value)
{
	see(context, ITEM_BOOL, value, NULL);
}

static void
see_null(void *context)
{
	see(context, ITEM_NULL, 0, NULL);
}

static void
see_other(void *context)
{
	(void)context;
}

static void
see_tag(void *context, uint64_t tag)
{
	(void)context;
	(void)tag;
}

static void
see_float(void *context, float value)
{
	(void)context;
	(void)value;
}

static void
see_double(void *context, double value)
{
	(void)context;
	(void)value;
}

/* Indefinite lengths, tags, floats and undefined are seen as nothing, and so refused. */
static const struct cbor_callbacks callbacks = {
	.uint8 = see_uint8,
	.uint16 = see_uint16,
	.uint32 = see_uint32,
	.uint64 = see_uint64,
	.negint8 = see_negint8,
	.negint16 = see_negint16,
	.negint32 = see_negint32,
	.negint64 = see_negint64,
	.byte_string_start = see_other,
	.byte_string = see_bytes,
	.string = see_text,
	.string_start = see_other,
	.indef_array_start = see_other,
	.array_start = see_array,
	.indef_map_start = see_other,
	.map_start = see_map,
	.tag = see_tag,
	.float2 = see_float,
	.float4 = see_float,
	.float8 = see_double,
	.undefined = see_other,
	.null = see_null,
	.boolean = see_bool,
	.indef_break = see_other,
};

/* ---- reading */

static size_t
head_size(uint64_t value)
{
	return value < 24 ? 1 : value <= UINT8_MAX ? 2 : value <= UINT16_MAX ? 3 : value <= UINT32_MAX ? 5 : 9;
}

static size_t
shortest(const struct item *item)
{
	if (item->type == ITEM_BOOL || item->type == ITEM_NULL)
		return 1;
	size_t content = item->type == ITEM_TEXT || item->type == ITEM_BYTES ? (size_t)item->value : 0;
	return head_size(item->value) + content;
}

void
wire_fail(struct wire_reader *reader, const char *fault)
{
	if (!reader->fault)
		reader->fault = fault;
}

static bool
refuse(struct wire_reader *reader, const char *fault)
{
	wire_fail(reader, fault);
	return false;
}

/* Takes the next item's head, and the content of a string. */
static bool
take(struct wire_reader *reader, struct item *item)
{
	if (reader->fault)
		return false;
	*item = (struct item){.type = ITEM_OTHER};
	size_t left = (size_t)(reader->end - reader->at);
	if (!left)
		return refuse(reader, "the data ends before an item");
	struct cbor_decoder_result result = cbor_stream_decode(reader->at, left, &callbacks, item);
	if (result.status == CBOR_DECODER_NEDATA)
		return refuse(reader, "the data ends within an item");
	if (result.status != CBOR_DECODER_FINISHED || item->type == ITEM_OTHER)
		return refuse(reader, "an item of a kind that is not used here");
	if (result.read != shortest(item))
		return refuse(reader, "an item is not in its shortest form");
	reader->at += result.read;
	return true;
}

static bool
take_type(struct wire_reader *reader, struct item *item, enum item_type type)
{
	if (!take(reader, item))
		return false;
	return item->type == type || refuse(reader, "an item of another type was expected");
}

enum wire_type
wire_peek(const struct wire_reader *reader)
{
	static const enum wire_type majors[] = {WIRE_INT,   WIRE_INT, WIRE_BYTES, WIRE_TEXT,
	                                        WIRE_ARRAY, WIRE_MAP, WIRE_NONE,  WIRE_NONE};
	if (reader->fault || reader->at == reader->end)
		return WIRE_NONE;
	unsigned char first = *reader->at;
	if (first == 0xF4 || first == 0xF5)
		return WIRE_BOOL;
	return first == 0xF6 ? WIRE_NIL : majors[first >> 5];
}

uint64_t
wire_get_uint(struct wire_reader *reader)
{
	struct item item;
	return take_type(reader, &item, ITEM_UINT) ? item.value : 0;
}

int64_t
wire_get_int(struct wire_reader *reader)
{
	struct item item;
	if (!take(reader, &item))
		return 0;
	if (item.type != ITEM_UINT && item.type != ITEM_NEGINT)
		return refuse(reader, "an integer was expected");
	if (item.value > INT64_MAX)
		return refuse(reader, "an integer is too large");
	return item.type == ITEM_UINT ? (int64_t)item.value : -1 - (int64_t)item.value;
}

const char *
wire_get_text(struct wire_reader *reader, size_t *len)
{
	struct item item;
	*len = 0;
	if (!take_type(reader, &item, ITEM_TEXT))
		return "";
	const char *text = (const char *)item.data;
	if (!utf8_valid(text, (size_t)item.value)) {
		wire_fail(reader, "a text is not valid UTF-8");
		return "";
	}
	*len = (size_t)item.value;
	return text;
}

const void *
wire_get_bytes(struct wire_reader *reader, size_t *len)
{
	struct item item;
	*len = 0;
	if (!take_type(reader, &item, ITEM_BYTES))
		return "";
	*len = (size_t)item.value;
	return item.data;
}

bool
wire_get_bool(struct wire_reader *reader)
{
	struct item item;
	return take_type(reader, &item, ITEM_BOOL) && item.value;
}

void
wire_get_null(struct wire_reader *reader)
{
	struct item item;
	take_type(reader, &item, ITEM_NULL);
}

/* A count that the bytes left cannot hold is refused here, so that nobody allocates for it. */
static size_t
take_count(struct wire_reader *reader, enum item_type type, size_t least)
{
	struct item item;
	if (!take_type(reader, &item, type))
		return 0;
	if (item.value > (size_t)(reader->end - reader->at) / least)
		return refuse(reader, "a count is larger than the data");
	return (size_t)item.value;
}

size_t
wire_get_array(struct wire_reader *reader)
{
	return take_count(reader, ITEM_ARRAY, 1);
}

size_t
wire_get_map(struct wire_reader *reader)
{
	return take_count(reader, ITEM_MAP, 2);
}

static void skip_item(struct wire_reader *reader, int depth);

static void
skip_map(struct wire_reader *reader, size_t pairs, int depth)
{
	const unsigned char *before = NULL;
	size_t before_len = 0;
	for (size_t i = 0; i < pairs && !reader->fault; i++) {
		const unsigned char *key = reader->at;
		skip_item(reader, depth);
		size_t len = (size_t)(reader->at - key);
		int order = before ? memcmp(before, key, before_len < len ? before_len : len) : -1;
		if (order > 0 || (order == 0 && before_len >= len))
			wire_fail(reader, "the keys of a map are not in order");
		before = key;
		before_len = len;
		skip_item(reader, depth);
	}
}

static void
skip_item(struct wire_reader *reader, int depth)
{
	struct item item;
	const unsigned char *start = reader->at;
	if (depth > DEPTH_MAX)
		wire_fail(reader, "the data is nested too deeply");
	if (!take(reader, &item) || (item.type != ITEM_ARRAY && item.type != ITEM_MAP))
		return;
	reader->at = start;
	if (item.type == ITEM_MAP) {
		skip_map(reader, wire_get_map(reader), depth + 1);
		return;
	}
	for (size_t left = wire_get_array(reader); left && !reader->fault; left--)
		skip_item(reader, depth + 1);
}

const void *
wire_skip(struct wire_reader *reader, size_t *len)
{
	const unsigned char *start = reader->at;
	skip_item(reader, 0);
	*len = reader->fault ? 0 : (size_t)(reader->at - start);
	return start;
}
