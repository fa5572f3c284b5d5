#include <config.h>

#include <stdint.h>
#include <string.h>

#include "record/codec.h"
#include "record/kinds.h"

/* A map being read pair by pair: the pair at hand, or at the end a key that stands behind all others. */
struct pairs {
	struct wire_reader reader;
	size_t left;
	bool done;
	uint64_t key;
	const void *item;
	size_t len;
};

static void
next_pair(struct pairs *pairs)
{
	pairs->done = pairs->left == 0 || pairs->reader.fault;
	pairs->item = NULL;
	pairs->len = 0;
	if (pairs->done)
		return;
	pairs->left--;
	uint64_t before = pairs->key;
	bool first = pairs->key == UINT64_MAX;
	pairs->key = wire_get_uint(&pairs->reader);
	if (!first && pairs->key <= before)
		wire_fail(&pairs->reader, "the fields are not in order");
	pairs->item = wire_skip(&pairs->reader, &pairs->len);
	pairs->done = pairs->reader.fault != NULL;
}

static struct pairs
start_pairs(const void *map, size_t len)
{
	struct pairs pairs = {.reader = {.at = map, .end = map ? (const unsigned char *)map + len : NULL}, .key = UINT64_MAX};
	if (len)
		pairs.left = wire_get_map(&pairs.reader);
	next_pair(&pairs);
	return pairs;
}

/* What two maps say of the lowest key that is left in either; an item that is missing is NULL. */
struct both {
	uint64_t key;
	const void *old_item, *new_item;
	size_t old_len, new_len;
};

static bool
next_both(struct pairs *old, struct pairs *new, struct both *both)
{
	if (old->done && new->done)
		return false;
	*both = (struct both){.key = old->done || (!new->done && new->key < old->key) ? new->key : old->key};
	if (!old->done && old->key == both->key) {
		both->old_item = old->item;
		both->old_len = old->len;
		next_pair(old);
	}
	if (!new->done && new->key == both->key) {
		both->new_item = new->item;
		both->new_len = new->len;
		next_pair(new);
	}
	return true;
}

static bool
same_item(const struct both *both)
{
	return both->old_item && both->new_item && both->old_len == both->new_len &&
	       memcmp(both->old_item, both->new_item, both->old_len) == 0;
}

/* ---- the difference of two maps */

static void
put_item(struct wire_writer *writer, const void *item, size_t len)
{
	if (item)
		wire_put_raw(writer, item, len);
	else
		wire_put_null(writer);
}

static size_t
count_differences(const void *old_map, size_t old_len, const void *new_map, size_t new_len)
{
	struct pairs old = start_pairs(old_map, old_len), new = start_pairs(new_map, new_len);
	size_t count = 0;
	for (struct both both; next_both(&old, &new, &both);)
		count += !same_item(&both);
	if (old.reader.fault || new.reader.fault)
		BUG("a record's map: %s", old.reader.fault ? old.reader.fault : new.reader.fault);
	return count;
}

/* All of a map that is new: every pair has no old side. */
static void
diff_of_new(const void *map, size_t len, struct buf *out)
{
	struct wire_reader reader = {.at = map, .end = (const unsigned char *)map + len};
	struct wire_writer writer = {out};
	size_t count = wire_get_map(&reader), item_len;
	buf_reserve(out, len + 2 * count + 16);
	wire_put_map(&writer, count);
	for (; count && !reader.fault; count--) {
		const unsigned char *key = reader.at;
		wire_get_uint(&reader);
		buf_add(out, key, (size_t)(reader.at - key));
		wire_put_array(&writer, 2);
		wire_put_null(&writer);
		const void *item = wire_skip(&reader, &item_len);
		buf_add(out, item, item_len);
	}
	if (reader.fault)
		BUG("a record's map: %s", reader.fault);
}

void
map_diff(const void *old_map, size_t old_len, const void *new_map, size_t new_len, struct buf *out)
{
	struct wire_writer writer = {out};
	if (!old_len && new_len) {
		diff_of_new(new_map, new_len, out);
		return;
	}
	wire_put_map(&writer, count_differences(old_map, old_len, new_map, new_len));
	struct pairs old = start_pairs(old_map, old_len), new = start_pairs(new_map, new_len);
	for (struct both both; next_both(&old, &new, &both);) {
		if (same_item(&both))
			continue;
		wire_put_uint(&writer, both.key);
		wire_put_array(&writer, 2);
		put_item(&writer, both.old_item, both.old_len);
		put_item(&writer, both.new_item, both.new_len);
	}
}

/* ---- applying one */

/* The old and the new item of one difference; a missing one is NULL. */
static void
split_difference(struct pairs *diff, struct both *both)
{
	struct wire_reader reader = {.at = diff->item, .end = (const unsigned char *)diff->item + diff->len};
	const void **items[] = {&both->old_item, &both->new_item};
	size_t *lens[] = {&both->old_len, &both->new_len};
	*both = (struct both){.key = diff->key};
	if (wire_get_array(&reader) != 2)
		wire_fail(&reader, "a difference has not two sides");
	for (int i = 0; i < 2; i++) {
		bool none = wire_peek(&reader) == WIRE_NIL;
		const void *item = wire_skip(&reader, lens[i]);
		*items[i] = none ? NULL : item;
	}
	if (reader.fault)
		wire_fail(&diff->reader, reader.fault);
}

static int
mismatch(uint64_t key, struct err *err)
{
	return err_set(err, ERR_DAMAGED, _("the change of field %llu does not fit the record"), (unsigned long long)key);
}

static bool
fits(const struct both *change, const struct pairs *map)
{
	bool there = !map->done && map->key == change->key;
	if (!there || !change->old_item)
		return !there && !change->old_item;
	return map->len == change->old_len && memcmp(map->item, change->old_item, map->len) == 0;
}

/* Gathers the pairs of the result; how many, or -1. */
static int
apply_pairs(struct pairs *map, struct pairs *diff, struct buf *result, size_t *count, struct err *err)
{
	struct wire_writer writer = {result};
	while (!map->done || !diff->done) {
		struct both change = {.key = map->key, .new_item = map->item, .new_len = map->len};
		bool changed = !diff->done && (map->done || diff->key <= map->key);
		if (changed) {
			split_difference(diff, &change);
			if (!diff->reader.fault && !fits(&change, map))
				return mismatch(change.key, err);
		}
		if (change.new_item) {
			wire_put_uint(&writer, change.key);
			wire_put_raw(&writer, change.new_item, change.new_len);
			++*count;
		}
		if (!map->done && map->key == change.key)
			next_pair(map);
		if (changed)
			next_pair(diff);
	}
	const char *fault = map->reader.fault ? map->reader.fault : diff->reader.fault;
	return fault ? err_set(err, ERR_DAMAGED, _("a change cannot be read: %s"), fault) : 0;
}

int
map_apply(const void *map, size_t len, const void *diff, size_t diff_len, struct buf *out, struct err *err)
{
	struct pairs pairs = start_pairs(map, len), changes = start_pairs(diff, diff_len);
	struct buf result = {0};
	size_t count = 0;
	int done = apply_pairs(&pairs, &changes, &result, &count, err);
	if (done == 0 && count) {
		struct wire_writer writer = {out};
		wire_put_map(&writer, count);
		wire_put_raw(&writer, result.data, result.len);
	}
	buf_free(&result);
	return done;
}

/* ---- changes as people read them */

struct reading {
	const struct record_type *type;
	const struct field_context *context;
	bool clear;
	struct arena *arena;
	struct change *changes;
	size_t count, cap;
	struct buf text;
	const char *fault;
};

static struct change *
add_change(struct reading *reading, const struct column *column, const char *name)
{
	if (reading->count == reading->cap) {
		size_t cap = reading->cap ? reading->cap * 2 : 16;
		struct change *more = arena_alloc(reading->arena, cap * sizeof *more);
		if (reading->count)
			memcpy(more, reading->changes, reading->count * sizeof *more);
		reading->changes = more;
		reading->cap = cap;
	}
	struct change *change = &reading->changes[reading->count++];
	*change = (struct change){column, name, "", "", "", ""};
	return change;
}

static const char *
printed(struct reading *reading, const struct field *field, const void *member, enum print_style style)
{
	buf_clear(&reading->text);
	field->kind->print(member, field, reading->context, style, &reading->text);
	return arena_strdup(reading->arena, buf_text(&reading->text));
}

static void
read_item(struct reading *reading, const struct field *field, const void *item, size_t len, const char **text, const char **plain)
{
	if (!item)
		return;
	union any_member member;
	struct wire_reader reader = {.at = item, .end = (const unsigned char *)item + len};
	if (field->kind->decode(&member, &reader, reading->arena) < 0) {
		reading->fault = reader.fault;
		return;
	}
	if (field->flags & FIELD_SENSITIVE && field->kind->mask && !reading->clear)
		field->kind->mask(&member, &member, reading->arena);
	*text = printed(reading, field, &member, PRINT_SCREEN);
	*plain = printed(reading, field, &member, PRINT_PLAIN);
}

static void
read_column(struct reading *reading, const struct column *column, const struct both *both)
{
	if (column->field->flags & FIELD_HIDDEN)
		return;
	struct change *change = add_change(reading, column, column->path);
	read_item(reading, column->field, both->old_item, both->old_len, &change->old_text, &change->old_plain);
	read_item(reading, column->field, both->new_item, both->new_len, &change->new_text, &change->new_plain);
}

/* The value of `name` in a map of extras, "" when it is not there. */
static const char *
extra_in(struct reading *reading, const void *item, size_t item_len, const char *name, size_t name_len)
{
	struct wire_reader reader = {.at = item, .end = item ? (const unsigned char *)item + item_len : NULL};
	for (size_t left = item ? wire_get_map(&reader) : 0, len; left && !reader.fault; left--) {
		const char *key = wire_get_text(&reader, &len);
		bool found = len == name_len && memcmp(key, name, len) == 0;
		const char *text = wire_get_text(&reader, &len);
		if (found)
			return arena_strndup(reading->arena, text, len);
	}
	return "";
}

/* The extras of one side that differ from the other's; those that both have are told once, from the new side. */
static void
read_extras(struct reading *reading, const struct both *both, bool new_side)
{
	const void *item = new_side ? both->new_item : both->old_item;
	size_t item_len = new_side ? both->new_len : both->old_len, len;
	struct wire_reader reader = {.at = item, .end = item ? (const unsigned char *)item + item_len : NULL};
	for (size_t left = item ? wire_get_map(&reader) : 0; left && !reader.fault; left--) {
		const char *name = wire_get_text(&reader, &len);
		const char *old_text = extra_in(reading, both->old_item, both->old_len, name, len);
		const char *new_text = extra_in(reading, both->new_item, both->new_len, name, len);
		if (strcmp(old_text, new_text) != 0 && (new_side || !*new_text)) {
			struct change *change = add_change(reading, NULL, arena_strndup(reading->arena, name, len));
			change->old_text = change->old_plain = old_text;
			change->new_text = change->new_plain = new_text;
		}
		wire_get_text(&reader, &len);
	}
	if (reader.fault)
		reading->fault = reader.fault;
}

static const char *
unknown_text(struct reading *reading, const void *item, size_t item_len)
{
	size_t len;
	struct wire_reader reader = {.at = item, .end = item ? (const unsigned char *)item + item_len : NULL};
	if (!item)
		return "";
	if (wire_peek(&reader) == WIRE_INT)
		return arena_printf(reading->arena, "%lld", (long long)wire_get_int(&reader));
	if (wire_peek(&reader) != WIRE_TEXT)
		return "?";
	/* Nobody here knows whether it may be shown. */
	const char *text = wire_get_text(&reader, &len);
	return reading->clear ? arena_strndup(reading->arena, text, len) : "****";
}

static void
read_unknown(struct reading *reading, const struct both *both)
{
	struct change *change = add_change(reading, NULL, arena_printf(reading->arena, "#%llu", (unsigned long long)both->key));
	change->old_text = change->old_plain = unknown_text(reading, both->old_item, both->old_len);
	change->new_text = change->new_plain = unknown_text(reading, both->new_item, both->new_len);
}

static void
read_change(struct reading *reading, const struct both *both)
{
	size_t count, i = 0;
	const struct column *columns = record_columns(reading->type, &count);
	while (i < count && columns[i].key < both->key)
		i++;
	if (i < count && columns[i].key == both->key) {
		read_column(reading, &columns[i], both);
	} else if (both->key == KEY_EXTRAS) {
		read_extras(reading, both, true);
		read_extras(reading, both, false);
	} else if (both->key > KEY_EXTRAS) {
		read_unknown(reading, both);
	}
}

int
changes_read(const struct record_type *type, const void *diff, size_t len, const struct field_context *context, bool clear,
	struct arena *arena, struct change **changes, size_t *count, struct err *err)
{
	struct reading reading = {.type = type, .context = context, .clear = clear, .arena = arena};
	struct pairs pairs = start_pairs(diff, len);
	while (!pairs.done && !reading.fault) {
		struct both both;
		split_difference(&pairs, &both);
		if (!pairs.reader.fault)
			read_change(&reading, &both);
		next_pair(&pairs);
	}
	buf_free(&reading.text);
	*changes = reading.changes;
	*count = reading.count;
	const char *fault = reading.fault ? reading.fault : pairs.reader.fault;
	return fault ? err_set(err, ERR_DAMAGED, _("a change cannot be read: %s"), fault) : 0;
}

void
record_changes(const void *old, const void *new, const struct field_context *context, bool clear, struct arena *arena,
	struct change **changes, size_t *count)
{
	const struct record *head = old ? old : new;
	struct buf bytes[2] = {{0}, {0}}, diff = {0};
	if (old)
		record_encode(old, &bytes[0]);
	if (new)
		record_encode(new, &bytes[1]);
	map_diff(old ? bytes[0].data + CODEC_HEADER : NULL, old ? bytes[0].len - CODEC_HEADER : 0,
	         new ? bytes[1].data + CODEC_HEADER : NULL, new ? bytes[1].len - CODEC_HEADER : 0, &diff);
	struct err err = {0};
	if (changes_read(head->type, diff.data, diff.len, context, clear, arena, changes, count, &err) < 0)
		BUG("%s", err.message);
	buf_free(&bytes[0]);
	buf_free(&bytes[1]);
	buf_free(&diff);
}
