#include <config.h>

#include "sheet/sheet.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/query.h"
#include "sheet/fill.h"

enum { MOST_SHEETS = 200 };

struct sheets {
	struct arena arena;
	const struct sheet_form **forms; /* by name */
	struct yaml_tree **trees;
	size_t count;
};

/* ---- loading */

static int
is_sheet(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 5 && strcmp(entry->d_name + len - 5, ".yaml") == 0;
}

static void
load_one(struct sheets *sheets, const char *folder, const char *file, struct faults *faults)
{
	const char *path = arena_printf(&sheets->arena, "%s/%s", folder, file);
	struct yaml_tree *tree = yaml_load(path, faults);

	if (!tree)
		return;
	sheets->trees[sheets->count] = tree;
	sheets->forms[sheets->count++] =
		sheet_form_load(arena_strndup(&sheets->arena, file, strlen(file) - 5), yaml_root(tree), &sheets->arena, faults);
}

int
sheets_load(struct desk *desk, struct sheets **out, struct faults *faults)
{
	struct sheets *sheets = xcalloc(1, sizeof *sheets);
	const char *folder = arena_printf(&sheets->arena, "%s/sheets", desk_forms_dir(desk));
	struct dirent **names = NULL;
	int count = scandir(folder, &names, is_sheet, alphasort);

	if (count < 0)
		fault_add(faults, FAULT_ERROR, (struct pos){.file = folder}, NULL, _("cannot open '%s': %s"), folder, strerror(errno));
	sheets->forms = arena_alloc(&sheets->arena, (size_t)(count > 0 ? count : 0) * sizeof *sheets->forms + 1);
	sheets->trees = arena_alloc(&sheets->arena, (size_t)(count > 0 ? count : 0) * sizeof *sheets->trees + 1);
	for (int i = 0; i < count; i++) {
		if (i < MOST_SHEETS)
			load_one(sheets, folder, names[i]->d_name, faults);
		free(names[i]);
	}
	free(names);
	*out = sheets;
	return faults->errors ? -1 : 0;
}

void
sheets_free(struct sheets *sheets)
{
	if (!sheets)
		return;
	for (size_t i = 0; i < sheets->count; i++)
		yaml_tree_free(sheets->trees[i]);
	arena_free(&sheets->arena);
	free(sheets);
}

size_t
sheets_count(const struct sheets *sheets)
{
	return sheets->count;
}

const struct sheet_form *
sheets_at(const struct sheets *sheets, size_t at)
{
	return sheets->forms[at];
}

const struct sheet_form *
sheets_named(const struct sheets *sheets, const char *name)
{
	for (size_t i = 0; i < sheets->count; i++) {
		const struct sheet_form *form = sheets->forms[i];
		if (strcmp(form->name, name) == 0 || text_same(form->label.zh, name) || text_same(form->label.en, name))
			return form;
	}
	return NULL;
}

const char *
sheet_name(const struct sheet_form *form)
{
	return form->name;
}

struct words
sheet_label(const struct sheet_form *form)
{
	return form->label;
}

const struct record_type *
sheet_takes(const struct sheet_form *form)
{
	return form->takes;
}

bool
sheet_may(const struct desk *desk, const struct sheet_form *form)
{
	return desk_may(desk, form->roles);
}

/* ---- making */

struct making {
	struct desk *desk;
	const struct sheet_form *form;
	const struct sheet_sink *sink;
	struct arena arena; /* of one sheet */
	size_t made;
};

static int
make_one(struct making *making, const void *target, const void *each, struct err *err)
{
	struct scope scope;
	struct sheet_about about;
	struct page_setup setup = {.mark = "", .witness = "", .code = "", .landscape = making->form->landscape, .numbered = making->form->numbered};

	if (scope_open(&scope, making->form, making->desk, target, each, &making->arena, err) < 0)
		return -1;
	setup.title = scope_fill(&scope, making->form->title);
	if (making->form->draft.name && scope_holds(&scope, &making->form->draft))
		setup.mark = _("DRAFT");
	about = (struct sheet_about){.target = target, .each = each, .project = scope.project};
	if (making->sink->begin(making->sink->user, &setup, &about, err) < 0 || sheet_fill(&scope, making->sink, err) < 0)
		return -1;
	making->made++;
	return making->sink->end(making->sink->user, err);
}

/* One sheet, or one for each record that belongs to the project. */
static int
make_of(struct making *making, const void *target, struct err *err)
{
	const struct record *head = target;
	void **records;
	size_t count;
	int result = 0;

	if (!making->form->each)
		return make_one(making, target, NULL, err);
	count = desk_parts(making->desk, making->form->each, head->number, &making->arena, &records);
	for (size_t i = 0; i < count && result == 0; i++)
		result = make_one(making, target, records[i], err);
	return result;
}

/* A sheet for each project of the call, in the order of their numbers. */
static int
make_call(struct making *making, const char *call, struct err *err)
{
	struct query_spec spec = {.type = &type_project, .where = arena_printf(&making->arena, "project.call=%s", call)};
	struct query *query;
	struct row_place place;
	uint32_t number;
	bool begun = false;
	int result = 0;

	if (query_open(making->desk, &spec, &query, err) < 0)
		return -1;
	while (result == 0 && query_walk(query, begun ? &place : NULL, false, true, 1, &number, &place)) {
		void *project;
		begun = true;
		arena_reset(&making->arena);
		result = desk_get_number(making->desk, &type_project, number, &making->arena, &project, err);
		result = result < 0 ? -1 : make_of(making, project, err);
	}
	query_close(query);
	return result;
}

static int
make(struct making *making, const char *target, struct err *err)
{
	void *record;

	if (desk_get(making->desk, making->form->takes, target, &making->arena, &record, err) == 0)
		return make_of(making, record, err);
	if (making->form->takes == &type_project && desk_get(making->desk, &type_call, target, &making->arena, &record, NULL) == 0)
		return make_call(making, target, err);
	return -1;
}

int
sheet_make(struct desk *desk, const struct sheet_targets *targets, const struct sheet_sink *sink, size_t *made, struct err *err)
{
	const struct sheet_form *form = targets->form;
	struct making making = {.desk = desk, .form = form, .sink = sink};
	int result = 0;

	if (!sheet_may(desk, form))
		return err_set(err, ERR_DENIED, _("'%s' may not print '%s'"), desk_person(desk)->name, words_in(form->label, words_lang()));
	for (size_t i = 0; i < targets->count && result == 0; i++) {
		arena_reset(&making.arena);
		if (targets->step && !targets->step(targets->step_user, i, targets->count))
			result = err_set(err, ERR_FAILED, _("stopped before the end"));
		else
			result = make(&making, targets->ids[i], err);
	}
	arena_free(&making.arena);
	if (made)
		*made = making.made;
	if (result == 0 && !making.made)
		return err_set(err, ERR_MISSING, _("'%s' has nothing for '%s' yet"), targets->count ? targets->ids[0] : "",
			words_in(form->label, words_lang()));
	return result;
}
