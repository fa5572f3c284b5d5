/* The bytes of a text file as UTF-8, whatever an office saved it in. */
#ifndef EXCHANGE_DECODE_H
#define EXCHANGE_DECODE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct encoding {
	const char *name;  /* as people say it: "UTF-8", "GB18030" */
	const char *iconv; /* what iconv calls it; NULL: nothing to convert */
	size_t mark;       /* bytes of the byte-order mark */
};

struct decoder {
	const struct encoding *encoding;
	/* private */
	int fd;
	void *iconv;
	struct buf raw, text;
};

/* Finds out how the open file is encoded, by its byte-order mark, else valid UTF-8, else GB18030, and stands at its beginning.
 * The file must let itself be read twice.  -1: it cannot be read; then there is nothing to close. */
int decode_open(struct decoder *in, int fd, struct err *err);
/* The next piece, at least a byte, until the next call; pieces end anywhere, in the middle of a character too.
 * 1: there is one, 0: that was all, -1 and *err: it cannot be read, or bytes are no text. */
int decode_next(struct decoder *in, const char **piece, size_t *len, struct err *err);
void decode_close(struct decoder *in);

#endif
