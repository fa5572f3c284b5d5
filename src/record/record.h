/* What a record is: a head and one or more parts, each part a table of fields. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "record/field.h"

/* A value that an office's form added, kept under its own name. */
struct extra {
	const char *name;
	const char *text; /* in PRINT_PLAIN form of its kind */
};

struct part {
	const char *name;            /* before the dot in a dotted field name */
	const char *label;           /* English msgid */
	const struct field *fields;
	size_t count;
	size_t offset;               /* of the part's struct in the record's struct */
	unsigned base;               /* on disk a field's key is base + tag */
};

struct column; /* below */

struct record_type {
	const char *name;            /* "project" */
	const char *label;
	unsigned char code;          /* on disk, first byte of every key; never reused */
	unsigned char version;       /* of the schema */
	size_t size;                 /* of the record's struct, which begins with struct record */
	const struct part *parts;
	size_t part_count;
	const char *id;              /* name of the field that is its public id; NULL: letters and number, as in "M12" */
	const char *letters;
	/* Dotted names of up to three coded fields: the store keeps a count of records for each combination. */
	const char *tally[3];
	/* Told of the built columns once; private. */
	struct column_set *columns;
};

/* Every record's struct begins with this. */
struct record {
	const struct record_type *type;
	uint32_t number;       /* dense, from 1; 0: not stored yet */
	uint32_t revision;     /* 0: not stored yet */
	uint64_t entry;        /* the journal entry that wrote it last */
	date_t last_date;      /* business date of the last act on it */
	struct extra *extras;  /* shorter names first, then by their bytes: the order on disk */
	size_t extra_count;
	const void *unknown;   /* CBOR pairs of fields this program does not know, ascending; written back */
	size_t unknown_len, unknown_pairs;
};

/* On-disk keys of the head. */
enum { KEY_REVISION = 0, KEY_ENTRY = 1, KEY_LAST_DATE = 2, KEY_EXTRAS = 3, KEY_PARTS = 16 };

/* A field seen from its record: the loops go over these. */
struct column {
	const struct part *part;
	const struct field *field;
	const char *path;      /* "unit.uscc" */
	size_t offset;         /* in the record's struct */
	unsigned key;          /* on disk */
};

/* All columns by ascending key. */
const struct column *record_columns(const struct record_type *type, size_t *count);
/* By dotted name, or by bare name where only one part has it; NULL when unknown or ambiguous. */
const struct column *record_column(const struct record_type *type, const char *path);
static inline void *
column_of(void *record, const struct column *column)
{
	return (char *)record + column->offset;
}
static inline const void *
column_in(const void *record, const struct column *column)
{
	return (const char *)record + column->offset;
}

/* An empty record of the type (every member cleared) in the arena. */
void *record_new(const struct record_type *type, struct arena *arena);
/* A deep copy in the arena. */
void *record_copy(const void *record, struct arena *arena);
/* The public id ("QP2021-0007", "M12"), in the arena. */
const char *record_id(const void *record, struct arena *arena);
const char *extra_get(const void *record, const char *name); /* "" when absent */
void extra_set(void *record, const char *name, const char *text, struct arena *arena); /* "" removes it */
/* Replaces every FIELD_SENSITIVE member by its masked form. */
void record_mask(void *record, struct arena *arena);
/* The text lists filter by: FIELD_SEARCHED members and extras.  Two lanes: the text itself (folded) and its pinyin and initials. */
void record_search_text(const void *record, struct buf *text, struct buf *pinyin);

#endif
