#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The text that lists are filtered by, in blocks of consecutive numbers.  Complete blocks hold BLOCK_BIG records; those
 * behind the last complete one lie in blocks of BLOCK_SMALL, so that a new record writes little.  A block's value:
 * checksum, count (4), where each text begins (4 each), texts each ended by a newline.  Numbers are little-endian. */
enum { HEADER = SEAL + 4 };

/* Before the text of a record that waits: its number and the lengths of both lanes. */
struct waiting {
	uint32_t number, len[2];
};

void
block_range(uint32_t number, uint32_t total, uint32_t *first, uint32_t *last)
{
	uint32_t span = (number - 1) / BLOCK_BIG < total / BLOCK_BIG ? BLOCK_BIG : BLOCK_SMALL;
	*first = (number - 1) / span * span + 1;
	*last = total - *first < span ? total : *first + span - 1;
}

bool
block_read(struct block *block, const MDB_val *key, const MDB_val *value)
{
	uint32_t count;
	const unsigned char *bytes = value->mv_data;
	if (key->mv_size != 4 || value->mv_size < HEADER)
		return false;
	memcpy(&count, bytes + SEAL, 4);
	if (count > BLOCK_BIG || value->mv_size < HEADER + (size_t)count * 4)
		return false;
	*block = (struct block){
		.first = get_be32(key->mv_data),
		.count = count,
		.offsets = bytes + HEADER,
		.text = (const char *)bytes + HEADER + (size_t)count * 4,
		.len = value->mv_size - HEADER - (size_t)count * 4,
	};
	return true;
}

/* ---- building a block */

struct builder {
	struct buf offsets, text;
	uint32_t count;
};

static void
builder_add(struct builder *builder, const char *text, size_t len)
{
	uint32_t at = (uint32_t)builder->text.len;
	buf_add(&builder->offsets, &at, 4);
	buf_add(&builder->text, text, len);
	buf_addc(&builder->text, '\n');
	builder->count++;
}

static void
builder_finish(struct builder *builder, const void *key, struct buf *out)
{
	struct buf value = {0};
	buf_add(&value, &builder->count, 4);
	buf_add(&value, builder->offsets.data, builder->offsets.len);
	buf_add(&value, builder->text.data, builder->text.len);
	seal(out, key, 4, value.data, value.len);
	buf_free(&value);
	buf_free(&builder->offsets);
	buf_free(&builder->text);
}

/* Where the changes of one lane stand that are still to be taken over. */
struct updates {
	const struct text_update *at, *end;
	const char *bytes;
	int lane;
};

static void
add_updated(struct builder *builder, struct updates *updates, uint32_t number)
{
	const struct text_update *update = updates->at++;
	while (updates->at < updates->end && updates->at->number == number)
		update = updates->at++;
	builder_add(builder, updates->bytes + update->at[updates->lane], update->len[updates->lane]);
}

/* Takes over what a block holds, with changes in place of the old. */
static void
add_block(struct builder *builder, const struct block *block, struct updates *updates)
{
	for (size_t i = 0; i < block->count; i++) {
		uint32_t number = block->first + (uint32_t)i;
		if (updates->at < updates->end && updates->at->number == number) {
			add_updated(builder, updates, number);
			continue;
		}
		size_t from = block_at(block, i), to = block_at(block, i + 1);
		builder_add(builder, block->text + from, to > from ? to - from - 1 : 0);
	}
}

/* Reads the blocks from `first` to `last` and takes away all of them that another block replaces. */
static int
collect(MDB_cursor *cursor, uint32_t first, uint32_t last, struct builder *builder, struct updates *updates)
{
	unsigned char from[4];
	put_be32(from, first);
	MDB_val key = {4, from}, value;
	int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	while (!rc && key.mv_size == 4 && get_be32(key.mv_data) <= last) {
		struct block block;
		if (!block_read(&block, &key, &value))
			return MDB_CORRUPTED;
		add_block(builder, &block, updates);
		bool kept = block.first == first;
		rc = kept ? mdb_cursor_get(cursor, &key, &value, MDB_NEXT) : mdb_cursor_del(cursor, 0);
		if (!rc && !kept)
			rc = mdb_cursor_get(cursor, &key, &value, MDB_GET_CURRENT);
	}
	/* Behind the last key there is nothing current. */
	return rc == MDB_NOTFOUND || rc == EINVAL ? 0 : rc;
}

static int
write_block(MDB_cursor *cursor, uint32_t first, uint32_t last, struct updates *updates)
{
	unsigned char key[4];
	struct builder builder = {.count = 0};
	struct buf value = {0};
	int rc = collect(cursor, first, last, &builder, updates);
	while (!rc && updates->at < updates->end && updates->at->number <= last)
		add_updated(&builder, updates, updates->at->number);
	if (!rc && builder.count != last - first + 1)
		rc = MDB_CORRUPTED;
	put_be32(key, first);
	builder_finish(&builder, key, &value);
	MDB_val k = {4, key}, v = {value.len, value.data}, at, was;
	if (!rc) {
		int found = mdb_cursor_get(cursor, &at, &was, MDB_LAST);
		bool behind = found == MDB_NOTFOUND || (found == 0 && at.mv_size == 4 && get_be32(at.mv_data) < first);
		rc = mdb_cursor_put(cursor, &k, &v, behind ? MDB_APPEND : 0);
	}
	buf_free(&value);
	return rc;
}

static int
write_lane(struct store *store, struct shelf *shelf, int lane, const struct text_update *updates, size_t count, const char *bytes)
{
	uint32_t total = (uint32_t)tree_count(store, &shelf->records), first, last;
	struct updates left = {.at = updates, .end = updates + count, .bytes = bytes, .lane = lane};
	MDB_cursor *cursor;
	int rc = mdb_cursor_open(store->writing->txn, shelf->text[lane].dbi, &cursor);
	if (rc)
		return rc;
	while (!rc && left.at < left.end) {
		block_range(left.at->number, total, &first, &last);
		rc = write_block(cursor, first, last, &left);
	}
	mdb_cursor_close(cursor);
	return rc;
}

/* ---- one record, or many */

static void
one_line(struct buf *text)
{
	for (char *at = text->data; text->len && (at = memchr(at, '\n', text->len - (size_t)(at - text->data)));)
		*at = ' ';
}

void
text_of(const void *record, struct buf *text, struct buf *pinyin)
{
	buf_clear(text);
	buf_clear(pinyin);
	record_search_text(record, text, pinyin);
	one_line(text);
	one_line(pinyin);
}

static void
add_waiting(struct shelf *shelf, uint32_t number, const struct buf *text, const struct buf *pinyin)
{
	struct waiting head = {.number = number, .len = {(uint32_t)text->len, (uint32_t)pinyin->len}};
	buf_add(&shelf->waiting, &head, sizeof head);
	buf_add(&shelf->waiting, text->data, text->len);
	buf_add(&shelf->waiting, pinyin->data, pinyin->len);
}

int
text_put(struct store *store, struct shelf *shelf, const void *record)
{
	struct buf text = {0}, pinyin = {0};
	uint32_t number = ((const struct record *)record)->number;
	int rc = 0;
	text_of(record, &text, &pinyin);
	if (store->writing->flags & STORE_BULK) {
		add_waiting(shelf, number, &text, &pinyin);
	} else {
		struct text_update update = {.number = number, .len = {text.len, pinyin.len}};
		rc = write_lane(store, shelf, LANE_TEXT, &update, 1, buf_text(&text));
		rc = rc ? rc : write_lane(store, shelf, LANE_PINYIN, &update, 1, buf_text(&pinyin));
	}
	buf_free(&text);
	buf_free(&pinyin);
	return rc;
}

static int
by_number(const void *a, const void *b)
{
	const struct text_update *left = a, *right = b;
	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return (left->at[0] > right->at[0]) - (left->at[0] < right->at[0]);
}

bool
text_waiting(const struct shelf *shelf, size_t *at, struct text_waiting *waiting)
{
	struct waiting head;
	if (*at >= shelf->waiting.len)
		return false;
	memcpy(&head, shelf->waiting.data + *at, sizeof head);
	const char *text = shelf->waiting.data + *at + sizeof head;
	*waiting = (struct text_waiting){head.number, {text, text + head.len[0]}, {head.len[0], head.len[1]}};
	*at += sizeof head + head.len[0] + head.len[1];
	return true;
}

static struct text_update *
list_updates(const struct shelf *shelf, size_t *count)
{
	struct text_update *updates = NULL;
	size_t cap = 0, n = 0;
	bool sorted = true;
	struct text_waiting one;
	for (size_t at = 0; text_waiting(shelf, &at, &one); n++) {
		if (n == cap)
			updates = xrealloc(updates, cap = cap ? cap * 2 : 1024, sizeof *updates);
		size_t from = (size_t)(one.text[0] - shelf->waiting.data);
		updates[n] = (struct text_update){one.number, {from, from + one.len[0]}, {one.len[0], one.len[1]}};
		sorted = sorted && (n == 0 || updates[n - 1].number <= one.number);
	}
	if (!sorted)
		qsort(updates, n, sizeof *updates, by_number);
	*count = n;
	return updates;
}

int
text_flush(struct store *store, struct shelf *shelf)
{
	if (!shelf->waiting.len)
		return 0;
	size_t count;
	struct text_update *updates = list_updates(shelf, &count);
	int rc = write_lane(store, shelf, LANE_TEXT, updates, count, shelf->waiting.data);
	rc = rc ? rc : write_lane(store, shelf, LANE_PINYIN, updates, count, shelf->waiting.data);
	free(updates);
	buf_clear(&shelf->waiting);
	return rc;
}
