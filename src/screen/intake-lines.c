/* The repeating groups of an application: from records to rows of the form and back. */
#include <config.h>

#include "screen/intake.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/work.h"

static int
by_position(const void *a, const void *b)
{
	const struct line *const *x = a, *const *y = b;

	return ((*x)->position > (*y)->position) - ((*x)->position < (*y)->position);
}

/* The rows of one group as the form has them, those without any value left out. */
static size_t
rows_filled(struct intake *intake, const char *list, void ***rows)
{
	size_t count, filled = 0;
	void **all = formview_rows(intake->view, list, &count);

	*rows = count ? xmalloc(count * sizeof **rows) : NULL;
	for (size_t i = 0; i < count; i++)
		if (((struct record *)all[i])->extra_count)
			(*rows)[filled++] = all[i];
	return filled;
}

/* All rows as one text, to see whether they changed. */
static char *
rows_text(struct intake *intake)
{
	struct buf text = {0};

	for (size_t i = 0; i < intake->form->count; i++) {
		const char *list = intake->form->sections[i].list;
		void **rows;
		size_t count = list ? rows_filled(intake, list, &rows) : 0;
		for (size_t row = 0; row < count; row++) {
			const struct record *record = rows[row];
			buf_addf(&text, "\n%s", list);
			for (size_t x = 0; x < record->extra_count; x++)
				buf_addf(&text, "\t%s=%s", record->extras[x].name, record->extras[x].text);
		}
		if (list)
			free(rows);
	}
	return buf_detach(&text);
}

static void
load_list(struct intake *intake, const char *list, void **records, size_t count)
{
	void **rows = arena_alloc(&intake->arena, (count + 1) * sizeof *rows);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		struct line *line = records[i];
		if (line->removed != 1 && strcmp(line->list, list) == 0)
			rows[found++] = line;
	}
	qsort(rows, found, sizeof *rows, by_position);
	formview_set_rows(intake->view, list, rows, found);
}

void
intake_rows_load(struct intake *intake)
{
	void **records;
	size_t count = desk_parts(work_desk(intake->ui), &type_line, intake->record->head.number, &intake->arena, &records);

	for (size_t i = 0; i < intake->form->count; i++)
		if (intake->form->sections[i].list)
			load_list(intake, intake->form->sections[i].list, records, count);
	intake->rows = rows_text(intake);
}

bool
intake_rows_changed(struct intake *intake)
{
	char *now = rows_text(intake);
	bool changed = strcmp(now ? now : "", intake->rows ? intake->rows : "") != 0;

	free(now);
	return changed;
}

size_t
intake_rows(struct intake *intake, struct arena *arena, const struct line ***lines)
{
	size_t all = 0, cap = 16;

	*lines = arena_alloc(arena, cap * sizeof **lines);
	for (size_t i = 0; i < intake->form->count; i++) {
		const struct form_section *section = &intake->form->sections[i];
		void **rows;
		size_t count = section->list ? rows_filled(intake, section->list, &rows) : 0;
		for (size_t row = 0; row < count; row++) {
			struct line *line = record_copy(rows[row], arena);
			line->list = section->list;
			line->position = (int64_t)row + 1;
			if (all == cap) {
				const struct line **more = arena_alloc(arena, 2 * cap * sizeof *more);
				memcpy(more, *lines, cap * sizeof *more);
				*lines = more;
				cap *= 2;
			}
			(*lines)[all++] = line;
		}
		if (section->list)
			free(rows);
	}
	return all;
}
