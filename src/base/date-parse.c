#include <config.h>

#include "base/date.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "base/workday.h"

#define PLAIN_SIZE 48

/* Nothing that is written down here is older: such a year is a slip of the keys. */
#define FIRST_YEAR 1900
#define LAST_YEAR 9999

/* What 年 月 日 become while a date is read: no text that is let in holds these. */
enum { SIGN_YEAR = 1, SIGN_MONTH, SIGN_DAY };

static const char signs[] = {'-', '/', '.', SIGN_YEAR, SIGN_MONTH, SIGN_DAY, '\0'};

struct parts {
	int count;
	int numbers[3];
	int digits[3];
	char signs[3]; /* what stands behind each number, NUL = nothing */
	const char *rest;
};

static char
plain_char(uint32_t c)
{
	c = char_halfwidth(c);
	if (c == 0x5E74)
		return SIGN_YEAR;
	if (c == 0x6708)
		return SIGN_MONTH;
	if (c == 0x65E5 || c == 0x53F7) /* 日 号 */
		return SIGN_DAY;
	return c >= ' ' && c < 0x7F ? (char)c : '\0';
}

static const char *
skip_spaces(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
read_number(const char *at, int *number, int *digits)
{
	const char *start = at;
	for (*number = 0; is_digit(*at) && at - start < 9; at++)
		*number = *number * 10 + (*at - '0');
	*digits = (int)(at - start);
	return at;
}

/* Splits "number sign number sign number sign", blanks allowed around signs only. */
static bool
split(struct parts *parts, const char *at)
{
	*parts = (struct parts){0};
	while (parts->count < 3) {
		int i = parts->count;
		at = parts->rest = read_number(skip_spaces(at), &parts->numbers[i], &parts->digits[i]);
		if (parts->digits[i] == 0)
			return i == 2; /* 3月5日 */
		parts->count++;
		const char *sign = skip_spaces(at);
		if (!*sign || !strchr(signs, *sign))
			return true;
		parts->signs[i] = *sign;
		at = parts->rest = sign + 1;
	}
	return true;
}

/* Nothing, or midnight as spreadsheets write it behind a date. */
static bool
midnight_or_end(const char *at)
{
	if (!*at)
		return true;
	if (*at != ' ' && *at != 'T')
		return false;
	at = skip_spaces(at + 1);
	size_t zeros = strspn(at, "0");
	return zeros >= 1 && zeros <= 2
	       && (strcmp(at + zeros, ":00") == 0
	           || (strncmp(at + zeros, ":00:00", 6) == 0 && at[zeros + 6 + strspn(at + zeros + 6, ".0")] == '\0'));
}

static int
not_a_date(const char *text, struct err *err)
{
	char shown[TEXT_EXCERPT];
	return err_set(err, ERR_INPUT, _("'%s' is not a date"), text_excerpt(shown, text));
}

static int
read_day(date_t *out, int year, int month, int day, struct err *err)
{
	if (year < FIRST_YEAR)
		return err_set(err, ERR_INPUT, _("the year %d is not one of %d to %d"), year, FIRST_YEAR, LAST_YEAR);
	return date_check(out, year, month, day, err);
}

static int
read_full(date_t *out, const struct parts *parts, const char *text, struct err *err)
{
	const char *s = parts->signs;
	bool chinese = s[0] == SIGN_YEAR && s[1] == SIGN_MONTH && (!s[2] || s[2] == SIGN_DAY);
	bool plain = s[0] == s[1] && !s[2] && s[0] < 127 && s[0] >= ' ';
	if ((!chinese && !plain) || parts->digits[1] > 2 || parts->digits[2] > 2)
		return not_a_date(text, err);
	char shown[TEXT_EXCERPT];
	if (parts->digits[0] == 2)
		return err_set(err, ERR_INPUT, _("'%s' has a year of two digits"), text_excerpt(shown, text));
	if (parts->digits[0] != 4)
		return not_a_date(text, err);
	if (!midnight_or_end(parts->rest))
		return not_a_date(text, err);
	return read_day(out, parts->numbers[0], parts->numbers[1], parts->numbers[2], err);
}

static int
read_serial(date_t *out, const struct parts *parts, const char *text, const struct date_context *context,
            struct err *err)
{
	date_t date = date_from_serial(parts->numbers[0], false);
	if (!context || !context->serials || parts->digits[0] > 6 || date < date_make(1900, 3, 1)
	    || date > date_make(2199, 12, 31))
		return not_a_date(text, err);
	*out = date;
	return 0;
}

static int
read_short(date_t *out, const struct parts *parts, const char *text, const struct date_context *context,
           struct err *err)
{
	char shown[TEXT_EXCERPT];
	const char *s = parts->signs;
	bool chinese = s[0] == SIGN_MONTH && (!s[1] || s[1] == SIGN_DAY);
	bool plain = s[0] >= ' ' && !s[1];
	bool month = s[0] == SIGN_YEAR && (!s[1] || s[1] == SIGN_MONTH);
	if (parts->digits[0] == 4 && (plain || month))
		return err_set(err, ERR_INPUT, _("'%s' names no day"), text_excerpt(shown, text));
	if (s[0] == '.' && parts->digits[0] > 2 && parts->numbers[1] == 0)
		return read_serial(out, parts, text, context, err);
	if ((!chinese && !plain) || parts->digits[0] > 2 || parts->digits[1] > 2)
		return not_a_date(text, err);
	if (!context || !context->year)
		return err_set(err, ERR_INPUT, _("'%s' names no year"), text_excerpt(shown, text));
	return read_day(out, context->year, parts->numbers[0], parts->numbers[1], err);
}

/* "." "+10" "-3" "+5w": from today. */
static int
read_relative(date_t *out, const char *plain, const char *text, const struct date_context *context, struct err *err)
{
	if (!context || context->today == DATE_NONE)
		return not_a_date(text, err);
	if (strcmp(plain, ".") == 0) {
		*out = context->today;
		return 0;
	}
	int number, digits;
	const char *rest = read_number(plain + 1, &number, &digits);
	if (digits == 0 || digits > 5)
		return not_a_date(text, err);
	if (*plain == '+' && (*rest == 'w' || *rest == 'W') && !rest[1] && context->calendar)
		return calendar_span_end(context->calendar, context->today, number, false, out, err);
	if (*rest)
		return not_a_date(text, err);
	int year, month, day;
	date_split(*plain == '+' ? context->today + number : context->today - number, &year, &month, &day);
	return read_day(out, year, month, day, err);
}

static int
read_parts(date_t *out, const struct parts *parts, const char *text, const struct date_context *context,
           struct err *err)
{
	if (parts->count == 3)
		return read_full(out, parts, text, err);
	if (*parts->rest)
		return not_a_date(text, err);
	if (parts->count == 2)
		return read_short(out, parts, text, context, err);
	int number = parts->numbers[0];
	if (parts->signs[0])
		return not_a_date(text, err);
	if (parts->digits[0] == 8)
		return read_day(out, number / 10000, number / 100 % 100, number % 100, err);
	return read_serial(out, parts, text, context, err);
}

/* "2021-03-05" to the letter: what files hold, a million times. */
static date_t
read_iso(const char *text)
{
	int number[3] = {0};
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (text[i] != '-')
				return DATE_NONE;
		} else if (is_digit(text[i])) {
			int *part = &number[(i > 4) + (i > 7)];
			*part = *part * 10 + (text[i] - '0');
		} else {
			return DATE_NONE;
		}
	}
	return text[10] || number[0] < FIRST_YEAR ? DATE_NONE : date_make(number[0], number[1], number[2]);
}

int
date_parse(date_t *out, const char *text, const struct date_context *context, struct err *err)
{
	date_t date = read_iso(text);
	if (date != DATE_NONE) {
		*out = date;
		return 0;
	}
	char plain[PLAIN_SIZE];
	struct parts parts;
	if (!(text_plain(plain, sizeof plain, text, plain_char) && *plain))
		return not_a_date(text, err);
	if (strcmp(plain, ".") == 0 || *plain == '+' || *plain == '-')
		return read_relative(out, plain, text, context, err);
	if (!split(&parts, plain))
		return not_a_date(text, err);
	return read_parts(out, &parts, text, context, err);
}
