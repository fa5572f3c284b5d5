#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/dialog.h"
#include "ui/formstate.h"

struct found {
	size_t page, at;
};

static struct slot *
slot_named(struct formview *view, const char *path)
{
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; !page_group(&view->pages[p]) && i < view->pages[p].columns; i++)
			if (strcmp(view->pages[p].slots[i].field->path, path) == 0)
				return &view->pages[p].slots[i];
	return NULL;
}

/* Faults of the whole from an earlier look are looked for again. */
static void
forget_missing(struct formview *view)
{
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++)
			if (view->pages[p].slots[i].missing)
				slot_set_fault(&view->pages[p].slots[i], NULL, false);
}

static void
mark_missing(struct formview *view, const char *track)
{
	struct faults faults = {0};
	form_check(view->spec.form, view->spec.record, track, &faults);
	for (size_t i = 0; i < faults.count; i++) {
		struct slot *slot = slot_named(view, faults.items[i].field);
		if (faults.items[i].level == FAULT_ERROR && slot && !slot->fault && slot_asked(view, slot))
			slot_set_fault(slot, faults.items[i].message, true);
	}
	faults_free(&faults);
}

static void
mark_missing_rows(struct form_page *page)
{
	for (size_t row = 0; row < page->rows; row++) {
		struct faults faults = {0};
		if (group_row_empty(page, row))
			continue;
		form_check_line(page->section, page->slots[row * page->columns].record, &faults);
		for (size_t i = 0; i < faults.count; i++)
			for (size_t c = 0; c < page->columns; c++) {
				struct slot *slot = &page->slots[row * page->columns + c];
				if (!slot->fault && strcmp(slot->field->path, faults.items[i].field) == 0)
					slot_set_fault(slot, faults.items[i].message, true);
			}
		faults_free(&faults);
	}
}

static size_t
gather(struct formview *view, struct found **found)
{
	size_t count = 0;
	*found = NULL;
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++) {
			const struct slot *slot = &view->pages[p].slots[i];
			if (!slot->fault || !slot_asked(view, slot))
				continue;
			*found = xrealloc(*found, count + 1, sizeof **found);
			(*found)[count++] = (struct found){p, i};
		}
	return count;
}

static void
list_faults(struct formview *view, const struct found *found, size_t count)
{
	struct choice *choices = xcalloc(count, sizeof *choices);
	struct arena arena = {0};
	for (size_t i = 0; i < count; i++) {
		const struct slot *slot = &view->pages[found[i].page].slots[found[i].at];
		choices[i].label = slot_label(slot);
		choices[i].note = slot->fault;
	}
	char *title = arena_printf(&arena, _("%zu faults: Enter goes there"), count);
	int chosen = dialog_choose(view->spec.ui, title, choices, count, 0);
	if (chosen >= 0)
		form_place(view, found[chosen].page, found[chosen].at);
	else
		form_enter(view);
	arena_free(&arena);
	free(choices);
}

bool
formview_check(struct formview *view, bool complete, const char *track)
{
	struct found *found;
	form_leave(view);
	forget_missing(view);
	if (complete) {
		mark_missing(view, track);
		for (size_t p = 0; p < view->page_count; p++)
			if (page_group(&view->pages[p]))
				mark_missing_rows(&view->pages[p]);
	}
	size_t count = gather(view, &found);
	if (count)
		list_faults(view, found, count);
	else
		form_enter(view);
	free(found);
	return count == 0;
}

void
formview_fault(struct formview *view, const struct err *err)
{
	struct slot *slot = err->field[0] ? slot_named(view, err->field) : NULL;
	if (slot) {
		slot_set_fault(slot, err->message, true);
		formview_go(view, err->field);
	}
	ui_error(view->spec.ui, err);
}

int
formview_put(struct formview *view, const char *path, const char *text, struct err *err)
{
	struct slot *slot = slot_named(view, path);
	if (!slot)
		return err_set(err, ERR_USAGE, _("this form does not ask for '%s'"), path);
	int result = slot_take(view, slot, text, err);
	form_judge(view);
	if (form_slot(view) == slot)
		form_enter(view);
	return result;
}
