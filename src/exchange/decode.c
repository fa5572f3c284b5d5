#include <config.h>

#include "exchange/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/words.h"

enum { PIECE = 1 << 17, CHARACTER = 4 };

static const struct encoding utf8 = {.name = "UTF-8"};
static const struct encoding gb18030 = {.name = "GB18030", .iconv = "GB18030"};

static const struct marked {
	const char *mark;
	struct encoding encoding;
} marked[] = {
	{"\xef\xbb\xbf", {.name = "UTF-8", .mark = 3}},
	{"\xff\xfe", {.name = "UTF-16", .iconv = "UTF-16LE", .mark = 2}},
	{"\xfe\xff", {.name = "UTF-16", .iconv = "UTF-16BE", .mark = 2}},
	{"\x84\x31\x95\x33", {.name = "GB18030", .iconv = "GB18030", .mark = 4}},
};

static int
read_failed(struct err *err)
{
	return err_set(err, ERR_SYSTEM, _("the file cannot be read: %s"), strerror(errno));
}

/* Reads on behind what is in `raw`. */
static ssize_t
read_more(struct decoder *in, struct err *err)
{
	ssize_t got;

	do
		got = read(in->fd, buf_reserve(&in->raw, PIECE), PIECE);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return read_failed(err);
	in->raw.len += (size_t)got;
	return got;
}

static void
drop(struct buf *buf, size_t len)
{
	memmove(buf->data, buf->data + len, buf->len - len);
	buf->len -= len;
}

/* How many bytes at the end may be the beginning of a character that goes on. */
static size_t
unfinished(const char *text, size_t len)
{
	for (size_t back = 1; back < CHARACTER && back <= len; back++) {
		unsigned char c = (unsigned char)text[len - back];
		if (c >= 0xc0)
			return (size_t)(c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2) > back ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

/* 1: all of the rest is UTF-8, 0: it is not, -1 and *err. */
static int
is_utf8(struct decoder *in, struct err *err)
{
	for (;;) {
		size_t rest = unfinished(in->raw.data, in->raw.len);
		if (!utf8_valid(in->raw.data, in->raw.len - rest))
			return 0;
		drop(&in->raw, in->raw.len - rest);
		ssize_t got = read_more(in, err);
		if (got < 0)
			return -1;
		if (got == 0)
			return in->raw.len == 0;
	}
}

static const struct encoding *
by_mark(const struct buf *raw)
{
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (raw->len >= marked[i].encoding.mark && memcmp(raw->data, marked[i].mark, marked[i].encoding.mark) == 0)
			return &marked[i].encoding;
	return NULL;
}

static int
find_encoding(struct decoder *in, struct err *err)
{
	int valid;

	if (read_more(in, err) < 0)
		return -1;
	in->encoding = by_mark(&in->raw);
	if (in->encoding)
		return 0;
	valid = is_utf8(in, err);
	in->encoding = valid ? &utf8 : &gb18030;
	return valid < 0 ? -1 : 0;
}

int
decode_open(struct decoder *in, int fd, struct err *err)
{
	*in = (struct decoder){.fd = fd, .iconv = (iconv_t)-1};
	if (find_encoding(in, err) < 0) {
		decode_close(in);
		return -1;
	}
	if (lseek(fd, (off_t)in->encoding->mark, SEEK_SET) < 0) {
		read_failed(err);
		decode_close(in);
		return -1;
	}
	buf_clear(&in->raw);
	if (in->encoding->iconv)
		in->iconv = iconv_open("UTF-8", in->encoding->iconv);
	if (in->encoding->iconv && in->iconv == (iconv_t)-1) {
		err_set(err, ERR_SYSTEM, _("this system cannot read the encoding '%s'"), in->encoding->name);
		decode_close(in);
		return -1;
	}
	return 0;
}

static int
no_text(const struct decoder *in, struct err *err)
{
	if (in->encoding == &gb18030)
		return err_set(err, ERR_INPUT, _("the file is neither UTF-8 nor GB18030 text"));
	return err_set(err, ERR_INPUT, _("the file is not whole: it is no valid %s text"), in->encoding->name);
}

/* Converts what stands in raw, leaving a cut character there. */
static int
convert(struct decoder *in, bool last, struct err *err)
{
	char *from = in->raw.data;
	size_t left = in->raw.len;

	while (left > 0) {
		char *to = buf_reserve(&in->text, 2 * PIECE);
		size_t room = 2 * PIECE;
		size_t result = iconv(in->iconv, &from, &left, &to, &room);
		in->text.len += 2 * PIECE - room;
		if (result != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && !last)
			break;
		return no_text(in, err);
	}
	drop(&in->raw, in->raw.len - left);
	return 0;
}

int
decode_next(struct decoder *in, const char **piece, size_t *len, struct err *err)
{
	struct buf *out = in->encoding->iconv ? &in->text : &in->raw;
	ssize_t got;

	buf_clear(out);
	do {
		got = read_more(in, err);
		if (got < 0 || (in->encoding->iconv && convert(in, got == 0, err) < 0))
			return -1;
	} while (got > 0 && out->len == 0);
	*piece = out->data;
	*len = out->len;
	return out->len > 0;
}

void
decode_close(struct decoder *in)
{
	if (in->iconv != (iconv_t)-1)
		iconv_close(in->iconv);
	in->iconv = (iconv_t)-1;
	buf_free(&in->raw);
	buf_free(&in->text);
}
