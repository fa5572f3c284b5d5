/* Who changed what, when and why; and a record as it was. */
#include <config.h>

#include "desk/casework.h"

#include <stdlib.h>
#include <string.h>

#include "desk/look.h"
#include "desk/set.h"

enum { TYPES_MOST = 64, LOOK_MOST = 4096 };

/* What a history is about: the record, and for a project the numbers of what belongs to it; without a record the whole journal. */
struct subject {
	struct desk *desk;
	const struct record *head;
	struct numbers parts[TYPES_MOST]; /* by the types' codes */
};

static void
subject_open(struct subject *subject, struct desk *desk, const struct record *head)
{
	*subject = (struct subject){.desk = desk, .head = head};
	for (struct record_type *const *type = record_types; head && head->type == &type_project && *type; type++)
		if (record_project_column(*type) && !veil_hides_type(desk, *type))
			set_range(desk->store, *type, record_project_column(*type), RANGE_IS, &head->number, &subject->parts[(*type)->code]);
}

static void
subject_close(struct subject *subject)
{
	for (size_t i = 0; i < TYPES_MOST; i++)
		numbers_free(&subject->parts[i]);
}

static bool
subject_has(const struct subject *subject, const struct record_type *type, uint32_t number)
{
	if (!subject->head)
		return true;
	if (type == subject->head->type)
		return number == subject->head->number;
	return type && set_has(&subject->parts[type->code], number);
}

/* ---- which entries */

struct entries {
	uint64_t *items;
	size_t count;
};

static void
add_entries(struct entries *entries, struct subject *subject, const struct record_type *type, uint32_t number, uint64_t before, size_t limit)
{
	entries->items = xrealloc(entries->items, entries->count + limit, sizeof *entries->items);
	entries->count += store_history(subject->desk->store, type, number, before, limit, entries->items + entries->count);
}

static int
newest_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

/* Leaves out what may not be told. */
static void
keep_told(const struct subject *subject, struct entries *entries)
{
	struct arena arena = {0};
	struct entry *entry;
	size_t kept = 0;

	if (!desk_veiled(subject->desk))
		return;
	for (size_t i = 0; i < entries->count; i++) {
		arena_reset(&arena);
		if (store_entry(subject->desk->store, entries->items[i], &arena, &entry, NULL) < 0 || veil_tells(subject->desk, entry))
			entries->items[kept++] = entries->items[i];
	}
	entries->count = kept;
	arena_free(&arena);
}

/* The newest entries about the subject, each once. */
static void
find_entries(struct subject *subject, uint64_t before, size_t limit, struct entries *out)
{
	size_t kept = 0;

	if (!subject->head) {
		add_entries(out, subject, NULL, 0, before, limit);
		keep_told(subject, out);
		return;
	}
	add_entries(out, subject, subject->head->type, subject->head->number, before, limit);
	for (struct record_type *const *type = record_types; *type; type++)
		for (size_t j = 0; j < subject->parts[(*type)->code].count; j++)
			add_entries(out, subject, *type, subject->parts[(*type)->code].items[j], before, limit);
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, newest_first);
	for (size_t i = 0; i < out->count && kept < limit; i++)
		if (!kept || out->items[kept - 1] != out->items[i])
			out->items[kept++] = out->items[i];
	out->count = kept;
	keep_told(subject, out);
}

/* So many as were asked for, of those that may be told: what is hidden takes no room. */
static void
find_told(struct subject *subject, uint64_t before, size_t limit, struct entries *out)
{
	size_t most = desk_veiled(subject->desk) ? LOOK_MOST : limit;

	find_entries(subject, before, most > limit ? most : limit, out);
	if (out->count > limit)
		out->count = limit;
}

/* ---- what an entry says */

static void
add_changes(struct history_item *item, const struct entry_change *change, struct desk *desk, struct arena *arena)
{
	struct change *more, *all;
	size_t count;

	if (changes_read(change->type, change->diff, change->diff_len, desk_context(desk), false, arena, &more, &count, NULL) < 0 || !count)
		return;
	count = veil_changes(desk, more, count);
	all = arena_alloc(arena, (item->change_count + count + 1) * sizeof *all);
	if (item->change_count)
		memcpy(all, item->changes, item->change_count * sizeof *all);
	memcpy(all + item->change_count, more, count * sizeof *all);
	item->changes = all;
	item->change_count += count;
}

bool
history_tells(const struct history_item *item, const struct change *change)
{
	return !change->column || change->column->field->kind != &kind_ref
		|| (strcmp(change->new_text, item->id) != 0 && strcmp(change->new_text, item->subject) != 0);
}

static void
read_changes(struct history_item *item, const struct subject *subject, const struct entry *entry, struct arena *arena)
{
	for (size_t i = 0; i < entry->change_count; i++) {
		const struct entry_change *change = &entry->changes[i];
		if (!subject_has(subject, change->type, change->number))
			continue;
		if (change->type == (subject->head ? subject->head->type : entry->type) && !desk_veiled(subject->desk)) {
			item->old_revision = change->old_revision;
			item->new_revision = change->new_revision;
		}
		add_changes(item, change, subject->desk, arena);
	}
}

static void
read_verdicts(struct verdicts *verdicts, const struct entry *entry, struct arena *arena)
{
	if (entry_verdicts(entry, verdicts, arena, NULL) < 0)
		*verdicts = (struct verdicts){0};
}

/* The public id of the record that an entry is on. */
static const char *
entry_id(struct desk *desk, const struct entry *entry, struct arena *arena)
{
	const struct column *id = entry->type && entry->type->id ? record_column(entry->type, entry->type->id) : NULL;
	void *record;

	if (!entry->type || !entry->record)
		return "";
	if (!id)
		return arena_printf(arena, "%s%u", entry->type->letters, (unsigned)entry->record);
	if (store_get_columns(desk->store, entry->type, entry->record, &id, 1, arena, &record, NULL) < 0)
		return "";
	return record_id(record, arena);
}

static void
read_item(struct history_item *item, const struct subject *subject, const struct entry *entry, struct arena *arena)
{
	const struct act *act = act_named(entry->act);

	*item = (struct history_item){
		.time = entry->time,
		.who = entry->who,
		.role = entry->role,
		.act = entry->act,
		.act_label = act ? _(act->label) : entry->act,
		.reason = entry->reason,
		.detail = entry->detail,
		.date = entry->date,
		.late = entry->late,
		.clock_back = entry->clock_back,
		.type = entry->type,
		.id = entry_id(subject->desk, entry, arena),
		.subject = subject->head ? record_id(subject->head, arena) : "",
	};
	if (look_journal(subject->desk)) {
		item->number = entry->number;
		sha256_hex(item->hash, &entry->hash);
	}
	read_changes(item, subject, entry, arena);
	read_verdicts(&item->verdicts, entry, arena);
}

size_t
desk_history(struct desk *desk, const struct record_type *type, const char *id, uint64_t before, size_t limit, struct arena *arena,
	struct history_item **items, struct err *err)
{
	struct subject subject;
	struct entries entries = {0};
	struct entry *entry;
	void *record = NULL;
	size_t count = 0;

	*items = NULL;
	if (!type && !look_journal(desk)) {
		err_set(err, ERR_DENIED, _("'%s' sees no entries of the journal"), desk->person.name);
		return 0;
	}
	if (store_begin(desk->store, err) < 0)
		return 0;
	if (limit && (!type || look_id(desk, type, id, arena, &record, err) == 0)) {
		subject_open(&subject, desk, record);
		find_told(&subject, before, limit, &entries);
		*items = arena_alloc(arena, (entries.count + 1) * sizeof **items);
		for (size_t i = 0; i < entries.count; i++)
			if (store_entry(desk->store, entries.items[i], arena, &entry, err) == 0)
				read_item(&(*items)[count++], &subject, entry, arena);
		subject_close(&subject);
	}
	store_end(desk->store);
	free(entries.items);
	return count;
}

/* ---- a record as it was */

/* All entries about one record up to and with `last`, oldest first. */
static void
entries_until(struct desk *desk, const struct record *head, uint64_t last, struct entries *out)
{
	enum { STEP = 256 };
	uint64_t before = last + 1;
	size_t got;

	do {
		out->items = xrealloc(out->items, out->count + STEP, sizeof *out->items);
		got = store_history(desk->store, head->type, head->number, before, STEP, out->items + out->count);
		out->count += got;
		if (got)
			before = out->items[out->count - 1];
	} while (got == STEP);
	for (size_t i = 0, j = out->count; i + 1 < j; i++) {
		uint64_t first = out->items[i];
		out->items[i] = out->items[--j];
		out->items[j] = first;
	}
}

/* Applies what an entry did to the record to its map. */
static int
replay(struct desk *desk, const struct record *head, uint64_t number, struct buf *map, unsigned *version, struct err *err)
{
	struct arena arena = {0};
	struct buf next = {0};
	struct entry *entry;
	int result = store_entry(desk->store, number, &arena, &entry, err);

	for (size_t i = 0; result == 0 && i < entry->change_count; i++) {
		const struct entry_change *change = &entry->changes[i];
		if (change->type != head->type || change->number != head->number)
			continue;
		buf_clear(&next);
		result = map_apply(map->data, map->len, change->diff, change->diff_len, &next, err);
		*version = change->version;
		struct buf swapped = *map;
		*map = next;
		next = swapped;
	}
	buf_free(&next);
	arena_free(&arena);
	return result;
}

static int
rebuild(struct desk *desk, const struct record *head, uint64_t last, struct arena *arena, void **record, struct err *err)
{
	struct entries entries = {0};
	struct buf map = {0}, value = {0};
	unsigned version = head->type->version;
	int result = 0;

	entries_until(desk, head, last, &entries);
	for (size_t i = 0; result == 0 && i < entries.count; i++)
		result = replay(desk, head, entries.items[i], &map, &version, err);
	if (result == 0 && !map.len)
		result = err_set(err, ERR_MISSING, _("the record was not made yet at entry %llu"), (unsigned long long)last);
	if (result == 0) {
		record_seal(head->type, head->number, (unsigned)version, map.data, map.len, &value);
		*record = record_decode(head->type, head->number, value.data, value.len, arena, err);
		result = *record ? 0 : -1;
	}
	buf_free(&map);
	buf_free(&value);
	free(entries.items);
	return result;
}

int
desk_record_at(struct desk *desk, const struct record_type *type, const char *id, uint64_t entry, struct arena *arena, void **record,
	struct err *err)
{
	void *now;
	int result;

	*record = NULL;
	if (!look_journal(desk))
		return err_set(err, ERR_DENIED, _("'%s' sees no entries of the journal"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = look_id(desk, type, id, arena, &now, err);
	if (result == 0)
		result = rebuild(desk, now, entry, arena, record, err);
	if (result == 0)
		look_mask(desk, *record, arena);
	store_end(desk->store);
	return result;
}
