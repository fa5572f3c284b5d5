#include <config.h>

#include "helper/book.h"

#include <stdlib.h>
#include <string.h>

#include "helper/value.h"
#include "helper/xmlpart.h"

#define MIB (1024 * 1024)

struct string_reading {
	struct strings *strings;
	const struct xlsx_limits *limits;
	struct sheet_trouble *trouble;
	int phonetic; /* the depth of the reading aid that is open, 0: none */
	bool collecting;
};

static void
note_begin(struct strings *strings)
{
	if (strings->count + 1 >= strings->cap) {
		strings->cap = strings->cap ? strings->cap * 2 : 1024;
		strings->begins = xrealloc(strings->begins, strings->cap, sizeof(*strings->begins));
	}
	strings->begins[strings->count] = strings->bytes.len;
}

static void
on_start(void *context, const char *name, const char **attributes, int depth)
{
	struct string_reading *reading = context;

	(void)attributes;
	if (depth == 2 && strcmp(name, "si") == 0) {
		if (reading->strings->count == reading->limits->strings)
			trouble_set(reading->trouble, SHEET_LIMIT_STRINGS, NULL, (int64_t)reading->limits->strings);
		note_begin(reading->strings);
	} else if (depth > 2 && strcmp(name, "rPh") == 0 && !reading->phonetic) {
		reading->phonetic = depth;
	} else if (depth > 2 && strcmp(name, "t") == 0) {
		reading->collecting = !reading->phonetic;
	}
}

static void
on_end(void *context, const char *name, int depth)
{
	struct string_reading *reading = context;
	struct strings *strings = reading->strings;

	reading->collecting = false;
	if (depth == reading->phonetic)
		reading->phonetic = 0;
	if (depth != 2 || strcmp(name, "si") != 0)
		return;
	value_unescape(&strings->bytes, strings->begins[strings->count]);
	strings->count++;
	strings->begins[strings->count] = strings->bytes.len;
}

static void
on_text(void *context, const char *text, size_t len)
{
	struct string_reading *reading = context;
	struct buf *bytes = &reading->strings->bytes;
	const struct xlsx_limits *limits = reading->limits;

	if (!reading->collecting)
		return;
	if (bytes->len + len > limits->string_bytes)
		trouble_set(reading->trouble, SHEET_LIMIT_STRING_BYTES, NULL, (int64_t)(limits->string_bytes / MIB));
	else
		buf_add(bytes, text, len);
}

static const struct xml_handlers handlers = { .start = on_start, .end = on_end, .text = on_text };

int
strings_read(struct strings *strings, struct archive *archive, const char *part, struct sheet_trouble *trouble)
{
	struct string_reading reading = { .strings = strings, .limits = archive_limits(archive), .trouble = trouble };

	return xml_read(archive, part, &handlers, &reading, trouble);
}

void
strings_free(struct strings *strings)
{
	buf_free(&strings->bytes);
	free(strings->begins);
}
