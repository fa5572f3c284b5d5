/* A part of a workbook as a run of XML events.  Prefixes and namespaces are left out of account: transitional and strict
 * workbooks, and those of careless writers, look the same. */
#ifndef HELPER_XMLPART_H
#define HELPER_XMLPART_H

#include "helper/archive.h"

/* Names come without prefix.  depth counts from 1 at the root.  A handler that sets *trouble ends the reading. */
struct xml_handlers {
	void (*start)(void *context, const char *name, const char **attributes, int depth);
	void (*end)(void *context, const char *name, int depth);
	void (*text)(void *context, const char *text, size_t len); /* may be NULL */
};

int xml_read(struct archive *archive, const char *part, const struct xml_handlers *handlers, void *context,
	struct sheet_trouble *trouble);

/* The attribute of that name, without prefix; NULL when there is none. */
const char *xml_attribute(const char **attributes, const char *name);

#endif
