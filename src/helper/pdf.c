#include <config.h>

#include "helper/pdf.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "helper/pdfdraw.h"

static int
get_all(void *from, void *bytes, size_t size, struct err *err)
{
	size_t done = 0;

	while (done < size) {
		ssize_t got = read(*(int *)from, (char *)bytes + done, size - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_SYSTEM, "%s", strerror(errno));
		if (got == 0)
			return done ? err_set(err, ERR_DAMAGED, "the stream is cut") : 1;
		done += (size_t)got;
	}
	return 0;
}

/* The sheet's own words live until it ends, those of a block until the next. */
static int
draw_sheet(struct drawing *drawing, struct stream_reader *reader, struct arena *block_arena, struct err *err)
{
	struct page_setup setup = reader->setup;
	struct layout *layout;
	int type;

	drawing_sheet(drawing, &setup);
	layout = layout_begin(&drawing->metrics, &drawing->sink);
	while ((type = stream_next(reader, block_arena, err)) == STREAM_BLOCK) {
		layout_block(layout, &reader->block);
		if (cairo_status(drawing->cairo) != CAIRO_STATUS_SUCCESS || drawing->failed)
			break;
		arena_reset(block_arena);
	}
	layout_end(layout);
	if (type == STREAM_SHEET_END)
		drawing->job->sheets++;
	else if (type >= 0 && type != STREAM_BLOCK)
		return err_set(err, ERR_DAMAGED, "a sheet does not end");
	return type < 0 ? -1 : 0;
}

static int
draw_sheets(struct drawing *drawing, struct stream_reader *reader, struct err *err)
{
	struct arena sheet = {0}, block = {0};
	int result = 0, type;

	while (result == 0 && !drawing->failed && (type = stream_next(reader, &sheet, err)) != STREAM_END) {
		if (type == STREAM_SHEET)
			result = draw_sheet(drawing, reader, &block, err);
		else
			result = type < 0 ? -1 : err_set(err, ERR_DAMAGED, "a block outside of a sheet");
		arena_reset(&sheet);
	}
	arena_free(&sheet);
	arena_free(&block);
	return result;
}

int
pdf_draw(struct pdf_job *job, struct err *err)
{
	struct stream_reader reader = {.get = get_all, .from = &job->in};
	struct drawing drawing;
	struct err closing = {0};
	int result = drawing_open(&drawing, job, err);

	if (result == 0)
		result = draw_sheets(&drawing, &reader, err);
	stream_reader_free(&reader);
	if (drawing_close(&drawing, &closing) < 0 && result == 0) {
		*err = closing;
		result = -1;
	}
	return result;
}
