#include <config.h>

#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "record/kinds.h"

enum { TEXT_MAX = 200, LONG_MAX_CHARS = 4000 };

void
kind_text_clear(void *member)
{
	*(const char **)member = "";
}

bool
kind_text_empty(const void *member)
{
	return !*text_member(member);
}

void
kind_text_print(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)field;
	(void)context;
	(void)style;
	buf_adds(out, text_member(member));
}

static void
add_cut(struct buf *out, const char *text, size_t limit)
{
	buf_add(out, text, strnlen(text, limit));
}

void
kind_text_key(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	add_cut(out, text_member(member), KEY_MAX);
}

void
kind_text_encode(const void *member, struct wire_writer *writer)
{
	wire_put_text(writer, text_member(member), strlen(text_member(member)));
}

int
kind_text_decode(void *member, struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	const char *text = wire_get_text(reader, &len);
	if (memchr(text, '\0', len))
		wire_fail(reader, "a text holds a NUL");
	*(const char **)member = reader->fault || !len ? "" : arena_strndup(arena, text, len);
	return reader->fault ? -1 : 0;
}

/* ---- text and long */

static int
parse_free(void *member, const struct field *field, const char *text, unsigned flags, size_t usual_max, struct arena *arena,
	struct err *err)
{
	const char *clean = kind_clean(text, flags, err);
	if (!clean)
		return -1;
	size_t max = field->max > 0 ? (size_t)field->max : usual_max;
	size_t len = strlen(clean), count = len > max ? kind_chars(clean) : 0;
	if (count > max)
		return err_set(err, ERR_INPUT, _("the text has %zu characters, the longest allowed is %zu"), count, max);
	*(const char **)member = len ? arena_strndup(arena, clean, len) : "";
	return 0;
}

static int
parse_text(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)context;
	return parse_free(member, field, text, 0, TEXT_MAX, arena, err);
}

static int
parse_long(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)context;
	return parse_free(member, field, text, TEXT_LINES, LONG_MAX_CHARS, arena, err);
}

/* Digits stand behind their count, so that 9999 comes before 10000. */
static void
natural_key(struct buf *out, const char *text, size_t limit)
{
	for (size_t start = out->len; *text && out->len - start + 1 < limit;) {
		if (*text < '0' || *text > '9') {
			buf_addc(out, *text++);
			continue;
		}
		while (*text == '0')
			text++;
		size_t digits = strspn(text, "0123456789"), left = limit - (out->len - start) - 1;
		buf_addc(out, (char)('0' + (digits < 64 ? digits : 64)));
		buf_add(out, text, digits < left ? digits : left);
		text += digits;
	}
}

static void
unique_key(struct buf *out, const char *text)
{
	uint64_t hash = xxh3_of(text, strlen(text));
	natural_key(out, text, KEY_MAX - 1 - sizeof hash);
	buf_addc(out, '\0');
	for (int shift = 56; shift >= 0; shift -= 8)
		buf_addc(out, (char)(hash >> shift));
}

static void
key_words(const void *member, const struct field *field, struct buf *out)
{
	const char *text = text_member(member);
	if (!*text)
		return;
	if (field->flags & FIELD_UNIQUE)
		unique_key(out, text);
	else
		pinyin_sort_key(out, text, field->flags & FIELD_PERSON ? PINYIN_NAME : PINYIN_WORDS, KEY_MAX);
}

const struct kind kind_text = {
	KIND_TEXT_BUT_KEY,
	.name = "text",
	.width = 20,
	.parse = parse_text,
	.key = key_words,
};

const struct kind kind_long = {
	KIND_TEXT_BUT_KEY,
	.name = "long",
	.width = 40,
	.parse = parse_long,
	.key = key_words,
};
