#include <config.h>

#include "store/inside.h"

#include <string.h>

/* An entry in the tree: XXH3 over key and the rest (8), SHA-256 over the hash before it and the map (32), the map.
 * The map's keys; whatever is empty is left out. */
enum {
	AT_NUMBER = 1,
	AT_TIME = 2,
	AT_CLOCK_BACK = 3,
	AT_WHO = 4,
	AT_ROLE = 5,
	AT_FROM = 6,
	AT_ACT = 7,
	AT_TYPE = 8,       /* code of the record's type */
	AT_RECORD = 9,
	AT_DATE = 10,      /* days since 1970-01-01 */
	AT_TODAY = 11,
	AT_LATE = 12,
	AT_REASON = 13,
	AT_OP = 14,
	AT_INPUTS = 15,
	AT_VERDICTS = 16,  /* an item of its own */
	AT_DETAIL = 17,
	AT_CHANGES = 18,   /* [[type, number, old revision, new revision, schema version, {key: [old, new]}]] */
	AT_COUNTERS = 19,  /* {name: value} */
	CHANGE_ITEMS = 6,
};

/* ---- writing */

/* A map whose length is known at its end. */
struct pairs {
	struct wire_writer writer;
	size_t count;
};

static void
put_key(struct pairs *pairs, unsigned key)
{
	pairs->count++;
	wire_put_uint(&pairs->writer, key);
}

static void
put_text(struct pairs *pairs, unsigned key, const char *text)
{
	if (!text || !*text)
		return;
	put_key(pairs, key);
	wire_put_text(&pairs->writer, text, strlen(text));
}

static void
put_int(struct pairs *pairs, unsigned key, int64_t value, int64_t none)
{
	if (value == none)
		return;
	put_key(pairs, key);
	wire_put_int(&pairs->writer, value);
}

static void
put_flag(struct pairs *pairs, unsigned key, bool value)
{
	if (!value)
		return;
	put_key(pairs, key);
	wire_put_bool(&pairs->writer, true);
}

static void
put_changes(struct pairs *pairs, const struct entry *entry)
{
	struct wire_writer *writer = &pairs->writer;
	if (!entry->change_count)
		return;
	put_key(pairs, AT_CHANGES);
	wire_put_array(writer, entry->change_count);
	for (size_t i = 0; i < entry->change_count; i++) {
		const struct entry_change *change = &entry->changes[i];
		wire_put_array(writer, CHANGE_ITEMS);
		wire_put_uint(writer, change->type->code);
		wire_put_uint(writer, change->number);
		wire_put_uint(writer, change->old_revision);
		wire_put_uint(writer, change->new_revision);
		wire_put_uint(writer, change->version);
		wire_put_raw(writer, change->diff, change->diff_len);
	}
}

static void
put_counters(struct pairs *pairs, const struct entry *entry)
{
	if (!entry->counter_count)
		return;
	put_key(pairs, AT_COUNTERS);
	wire_put_map(&pairs->writer, entry->counter_count);
	for (size_t i = 0; i < entry->counter_count; i++) {
		wire_put_text(&pairs->writer, entry->counters[i].name, strlen(entry->counters[i].name));
		wire_put_uint(&pairs->writer, entry->counters[i].value);
	}
}

static bool
has_inputs(const struct entry *entry)
{
	static const struct sha256 none;
	return memcmp(&entry->inputs, &none, sizeof none) != 0;
}

static void
put_head(struct pairs *pairs, const struct entry *entry)
{
	put_int(pairs, AT_NUMBER, (int64_t)entry->number, 0);
	put_int(pairs, AT_TIME, entry->time, 0);
	put_flag(pairs, AT_CLOCK_BACK, entry->clock_back);
	put_text(pairs, AT_WHO, entry->who);
	put_text(pairs, AT_ROLE, entry->role);
	put_text(pairs, AT_FROM, entry->from);
	put_text(pairs, AT_ACT, entry->act);
	put_int(pairs, AT_TYPE, entry->type ? entry->type->code : 0, 0);
	put_int(pairs, AT_RECORD, entry->record, 0);
	put_int(pairs, AT_DATE, entry->date, DATE_NONE);
	put_int(pairs, AT_TODAY, entry->assumed_today, DATE_NONE);
	put_flag(pairs, AT_LATE, entry->late);
	put_text(pairs, AT_REASON, entry->reason);
	put_text(pairs, AT_OP, entry->op);
	if (has_inputs(entry)) {
		put_key(pairs, AT_INPUTS);
		wire_put_bytes(&pairs->writer, entry->inputs.bytes, sizeof entry->inputs.bytes);
	}
	if (entry->verdicts_len) {
		put_key(pairs, AT_VERDICTS);
		wire_put_raw(&pairs->writer, entry->verdicts, entry->verdicts_len);
	}
	put_text(pairs, AT_DETAIL, entry->detail);
}

/* The map's head is one byte up to 23 pairs, and there are never more. */
void
entry_encode(const struct entry *entry, struct buf *out)
{
	struct pairs pairs = {.writer = {.out = out}};
	size_t head = out->len;
	wire_put_map(&pairs.writer, 0);
	put_head(&pairs, entry);
	put_changes(&pairs, entry);
	put_counters(&pairs, entry);
	out->data[head] = (char)((unsigned char)out->data[head] | pairs.count);
}

/* ---- reading */

static const char *
get_text(struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	const char *text = wire_get_text(reader, &len);
	return text ? arena_strndup(arena, text, len) : "";
}

static void *
get_copy(struct wire_reader *reader, size_t *len, struct arena *arena)
{
	const void *bytes = wire_skip(reader, len);
	void *copy = arena_alloc(arena, *len + 1);
	if (bytes)
		memcpy(copy, bytes, *len);
	return copy;
}

static const struct record_type *
get_type(struct wire_reader *reader)
{
	uint64_t code = wire_get_uint(reader);
	const struct record_type *type = code < 256 ? record_type_coded((unsigned char)code) : NULL;
	if (!type)
		wire_fail(reader, "an unknown record type");
	return type;
}

/* Every item takes a byte at least. */
static bool
fits(struct wire_reader *reader, size_t count)
{
	if (!reader->fault && count > (size_t)(reader->end - reader->at))
		wire_fail(reader, "a list is too long");
	return !reader->fault;
}

static void
get_changes(struct entry *entry, struct wire_reader *reader, struct arena *arena)
{
	size_t count = wire_get_array(reader);
	if (!fits(reader, count))
		return;
	entry->changes = arena_alloc(arena, count * sizeof *entry->changes);
	for (; entry->change_count < count && !reader->fault; entry->change_count++) {
		struct entry_change *change = &entry->changes[entry->change_count];
		if (wire_get_array(reader) != CHANGE_ITEMS)
			wire_fail(reader, "a change has other items");
		change->type = get_type(reader);
		change->number = (uint32_t)wire_get_uint(reader);
		change->old_revision = (uint32_t)wire_get_uint(reader);
		change->new_revision = (uint32_t)wire_get_uint(reader);
		change->version = (unsigned)wire_get_uint(reader);
		change->diff = get_copy(reader, &change->diff_len, arena);
	}
}

static void
get_counters(struct entry *entry, struct wire_reader *reader, struct arena *arena)
{
	size_t count = wire_get_map(reader);
	if (!fits(reader, count))
		return;
	entry->counters = arena_alloc(arena, count * sizeof *entry->counters);
	for (; entry->counter_count < count && !reader->fault; entry->counter_count++) {
		struct entry_counter *counter = &entry->counters[entry->counter_count];
		counter->name = get_text(reader, arena);
		counter->value = wire_get_uint(reader);
	}
}

static void
get_inputs(struct entry *entry, struct wire_reader *reader)
{
	size_t len;
	const void *bytes = wire_get_bytes(reader, &len);
	if (!bytes || len != sizeof entry->inputs.bytes)
		wire_fail(reader, "a hash of another length");
	else
		memcpy(entry->inputs.bytes, bytes, len);
}

static void
get_verdicts(struct entry *entry, struct wire_reader *reader, struct arena *arena)
{
	entry->verdicts = get_copy(reader, &entry->verdicts_len, arena);
}

/* Where the members of plain kinds go. */
static const struct {
	unsigned key;
	enum { TEXT, FLAG, DATE } kind;
	size_t offset;
} members[] = {
	{.key = AT_CLOCK_BACK, .kind = FLAG, .offset = offsetof(struct entry, clock_back)},
	{.key = AT_WHO, .kind = TEXT, .offset = offsetof(struct entry, who)},
	{.key = AT_ROLE, .kind = TEXT, .offset = offsetof(struct entry, role)},
	{.key = AT_FROM, .kind = TEXT, .offset = offsetof(struct entry, from)},
	{.key = AT_ACT, .kind = TEXT, .offset = offsetof(struct entry, act)},
	{.key = AT_DATE, .kind = DATE, .offset = offsetof(struct entry, date)},
	{.key = AT_TODAY, .kind = DATE, .offset = offsetof(struct entry, assumed_today)},
	{.key = AT_LATE, .kind = FLAG, .offset = offsetof(struct entry, late)},
	{.key = AT_REASON, .kind = TEXT, .offset = offsetof(struct entry, reason)},
	{.key = AT_OP, .kind = TEXT, .offset = offsetof(struct entry, op)},
	{.key = AT_DETAIL, .kind = TEXT, .offset = offsetof(struct entry, detail)},
};

static bool
get_member(struct entry *entry, uint64_t key, struct wire_reader *reader, struct arena *arena)
{
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		void *member = (char *)entry + members[i].offset;
		if (members[i].key != key)
			continue;
		if (members[i].kind == TEXT)
			*(const char **)member = get_text(reader, arena);
		else if (members[i].kind == FLAG)
			*(bool *)member = wire_get_bool(reader);
		else
			*(date_t *)member = (date_t)wire_get_int(reader);
		return true;
	}
	return false;
}

static void
get_pair(struct entry *entry, uint64_t key, struct wire_reader *reader, struct arena *arena)
{
	size_t skipped;
	if (get_member(entry, key, reader, arena))
		return;
	if (key == AT_NUMBER)
		entry->number = wire_get_uint(reader);
	else if (key == AT_TIME)
		entry->time = wire_get_int(reader);
	else if (key == AT_TYPE)
		entry->type = get_type(reader);
	else if (key == AT_RECORD)
		entry->record = (uint32_t)wire_get_uint(reader);
	else if (key == AT_INPUTS)
		get_inputs(entry, reader);
	else if (key == AT_VERDICTS)
		get_verdicts(entry, reader, arena);
	else if (key == AT_CHANGES)
		get_changes(entry, reader, arena);
	else if (key == AT_COUNTERS)
		get_counters(entry, reader, arena);
	else
		wire_skip(reader, &skipped);
}

int
entry_decode(struct entry *entry, const void *bytes, size_t len, struct arena *arena, struct err *err)
{
	struct wire_reader reader = {.at = bytes, .end = (const unsigned char *)bytes + len};
	*entry = (struct entry){.who = "", .role = "", .from = "", .act = "", .reason = "", .op = "", .detail = "", .date = DATE_NONE,
		.assumed_today = DATE_NONE};
	for (size_t pairs = wire_get_map(&reader); pairs && !reader.fault; pairs--) {
		uint64_t key = wire_get_uint(&reader);
		get_pair(entry, key, &reader, arena);
	}
	if (!reader.fault && reader.at != reader.end)
		wire_fail(&reader, "bytes behind the end");
	if (!reader.fault)
		return 0;
	return err_set(err, ERR_DAMAGED, _("an entry of the journal is damaged (%s)"), reader.fault);
}

int
entry_read(struct store *store, uint64_t number, MDB_val *value, struct err *err)
{
	unsigned char key[8];
	const unsigned char *bytes;
	size_t len;
	put_be64(key, number);
	int rc = tree_get(store, &store->entries, key, sizeof key, value);
	if (rc == MDB_NOTFOUND)
		return err_set(err, ERR_MISSING, _("there is no entry %llu in the journal"), (unsigned long long)number);
	if (rc)
		return env_fail(store, rc, err);
	if (unseal(key, sizeof key, value, &bytes, &len) && len >= SHA256_BYTES)
		return 0;
	return err_set(err, ERR_DAMAGED, _("entry %llu of the journal does not match its checksum"), (unsigned long long)number);
}

static int
check_chain(const struct entry *entry, const unsigned char *map, size_t len, struct err *err)
{
	struct sha256 hash;
	const struct hash_piece pieces[] = {{entry->previous.bytes, SHA256_BYTES}, {map, len}};
	sha256_pieces(&hash, pieces, 2);
	if (memcmp(hash.bytes, entry->hash.bytes, SHA256_BYTES) == 0)
		return 0;
	return err_set(err, ERR_DAMAGED, _("entry %llu of the journal does not match its hash: it was altered"), (unsigned long long)entry->number);
}

static int
read_entry(struct store *store, uint64_t number, struct arena *arena, struct entry *entry, struct err *err)
{
	MDB_val value, before;
	struct sha256 previous = {{0}};
	if (number > 1) {
		if (entry_read(store, number - 1, &before, err))
			return -1;
		memcpy(previous.bytes, (const char *)before.mv_data + SEAL, SHA256_BYTES);
	}
	if (entry_read(store, number, &value, err))
		return -1;
	const unsigned char *bytes = value.mv_data;
	size_t len = value.mv_size - ENTRY_HEADER;
	if (entry_decode(entry, bytes + ENTRY_HEADER, len, arena, err))
		return err_prefix(err, "%llu", (unsigned long long)number);
	entry->number = number;
	entry->previous = previous;
	memcpy(entry->hash.bytes, bytes + SEAL, SHA256_BYTES);
	return check_chain(entry, bytes + ENTRY_HEADER, len, err);
}

int
store_entry(struct store *store, uint64_t number, struct arena *arena, struct entry **out, struct err *err)
{
	struct entry *entry = arena_alloc(arena, sizeof *entry);
	*out = NULL;
	if (store_begin(store, err))
		return -1;
	int rc = read_entry(store, number, arena, entry, err);
	store_end(store);
	if (!rc)
		*out = entry;
	return rc;
}
