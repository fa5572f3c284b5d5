#include <config.h>

#include "cmd/rowfaults.h"

#include "base/text.h"
#include "base/words.h"

/* The column as the sheet shows it. */
static void
print_column(char out[16], const struct fault *fault, bool lettered)
{
	out[0] = '\0';
	if (fault->pos.column && lettered)
		column_letters(out, fault->pos.column);
	else if (fault->pos.column)
		snprintf(out, 16, "%d", fault->pos.column);
}

struct json *
row_fault_json(const struct fault *fault, bool lettered)
{
	struct json *object = json_new_object();
	char column[16];

	print_column(column, fault, lettered);
	json_put(object, "row", fault->pos.line ? json_new_number(fault->pos.line) : json_new_text(NULL));
	if (lettered || !fault->pos.column)
		json_put_text(object, "column", *column ? column : NULL);
	else
		json_put_number(object, "column", fault->pos.column);
	json_put_text(object, "field", fault->field && *fault->field ? fault->field : NULL);
	json_put_text(object, "level", fault->level == FAULT_ERROR ? "error" : "warning");
	json_put_text(object, "message", fault->message);
	return object;
}

void
row_fault_tell(const struct fault *fault, const char *file, const char *label, bool lettered)
{
	char column[16];

	print_column(column, fault, lettered);
	fprintf(stderr, "%s:", file);
	if (fault->pos.line)
		fprintf(stderr, "%d:", fault->pos.line);
	if (*column)
		fprintf(stderr, "%s:", column);
	fprintf(stderr, " %s", fault->level == FAULT_WARNING ? _("warning: ") : "");
	if (label)
		fprintf(stderr, _("%s: "), label);
	fprintf(stderr, "%s\n", fault->message);
}
