#include <config.h>

#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

/* What is worked out once for each type, and stays as long as the program. */
struct column_set {
	struct column *columns;               /* by key */
	const struct column **by_path;        /* by dotted name */
	size_t count;
	const struct column *id;              /* NULL: letters and number */
	void *blank;                          /* an empty record */
};

/* ---- columns */

static int
by_key(const void *a, const void *b)
{
	const struct column *x = a, *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

static int
by_path(const void *a, const void *b)
{
	const struct column *const *x = a, *const *y = b;
	return strcmp((*x)->path, (*y)->path);
}

static size_t
count_fields(const struct record_type *type)
{
	size_t count = 0;
	for (size_t i = 0; i < type->part_count; i++)
		count += type->parts[i].count;
	return count;
}

/* At every start, for every field: printf() would take ten times as long. */
static const char *
dotted(const char *part, const char *field)
{
	char *path = xmalloc(strlen(part) + strlen(field) + 2);

	stpcpy(stpcpy(stpcpy(path, part), "."), field);
	return path;
}

static void
add_part(struct column_set *set, const struct part *part)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct field *field = &part->fields[i];
		set->columns[set->count++] = (struct column){
			.part = part,
			.field = field,
			.path = dotted(part->name, field->name),
			.offset = part->offset + field->offset,
			.key = part->base + field->tag,
		};
	}
}

static void *
make_blank(const struct record_type *type, const struct column_set *set)
{
	struct record *blank = xcalloc(1, type->size);
	blank->type = type;
	blank->last_date = DATE_NONE;
	for (size_t i = 0; i < set->count; i++)
		set->columns[i].field->kind->clear(column_of(blank, &set->columns[i]));
	return blank;
}

static struct column_set *
build_columns(const struct record_type *type)
{
	size_t count = count_fields(type);
	struct column_set *set = xcalloc(1, sizeof *set);
	set->columns = xcalloc(count, sizeof *set->columns);
	set->by_path = xcalloc(count, sizeof *set->by_path);
	for (size_t i = 0; i < type->part_count; i++)
		add_part(set, &type->parts[i]);
	qsort(set->columns, count, sizeof *set->columns, by_key);
	for (size_t i = 0; i < count; i++) {
		set->by_path[i] = &set->columns[i];
		if (type->id && set->columns[i].part == type->parts && strcmp(set->columns[i].field->name, type->id) == 0)
			set->id = &set->columns[i];
	}
	qsort(set->by_path, count, sizeof *set->by_path, by_path);
	set->blank = make_blank(type, set);
	return set;
}

/* Types are objects that may change, though most see them as constant. */
static const struct column_set *
columns_of(const struct record_type *type)
{
	if (!type->columns)
		((struct record_type *)type)->columns = build_columns(type);
	return type->columns;
}

const struct column *
record_columns(const struct record_type *type, size_t *count)
{
	const struct column_set *set = columns_of(type);
	*count = set->count;
	return set->columns;
}

static int
compare_path(const void *path, const void *element)
{
	const struct column *const *column = element;
	return strcmp(path, (*column)->path);
}

const struct column *
record_column(const struct record_type *type, const char *path)
{
	const struct column_set *set = columns_of(type);
	if (strchr(path, '.')) {
		const struct column **found = bsearch(path, set->by_path, set->count, sizeof *set->by_path, compare_path);
		return found ? *found : NULL;
	}
	const struct column *found = NULL;
	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->columns[i].field->name, path) != 0)
			continue;
		if (found)
			return NULL;
		found = &set->columns[i];
	}
	return found;
}

/* ---- records */

void *
record_new(const struct record_type *type, struct arena *arena)
{
	return memcpy(arena_alloc(arena, type->size), columns_of(type)->blank, type->size);
}

static void
copy_text(const char **text, struct arena *arena)
{
	*text = **text ? arena_strdup(arena, *text) : "";
}

static void
copy_extras(struct record *head, struct arena *arena)
{
	const struct extra *old = head->extras;
	head->extras = head->extra_count ? arena_alloc(arena, head->extra_count * sizeof *old) : NULL;
	for (size_t i = 0; i < head->extra_count; i++) {
		head->extras[i] = old[i];
		copy_text(&head->extras[i].name, arena);
		copy_text(&head->extras[i].text, arena);
	}
}

void *
record_copy(const void *record, struct arena *arena)
{
	const struct record_type *type = ((const struct record *)record)->type;
	const struct column_set *set = columns_of(type);
	struct record *copy = memcpy(arena_alloc(arena, type->size), record, type->size);
	for (size_t i = 0; i < set->count; i++)
		if (set->columns[i].field->kind->text)
			copy_text(column_of(copy, &set->columns[i]), arena);
	copy_extras(copy, arena);
	if (copy->unknown_len)
		copy->unknown = memcpy(arena_alloc(arena, copy->unknown_len), copy->unknown, copy->unknown_len);
	return copy;
}

const char *
record_id(const void *record, struct arena *arena)
{
	const struct record *head = record;
	const struct column *id = columns_of(head->type)->id;
	if (id)
		return arena_strdup(arena, *(const char *const *)column_in(record, id));
	return arena_printf(arena, "%s%u", head->type->letters, (unsigned)head->number);
}

void
record_mask(void *record, struct arena *arena)
{
	const struct column_set *set = columns_of(((struct record *)record)->type);
	for (size_t i = 0; i < set->count; i++) {
		const struct field *field = set->columns[i].field;
		void *member = column_of(record, &set->columns[i]);
		if (field->flags & FIELD_SENSITIVE && field->kind->mask)
			field->kind->mask(member, member, arena);
	}
}

/* ---- extras */

/* As RFC 8949 orders the keys of a map. */
static int
compare_names(const char *a, const char *b)
{
	size_t a_len = strlen(a), b_len = strlen(b);
	return a_len != b_len ? (a_len > b_len) - (a_len < b_len) : memcmp(a, b, a_len);
}

/* The place of the name, or where it would stand. */
static size_t
find_extra(const struct record *head, const char *name, bool *found)
{
	size_t at = 0;
	int order = 1;
	while (at < head->extra_count && (order = compare_names(head->extras[at].name, name)) < 0)
		at++;
	*found = at < head->extra_count && order == 0;
	return at;
}

const char *
extra_get(const void *record, const char *name)
{
	const struct record *head = record;
	bool found;
	size_t at = find_extra(head, name, &found);
	return found ? head->extras[at].text : "";
}

/* The extras are never changed in place: a copy of the head may share them. */
void
extra_set(void *record, const char *name, const char *text, struct arena *arena)
{
	struct record *head = record;
	bool found;
	size_t at = find_extra(head, name, &found), behind = head->extra_count - at - found;
	if (!*text && !found)
		return;
	size_t count = head->extra_count + (*text && !found) - (!*text && found);
	struct extra *extras = count ? arena_alloc(arena, count * sizeof *extras) : NULL;
	if (at)
		memcpy(extras, head->extras, at * sizeof *extras);
	if (behind)
		memcpy(extras + count - behind, head->extras + head->extra_count - behind, behind * sizeof *extras);
	if (*text)
		extras[at] = (struct extra){.name = arena_strdup(arena, name), .text = arena_strdup(arena, text)};
	head->extras = extras;
	head->extra_count = count;
}

/* ---- what lists filter by */

static bool
is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* Where one record's text goes; the buffers may hold others' before it. */
struct lanes {
	struct buf *text, *pinyin;
	size_t text_start, pinyin_start;
};

/* Each value stands behind a separator, so that nothing typed is found across two of them. */
static void
add_search(struct lanes *lanes, const char *value, enum pinyin_use use)
{
	struct buf *text = lanes->text;
	if (!*value)
		return;
	if (text->len > lanes->text_start)
		buf_addc(text, '\x1f');
	size_t start = text->len;
	if (is_ascii(value)) {
		text_fold(text, value);
		return;
	}
	pinyin_search_text(text, value, use);
	char *end = memchr(text->data + start, '\x1f', text->len - start);
	if (!end)
		return;
	bool first = lanes->pinyin->len == lanes->pinyin_start;
	buf_add(lanes->pinyin, end + first, text->len - (size_t)(end - text->data) - first);
	*end = '\0';
	text->len = (size_t)(end - text->data);
}

void
record_search_text(const void *record, struct buf *text, struct buf *pinyin)
{
	const struct record *head = record;
	const struct column_set *set = columns_of(head->type);
	struct lanes lanes = {text, pinyin, text->len, pinyin->len};
	for (size_t i = 0; i < set->count; i++) {
		const struct field *field = set->columns[i].field;
		if (field->flags & FIELD_SEARCHED && field->kind->text)
			add_search(&lanes, *(const char *const *)column_in(record, &set->columns[i]),
			           field->flags & FIELD_PERSON ? PINYIN_NAME : PINYIN_WORDS);
	}
	for (size_t i = 0; i < head->extra_count; i++)
		add_search(&lanes, head->extras[i].text, PINYIN_WORDS);
}
