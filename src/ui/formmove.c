#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/formstate.h"
#include "ui/frame.h"
#include "ui/pager.h"

#define SWALLOW_MS 400 /* an Enter or Tab typed out of habit behind a field that moved on by itself */

/* ---- where the cursor is */

struct slot *
form_slot(const struct formview *view)
{
	const struct form_page *page = &view->pages[view->page];
	return view->at < page->rows * page->columns ? &page->slots[view->at] : NULL;
}

bool
form_on_button(const struct formview *view)
{
	return form_slot(view) == NULL;
}

bool
form_page_asked(const struct formview *view, size_t page)
{
	const struct form_page *there = &view->pages[page];
	for (size_t i = 0; i < there->columns; i++)
		if (slot_asked(view, &there->slots[i]))
			return true;
	return false;
}

size_t
form_last_page(const struct formview *view)
{
	size_t last = view->page_count - 1;
	while (last > 0 && !form_page_asked(view, last))
		last--;
	return last;
}

void
form_enter(struct formview *view)
{
	struct slot *slot = form_slot(view);
	view->entered = slot != NULL;
	if (!slot)
		return;
	const struct field *field = &slot->field->field;
	bool replace = slot->masked || (!view->spec.amending && !slot->fault);
	textbox_free(&view->box);
	textbox_init(&view->box, slot->text, field->max > 0 && (slot_long(slot) || field->kind == &kind_text) ? (size_t)field->max : 0);
	view->box.editor.lines = slot_long(slot);
	view->box.editor.halfwidth = !slot_long(slot) && field->kind != &kind_text && field->kind != &kind_code && field->kind != &kind_codes;
	editor_begin(&view->box.editor, replace && slot->text[0] && !slot_long(slot));
}

void
form_place(struct formview *view, size_t page, size_t at)
{
	view->page = page;
	view->at = at;
	form_enter(view);
}

bool
form_seek(struct formview *view, size_t page, size_t at, bool forward)
{
	for (;;) {
		const struct form_page *there = &view->pages[page];
		size_t count = there->rows * there->columns;
		for (; at < count; at = forward ? at + 1 : at - 1)
			if (slot_asked(view, &there->slots[at])) {
				form_place(view, page, at);
				return true;
			}
		/* at is past the end, also after going below zero */
		if (forward ? page + 1 >= view->page_count : page == 0)
			return false;
		page = forward ? page + 1 : page - 1;
		at = forward ? 0 : view->pages[page].rows * view->pages[page].columns - 1;
	}
}

/* ---- leaving a field */

void
form_leave(struct formview *view)
{
	struct slot *slot = form_slot(view);
	if (!view->entered || !slot)
		return;
	const char *text = editor_text(&view->box.editor);
	bool changed = strcmp(text, slot->text) != 0;
	view->entered = false;
	if (!changed || (slot->masked && view->box.editor.untouched))
		return;
	slot_take(view, slot, text, NULL);
	form_judge(view);
	if (view->spec.left)
		view->spec.left(view->spec.user, slot->field);
}

void
formview_settle(struct formview *view)
{
	if (!view->entered)
		return;
	form_leave(view);
	form_enter(view);
}

/* ---- moving on */

static void
to_button(struct formview *view)
{
	size_t last = form_last_page(view);
	form_place(view, last, view->pages[last].rows * view->pages[last].columns);
}

/* Behind the last cell of a group a new row opens; an empty last row is where the group ends. */
static bool
next_row(struct formview *view)
{
	struct form_page *page = &view->pages[view->page];
	if (!page_group(page) || view->at + 1 != page->rows * page->columns)
		return false;
	if (group_row_empty(page, page->rows - 1))
		return false;
	group_add(view, page, page->rows);
	return form_seek(view, view->page, view->at + 1, true);
}

static void
go_next(struct formview *view)
{
	if (form_on_button(view))
		return;
	form_leave(view);
	struct form_page *page = &view->pages[view->page];
	if (page_group(page) && page->columns && view->at % page->columns == 0
		&& view->at / page->columns == page->rows - 1 && group_row_empty(page, page->rows - 1)) {
		if (view->page + 1 >= view->page_count || !form_seek(view, view->page + 1, 0, true))
			to_button(view);
		return;
	}
	if (!next_row(view) && !form_seek(view, view->page, view->at + 1, true))
		to_button(view);
}

static void
go_back(struct formview *view)
{
	form_leave(view);
	if (view->at > 0 ? !form_seek(view, view->page, view->at - 1, false)
	                 : view->page == 0 || !form_seek(view, view->page - 1, view->pages[view->page - 1].rows * view->pages[view->page - 1].columns - 1, false))
		form_enter(view);
}

/* Up and down: by rows in a group, else by fields. */
static void
go_row(struct formview *view, bool down)
{
	struct form_page *page = &view->pages[view->page];
	size_t step = page->columns;
	if (!page_group(page) || form_on_button(view)) {
		if (down)
			go_next(view);
		else
			go_back(view);
		return;
	}
	if (down ? view->at + step < page->rows * step : view->at >= step) {
		form_leave(view);
		form_place(view, view->page, down ? view->at + step : view->at - step);
	} else if (down) {
		form_leave(view);
		if (view->page + 1 >= view->page_count || !form_seek(view, view->page + 1, 0, true))
			to_button(view);
	} else {
		form_leave(view);
		view->at = 0;
		go_back(view);
	}
}

static void
go_page(struct formview *view, bool forward)
{
	form_leave(view);
	if (forward) {
		if (view->page + 1 >= view->page_count || !form_seek(view, view->page + 1, 0, true))
			to_button(view);
		return;
	}
	size_t page = view->page;
	/* From within a page first to its beginning. */
	bool begin = form_on_button(view) || (view->at == 0 && page > 0);
	if (begin && view->at == 0 && page > 0)
		page--;
	if (!form_seek(view, page, 0, true))
		form_enter(view);
}

/* ---- values from elsewhere */

static bool
take_last(struct formview *view, struct slot *slot)
{
	struct arena arena = {0};
	const char *text = view->spec.last ? view->spec.last(view->spec.user, slot->field, &arena) : NULL;
	bool taken = text && *text && strcmp(text, slot->text) != 0;
	if (taken) {
		slot_take(view, slot, text, NULL);
		if (view->spec.left)
			view->spec.left(view->spec.user, slot->field);
	}
	arena_free(&arena);
	return taken;
}

static void
same_as_last(struct formview *view)
{
	struct slot *slot = form_slot(view);
	if (!slot || page_group(&view->pages[view->page]))
		return;
	if (!take_last(view, slot)) {
		ui_message(view->spec.ui, TONE_PLAIN, "%s", _("the last record has no other value here"));
		return;
	}
	form_judge(view);
	form_enter(view);
	go_next(view);
}

/* Every field from here on that is still empty. */
static void
rest_as_last(struct formview *view)
{
	size_t count = 0;
	form_leave(view);
	for (size_t p = view->page; p < view->page_count; p++) {
		struct form_page *page = &view->pages[p];
		for (size_t i = p == view->page ? view->at : 0; !page_group(page) && i < page->columns; i++)
			if (slot_asked(view, &page->slots[i]) && !page->slots[i].text[0])
				count += take_last(view, &page->slots[i]);
	}
	form_judge(view);
	form_enter(view);
	ui_message(view->spec.ui, TONE_PLAIN, _("%zu fields were taken from the last record"), count);
}

/* ---- editing */

/* A full field that is right moves on by itself; one that is wrong says so and stays. */
static void
advance(struct formview *view, struct slot *slot)
{
	const struct kind *kind = slot->field->field.kind;
	struct editor *editor = &view->box.editor;
	if (!kind->fixed || ui_options(view->spec.ui)->no_advance || editor->cursor != editor->text.len
		|| editor_characters(editor) != (size_t)kind->width)
		return;
	char *text = xstrdup(editor_text(editor));
	const struct form_field *field = slot->field;
	if (slot_take(view, slot, text, NULL) == 0) {
		view->entered = false;
		go_next(view);
		view->advanced = ui_now();
	} else {
		ui_bell(view->spec.ui);
	}
	form_judge(view);
	if (view->spec.left)
		view->spec.left(view->spec.user, field);
	free(text);
}

/* What is masked is retyped whole or stays: no key may edit the mask. */
static bool
masked_key(struct formview *view, const struct slot *slot, const struct key *key)
{
	struct editor *editor = &view->box.editor;
	if (!slot->masked || !editor->untouched)
		return false;
	switch (key->code) {
	case K_BACKSPACE:
	case K_DELETE:
	case K_CTRL('U'):
	case K_CTRL('W'):
		editor_set(editor, "");
		editor->untouched = false;
		return true;
	case K_LEFT:
	case K_RIGHT:
	case K_HOME:
	case K_END:
	case K_WORD_LEFT:
	case K_WORD_RIGHT:
	case K_CTRL('A'):
		return true;
	default:
		return false;
	}
}

static bool
edit(struct formview *view, const struct key *key)
{
	struct slot *slot = form_slot(view);
	struct err err = {0};
	if (!slot || masked_key(view, slot, key))
		return slot != NULL;
	int used = slot_long(slot) ? textbox_key(&view->box, key, &err) : editor_key(&view->box.editor, key, &err);
	if (used < 0)
		ui_error(view->spec.ui, &err);
	if (used > 0 && key->code == K_ESC)
		editor_begin(&view->box.editor, slot->masked);
	if (used > 0 && (key->code == K_TEXT || key->code == K_PASTE))
		advance(view, slot);
	return used != 0;
}

static void
edit_rows(struct formview *view, bool add)
{
	struct form_page *page = &view->pages[view->page];
	if (!page_group(page) || form_on_button(view))
		return;
	form_leave(view);
	size_t row = view->at / page->columns;
	if (add)
		group_add(view, page, row);
	else
		group_remove(view, page, row);
	size_t count = page->rows * page->columns;
	size_t at = row * page->columns;
	form_place(view, view->page, at < count ? at : count - page->columns);
}

/* Enter on a code field whose text could mean several opens the list. */
static bool
ambiguous(struct formview *view)
{
	const struct slot *slot = form_slot(view);
	return slot && editor_changed(&view->box.editor) && form_code_ambiguous(view, slot, editor_text(&view->box.editor));
}

static enum formview_result
enter_key(struct formview *view)
{
	if (ui_now() - view->advanced < SWALLOW_MS) {
		view->advanced = 0;
		return FORMVIEW_YES;
	}
	if (form_on_button(view))
		return FORMVIEW_SAVE;
	if (ambiguous(view))
		form_choose(view);
	else
		go_next(view);
	return FORMVIEW_YES;
}

/* Keys that move, whatever is being edited; false: not one of them. */
static bool
moving_key(struct formview *view, const struct key *key)
{
	switch (key->code) {
	case K_TAB:
		if (ui_now() - view->advanced >= SWALLOW_MS)
			go_next(view);
		view->advanced = 0;
		return true;
	case K_BACKTAB:
		go_back(view);
		return true;
	case K_UP:
	case K_DOWN:
		go_row(view, key->code == K_DOWN);
		return true;
	case K_PGUP:
	case K_PGDN:
		go_page(view, key->code == K_PGDN);
		return true;
	case K_F1:
		form_explain(view);
		return true;
	case K_F4:
		form_choose(view);
		return true;
	case K_CTRL('D'):
		same_as_last(view);
		return true;
	case K_CTRL('E'):
		rest_as_last(view);
		return true;
	case K_INSERT:
	case K_CTRL('N'):
	case K_CTRL('X'):
		edit_rows(view, key->code != K_CTRL('X'));
		return true;
	default:
		return false;
	}
}

enum formview_result
formview_key(struct formview *view, const struct key *key)
{
	struct slot *slot = form_slot(view);
	if (key->code != K_ENTER && key->code != K_TAB)
		view->advanced = 0; /* only the very next key can be one typed out of habit */
	if (key->code == K_ENTER && !(slot && slot_long(slot)))
		return enter_key(view);
	if (edit(view, key) || moving_key(view, key))
		return FORMVIEW_YES;
	return FORMVIEW_NO;
}

void
formview_go(struct formview *view, const char *path)
{
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; i < view->pages[p].rows * view->pages[p].columns; i++)
			if (strcmp(view->pages[p].slots[i].field->path, path) == 0) {
				form_leave(view);
				form_place(view, p, i);
				return;
			}
}
