/* Questions: which fields an act asks for, in which order, with which words.  From forms/NAME.yaml over a record type's columns. */
#ifndef RECORD_FORM_H
#define RECORD_FORM_H

#include "base/yamltree.h"
#include "record/record.h"

struct form_field {
	struct field field;          /* a copy of the column's row, or the office's own; label and help are overridden below */
	const struct column *column; /* NULL: an extra of the office */
	const char *path;            /* dotted name, or the extra's name */
	struct words label;          /* never empty */
	struct words help;
	const char *clause;          /* "六(三)2" or NULL */
	bool required;
	const char *const *headers;  /* header synonyms for import, folded, ended by NULL */
	int unit;                    /* money: what a bare number in a sheet is in (1 or 10000) */
	const char *when_track;      /* asked only in this track, or NULL */
};

struct form_section {
	const char *name;
	struct words title;
	const struct form_field *fields;
	size_t count;
	const char *list;            /* a repeating group: the name of the list of `line` records; NULL: plain fields */
};

struct form {
	const char *name;
	const struct record_type *type;
	struct words title;
	const struct form_section *sections;
	size_t count;
	const struct form_field *const *fields; /* all plain fields in order */
	size_t field_count;
};

/* Loads one form.  `type_named` finds record types.  Every fault is told with line and column.  Fields of the type that no section names, and that can be typed, follow in a
 * last section 其他.  The form lives in the arena. */
struct form *form_load(struct yaml_node *root, struct arena *arena, struct faults *faults);
const struct form_field *form_field(const struct form *form, const char *path);

/* Reads text into the record; for extras checked by their kind.  Sets err->field. */
int form_set(void *record, const struct form_field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err);
/* The value as text. */
void form_print(const void *record, const struct form_field *field, const struct field_context *context, enum print_style style, struct buf *out);
bool form_empty(const void *record, const struct form_field *field);
/* Faults of the whole record against the form: required fields that are empty, dates of a span in the wrong order. */
void form_check(const struct form *form, const void *record, const char *track, struct faults *faults);

#endif
