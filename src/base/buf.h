/* A growing string of bytes.  A zeroed struct buf is an empty one; data is
 * NUL-terminated whenever anything was added, and may hold NULs within. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct buf {
	char *data; /* NULL while nothing was ever added; see buf_text() */
	size_t len;
	size_t cap; /* private */
};

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_adds(struct buf *buf, const char *text);
void buf_addc(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for at least `more` further bytes; returns where they go.  The caller adds to len what it used. */
char *buf_reserve(struct buf *buf, size_t more);
/* The bytes as a string, "" when empty; valid until the next change. */
const char *buf_text(const struct buf *buf);
/* Forgets the bytes, keeps the memory. */
void buf_clear(struct buf *buf);
void buf_free(struct buf *buf);
/* Hands the bytes over as a malloc'ed string, leaving the buf empty. */
char *buf_detach(struct buf *buf);

#endif
