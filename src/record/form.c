#include <config.h>

#include "record/form.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "record/kinds.h"

/* ---- finding fields */

const struct form_field *
form_field(const struct form *form, const char *path)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i]->path, path) == 0)
			return form->fields[i];
	const struct column *column = record_column(form->type, path);
	for (size_t i = 0; column && i < form->field_count; i++)
		if (form->fields[i]->column == column)
			return form->fields[i];
	return NULL;
}

static bool
same_as_folded(const char *folded, const char *text)
{
	struct buf other = {0};
	text_fold(&other, text);
	bool same = other.len && strcmp(folded, buf_text(&other)) == 0;
	buf_free(&other);
	return same;
}

static bool
has_header(const struct form_field *field, const char *folded)
{
	for (const char *const *header = field->headers; *header; header++)
		if (strcmp(*header, folded) == 0)
			return true;
	return same_as_folded(folded, form_label(field)) || same_as_folded(folded, field->label.zh) ||
	       same_as_folded(folded, field->label.en) || same_as_folded(folded, field->path);
}

static const struct form_field *
find_label(const struct form *form, const char *folded)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (has_header(form->fields[i], folded))
			return form->fields[i];
	return NULL;
}

/* A sheet is not always in the language of the person who takes it in. */
static const struct form_field *
find_label_abroad(const struct form *form, const char *folded)
{
	enum lang here = words_lang();
	const struct form_field *found = NULL;
	words_switch(here == LANG_ZH ? LANG_EN : LANG_ZH);
	for (size_t i = 0; i < form->field_count && !found; i++)
		if (!form->fields[i]->own_label && same_as_folded(folded, form_label(form->fields[i])))
			found = form->fields[i];
	words_switch(here);
	return found;
}

static const struct form_field *
find_header(const struct form *form, const char *folded)
{
	const struct form_field *field = find_label(form, folded);
	return field ? field : find_label_abroad(form, folded);
}

const struct form_field *
form_header(const struct form *form, const char *header, int *unit)
{
	struct buf folded = {0};
	text_fold(&folded, header);
	bool myriads = strstr(buf_text(&folded), "(万元") != NULL, yuan = strstr(buf_text(&folded), "(元") != NULL;
	const struct form_field *field = folded.len ? find_header(form, folded.data) : NULL;
	char *bracket = folded.len ? strrchr(folded.data, '(') : NULL;
	if (!field && bracket && bracket > folded.data && folded.data[folded.len - 1] == ')') {
		*bracket = '\0';
		field = find_header(form, folded.data);
	}
	buf_free(&folded);
	if (field && unit)
		*unit = myriads ? 10000 : yuan ? 1 : field->unit;
	return field;
}

const char *
form_label(const struct form_field *field)
{
	return field->own_label ? words_in(field->label, words_lang()) : _(field->column->field->label);
}

const char *
form_help(const struct form_field *field)
{
	if (field->own_help || !field->column)
		return words_in(field->help, words_lang());
	return field->column->field->help ? _(field->column->field->help) : "";
}

/* ---- values */

static int
set_extra(void *record, const struct form_field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	const struct kind *kind = field->field.kind;
	union any_member member;
	struct buf plain = {0};
	if (kind->parse(&member, &field->field, text, context, arena, err) < 0)
		return -1;
	kind->print(&member, &field->field, context, PRINT_PLAIN, &plain);
	extra_set(record, field->path, buf_text(&plain), arena);
	buf_free(&plain);
	return 0;
}

int
form_set(void *record, const struct form_field *field, const char *text, const struct field_context *context,
	struct arena *arena, struct err *err)
{
	const struct column *column = field->column;
	int result = column ? field->field.kind->parse(column_of(record, column), &field->field, text, context, arena, err)
	                    : set_extra(record, field, text, context, arena, err);
	if (result < 0 && err)
		snprintf(err->field, sizeof err->field, "%s", field->path);
	return result;
}

/* What is stored may no longer parse, as when a list has lost a code: then it shows as it is. */
static void
print_extra(const char *text, const struct field *field, const struct field_context *context, struct buf *out)
{
	struct arena arena = {0};
	struct field_context bare = {.codes = context ? context->codes : NULL};
	union any_member member;
	if (field->kind->parse(&member, field, text, &bare, &arena, NULL) < 0)
		buf_adds(out, text);
	else
		field->kind->print(&member, field, context, PRINT_SCREEN, out);
	arena_free(&arena);
}

void
form_print(const void *record, const struct form_field *field, const struct field_context *context, enum print_style style,
	struct buf *out)
{
	const struct kind *kind = field->field.kind;
	if (field->column) {
		kind->print(column_in(record, field->column), &field->field, context, style, out);
		return;
	}
	const char *text = extra_get(record, field->path);
	if (style == PRINT_PLAIN || kind->print == kind_text_print || !*text)
		buf_adds(out, text);
	else
		print_extra(text, &field->field, context, out);
}

bool
form_empty(const void *record, const struct form_field *field)
{
	if (!field->column)
		return !*extra_get(record, field->path);
	return field->field.kind->empty(column_in(record, field->column));
}

/* ---- whole records */

static date_t
date_in(const void *record, const struct form_field *field)
{
	date_t date = DATE_NONE;
	if (field->column)
		return *(const date_t *)column_in(record, field->column);
	const char *text = extra_get(record, field->path);
	return *text && date_parse(&date, text, NULL, NULL) == 0 ? date : DATE_NONE;
}

static void
check_span(const struct form_field *first, const void *record, struct faults *faults)
{
	const struct form_field *last = first->span_end;
	date_t from = date_in(record, first), to = date_in(record, last);
	char from_text[11], to_text[11];
	if (from == DATE_NONE || to == DATE_NONE || from <= to)
		return;
	date_print(from_text, from);
	date_print(to_text, to);
	fault_add(faults, FAULT_ERROR, (struct pos){0}, last->path, _("'%s' %s is before '%s' %s"), form_label(last), to_text,
	          form_label(first), from_text);
}

static void
check_field(const struct form_field *field, const void *record, const char *track, struct faults *faults)
{
	bool asked = !field->when_track || (track && strcmp(track, field->when_track) == 0);
	if (asked && field->required && form_empty(record, field))
		fault_add(faults, FAULT_ERROR, (struct pos){0}, field->path, _("'%s' is missing"), form_label(field));
	if (field->span_end)
		check_span(field, record, faults);
}

void
form_check(const struct form *form, const void *record, const char *track, struct faults *faults)
{
	for (size_t i = 0; i < form->field_count; i++)
		check_field(form->fields[i], record, track, faults);
}

void
form_check_line(const struct form_section *group, const void *line, struct faults *faults)
{
	for (size_t i = 0; i < group->count; i++)
		check_field(&group->fields[i], line, NULL, faults);
}

/* ---- against the rules */

static void
check_codes_of(const struct form_field *field, const struct codebook *book, struct faults *faults)
{
	if (!field->pos.file)
		return; /* no file names it */
	if (field->field.list && !codebook_list(book, field->field.list))
		fault_add(faults, FAULT_ERROR, field->pos, field->path, _("there is no code list '%s'"), field->field.list);
	if (field->when_track && codebook_list(book, "track") && !code_get(book, "track", field->when_track))
		fault_add(faults, FAULT_ERROR, field->pos, field->path, _("there is no track '%s'"), field->when_track);
}

void
form_check_codes(const struct form *form, const struct codebook *book, struct faults *faults)
{
	for (size_t i = 0; i < form->count; i++)
		for (size_t j = 0; j < form->sections[i].count; j++)
			check_codes_of(&form->sections[i].fields[j], book, faults);
}
