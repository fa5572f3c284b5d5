#include <config.h>

#include "base/wire.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static size_t
unhex(unsigned char *out, const char *hex)
{
	size_t len = 0;
	for (unsigned byte; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		out[len++] = (unsigned char)byte;
	return len;
}

static struct wire_reader
reader_of(const char *hex)
{
	static unsigned char bytes[256];
	size_t len = unhex(bytes, hex);
	return (struct wire_reader){.at = bytes, .end = bytes + len};
}

static void
expect_hex(struct buf *buf, const char *hex)
{
	unsigned char wanted[256];
	size_t len = unhex(wanted, hex);
	cr_expect_eq(buf->len, len, "%s: %zu bytes", hex, buf->len);
	cr_expect(buf->len == len && memcmp(buf->data, wanted, len) == 0, "%s", hex);
	buf_clear(buf);
}

/* RFC 8949, appendix A: those that are deterministic and that the program uses. */
static const struct {
	int64_t value;
	const char *hex;
} integers[] = {
	{0, "00"}, {1, "01"}, {10, "0a"}, {23, "17"}, {24, "1818"}, {25, "1819"}, {100, "1864"}, {1000, "1903e8"},
	{1000000, "1a000f4240"}, {1000000000000, "1b000000e8d4a51000"}, {-1, "20"}, {-10, "29"}, {-100, "3863"},
	{-1000, "3903e7"}, {255, "18ff"}, {256, "190100"}, {65535, "19ffff"}, {65536, "1a00010000"},
	{4294967295, "1affffffff"}, {4294967296, "1b0000000100000000"}, {INT64_MAX, "1b7fffffffffffffff"},
	{INT64_MIN, "3b7fffffffffffffff"},
};

Test(wire, integers_are_those_of_the_standard_both_ways)
{
	struct buf buf = {0};
	struct wire_writer writer = {&buf};
	for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
		wire_put_int(&writer, integers[i].value);
		expect_hex(&buf, integers[i].hex);
		struct wire_reader reader = reader_of(integers[i].hex);
		cr_expect_eq(wire_peek(&reader), WIRE_INT);
		cr_expect_eq(wire_get_int(&reader), integers[i].value, "%s", integers[i].hex);
		cr_expect_null(reader.fault);
		cr_expect_eq(reader.at, reader.end);
	}
	wire_put_uint(&writer, UINT64_MAX);
	expect_hex(&buf, "1bffffffffffffffff");
	struct wire_reader reader = reader_of("1bffffffffffffffff");
	cr_expect_eq(wire_get_uint(&reader), UINT64_MAX);
	buf_free(&buf);
}

static const struct {
	const char *text, *hex;
} texts[] = {
	{"", "60"}, {"a", "6161"}, {"IETF", "6449455446"}, {"\"\\", "62225c"}, {"\xc3\xbc", "62c3bc"}, {"水", "63e6b0b4"},
	{"\xf0\x90\x85\x91", "64f0908591"},
};

Test(wire, texts_are_those_of_the_standard_both_ways)
{
	struct buf buf = {0};
	struct wire_writer writer = {&buf};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t len;
		wire_put_text(&writer, texts[i].text, strlen(texts[i].text));
		expect_hex(&buf, texts[i].hex);
		struct wire_reader reader = reader_of(texts[i].hex);
		const char *text = wire_get_text(&reader, &len);
		cr_expect(len == strlen(texts[i].text) && memcmp(text, texts[i].text, len) == 0);
		cr_expect_null(reader.fault);
	}
	buf_free(&buf);
}

Test(wire, bytes_booleans_null_arrays_and_maps_are_those_of_the_standard)
{
	struct buf buf = {0};
	struct wire_writer writer = {&buf};
	wire_put_bytes(&writer, "\1\2\3\4", 4);
	expect_hex(&buf, "4401020304");
	wire_put_bool(&writer, false);
	wire_put_bool(&writer, true);
	wire_put_null(&writer);
	expect_hex(&buf, "f4f5f6");
	/* [1, [2, 3], [4, 5]] */
	wire_put_array(&writer, 3);
	wire_put_uint(&writer, 1);
	for (unsigned i = 2; i < 6; i += 2) {
		wire_put_array(&writer, 2);
		wire_put_uint(&writer, i);
		wire_put_uint(&writer, i + 1);
	}
	expect_hex(&buf, "8301820203820405");
	/* {1: 2, 3: 4} */
	wire_put_map(&writer, 2);
	wire_put_raw(&writer, "\1\2\3\4", 4);
	expect_hex(&buf, "a201020304");
	wire_put_map(&writer, 0);
	wire_put_array(&writer, 25);
	expect_hex(&buf, "a09819");
	buf_free(&buf);
}

Test(wire, reading_goes_item_by_item)
{
	size_t len;
	struct wire_reader reader = reader_of("a2018202034361626303f5f6");
	cr_expect_eq(wire_peek(&reader), WIRE_MAP);
	cr_expect_eq(wire_get_map(&reader), 2);
	cr_expect_eq(wire_get_uint(&reader), 1);
	cr_expect_eq(wire_peek(&reader), WIRE_ARRAY);
	cr_expect_eq(wire_get_array(&reader), 2);
	cr_expect_eq(wire_get_int(&reader), 2);
	cr_expect_eq(wire_get_uint(&reader), 3);
	cr_expect_eq(wire_peek(&reader), WIRE_BYTES);
	cr_expect_eq(memcmp(wire_get_bytes(&reader, &len), "abc", 3), 0);
	cr_expect_eq(len, 3);
	cr_expect_eq(wire_get_uint(&reader), 3);
	cr_expect_eq(wire_peek(&reader), WIRE_BOOL);
	cr_expect(wire_get_bool(&reader));
	cr_expect_eq(wire_peek(&reader), WIRE_NIL);
	wire_get_null(&reader);
	cr_expect_eq(wire_peek(&reader), WIRE_NONE);
	cr_expect_null(reader.fault);
}

Test(wire, an_item_is_stepped_over_whole_and_its_bytes_are_given)
{
	size_t len;
	struct wire_reader reader = reader_of("8301820203a16161820405" "07");
	const unsigned char *start = reader.at;
	cr_expect_eq(wire_skip(&reader, &len), start);
	cr_expect_eq(len, 11);
	cr_expect_eq(wire_get_uint(&reader), 7);
	cr_expect_null(reader.fault);
}

static const struct {
	const char *hex, *fault;
} refused[] = {
	{"1817", "an item is not in its shortest form"},
	{"190017", "an item is not in its shortest form"},
	{"1900ff", "an item is not in its shortest form"},
	{"1a0000ffff", "an item is not in its shortest form"},
	{"1b00000000ffffffff", "an item is not in its shortest form"},
	{"3817", "an item is not in its shortest form"},
	{"780161", "an item is not in its shortest form"},
	{"580161", "an item is not in its shortest form"},
	{"980101", "an item is not in its shortest form"},
	{"b8010102", "an item is not in its shortest form"},
	{"5f4101ff", "an item of a kind that is not used here"},
	{"7f6161ff", "an item of a kind that is not used here"},
	{"9f01ff", "an item of a kind that is not used here"},
	{"bf0102ff", "an item of a kind that is not used here"},
	{"ff", "an item of a kind that is not used here"},
	{"c11a514b67b0", "an item of a kind that is not used here"},
	{"f90000", "an item of a kind that is not used here"},
	{"fa47c35000", "an item of a kind that is not used here"},
	{"fb3ff199999999999a", "an item of a kind that is not used here"},
	{"f7", "an item of a kind that is not used here"},
	{"f0", "an item of a kind that is not used here"},
	{"f814", "an item of a kind that is not used here"},
	{"1c", "an item of a kind that is not used here"},
	{"18", "the data ends within an item"},
	{"6261", "the data ends within an item"},
	{"", "the data ends before an item"},
	{"8201", "a count is larger than the data"},
	{"9bffffffffffffffff", "a count is larger than the data"},
	{"bb7fffffffffffffff00", "a count is larger than the data"},
	{"a203040102", "the keys of a map are not in order"},
	{"a201020103", "the keys of a map are not in order"},
	{"8181818181818181818181818181818181818100", "the data is nested too deeply"},
};

Test(wire, whatever_is_not_deterministic_or_not_used_is_refused)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		size_t len;
		struct wire_reader reader = reader_of(refused[i].hex);
		wire_skip(&reader, &len);
		cr_expect_str_eq(reader.fault ? reader.fault : "nothing", refused[i].fault, "%s: %s", refused[i].hex, reader.fault);
		cr_expect_eq(len, 0);
	}
}

Test(wire, text_that_is_not_utf8_is_refused)
{
	size_t len;
	struct wire_reader reader = reader_of("62c328");
	cr_expect_str_eq(wire_get_text(&reader, &len), "");
	cr_expect_eq(len, 0);
	cr_expect_str_eq(reader.fault, "a text is not valid UTF-8");
}

Test(wire, an_integer_beyond_64_bits_with_sign_is_refused)
{
	struct wire_reader reader = reader_of("1b8000000000000000");
	cr_expect_eq(wire_get_int(&reader), 0);
	cr_expect_str_eq(reader.fault, "an integer is too large");
}

Test(wire, the_first_fault_stays_and_every_later_call_does_nothing)
{
	size_t len;
	struct wire_reader reader = reader_of("6161" "01");
	const unsigned char *start = reader.at;
	cr_expect_eq(wire_get_uint(&reader), 0);
	cr_expect_str_eq(reader.fault, "an item of another type was expected");
	start = reader.at;
	cr_expect_eq(wire_peek(&reader), WIRE_NONE);
	cr_expect_eq(wire_get_map(&reader), 0);
	cr_expect_not(wire_get_bool(&reader));
	cr_expect_str_eq(wire_get_text(&reader, &len), "");
	wire_fail(&reader, "later");
	cr_expect_str_eq(reader.fault, "an item of another type was expected");
	cr_expect_eq(reader.at, start);
}
