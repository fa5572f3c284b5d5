/* A record as bytes: type, schema version, checksum, then a CBOR map with integer keys ascending. */
#ifndef RECORD_CODEC_H
#define RECORD_CODEC_H

#include "record/record.h"

/* type (1), schema version (1), XXH3-64 of key, version and map, big-endian (8).  The version rises only when older
 * programs would misread a record; a further field is kept by them as unknown. */
enum { CODEC_HEADER = 10 };

/* Adds header and map of the record.  The checksum covers its key: type code and number.  Empty members are left out. */
void record_encode(const void *record, struct buf *out);
/* Adds the header for a map that is there already, and the map: for a journal being replayed. */
void record_seal(const struct record_type *type, uint32_t number, unsigned version, const void *map, size_t len, struct buf *out);
/* Reads a stored value; members and unknown fields live in the arena.  ERR_DAMAGED when the checksum or the shape is wrong, naming type and number. */
void *record_decode(const struct record_type *type, uint32_t number, const void *value, size_t len, struct arena *arena,
	struct err *err);
/* Checks the checksum alone. */
int record_check_value(const struct record_type *type, uint32_t number, const void *value, size_t len, struct err *err);
/* The column that asks record_decode_columns() for the extras, all of them; it has no field. */
extern const struct column column_extras;
/* Decodes only the head and these columns into a record from record_new(), without copying the rest: for list rows.  Columns
 * that the value lacks are cleared; others stay as they were.  The checksum is checked. */
int record_decode_columns(void *record, const struct column *const *columns, size_t count, uint32_t number, const void *value,
	size_t len, struct arena *arena, struct err *err);

/* The difference of two maps (either may be NULL, len 0) as one CBOR map: key → [old item or null, new item or null], for keys whose items differ. */
void map_diff(const void *old_map, size_t old_len, const void *new_map, size_t new_len, struct buf *out);
/* Applies such a difference to `map`, adding the result to *out, nothing when no pair is left; -1 when an old item is not what it says. */
int map_apply(const void *map, size_t len, const void *diff, size_t diff_len, struct buf *out, struct err *err);

/* One field's change as people read it. */
struct change {
	const struct column *column; /* NULL: an extra */
	const char *name;            /* dotted name; an extra's own name */
	const char *old_text, *new_text;
	const char *old_plain, *new_plain;
};
/* Reads a difference back into changes in the arena; texts by context; sensitive values masked unless `clear`.  The head and
 * FIELD_HIDDEN columns are passed over; each extra is a change of its own; a field unknown here has "#" and its key as its name. */
int changes_read(const struct record_type *type, const void *diff, size_t len, const struct field_context *context, bool clear,
	struct arena *arena, struct change **changes, size_t *count, struct err *err);
/* The changes between two records of one type. */
void record_changes(const void *old, const void *new, const struct field_context *context, bool clear, struct arena *arena,
	struct change **changes, size_t *count);

#endif
