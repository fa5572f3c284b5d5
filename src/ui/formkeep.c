#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/formstate.h"

/* What was typed is kept as lines, "path<tab>text"; a group as "[list]<tab>rows" followed by "list/row/path<tab>text".  In texts a
 * backslash stands before n (newline), t (tab) and itself. */

static void
escape(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			buf_adds(out, "\\n");
		else if (*text == '\t')
			buf_adds(out, "\\t");
		else if (*text == '\\')
			buf_adds(out, "\\\\");
		else
			buf_addc(out, *text);
	}
}

static void
unescape(struct buf *out, const char *text, size_t len)
{
	buf_clear(out);
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\\' || i + 1 == len) {
			buf_addc(out, text[i]);
			continue;
		}
		i++;
		buf_addc(out, text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i]);
	}
}

/* What stands in a slot now, typed or not taken yet. */
static const char *
present_text(const struct formview *view, const struct slot *slot)
{
	if (view->entered && form_slot(view) == slot && editor_changed(&view->box.editor))
		return editor_text(&view->box.editor);
	return slot->text;
}

static bool
present_touched(const struct formview *view, const struct slot *slot)
{
	return slot->touched || (view->entered && form_slot(view) == slot && editor_changed(&view->box.editor));
}

static void
write_group(struct formview *view, const struct form_page *page, struct buf *out)
{
	bool touched = page->touched;
	for (size_t i = 0; i < page->rows * page->columns; i++)
		touched = touched || present_touched(view, &page->slots[i]);
	if (!touched)
		return;
	buf_addf(out, "[%s]\t%zu\n", page->section->list, page->rows);
	for (size_t i = 0; i < page->rows * page->columns; i++) {
		const struct slot *slot = &page->slots[i];
		const char *text = present_text(view, slot);
		if (!*text)
			continue;
		buf_addf(out, "%s/%zu/%s\t", page->section->list, i / page->columns, slot->field->path);
		escape(out, text);
		buf_addc(out, '\n');
	}
}

void
formview_write(struct formview *view, struct buf *out)
{
	for (size_t p = 0; p < view->page_count; p++) {
		const struct form_page *page = &view->pages[p];
		if (page_group(page)) {
			write_group(view, page, out);
			continue;
		}
		for (size_t i = 0; i < page->columns; i++) {
			const struct slot *slot = &page->slots[i];
			if (!present_touched(view, slot))
				continue;
			buf_addf(out, "%s\t", slot->field->path);
			escape(out, present_text(view, slot));
			buf_addc(out, '\n');
		}
	}
}

/* ---- and back */

static struct form_page *
page_of_list(struct formview *view, const char *name, size_t len)
{
	for (size_t p = 0; p < view->page_count; p++) {
		const char *list = view->pages[p].section->list;
		if (list && strlen(list) == len && strncmp(list, name, len) == 0)
			return &view->pages[p];
	}
	return NULL;
}

static void
read_group(struct formview *view, const char *name, const char *text)
{
	struct form_page *page = page_of_list(view, name, strcspn(name, "]"));
	size_t rows = strtoul(text, NULL, 10);
	if (!page || rows > 10000)
		return;
	page->touched = true;
	formview_set_rows(view, page->section->list, NULL, 0);
	while (page->rows < rows)
		group_add(view, page, page->rows);
}

static void
read_cell(struct formview *view, const char *name, const char *text)
{
	size_t len = strcspn(name, "/");
	struct form_page *page = page_of_list(view, name, len);
	char *path;
	size_t row = strtoul(name + len + 1, &path, 10);
	if (!page || *path != '/' || row >= page->rows)
		return;
	for (size_t i = 0; i < page->columns; i++)
		if (strcmp(page->slots[row * page->columns + i].field->path, path + 1) == 0)
			slot_take(view, &page->slots[row * page->columns + i], text, NULL);
}

static void
read_line(struct formview *view, const char *name, const char *text)
{
	if (name[0] == '[')
		read_group(view, name + 1, text);
	else if (strchr(name, '/'))
		read_cell(view, name, text);
	else
		/* A field that the form no longer asks for is left behind; a fault is shown at its field. */
		formview_put(view, name, text, NULL);
}

int
formview_read(struct formview *view, const char *text, struct err *err)
{
	struct buf value = {0};
	int result = 0;
	while (*text && result == 0) {
		size_t len = strcspn(text, "\n"), name = strcspn(text, "\t\n");
		if (name >= len) {
			result = err_set(err, ERR_DAMAGED, _("what was kept of this form cannot be read"));
			break;
		}
		char *path = xstrndup(text, name);
		unescape(&value, text + name + 1, len - name - 1);
		read_line(view, path, buf_text(&value));
		free(path);
		text += len + (text[len] == '\n');
	}
	buf_free(&value);
	form_judge(view);
	form_enter(view);
	return result;
}

/* ---- inputs of an act */

size_t
formview_inputs(struct formview *view, bool all, struct arena *arena, struct formview_input **inputs)
{
	size_t count = 0, room = view->spec.form->field_count + 1;
	formview_settle(view);
	*inputs = arena_alloc(arena, room * sizeof **inputs);
	for (size_t p = 0; p < view->page_count; p++)
		for (size_t i = 0; !page_group(&view->pages[p]) && i < view->pages[p].columns; i++) {
			const struct slot *slot = &view->pages[p].slots[i];
			if (count == room || !(slot->touched || (all && !slot->masked && !form_empty(slot->record, slot->field))))
				continue;
			struct buf text = {0};
			form_print(slot->record, slot->field, view->spec.context, PRINT_PLAIN, &text);
			(*inputs)[count++] = (struct formview_input){slot->field->path, arena_strdup(arena, buf_text(&text))};
			buf_free(&text);
		}
	return count;
}
