#include <config.h>

#include "ui/formview.h"

#include <stdlib.h>
#include <string.h>

#include "record/types.h"
#include "ui/formstate.h"

/* ---- slots */

bool
slot_long(const struct slot *slot)
{
	return slot->field->field.kind == &kind_long;
}

bool
slot_asked(const struct formview *view, const struct slot *slot)
{
	if (slot->field->field.flags & (FIELD_COMPUTED | FIELD_HIDDEN))
		return false;
	return !view->spec.asked || view->spec.asked(view->spec.user, slot->field);
}

const char *
slot_label(const struct slot *slot)
{
	return form_label(slot->field);
}

void
slot_set_fault(struct slot *slot, const char *message, bool missing)
{
	free(slot->fault);
	slot->fault = message ? xstrdup(message) : NULL;
	slot->missing = message && missing;
}

void
slot_print(struct formview *view, struct slot *slot)
{
	struct buf text = {0};
	form_print(slot->record, slot->field, view->spec.context, PRINT_SCREEN, &text);
	free(slot->text);
	slot->text = xstrdup(buf_text(&text));
	buf_free(&text);
}

void
slot_free(struct slot *slot)
{
	free(slot->text);
	free(slot->fault);
	free(slot->note);
}

int
slot_take(struct formview *view, struct slot *slot, const char *text, struct err *err)
{
	struct err fault = {0};
	const struct code *meant = form_code_meant(view, slot, text);
	int result = form_set(slot->record, slot->field, meant ? meant->code : text, view->spec.context, view->spec.arena, &fault);
	slot->masked = false;
	slot->touched = true;
	view->dirty = true;
	if (result == 0) {
		slot_set_fault(slot, NULL, false);
		slot_print(view, slot);
		return 0;
	}
	/* An older value must not be taken for what was typed. */
	form_set(slot->record, slot->field, "", view->spec.context, view->spec.arena, NULL);
	slot_set_fault(slot, fault.message, false);
	char *typed = xstrdup(text);
	free(slot->text);
	slot->text = typed;
	if (err)
		*err = fault;
	return -1;
}

static void
judge_doubt(struct slot *slot, struct buf *out)
{
	const struct kind *kind = slot->field->field.kind;
	if (slot->field->column && kind->doubt && !slot->masked && !form_empty(slot->record, slot->field)
		&& kind->doubt(column_in(slot->record, slot->field->column), &slot->field->field, out))
		slot->note_tone = TONE_WAITING;
}

static void
judge(struct formview *view, struct slot *slot)
{
	struct buf words = {0};
	if (view->spec.verdict && !slot->fault)
		slot->note_tone = view->spec.verdict(view->spec.user, slot->field, &words);
	if (words.len == 0 && !slot->fault)
		judge_doubt(slot, &words);
	free(slot->note);
	slot->note = words.len ? buf_detach(&words) : NULL;
	buf_free(&words);
}

void
form_judge(struct formview *view)
{
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; i < (page_group(&view->pages[p]) ? 0 : view->pages[p].columns); i++)
			judge(view, &view->pages[p].slots[i]);
}

/* ---- groups */

static void *
new_row(struct formview *view)
{
	return view->spec.row_new ? view->spec.row_new(view->spec.user, view->spec.arena) : record_new(&type_line, view->spec.arena);
}

/* Room for a row of slots before `row`. */
static struct slot *
open_row(struct form_page *page, size_t row)
{
	size_t columns = page->columns;
	page->slots = xrealloc(page->slots, (page->rows + 1) * columns + 1, sizeof *page->slots);
	struct slot *at = page->slots + row * columns;
	memmove(at + columns, at, (page->rows - row) * columns * sizeof *at);
	memset(at, 0, columns * sizeof *at);
	page->rows++;
	return at;
}

static void
fill_row(struct formview *view, struct form_page *page, size_t row, void *record)
{
	struct slot *slots = open_row(page, row);
	for (size_t i = 0; i < page->columns; i++) {
		slots[i].field = &page->section->fields[i];
		slots[i].record = record;
		slot_print(view, &slots[i]);
	}
}

void
group_add(struct formview *view, struct form_page *page, size_t row)
{
	fill_row(view, page, row, new_row(view));
}

void
group_remove(struct formview *view, struct form_page *page, size_t row)
{
	struct slot *slots = page->slots + row * page->columns;
	if (!group_row_empty(page, row))
		page->touched = view->dirty = true;
	for (size_t i = 0; i < page->columns; i++)
		slot_free(&slots[i]);
	page->rows--;
	memmove(slots, slots + page->columns, (page->rows - row) * page->columns * sizeof *slots);
	if (page->rows == 0)
		group_add(view, page, 0);
}

bool
group_row_empty(const struct form_page *page, size_t row)
{
	for (size_t i = 0; i < page->columns; i++)
		if (page->slots[row * page->columns + i].text[0])
			return false;
	return true;
}

static struct form_page *
group_named(const struct formview *view, const char *list)
{
	for (size_t p = 0; p < view->page_count; p++)
		if (page_group(&view->pages[p]) && strcmp(view->pages[p].section->list, list) == 0)
			return &view->pages[p];
	return NULL;
}

void **
formview_rows(struct formview *view, const char *list, size_t *count)
{
	struct form_page *page = group_named(view, list);
	*count = 0;
	if (!page)
		return NULL;
	void **rows = arena_alloc(view->spec.arena, (page->rows + 1) * sizeof *rows);
	for (size_t row = 0; row < page->rows; row++)
		if (!group_row_empty(page, row))
			rows[(*count)++] = page->slots[row * page->columns].record;
	return rows;
}

void
formview_set_rows(struct formview *view, const char *list, void *const *rows, size_t count)
{
	struct form_page *page = group_named(view, list);
	if (!page || page->columns == 0)
		return;
	while (page->rows > 0) {
		for (size_t i = 0; i < page->columns; i++)
			slot_free(&page->slots[(page->rows - 1) * page->columns + i]);
		page->rows--;
	}
	for (size_t i = 0; i < count; i++)
		fill_row(view, page, i, rows[i]);
	if (page->rows == 0)
		group_add(view, page, 0);
}

/* ---- life */

static void
make_page(struct formview *view, struct form_page *page, const struct form_section *section)
{
	*page = (struct form_page){.section = section, .columns = section->count};
	if (section->list) {
		group_add(view, page, 0);
		return;
	}
	fill_row(view, page, 0, view->spec.record);
	for (size_t i = 0; i < page->columns; i++)
		page->slots[i].masked = view->spec.amending && (page->slots[i].field->field.flags & FIELD_SENSITIVE)
			&& page->slots[i].text[0];
}

struct formview *
formview_new(const struct formview_spec *spec)
{
	struct formview *view = xcalloc(1, sizeof *view);
	view->spec = *spec;
	view->pages = xcalloc(spec->form->count + 1, sizeof *view->pages);
	for (size_t i = 0; i < spec->form->count; i++)
		if (spec->form->sections[i].count)
			make_page(view, &view->pages[view->page_count++], &spec->form->sections[i]);
	if (view->page_count == 0)
		BUG("the form '%s' has no fields", spec->form->name);
	view->shown_page = -1;
	form_judge(view);
	if (!form_seek(view, 0, 0, true))
		form_place(view, view->page_count - 1, view->pages[view->page_count - 1].rows * view->pages[view->page_count - 1].columns);
	return view;
}

void
formview_free(struct formview *view)
{
	if (!view)
		return;
	for (size_t p = 0; p < view->page_count; p++) {
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++)
			slot_free(&view->pages[p].slots[i]);
		free(view->pages[p].slots);
	}
	free(view->pages);
	textbox_free(&view->box);
	free(view);
}

bool
formview_dirty(const struct formview *view)
{
	return view->dirty || (view->entered && editor_changed(&view->box.editor));
}

void
formview_stored(struct formview *view)
{
	view->dirty = false;
	for (size_t p = 0; p < view->page_count; p++) {
		view->pages[p].touched = false;
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++)
			view->pages[p].slots[i].touched = false;
	}
}

void
formview_reread(struct formview *view)
{
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++) {
			struct slot *slot = &view->pages[p].slots[i];
			bool editing = view->entered && form_slot(view) == slot && editor_changed(&view->box.editor);
			if (!editing && (!slot->fault || slot->missing))
				slot_print(view, slot);
		}
	form_judge(view);
	if (view->entered && !editor_changed(&view->box.editor))
		form_enter(view);
}

const struct form_field *
formview_current(const struct formview *view)
{
	const struct slot *slot = form_slot(view);
	return slot && !page_group(&view->pages[view->page]) ? slot->field : NULL;
}

int
formview_page(const struct formview *view, int *pages)
{
	int count = 0, page = 1;
	for (size_t p = 0; p < view->page_count; p++)
		if (form_page_asked(view, p)) {
			count++;
			page = p <= view->page ? count : page;
		}
	if (pages)
		*pages = count;
	return page;
}

const struct form_section *
formview_section(const struct formview *view)
{
	return view->page_count ? view->pages[view->page].section : NULL;
}
