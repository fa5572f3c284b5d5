/* The words of a filter: how they are taken apart, and which fields and codes they can name. */
#include <config.h>

#include "desk/filter.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

/* Short words for fields of projects. */
static const struct {
	const char *word, *path;
} short_words[] = {
	{"镇", "project.reviewer"},
	{"初审单位", "project.reviewer"},
	{"初审", "project.reviewer"},
	{"town", "project.reviewer"},
	{"受理", "project.received_at"},
	{"状态", "project.stage"},
	{"类别", "project.track"},
	{"年度", "project.year"},
	{"批次", "project.call"},
	{"配套", "project.matching_committed"},
	{"matching", "project.matching_committed"},
	{"单位", "unit.name"},
	{"unit", "unit.name"},
	{"信用代码", "unit.uscc"},
	{"带头人", "leader.name"},
	{"leader", "leader.name"},
	{"编号", "project.id"},
	{"结论", "project.conclusion"},
	{"条件", "project.eligibility"},
	{"未通过", "project.eligibility"},
	{"期限", "project.deadline"},
	{"申报日", "project.submitted_on"},
};

static const char *const operators[] = {">=", "<=", ":", "=", ">", "<"};

static const char *
operator_at(const char *text)
{
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (strncmp(text, operators[i], strlen(operators[i])) == 0)
			return operators[i];
	return NULL;
}

/* From here to the end of the word, without its quotes; blanks stand in a word only between quotes. */
static const char *
take_piece(const char **at, bool until_operator, struct arena *arena)
{
	struct buf piece = {0};
	bool quoted = false;
	const char *text;

	for (; **at && (quoted || **at != ' '); (*at)++) {
		if (until_operator && !quoted && piece.len && operator_at(*at))
			break;
		if (**at == '"')
			quoted = !quoted;
		else
			buf_addc(&piece, **at);
	}
	text = arena_strndup(arena, buf_text(&piece), piece.len);
	buf_free(&piece);
	return text;
}

bool
filter_word(const char **at, struct arena *arena, struct filter_word *word)
{
	const char *start;

	*at += strspn(*at, " ");
	if (!**at)
		return false;
	start = *at;
	*word = (struct filter_word){0};
	word->value = take_piece(at, true, arena);
	word->op = operator_at(*at);
	if (word->op) {
		word->name = word->value;
		*at += strlen(word->op);
		word->value = take_piece(at, false, arena);
	}
	word->whole = arena_strndup(arena, start, (size_t)(*at - start));
	return true;
}

/* ---- fields */

bool
filter_open(const struct column *column)
{
	return !(column->field->flags & (FIELD_HIDDEN | FIELD_SENSITIVE));
}

static const char *
short_path(const struct record_type *type, const char *name)
{
	for (size_t i = 0; type == &type_project && i < sizeof short_words / sizeof *short_words; i++)
		if (text_same(short_words[i].word, name))
			return short_words[i].path;
	return name;
}

static const struct column *
column_labelled(const struct record_type *type, const char *name)
{
	const struct column *columns;
	size_t count;

	columns = record_columns(type, &count);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		if (filter_open(&columns[i]) && (text_same(_(field->label), name) || text_same(field->label, name)))
			return &columns[i];
	}
	return NULL;
}

/* Fields that the office added to the intake form. */
static const struct form_field *
extra_named(struct desk *desk, const struct record_type *type, const char *name)
{
	const struct form *form = type == &type_project ? desk_form(desk, "intake", NULL) : NULL;

	for (size_t i = 0; form && i < form->field_count; i++) {
		const struct form_field *field = form->fields[i];
		if (field->column || field->field.flags & FIELD_SENSITIVE || field->field.kind->mask)
			continue;
		if (strcmp(field->path, name) == 0 || text_same(field->label.zh, name) || text_same(field->label.en, name))
			return field;
	}
	return NULL;
}

bool
filter_field(struct desk *desk, const struct record_type *type, const char *name, struct filter_field *out)
{
	const struct column *column = record_column(type, short_path(type, name));
	const struct form_field *extra = NULL;

	if (!column)
		column = column_labelled(type, name);
	if (!column)
		extra = extra_named(desk, type, name);
	if (column)
		*out = (struct filter_field){.field = column->field, .column = column};
	else if (extra)
		*out = (struct filter_field){.field = &extra->field, .extra = extra->path};
	return extra || (column && !(column->field->flags & FIELD_HIDDEN) && !veil_hides_column(desk, column));
}

const char *
filter_name(const struct record_type *type, const struct column *column)
{
	if (words_lang() != LANG_ZH)
		return record_column(type, column->field->name) ? column->field->name : column->path;
	for (size_t i = 0; type == &type_project && i < sizeof short_words / sizeof *short_words; i++)
		if (strcmp(short_words[i].path, column->path) == 0)
			return short_words[i].word;
	return _(column->field->label);
}

static void
say_quoted(struct buf *out, const char *text)
{
	buf_addf(out, strchr(text, ' ') ? "\"%s\"" : "%s", text);
}

const char *
filter_say(const struct record_type *type, const struct column *column, const char *op, const char *value, struct arena *arena)
{
	struct buf out = {0};
	const char *text;

	say_quoted(&out, filter_name(type, column));
	buf_adds(&out, op);
	say_quoted(&out, value);
	text = arena_strdup(arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* ---- codes */

const struct code_list *
filter_codes(struct desk *desk, const struct field *field)
{
	const struct code_list *list;

	if (!field->list)
		return NULL;
	list = codebook_list(NULL, field->list); /* the program's own lists need no rules file */
	return list ? list : codebook_list(desk_context(desk)->codes, field->list);
}

static bool
spelling_matches(const char *spelling, const char *typed)
{
	return spelling && *spelling && pinyin_matches(spelling, PINYIN_WORDS, typed);
}

bool
filter_code_matches(const struct code *code, const char *typed)
{
	if (spelling_matches(code->label.zh, typed) || spelling_matches(code->label.en, typed) || spelling_matches(code->code, typed))
		return true;
	for (const char *const *alias = code->aliases; alias && *alias; alias++)
		if (spelling_matches(*alias, typed))
			return true;
	return false;
}
