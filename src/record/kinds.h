/* What the kinds of fields share among themselves; nobody else includes this. */
#ifndef RECORD_KINDS_H
#define RECORD_KINDS_H

#include "record/field.h"

enum { KEY_MAX = 40 }; /* bytes of a key */

/* Room for a member of any kind. */
union any_member {
	const char *text;
	int64_t number;
	date_t date;
	int8_t flag;
	uint32_t ref;
};

/* The text cleaned by text_clean(), in memory that the next call reuses; NULL and *err where it is refused. */
const char *kind_clean(const char *text, unsigned flags, struct err *err);
/* The same, half-width and without any blanks: for numbers and codes of all sorts. */
const char *kind_clean_compact(const char *text, struct err *err);
/* How many characters a text has. */
size_t kind_chars(const char *text);
/* Whether a number looks like 3.10229E+17, as spreadsheets show long numbers when they have lost their end. */
bool kind_damaged(const char *text);
/* Refuses masked text ("138****1234") where a whole number is wanted. */
int kind_refuse_masked(const char *text, struct err *err);

/* The functions of every kind whose member is a text. */
void kind_text_clear(void *member);
bool kind_text_empty(const void *member);
void kind_text_print(const void *member, const struct field *field, const struct field_context *context,
	enum print_style style, struct buf *out);
void kind_text_key(const void *member, const struct field *field, struct buf *out);
void kind_text_encode(const void *member, struct wire_writer *writer);
int kind_text_decode(void *member, struct wire_reader *reader, struct arena *arena);

#define KIND_TEXT_BUT_KEY \
	.size = sizeof(const char *), .text = true, .clear = kind_text_clear, .empty = kind_text_empty, \
	.print = kind_text_print, .encode = kind_text_encode, .decode = kind_text_decode
#define KIND_TEXT KIND_TEXT_BUT_KEY, .key = kind_text_key

static inline const char *
text_member(const void *member)
{
	return *(const char *const *)member;
}

static inline int
set_text(void *member, const char *text, struct arena *arena)
{
	*(const char **)member = *text ? arena_strdup(arena, text) : "";
	return 0;
}

#endif
