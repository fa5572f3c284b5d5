#include <config.h>

#include "record/codec.h"

#include <stdlib.h>
#include <string.h>

#include "record/types.h"
#include "recordsuite.h"

RECORD_SUITE(codec);

static struct project *
sample(void)
{
	struct project *project = record_new(&type_project, &arena);
	project->head.number = 7;
	project->head.revision = 3;
	project->head.entry = 99;
	project->head.last_date = date_make(2021, 3, 31);
	project->id = "QP2021-0007";
	project->stage = "submitted";
	project->matching_committed = 10000000;
	project->publicity_from = date_make(1969, 12, 31);
	project->late = 0;
	project->unit.name = "上海朱溪园艺科技有限公司";
	project->leader.resident_id = "11010519491231002X";
	extra_set(project, "hall", "东厅", &arena);
	return project;
}

/* ---- random records */

static unsigned state = 20210331;

static unsigned
chance(unsigned below)
{
	state = state * 1103515245u + 12345u;
	return (state >> 8) % below;
}

static const char *
random_text(void)
{
	static const char *const pieces[] = {"a", "Z9", " ", "上海", "朱", "\n", "𠮷", "\xee\x80\x80", "-", "0"};
	struct buf buf = {0};
	for (unsigned left = 1 + chance(chance(20) == 0 ? 300 : 12); left; left--)
		buf_adds(&buf, pieces[chance(sizeof pieces / sizeof *pieces)]);
	const char *copy = arena_strdup(&arena, buf.data);
	buf_free(&buf);
	return copy;
}

static int64_t
random_number(void)
{
	int64_t number = (int64_t)chance(1u << 24) << chance(40);
	return chance(2) ? number : -number;
}

static void
fill_member(void *member, const struct kind *kind)
{
	if (kind->text)
		*(const char **)member = random_text();
	else if (kind == &kind_number || kind == &kind_money)
		*(int64_t *)member = random_number();
	else if (kind == &kind_date)
		*(date_t *)member = (date_t)chance(100000) - 20000;
	else if (kind == &kind_flag)
		*(int8_t *)member = (int8_t)chance(2);
	else
		*(uint32_t *)member = 1 + chance(1u << 20);
}

static struct record *
random_record(const struct record_type *type)
{
	size_t count;
	const struct column *columns = record_columns(type, &count);
	struct record *record = record_new(type, &arena);
	record->number = 1 + chance(1000000);
	record->revision = chance(5);
	record->entry = (uint64_t)chance(1u << 24) << chance(30);
	record->last_date = chance(3) ? (date_t)chance(30000) : DATE_NONE;
	for (size_t i = 0; i < count; i++)
		if (chance(3))
			fill_member(column_of(record, &columns[i]), columns[i].field->kind);
	for (unsigned left = chance(4); left; left--)
		extra_set(record, arena_printf(&arena, "extra%u", chance(1000)), random_text(), &arena);
	return record;
}

Test(codec, any_record_comes_back_the_same_byte_for_byte)
{
	for (int round = 0; round < 3000; round++) {
		struct buf once = {0}, twice = {0};
		const struct record *record = random_record(record_types[chance(11)]);
		record_encode(record, &once);
		const struct record *again = record_decode(record->type, record->number, once.data, once.len, &arena, &err);
		cr_assert_not_null(again, "%s: %s", record->type->name, err.message);
		record_encode(again, &twice);
		cr_assert(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0, "%s", record->type->name);
		cr_assert_eq(again->entry, record->entry);
		buf_free(&once);
		buf_free(&twice);
		arena_reset(&arena);
	}
}

Test(codec, the_bytes_are_the_type_the_version_the_checksum_and_a_map)
{
	struct buf out = {0};
	struct staff *staff = record_new(&type_staff, &arena);
	staff->head.number = 1;
	staff->id = "li";
	staff->auto_advance = 1;
	extra_set(staff, "b", "2", &arena);
	record_encode(staff, &out);
	cr_expect_eq(out.data[0], 10);
	cr_expect_eq(out.data[1], 1);
	/* {3: {"b": "2"}, 17: "li", 24: true} */
	cr_expect_eq(out.len - CODEC_HEADER, 14);
	cr_expect_eq(memcmp(out.data + CODEC_HEADER, "\xa3\x03\xa1\x61\x62\x61\x32\x11\x62li\x18\x18\xf5", 14), 0);
	buf_free(&out);
}

Test(codec, every_flipped_bit_is_found)
{
	struct buf out = {0};
	record_encode(sample(), &out);
	for (size_t bit = 0; bit < out.len * 8; bit++) {
		out.data[bit / 8] ^= (char)(1 << bit % 8);
		err = (struct err){0};
		cr_expect_null(record_decode(&type_project, 7, out.data, out.len, &arena, &err), "bit %zu", bit);
		cr_expect_eq(err.code, ERR_DAMAGED);
		out.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	cr_expect_str_eq(err.message, "the record 'project 7' is damaged: its checksum does not match");
	cr_expect_eq(record_check_value(&type_project, 7, out.data, out.len, &err), 0);
	buf_free(&out);
}

Test(codec, every_cut_is_found)
{
	struct buf out = {0};
	record_encode(sample(), &out);
	for (size_t len = 0; len < out.len; len++) {
		char *cut = malloc(len ? len : 1);
		memcpy(cut, out.data, len);
		cr_expect_null(record_decode(&type_project, 7, cut, len, &arena, &err), "%zu bytes", len);
		cr_expect_eq(err.code, ERR_DAMAGED);
		free(cut);
	}
	buf_free(&out);
}

Test(codec, a_value_under_another_key_is_found)
{
	struct buf out = {0};
	record_encode(sample(), &out);
	cr_expect_eq(record_check_value(&type_project, 8, out.data, out.len, &err), -1);
	cr_expect_eq(record_check_value(&type_call, 7, out.data, out.len, &err), -1);
	cr_expect_str_eq(err.message, "the record 'call 7' is damaged: its checksum does not match");
	buf_free(&out);
}

/* A program that knows more: the same type with another table of fields. */
static const struct field newer_fields[] = {
	{.name = "id", .label = "x", .kind = &kind_text, .tag = 1, .offset = 0},
	{.name = "hobby", .label = "x", .kind = &kind_text, .tag = 60, .offset = 8},
	{.name = "shoe", .label = "x", .kind = &kind_number, .tag = 4, .offset = 16},
	{.name = "name", .label = "x", .kind = &kind_text, .tag = 2, .offset = 24},
	{.name = "height", .label = "x", .kind = &kind_number, .tag = 200, .offset = 32},
};

struct newer {
	struct record head;
	const char *id, *hobby;
	int64_t shoe;
	const char *name;
	int64_t height;
};

static const struct part newer_parts[] = {
	{.name = "staff", .label = "x", .fields = newer_fields, .count = 5, .offset = offsetof(struct newer, id), .base = KEY_PARTS},
};

static struct record_type type_newer = {
	.name = "staff", .label = "x", .code = 10, .version = 1, .size = sizeof(struct newer), .parts = newer_parts, .part_count = 1, .id = "id",
};

Test(codec, fields_of_a_newer_program_are_kept_and_written_back)
{
	struct buf newer_bytes = {0}, out = {0};
	struct newer *newer = record_new(&type_newer, &arena);
	*newer = (struct newer){.head = newer->head, .id = "li", .hobby = "围棋", .shoe = INT64_MIN, .name = "李敏", .height = 171};
	newer->head.number = 5;
	record_encode(newer, &newer_bytes);
	struct staff *staff = record_decode(&type_staff, 5, newer_bytes.data, newer_bytes.len, &arena, &err);
	cr_assert_not_null(staff, "%s", err.message);
	cr_expect_str_eq(staff->name, "李敏");
	cr_expect_eq(staff->head.unknown_pairs, 2);
	record_encode(staff, &out);
	cr_expect(out.len == newer_bytes.len && memcmp(out.data, newer_bytes.data, out.len) == 0);

	staff = record_copy(staff, &arena);
	staff->name = "李明";
	extra_set(staff, "seat", "3", &arena);
	buf_clear(&out);
	record_encode(staff, &out);
	newer = record_decode(&type_newer, 5, out.data, out.len, &arena, &err);
	cr_assert_not_null(newer, "%s", err.message);
	cr_expect_str_eq(newer->hobby, "围棋");
	cr_expect_eq(newer->height, 171);
	cr_expect_str_eq(newer->name, "李明");
	cr_expect_str_eq(extra_get(newer, "seat"), "3");
	buf_free(&newer_bytes);
	buf_free(&out);
}

Test(codec, a_record_of_another_version_is_not_misread)
{
	struct buf out = {0};
	static struct record_type later;
	later = type_newer;
	later.version = 2;
	later.columns = NULL;
	struct newer *newer = record_new(&later, &arena);
	newer->head.number = 5;
	newer->id = "li";
	record_encode(newer, &out);
	cr_expect_null(record_decode(&type_staff, 5, out.data, out.len, &arena, &err));
	cr_expect_eq(err.code, ERR_FAILED);
	cr_expect_str_eq(err.message, "the record 'staff 5' was written by another version of the program");
	buf_free(&out);
}

Test(codec, a_map_from_elsewhere_is_sealed_as_the_record_itself_would_be)
{
	struct buf out = {0}, sealed = {0};
	record_encode(sample(), &out);
	buf_adds(&sealed, "before");
	record_seal(&type_project, 7, type_project.version, out.data + CODEC_HEADER, out.len - CODEC_HEADER, &sealed);
	cr_expect(sealed.len == out.len + 6 && memcmp(sealed.data + 6, out.data, out.len) == 0);
	buf_free(&out);
	buf_free(&sealed);
}

Test(codec, a_list_row_decodes_only_what_it_shows)
{
	struct buf out = {0};
	record_encode(sample(), &out);
	const struct column *columns[] = {record_column(&type_project, "unit.name"), record_column(&type_project, "project.id"),
	                                  record_column(&type_project, "unit.uscc")};
	struct project *row = record_new(&type_project, &arena);
	row->unit.uscc = "left over from another row";
	cr_assert_eq(record_decode_columns(row, columns, 3, 7, out.data, out.len, &arena, &err), 0, "%s", err.message);
	cr_expect_str_eq(row->unit.name, "上海朱溪园艺科技有限公司");
	cr_expect_str_eq(row->id, "QP2021-0007");
	cr_expect_str_eq(row->unit.uscc, "");
	cr_expect_str_eq(row->leader.resident_id, "");
	cr_expect_eq(row->head.number, 7);
	cr_expect_eq(row->head.revision, 3);
	cr_expect_eq(row->head.entry, 99);
	cr_expect_eq(row->head.extra_count, 0);
	columns[0] = &column_extras;
	cr_assert_eq(record_decode_columns(row, columns, 1, 7, out.data, out.len, &arena, &err), 0);
	cr_expect_str_eq(extra_get(row, "hall"), "东厅");
	out.data[out.len - 1] ^= 1;
	cr_expect_eq(record_decode_columns(row, columns, 1, 7, out.data, out.len, &arena, &err), -1);
	buf_free(&out);
}

/* ---- differences */

static void
map_of(const void *record, struct buf *out)
{
	struct buf value = {0};
	record_encode(record, &value);
	buf_clear(out);
	buf_add(out, value.data + CODEC_HEADER, value.len - CODEC_HEADER);
	buf_free(&value);
}

Test(codec, a_difference_applied_to_the_old_map_gives_the_new_one)
{
	struct buf old = {0}, new = {0}, diff = {0}, back = {0}, applied = {0};
	for (int round = 0; round < 1500; round++) {
		struct record *record = random_record(&type_project), *changed = record_copy(record, &arena);
		size_t count;
		const struct column *columns = record_columns(&type_project, &count);
		for (unsigned left = chance(6); left; left--) {
			const struct column *column = &columns[chance((unsigned)count)];
			if (chance(2))
				column->field->kind->clear(column_of(changed, column));
			else
				fill_member(column_of(changed, column), column->field->kind);
		}
		changed->revision = record->revision + 1;
		map_of(record, &old);
		map_of(changed, &new);
		buf_clear(&diff);
		buf_clear(&back);
		buf_clear(&applied);
		map_diff(old.data, old.len, new.data, new.len, &diff);
		cr_assert_eq(map_apply(old.data, old.len, diff.data, diff.len, &applied, &err), 0, "%s", err.message);
		cr_assert(applied.len == new.len && memcmp(applied.data, new.data, new.len) == 0);
		cr_assert_eq(map_apply(new.data, new.len, diff.data, diff.len, &back, &err), -1, "applied twice");
		map_diff(new.data, new.len, old.data, old.len, &back);
		buf_clear(&applied);
		cr_assert_eq(map_apply(new.data, new.len, back.data, back.len, &applied, &err), 0);
		cr_assert(applied.len == old.len && memcmp(applied.data, old.data, old.len) == 0);
		arena_reset(&arena);
	}
	buf_free(&old);
	buf_free(&new);
	buf_free(&diff);
	buf_free(&back);
	buf_free(&applied);
}

Test(codec, a_record_begins_and_ends_as_a_difference_from_nothing)
{
	struct buf map = {0}, diff = {0}, out = {0};
	map_of(sample(), &map);
	map_diff(NULL, 0, map.data, map.len, &diff);
	cr_expect_eq(map_apply(NULL, 0, diff.data, diff.len, &out, &err), 0, "%s", err.message);
	cr_expect(out.len == map.len && memcmp(out.data, map.data, out.len) == 0);
	buf_clear(&diff);
	buf_clear(&out);
	map_diff(map.data, map.len, NULL, 0, &diff);
	cr_expect_eq(map_apply(map.data, map.len, diff.data, diff.len, &out, &err), 0);
	cr_expect_eq(out.len, 0);
	buf_clear(&diff);
	map_diff(map.data, map.len, map.data, map.len, &diff);
	cr_expect_eq(diff.len, 1, "nothing differs: an empty map");
	buf_free(&map);
	buf_free(&diff);
	buf_free(&out);
}

Test(codec, a_difference_that_does_not_fit_or_cannot_be_read_is_refused)
{
	struct buf out = {0};
	/* {1: 2} and {1: [3, 4]}; {5: [null]}; {5: 1} */
	cr_expect_eq(map_apply("\xa1\x01\x02", 3, "\xa1\x01\x82\x03\x04", 5, &out, &err), -1);
	cr_expect_eq(err.code, ERR_DAMAGED);
	cr_expect_str_eq(err.message, "the change of field 1 does not fit the record");
	cr_expect_eq(map_apply("\xa1\x01\x02", 3, "\xa1\x05\x81\xf6", 4, &out, &err), -1);
	cr_expect_eq(map_apply("\xa1\x01\x02", 3, "\xa1\x05\x01", 3, &out, &err), -1);
	cr_expect_eq(map_apply("\xa1\x01\x02", 3, "\xa2\x05", 2, &out, &err), -1);
	cr_expect_eq(map_apply("\xa1\x01\x02", 3, "\xa2\x05\x82\xf6\x01\x04\x82\xf6\x01", 9, &out, &err), -1, "keys out of order");
	cr_expect_eq(out.len, 0, "something was written all the same");
	buf_free(&out);
}

/* ---- what people read */

static const struct change *
change_of(const struct change *changes, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(changes[i].name, name) == 0)
			return &changes[i];
	return NULL;
}

Test(codec, changes_are_told_field_by_field_in_words)
{
	size_t count;
	struct change *changes;
	struct project *old = sample(), *new = record_copy(old, &arena);
	new->head.revision = 4;
	new->matching_committed = 20000000;
	new->unit.name = "";
	new->stage = "in_review";
	new->duplicate_key = "machinery";
	new->leader.resident_id = "440524188001010014";
	extra_set(new, "hall", "", &arena);
	extra_set(new, "seats", "40", &arena);
	record_changes(old, new, NULL, false, &arena, &changes, &count);
	cr_expect_eq(count, 6);
	const struct change *money = change_of(changes, count, "project.matching_committed");
	cr_expect_str_eq(money->old_text, "100,000.00");
	cr_expect_str_eq(money->new_plain, "200000.00");
	cr_expect_str_eq(change_of(changes, count, "unit.name")->new_text, "");
	cr_expect_str_eq(change_of(changes, count, "project.stage")->new_text, "in review");
	cr_expect_str_eq(change_of(changes, count, "project.stage")->new_plain, "in_review");
	cr_expect_str_eq(change_of(changes, count, "leader.resident_id")->new_text, "440***********0014");
	cr_expect_str_eq(change_of(changes, count, "hall")->old_text, "东厅");
	cr_expect_null(change_of(changes, count, "hall")->column);
	cr_expect_str_eq(change_of(changes, count, "seats")->new_text, "40");
	record_changes(old, new, NULL, true, &arena, &changes, &count);
	cr_expect_str_eq(change_of(changes, count, "leader.resident_id")->new_plain, "440524188001010014");
	record_changes(NULL, new, NULL, false, &arena, &changes, &count);
	cr_expect_str_eq(change_of(changes, count, "project.id")->old_text, "");
	record_changes(new, new, NULL, false, &arena, &changes, &count);
	cr_expect_eq(count, 0);
}

Test(codec, a_change_of_a_field_that_is_not_known_is_told_by_its_number)
{
	size_t count;
	struct change *changes;
	/* {200: [null, "x"], 201: [1, 2]} */
	static const char diff[] = "\xa2\x18\xc8\x82\xf6\x61x\x18\xc9\x82\x01\x02";
	cr_assert_eq(changes_read(&type_staff, diff, sizeof diff - 1, NULL, false, &arena, &changes, &count, &err), 0, "%s", err.message);
	cr_expect_eq(count, 2);
	cr_expect_str_eq(changes[0].name, "#200");
	cr_expect_str_eq(changes[0].new_text, "****");
	cr_expect_str_eq(changes[1].old_text, "1");
	cr_expect_eq(changes_read(&type_staff, "\xa1\x11\x82\xf6\x01", 5, NULL, false, &arena, &changes, &count, &err), -1,
	             "a number where a text belongs");
}
