#include <config.h>

#include "base/rows.h"

#include <string.h>

#include <cbor.h>

#include "base/alloc.h"
#include "base/words.h"

#define READ_BYTES (64 * 1024)
#define ITEM_BYTES (256u * 1024 * 1024)
#define ITEM_VALUES (2 + 3 * ROWS_MAX_COLUMN)

/* A text is kept as an offset from the item's beginning, as the bytes move while more are read. */
struct value {
	uint64_t number;
	size_t offset, len;
	bool is_text;
};

struct rows_decoder {
	struct buf in;
	size_t begin, at; /* of the item; of what comes next */
	bool bad;
	bool open;       /* the item's array has begun */
	size_t wanted;   /* values of it still to come */
	struct value *values;
	size_t count, cap;
	char *held;      /* where a NUL stands instead of `held_byte`, the next item's first */
	char held_byte;
	struct rows_cell *cells;
	size_t cell_cap;
	struct rows_sheet *sheets;
	uint64_t rows;
};

static void
refuse(void *context)
{
	((struct rows_decoder *)context)->bad = true;
}

static void
refuse_8(void *context, uint8_t value)
{
	(void)value;
	refuse(context);
}

static void
refuse_16(void *context, uint16_t value)
{
	(void)value;
	refuse(context);
}

static void
refuse_32(void *context, uint32_t value)
{
	(void)value;
	refuse(context);
}

static void
refuse_64(void *context, uint64_t value)
{
	(void)value;
	refuse(context);
}

static void
refuse_float(void *context, float value)
{
	(void)value;
	refuse(context);
}

static void
refuse_double(void *context, double value)
{
	(void)value;
	refuse(context);
}

static void
refuse_bool(void *context, bool value)
{
	(void)value;
	refuse(context);
}

static void
refuse_bytes(void *context, cbor_data bytes, size_t len)
{
	(void)bytes;
	(void)len;
	refuse(context);
}

static void
refuse_map(void *context, size_t count)
{
	(void)count;
	refuse(context);
}

static struct value *
add_value(struct rows_decoder *decoder)
{
	if (!decoder->open || decoder->wanted == 0) {
		decoder->bad = true;
		return NULL;
	}
	decoder->wanted--;
	if (decoder->count == decoder->cap) {
		decoder->cap = decoder->cap ? decoder->cap * 2 : 64;
		decoder->values = xrealloc(decoder->values, decoder->cap, sizeof(*decoder->values));
	}
	decoder->values[decoder->count] = (struct value){ 0 };
	return &decoder->values[decoder->count++];
}

static void
take_64(void *context, uint64_t number)
{
	struct value *value = add_value(context);

	if (value)
		value->number = number;
}

static void
take_32(void *context, uint32_t number)
{
	take_64(context, number);
}

static void
take_16(void *context, uint16_t number)
{
	take_64(context, number);
}

static void
take_8(void *context, uint8_t number)
{
	take_64(context, number);
}

static void
take_text(void *context, cbor_data bytes, size_t len)
{
	struct rows_decoder *decoder = context;
	struct value *value = add_value(decoder);

	if (!value)
		return;
	value->is_text = true;
	value->offset = (size_t)((const char *)bytes - (decoder->in.data + decoder->begin));
	value->len = len;
}

static void
take_array(void *context, size_t count)
{
	struct rows_decoder *decoder = context;

	if (decoder->open || count == 0 || count > ITEM_VALUES)
		decoder->bad = true;
	decoder->open = true;
	decoder->wanted = count;
}

static const struct cbor_callbacks callbacks = {
	.uint8 = take_8,
	.uint16 = take_16,
	.uint32 = take_32,
	.uint64 = take_64,
	.negint8 = refuse_8,
	.negint16 = refuse_16,
	.negint32 = refuse_32,
	.negint64 = refuse_64,
	.byte_string_start = refuse,
	.byte_string = refuse_bytes,
	.string = take_text,
	.string_start = refuse,
	.indef_array_start = refuse,
	.array_start = take_array,
	.indef_map_start = refuse,
	.map_start = refuse_map,
	.tag = refuse_64,
	.float2 = refuse_float,
	.float4 = refuse_float,
	.float8 = refuse_double,
	.undefined = refuse,
	.null = refuse,
	.boolean = refuse_bool,
	.indef_break = refuse,
};

static int
broken(struct err *err)
{
	return err_set(err, ERR_FAILED, "%s", _("the rows from the spreadsheet helper are broken"));
}

/* Reads further bytes behind those of the item, moving it to the front. */
static int
fill(struct rows_reader *reader, size_t more, struct err *err)
{
	struct rows_decoder *decoder = reader->decoder;
	struct buf *in = &decoder->in;
	ssize_t got;

	if (more > ITEM_BYTES || in->len - decoder->begin > ITEM_BYTES)
		return broken(err);
	if (decoder->begin > 0) {
		memmove(in->data, in->data + decoder->begin, in->len - decoder->begin);
		in->len -= decoder->begin;
		decoder->at -= decoder->begin;
		decoder->begin = 0;
	}
	/* one byte more than is read: the last text's NUL may need it */
	buf_reserve(in, (more > READ_BYTES ? more : READ_BYTES) + 1);
	got = reader->get(reader->from, in->data + in->len, more > READ_BYTES ? more : READ_BYTES, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return err_set(err, ERR_FAILED, "%s", _("the rows from the spreadsheet helper end in the middle"));
	in->len += (size_t)got;
	return 0;
}

/* Decodes one flat array into decoder->values. */
static int
read_item(struct rows_reader *reader, struct err *err)
{
	struct rows_decoder *decoder = reader->decoder;
	struct cbor_decoder_result result;

	decoder->begin = decoder->at;
	decoder->open = decoder->bad = false;
	decoder->count = decoder->wanted = 0;
	while (!decoder->open || decoder->wanted > 0) {
		if (decoder->at == decoder->in.len) {
			if (fill(reader, 1, err) < 0)
				return -1;
		}
		result = cbor_stream_decode((cbor_data)decoder->in.data + decoder->at,
			decoder->in.len - decoder->at, &callbacks, decoder);
		if (result.status == CBOR_DECODER_NEDATA) {
			if (fill(reader, result.required, err) < 0)
				return -1;
			continue;
		}
		if (result.status != CBOR_DECODER_FINISHED || decoder->bad)
			return broken(err);
		decoder->at += result.read;
	}
	return 0;
}

/* The text of a value, ended by a NUL.  The byte behind it is the head of the next value, decoded already,
 * except behind the item's last: that one is given back before going on. */
static const char *
text_of(struct rows_decoder *decoder, const struct value *value)
{
	char *text = decoder->in.data + decoder->begin + value->offset;
	char *end = text + value->len;

	if (end == decoder->in.data + decoder->at) {
		decoder->held = end;
		decoder->held_byte = *end;
	}
	*end = '\0';
	return text;
}

static bool
shaped(const struct rows_decoder *decoder, const char *shape)
{
	size_t count = strlen(shape);

	if (decoder->count < count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (decoder->values[i].is_text != (shape[i] == 't'))
			return false;
	return true;
}

static int
take_row(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;
	const struct value *value = decoder->values;
	size_t count = (decoder->count - 2) / 3;
	uint64_t last = 0;

	if (!shaped(decoder, "nn") || decoder->count != 2 + 3 * count || value[1].number < 1 ||
	    value[1].number > ROWS_MAX_ROW || value[1].number <= (uint64_t)reader->row)
		return -1;
	if (decoder->cell_cap < count) {
		decoder->cell_cap = count * 2;
		decoder->cells = xrealloc(decoder->cells, decoder->cell_cap, sizeof(*decoder->cells));
	}
	reader->row = (int)value[1].number;
	value += 2;
	for (size_t i = 0; i < count; i++, value += 3) {
		if (value[0].is_text || value[1].is_text || !value[2].is_text || value[0].number <= last ||
		    value[0].number > ROWS_MAX_COLUMN || value[1].number >= ROWS_KINDS)
			return -1;
		last = value[0].number;
		decoder->cells[i] = (struct rows_cell){ .column = (int)last, .kind = (enum rows_kind)value[1].number,
			.text = text_of(decoder, &value[2]), .len = value[2].len };
	}
	reader->cells = decoder->cells;
	reader->cell_count = count;
	decoder->rows++;
	return 0;
}

static int
take_head(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;
	const struct value *value = decoder->values;
	size_t count = (decoder->count - 4) / 2;

	if (!shaped(decoder, "nnnn") || decoder->count != 4 + 2 * count || value[1].number != ROWS_VERSION ||
	    value[3].number < 1 || value[3].number > count)
		return -1;
	reader->landlock = (unsigned)value[2].number;
	reader->chosen = (unsigned)value[3].number;
	decoder->sheets = xrealloc(decoder->sheets, count, sizeof(*decoder->sheets));
	value += 4;
	for (size_t i = 0; i < count; i++, value += 2) {
		if (!value[0].is_text || value[1].is_text || value[1].number > ROWS_VERY_HIDDEN)
			return -1;
		decoder->sheets[i] = (struct rows_sheet){ .name = text_of(decoder, &value[0]),
			.state = (enum rows_state)value[1].number };
	}
	reader->sheets = decoder->sheets;
	reader->sheet_count = count;
	return 0;
}

static int
take_sheet(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;

	if (!shaped(decoder, "nnt") || decoder->count != 3 || decoder->values[1].number != ROWS_VERSION)
		return -1;
	decoder->sheets = xrealloc(decoder->sheets, 1, sizeof(*decoder->sheets));
	decoder->sheets[0] = (struct rows_sheet){ .name = text_of(decoder, &decoder->values[2]) };
	reader->sheets = decoder->sheets;
	reader->sheet_count = 1;
	return 0;
}

static int
take_fault(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;
	const struct value *value = decoder->values;

	if (!shaped(decoder, "nnnnnt") || decoder->count != 6 || value[1].number >= SHEET_FAULTS ||
	    value[2].number > ROWS_MAX_ROW || value[3].number > ROWS_MAX_COLUMN || value[4].number > INT64_MAX)
		return -1;
	reader->trouble.fault = SHEET_FINE;
	trouble_set_at(&reader->trouble, (enum sheet_fault)value[1].number, (int)value[2].number,
		(int)value[3].number, text_of(decoder, &value[5]), (int64_t)value[4].number);
	return 0;
}

static int
take_end(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;

	return shaped(decoder, "nn") && decoder->values[1].number == decoder->rows ? 0 : -1;
}

static int (*const takers[])(struct rows_reader *reader) = {
	[ROWS_HEAD] = take_head,
	[ROWS_ROW] = take_row,
	[ROWS_FAULT] = take_fault,
	[ROWS_END] = take_end,
	[ROWS_SHEET] = take_sheet,
};

int
rows_next(struct rows_reader *reader, struct err *err)
{
	struct rows_decoder *decoder = reader->decoder;
	uint64_t type;

	if (!decoder)
		decoder = reader->decoder = xcalloc(1, sizeof(*decoder));
	if (decoder->held)
		*decoder->held = decoder->held_byte;
	decoder->held = NULL;
	if (read_item(reader, err) < 0)
		return -1;
	type = decoder->values[0].number;
	if (decoder->values[0].is_text || type >= sizeof(takers) / sizeof(*takers) || takers[type](reader) < 0)
		return broken(err);
	return (int)type;
}

void
rows_reader_free(struct rows_reader *reader)
{
	struct rows_decoder *decoder = reader->decoder;

	reader->decoder = NULL;
	if (!decoder)
		return;
	buf_free(&decoder->in);
	free(decoder->values);
	free(decoder->cells);
	free(decoder->sheets);
	free(decoder);
}
