#include <config.h>

#include "base/sheetfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"

#define HELPER_NAME "shouxi-xlsx"
#define HELPER_SECONDS 600

static ssize_t
from_child(void *from, void *bytes, size_t size, struct err *err)
{
	return child_read(from, bytes, size, err);
}

static int
to_child(void *to, const void *bytes, size_t len, struct err *err)
{
	return child_write(to, bytes, len, err);
}

static int
start_reading(struct sheetfile_in *in, const char *helper, int fd, int sheet, struct err *err)
{
	char number[16];
	const char *argv[] = { helper, "read", "--sheet", number, NULL };
	struct child_spec spec = { .argv = argv, .name = HELPER_NAME, .in = fd, .out = -1, .folder = true,
		.seconds = HELPER_SECONDS };

	snprintf(number, sizeof(number), "%d", sheet);
	return child_start(&in->child, &spec, err);
}

/* The sheets' names stay good for as long as the workbook is open. */
static void
keep_sheets(struct sheetfile_in *in)
{
	struct buf names = { 0 };
	size_t count = in->rows.sheet_count;
	const char *at;

	for (size_t i = 0; i < count; i++)
		buf_add(&names, in->rows.sheets[i].name, strlen(in->rows.sheets[i].name) + 1);
	at = in->sheet_names = buf_detach(&names);
	in->sheets = xcalloc(count, sizeof(*in->sheets));
	for (size_t i = 0; i < count; i++, at += strlen(at) + 1)
		in->sheets[i] = (struct rows_sheet){ .name = at, .state = in->rows.sheets[i].state };
	in->rows.sheets = in->sheets;
}

/* A stream that breaks off says nothing about why: the child's end may. */
static int
broke_off(struct sheetfile_in *in, struct err *err)
{
	struct err why = { 0 };

	if (child_finish(&in->child, NULL, &why) < 0 && err)
		*err = why;
	if (err && in->name)
		err->pos.file = in->name;
	return -1;
}

int
sheetfile_next(struct sheetfile_in *in, struct err *err)
{
	const struct rows_sheet *sheets = in->rows.sheets;
	int type = rows_next(&in->rows, err);

	in->rows.sheets = sheets;
	switch (type) {
	case ROWS_ROW:
		return 1;
	case ROWS_END:
		return 0;
	case ROWS_FAULT:
		return trouble_tell(&in->rows.trouble, in->name, err);
	case -1:
		return broke_off(in, err);
	default:
		return err_set(err, ERR_FAILED, "%s", _("the rows from the spreadsheet helper are broken"));
	}
}

int
sheetfile_open(struct sheetfile_in *in, const char *helper, int fd, const char *name, int sheet, struct err *err)
{
	int type;

	*in = (struct sheetfile_in){ .name = name };
	if (start_reading(in, helper, fd, sheet, err) < 0)
		return -1;
	in->rows.get = from_child;
	in->rows.from = &in->child;
	type = rows_next(&in->rows, err);
	if (type == ROWS_HEAD) {
		in->confined = in->rows.landlock > 0;
		keep_sheets(in);
		return 0;
	}
	if (type == ROWS_FAULT)
		trouble_tell(&in->rows.trouble, name, err);
	else if (type < 0)
		broke_off(in, err);
	else
		err_set(err, ERR_FAILED, "%s", _("the rows from the spreadsheet helper are broken"));
	sheetfile_close(in);
	return -1;
}

void
sheetfile_close(struct sheetfile_in *in)
{
	child_stop(&in->child);
	rows_reader_free(&in->rows);
	free(in->sheet_names);
	free(in->sheets);
	in->sheet_names = NULL;
	in->sheets = NULL;
}

int
sheetfile_create(struct sheetfile_out *out, const char *helper, int fd, const char *sheet, struct err *err)
{
	const char *argv[] = { helper, "write", NULL };
	struct child_spec spec = { .argv = argv, .name = HELPER_NAME, .in = -1, .out = fd, .folder = true,
		.seconds = HELPER_SECONDS };

	*out = (struct sheetfile_out){ 0 };
	if (child_start(&out->child, &spec, err) < 0)
		return -1;
	out->rows.put = to_child;
	out->rows.to = &out->child;
	rows_write_sheet(&out->rows, sheet);
	return 0;
}

/* What the helper has to say when writing failed stands in what it wrote to its 2. */
struct said {
	struct buf bytes;
	size_t at;
};

static ssize_t
from_said(void *from, void *bytes, size_t size, struct err *err)
{
	struct said *said = from;
	size_t len = said->bytes.len - said->at;

	(void)err;
	if (len > size)
		len = size;
	if (len > 0)
		memcpy(bytes, said->bytes.data + said->at, len);
	said->at += len;
	return (ssize_t)len;
}

static int
tell_said(struct said *said, struct err *err)
{
	struct rows_reader reader = { .get = from_said, .from = said };
	struct sheet_trouble trouble = { 0 };

	if (rows_next(&reader, NULL) == ROWS_FAULT)
		trouble = reader.trouble;
	rows_reader_free(&reader);
	return trouble_tell(&trouble, NULL, err);
}

int
sheetfile_finish(struct sheetfile_out *out, struct err *err)
{
	struct said said = { 0 };
	struct err why = { 0 };
	int sent = rows_write_end(&out->rows, err);
	int status = child_finish(&out->child, &said.bytes, &why);

	/* where the helper ended early, its own reason says more than the broken pipe's */
	if (status > 0)
		tell_said(&said, err);
	else if (status < 0 && err)
		*err = why;
	buf_free(&said.bytes);
	rows_writer_free(&out->rows);
	return sent < 0 || status != 0 ? -1 : 0;
}

void
sheetfile_drop(struct sheetfile_out *out)
{
	child_stop(&out->child);
	rows_writer_free(&out->rows);
}
