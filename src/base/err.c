#include <config.h>

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"

/* A text cut in the middle of a character ends before that character. */
static void
trim_cut_character(char *text)
{
	size_t len = strlen(text), start = len;
	while (start > 0 && len - start < 4 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)text[start - 1];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (wanted > 1 && len - (start - 1) < wanted)
		text[start - 1] = '\0';
}

static void __attribute__((format(printf, 3, 0)))
print_message(char *out, size_t size, const char *format, va_list args)
{
	int len = vsnprintf(out, size, format, args);
	if (len < 0)
		out[0] = '\0';
	else if ((size_t)len >= size)
		trim_cut_character(out);
}

int
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	if (!err)
		return -1;
	/* The arguments may point into the message that is there. */
	char message[sizeof err->message];
	va_list args;
	va_start(args, format);
	print_message(message, sizeof message, format, args);
	va_end(args);
	err->code = code;
	err->pos = (struct pos){0};
	err->revision = 0;
	err->field[0] = '\0';
	memcpy(err->message, message, strlen(message) + 1);
	return -1;
}

int
err_set_at(struct err *err, enum err_code code, struct pos pos, const char *format, ...)
{
	if (!err)
		return -1;
	char message[sizeof err->message];
	va_list args;
	va_start(args, format);
	print_message(message, sizeof message, format, args);
	va_end(args);
	err_set(err, code, "%s", message);
	err->pos = pos;
	return -1;
}

int
err_prefix(struct err *err, const char *format, ...)
{
	if (!err)
		return -1;
	char what[sizeof err->message], old[sizeof err->message];
	va_list args;
	va_start(args, format);
	print_message(what, sizeof what, format, args);
	va_end(args);
	memcpy(old, err->message, sizeof old);
	int len = snprintf(err->message, sizeof err->message, "%s: %s", what, old);
	if ((size_t)len >= sizeof err->message)
		trim_cut_character(err->message);
	return -1;
}

void
err_print(char *out, size_t size, const struct err *err)
{
	if (!size)
		return;
	char line[16] = "", column[16] = "";
	if (err->pos.line > 0)
		snprintf(line, sizeof line, "%d:", err->pos.line);
	if (err->pos.line > 0 && err->pos.column > 0)
		snprintf(column, sizeof column, "%d:", err->pos.column);
	const char *file = err->pos.file ? err->pos.file : "";
	int len = snprintf(out, size, "%s%s%s%s%s%s", file, *file ? ":" : "", line, column,
	                   *file || *line ? " " : "", err->message);
	if (len >= 0 && (size_t)len >= size)
		trim_cut_character(out);
}

static struct fault *
fault_new(struct faults *faults)
{
	if (faults->count == faults->cap) {
		faults->cap = faults->cap ? faults->cap * 2 : 8;
		faults->items = xrealloc(faults->items, faults->cap, sizeof *faults->items);
	}
	return &faults->items[faults->count++];
}

void
fault_add(struct faults *faults, enum fault_level level, struct pos pos, const char *field, const char *format, ...)
{
	char message[sizeof((struct err *)0)->message];
	va_list args;
	va_start(args, format);
	print_message(message, sizeof message, format, args);
	va_end(args);
	*fault_new(faults) = (struct fault){
		.level = level,
		.pos = pos,
		.field = xstrdup(field ? field : ""),
		.message = xstrdup(message),
	};
	faults->errors += level == FAULT_ERROR;
}

void
fault_add_err(struct faults *faults, struct pos pos, const char *field, const struct err *err)
{
	fault_add(faults, FAULT_ERROR, pos, field ? field : err->field, "%s", err->message);
}

void
faults_move(struct faults *to, struct faults *from)
{
	for (size_t i = 0; i < from->count; i++)
		*fault_new(to) = from->items[i];
	to->errors += from->errors;
	free(from->items);
	*from = (struct faults){0};
}

const struct fault *
faults_first(const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->items[i].level == FAULT_ERROR)
			return &faults->items[i];
	return NULL;
}

/* The error is often told when whoever lent the faults their file's name is gone.  Few files are ever named, so names are kept. */
static const char *
lasting_name(const char *name)
{
	static struct kept_name {
		struct kept_name *next;
		char text[];
	} *names;

	if (!name)
		return NULL;
	for (struct kept_name *kept = names; kept; kept = kept->next)
		if (strcmp(kept->text, name) == 0)
			return kept->text;
	struct kept_name *kept = xmalloc(sizeof *kept + strlen(name) + 1);
	memcpy(kept->text, name, strlen(name) + 1);
	kept->next = names;
	names = kept;
	return kept->text;
}

int
faults_tell(const struct faults *faults, struct err *err)
{
	const struct fault *first = faults_first(faults);

	if (!first)
		return err_set(err, ERR_INPUT, _("it cannot be read"));
	struct pos pos = {.file = lasting_name(first->pos.file), .line = first->pos.line, .column = first->pos.column};
	if (faults->errors > 1)
		err_set_at(err, ERR_INPUT, pos, _("%s (and %zu more faults)"), first->message, faults->errors - 1);
	else
		err_set_at(err, ERR_INPUT, pos, "%s", first->message);
	if (err && first->field)
		snprintf(err->field, sizeof err->field, "%s", first->field);
	return -1;
}

void
faults_free(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		free(faults->items[i].field);
		free(faults->items[i].message);
	}
	free(faults->items);
	*faults = (struct faults){0};
}

void
bug_at(const char *file, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(stderr, "shouxi: %s:%d: internal error: ", file, line);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}
