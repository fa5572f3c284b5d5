/* Sheets on their way to the helper that draws them: each message is its length (4 bytes, the highest first) and a CBOR array.
 *   [0 SHEET, title, mark, witness, code, landscape, numbered]
 *   [1 BLOCK, kind, text, face, align, indent, lines, keeps, unruled, heads, [widths], [[cell …] …], [bar …]]
 *     cell: [text, columns, rows, align, face, lines, foot]   bar: [label, value, amount, part]
 *   [2 END OF SHEET]
 *   [3 END]                                                   the stream is whole */
#ifndef PAGE_STREAM_H
#define PAGE_STREAM_H

#include "base/buf.h"
#include "base/err.h"
#include "page/page.h"

enum stream_type { STREAM_SHEET, STREAM_BLOCK, STREAM_SHEET_END, STREAM_END };

/* Adds a message. */
void stream_sheet(struct buf *out, const struct page_setup *setup);
void stream_block(struct buf *out, const struct page_block *block);
void stream_mark(struct buf *out, enum stream_type type); /* STREAM_SHEET_END, STREAM_END */

struct stream_reader {
	/* Fills `size` bytes; 0 when all are there, 1 at the end of the stream, -1 and *err. */
	int (*get)(void *from, void *bytes, size_t size, struct err *err);
	void *from;
	/* what stream_next read; good until the next */
	struct page_setup setup;
	struct page_block block;
	/* private */
	struct buf bytes;
	struct arena *arena;
};

/* The next message's type; -1 and *err for a stream that is cut or broken.  What it holds lies in `arena`, which the caller resets. */
int stream_next(struct stream_reader *reader, struct arena *arena, struct err *err);
void stream_reader_free(struct stream_reader *reader);

#endif
