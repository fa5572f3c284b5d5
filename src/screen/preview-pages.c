/* The pages of a preview: each is made when it is shown, and only what is shown is kept. */
#include <config.h>

#include "screen/preview.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "sheet/output.h"
#include "ui/dialog.h"

/* Behind the page that is wanted, so long is counted on. */
enum { COUNT_MS = 25 };

/* ---- what is shown */

static void
add_id(struct preview *preview, const char *id, size_t *cap)
{
	if (preview->count == *cap) {
		*cap = *cap ? *cap * 2 : 64;
		preview->ids = xrealloc(preview->ids, *cap, sizeof *preview->ids);
	}
	preview->ids[preview->count++] = arena_strdup(&preview->arena, id);
}

static int
add_call(struct preview *preview, const char *call, size_t *cap, struct err *err)
{
	struct desk *desk = work_desk(preview->ui);
	struct query_spec spec = {.type = &type_project};
	struct query *query;
	struct row_place place;
	struct arena arena = {0};
	uint32_t number;
	bool begun = false;

	spec.where = query_with(desk, &type_project, "", "project.call", "=", call, &arena);
	if (query_open(desk, &spec, &query, err) < 0) {
		arena_free(&arena);
		return -1;
	}
	for (; query_walk(query, begun ? &place : NULL, false, true, 1, &number, &place); begun = true) {
		arena_reset(&arena);
		add_id(preview, query_row_id(query, number, &arena), cap);
	}
	query_close(query);
	arena_free(&arena);
	return 0;
}

static bool
is_call(struct desk *desk, const char *id)
{
	struct arena arena = {0};
	void *record;
	bool is = desk_get(desk, &type_call, id, &arena, &record, NULL) == 0;

	arena_free(&arena);
	return is;
}

int
preview_targets(struct preview *preview, const char *const *ids, size_t count, struct err *err)
{
	size_t cap = 0;

	for (size_t i = 0; i < count; i++) {
		if (sheet_takes(preview->form) != &type_project || !is_call(work_desk(preview->ui), ids[i]))
			add_id(preview, ids[i], &cap);
		else if (add_call(preview, ids[i], &cap, err) < 0)
			return -1;
	}
	preview->pages = xcalloc(preview->count + 1, sizeof *preview->pages);
	for (size_t i = 0; i < preview->count; i++)
		preview->pages[i] = PAGES_UNKNOWN;
	return 0;
}

/* ---- one target drawn */

struct drawing {
	bool enough; /* no more pages are asked for */
	int pages;
	bool (*page)(void *user, int number, const char *text); /* false: enough */
	void *user;
};

static int
put_page(void *user, const char *text, struct err *err)
{
	struct drawing *drawing = user;

	(void)err;
	drawing->enough = !drawing->page(drawing->user, ++drawing->pages, text);
	return drawing->enough ? -1 : 0;
}

/* Makes the pages of a target until `page` has enough; then, or when there are no more, how many were made.  -1 and *err.  Where several are shown, one
 * that has nothing for this sheet has no page. */
static int
draw(struct preview *preview, size_t target, bool (*page)(void *user, int number, const char *text), void *user, struct err *err)
{
	struct drawing drawing = {.page = page, .user = user};
	const struct text_output text = {.columns = preview->columns, .lines = OUTPUT_LINES, .put = put_page, .user = &drawing};
	const struct sheet_run run = {.targets = {.form = preview->form, .ids = &preview->ids[target], .count = 1}};
	struct output_result made;
	int result = output_text(work_desk(preview->ui), &run, &text, &made, err);

	output_result_free(&made);
	if (result == 0)
		preview->pages[target] = drawing.pages;
	else if (!drawing.enough && err->code == ERR_MISSING && preview->count > 1)
		preview->pages[target] = 0;
	else if (!drawing.enough)
		return -1;
	return drawing.pages;
}

/* ---- a page */

struct wanting {
	int page;
	struct buf *text;
	int64_t until;
	bool found;
};

static bool
keep_page(void *user, int number, const char *text)
{
	struct wanting *wanting = user;

	if (number == wanting->page) {
		buf_clear(wanting->text);
		buf_add(wanting->text, text, strcspn(text, "\f"));
		wanting->found = true;
		wanting->until = ui_now() + COUNT_MS;
	}
	return number <= wanting->page || ui_now() < wanting->until;
}

int
preview_show(struct preview *preview, size_t target, int page, struct err *err)
{
	struct wanting wanting = {.page = page, .text = &preview->text};

	if (preview->pages[target] != PAGES_UNKNOWN && page > preview->pages[target])
		return 0;
	if (draw(preview, target, keep_page, &wanting, err) < 0)
		return -1;
	if (!wanting.found)
		return 0;
	preview->target = target;
	preview->page = page;
	preview->top = 0;
	return 1;
}

/* ---- going */

int
preview_next(struct preview *preview, struct err *err)
{
	int shown = preview_show(preview, preview->target, preview->page + 1, err);

	for (size_t target = preview->target + 1; shown == 0 && target < preview->count; target++)
		shown = preview_show(preview, target, 1, err);
	return shown;
}

int
preview_before(struct preview *preview, struct err *err)
{
	size_t target = preview->target;

	if (preview->page > 1)
		return preview_show(preview, target, preview->page - 1, err);
	while (target-- > 0)
		if (preview->pages[target] > 0)
			return preview_show(preview, target, preview->pages[target], err);
	return 0;
}

int
preview_first(struct preview *preview, struct err *err)
{
	int shown = 0;

	for (size_t target = 0; shown == 0 && target < preview->count; target++)
		shown = preview_show(preview, target, 1, err);
	return shown;
}

static bool
count_page(void *user, int number, const char *text)
{
	(void)number;
	(void)text;
	return progress_step(user, 0, 0);
}

int
preview_last(struct preview *preview, struct err *err)
{
	struct progress progress;
	int result = 0;

	progress_begin(&progress, preview->ui, _("Counting the pages"));
	for (size_t i = 0; i < preview->count && result == 0; i++) {
		if (!progress_step(&progress, i, preview->count))
			result = err_set(err, ERR_FAILED, _("stopped before the end"));
		else if (preview->pages[i] == PAGES_UNKNOWN && (draw(preview, i, count_page, &progress, err) < 0 || preview->pages[i] == PAGES_UNKNOWN))
			result = err->code ? -1 : err_set(err, ERR_FAILED, _("stopped before the end"));
	}
	progress_end(&progress);
	for (size_t target = preview->count; result == 0 && target-- > 0;)
		if (preview->pages[target] > 0)
			result = preview_show(preview, target, preview->pages[target], err);
	return result;
}

/* All before the shown target were made on the way to it. */
size_t
preview_number(const struct preview *preview)
{
	size_t number = (size_t)preview->page;

	for (size_t i = 0; i < preview->target; i++)
		number += preview->pages[i] > 0 ? (size_t)preview->pages[i] : 0;
	return number;
}

size_t
preview_known(const struct preview *preview, bool *all)
{
	size_t known = 0;

	*all = true;
	for (size_t i = 0; i < preview->count; i++) {
		known += preview->pages[i] > 0 ? (size_t)preview->pages[i] : 0;
		*all = *all && preview->pages[i] != PAGES_UNKNOWN;
	}
	return known;
}

/* ---- searching */

struct seeking {
	const char *text;
	int from, found; /* pages; found 0: not yet */
	struct progress *progress;
	bool stopped;
};

static bool
seek_page(void *user, int number, const char *text)
{
	struct seeking *seeking = user;

	if (number >= seeking->from && strstr(text, seeking->text))
		seeking->found = number;
	seeking->stopped = !progress_step(seeking->progress, 0, 0);
	return !seeking->found && !seeking->stopped;
}

/* 1: stands at *page of the target. */
static int
seek(struct preview *preview, size_t target, struct seeking *seeking, struct err *err)
{
	seeking->found = 0;
	if (draw(preview, target, seek_page, seeking, err) < 0)
		return -1;
	if (seeking->stopped)
		return err_set(err, ERR_FAILED, _("stopped before the end"));
	return seeking->found ? 1 : 0;
}

int
preview_find(struct preview *preview, const char *text, struct err *err)
{
	struct progress progress;
	struct seeking seeking = {.text = text, .progress = &progress};
	size_t start = preview->target, target = start;
	int result = 0;

	progress_begin(&progress, preview->ui, _("Searching"));
	for (size_t turn = 0; turn <= preview->count && result == 0; turn++) {
		target = (start + turn) % preview->count;
		seeking.from = turn ? 1 : preview->page + 1;
		result = seek(preview, target, &seeking, err);
	}
	progress_end(&progress);
	return result == 1 ? preview_show(preview, target, seeking.found, err) : result;
}
