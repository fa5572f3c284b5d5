/* What a field is, one row of a table, and what its kind can do, a table of functions: every consumer is a loop over rows. */
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "base/words.h"
#include "base/wire.h"
#include "record/codebook.h"

enum {
	FIELD_REQUIRED = 1 << 0,  /* a draft may miss it, an application may not */
	FIELD_INDEXED = 1 << 1,   /* lists can be ordered by it and narrowed by it without touching records */
	FIELD_UNIQUE = 1 << 2,    /* at most one record has a value: an index that finds it */
	FIELD_SEARCHED = 1 << 3,  /* part of the text that lists filter by as one types */
	FIELD_PERSON = 1 << 4,    /* a person's name: surname readings in pinyin */
	FIELD_SENSITIVE = 1 << 5, /* masked wherever shown, until revealed by an act (个人信息保护法 28) */
	FIELD_COMPUTED = 1 << 6,  /* set by acts, never typed or imported */
	FIELD_HIDDEN = 1 << 7,    /* machinery: not in forms, columns, exports or JSON */
	FIELD_PAYEE = 1 << 8,     /* changed only by change_account */
};

struct field;

/* What parsing and printing may need to know.  Zeroed is allowed: no short dates, codes taken as they are. */
struct field_context {
	const struct codebook *codes;
	struct date_context dates;
	/* The public id of record `number` of the type field->target, NULL when unknown; and back (0 when unknown).  Either may be NULL. */
	const char *(*ref_print)(void *user, const struct field *field, uint32_t number, struct arena *arena);
	uint32_t (*ref_parse)(void *user, const struct field *field, const char *text);
	void *user;
	int money_unit; /* what an amount without a unit is in: 10000 for 万元; 0 and 1: yuan */
};

enum print_style {
	PRINT_SCREEN, /* as people read it: labels of codes, 1,234.00, 是/否 */
	PRINT_PLAIN,  /* as machines and verbs read it: codes, 1234.00, YYYY-MM-DD, yes/no */
};

/* Members are passed by address; text members point into an arena or constant memory and are never NULL ("" is empty). */
struct kind {
	const char *name; /* as forms/ and `fields` say it */
	size_t size;      /* of the member */
	bool text;        /* the member is a const char * */
	int width;        /* usual columns on a screen */
	bool right;       /* aligned right */
	bool fixed;       /* a full field is complete: entry moves on by itself */
	void (*clear)(void *member);
	bool (*empty)(const void *member);
	/* Reads text as people type it or sheets hold it into *member, cleaned and checked; blank text clears it.
	 * Refusals carry ERR_INPUT and a message that says what is wrong and how to cure it. */
	int (*parse)(void *member, const struct field *field, const char *text, const struct field_context *context,
		struct arena *arena, struct err *err);
	/* A doubt that does not refuse ("the region is not 310118"), into *out; false when there is none.  NULL: never. */
	bool (*doubt)(const void *member, const struct field *field, struct buf *out);
	void (*print)(const void *member, const struct field *field, const struct field_context *context, enum print_style style,
		struct buf *out);
	void (*mask)(const void *member, void *masked, struct arena *arena); /* NULL: cannot be masked */
	/* Adds bytes whose memcmp order is the kind's order; at most 40, none for an empty text.  Texts sort by pinyin and may be cut,
	 * so that equal keys are not yet equal values; those of FIELD_UNIQUE fields are equal for equal texts only, and "2021-9999"
	 * stands before "2021-10000".  Codes stand by their letters, since the order of a list may change. */
	void (*key)(const void *member, const struct field *field, struct buf *out);
	void (*encode)(const void *member, struct wire_writer *writer);
	int (*decode)(void *member, struct wire_reader *reader, struct arena *arena); /* sticky errors are in reader; texts may point into the reader's bytes only after copying */
};

struct field {
	const char *name;
	const char *label;        /* English msgid, N_() */
	const struct kind *kind;
	const char *help;         /* English msgid or NULL */
	const char *list;         /* codes: which code list */
	const char *target;       /* ref: which record type */
	const char *unit;         /* English msgid of the unit ("yuan a month") or NULL */
	size_t offset;            /* in its part */
	unsigned tag;             /* on disk, within its part; never reused */
	unsigned flags;
	int64_t min, max;         /* numbers: bounds when max > 0; texts: max characters (0: 200; long: 4000) */
};

#define KIND(kind_name, type) \
	typedef type field_##kind_name; \
	extern const struct kind kind_##kind_name;
#include "record/kinds.def"
#undef KIND

/* The kind called `name`, or NULL. */
const struct kind *kind_named(const char *name);
/* Less than, equal to, or greater than 0: the order of the keys, empty first. */
int field_compare(const struct field *field, const void *a, const void *b);

#endif
