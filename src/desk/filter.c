#include <config.h>

#include "desk/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

enum { TOLD_MOST = 12, WORD_LEAST = 2 };

/* Words that say what no list of codes says. */
static const struct {
	const char *word, *path, *code;
} meanings[] = {
	{"未通过", "project.eligibility", "fail"},
};

static const struct {
	const char *text;
	enum range_op op;
} comparisons[] = {
	{":", RANGE_IS}, {"=", RANGE_IS}, {">=", RANGE_AT_LEAST}, {"<=", RANGE_AT_MOST}, {">", RANGE_MORE}, {"<", RANGE_LESS},
};

struct parsing {
	struct desk *desk;
	const struct record_type *type;
	struct filter *filter;
	struct err *err;
};

static const char *
folded(struct arena *arena, const char *text)
{
	struct buf out = {0};
	const char *copy;

	text_fold(&out, text);
	copy = arena_strdup(arena, buf_text(&out));
	buf_free(&out);
	return copy;
}

/* ---- what is told of a wrong word */

static void
add_told(struct buf *out, const char *text)
{
	buf_addf(out, "%s%s", out->len ? _(", ") : "", text);
}

static int
refuse_field(struct parsing *parsing, const char *name)
{
	struct buf names = {0};
	const struct column *columns;
	size_t count;

	columns = record_columns(parsing->type, &count);
	for (size_t i = 0; i < count; i++)
		if (filter_open(&columns[i]) && columns[i].field->flags & FIELD_INDEXED)
			add_told(&names, filter_name(parsing->type, &columns[i]));
	err_set(parsing->err, ERR_INPUT, _("there is no field '%s' to narrow by; there are: %s"), name, buf_text(&names));
	buf_free(&names);
	return -1;
}

static int
refuse_code(struct parsing *parsing, const struct field *field, const struct code_list *list, const char *text)
{
	struct buf labels = {0};

	for (size_t i = 0; i < list->count && i < TOLD_MOST; i++)
		add_told(&labels, words_in(list->codes[i].label, words_lang()));
	if (list->count > TOLD_MOST)
		buf_adds(&labels, "…");
	err_set(parsing->err, ERR_INPUT, _("'%s' is not in the list of '%s': %s"), text, _(field->label), buf_text(&labels));
	buf_free(&labels);
	return -1;
}

/* ---- codes */

static void
add_choice(struct parsing *parsing, struct term *term, const struct column *column, const char *code)
{
	struct code_choice *more = arena_alloc(&parsing->filter->arena, (term->code_count + 1) * sizeof *more);

	if (term->code_count)
		memcpy(more, term->codes, term->code_count * sizeof *more);
	more[term->code_count++] = (struct code_choice){.column = column, .code = arena_strdup(&parsing->filter->arena, code)};
	term->codes = more;
	if (column && strcmp(column->path, "project.stage") == 0 && strcmp(code, "void") == 0)
		parsing->filter->names_void = true;
}

/* The code that is meant exactly; with `:` also those whose spelling, pinyin or initials have what was typed. */
static int
parse_codes(struct parsing *parsing, struct term *term, const char *text, bool loosely)
{
	const struct code_list *list = filter_codes(parsing->desk, term->field);
	const struct codebook book = {.lists = list, .count = 1};
	const char *typed = folded(&parsing->filter->arena, text);
	const struct code *exact;

	if (!list) {
		add_choice(parsing, term, term->column, text);
		return 0;
	}
	exact = code_find(&book, list->name, text);
	if (exact && !exact->ask) {
		add_choice(parsing, term, term->column, exact->code);
		return 0;
	}
	for (size_t i = 0; loosely && i < list->count; i++)
		if (!list->codes[i].ask && filter_code_matches(&list->codes[i], typed))
			add_choice(parsing, term, term->column, list->codes[i].code);
	return term->code_count ? 0 : refuse_code(parsing, term->field, list, text);
}

/* ---- values */

static int
parse_value(struct parsing *parsing, struct term *term, const char *text)
{
	struct desk *desk = parsing->desk;
	const struct kind *kind = term->field->kind;
	const struct field_context light = {.dates = {.today = desk->today, .year = date_year(desk->today)}};
	struct arena *arena = &parsing->filter->arena;

	kind->clear(&term->value);
	if (kind == &kind_ref || kind->parse(&term->value, term->field, text, &light, arena, NULL) < 0)
		if (kind->parse(&term->value, term->field, text, desk_context(desk), arena, parsing->err) < 0)
			return err_prefix(parsing->err, "%s", _(term->field->label));
	return 0;
}

/* Texts that lists are filtered by are searched within; of others the whole is asked. */
static bool
searched_within(const struct term *term, const char *op)
{
	return *op == ':' && (!term->column || term->field->flags & FIELD_SEARCHED || !(term->field->flags & FIELD_INDEXED));
}

static int
parse_field(struct parsing *parsing, const struct filter_word *word, struct term *term)
{
	struct filter_field named;
	const struct kind *kind;

	if (!filter_field(parsing->desk, parsing->type, word->name, &named))
		return refuse_field(parsing, word->name);
	if (named.field->flags & FIELD_SENSITIVE)
		return err_set(parsing->err, ERR_INPUT, _("'%s' is masked: lists cannot be narrowed by it"), _(named.field->label));
	*term = (struct term){.field = named.field, .column = named.column, .extra = named.extra};
	kind = named.field->kind;
	for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
		if (strcmp(comparisons[i].text, word->op) == 0)
			term->op = comparisons[i].op;
	if ((kind == &kind_code || kind == &kind_codes) && term->op == RANGE_IS)
		return parse_codes(parsing, term, word->value, *word->op == ':');
	if (kind == &kind_code || kind == &kind_codes)
		return err_set(parsing->err, ERR_INPUT, _("codes have no order: write '%s:…'"), word->name);
	if (!kind->text)
		return parse_value(parsing, term, word->value);
	term->value.text = word->value;
	term->needle = folded(&parsing->filter->arena, word->value);
	term->within = searched_within(term, word->op);
	return 0;
}

/* ---- words without a field */

static bool
list_seen(const struct column *columns, size_t count, const struct column *column)
{
	for (size_t i = 0; i < count; i++)
		if (columns[i].field->kind == &kind_code && columns[i].field->flags & FIELD_INDEXED &&
			strcmp(columns[i].field->list, column->field->list) == 0)
			return true;
	return false;
}

/* A word that is exactly a code counts for that code too; the first column of a list stands for all. */
static void
add_meanings(struct parsing *parsing, struct term *term, const char *text)
{
	const struct column *columns;
	size_t count;

	columns = record_columns(parsing->type, &count);
	for (size_t i = 0; parsing->type == &type_project && i < sizeof meanings / sizeof *meanings; i++)
		if (strcmp(meanings[i].word, text) == 0) {
			add_choice(parsing, term, record_column(parsing->type, meanings[i].path), meanings[i].code);
			return;
		}
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		if (field->kind != &kind_code || !(field->flags & FIELD_INDEXED) || !filter_open(&columns[i]) || list_seen(columns, i, &columns[i]))
			continue;
		const struct code_list *list = filter_codes(parsing->desk, field);
		const struct codebook book = {.lists = list, .count = list ? 1 : 0};
		const struct code *code = list ? code_find(&book, list->name, text) : NULL;
		if (code && !code->ask)
			add_choice(parsing, term, &columns[i], code->code);
	}
}

static size_t
characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += (*text & 0xC0) != 0x80;
	return count;
}

static int
parse_word(struct parsing *parsing, const struct filter_word *word, struct term *term)
{
	*term = (struct term){.needle = folded(&parsing->filter->arena, word->value)};
	if (characters(word->value) >= WORD_LEAST)
		add_meanings(parsing, term, word->value);
	return 0;
}

int
filter_parse(struct desk *desk, const struct record_type *type, const char *where, struct filter *out, struct err *err)
{
	struct parsing parsing = {.desk = desk, .type = type, .filter = out, .err = err};
	struct buf half = {0};
	struct filter_word word;
	const char *at;
	int result = 0;

	*out = (struct filter){0};
	text_halfwidth(&half, where ? where : "");
	out->terms = arena_alloc(&out->arena, (half.len / 2 + 2) * sizeof *out->terms);
	at = arena_strdup(&out->arena, buf_text(&half));
	buf_free(&half);
	while (result == 0 && filter_word(&at, &out->arena, &word)) {
		struct term *term = &out->terms[out->count];
		if (!*folded(&out->arena, word.value))
			continue; /* somebody is still typing it */
		result = word.name ? parse_field(&parsing, &word, term) : parse_word(&parsing, &word, term);
		out->count += result == 0;
	}
	if (result < 0)
		filter_free(out);
	return result;
}

void
filter_free(struct filter *filter)
{
	arena_free(&filter->arena);
	*filter = (struct filter){0};
}

/* ---- two filters */

static bool
same_codes(const struct term *a, const struct term *b)
{
	if (a->code_count != b->code_count)
		return false;
	for (size_t i = 0; i < a->code_count; i++)
		if (a->codes[i].column != b->codes[i].column || strcmp(a->codes[i].code, b->codes[i].code) != 0)
			return false;
	return true;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
same_value(const struct term *a, const struct term *b)
{
	if (!a->field || a->code_count)
		return true;
	if (a->field->kind->text)
		return same_text(a->value.text, b->value.text);
	return memcmp(&a->value, &b->value, a->field->kind->size) == 0;
}

static bool
same_term(const struct term *a, const struct term *b)
{
	return a->field == b->field && a->column == b->column && same_text(a->extra, b->extra) && a->op == b->op && a->within == b->within &&
		same_text(a->needle, b->needle) && same_codes(a, b) && same_value(a, b);
}

/* A longer word without codes is found only where the shorter one was. */
static bool
longer_word(const struct term *old, const struct term *new)
{
	return !old->field && !new->field && !old->code_count && !new->code_count && strstr(new->needle, old->needle);
}

size_t
filter_narrows(const struct filter *old, const struct filter *new)
{
	if (!old->count || new->count < old->count || old->names_void != new->names_void)
		return SIZE_MAX;
	for (size_t i = 0; i + 1 < old->count; i++)
		if (!same_term(&old->terms[i], &new->terms[i]))
			return SIZE_MAX;
	if (same_term(&old->terms[old->count - 1], &new->terms[old->count - 1]))
		return old->count;
	return longer_word(&old->terms[old->count - 1], &new->terms[old->count - 1]) ? old->count - 1 : SIZE_MAX;
}
