/* Any bytes as a stored record, as a difference of two, and as plain items: refused with words, or read and written back the same. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "record/codec.h"
#include "record/types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool true_here)
{
	if (!true_here)
		abort();
}

static void
run_items(const uint8_t *data, size_t size)
{
	struct wire_reader reader = {.at = data, .end = data + size};
	size_t len;

	while (reader.at < reader.end && !reader.fault) {
		const unsigned char *start = reader.at;
		expect(wire_skip(&reader, &len) == start);
		expect(reader.fault || (len > 0 && start + len == reader.at));
	}
}

/* The checksum is put right, so that the bytes behind it are looked at. */
static void
run_record(const struct record_type *type, const uint8_t *data, size_t size)
{
	const unsigned char key[] = {type->code, 0, 0, 0, 1, type->version};
	struct buf value = {0}, again = {0};
	struct arena arena = {0};
	struct err err;
	uint64_t sum = xxh3_pair(key, sizeof key, data, size);

	buf_addc(&value, (char)type->code);
	buf_addc(&value, (char)type->version);
	for (int shift = 56; shift >= 0; shift -= 8)
		buf_addc(&value, (char)(sum >> shift));
	buf_add(&value, data, size);
	void *record = record_decode(type, 1, value.data, value.len, &arena, &err);
	if (record) {
		record_encode(record_copy(record, &arena), &again);
		expect(again.len == value.len && memcmp(again.data, value.data, value.len) == 0);
	}
	buf_free(&value);
	buf_free(&again);
	arena_free(&arena);
}

static void
run_difference(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct buf out = {0};
	struct change *changes;
	size_t count;
	struct err err;

	changes_read(&type_project, data, size, NULL, false, &arena, &changes, &count, &err);
	map_apply(NULL, 0, data, size, &out, &err);
	map_apply(data, size, data, size, &out, &err);
	map_apply(data, size / 2, data + size / 2, size - size / 2, &out, &err);
	buf_free(&out);
	arena_free(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	run_items(data, size);
	for (struct record_type *const *type = record_types; *type; type++)
		run_record(*type, data, size);
	run_difference(data, size);
	return 0;
}
