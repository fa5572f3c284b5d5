#include <config.h>

#include <ctype.h>
#include <string.h>

#include "base/identity.h"
#include "record/kinds.h"

/* 310118 is 青浦区; a unit registered elsewhere may have moved here, so it is only worth a doubt. */
static const char home_region[] = "310118";

enum { PHONE_DIGITS = 7, PHONE_MAX = 40, ACCOUNT_MIN = 6, ACCOUNT_MAX = 40, CERTIFICATE_MAX = 40 };

/* ---- 统一社会信用代码 */

static void
mask_member(void (*mask)(char out[32], const char *text), const void *member, void *masked, struct arena *arena)
{
	char text[32] = "";
	if (*text_member(member))
		mask(text, text_member(member));
	set_text(masked, text, arena);
}

static int
parse_uscc(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)field;
	(void)context;
	const char *clean = kind_clean(text, 0, err);
	char code[19] = "";
	if (!clean || (*clean && uscc_parse(code, clean, err) < 0))
		return -1;
	return set_text(member, code, arena);
}

static bool
doubt_uscc(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	const char *code = text_member(member);
	if (!*code || strncmp(uscc_region(code), home_region, 6) == 0)
		return false;
	buf_addf(out, _("the region is %.6s, not %s"), uscc_region(code), home_region);
	return true;
}

const struct kind kind_uscc = {
	KIND_TEXT,
	.name = "uscc",
	.width = 18,
	.fixed = true,
	.parse = parse_uscc,
	.doubt = doubt_uscc,
};

/* ---- 居民身份证号码 */

static int
parse_resident(void *member, const struct field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	(void)field;
	const char *clean = kind_clean(text, 0, err);
	char number[19] = "";
	/* A zeroed context says 1970-01-01 where it means that no day is known. */
	date_t today = context && context->dates.today > 0 ? context->dates.today : DATE_NONE;
	if (!clean || kind_refuse_masked(clean, err) < 0 || (*clean && resident_parse(number, clean, today, err) < 0))
		return -1;
	return set_text(member, number, arena);
}

static void
mask_resident_member(const void *member, void *masked, struct arena *arena)
{
	mask_member(mask_resident, member, masked, arena);
}

const struct kind kind_resident = {
	KIND_TEXT,
	.name = "resident",
	.width = 18,
	.fixed = true,
	.parse = parse_resident,
	.mask = mask_resident_member,
};

/* ---- telephones */

/* What was typed, without blanks; refused where its digits are masked or were lost. */
static const char *
clean_digits(const char *text, struct err *err)
{
	const char *clean = kind_clean_compact(text, err);

	if (!clean || kind_refuse_masked(clean, err) < 0)
		return NULL;
	if (kind_damaged(clean)) {
		err_set(err, ERR_INPUT, _("'%s' was damaged by a spreadsheet: its last digits are lost"), clean);
		return NULL;
	}
	return clean;
}

static size_t
count_digits(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += isdigit((unsigned char)*text) != 0;
	return count;
}

static int
parse_phone(void *member, const struct field *field, const char *text, const struct field_context *context, struct arena *arena,
	struct err *err)
{
	(void)field;
	(void)context;
	const char *clean = clean_digits(text, err);
	if (!clean)
		return -1;
	if (*clean && (count_digits(clean) < PHONE_DIGITS || strlen(clean) > PHONE_MAX || clean[strspn(clean, "+-()/,;#0123456789")]))
		return err_set(err, ERR_INPUT, _("'%s' is not a telephone number: digits, with + - ( ) / and , between"), clean);
	return set_text(member, clean, arena);
}

static void
mask_phone_member(const void *member, void *masked, struct arena *arena)
{
	mask_member(mask_phone, member, masked, arena);
}

const struct kind kind_phone = {
	KIND_TEXT,
	.name = "phone",
	.width = 13,
	.parse = parse_phone,
	.mask = mask_phone_member,
};

/* ---- bank accounts */

static int
parse_account(void *member, const struct field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	(void)field;
	(void)context;
	const char *clean = clean_digits(text, err);
	if (!clean)
		return -1;
	size_t len = strlen(clean);
	if (len && (len < ACCOUNT_MIN || len > ACCOUNT_MAX || clean[strspn(clean, "-0123456789")]))
		return err_set(err, ERR_INPUT, _("'%s' is not a bank account: %d to %d digits"), clean, ACCOUNT_MIN, ACCOUNT_MAX);
	return set_text(member, clean, arena);
}

static void
mask_account_member(const void *member, void *masked, struct arena *arena)
{
	mask_member(mask_account, member, masked, arena);
}

const struct kind kind_account = {
	KIND_TEXT,
	.name = "account",
	.width = 20,
	.parse = parse_account,
	.mask = mask_account_member,
};

/* ---- certificates */

static int
parse_certificate(void *member, const struct field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	(void)context;
	const char *clean = kind_clean_compact(text, err);
	if (!clean)
		return -1;
	size_t max = field->max > 0 ? (size_t)field->max : CERTIFICATE_MAX;
	if (kind_chars(clean) > max)
		return err_set(err, ERR_INPUT, _("the certificate number is longer than %zu characters"), max);
	char *upper = arena_strdup(arena, clean);
	for (char *at = upper; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at -= 'a' - 'A';
	*(const char **)member = upper;
	return 0;
}

static bool
doubt_certificate(const void *member, const struct field *field, struct buf *out)
{
	(void)field;
	const char *number = text_member(member);
	if (!*number || certificate_usual(number))
		return false;
	buf_adds(out, _("a certificate number usually has 13 or 16 digits, or 22 characters beginning with Y or S"));
	return true;
}

const struct kind kind_certificate = {
	KIND_TEXT,
	.name = "certificate",
	.width = 22,
	.parse = parse_certificate,
	.doubt = doubt_certificate,
};
