#include <config.h>

#include "helper/book.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "helper/xmlpart.h"

struct number_format {
	int number;
	bool date;
};

struct style_reading {
	struct styles *styles;
	size_t cap;
	struct number_format *formats;
	size_t format_count, format_cap;
	const struct xlsx_limits *limits;
	struct sheet_trouble *trouble;
	enum { IN_OTHER, IN_FORMATS, IN_CELLS } inside;
};

bool
format_number_is_date(int number)
{
	/* 48 and 49 are a number and text */
	return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
		(number >= 50 && number <= 58);
}

/* "[h]", "[mm]", "[ss]": how long something took. */
static bool
is_elapsed(const char *code, size_t len)
{
	return len > 2 && strspn(code + 1, "hHmMsS") == len - 2;
}

bool
format_is_date(const char *code)
{
	bool date = false;
	size_t len;

	if (strcasecmp(code, "General") == 0)
		return false;
	for (; *code && *code != ';'; code += len) {
		len = 1;
		if (*code == '"') {
			len = strcspn(code + 1, "\"") + 1;
			len += code[len] == '"';
		} else if (*code == '[') {
			len = strcspn(code, "]");
			len += code[len] == ']';
			if (is_elapsed(code, len))
				return false;
		} else if (strchr("\\_*", *code)) {
			len += code[1] != '\0';
		} else if (strchr("yYmMdDhHsS", *code)) {
			date = true;
		}
	}
	return date;
}

static void
add_format(struct style_reading *reading, const char **attributes)
{
	const char *number = xml_attribute(attributes, "numFmtId");
	const char *code = xml_attribute(attributes, "formatCode");

	if (!number || !code)
		return;
	if (reading->format_count == reading->limits->styles) {
		trouble_set(reading->trouble, SHEET_LIMIT_STYLES, NULL, (int64_t)reading->limits->styles);
		return;
	}
	if (reading->format_count == reading->format_cap) {
		reading->format_cap = reading->format_cap ? reading->format_cap * 2 : 32;
		reading->formats = xrealloc(reading->formats, reading->format_cap, sizeof(*reading->formats));
	}
	reading->formats[reading->format_count++] = (struct number_format){ (int)strtol(number, NULL, 10),
		format_is_date(code) };
}

static int
by_number(const void *a, const void *b)
{
	const struct number_format *one = a, *other = b;

	return (one->number > other->number) - (one->number < other->number);
}

static bool
shows_date(const struct style_reading *reading, int number)
{
	const struct number_format key = { .number = number };
	const struct number_format *found = reading->format_count ? bsearch(&key, reading->formats,
		reading->format_count, sizeof(key), by_number) : NULL;

	return found ? found->date : format_number_is_date(number);
}

static void
add_style(struct style_reading *reading, const char **attributes)
{
	struct styles *styles = reading->styles;
	const char *number = xml_attribute(attributes, "numFmtId");

	if (styles->count == reading->limits->styles) {
		trouble_set(reading->trouble, SHEET_LIMIT_STYLES, NULL, (int64_t)reading->limits->styles);
		return;
	}
	if (styles->count == reading->cap) {
		reading->cap = reading->cap ? reading->cap * 2 : 64;
		styles->dates = xrealloc(styles->dates, reading->cap, sizeof(*styles->dates));
	}
	styles->dates[styles->count++] = number && shows_date(reading, (int)strtol(number, NULL, 10));
}

static void
on_start(void *context, const char *name, const char **attributes, int depth)
{
	struct style_reading *reading = context;

	if (depth == 2) {
		reading->inside = strcmp(name, "numFmts") == 0 ? IN_FORMATS :
			strcmp(name, "cellXfs") == 0 ? IN_CELLS : IN_OTHER;
	} else if (depth == 3) {
		if (reading->inside == IN_FORMATS && strcmp(name, "numFmt") == 0)
			add_format(reading, attributes);
		else if (reading->inside == IN_CELLS && strcmp(name, "xf") == 0)
			add_style(reading, attributes);
	}
}

static void
on_end(void *context, const char *name, int depth)
{
	struct style_reading *reading = context;

	if (depth == 2 && strcmp(name, "numFmts") == 0 && reading->format_count > 0)
		qsort(reading->formats, reading->format_count, sizeof(*reading->formats), by_number);
}

static const struct xml_handlers handlers = { .start = on_start, .end = on_end };

int
styles_read(struct styles *styles, struct archive *archive, const char *part, struct sheet_trouble *trouble)
{
	struct style_reading reading = { .styles = styles, .limits = archive_limits(archive), .trouble = trouble };
	int result = xml_read(archive, part, &handlers, &reading, trouble);

	free(reading.formats);
	return result;
}

void
styles_free(struct styles *styles)
{
	free(styles->dates);
}
