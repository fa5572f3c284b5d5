#include <config.h>

#include "record/codec.h"

#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "record/types.h"

const struct column column_extras = {.path = "extras", .key = KEY_EXTRAS};

/* ---- encoding */

static uint64_t
checksum(unsigned char code, uint32_t number, unsigned char version, const void *map, size_t len)
{
	const unsigned char key[] = {
		code, (unsigned char)(number >> 24), (unsigned char)(number >> 16), (unsigned char)(number >> 8),
		(unsigned char)number, version,
	};
	return xxh3_pair(key, sizeof key, map, len);
}

static size_t
count_pairs(const struct record *head, const struct column *columns, size_t count)
{
	size_t pairs = (head->revision != 0) + (head->entry != 0) + (head->last_date != DATE_NONE) + (head->extra_count != 0);
	for (size_t i = 0; i < count; i++)
		pairs += !columns[i].field->kind->empty(column_in(head, &columns[i]));
	return pairs + head->unknown_pairs;
}

static void
put_extras(struct wire_writer *writer, const struct record *head)
{
	wire_put_uint(writer, KEY_EXTRAS);
	wire_put_map(writer, head->extra_count);
	for (size_t i = 0; i < head->extra_count; i++) {
		wire_put_text(writer, head->extras[i].name, strlen(head->extras[i].name));
		wire_put_text(writer, head->extras[i].text, strlen(head->extras[i].text));
	}
}

static void
put_head(struct wire_writer *writer, const struct record *head)
{
	if (head->revision) {
		wire_put_uint(writer, KEY_REVISION);
		wire_put_uint(writer, head->revision);
	}
	if (head->entry) {
		wire_put_uint(writer, KEY_ENTRY);
		wire_put_uint(writer, head->entry);
	}
	if (head->last_date != DATE_NONE) {
		wire_put_uint(writer, KEY_LAST_DATE);
		wire_put_int(writer, head->last_date);
	}
	if (head->extra_count)
		put_extras(writer, head);
}

/* Writes the unknown pairs whose keys lie below `limit`. */
static void
put_unknown(struct wire_writer *writer, struct wire_reader *unknown, uint64_t limit)
{
	const unsigned char *start = unknown->at;
	while (unknown->at < unknown->end && !unknown->fault) {
		struct wire_reader next = *unknown;
		size_t len;
		if (wire_get_uint(&next) >= limit)
			break;
		wire_skip(&next, &len);
		*unknown = next;
	}
	if (unknown->fault)
		BUG("unknown fields: %s", unknown->fault);
	wire_put_raw(writer, start, (size_t)(unknown->at - start));
}

static void
put_map(const struct record *head, struct buf *out)
{
	size_t count;
	const struct column *columns = record_columns(head->type, &count);
	struct wire_writer writer = {out};
	const unsigned char *unknown_at = head->unknown;
	struct wire_reader unknown = {.at = unknown_at, .end = unknown_at ? unknown_at + head->unknown_len : NULL};
	wire_put_map(&writer, count_pairs(head, columns, count));
	put_head(&writer, head);
	for (size_t i = 0; i < count; i++) {
		const struct kind *kind = columns[i].field->kind;
		const void *member = column_in(head, &columns[i]);
		if (kind->empty(member))
			continue;
		if (unknown.at < unknown.end)
			put_unknown(&writer, &unknown, columns[i].key);
		wire_put_uint(&writer, columns[i].key);
		kind->encode(member, &writer);
	}
	if (unknown.at < unknown.end)
		put_unknown(&writer, &unknown, UINT64_MAX);
}

static void
put_header(unsigned char *at, const struct record_type *type, uint32_t number, unsigned version, size_t len)
{
	uint64_t sum = checksum(type->code, number, (unsigned char)version, at + CODEC_HEADER, len);
	*at++ = type->code;
	*at++ = (unsigned char)version;
	for (int shift = 56; shift >= 0; shift -= 8)
		*at++ = (unsigned char)(sum >> shift);
}

void
record_encode(const void *record, struct buf *out)
{
	const struct record *head = record;
	size_t start = out->len;
	buf_reserve(out, CODEC_HEADER);
	out->len += CODEC_HEADER;
	put_map(head, out);
	put_header((unsigned char *)out->data + start, head->type, head->number, head->type->version,
	           out->len - start - CODEC_HEADER);
}

void
record_seal(const struct record_type *type, uint32_t number, unsigned version, const void *map, size_t len, struct buf *out)
{
	size_t start = out->len;
	buf_reserve(out, CODEC_HEADER + len);
	out->len += CODEC_HEADER;
	buf_add(out, map, len);
	put_header((unsigned char *)out->data + start, type, number, version, len);
}

/* ---- decoding */

/* In English the short name is the plainer one; in Chinese it would be a foreign word. */
static const char *
name_of(const struct record_type *type)
{
	return words_lang() == LANG_ZH ? _(type->label) : type->name;
}

static int
damaged(const struct record_type *type, uint32_t number, const char *why, struct err *err)
{
	return err_set(err, ERR_DAMAGED, _("the record '%s %u' is damaged: %s"), name_of(type), (unsigned)number, why);
}

int
record_check_value(const struct record_type *type, uint32_t number, const void *value, size_t len, struct err *err)
{
	const unsigned char *at = value;
	if (len <= CODEC_HEADER)
		return damaged(type, number, _("it is cut off"), err);
	uint64_t sum = 0;
	for (int i = 2; i < CODEC_HEADER; i++)
		sum = sum << 8 | at[i];
	if (at[0] != type->code || sum != checksum(type->code, number, at[1], at + CODEC_HEADER, len - CODEC_HEADER))
		return damaged(type, number, _("its checksum does not match"), err);
	if (at[1] != type->version)
		return err_set(err, ERR_FAILED, _("the record '%s %u' was written by another version of the program"), name_of(type),
		               (unsigned)number);
	return 0;
}

/* What is being decoded. */
struct decoding {
	struct record *head;
	struct wire_reader reader;
	struct arena *arena;
	struct buf gathered;          /* the unknown pairs, while there are any */
};

static uint64_t
get_count(struct wire_reader *reader, uint64_t max)
{
	uint64_t value = wire_get_uint(reader);
	if (!value || value > max)
		wire_fail(reader, "a number of the head is out of range");
	return value;
}

static const char *
get_string(struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	const char *text = wire_get_text(reader, &len);
	if (!len || memchr(text, '\0', len))
		wire_fail(reader, "a text among the extras is empty or holds a NUL");
	return reader->fault ? "" : arena_strndup(arena, text, len);
}

static bool
names_ascend(const char *before, const char *name)
{
	size_t a = strlen(before), b = strlen(name);
	return a != b ? a < b : strcmp(before, name) < 0;
}

static void
get_extras(struct record *head, struct wire_reader *reader, struct arena *arena)
{
	size_t count = wire_get_map(reader);
	if (!count)
		wire_fail(reader, "the extras are empty");
	head->extras = count ? arena_alloc(arena, count * sizeof *head->extras) : NULL;
	for (size_t i = 0; i < count && !reader->fault; i++) {
		struct extra *extra = &head->extras[i];
		extra->name = get_string(reader, arena);
		extra->text = get_string(reader, arena);
		if (i && !names_ascend(extra[-1].name, extra->name))
			wire_fail(reader, "the extras are not in order");
	}
	head->extra_count = reader->fault ? 0 : count;
}

/* One pair of the head, whose key was read; false when the key is unknown. */
static bool
get_head(struct record *head, uint64_t key, bool extras, struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	if (key == KEY_REVISION)
		head->revision = (uint32_t)get_count(reader, UINT32_MAX);
	else if (key == KEY_ENTRY)
		head->entry = get_count(reader, UINT64_MAX);
	else if (key == KEY_LAST_DATE)
		kind_date.decode(&head->last_date, reader, arena);
	else if (key == KEY_EXTRAS && extras)
		get_extras(head, reader, arena);
	else if (key == KEY_EXTRAS)
		wire_skip(reader, &len);
	else
		return false;
	return true;
}

static void
get_member(struct decoding *decoding, const struct column *column)
{
	void *member = column_of(decoding->head, column);
	column->field->kind->decode(member, &decoding->reader, decoding->arena);
	if (!decoding->reader.fault && column->field->kind->empty(member))
		wire_fail(&decoding->reader, "an empty value is stored");
}

static void
keep_unknown(struct decoding *decoding, const unsigned char *pair)
{
	size_t len;
	if (wire_peek(&decoding->reader) == WIRE_NIL)
		wire_fail(&decoding->reader, "an empty value is stored");
	wire_skip(&decoding->reader, &len);
	if (decoding->reader.fault)
		return;
	buf_add(&decoding->gathered, pair, (size_t)(decoding->reader.at - pair));
	decoding->head->unknown_pairs++;
}

static void
get_pairs(struct decoding *decoding)
{
	size_t count, next = 0;
	const struct column *columns = record_columns(decoding->head->type, &count);
	struct wire_reader *reader = &decoding->reader;
	size_t pairs = wire_get_map(reader);
	for (uint64_t i = 0, before = 0; i < pairs && !reader->fault; i++) {
		const unsigned char *pair = reader->at;
		uint64_t key = wire_get_uint(reader);
		if (i && key <= before)
			wire_fail(reader, "the fields are not in order");
		before = key;
		while (next < count && columns[next].key < key)
			next++;
		if (next < count && columns[next].key == key)
			get_member(decoding, &columns[next]);
		else if (!get_head(decoding->head, key, true, reader, decoding->arena))
			keep_unknown(decoding, pair);
	}
	if (!reader->fault && reader->at != reader->end)
		wire_fail(reader, "something stands behind it");
}

void *
record_decode(const struct record_type *type, uint32_t number, const void *value, size_t len, struct arena *arena,
	struct err *err)
{
	if (record_check_value(type, number, value, len, err) < 0)
		return NULL;
	const unsigned char *at = value;
	struct decoding decoding = {
		.head = record_new(type, arena),
		.reader = {.at = at + CODEC_HEADER, .end = at + len},
		.arena = arena,
	};
	decoding.head->number = number;
	get_pairs(&decoding);
	struct record *head = decoding.head;
	if (decoding.gathered.len) {
		head->unknown_len = decoding.gathered.len;
		head->unknown = memcpy(arena_alloc(arena, head->unknown_len), decoding.gathered.data, head->unknown_len);
	}
	buf_free(&decoding.gathered);
	if (!decoding.reader.fault)
		return head;
	damaged(type, number, decoding.reader.fault, err);
	return NULL;
}

static const struct column *
wanted_column(const struct column *const *columns, size_t count, uint64_t key)
{
	for (size_t i = 0; i < count; i++)
		if (columns[i]->key == key)
			return columns[i];
	return NULL;
}

static uint64_t
clear_columns(struct record *head, const struct column *const *columns, size_t count)
{
	uint64_t last = KEY_EXTRAS;
	head->revision = 0;
	head->entry = 0;
	head->last_date = DATE_NONE;
	head->extras = NULL;
	head->extra_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (columns[i]->key > last)
			last = columns[i]->key;
		if (columns[i]->field)
			columns[i]->field->kind->clear(column_of(head, columns[i]));
	}
	return last;
}

int
record_decode_columns(void *record, const struct column *const *columns, size_t count, uint32_t number, const void *value,
	size_t len, struct arena *arena, struct err *err)
{
	struct record *head = record;
	const unsigned char *at = value;
	if (record_check_value(head->type, number, value, len, err) < 0)
		return -1;
	struct decoding decoding = {.head = head, .reader = {.at = at + CODEC_HEADER, .end = at + len}, .arena = arena};
	struct wire_reader *reader = &decoding.reader;
	uint64_t last = clear_columns(head, columns, count);
	head->number = number;
	for (size_t pairs = wire_get_map(reader), skipped; pairs && !reader->fault; pairs--) {
		uint64_t key = wire_get_uint(reader);
		if (key > last)
			break;
		const struct column *column = wanted_column(columns, count, key);
		if (column && column->field)
			get_member(&decoding, column);
		else if (!get_head(head, key, column != NULL, reader, arena))
			wire_skip(reader, &skipped);
	}
	return reader->fault ? damaged(head->type, number, reader->fault, err) : 0;
}
