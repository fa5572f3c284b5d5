/* Comma-separated rows.  Quotes must be where they belong: a sheet whose cells have slipped is refused, never guessed at. */
#include <config.h>

#include "exchange/table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"
#include "exchange/decode.h"

enum { LONGEST_TEXT = 1 << 20, BLOCK = 4096 };

struct csv_in {
	struct csv_parser parser;
	struct decoder decoder;
	const char *path;
	table_take *take;
	void *user;
	struct err *err;
	struct buf texts; /* of the row being read, each with a NUL behind */
	struct rows_cell *cells;
	size_t *starts;
	size_t count, cap;
	int row, column; /* of what was read last */
	bool carriage;   /* the last row ended with CR: a LF behind it belongs to it */
	bool failed;
};

static int
fault_at(struct csv_in *in, int row, int column, const char *message)
{
	struct pos pos = {.file = in->path, .line = row, .column = column};

	in->failed = true;
	return err_set_at(in->err, ERR_INPUT, pos, "%s", message);
}

static void
more_room(struct csv_in *in)
{
	if (in->count < in->cap)
		return;
	in->cap = in->cap ? in->cap * 2 : 64;
	in->cells = xrealloc(in->cells, in->cap, sizeof *in->cells);
	in->starts = xrealloc(in->starts, in->cap, sizeof *in->starts);
}

static void
on_text(void *text, size_t len, void *user)
{
	struct csv_in *in = user;
	char *nul;

	in->column++;
	if (len == 0 || in->failed)
		return;
	if (in->column > ROWS_MAX_COLUMN) {
		fault_at(in, in->row + 1, in->column, _("there are too many columns"));
		return;
	}
	more_room(in);
	in->starts[in->count] = in->texts.len;
	in->cells[in->count++] = (struct rows_cell){.column = in->column, .kind = ROWS_TEXT, .len = len};
	buf_add(&in->texts, text, len);
	buf_addc(&in->texts, '\0');
	/* a NUL would hide what stands behind it: let it be refused as the control character that it is */
	for (char *at = in->texts.data + in->texts.len - len - 1; (nul = memchr(at, '\0', len)); )
		*nul = '\1';
}

static void
on_row(int end, void *user)
{
	struct csv_in *in = user;
	bool line_feed_of_it = end == '\n' && in->carriage && in->column == 0;

	in->carriage = end == '\r';
	if (line_feed_of_it)
		return;
	in->row++;
	for (size_t i = 0; i < in->count; i++)
		in->cells[i].text = in->texts.data + in->starts[i];
	struct table_row row = {.row = in->row, .cells = in->cells, .count = in->count};
	if (!in->failed && in->count > 0 && in->take(in->user, &row, in->err) < 0)
		in->failed = true;
	in->column = 0;
	in->count = 0;
	buf_clear(&in->texts);
}

/* Spreadsheets separate by commas, or by tabs where they save "Unicode text": whatever is more in the first lines. */
static char
separator(const char *text, size_t len)
{
	static const char candidates[] = {',', '\t', ';'};
	size_t seen[sizeof candidates] = {0};
	size_t best = 0;

	if (len > BLOCK)
		len = BLOCK;
	for (size_t i = 0; i < len; i++)
		for (size_t j = 0; j < sizeof candidates; j++)
			seen[j] += text[i] == candidates[j];
	for (size_t j = 1; j < sizeof candidates; j++)
		if (seen[j] > seen[best])
			best = j;
	return candidates[best];
}

static int
parse_piece(struct csv_in *in, const char *piece, size_t len)
{
	size_t done = csv_parse(&in->parser, piece, len, on_text, on_row, in);

	if (in->failed)
		return -1;
	if (done < len)
		return fault_at(in, in->row + 1, in->column + 1,
			_("a quotation mark stands where none may stand: one within a text is written twice, and the text in quotation marks"));
	if (csv_get_buffer_size(&in->parser) > LONGEST_TEXT)
		return fault_at(in, in->row + 1, in->column + 1, _("the text that begins here is too long; a closing quotation mark may be missing"));
	return 0;
}

static int
read_all(struct csv_in *in)
{
	const char *piece;
	size_t len;
	bool first = true;
	int more;

	while ((more = decode_next(&in->decoder, &piece, &len, in->err)) > 0) {
		if (first)
			csv_set_delim(&in->parser, (unsigned char)separator(piece, len));
		first = false;
		if (parse_piece(in, piece, len) < 0)
			return -1;
	}
	if (more < 0) {
		if (in->err)
			in->err->pos = (struct pos){.file = in->path, .line = in->row + 1};
		return -1;
	}
	if (csv_fini(&in->parser, on_text, on_row, in) != 0)
		return fault_at(in, in->row + 1, in->column + 1, _("the quotation mark that opens here is never closed"));
	return in->failed ? -1 : 0;
}

int
csv_read(int fd, const char *path, table_take *take, void *user, struct table_about *about, struct err *err)
{
	struct csv_in in = {.path = path, .take = take, .user = user, .err = err};
	int result;

	if (csv_init(&in.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		return err_set(err, ERR_SYSTEM, _("the reader of csv files cannot start"));
	csv_set_blk_size(&in.parser, BLOCK);
	if (decode_open(&in.decoder, fd, err) < 0) {
		if (err)
			err->pos = (struct pos){.file = path};
		csv_free(&in.parser);
		return -1;
	}
	if (about)
		about->encoding = in.decoder.encoding->name;
	result = read_all(&in);
	decode_close(&in.decoder);
	csv_free(&in.parser);
	buf_free(&in.texts);
	free(in.cells);
	free(in.starts);
	return result;
}
