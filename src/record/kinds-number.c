#include <config.h>

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "base/text.h"
#include "record/kinds.h"

/* Every kind here has an integer as its member. */

/* Big-endian, with the sign turned so that negative ones come first. */
static void
add_key(struct buf *out, uint64_t value, int bytes)
{
	value ^= UINT64_C(1) << (bytes * 8 - 1);
	for (int shift = bytes * 8 - 8; shift >= 0; shift -= 8)
		buf_addc(out, (char)(value >> shift));
}

/* ---- numbers and money: 64 bits, the least of them is empty */

static void
clear_int64(void *member)
{
	*(int64_t *)member = INT64_MIN;
}

static bool
empty_int64(const void *member)
{
	return *(const int64_t *)member == INT64_MIN;
}

static void
key_int64(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	add_key(out, (uint64_t)*(const int64_t *)member, 8);
}

static void
encode_int64(const void *member, struct wire_writer *writer)
{
	wire_put_int(writer, *(const int64_t *)member);
}

static int
decode_int64(void *member, struct wire_reader *reader, struct arena *arena)
{
	(void)arena;
	*(int64_t *)member = wire_get_int(reader);
	return reader->fault ? -1 : 0;
}

static int
check_bounds(int64_t value, const struct field *field, struct err *err)
{
	if (field->max <= 0 || (value >= field->min && value <= field->max))
		return 0;
	return err_set(err, ERR_INPUT, _("%lld is not between %lld and %lld"), (long long)value, (long long)field->min,
	               (long long)field->max);
}

static int
parse_number(void *member, const struct field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	(void)context;
	(void)arena;
	const char *clean = kind_clean(text, 0, err);
	int64_t value = INT64_MIN;
	if (!clean)
		return -1;
	if (*clean && (number_parse(&value, clean, err) < 0 || check_bounds(value, field, err) < 0))
		return -1;
	*(int64_t *)member = value;
	return 0;
}

/* A number that always has four digits is a year or its like: nobody writes 2,021. */
static bool
is_year(const struct field *field)
{
	return field->min >= 1000 && field->max <= 9999;
}

static void
print_number(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)context;
	int64_t value = *(const int64_t *)member;
	char text[32];
	if (value == INT64_MIN)
		return;
	if (style == PRINT_PLAIN || is_year(field))
		snprintf(text, sizeof text, "%" PRId64, value);
	else
		number_print(text, value);
	buf_adds(out, text);
}

const struct kind kind_number = {
	.name = "number",
	.size = sizeof(int64_t),
	.width = 10,
	.right = true,
	.clear = clear_int64,
	.empty = empty_int64,
	.parse = parse_number,
	.print = print_number,
	.key = key_int64,
	.encode = encode_int64,
	.decode = decode_int64,
};

static int
check_money_bounds(money_t fen, const struct field *field, struct err *err)
{
	if (field->max <= 0 || (fen >= field->min && fen <= field->max))
		return 0;
	char least[32], most[32];
	money_print(least, field->min);
	money_print(most, field->max);
	return err_set(err, ERR_INPUT, _("the amount is not between %s and %s yuan"), least, most);
}

static int
parse_money(void *member, const struct field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	(void)arena;
	const char *clean = kind_clean(text, 0, err);
	money_t fen = MONEY_NONE;
	if (!clean)
		return -1;
	int unit = context && context->money_unit ? context->money_unit : 1;
	if (*clean && (money_parse(&fen, clean, unit, err) < 0 || check_money_bounds(fen, field, err) < 0))
		return -1;
	*(money_t *)member = fen;
	return 0;
}

static void
print_money(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)field;
	(void)context;
	money_t fen = *(const money_t *)member;
	char text[32];
	if (fen == MONEY_NONE)
		return;
	if (style == PRINT_PLAIN)
		money_print_plain(text, fen);
	else
		money_print(text, fen);
	buf_adds(out, text);
}

const struct kind kind_money = {
	.name = "money",
	.size = sizeof(money_t),
	.width = 16,
	.right = true,
	.clear = clear_int64,
	.empty = empty_int64,
	.parse = parse_money,
	.print = print_money,
	.key = key_int64,
	.encode = encode_int64,
	.decode = decode_int64,
};

/* ---- dates */

static void
clear_date(void *member)
{
	*(date_t *)member = DATE_NONE;
}

static bool
empty_date(const void *member)
{
	return *(const date_t *)member == DATE_NONE;
}

static int
parse_date(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)field;
	(void)arena;
	const char *clean = kind_clean(text, 0, err);
	date_t date = DATE_NONE;
	struct date_context dates = context ? context->dates : (struct date_context){0};
	if (!dates.today)
		dates.today = DATE_NONE; /* zeroed: nobody said which day it is */
	if (!clean || (*clean && date_parse(&date, clean, &dates, err) < 0))
		return -1;
	*(date_t *)member = date;
	return 0;
}

static void
print_date(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	(void)field;
	(void)context;
	(void)style;
	char text[11];
	date_print(text, *(const date_t *)member);
	buf_adds(out, text);
}

static void
key_date(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	add_key(out, (uint32_t)*(const date_t *)member, 4);
}

static void
encode_date(const void *member, struct wire_writer *writer)
{
	wire_put_int(writer, *(const date_t *)member);
}

static int
decode_date(void *member, struct wire_reader *reader, struct arena *arena)
{
	(void)arena;
	int64_t days = wire_get_int(reader);
	if (days <= INT32_MIN || days > INT32_MAX)
		wire_fail(reader, "a date is out of range");
	*(date_t *)member = reader->fault ? DATE_NONE : (date_t)days;
	return reader->fault ? -1 : 0;
}

const struct kind kind_date = {
	.name = "date",
	.size = sizeof(date_t),
	.width = 10,
	.clear = clear_date,
	.empty = empty_date,
	.parse = parse_date,
	.print = print_date,
	.key = key_date,
	.encode = encode_date,
	.decode = decode_date,
};
