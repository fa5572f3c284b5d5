#include <config.h>

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "record/kinds.h"

/* As people write it, half-width and in lower case. */
static const struct {
	const char *text;
	int8_t value;
} spellings[] = {
	{"是", 1}, {"有", 1}, {"yes", 1}, {"y", 1}, {"1", 1}, {"true", 1}, {"√", 1}, {"✓", 1}, {"对", 1},
	{"否", 0}, {"无", 0}, {"no", 0}, {"n", 0}, {"0", 0}, {"false", 0}, {"×", 0}, {"没有", 0}, {"不是", 0},
};

static void
clear_flag(void *member)
{
	*(int8_t *)member = -1;
}

static bool
empty_flag(const void *member)
{
	return *(const int8_t *)member < 0;
}

static int
find_spelling(const char *text)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (strcasecmp(spellings[i].text, text) == 0)
			return spellings[i].value;
	return -1;
}

static int
parse_flag(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)field;
	(void)context;
	(void)arena;
	const char *clean = kind_clean_compact(text, err);
	if (!clean)
		return -1;
	int value = find_spelling(clean);
	if (value < 0 && *clean)
		return err_set(err, ERR_INPUT, _("'%s' is neither yes nor no"), clean);
	*(int8_t *)member = (int8_t)value;
	return 0;
}

static void
print_flag(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)field;
	(void)context;
	int8_t value = *(const int8_t *)member;
	if (value < 0)
		return;
	const char *word = value ? N_("yes") : N_("no");
	buf_adds(out, style == PRINT_PLAIN ? word : _(word));
}

static void
key_flag(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	buf_addc(out, (char)(*(const int8_t *)member + 1));
}

static void
encode_flag(const void *member, struct wire_writer *writer)
{
	wire_put_bool(writer, *(const int8_t *)member > 0);
}

static int
decode_flag(void *member, struct wire_reader *reader, struct arena *arena)
{
	(void)arena;
	*(int8_t *)member = wire_get_bool(reader);
	return reader->fault ? -1 : 0;
}

const struct kind kind_flag = {
	.name = "flag",
	.size = sizeof(int8_t),
	.width = 4,
	.clear = clear_flag,
	.empty = empty_flag,
	.parse = parse_flag,
	.print = print_flag,
	.key = key_flag,
	.encode = encode_flag,
	.decode = decode_flag,
};
