#include <config.h>

#include <string.h>

#include "base/text.h"
#include "record/kinds.h"

enum { NEAR_MAX = 3, LISTED_MAX = 8, LABEL_CHARS = 32 };

/* ---- telling which codes were perhaps meant */

static size_t
split_chars(uint32_t chars[LABEL_CHARS], const char *text)
{
	size_t count = 0;
	for (const char *end = text + strlen(text); text < end && count < LABEL_CHARS; count++)
		text += utf8_decode(text, end, &chars[count], NULL);
	return count;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many characters must be put in, left out or replaced to make one of the other. */
static size_t
edits(const char *a, const char *b)
{
	uint32_t x[LABEL_CHARS], y[LABEL_CHARS];
	size_t x_count = split_chars(x, a), y_count = split_chars(y, b), row[LABEL_CHARS + 1];
	for (size_t j = 0; j <= y_count; j++)
		row[j] = j;
	for (size_t i = 1; i <= x_count; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= y_count; j++) {
			size_t above = row[j];
			row[j] = least(least(above, row[j - 1]) + 1, diagonal + (x[i - 1] != y[j - 1]));
			diagonal = above;
		}
	}
	return row[y_count];
}

static bool
alike(const char *text, const char *label)
{
	size_t chars = kind_chars(text);
	if (!label || !*label || chars < 2)
		return false;
	if (strstr(label, text) || (kind_chars(label) > 1 && strstr(text, label)))
		return true;
	return edits(text, label) <= (chars + 2) / 4;
}

/* The labels of the codes of one list that are near, or all where the list is short; how many. */
static size_t
add_choices(struct buf *out, const struct code_list *list, const char *text, bool all)
{
	size_t count = 0;
	const char *between = words_lang() == LANG_ZH ? "、" : ", ";
	for (size_t i = 0; i < list->count && (all || count < NEAR_MAX); i++) {
		const struct code *code = &list->codes[i];
		if (code->ask || code->retired ||
		    !(all || alike(text, code->label.zh) || alike(text, code->label.en) || alike(text, code->code)))
			continue;
		if (count++)
			buf_adds(out, between);
		buf_adds(out, words_in(code->label, words_lang()));
	}
	return count;
}

static int
refuse_unknown(const struct code_list *list, const struct field *field, const char *text, struct err *err)
{
	struct buf choices = {0};
	if (add_choices(&choices, list, text, false))
		err_set(err, ERR_INPUT, _("'%s' is not in the list of '%s'; alike: %s"), text, _(field->label), choices.data);
	else if (list->count <= LISTED_MAX && add_choices(&choices, list, text, true))
		err_set(err, ERR_INPUT, _("'%s' is not in the list of '%s': %s"), text, _(field->label), choices.data);
	else
		err_set(err, ERR_INPUT, _("'%s' is not in the list of '%s'"), text, _(field->label));
	buf_free(&choices);
	return -1;
}

/* ---- one code */

static bool
looks_like_code(const char *text)
{
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

/* The code that the text means; without such a list anything that looks like a code is taken. */
static const char *
find_code(const struct field *field, const char *text, const struct field_context *context, struct err *err)
{
	const struct codebook *book = context ? context->codes : NULL;
	const struct code_list *list = codebook_list(book, field->list);
	if (!list && looks_like_code(text))
		return text;
	if (!list) {
		err_set(err, ERR_INPUT, _("'%s' is not a code of '%s'"), text, _(field->label));
		return NULL;
	}
	const struct code *code = code_find(book, field->list, text);
	if (!code)
		refuse_unknown(list, field, text, err);
	else if (code->ask)
		err_set(err, ERR_INPUT, _("'%s' could mean several: %s"), text, code->ask);
	else if (code->retired)
		err_set(err, ERR_INPUT, _("'%s' is no longer in use"), text);
	else
		return code->code;
	return NULL;
}

static int
parse_code(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	const char *clean = kind_clean(text, 0, err);
	if (!clean)
		return -1;
	const char *code = *clean ? find_code(field, clean, context, err) : "";
	return code ? set_text(member, code, arena) : -1;
}

static void
print_code(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	const char *code = text_member(member);
	if (style == PRINT_SCREEN && *code)
		code = code_label(context ? context->codes : NULL, field->list, code);
	buf_adds(out, code);
}

const struct kind kind_code = {
	.name = "code",
	.size = sizeof(const char *),
	.text = true,
	.width = 12,
	.clear = kind_text_clear,
	.empty = kind_text_empty,
	.parse = parse_code,
	.print = print_code,
	.key = kind_text_key,
	.encode = kind_text_encode,
	.decode = kind_text_decode,
};

/* ---- several codes */

static const char *const separators[] = {",", "，", "、", ";", "；", "/", "\n"};

static size_t
separator_at(const char *text)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (strncmp(text, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

/* The end of the piece at `text`; labels may hold blanks, so these part only texts without another separator. */
static const char *
piece_end(const char *text, bool blanks)
{
	while (*text && !separator_at(text) && !(blanks && *text == ' '))
		text++;
	return text;
}

/* The codes found so far, each once, with a blank behind. */
static int
add_pieces(struct buf *found, const struct field *field, const char *text, bool blanks, const struct field_context *context,
	struct err *err)
{
	struct buf piece = {0};
	int result = 0;
	while (*text && result == 0) {
		const char *end = piece_end(text, blanks);
		buf_clear(&piece);
		text_clean(&piece, text, (size_t)(end - text), 0, NULL);
		const char *code = piece.len ? find_code(field, piece.data, context, err) : "";
		if (!code)
			result = -1;
		else if (*code)
			buf_addf(found, "%s ", code);
		size_t separator = separator_at(end);
		text = end + (separator ? separator : *end != '\0');
	}
	buf_free(&piece);
	return result;
}

static bool
has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (; *codes; codes += strcspn(codes, " "), codes += *codes == ' ')
		if (strncmp(codes, code, len) == 0 && (codes[len] == ' ' || !codes[len]))
			return true;
	return false;
}

/* In the order of the list; without one, as they came. */
static const char *
in_list_order(const char *found, const struct code_list *list, struct arena *arena)
{
	struct buf ordered = {0};
	for (size_t i = 0; list && i < list->count; i++)
		if (has_code(found, list->codes[i].code))
			buf_addf(&ordered, "%s ", list->codes[i].code);
	const char *text = list ? buf_text(&ordered) : found;
	text = arena_strndup(arena, text, *text ? strlen(text) - 1 : 0);
	buf_free(&ordered);
	return text;
}

static int
parse_codes(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	const char *clean = kind_clean(text, 0, err);
	if (!clean)
		return -1;
	const struct codebook *book = context ? context->codes : NULL;
	if (!*clean || code_find(book, field->list, clean))
		return parse_code(member, field, text, context, arena, err);
	bool blanks = !*piece_end(clean, false);
	struct buf found = {0};
	int result = add_pieces(&found, field, clean, blanks, context, err);
	if (result == 0)
		*(const char **)member = in_list_order(buf_text(&found), codebook_list(book, field->list), arena);
	buf_free(&found);
	return result;
}

static void
print_codes(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	const char *codes = text_member(member);
	if (style == PRINT_PLAIN) {
		buf_adds(out, codes);
		return;
	}
	while (*codes) {
		char code[64];
		size_t len = strcspn(codes, " "), kept = least(len, sizeof code - 1);
		memcpy(code, codes, kept);
		code[kept] = '\0';
		buf_adds(out, code_label(context ? context->codes : NULL, field->list, code));
		codes += len + (codes[len] == ' ');
		if (*codes)
			buf_adds(out, words_lang() == LANG_ZH ? "、" : ", ");
	}
}

const struct kind kind_codes = {
	.name = "codes",
	.size = sizeof(const char *),
	.text = true,
	.width = 20,
	.clear = kind_text_clear,
	.empty = kind_text_empty,
	.parse = parse_codes,
	.print = print_codes,
	.key = kind_text_key,
	.encode = kind_text_encode,
	.decode = kind_text_decode,
};
