#include <config.h>

#include "store/inside.h"

#include <string.h>

/* The blocks of one lane beside the text that the records have. */
struct lane_check {
	struct check *check;
	struct shelf *shelf;
	int lane;
	MDB_cursor *cursor;
	struct block block;
	int rc;
	uint32_t total, expected; /* the number that the next block begins with */
	uint32_t last_told;
};

static const char *
lane_name(struct check *check, const struct shelf *shelf, int lane)
{
	return arena_printf(&check->arena, "%s: %s", shelf->type->name, lane == LANE_TEXT ? _("text to filter by") : _("pinyin to filter by"));
}

static void
next_block(struct lane_check *c)
{
	MDB_val key, value;
	const unsigned char *bytes;
	size_t len;
	uint32_t first, last;
	const char *name = lane_name(c->check, c->shelf, c->lane);
	c->block = (struct block){0};
	c->rc = mdb_cursor_get(c->cursor, &key, &value, MDB_NEXT);
	if (c->rc)
		return;
	if (!unseal(key.mv_data, key.mv_size, &value, &bytes, &len) || !block_read(&c->block, &key, &value)) {
		check_fault(c->check, name, _("a block does not match its checksum"));
		c->rc = MDB_CORRUPTED;
		return;
	}
	block_range(c->expected, c->total, &first, &last);
	if (c->block.first != c->expected || c->block.count != last - first + 1) {
		check_fault(c->check, name, _("a block begins with number %u instead of %u"), (unsigned)c->block.first, (unsigned)c->expected);
		c->rc = MDB_CORRUPTED;
	}
	c->expected = last + 1;
}

static void
compare_text(struct lane_check *c, const struct text_waiting *waiting)
{
	while (!c->rc && waiting->number >= c->block.first + c->block.count)
		next_block(c);
	if (c->rc || waiting->number < c->block.first)
		return;
	size_t i = waiting->number - c->block.first, from = block_at(&c->block, i), to = block_at(&c->block, i + 1);
	size_t len = waiting->len[c->lane];
	if (to != from + len + 1 || memcmp(c->block.text + from, waiting->text[c->lane], len) != 0)
		check_fault(c->check, check_name(c->check, c->shelf->type, waiting->number), _("the text it is filtered by is not its own"));
}

static void
check_lane(struct check *check, struct shelf *shelf, int lane)
{
	struct lane_check c = {.check = check, .shelf = shelf, .lane = lane, .expected = 1,
		.total = (uint32_t)tree_count(check->store, &shelf->records)};
	struct text_waiting waiting;
	arena_reset(&check->arena);
	if (mdb_cursor_open(txn_now(check->store), shelf->text[lane].dbi, &c.cursor)) {
		check_fault(check, lane_name(check, shelf, lane), _("it cannot be read"));
		return;
	}
	for (size_t at = 0; text_waiting(shelf, &at, &waiting);)
		compare_text(&c, &waiting);
	if (!c.rc && c.expected <= c.total)
		check_fault(check, lane_name(check, shelf, lane), _("blocks are missing from number %u on"), (unsigned)c.expected);
	else if (c.rc == MDB_NOTFOUND)
		check_fault(check, lane_name(check, shelf, lane), _("blocks are missing"));
	else if (!c.rc && c.total) {
		next_block(&c);
		if (!c.rc)
			check_fault(check, lane_name(check, shelf, lane), _("there are blocks behind the last record"));
	}
	mdb_cursor_close(c.cursor);
}

void
check_texts(struct check *check, struct shelf *shelf)
{
	check_lane(check, shelf, LANE_TEXT);
	check_lane(check, shelf, LANE_PINYIN);
}
