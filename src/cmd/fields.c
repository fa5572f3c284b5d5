#include <config.h>

#include "cmd/files.h"

#include <stdlib.h>

#include "cmd/grid.h"
#include "cmd/records.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_fields = {
	.name = "fields",
	.usage = "[RECORD] [--json]",
	.summary = N_("lists the declared fields"),
	.help = N_("By the name that FIELD=VALUE, --columns and filters take; those that the office's forms add as well."),
	.most = 1,
	.run = run,
};

struct listing {
	bool json;
	struct grid grid;
	struct json_list list;
};

/* What there is to say of a field in a word each. */
static const struct {
	unsigned flag;
	const char *name; /* in JSON */
	const char *word; /* for people */
} remarks[] = {
	{FIELD_REQUIRED, "required", N_("required")},
	{FIELD_INDEXED, "indexed", N_("indexed")},
	{FIELD_SENSITIVE, "sensitive", N_("masked")},
	{FIELD_COMPUTED, "computed", N_("set by acts")},
};

static int
add_json(struct listing *listing, const char *record, const char *path, const char *label, const struct field *field, bool extra, struct err *err)
{
	struct json *object = json_new_object();

	json_put_text(object, "record", record);
	json_put_text(object, "name", path);
	json_put_text(object, "label", label);
	json_put_text(object, "kind", field->kind->name);
	json_put_text(object, "list", field->list);
	json_put_text(object, "help", field->help ? _(field->help) : NULL);
	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		json_put(object, remarks[i].name, json_new_flag(field->flags & remarks[i].flag));
	json_put(object, "extra", json_new_flag(extra));
	return json_list_add(&listing->list, object, err);
}

static void
add_text(struct listing *listing, const char *path, const char *label, const struct field *field, bool extra)
{
	struct buf words = {0};

	if (field->list)
		buf_addf(&words, "%s ", field->list);
	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		if (field->flags & remarks[i].flag)
			buf_addf(&words, "%s ", _(remarks[i].word));
	if (extra)
		buf_adds(&words, _("of the office's own form"));
	grid_add(&listing->grid, path);
	grid_add(&listing->grid, field->kind->name);
	grid_add(&listing->grid, label);
	grid_add(&listing->grid, buf_text(&words));
	buf_free(&words);
}

static int
add_field(struct listing *listing, const struct record_type *type, const char *path, const char *label, const struct field *field, bool extra,
	struct err *err)
{
	if (listing->json)
		return add_json(listing, type->name, path, label, field, extra, err);
	add_text(listing, path, label, field, extra);
	return 0;
}

static int
add_extras(struct listing *listing, const struct record_type *type, const struct form_files *forms, struct err *err)
{
	for (size_t i = 0; i < forms->count; i++) {
		const struct form *form = forms->items[i].form;
		for (size_t j = 0; form && form->type == type && j < form->field_count; j++) {
			const struct form_field *field = form->fields[j];
			if (!field->column && add_field(listing, type, field->path, form_label(field), &field->field, true, err) < 0)
				return -1;
		}
	}
	return 0;
}

static int
add_type(struct listing *listing, const struct record_type *type, const struct form_files *forms, struct err *err)
{
	size_t count;
	const struct column *columns = record_columns(type, &count);

	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		if (field->flags & FIELD_HIDDEN)
			continue;
		if (add_field(listing, type, columns[i].path, _(field->label), field, false, err) < 0)
			return -1;
	}
	return add_extras(listing, type, forms, err);
}

static int
run(struct command *command, struct err *err)
{
	const struct record_list *one = NULL;
	struct listing listing = {.json = command->json, .grid = {.columns = 4}, .list = {.out = stdout}};
	struct form_files forms;
	struct faults faults = {0};
	int result = 0;
	char *dir;

	if (command->operand_count) {
		one = records_named(command->operands[0], err);
		if (!one)
			return -1;
	}
	dir = files_forms_chosen(command);
	files_forms(dir, &forms, &faults, NULL);
	for (const struct record_list *list = record_lists; list->name && result == 0; list++)
		if (!one || list == one)
			result = add_type(&listing, list->type, &forms, err);
	if (!command->json)
		result = grid_end(&listing.grid, err);
	else if (result == 0)
		result = json_list_end(&listing.list, err);
	faults_free(&faults);
	files_forms_free(&forms);
	free(dir);
	return result;
}
