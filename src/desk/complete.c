/* What a filter could go on as. */
#include <config.h>

#include "desk/filter.h"
#include "desk/query.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

enum { OFFERS_MOST = 64 };

struct offers {
	struct desk *desk;
	const struct record_type *type;
	struct arena *arena;
	const char **items;
	size_t count;
};

static void
offer(struct offers *offers, const char *text)
{
	for (size_t i = 0; i < offers->count; i++)
		if (strcmp(offers->items[i], text) == 0)
			return;
	if (offers->count < OFFERS_MOST)
		offers->items[offers->count++] = text;
}

static const char *
quoted(struct arena *arena, const char *name, const char *op, const char *value)
{
	return arena_printf(arena, strchr(value, ' ') ? "%s%s\"%s\"" : "%s%s%s", name, op, value);
}

static void
offer_fields(struct offers *offers, const char *typed)
{
	const struct column *columns;
	size_t count;

	columns = record_columns(offers->type, &count);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		const char *name = filter_name(offers->type, &columns[i]);
		if (!filter_open(&columns[i]) || !(field->flags & FIELD_INDEXED))
			continue;
		if (pinyin_matches(name, PINYIN_WORDS, typed) || strncmp(field->name, typed, strlen(typed)) == 0)
			offer(offers, quoted(offers->arena, name, ":", ""));
	}
}

static void
offer_codes(struct offers *offers, const struct filter_word *word, const char *typed)
{
	struct filter_field named;
	const struct code_list *list;

	if (!filter_field(offers->desk, offers->type, word->name, &named) || named.field->flags & FIELD_SENSITIVE)
		return;
	list = filter_codes(offers->desk, named.field);
	for (size_t i = 0; list && i < list->count; i++) {
		const struct code *code = &list->codes[i];
		if (!code->ask && !code->retired && (!*typed || filter_code_matches(code, typed)))
			offer(offers, quoted(offers->arena, word->name, word->op, words_in(code->label, words_lang())));
	}
}

size_t
query_complete(struct desk *desk, const struct record_type *type, const char *where, struct arena *arena, const char ***out)
{
	struct offers offers = {.desk = desk, .type = type, .arena = arena};
	struct filter_word word = {.value = ""}, next;
	struct buf half = {0}, typed = {0};
	const char *at;

	*out = offers.items = arena_alloc(arena, OFFERS_MOST * sizeof *offers.items);
	text_halfwidth(&half, where ? where : "");
	at = arena_strdup(arena, buf_text(&half));
	if (!half.len || half.data[half.len - 1] != ' ')
		while (filter_word(&at, arena, &next))
			word = next;
	text_fold(&typed, word.value);
	if (word.name)
		offer_codes(&offers, &word, buf_text(&typed));
	else
		offer_fields(&offers, buf_text(&typed));
	buf_free(&half);
	buf_free(&typed);
	return offers.count;
}

/* ---- a filter built field by field */

/* Whether a word of a filter compares the column. */
static bool
compares(struct desk *desk, const struct record_type *type, const struct filter_word *word, const struct column *column)
{
	struct filter_field named;

	return word->name && filter_field(desk, type, word->name, &named) && named.column == column;
}

/* A code by its label where that leads back to it, else the code. */
static const char *
value_word(struct desk *desk, const struct field *field, const char *value)
{
	const struct code_list *list = filter_codes(desk, field);

	for (size_t i = 0; list && i < list->count; i++)
		if (strcmp(list->codes[i].code, value) == 0)
			return words_in(list->codes[i].label, words_lang());
	return value;
}

const char *
query_with(struct desk *desk, const struct record_type *type, const char *where, const char *path, const char *op, const char *value,
	struct arena *arena)
{
	const struct column *column = record_column(type, path);
	struct filter_word word;
	struct buf out = {0};
	const char *whole;

	while (filter_word(&where, arena, &word))
		if (!compares(desk, type, &word, column))
			buf_addf(&out, "%s ", word.whole);
	buf_adds(&out, quoted(arena, filter_name(type, column), op, value_word(desk, column->field, value)));
	whole = arena_strdup(arena, buf_text(&out));
	buf_free(&out);
	return whole;
}
