#include <config.h>

#include "helper/xmlpart.h"

#include <string.h>

#include <expat.h>

#define CHUNK_BYTES (64 * 1024)

struct reading {
	XML_Parser parser;
	const struct xml_handlers *handlers;
	void *context;
	const char *part;
	struct sheet_trouble *trouble;
	int depth, depth_limit;
};

static const char *
local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0 && strncmp(attributes[0], "xmlns", 5) != 0)
			return attributes[1];
	return NULL;
}

static void
stop_on_trouble(struct reading *reading)
{
	if (reading->trouble->fault)
		XML_StopParser(reading->parser, XML_FALSE);
}

static void
on_start(void *user, const char *name, const char **attributes)
{
	struct reading *reading = user;

	if (reading->trouble->fault)
		return;
	if (++reading->depth > reading->depth_limit)
		trouble_set(reading->trouble, SHEET_XML_DEPTH, reading->part, reading->depth_limit);
	else
		reading->handlers->start(reading->context, local(name), attributes, reading->depth);
	stop_on_trouble(reading);
}

static void
on_end(void *user, const char *name)
{
	struct reading *reading = user;

	if (reading->trouble->fault)
		return;
	reading->handlers->end(reading->context, local(name), reading->depth--);
	stop_on_trouble(reading);
}

static void
on_text(void *user, const char *text, int len)
{
	struct reading *reading = user;

	if (reading->trouble->fault)
		return;
	reading->handlers->text(reading->context, text, (size_t)len);
	stop_on_trouble(reading);
}

/* Without a document type there are no entities but XML's five. */
static void
on_doctype(void *user, const char *name, const char *system, const char *public, int internal)
{
	struct reading *reading = user;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	trouble_set(reading->trouble, SHEET_XML_DOCTYPE, reading->part, 0);
	stop_on_trouble(reading);
}

static int
parser_trouble(struct reading *reading)
{
	if (XML_GetErrorCode(reading->parser) == XML_ERROR_NO_MEMORY)
		return trouble_set(reading->trouble, SHEET_MEMORY, NULL, 0);
	return trouble_set(reading->trouble, SHEET_XML_BROKEN, reading->part,
		(int64_t)XML_GetCurrentLineNumber(reading->parser));
}

static int
pump(struct archive *archive, struct reading *reading)
{
	ssize_t got;
	void *chunk;

	do {
		chunk = XML_GetBuffer(reading->parser, CHUNK_BYTES);
		if (!chunk)
			return trouble_set(reading->trouble, SHEET_MEMORY, NULL, 0);
		got = archive_read(archive, chunk, CHUNK_BYTES, reading->trouble);
		if (got < 0)
			return -1;
		if (XML_ParseBuffer(reading->parser, (int)got, got == 0) != XML_STATUS_OK)
			return parser_trouble(reading);
	} while (got > 0);
	return 0;
}

int
xml_read(struct archive *archive, const char *part, const struct xml_handlers *handlers, void *context,
	struct sheet_trouble *trouble)
{
	struct reading reading = { .handlers = handlers, .context = context, .part = part, .trouble = trouble,
		.depth_limit = archive_limits(archive)->depth };
	int result = -1;

	if (archive_begin(archive, part, trouble) < 0)
		return -1;
	reading.parser = XML_ParserCreate(NULL);
	if (reading.parser) {
		XML_SetUserData(reading.parser, &reading);
		XML_SetElementHandler(reading.parser, on_start, on_end);
		if (handlers->text)
			XML_SetCharacterDataHandler(reading.parser, on_text);
		XML_SetStartDoctypeDeclHandler(reading.parser, on_doctype);
		result = pump(archive, &reading);
		XML_ParserFree(reading.parser);
	} else {
		trouble_set(trouble, SHEET_MEMORY, NULL, 0);
	}
	archive_end(archive);
	return result;
}
