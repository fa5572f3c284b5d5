#include <config.h>

#include "base/text.h"

#include <string.h>

#include "base/words.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

enum char_class { GOOD, CONTROL, INVISIBLE, SEPARATOR, BLANK, NONE };

struct char_run {
	uint32_t first : 24;
	uint32_t class : 4;
	uint32_t width : 4;
};

static const struct char_run runs[] = {
#include "base/text-table.inc"
};

static const char *const refusals[] = {
	[CONTROL] = N_("character %zu (U+%04X) is a control character"),
	[INVISIBLE] = N_("character %zu (U+%04X) is invisible"),
	[SEPARATOR] = N_("character %zu (U+%04X) is a line or paragraph separator"),
	[BLANK] = N_("character %zu (U+%04X) is a special blank"),
	[NONE] = N_("character %zu (U+%04X) is not assigned"),
};

static const struct {
	uint32_t first, last;
} han_blocks[] = {
	{0x2E80, 0x2FDF},   /* radicals */
	{0x3005, 0x3007},   /* 々〆〇 */
	{0x3400, 0x4DBF},   /* extension A */
	{0x4E00, 0x9FFF},   /* unified */
	{0xF900, 0xFAFF},   /* compatibility */
	{0x20000, 0x323AF}, /* extensions B to H, compatibility supplement */
	{0x323B0, 0x3347F}, /* extension J */
};

static struct char_run
run_of(uint32_t c)
{
	size_t low = 0, high = sizeof runs / sizeof *runs;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (runs[middle].first <= c)
			low = middle;
		else
			high = middle;
	}
	return runs[low];
}

/* The commonest Han characters, three bytes each: all assigned, all wide. */
static inline bool
common_han(const char *text, const char *end)
{
	const unsigned char *at = (const unsigned char *)text;
	return end - text >= 3 && at[0] >= 0xE4 && at[0] <= 0xE9 && (at[1] & 0xC0) == 0x80
	       && (at[2] & 0xC0) == 0x80 && (at[0] > 0xE4 || at[1] >= 0xB8);
}

static inline bool
plain_ascii(char c)
{
	return (unsigned char)(c - 0x20) < 0x5F;
}

/* The end of the beginning that needs no closer look. */
static const char *
skip_plain(const char *at, const char *end)
{
	for (;;) {
		if (at < end && plain_ascii(*at))
			at++;
		else if (common_han(at, end))
			at += 3;
		else
			return at;
	}
}

static int
decode_failed(uint32_t *out, bool *valid)
{
	*out = 0xFFFD;
	if (valid)
		*valid = false;
	return 1;
}

int
utf8_decode(const char *text, const char *end, uint32_t *out, bool *valid)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *at = (const unsigned char *)text;
	if (valid)
		*valid = true;
	if (*at < 0x80) {
		*out = *at;
		return 1;
	}
	int len = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
	if (*at < 0xC2 || *at > 0xF4 || end - text < len)
		return decode_failed(out, valid);
	uint32_t c = *at & (0xFFu >> (len + 1));
	for (int i = 1; i < len; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return decode_failed(out, valid);
		c = c << 6 | (at[i] & 0x3Fu);
	}
	if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return decode_failed(out, valid);
	*out = c;
	return len;
}

int
utf8_put(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	int len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (int i = len - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((0xF00u >> len & 0xFF) | c);
	return len;
}

bool
utf8_valid(const char *text, size_t len)
{
	const char *end = text + len;
	for (const char *at = skip_plain(text, end); at < end; at = skip_plain(at, end)) {
		uint32_t c;
		bool valid;
		at += utf8_decode(at, end, &c, &valid);
		if (!valid)
			return false;
	}
	return true;
}

static bool
end_blank(uint32_t c)
{
	if (c < 0x80 || c >= 0x3000)
		return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000;
	return run_of(c).class == BLANK;
}

static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && !(plain_ascii(*at) && *at != ' ')) {
		uint32_t c;
		int len = utf8_decode(at, end, &c, NULL);
		if (!end_blank(c))
			break;
		at += len;
	}
	return at;
}

static const char *
drop_blanks(const char *start, const char *end)
{
	while (end > start && !(plain_ascii(end[-1]) && end[-1] != ' ')) {
		const char *at = end - 1;
		while (at > start && end - at < 4 && ((unsigned char)*at & 0xC0) == 0x80)
			at--;
		uint32_t c;
		if (utf8_decode(at, end, &c, NULL) != end - at || !end_blank(c))
			break;
		end = at;
	}
	return end;
}

static int
refuse(const char *in, const char *at, const char *end, struct err *err)
{
	size_t position = 1;
	uint32_t c;
	for (const char *before = in; before < at; position++)
		before += utf8_decode(before, end, &c, NULL);
	bool valid;
	utf8_decode(at, end, &c, &valid);
	if (!valid)
		return err_set(err, ERR_INPUT, _("character %zu is not valid UTF-8 (byte 0x%02X)"), position,
		               (unsigned)(unsigned char)*at);
	return err_set(err, ERR_INPUT, _(refusals[run_of(c).class]), position, (unsigned)c);
}

/* How long the line break or tab at `at` is and what becomes of it; 0 where there is none. */
static int
line_control(const char *at, const char *end, char *becomes)
{
	*becomes = *at == '\t' ? ' ' : '\n';
	if (*at == '\r' && end - at > 1 && at[1] == '\n')
		return 2;
	return *at == '\t' || *at == '\n' || *at == '\r';
}

/* Copies up to the first character that is refused, and returns where that is. */
static const char *
copy_good(struct buf *out, const char *at, const char *end, unsigned flags)
{
	for (;;) {
		const char *start = at;
		at = skip_plain(at, end);
		buf_add(out, start, (size_t)(at - start));
		if (at == end)
			return end;
		char becomes;
		int len = flags & TEXT_LINES ? line_control(at, end, &becomes) : 0;
		if (len) {
			buf_addc(out, becomes);
		} else {
			uint32_t c;
			bool valid;
			len = utf8_decode(at, end, &c, &valid);
			if (!valid || run_of(c).class != GOOD)
				return at;
			buf_add(out, at, (size_t)len);
		}
		at += len;
	}
}

int
text_clean(struct buf *out, const char *in, size_t len, unsigned flags, struct err *err)
{
	const char *start = skip_blanks(in, in + len), *end = drop_blanks(start, in + len);
	size_t before = out->len;
	const char *stopped = copy_good(out, start, end, flags);
	if (stopped == end)
		return 0;
	out->len = before;
	out->data[before] = '\0';
	return refuse(in, stopped, in + len, err);
}

void
text_safe(struct buf *out, const char *in, size_t len, unsigned flags)
{
	const char *end = in + len;
	for (const char *at = copy_good(out, in, end, flags); at < end; at = copy_good(out, at, end, flags)) {
		uint32_t c;
		at += utf8_decode(at, end, &c, NULL);
		buf_adds(out, REPLACEMENT);
	}
}

int
char_width(uint32_t c)
{
	if (c >= 0x20 && c < 0x7F)
		return 1;
	if (c >= 0x4E00 && c <= 0x9FFF)
		return 2;
	struct char_run run = run_of(c);
	return run.class == CONTROL ? -1 : (int)run.width;
}

uint32_t
char_halfwidth(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c == 0x3000)
		return ' ';
	if (c == 0x3001) /* 、 stands on the key of / and \; only / means something here */
		return '/';
	return c == 0x3002 ? '.' : c;
}

void
text_halfwidth(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	while (text < end) {
		const char *start = text;
		text = skip_plain(text, end);
		buf_add(out, start, (size_t)(text - start));
		if (text == end)
			break;
		uint32_t c;
		int len = utf8_decode(text, end, &c, NULL);
		if (char_halfwidth(c) == c)
			buf_add(out, text, (size_t)len);
		else
			buf_addc(out, (char)char_halfwidth(c));
		text += len;
	}
}

static void
fold_char(struct buf *out, const char *at, int len, uint32_t c)
{
	c = char_halfwidth(c);
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if (end_blank(c))
		return;
	if (c < 0x80)
		buf_addc(out, (char)c);
	else
		buf_add(out, at, (size_t)len);
}

void
text_fold(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t c = 0;
		int len = common_han(text, end) ? 3 : utf8_decode(text, end, &c, NULL);
		if (c)
			fold_char(out, text, len, c);
		else
			buf_add(out, text, (size_t)len);
		text += len;
	}
}

bool
char_is_han(uint32_t c)
{
	for (size_t i = 0; i < sizeof han_blocks / sizeof *han_blocks; i++)
		if (c >= han_blocks[i].first && c <= han_blocks[i].last)
			return true;
	return false;
}

bool
char_is_private(uint32_t c)
{
	return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

void
column_letters(char out[8], int column)
{
	char letters[8];
	int count = 0;
	for (; column > 0 && count < 7; column = (column - 1) / 26)
		letters[count++] = (char)('A' + (column - 1) % 26);
	for (int i = 0; i < count; i++)
		out[i] = letters[count - 1 - i];
	out[count] = '\0';
}

bool
text_same(const char *a, const char *b)
{
	struct buf one = {0}, other = {0};
	bool same;

	text_fold(&one, a);
	text_fold(&other, b);
	same = strcmp(buf_text(&one), buf_text(&other)) == 0;
	buf_free(&one);
	buf_free(&other);
	return same;
}

bool
text_plain(char *out, size_t size, const char *text, char (*plain)(uint32_t c))
{
	const char *end = text + strlen(text);
	size_t len = 0;

	while (text < end) {
		uint32_t c;
		text += utf8_decode(text, end, &c, NULL);
		char p = plain(c);
		if (p == ' ' && len == 0)
			continue;
		if (!p || len == size - 1)
			return false;
		out[len++] = p;
	}
	while (len && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return true;
}
