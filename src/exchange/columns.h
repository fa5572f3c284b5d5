/* The columns of a list that goes out: fields of the record and the office's own ones, with their titles. */
#ifndef EXCHANGE_COLUMNS_H
#define EXCHANGE_COLUMNS_H

#include "desk/desk.h"
#include "exchange/json.h"

struct out_column {
	const char *name;            /* as asked for: "unit.uscc", or an extra's name */
	const char *title;           /* in the current language; no two are alike */
	const struct field *field;   /* never NULL */
	const struct column *column; /* NULL: an extra */
};

/* The columns by name, or with count 0 all that are not hidden, with the extras of the forms that fill such records; in the arena.
 * ERR_USAGE names the first that is unknown. */
int columns_choose(struct desk *desk, const struct record_type *type, const char *const *names, size_t count, struct arena *arena,
	struct out_column **columns, size_t *column_count, struct err *err);
/* A value as text: codes and flags in words, all else as machines read it, or all as people read it. */
void column_print(const struct out_column *column, const void *record, const struct field_context *context, enum print_style style, struct buf *out);
/* Adds the columns of a record to the object under their names. */
void columns_json(const struct out_column *columns, size_t count, const void *record, const struct field_context *context, struct json *object);

#endif
