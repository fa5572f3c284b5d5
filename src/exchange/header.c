#include <config.h>

#include "exchange/header.h"

#include <string.h>

#include "base/text.h"

/* Columns that lists have for their own order; folded. */
static const char *const running_numbers[] = {"序号", "序", "no.", "no", "#"};

/* The header without the star of a required column. */
static const char *
bare(const char *title, struct buf *out)
{
	static const char *const stars[] = {"*", "＊"};

	buf_clear(out);
	buf_adds(out, title);
	for (size_t i = 0; i < sizeof stars / sizeof *stars; i++) {
		size_t len = strlen(stars[i]);
		if (out->len > len && memcmp(out->data, stars[i], len) == 0)
			memmove(out->data, out->data + len, (out->len -= len) + 1);
		if (out->len > len && memcmp(out->data + out->len - len, stars[i], len) == 0)
			out->data[out->len -= len] = '\0';
	}
	return buf_text(out);
}

static const struct form_field *
known(const struct form *form, const char *title, int *unit)
{
	struct buf text = {0};
	const struct form_field *field = form_header(form, bare(title, &text), unit);

	buf_free(&text);
	return field;
}

static bool
is_running_number(const char *title)
{
	struct buf folded = {0};
	bool found = false;

	text_fold(&folded, title);
	for (size_t i = 0; i < sizeof running_numbers / sizeof *running_numbers; i++)
		found = found || strcmp(buf_text(&folded), running_numbers[i]) == 0;
	buf_free(&folded);
	return found;
}

static bool
is_blank(const struct rows_cell *cell)
{
	struct buf folded = {0};
	bool blank;

	text_fold(&folded, cell->text);
	blank = folded.len == 0;
	buf_free(&folded);
	return blank;
}

/* Most of what stands in a header is known; of what stands in a title or a datum nothing is. */
static bool
looks_like_header(const struct form *form, const struct table_row *row)
{
	size_t found = 0, filled = 0;

	for (size_t i = 0; i < row->count; i++) {
		if (is_blank(&row->cells[i]))
			continue;
		filled++;
		found += known(form, row->cells[i].text, NULL) != NULL;
	}
	return found > 0 && found * 2 >= filled && (found > 1 || filled == 1);
}

static void
add_column(struct header *header, const struct form *form, const struct rows_cell *cell, const char *path, struct arena *arena,
	struct faults *faults)
{
	struct pos pos = {.file = path, .line = header->row, .column = cell->column};
	int unit = 1;
	const struct form_field *field = known(form, cell->text, &unit);
	char excerpt[TEXT_EXCERPT], letters[8];

	if (is_blank(cell) || (!field && is_running_number(cell->text)))
		return;
	if (!field) {
		fault_add(faults, FAULT_WARNING, pos, "", _("the column '%s' is not known and is left out"), text_excerpt(excerpt, cell->text));
		return;
	}
	for (size_t i = 0; i < header->count; i++) {
		if (header->columns[i].field != field)
			continue;
		column_letters(letters, header->columns[i].column);
		fault_add(faults, FAULT_ERROR, pos, field->path, _("the column '%s' holds '%s' already"), letters, form_label(field));
		return;
	}
	header->columns[header->count++] = (struct header_column){
		.column = cell->column,
		.title = arena_strdup(arena, cell->text),
		.field = field,
		.unit = unit,
	};
}

bool
header_take(struct header *header, const struct form *form, const struct table_row *row, const char *path, struct arena *arena,
	struct faults *faults)
{
	if (!looks_like_header(form, row)) {
		header->looked_at++;
		return false;
	}
	header->row = row->row;
	header->columns = arena_alloc(arena, row->count * sizeof *header->columns);
	for (size_t i = 0; i < row->count; i++)
		add_column(header, form, &row->cells[i], path, arena, faults);
	return true;
}

int
header_column_of(const struct header *header, const char *field)
{
	for (size_t i = 0; i < header->count; i++)
		if (strcmp(header->columns[i].field->path, field) == 0)
			return header->columns[i].column;
	return 0;
}

void
header_check(const struct header *header, const struct form *form, const char *given, const char *path, struct faults *faults)
{
	struct pos pos = {.file = path, .line = header->row};

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = form->fields[i];
		if (!field->required || field->when_track || (given && strcmp(field->path, given) == 0))
			continue;
		if (!header_column_of(header, field->path))
			fault_add(faults, FAULT_ERROR, pos, field->path, _("there is no column for '%s'"), form_label(field));
	}
}

bool
header_again(const struct header *header, const struct table_row *row)
{
	size_t same = 0, at = 0;

	for (size_t i = 0; i < row->count && at < header->count; i++) {
		while (at < header->count && header->columns[at].column < row->cells[i].column)
			at++;
		if (at == header->count || header->columns[at].column != row->cells[i].column)
			continue;
		if (strcmp(row->cells[i].text, header->columns[at].title) == 0)
			same++;
		else if (same == 0)
			return false; /* as for every row of data, after one look */
	}
	return same > 1 && same * 2 >= header->count;
}
