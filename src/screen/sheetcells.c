#include <config.h>

#include "screen/sheetcells.h"

#include <stdlib.h>
#include <string.h>

#include "screen/work.h"

void
cells_begin(struct sheet_cells *cells, struct ui *ui, const char *form, const char *target, size_t count)
{
	*cells = (struct sheet_cells){.ui = ui, .form = form, .target = xstrdup(target), .count = count};
	cells->items = xcalloc(count, sizeof *cells->items);
}

void
cells_make(struct sheet_cells *cells, size_t at, const char *name, size_t limit, bool brief)
{
	struct sheet_cell *cell = &cells->items[at];

	cell->name = arena_strdup(&cells->arena, name);
	cell->points = -1;
	cell->replaced = brief;
	cell->editor.limit = limit;
	cell->editor.halfwidth = brief;
	editor_set(&cell->editor, "");
}

void
cells_end(struct sheet_cells *cells)
{
	for (size_t i = 0; i < cells->count; i++) {
		editor_free(&cells->items[i].editor);
		free(cells->items[i].fault);
	}
	free(cells->items);
	free(cells->target);
	arena_free(&cells->arena);
	*cells = (struct sheet_cells){0};
}

const char *
cells_text(const struct sheet_cells *cells, size_t at)
{
	return editor_text(&cells->items[at].editor);
}

const char *
cells_named(const struct sheet_cells *cells, const char *name)
{
	for (size_t i = 0; i < cells->count; i++)
		if (strcmp(cells->items[i].name, name) == 0)
			return cells_text(cells, i);
	return "";
}

bool
cells_given(const struct sheet_cells *cells, size_t at)
{
	const char *text = cells_text(cells, at);

	return text[strspn(text, " ")] != '\0';
}

void
cells_fault(struct sheet_cells *cells, size_t at, const struct err *err)
{
	free(cells->items[at].fault);
	cells->items[at].fault = err ? xstrdup(err->message) : NULL;
}

void
cells_enter(struct sheet_cells *cells, size_t at)
{
	cells->at = at;
	editor_begin(&cells->items[at].editor, cells->items[at].replaced);
}

bool
cells_leave(struct sheet_cells *cells)
{
	struct editor *editor = &cells->items[cells->at].editor;

	if (!editor_changed(editor))
		return false;
	cells->dirty = true;
	editor_begin(editor, false);
	return true;
}

/* ---- keystrokes kept: "name<tab>text" a line */

void
cells_keep(struct sheet_cells *cells)
{
	struct buf text = {0};
	struct err err = {0};

	if (cells->closed || !cells->dirty)
		return;
	for (size_t i = 0; i < cells->count; i++)
		buf_addf(&text, "%s\t%s\n", cells->items[i].name, cells_text(cells, i));
	if (desk_keep(work_desk(cells->ui), cells->form, cells->target, buf_text(&text), &err) < 0)
		ui_error(cells->ui, &err);
	buf_free(&text);
}

void
cells_forget(struct sheet_cells *cells)
{
	desk_keep_drop(work_desk(cells->ui), cells->form, cells->target, NULL);
	cells->dirty = false;
}

static void
take_line(struct sheet_cells *cells, const char *line, size_t len, struct arena *arena)
{
	const char *text = arena_strndup(arena, line, len), *tab = strchr(text, '\t');

	for (size_t i = 0; tab && i < cells->count; i++) {
		const char *name = cells->items[i].name;
		if (strlen(name) == (size_t)(tab - text) && strncmp(name, text, strlen(name)) == 0)
			editor_set(&cells->items[i].editor, tab + 1);
	}
}

void
cells_take_kept(struct sheet_cells *cells)
{
	struct arena arena = {0};
	struct kept_form *kept;
	size_t count = desk_kept(work_desk(cells->ui), &arena, &kept);
	char when[20];

	for (size_t i = 0; i < count; i++) {
		const char *line = kept[i].text;
		if (strcmp(kept[i].form, cells->form) != 0 || strcmp(kept[i].target, cells->target) != 0)
			continue;
		for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
			take_line(cells, line, strcspn(line, "\n"), &arena);
		cells->dirty = true;
		time_print(when, kept[i].time);
		ui_message(cells->ui, TONE_WAITING, _("goes on with what was keyed at %s"), when);
	}
	arena_free(&arena);
}

/* ---- doing */

struct act_input *
cells_inputs(const struct sheet_cells *cells, size_t more, struct arena *arena)
{
	struct act_input *inputs = arena_alloc(arena, (cells->count + more + 1) * sizeof *inputs);

	for (size_t i = 0; i < cells->count; i++)
		inputs[i] = (struct act_input){.path = cells->items[i].name, .text = cells_text(cells, i)};
	return inputs;
}

int
cells_do(const struct sheet_cells *cells, const char *act, const char *target, const struct act_input *inputs, size_t count, struct err *err)
{
	const struct act_request request = {
		.act = act_named(act),
		.target = target,
		.inputs = inputs,
		.input_count = count,
		.date = DATE_NONE,
	};
	struct arena arena = {0};
	struct act_result result;
	int done = desk_do(work_desk(cells->ui), &request, &arena, &result, err);

	faults_free(&result.faults);
	arena_free(&arena);
	return done;
}

/* ---- drawing */

void
cells_draw_mark(const struct area *area, int y, bool here)
{
	if (here)
		paint_glyph(area, y, 1, TONE_PLAIN, GLYPH_MARK, 1);
	else
		paint(area, y, 1, TONE_PLAIN, " ");
}

void
cells_draw(struct sheet_cells *cells, const struct area *area, int y, int x, int columns, size_t at, bool right)
{
	if (at == cells->at && !cells->closed)
		editor_draw(&cells->items[at].editor, area, y, x, columns, true);
	else
		paint_fit(area, y, x, columns, TONE_PLAIN, cells_text(cells, at), right);
}

void
cells_draw_boxed(struct sheet_cells *cells, const struct area *area, int y, int x, int columns, size_t at, bool right)
{
	paint(area, y, x, TONE_PLAIN, "[");
	paint(area, y, x + columns - 1, TONE_PLAIN, "]");
	cells_draw(cells, area, y, x + 1, columns - 2, at, right);
}

bool
cells_draw_fault(const struct sheet_cells *cells, const struct area *area, int y, int x, size_t at)
{
	if (!cells->items[at].fault)
		return false;
	paint_blank(area, y, x, 2);
	paint_glyph(area, y, x, TONE_REFUSED, GLYPH_REFUSED, 1);
	paint_fit(area, y, x + 2, area->cols - x - 3, TONE_REFUSED, cells->items[at].fault, false);
	return true;
}

const char *
points_text(int64_t hundredths, struct arena *arena)
{
	long long whole = (long long)(hundredths / 100), part = (long long)(hundredths % 100);

	return part ? arena_printf(arena, "%lld.%02lld", whole, part) : arena_printf(arena, "%lld", whole);
}
