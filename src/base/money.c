#include <config.h>

#include "base/money.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

#define PLAIN_SIZE 64
#define SIGN_TEN_THOUSAND 'W' /* what 万 becomes while a number is read */
#define SIGN_YUAN 'Y'

/* A decimal number as it is written. */
struct decimal {
	bool negative;
	int64_t whole;
	int64_t fraction;
	int decimals; /* digits behind the point */
	const char *rest;
};

enum decimal_fault { DECIMAL_GOOD, DECIMAL_NONE, DECIMAL_SEPARATORS, DECIMAL_LARGE };

static const char *const decimal_messages[] = {
	[DECIMAL_SEPARATORS] = N_("'%s' has thousands separators in the wrong place"),
	[DECIMAL_LARGE] = N_("'%s' is too large"),
};

static char
plain_char(uint32_t c)
{
	c = char_halfwidth(c);
	if (c == 0x4E07 || c == 0x842C) /* 万 萬 */
		return SIGN_TEN_THOUSAND;
	if (c == 0x5143 || c == 0x5706) /* 元 圆 */
		return SIGN_YUAN;
	if (c == 0xA5 || c == 0xFFE5)
		return '$';
	return c == ' ' || c == ',' || c == '.' || c == '-' || (c >= '0' && c <= '9') ? (char)c : '\0';
}

/* "1,234,567": at most three digits, then groups of exactly three. */
static bool
separators_right(const char *at, size_t len)
{
	size_t first = strcspn(at, ",");
	if (first >= len)
		return true;
	if (first < 1 || first > 3)
		return false;
	for (size_t i = first; i < len; i += 4)
		if (len - i < 4 || at[i] != ',' || memchr(at + i + 1, ',', 3))
			return false;
	return true;
}

static enum decimal_fault
read_decimal(struct decimal *number, const char *at)
{
	*number = (struct decimal){.negative = *at == '-'};
	at += number->negative;
	size_t len = strspn(at, "0123456789,");
	bool digits = false;
	for (size_t i = 0; i < len; i++) {
		if (at[i] == ',')
			continue;
		digits = true;
		if (number->whole > (INT64_MAX - 9) / 10)
			return DECIMAL_LARGE;
		number->whole = number->whole * 10 + (at[i] - '0');
	}
	if (!separators_right(at, len))
		return digits ? DECIMAL_SEPARATORS : DECIMAL_NONE;
	at += len;
	if (*at == '.') {
		at++;
		for (; isdigit((unsigned char)*at); at++, number->decimals++)
			if (number->decimals < 18)
				number->fraction = number->fraction * 10 + (*at - '0');
		digits = number->decimals > 0;
	}
	number->rest = at;
	return digits ? DECIMAL_GOOD : DECIMAL_NONE;
}

static int
refuse(const char *message, const char *text, struct err *err)
{
	char shown[TEXT_EXCERPT];
	return err_set(err, ERR_INPUT, message, text_excerpt(shown, text));
}

/* What stands behind the number: nothing, 元, 万 or 万元; 0 for anything else. */
static int
read_unit(const char *at, int unit)
{
	while (*at == ' ')
		at++;
	if (!*at)
		return unit;
	if (*at == SIGN_TEN_THOUSAND) {
		at++;
		unit = 10000;
	} else {
		unit = 1;
	}
	at += *at == SIGN_YUAN;
	return *at ? 0 : unit;
}

static int
to_fen(money_t *out, const struct decimal *number, int unit, const char *text, struct err *err)
{
	int allowed = unit == 10000 ? 6 : 2;
	if (number->decimals > allowed) {
		char shown[TEXT_EXCERPT];
		return err_set(err, ERR_INPUT, _("'%s' has more than %d decimals"), text_excerpt(shown, text), allowed);
	}
	int64_t fen_per_unit = INT64_C(100) * unit, fraction = number->fraction;
	if (number->whole > MONEY_MAX / fen_per_unit)
		return refuse(_("'%s' is too large"), text, err);
	for (int i = number->decimals; i < allowed; i++)
		fraction *= 10;
	*out = number->whole * fen_per_unit + fraction;
	return *out > MONEY_MAX ? refuse(_("'%s' is too large"), text, err) : 0;
}

int
money_parse(money_t *out, const char *text, int unit, struct err *err)
{
	char plain[PLAIN_SIZE];
	struct decimal number;
	if (!text_plain(plain, sizeof plain, text, plain_char))
		return refuse(_("'%s' is not an amount of money"), text, err);
	const char *at = plain + (*plain == '$');
	while (*at == ' ')
		at++;
	enum decimal_fault fault = read_decimal(&number, at);
	unit = fault == DECIMAL_GOOD ? read_unit(number.rest, unit) : unit;
	if (fault == DECIMAL_NONE || !unit)
		return refuse(_("'%s' is not an amount of money"), text, err);
	if (number.negative)
		return refuse(_("'%s' is negative"), text, err);
	if (fault != DECIMAL_GOOD)
		return refuse(_(decimal_messages[fault]), text, err);
	return to_fen(out, &number, unit, text, err);
}

int
number_parse(int64_t *out, const char *text, struct err *err)
{
	char plain[PLAIN_SIZE];
	struct decimal number;
	enum decimal_fault fault = text_plain(plain, sizeof plain, text, plain_char) ? read_decimal(&number, plain) : DECIMAL_NONE;
	if (fault == DECIMAL_NONE || (fault == DECIMAL_GOOD && *number.rest))
		return refuse(_("'%s' is not a number"), text, err);
	if (fault != DECIMAL_GOOD)
		return refuse(_(decimal_messages[fault]), text, err);
	if (number.fraction || number.decimals > 18)
		return refuse(_("'%s' is not a whole number"), text, err);
	*out = number.negative ? -number.whole : number.whole;
	return 0;
}

/* The digits of a magnitude in threes. */
static char *
put_grouped(char *at, uint64_t value)
{
	char reversed[32];
	int len = 0, digits = 0;
	do {
		if (digits && digits % 3 == 0)
			reversed[len++] = ',';
		reversed[len++] = (char)('0' + value % 10);
		value /= 10;
		digits++;
	} while (value);
	while (len)
		*at++ = reversed[--len];
	*at = '\0';
	return at;
}

static uint64_t
magnitude(int64_t value)
{
	return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

static void
put_fen(char *at, unsigned fen)
{
	at[0] = '.';
	at[1] = (char)('0' + fen / 10);
	at[2] = (char)('0' + fen % 10);
	at[3] = '\0';
}

void
money_print(char out[32], money_t fen)
{
	out[0] = '\0';
	if (fen == MONEY_NONE)
		return;
	char *at = out;
	if (fen < 0)
		*at++ = '-';
	put_fen(put_grouped(at, magnitude(fen) / 100), magnitude(fen) % 100);
}

void
money_print_plain(char out[32], money_t fen)
{
	out[0] = '\0';
	if (fen == MONEY_NONE)
		return;
	int len = snprintf(out, 28, "%s%llu", fen < 0 ? "-" : "", (unsigned long long)(magnitude(fen) / 100));
	put_fen(out + len, magnitude(fen) % 100);
}

void
number_print(char out[32], int64_t number)
{
	char *at = out;
	if (number < 0)
		*at++ = '-';
	put_grouped(at, magnitude(number));
}
