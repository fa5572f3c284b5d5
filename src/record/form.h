/* Questions: which fields an act asks for, in which order, with which words.  From forms/NAME.yaml over a record type's columns. */
#ifndef RECORD_FORM_H
#define RECORD_FORM_H

#include "base/yamltree.h"
#include "record/record.h"

struct form_field {
	struct field field;          /* a copy of the column's row, or the office's own; the label in it is the form's */
	const struct column *column; /* NULL: an extra of the office */
	const char *path;            /* dotted name, or the extra's name */
	struct words label;          /* never empty; form_label() knows the program's own labels in both languages */
	struct words help;
	bool own_label, own_help;    /* the form gives them; else they are the row's */
	const char *clause;          /* "六(三)2", "office" or NULL */
	bool required;
	const char *const *headers;  /* header synonyms for import, folded, ended by NULL */
	int unit;                    /* money: what a bare number in a sheet is in (1 or 10000) */
	const char *when_track;      /* asked only in this track, or NULL */
	const struct form_field *span_end; /* a date X_from (or "opens"): the date X_to (or "closes") that may not be earlier; NULL */
	struct pos pos;              /* in the form's file */
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

/* Loads one form.  Every fault is told with line and column.  Fields of the type that no section names, and that can be typed, follow in a
 * last section 其他, unless the form says `others: false`.  The form lives in the arena; positions borrow the file name of the tree. */
struct form *form_load(struct yaml_node *root, struct arena *arena, struct faults *faults);
/* What only the rules can tell: every list that an extra names, and every track under `when`, is in the book. */
void form_check_codes(const struct form *form, const struct codebook *book, struct faults *faults);

/* A plain field by dotted name, by bare name where that is clear, or an extra by its name; NULL when there is none. */
const struct form_field *form_field(const struct form *form, const char *path);
/* The field that a sheet's column holds, by its header: a synonym, a label or a dotted name, folded, with or without a unit in brackets.
 * *unit (may be NULL) is what amounts there are in: 10000 under "配套经费（万元）", else the field's own. */
const struct form_field *form_header(const struct form *form, const char *header, int *unit);
/* The words to show now: the form's own, else the row's in the current language. */
const char *form_label(const struct form_field *field);
const char *form_help(const struct form_field *field);

/* Reads text into the record; for extras checked by their kind.  Sets err->field. */
int form_set(void *record, const struct form_field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err);
/* The value as text. */
void form_print(const void *record, const struct form_field *field, const struct field_context *context, enum print_style style, struct buf *out);
bool form_empty(const void *record, const struct form_field *field);
/* Faults of the whole record against the form: required fields that are empty, dates of a span in the wrong order. */
void form_check(const struct form *form, const void *record, const char *track, struct faults *faults);
/* The same for one `line` record of a repeating group. */
void form_check_line(const struct form_section *group, const void *line, struct faults *faults);

#endif
