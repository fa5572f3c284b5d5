/* What a term of a filter asks of the indexes and of a record. */
#include <config.h>

#include "desk/filter.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

bool
term_indexed(const struct term *term)
{
	return term->column && term->column->field->flags & FIELD_INDEXED && !term->within;
}

void
code_range(struct desk *desk, const struct record_type *type, const struct code_choice *choice, struct numbers *out)
{
	if (strcmp(choice->column->path, "project.stage") == 0)
		veil_stage_numbers(desk, stage_of(choice->code), out);
	else
		set_range_text(desk->store, type, choice->column, choice->code, out);
}

bool
term_range(struct desk *desk, const struct record_type *type, const struct term *term, struct numbers *out)
{
	struct numbers some = {0};

	if (!term_indexed(term))
		return false;
	if (!term->code_count) {
		set_range(desk->store, type, term->column, term->op, &term->value, out);
		return !term->field->kind->text || term->op != RANGE_IS; /* equal keys are not yet equal texts */
	}
	for (size_t i = 0; i < term->code_count; i++) {
		code_range(desk, type, &term->codes[i], &some);
		set_or(out, &some);
		numbers_free(&some);
	}
	return true;
}

static bool
has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);

	for (; *codes; codes += strcspn(codes, " "), codes += strspn(codes, " "))
		if (strncmp(codes, code, len) == 0 && (codes[len] == ' ' || !codes[len]))
			return true;
	return false;
}

static bool
text_holds(const struct term *term, const char *text)
{
	enum pinyin_use use = term->field->flags & FIELD_PERSON ? PINYIN_NAME : PINYIN_WORDS;
	struct buf fold = {0};
	bool same;

	if (term->within)
		return *text && pinyin_matches(text, use, term->needle);
	text_fold(&fold, text);
	same = strcmp(buf_text(&fold), term->needle) == 0;
	buf_free(&fold);
	return same;
}

static bool
value_holds(const struct term *term, const void *member)
{
	const struct field *field = term->field;
	int order;

	if (term->code_count) {
		for (size_t i = 0; i < term->code_count; i++)
			if (has_code(*(const char *const *)member, term->codes[i].code))
				return true;
		return false;
	}
	if (field->kind->text && term->op == RANGE_IS)
		return text_holds(term, *(const char *const *)member);
	if (field->kind->empty(member))
		return false;
	order = field_compare(field, member, &term->value);
	switch (term->op) {
	case RANGE_IS:
		return order == 0;
	case RANGE_MORE:
		return order > 0;
	case RANGE_AT_LEAST:
		return order >= 0;
	case RANGE_LESS:
		return order < 0;
	default:
		return order <= 0;
	}
}

bool
term_holds(struct desk *desk, const struct term *term, const void *record)
{
	union filter_value value;
	struct arena arena = {0};
	bool holds;

	if (term->column)
		return value_holds(term, column_in(record, term->column));
	term->field->kind->clear(&value);
	holds = term->field->kind->parse(&value, term->field, extra_get(record, term->extra), desk_context(desk), &arena, NULL) == 0 &&
		value_holds(term, &value);
	arena_free(&arena);
	return holds;
}
