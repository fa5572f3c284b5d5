#include <config.h>

#include "exchange/guard.h"

#include <string.h>

/* Digits that no spreadsheet program may calculate with. */
static const struct kind *const numbers[] = {&kind_resident, &kind_account, &kind_uscc, &kind_certificate};

bool
guard_needed(const struct field *field, const char *text)
{
	if (!*text)
		return false;
	if (strchr("=+-@\t\r'", *text))
		return true;
	for (size_t i = 0; field && i < sizeof numbers / sizeof *numbers; i++)
		if (field->kind == numbers[i])
			return true;
	return false;
}

const char *
guard_strip(const char *text)
{
	return *text == '\'' ? text + 1 : text;
}
