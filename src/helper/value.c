#include <config.h>

#include "helper/value.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

#define EXACT_DIGITS 15 /* what a double always keeps */
#define VERBATIM_DIGITS 40
#define DAY_SECONDS 86400
#define ESCAPE_BYTES 7 /* _x000D_ */

/* A number's text taken apart. */
struct decimal {
	const char *whole, *fraction;
	size_t whole_len, fraction_len;
	bool negative, exponent;
};

static size_t
digits(const char *text)
{
	return strspn(text, "0123456789");
}

static bool
take_apart(struct decimal *number, const char *text)
{
	*number = (struct decimal){ .negative = *text == '-' };
	text += *text == '-' || *text == '+';
	number->whole = text;
	number->whole_len = digits(text);
	text += number->whole_len;
	if (*text == '.') {
		number->fraction = ++text;
		number->fraction_len = digits(text);
		text += number->fraction_len;
	}
	if (number->whole_len + number->fraction_len == 0)
		return false;
	if (*text == 'e' || *text == 'E') {
		number->exponent = true;
		text++;
		text += *text == '-' || *text == '+';
		if (digits(text) == 0)
			return false;
		text += digits(text);
	}
	return *text == '\0';
}

/* Noughts that mean nothing, before and behind. */
static void
trim(struct decimal *number)
{
	while (number->whole_len > 0 && *number->whole == '0') {
		number->whole++;
		number->whole_len--;
	}
	while (number->fraction_len > 0 && number->fraction[number->fraction_len - 1] == '0')
		number->fraction_len--;
}

static void
add_plain(struct buf *out, const struct decimal *number)
{
	if (number->negative && number->whole_len + number->fraction_len > 0)
		buf_addc(out, '-');
	if (number->whole_len > 0)
		buf_add(out, number->whole, number->whole_len);
	else
		buf_addc(out, '0');
	if (number->fraction_len > 0) {
		buf_addc(out, '.');
		buf_add(out, number->fraction, number->fraction_len);
	}
}

/* The fewest digits that give the same double back, as "d.ddde+xx". */
static void
shortest(char out[40], double value)
{
	for (int precision = EXACT_DIGITS - 1; precision <= EXACT_DIGITS + 1; precision++) {
		snprintf(out, 40, "%.*e", precision, value);
		if (strtod(out, NULL) == value)
			return;
	}
}

static void
add_scientific(struct buf *out, const struct decimal *number, int exponent)
{
	add_plain(out, number);
	buf_addf(out, "E%+03d", exponent);
}

static bool
add_rounded(struct buf *out, const char *text)
{
	double value = strtod(text, NULL);
	char form[40];
	char run[80] = { 0 };
	struct decimal number;
	int exponent;

	if (!isfinite(value))
		return false;
	shortest(form, value);
	take_apart(&number, form);
	trim(&number);
	exponent = atoi(strchr(form, 'e') + 1);
	if (value == 0) {
		buf_addc(out, '0');
	} else if (exponent >= EXACT_DIGITS || exponent < -EXACT_DIGITS) {
		add_scientific(out, &number, exponent);
	} else {
		/* the digits in one run, the point moved: up to 15 noughts before, up to 15 behind */
		memset(run, '0', EXACT_DIGITS);
		run[EXACT_DIGITS] = *number.whole;
		memcpy(run + EXACT_DIGITS + 1, number.fraction, number.fraction_len);
		memset(run + EXACT_DIGITS + 1 + number.fraction_len, '0', EXACT_DIGITS);
		number.whole = run;
		number.whole_len = (size_t)(EXACT_DIGITS + 1 + exponent);
		number.fraction = run + number.whole_len;
		number.fraction_len = strlen(number.fraction);
		trim(&number);
		add_plain(out, &number);
	}
	return true;
}

bool
value_number(struct buf *out, const char *text)
{
	struct decimal number;

	if (!take_apart(&number, text))
		return false;
	trim(&number);
	if (number.exponent || number.whole_len > VERBATIM_DIGITS ||
	    (number.fraction_len > 0 && number.whole_len + number.fraction_len > EXACT_DIGITS))
		return add_rounded(out, text);
	add_plain(out, &number);
	return true;
}

static void
add_moment(struct buf *out, date_t day, long seconds, enum rows_kind *kind)
{
	char iso[11];

	date_print(iso, day);
	buf_adds(out, iso);
	*kind = ROWS_DATE;
	if (seconds == 0)
		return;
	buf_addf(out, " %02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
	*kind = ROWS_MOMENT;
}

bool
value_serial(struct buf *out, const char *text, bool system_1904, enum rows_kind *kind)
{
	struct decimal number;
	double value;
	int64_t whole;
	long seconds;
	date_t day;

	if (!take_apart(&number, text))
		return false;
	value = strtod(text, NULL);
	if (!(value >= 0 && value < 1e7))
		return false;
	whole = (int64_t)value;
	seconds = (long)((value - (double)whole) * DAY_SECONDS + 0.5);
	if (seconds == DAY_SECONDS) {
		seconds = 0;
		whole++;
	}
	day = date_from_serial(whole, system_1904);
	if (day == DATE_NONE)
		return false;
	add_moment(out, day, seconds, kind);
	return true;
}

/* `count` digits as a number, -1 when they are not all digits. */
static int
fixed(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)text[i]))
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static long
iso_seconds(const char *text)
{
	int hour, minute, second;

	if (strnlen(text, 8) < 8 || text[2] != ':' || text[5] != ':')
		return -1;
	hour = fixed(text, 2);
	minute = fixed(text + 3, 2);
	second = fixed(text + 6, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return -1;
	return hour * 3600L + minute * 60L + second;
}

bool
value_iso(struct buf *out, const char *text, enum rows_kind *kind)
{
	date_t day;
	long seconds = 0;

	if (strnlen(text, 10) < 10 || text[4] != '-' || text[7] != '-')
		return false;
	if (fixed(text, 4) < 0 || fixed(text + 5, 2) < 0 || fixed(text + 8, 2) < 0)
		return false;
	day = date_make(fixed(text, 4), fixed(text + 5, 2), fixed(text + 8, 2));
	if (text[10] == 'T' || text[10] == ' ')
		seconds = iso_seconds(text + 11);
	else if (text[10] != '\0' && text[10] != 'Z')
		seconds = -1;
	if (day == DATE_NONE || seconds < 0)
		return false;
	add_moment(out, day, seconds, kind);
	return true;
}

/* The code of an escape at `text`, or -1. */
static long
escape_at(const char *text, size_t len)
{
	long code = 0;

	if (len < ESCAPE_BYTES || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (!isxdigit((unsigned char)text[i]))
			return -1;
		code = code * 16 + (isdigit((unsigned char)text[i]) ? text[i] - '0' : (text[i] | 32) - 'a' + 10);
	}
	return code;
}

void
value_unescape(struct buf *buf, size_t begin)
{
	char *at, *end, *to;
	long code;

	if (buf->len == begin || !memmem(buf->data + begin, buf->len - begin, "_x", 2))
		return;
	at = to = buf->data + begin;
	end = buf->data + buf->len;
	while (at < end) {
		code = escape_at(at, (size_t)(end - at));
		if (code < 0) {
			*to++ = *at++;
			continue;
		}
		/* halves of pairs and NUL are no characters */
		if (code == 0 || (code >= 0xd800 && code <= 0xdfff))
			code = 0xfffd;
		to += utf8_put(to, (uint32_t)code);
		at += ESCAPE_BYTES;
	}
	buf->len = (size_t)(to - buf->data);
	*to = '\0';
}

void
value_escape(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		if (escape_at(text + i, len - i) >= 0)
			buf_adds(out, "_x005F_");
		else
			buf_addc(out, text[i]);
	}
}

bool
value_place(const char *text, int *column, int *row)
{
	long number = 0;
	char *end;

	for (; isalpha((unsigned char)*text); text++)
		if (number <= ROWS_MAX_COLUMN)
			number = number * 26 + ((*text | 32) - 'a' + 1);
	if (number == 0 || !isdigit((unsigned char)*text))
		return false;
	*column = number <= ROWS_MAX_COLUMN ? (int)number : 0;
	number = strtol(text, &end, 10);
	*row = number >= 1 && number <= ROWS_MAX_ROW ? (int)number : 0;
	return *end == '\0';
}
