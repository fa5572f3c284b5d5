/* Deterministic CBOR (RFC 8949 §4.2.1) over a buffer, on libcbor's streaming functions.  Both ends are sticky:
 * after the first failure every call is a no-op, and the caller looks once. */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/buf.h"

struct wire_writer {
	struct buf *out;
};

void wire_put_uint(struct wire_writer *writer, uint64_t value);
void wire_put_int(struct wire_writer *writer, int64_t value);
void wire_put_text(struct wire_writer *writer, const char *text, size_t len);
void wire_put_bytes(struct wire_writer *writer, const void *bytes, size_t len);
void wire_put_bool(struct wire_writer *writer, bool value);
void wire_put_null(struct wire_writer *writer);
void wire_put_array(struct wire_writer *writer, size_t count);
void wire_put_map(struct wire_writer *writer, size_t pairs);
/* Items that are encoded already. */
void wire_put_raw(struct wire_writer *writer, const void *items, size_t len);

struct wire_reader {
	const unsigned char *at, *end;
	const char *fault; /* NULL while all is well; English, for BUGs and messages about damage */
};

enum wire_type { WIRE_NONE, WIRE_INT, WIRE_TEXT, WIRE_BYTES, WIRE_BOOL, WIRE_NIL, WIRE_ARRAY, WIRE_MAP };

/* The type of the next item without taking it; WIRE_NONE at the end or after a fault. */
enum wire_type wire_peek(const struct wire_reader *reader);
uint64_t wire_get_uint(struct wire_reader *reader);
int64_t wire_get_int(struct wire_reader *reader);
/* Points into the reader's bytes; not NUL-terminated.  Text is checked to be UTF-8. */
const char *wire_get_text(struct wire_reader *reader, size_t *len);
const void *wire_get_bytes(struct wire_reader *reader, size_t *len);
bool wire_get_bool(struct wire_reader *reader);
void wire_get_null(struct wire_reader *reader);
size_t wire_get_array(struct wire_reader *reader);
size_t wire_get_map(struct wire_reader *reader);
/* Steps over one item whole (bounded depth) and gives its bytes. */
const void *wire_skip(struct wire_reader *reader, size_t *len);
void wire_fail(struct wire_reader *reader, const char *fault);

#endif
