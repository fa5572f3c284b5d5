#include <config.h>

#include "base/identity.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

#define NUMBER_LENGTH 18

static const char uscc_characters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
static const int uscc_weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

static const char resident_checks[] = "10X98765432";
static const int resident_weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

/* Half-width and upper case, blanks at the ends dropped; what is not ASCII becomes '\x1f'. Returns how many characters
 * there are, of which at most `size` − 1 are kept. */
static size_t
normalise(char *out, size_t size, const char *text)
{
	size_t len = 0, kept = 0, last = 0;
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t c;
		text += utf8_decode(text, end, &c, NULL);
		c = char_halfwidth(c);
		if (c == ' ' && len == 0)
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		len++;
		if (len < size)
			out[kept++] = c < 0x80 ? (char)c : '\x1f';
		if (c != ' ')
			last = len;
	}
	out[last < kept ? last : kept] = '\0';
	return last;
}

int
uscc_parse(char out[19], const char *text, struct err *err)
{
	char code[NUMBER_LENGTH + 2];
	size_t len = normalise(code, sizeof code, text);
	if (len != NUMBER_LENGTH)
		return err_set(err, ERR_INPUT, _("a unified social credit code has 18 characters, here are %zu"), len);
	int sum = 0, value = 0;
	for (int i = 0; i < NUMBER_LENGTH; i++) {
		const char *found = strchr(uscc_characters, code[i]);
		if (!found)
			return err_set(err, ERR_INPUT, _("character %d cannot stand in a unified social credit code"), i + 1);
		value = (int)(found - uscc_characters);
		sum += i < NUMBER_LENGTH - 1 ? value * uscc_weights[i] : 0;
	}
	if (value != (31 - sum % 31) % 31)
		return err_set(err, ERR_INPUT, _("the check character of the unified social credit code '%s' does not match"),
		               code);
	memcpy(out, code, NUMBER_LENGTH + 1);
	return 0;
}

const char *
uscc_region(const char *uscc)
{
	return uscc + 2;
}

static int
digits_at(const char *at, int count)
{
	int value = 0;
	while (count--)
		value = value * 10 + (*at++ - '0');
	return value;
}

static bool
resident_check_right(const char *number)
{
	int sum = 0;
	for (int i = 0; i < NUMBER_LENGTH - 1; i++)
		sum += (number[i] - '0') * resident_weights[i];
	return resident_checks[sum % 11] == number[NUMBER_LENGTH - 1];
}

/* "3.10229E+17", as a spreadsheet shows a number it took for a quantity. */
static bool
looks_scientific(const char *number)
{
	size_t lead = strspn(number, "0123456789.");
	const char *exponent = number + lead;
	if (!lead || *exponent != 'E')
		return false;
	exponent += 1 + (exponent[1] == '+');
	size_t digits = strspn(exponent, "0123456789");
	return digits && !exponent[digits];
}

static int
check_resident_shape(const char *number, size_t len, struct err *err)
{
	if (looks_scientific(number))
		return err_set(err, ERR_INPUT,
		               _("a spreadsheet damaged this identity number and lost its last digits (%s)"), number);
	if (len != NUMBER_LENGTH)
		return err_set(err, ERR_INPUT, _("an identity number has 18 characters, here are %zu"), len);
	size_t digits = strspn(number, "0123456789");
	if (digits < NUMBER_LENGTH - 1 || (digits == NUMBER_LENGTH - 1 && number[digits] != 'X'))
		return err_set(err, ERR_INPUT, _("character %zu cannot stand in an identity number"), digits + 1);
	if (strcmp(number + NUMBER_LENGTH - 3, "000") == 0 && !resident_check_right(number))
		return err_set(err, ERR_INPUT,
		               _("a spreadsheet damaged this identity number and lost its last digits (they are 000)"));
	return 0;
}

int
resident_parse(char out[19], const char *text, date_t today, struct err *err)
{
	char number[32];
	date_t birth;
	size_t len = normalise(number, sizeof number, text);
	if (check_resident_shape(number, len, err) < 0)
		return -1;
	if (date_check(&birth, digits_at(number + 6, 4), digits_at(number + 10, 2), digits_at(number + 12, 2), err) < 0)
		return err_prefix(err, _("the date of birth in the identity number is wrong"));
	if (today != DATE_NONE && birth > today)
		return err_set(err, ERR_INPUT, _("the date of birth in the identity number lies in the future"));
	if (!resident_check_right(number))
		return err_set(err, ERR_INPUT, _("the check character of the identity number does not match"));
	memcpy(out, number, NUMBER_LENGTH + 1);
	return 0;
}

date_t
resident_birth(const char *number)
{
	if (strnlen(number, NUMBER_LENGTH) < NUMBER_LENGTH || strspn(number + 6, "0123456789") < 8)
		return DATE_NONE;
	return date_make(digits_at(number + 6, 4), digits_at(number + 10, 2), digits_at(number + 12, 2));
}

bool
resident_is_male(const char *number)
{
	return strnlen(number, NUMBER_LENGTH) == NUMBER_LENGTH && (number[16] - '0') % 2 == 1;
}

int
age_on(date_t birth, date_t date)
{
	int born[3], now[3];
	if (birth == DATE_NONE || date == DATE_NONE)
		return -1;
	date_split(birth, &born[0], &born[1], &born[2]);
	date_split(date, &now[0], &now[1], &now[2]);
	bool before_birthday = now[1] < born[1] || (now[1] == born[1] && now[2] < born[2]);
	return now[0] - born[0] - before_birthday;
}

static size_t
characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

/* The first `count` characters of a text take this many bytes. */
static size_t
bytes_of(const char *text, size_t count)
{
	const char *at = text;
	while (*at) {
		if (((unsigned char)*at & 0xC0) != 0x80 && count-- == 0)
			break;
		at++;
	}
	return (size_t)(at - text);
}

/* The first `head` and the last `tail` characters, `stars` between; never more than fits. */
static void
mask(char out[32], const char *text, size_t head, size_t stars, size_t tail)
{
	size_t begin = bytes_of(text, head);
	const char *end = text + bytes_of(text, characters(text) - tail);
	if (begin + strlen(end) > 28) {
		begin = 0;
		end = "";
	}
	if (stars > 31 - begin - strlen(end))
		stars = 31 - begin - strlen(end);
	memcpy(out, text, begin);
	memset(out + begin, '*', stars);
	memcpy(out + begin + stars, end, strlen(end) + 1);
}

/* The head only where enough stays hidden. */
static void
mask_middle(char out[32], const char *text)
{
	size_t len = characters(text);
	if (len > 7 + 3)
		mask(out, text, 3, len - 7, 4);
	else if (len > 2)
		mask(out, text, 0, len - 2, 2);
	else
		mask(out, text, 0, len, 0);
}

void
mask_resident(char out[32], const char *number)
{
	mask_middle(out, number);
}

void
mask_phone(char out[32], const char *phone)
{
	mask_middle(out, phone);
}

void
mask_account(char out[32], const char *account)
{
	size_t len = characters(account);
	mask(out, account, 0, len ? 4 : 0, len > 7 ? 4 : len > 2 ? 2 : 0);
}

bool
certificate_usual(const char *number)
{
	size_t len = strlen(number);
	if (*number == 'Y' || *number == 'S')
		return len == 22 && strspn(number + 1, "0123456789") == 21 && number[15] >= '1' && number[15] <= '5';
	return (len == 16 || len == 13) && strspn(number, "0123456789") == len;
}
