#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include "record/kinds.h"

static void
clear_ref(void *member)
{
	*(uint32_t *)member = 0;
}

static bool
empty_ref(const void *member)
{
	return *(const uint32_t *)member == 0;
}

static uint32_t
plain_number(const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);
	return *text >= '0' && *text <= '9' && !*end && number <= UINT32_MAX ? (uint32_t)number : 0;
}

static int
parse_ref(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)arena;
	const char *clean = kind_clean_compact(text, err);
	if (!clean)
		return -1;
	bool known = context && context->ref_parse;
	uint32_t number = !*clean ? 0 : known ? context->ref_parse(context->user, field, clean) : plain_number(clean);
	if (*clean && !number)
		return err_set(err, ERR_INPUT, _("there is no record '%s'"), clean);
	*(uint32_t *)member = number;
	return 0;
}

static void
print_ref(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)style;
	uint32_t number = *(const uint32_t *)member;
	if (!number)
		return;
	struct arena arena = {0};
	const char *id = context && context->ref_print ? context->ref_print(context->user, field, number, &arena) : NULL;
	if (id)
		buf_adds(out, id);
	else
		buf_addf(out, "%u", (unsigned)number);
	arena_free(&arena);
}

static void
key_ref(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	uint32_t number = *(const uint32_t *)member;
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_addc(out, (char)(number >> shift));
}

static void
encode_ref(const void *member, struct wire_writer *writer)
{
	wire_put_uint(writer, *(const uint32_t *)member);
}

static int
decode_ref(void *member, struct wire_reader *reader, struct arena *arena)
{
	(void)arena;
	uint64_t number = wire_get_uint(reader);
	if (number > UINT32_MAX)
		wire_fail(reader, "a reference is out of range");
	*(uint32_t *)member = reader->fault ? 0 : (uint32_t)number;
	return reader->fault ? -1 : 0;
}

const struct kind kind_ref = {
	.name = "ref",
	.size = sizeof(uint32_t),
	.width = 12,
	.clear = clear_ref,
	.empty = empty_ref,
	.parse = parse_ref,
	.print = print_ref,
	.key = key_ref,
	.encode = encode_ref,
	.decode = decode_ref,
};
