#include <config.h>

#include "record/kinds.h"

#include <string.h>

#include "base/text.h"

#define KIND(name, type) &kind_##name,
static const struct kind *const kinds[] = {
#include "record/kinds.def"
};
#undef KIND

const struct kind *
kind_named(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

int
field_compare(const struct field *field, const void *a, const void *b)
{
	struct buf keys = {0};
	field->kind->key(a, field, &keys);
	size_t a_len = keys.len;
	field->kind->key(b, field, &keys);
	size_t b_len = keys.len - a_len, least = a_len < b_len ? a_len : b_len;
	int order = least ? memcmp(keys.data, keys.data + a_len, least) : 0;
	buf_free(&keys);
	return order ? order : (a_len > b_len) - (a_len < b_len);
}

/* One buffer for all: a million rows are parsed field by field, and nothing is parsed within a parse. */
static struct buf scratch, compacted;

const char *
kind_clean(const char *text, unsigned flags, struct err *err)
{
	buf_clear(&scratch);
	return text_clean(&scratch, text, strlen(text), flags, err) == 0 ? buf_text(&scratch) : NULL;
}

const char *
kind_clean_compact(const char *text, struct err *err)
{
	const char *clean = kind_clean(text, 0, err);
	if (!clean)
		return NULL;
	buf_clear(&compacted);
	text_halfwidth(&compacted, clean);
	size_t len = 0;
	for (size_t i = 0; i < compacted.len; i++)
		if (compacted.data[i] != ' ')
			compacted.data[len++] = compacted.data[i];
	if (compacted.len)
		compacted.data[compacted.len = len] = '\0';
	return buf_text(&compacted);
}

bool
kind_damaged(const char *text)
{
	size_t digits = strspn(text, "0123456789.");
	return digits && (text[digits] == 'E' || text[digits] == 'e') && strspn(text + digits + 1, "+0123456789") &&
	       text[digits + 1 + strspn(text + digits + 1, "+0123456789")] == '\0';
}

int
kind_refuse_masked(const char *text, struct err *err)
{
	if (!strchr(text, '*'))
		return 0;
	return err_set(err, ERR_INPUT, _("'%s' is masked: type it whole, or leave it unchanged"), text);
}

size_t
kind_chars(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}
